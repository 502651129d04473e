"""Rows of weighted sums below a column of weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import CHANGE, header_kinds
from generator.patterns import lazy

_WEIGHT = lazy(r"权重|weight(?:s|ing)?\b", re.IGNORECASE)
_WEIGHTED = lazy(r"加权|贡献|weighted|contribution", re.IGNORECASE)
_HALF = Fraction(1, 2)
_POINTS = (10, 100)
"""What weights make that are given in points."""


def weight_column(grid: Grid) -> Column | None:
    """The first column of weights."""
    return next((column for column in grid.columns if _WEIGHT.search(column.header)), None)


def values_of(column: Column, rows: Sequence[int]) -> list[Bounds] | None:
    """The cells of a column, if none of several is missing."""
    found = [column.bounds[row] for row in rows]
    values = [each for each in found if each is not None]
    return values if len(values) == len(found) > 1 else None


def weighted_sums(column: Column, weights: Column, rows: Sequence[int]) -> list[Bounds]:
    """The weighted sum of some rows, in every reading; nothing for figures that are no weights.

    Weights in points count as parts of what they make, marks of importance (1 to 5) perhaps as well.
    """
    values, factors = values_of(column, rows), values_of(weights, rows)
    if not values or not factors:
        return []
    whole = total(factors).exact
    are_counts = all(figure.is_count for row in rows if (figure := weights.figures[row]))
    if not (are_counts and whole > 1) and not _HALF < whole < 2:
        return []
    made = total(
        value.times(Bounds.point(weight.exact)) for value, weight in zip(values, factors, strict=True)
    )
    if not are_counts:
        return [made]
    share = made.divided(int(whole))
    return [share, made] if whole in _POINTS else [made, share]


def rating_columns(grid: Grid, weights: Column) -> list[Column]:
    """The columns that the weights weigh: not those of changes, nor of what is weighted already."""
    return [
        column
        for column in grid.columns
        if column is not weights
        and column.cell < 0
        and not _WEIGHTED.search(column.header)
        and CHANGE not in header_kinds(column.header)
    ]


def weighted_cells(grid: Grid, row: int) -> list[Column]:
    """The columns with ratings, if some cell of a row is a weighted sum of theirs and no plain one."""
    weights = weight_column(grid)
    ratings = rating_columns(grid, weights) if weights else []
    parts = [index for index in grid.parts if index < row]
    for column in ratings:
        stated, values = column.figures[row], values_of(column, parts)
        if stated is None or weights is None or not values:
            continue
        is_weighted = any(judge(stated, each) is Fit.RIGHT for each in weighted_sums(column, weights, parts))
        if is_weighted and judge(stated, total(values)) is Fit.WRONG:
            return ratings
    return []
