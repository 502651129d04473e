"""Computed columns and results of tables, exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from generator.model.blocks import ColumnType, Computation, Operation, Row, Table
from generator.model.parts import Label
from generator.quantity import Kind, Quantity, QuantityError, parse_quantity

Figures = Sequence[Fraction | None]
"""A column as exact values; None where a cell is unknown or not a figure."""


@dataclass(frozen=True)
class ComputedTable:
    """What follows from a table: a value per row for each computed column, one per result."""

    columns: dict[str, tuple[Fraction | None, ...]]
    results: dict[str, Fraction | None]


def figure_in(label: Label | None) -> Quantity | None:
    """The figure that a cell holds; None if it is unknown or no figure."""
    for _, wording in label.entries() if label else ():
        try:
            return parse_quantity(wording)
        except QuantityError:
            return None
    return None


def column_values(rows: Sequence[Row], column: str) -> tuple[Fraction | None, ...]:
    """The printed numbers of a column, qualifiers aside (`5,000+` counts as 5000)."""
    figures = (figure_in(row.cell(column)) for row in rows)
    return tuple(figure.value if figure else None for figure in figures)


def compute_table(table: Table) -> ComputedTable:
    """Compute every column and result that the table declares as computed."""
    columns = {
        column.id: _compute_column(table, column.compute)
        for column in table.columns
        if column.compute is not None
    }
    results = {result.id: compute_result(table, result.compute) for result in table.results}
    return ComputedTable(columns, results)


def _compute_column(table: Table, computation: Computation) -> tuple[Fraction | None, ...]:
    operands = [column_values(table.rows, column) for column in computation.of]
    if computation.do is Operation.CUMULATIVE:
        return tuple(_running_sum(operands[0]))
    if computation.do is Operation.SHARE:
        total = _sum(operands[0])
        return tuple(None if value is None or not total else value / total for value in operands[0])
    combine = ROW_OPERATIONS[computation.do]
    weights = [weight.value for weight in computation.weights]
    return tuple(
        None if None in row else combine([value for value in row if value is not None], weights)
        for row in zip(*operands, strict=True)
    )


def compute_result(table: Table, computation: Computation) -> Fraction | None:
    """Compute a figure over all rows (or the first ones); None if a needed cell is unknown."""
    rows = table.rows[: computation.first]
    values = [column_values(rows, column) for column in computation.of]
    if computation.do is Operation.SUM:
        return _sum(values[0])
    if computation.do is Operation.MEAN:
        total = _sum(values[0])
        return None if total is None else total / len(values[0])
    firsts = [column[0] for column in values]
    known = [value for value in firsts if value is not None]
    if computation.do not in ROW_OPERATIONS or len(known) < len(firsts):
        return None
    return ROW_OPERATIONS[computation.do](known, [weight.value for weight in computation.weights])


def _sum(values: Figures) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if len(known) == len(values) else None


def _running_sum(values: Figures) -> list[Fraction | None]:
    """Sums from the top; unknown from the first unknown cell on."""
    known = list(accumulate(value for value in _until_unknown(values)))
    return [*known, *[None] * (len(values) - len(known))]


def _until_unknown(values: Figures) -> list[Fraction]:
    known: list[Fraction] = []
    for value in values:
        if value is None:
            break
        known.append(value)
    return known


def _weighted_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    if len(values) != len(weights) or not sum(weights):
        return None
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0)) / sum(weights)


def _mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values)


def _pairwise(
    combine: Callable[[Fraction, Fraction], Fraction | None],
) -> Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction | None]:
    return lambda values, weights: combine(values[0], values[1]) if len(values) == 2 else None


ROW_OPERATIONS: dict[Operation, Callable[[Sequence[Fraction], Sequence[Fraction]], Fraction | None]] = {
    Operation.REDUCTION: _pairwise(lambda x, y: 1 - y / x if x else None),
    Operation.FACTOR: _pairwise(lambda x, y: y / x if x else None),
    Operation.DIFFERENCE: _pairwise(lambda x, y: y - x),
    Operation.WEIGHTED_MEAN: _weighted_mean,
    Operation.MEAN: _mean,
    Operation.SUM: lambda values, weights: sum(values, Fraction(0)),
}
"""Operations that take the cells of one row (and weights) to one value."""


def agrees(stated: Quantity, value: Fraction) -> bool:
    """Whether a stated figure is what the value is printed as.

    An exact figure may be rounded: it differs by at most half a unit of its last digit. `95%+`
    says that the value reaches 95 % and not 96 %: it lies within one unit above; `< 1%` below.
    """
    if stated.kind in (Kind.AT_LEAST, Kind.ABOVE):
        return stated.low is not None and stated.low <= value < stated.low + stated.digit
    if stated.kind in (Kind.BELOW, Kind.AT_MOST):
        return stated.high is not None and stated.high - stated.digit < value <= stated.high
    if stated.kind in (Kind.EXACT, Kind.ABOUT):
        return abs(value - stated.value) <= stated.digit / 2
    return stated.contains(value)


FIGURE_COLUMNS = frozenset({ColumnType.FIGURE, ColumnType.RATING})
"""Columns whose cells must be figures."""
