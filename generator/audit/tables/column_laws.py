"""Laws that tie a cell to the other rows of its table: shares of a whole, running sums, proportion."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from generator.audit.bounds import Bounds, total
from generator.audit.tables.expectations import (
    Expect,
    Expectation,
    bounds_of,
    changes,
    lazily,
    one_unit,
    text_of,
    unit_of,
)
from generator.audit.tables.grid import Column, Grid
from generator.patterns import lazy

_DIGIT = lazy(r"\d")
"""What a cell holds that says more than its figure: the sum of its column is unknown."""
_ENOUGH_ROWS = 20
"""So many rows tell the factor between two columns."""
_LUCK = {False: 1e-5, True: 2e-4}
"""So little luck must be needed for rows to agree on a factor, whether or not the header names the law.

Shares have one whole, so that nothing else is needed for them if there are four.
"""
_FEW_SHARES = 1e-6
"""The same for the whole of three shares."""


def against(grid: Grid, column: Column, other: Column, *, previous: bool) -> Expect:
    """Each row against the row before it, or against the first."""

    def expect(row: int) -> list[Expectation]:
        place = grid.places[row]
        figure = column.figures[row]
        if figure is None or (not place and (previous or figure.measure != "factor")):
            return []
        base = grid.parts[place - 1 if previous else 0]
        before, after = bounds_of(other, base), bounds_of(other, row)
        if before is None or after is None or not one_unit(other, base, row):
            return []
        texts = (text_of(other, base), text_of(other, row))
        return list(changes(before, after, figure, texts, percent=other.is_percent, unit=unit_of(other, row)))

    return expect


def share_of(grid: Grid, other: Column) -> Expect:
    """A row's part of the whole column: of the total that is printed, or of the sum of the parts."""
    wholes = lazily(lambda: list(_wholes(grid, other)))

    def expect(row: int) -> list[Expectation]:
        part = bounds_of(other, row)
        shares = [(part.over(whole), words) for whole, words in wholes()] if part else []
        return [Expectation(share, f"{text_of(other, row)} / {words}") for share, words in shares if share]

    return expect


def of_whole(other: Column, whole: Bounds, words: str) -> Expect:
    """A row's part of a whole that stands elsewhere."""

    def expect(row: int) -> list[Expectation]:
        part = bounds_of(other, row)
        share = part.over(whole) if part else None
        return [Expectation(share, f"{text_of(other, row)} / {words}")] if share else []

    return expect


def _printed(grid: Grid, row: int, column: Column) -> str:
    return grid.cell(row, column).text if grid.has_cell(row, column) else ""


def _wholes(grid: Grid, other: Column) -> Iterator[tuple[Bounds, str]]:
    rows = [row for row in grid.parts if row not in grid.details]
    parts = [bounds for row in rows if (bounds := bounds_of(other, row))]
    is_whole = all(bounds_of(other, row) or not _DIGIT.search(_printed(grid, row, other)) for row in rows)
    if len(parts) > 1 and is_whole:
        yield total(parts), "the sum of the column"
    for row in grid.totals:
        printed = bounds_of(other, row)
        if printed and not grid.is_subtotal(row):
            yield printed, text_of(other, row)


def cumulative(grid: Grid, column: Column, other: Column) -> Expect:
    """The running sum, or the cell above plus the row's own part: one slip is reported once.

    Where the cell above is right, hidden digits of all rows so far are no excuse: they are in that cell.
    """
    running = lazily(
        lambda: list(accumulate(_sums_so_far(grid, other), lambda a, b: a.plus(b) if a and b else None))
    )

    def expect(row: int) -> list[Expectation]:
        place = grid.places[row]
        so_far, own = running()[place], bounds_of(other, row)
        if so_far is None or own is None:
            return []
        above = bounds_of(column, grid.parts[place - 1]) if place else None
        before = running()[place - 1] if place else None
        if above is None or before is None:
            return [Expectation(so_far, "the sum so far")]
        words = f"{text_of(column, grid.parts[place - 1])} + {text_of(other, row)}"
        if above.low <= before.high and before.low <= above.high:
            so_far = Bounds.point(so_far.exact)
        return [Expectation(above.plus(own), words), Expectation(so_far, "the sum so far")]

    return expect


def cumulative_share(grid: Grid, other: Column) -> Expect:
    """The running sum of counts as a part of their sum."""
    sums = lazily(
        lambda: list(accumulate(_sums_so_far(grid, other), lambda a, b: a.plus(b) if a and b else None))
    )

    def expect(row: int) -> list[Expectation]:
        running, whole = sums()[grid.places[row]], sums()[-1]
        share = running.over(whole) if running and whole else None
        return [Expectation(share, "the sum so far as a part of the whole")] if share else []

    return expect


def in_proportion(grid: Grid, column: Column, basis: Expect, *, named: bool = False) -> Expect:
    """What is computed from other cells times one factor: the one that most rows agree on.

    These are at least four, or three if the header names the law.
    """
    factor = lazily(lambda: _common_factor(grid, column, basis, named=named))

    def expect(row: int) -> list[Expectation]:
        common = factor()
        expected = basis(row) if common else ()
        if not expected or common is None:
            return []
        words = f"{expected[0].formula} in the proportion of the other rows"
        return [Expectation(expected[0].bounds.times(common), words)]

    return expect


def plain_cell(other: Column) -> Expect:
    """The value of another cell, unless it says "about" or gives a bound."""

    def expect(row: int) -> list[Expectation]:
        value, figure = bounds_of(other, row), other.figures[row]
        is_exact = figure is not None and figure.kind == "exact"
        return [Expectation(value, text_of(other, row))] if value and is_exact else []

    return expect


def _common_factor(grid: Grid, column: Column, basis: Expect, *, named: bool) -> Bounds | None:
    """The factors that the most rows admit; nothing if few rows admit the same, or if chance explains it."""
    pairs = ((bounds_of(column, row), basis(row)) for row in grid.parts[:_ENOUGH_ROWS])
    ratios = [ratio for a, b in pairs if a and b and a.low > 0 and (ratio := a.over(b[0].bounds)) is not None]
    ends = sorted([(each.low, 0) for each in ratios] + [(each.high, 1) for each in ratios])
    best, depth, at = 0, 0, 0
    for index, (_, is_end) in enumerate(ends):
        depth += -1 if is_end else 1
        if depth > best:
            best, at = depth, index
    if best < (3 if named else 4) or best * 2 <= len(ratios):
        return None
    low, high = ends[at][0], ends[at + 1][0]
    widths = sorted(
        float((each.high - each.low) / each.high) for each in ratios if each.low <= low and high <= each.high
    )
    luck = math.prod(widths[1:])
    is_chance = (best < 4 and luck > _FEW_SHARES) if column.is_percent else luck > _LUCK[named]
    return None if is_chance else Bounds(low, (low + high) / 2, high)


def _sums_so_far(grid: Grid, other: Column) -> Iterator[Bounds | None]:
    return (bounds_of(other, row) for row in grid.parts)
