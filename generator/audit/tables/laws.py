"""Laws of columns: what a column of a table may be computed from.

A law says for each row what a cell should be: the sum of other cells, their change, a share, a running
sum. Whether a law holds for a column is judged in `generator.audit.tables.columns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from generator.audit.quantities.weights import whole_of
from generator.audit.tables.column_laws import (
    against,
    cumulative,
    cumulative_share,
    in_proportion,
    plain_cell,
    share_of,
)
from generator.audit.tables.expectations import Expect
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import (
    ALL,
    CHANGE,
    CUMULATIVE,
    DIFFERENCE,
    FACTOR,
    HARMONIC,
    MEAN,
    PRODUCT,
    QUOTIENT,
    RATE,
    SHARE,
    STATED,
    SUM,
    WEIGHTED,
    header_kinds,
    names_a_score,
    periods_between,
)
from generator.audit.tables.printed_weights import printed_weights
from generator.audit.tables.row_laws import (
    adjusted_by,
    balance_of,
    change_of,
    complement_of,
    equal_to,
    harmonic_mean_of,
    mean_of,
    monomial_of,
    of_like,
    part_of_both,
    rest_of,
    sum_of,
    times_of,
    weighted_sum_of,
)
from generator.patterns import lazy

_EXTREME = lazy(
    r"最[大小高低长短多少优差快慢]|中位|标准差|\bm(?:in|ax)(?:imum)?\b|\bmedian\b|\bst(?:d|dev)\b|\bp\d\d|\bbest\b|\bworst\b",
    re.IGNORECASE,
)
"""Columns that are no parts of a sum or mean: an average stands between a least and a greatest value."""
_FEW_COLUMNS = 5


class Law(NamedTuple):
    """A relation that a column may obey. A row obeys it if any of its expectations fits."""

    kind: str
    operands: tuple[Column, ...]
    expect: Expect
    size_only: bool = False
    of_totals: bool = False
    """Whether it relates totals as it relates their parts, so that total rows obey it as well."""
    is_fitted: bool = False
    """Whether a factor of it is read off the rows, so that one of them is no evidence."""


_ORDERED = lazy(
    r"\d|[一二三四五六七八九十]|[年月周季]|基|初|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|base)",
    re.IGNORECASE,
)
"""What is in the names of periods, versions and steps."""


def laws_of(grid: Grid, column: Column, named: Sequence[str], kinds: frozenset[str] = ALL) -> Iterator[Law]:
    """Every law of these kinds that the column may obey, by the other columns and what the header names."""
    others = [other for other in grid.columns if other.index != column.index]
    candidates = _candidates(grid, column, others, named, kinds)
    return (law for law in candidates if law.kind in kinds)


def _candidates(
    grid: Grid, column: Column, others: list[Column], named: Sequence[str], kinds: frozenset[str]
) -> Iterator[Law]:
    measures = {figure.measure for figure in column.known}
    for each in grid.workings:
        yield Law(RATE if column.is_percent else STATED, (each,), equal_to(each))
    if WEIGHTED in kinds:
        yield from _weighted(grid, column, others)
    if kinds & {SHARE, CUMULATIVE, CHANGE, FACTOR, PRODUCT}:
        for other in others:
            yield from _of_one(grid, column, other, named, measures)
    if kinds & {CHANGE, FACTOR, PRODUCT, RATE, QUOTIENT, SHARE, DIFFERENCE, HARMONIC}:
        for first, second in combinations(others, 2):
            yield from _of_two(grid, column, first, second, named, measures)
    if kinds & {PRODUCT, DIFFERENCE}:
        yield from _of_several(column, others, named)
    if kinds & {SUM, MEAN}:
        alike = [
            each for each in others if each.is_percent == column.is_percent and not _is_extreme(each.header)
        ]
        for group in _groups(column, alike):
            yield Law(SUM, group, sum_of(group), of_totals=True)
            yield Law(MEAN, group, mean_of(group))


@lru_cache(maxsize=1024)
def _is_extreme(header: str) -> bool:
    return bool(_EXTREME.search(header))


def _groups(column: Column, others: list[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns that may be added up: all, all to the left, all but the first."""
    seen: set[tuple[int, ...]] = set()
    left = [other for other in others if other.index < column.index]
    pairs = [list(pair) for pair in combinations(left, 2)] if len(left) <= _FEW_COLUMNS else []
    for group in (others, left, left[1:], left[-2:], left[:-1], *pairs):
        key = tuple(other.index for other in group)
        if len(group) >= 2 and key not in seen:
            seen.add(key)
            yield tuple(group)


def _of_one(
    grid: Grid, column: Column, other: Column, named: Sequence[str], measures: set[str]
) -> Iterator[Law]:
    if not other.is_percent and "percent" in measures:
        yield Law(SHARE, (other,), share_of(grid, other))
        yield Law(CUMULATIVE, (other,), cumulative_share(grid, other))
    if not other.is_percent and other.index < column.index and not measures & {"points", "factor"}:
        kind = SHARE if "percent" in measures else PRODUCT
        law = in_proportion(grid, column, plain_cell(other), named=kind in named)
        yield Law(kind, (other,), law, is_fitted=True)
    if other.is_percent and not column.is_percent and PRODUCT in named:
        law = in_proportion(grid, column, complement_of(other), named=True)
        yield Law(PRODUCT, (other,), law, is_fitted=True)
    if PRODUCT in named and not (other.is_percent or column.is_percent):
        for factor in periods_between(other.header, column.header):
            yield Law(PRODUCT, (other,), times_of(other, factor))
    if other.is_percent == column.is_percent and all(each.is_plain for each in column.known):
        yield Law(CUMULATIVE, (other,), cumulative(grid, column, other))
    if CHANGE in named or FACTOR in named:
        kind = CHANGE if CHANGE in named else FACTOR
        if "factor" in measures or _is_series(grid, column):
            yield Law(kind, (other,), against(grid, column, other, previous=True), size_only=True)
        yield Law(kind, (other,), against(grid, column, other, previous=False), size_only=True)


def _is_series(grid: Grid, column: Column) -> bool:
    """Whether rows may be compared with those before them: the first has no change, or they are in order."""
    first = grid.parts[0] if grid.parts else None
    if first is None or column.figures[first] is None:
        return True
    return all(_ORDERED.search(grid.labels[row]) for row in grid.parts)


def _of_two(
    grid: Grid, column: Column, first: Column, second: Column, named: Sequence[str], measures: set[str]
) -> Iterator[Law]:
    pair = (first, second)
    if first.is_percent == second.is_percent:
        kind = FACTOR if FACTOR in named and CHANGE not in named else CHANGE
        for a, b in (pair, (second, first)):
            yield Law(kind, pair, change_of(column, a, b), size_only=True, of_totals=not first.is_percent)
            if DIFFERENCE in named and a.is_percent == column.is_percent:
                yield Law(DIFFERENCE, pair, balance_of((a,), (b,)), of_totals=True)
        if HARMONIC in named:
            yield Law(HARMONIC, pair, harmonic_mean_of(first, second))
    elif not column.is_percent:
        amount, percentage = (second, first) if first.is_percent else pair
        for sign in (-1, 1):
            yield Law(PRODUCT, pair, adjusted_by(amount, percentage, sign))
    if not measures & {"points", "factor"}:
        yield Law(PRODUCT, pair, monomial_of(pair, (), None if column.is_percent else column))
    if not first.is_percent and not second.is_percent:
        yield from _ratios(grid, column, pair, named)


def _ratios(grid: Grid, column: Column, pair: tuple[Column, Column], named: Sequence[str]) -> Iterator[Law]:
    """One cell over another; for percentages also a part of both, and what a part leaves of the whole."""
    kind = SHARE if SHARE in named and RATE not in named else RATE
    kind = kind if column.is_percent or kind in header_kinds(column.header) else QUOTIENT
    for a, b in (pair, pair[::-1]):
        if QUOTIENT in named and kind == QUOTIENT:
            law = in_proportion(grid, column, monomial_of((a,), (b,)))
            yield Law(kind, pair, law, is_fitted=True)
        if not column.is_percent:
            yield Law(kind, pair, monomial_of((a,), (b,), column), of_totals=True)
            continue
        for share in (monomial_of((a,), (b,)), part_of_both(a, b), rest_of(a, b)):
            yield Law(kind, pair, of_like(a, b, share), of_totals=True)


def _of_several(column: Column, others: list[Column], named: Sequence[str]) -> Iterator[Law]:
    """Products of three and more columns to the left, perhaps over one of them; what is left of the first."""
    left = tuple(other for other in others if other.index < column.index)
    if not 3 <= len(left) <= _FEW_COLUMNS:
        return
    if PRODUCT in named:
        for bottoms in ((), *((each,) for each in left)):
            tops = tuple(each for each in left if each not in bottoms)
            yield Law(PRODUCT, left, monomial_of(tops, bottoms, column))
    if DIFFERENCE in named:
        yield Law(DIFFERENCE, left, balance_of(left[:1], left[1:]), of_totals=True)
        yield Law(DIFFERENCE, left, balance_of(left[:-1], left[-1:]), of_totals=True)


def _weighted(grid: Grid, column: Column, others: list[Column]) -> Iterator[Law]:
    """A weighted sum whose weights stand in the headers or in a row of their own."""
    if not names_a_score(column.header):
        return
    weights = printed_weights(grid, others)
    made = sum((weight for _, weight in weights), Fraction(0))
    if len(weights) > 1 and whole_of([weight for _, weight in weights]) == made:
        shares = [(other, weight / made) for other, weight in weights]
        yield Law(WEIGHTED, tuple(other for other, _ in shares), weighted_sum_of(shares))
