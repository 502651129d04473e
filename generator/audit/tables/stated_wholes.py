"""Wholes that the text beside a table states, of which a column gives the shares: `The budget is $84,000.`"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from generator.audit.bounds import Bounds
from generator.audit.figures import Figure
from generator.audit.statements import mentions
from generator.audit.tables.column_laws import of_whole
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import SHARE, header_kinds
from generator.audit.tables.laws import Law
from generator.markdown import Document, Run

_NEAR = 500
"""So far from a table its whole may be stated."""
_LONGEST = 600
"""Longer runs of text are not looked through for it."""
_MOST_WHOLES = 24
"""So many figures are tried as the whole."""


def laws_of_stated_wholes(document: Document, grid: Grid, column: Column) -> list[Law]:
    """The shares of each figure beside the table that a column of shares may state, for each other column."""
    if not column.is_percent or SHARE not in header_kinds(column.header):
        return []
    counts = [each for each in grid.columns if not each.is_percent and each.place < column.place]
    wholes = list(_wholes(document, grid)) if counts else []
    return [
        Law(SHARE, (each,), of_whole(each, Bounds.point(whole.value), whole.text))
        for each in counts
        for whole in wholes
        if 0 < whole.value >= each.largest
    ]


def _wholes(document: Document, grid: Grid) -> Iterator[Figure]:
    start, end = grid.table.start - _NEAR, grid.table.end + _NEAR
    first = bisect_right(document.runs, start, key=_end)
    last = bisect_left(document.runs, end, key=lambda run: run.start)
    near = (run for run in document.runs[first:last] if run.end - run.start <= _LONGEST)
    figures = (each.figure for run in near for each in mentions(document.plain[run.start : run.end]))
    amounts = (
        each for each in figures if each.measure == "number" and each.kind == "exact" and each.value > 0
    )
    by_value = {each.value: each for each in islice(amounts, _MOST_WHOLES)}
    yield from by_value.values()


def _end(run: Run) -> int:
    return run.end
