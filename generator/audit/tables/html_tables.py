"""Tables written in HTML (`<table>`), read as if they were pipe tables."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from generator.markdown import Cell, Document, Row, Table
from generator.patterns import lazy

_TABLE = lazy(r"<table\b[^<>]*>", re.IGNORECASE)
_CLOSING = lazy(r"</table\s*>", re.IGNORECASE)
_ROW = lazy(r"<tr\b[^<>]*>([^<]*+(?:<(?!/?tr\b)[^<]*+)*+)</tr\s*>", re.IGNORECASE)
_CELL = lazy(r"<(t[hd])\b([^<>]*)>([^<]*+(?:<(?!/?t[hd]\b)[^<]*+)*+)</\1\s*>", re.IGNORECASE)
_TAG = lazy(r"</?[A-Za-z][^<>]*>")
_LONGEST = 50_000


def html_tables(document: Document) -> Iterator[Table]:
    """Each HTML table outside of code whose rows have the same number of cells, and none spans several."""
    text = document.text
    fences = [fence.start for fence in document.fences]
    openings = list(_TABLE.finditer(text))
    closings = list(_CLOSING.finditer(text)) if openings else []
    for opening, following in zip_longest(openings, openings[1:]):
        index = bisect_right(fences, opening.start()) - 1
        if index >= 0 and opening.start() < document.fences[index].end:
            continue
        end = min(following.start() if following else len(text), opening.end() + _LONGEST)
        first = bisect_left(closings, opening.end(), key=lambda closing: closing.start())
        if first < len(closings) and closings[first].start() < end:
            table = _table(text, opening.start(), opening.end(), closings[first])
            if table:
                yield table


def _table(text: str, start: int, body: int, closing: re.Match[str]) -> Table | None:
    header: list[Row] = []
    rows: list[Row] = []
    for found in _ROW.finditer(text, body, closing.start()):
        cells = list(_CELL.finditer(text, found.start(1), found.end(1)))
        if any("span" in cell[2].lower() for cell in cells):
            return None
        is_header = not rows and bool(cells) and all(cell[1].lower() == "th" for cell in cells)
        row = Row(found.start(), found.end(), tuple(_cell(cell) for cell in cells))
        (header if is_header else rows).append(row)
    widths = {len(row.cells) for row in (*header, *rows)}
    if not header or not rows or len(widths) != 1:
        return None
    return Table(start, closing.end(), tuple(header), ("",) * widths.pop(), tuple(rows))


def _cell(found: re.Match[str]) -> Cell:
    """The text of a cell without tags; its place is that of its content."""
    inner = found[3]
    start = found.start(3) + len(inner) - len(inner.lstrip())
    return Cell(start, start + len(inner.strip()), _TAG.sub(" ", inner).strip())
