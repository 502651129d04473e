"""CA211: the stated cells of a computed column are what the column computes (double entry)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks import column_sum
from generator.diagnostics import Diagnostic, Fix, Severity, Span
from generator.model.blocks import Cell, Column, Computation, Operation, Row, Table
from generator.quantity import Kind, Quantity, half_up, percent
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import ComputedTable, agrees, figure_in
from generator.values import number_text
from generator.yaml_nodes import Scalar

WHOLE_COLUMN = frozenset({Operation.CUMULATIVE, Operation.SHARE})
"""Operations in which one wrong cell spoils others: only the first of a column is reported."""


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare cell by cell, unless a sum over the table already shows which column is wrong."""
    for owner, _, table in subject.atlas.tables():
        if not column_sum.is_contradicted(table):
            yield from find_mismatches(table, subject.tables[owner, table.id])


def find_mismatches(table: Table, computed: ComputedTable) -> Iterator[Diagnostic]:
    """The cells of computed columns that do not state what is computed."""
    for column in table.columns:
        if column.compute is None or not all(table.column(operand) for operand in column.compute.of):
            continue  # an operand that does not exist is the business of CA112
        for row, value in zip(table.rows, computed.columns[column.id], strict=True):
            found = _judge(row, column, column.compute, value)
            if found is not None:
                yield found
                if column.compute.do in WHOLE_COLUMN:
                    break


def _judge(row: Row, column: Column, computation: Computation, value: Fraction | None) -> Diagnostic | None:
    stated = figure_in(row.cell(column.id))
    if value is None:
        missing = [each for each in computation.of if row.cell(each) is None]
        if stated is None or not missing:
            return None  # unknown in, unknown out; or an operand that is no figure, which CA116 reports
        message = f"states {stated.text}, but {missing[0]!r} of this row is unknown, so nothing follows"
        return RULE.finding(cell_span(row, column.id), message, "give the operand, or leave the cell out")
    operation = f"{computation.do} of {', '.join(computation.of)}"
    if stated is None:
        if row.cell(column.id) is not None:
            return None  # no figure: CA116
        message = f"{column.id!r} is not stated, but the {operation} is {number_text(value)}"
        return RULE.finding(row.key_span("cells"), message, "state it as well: both sides are compared")
    if agrees(stated, value):
        return None
    expected = as_printed(value, stated)
    span = cell_span(row, column.id)
    message = f"{column.id!r} states {stated.text}, but the {operation} is {expected}"
    fix = Fix(span, expected) if stated.kind is Kind.EXACT and _is_plain(row, column.id) else None
    hint = f"write {expected}, or correct an operand"
    return RULE.finding(span, message, hint, fix=fix, stated=stated.text, expected=expected)


def as_printed(value: Fraction, stated: Quantity) -> str:
    """The value as the stated figure should print it: same sign of percent, same number of decimals."""
    digit = stated.digit * 100 if stated.is_percentage else stated.digit
    places = 0
    while digit * 10**places < 1:
        places += 1
    if stated.is_percentage:
        return percent(value, places)
    if stated.digit > 1:
        return number_text(value)
    return f"{half_up(value, places):f}" + stated.unit


def cell_span(row: Row, column: str) -> Span:
    """Where the wording of a cell stands."""
    is_marked = isinstance(row.cells.get(column), Cell)
    return row.span("cells", column, *(("value",) if is_marked else ()))


def _is_plain(row: Row, column: str) -> bool:
    """Whether the cell is one unquoted scalar, which a fix can replace as it stands."""
    is_marked = isinstance(row.cells.get(column), Cell)
    node = row.node("cells", column, *(("value",) if is_marked else ()))
    return isinstance(node, Scalar) and not node.style


RULE = Rule(
    code="CA211",
    name="cell-mismatch",
    severity=Severity.ERROR,
    title={"zh": "计算列的单元格与算出的不一致", "en": "a cell of a computed column is not what it computes"},
    why={
        "zh": "累计份额、降幅、增长倍数这类列由别的列算出。表中仍要写出结果，好让抄错的原始数字在这里现形。",
        "en": "Cumulative shares, reductions and factors follow from other columns. Their results are "
        "stated all the same, so that a mistyped operand shows here.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "fall: 55%, stars", "fall: ⟦50%⟧, stars"),
                Edit("data/technologies/shifting.yml", "stated: 64%", "stated: 62%"),
            ),
            note="1 − 900/2000 is 55%",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml", "share: 25%, running: 75%", "share: 25%, running: ⟦70%⟧"
                ),
            ),
            note="50% + 25% is 75%",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "y2025: €400, fall: 73%",
                    "y2025: {value: €500}, fall: ⟦73%⟧",
                ),
            ),
            note="an operand changed, and the result not",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "y2025: €400, fall: 73%", "y2025: €400, fall: 73.3%"),
            ),
            note="rounded half-up at the precision in which it is written",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "share: 25%, running: 75%",
                    "share: 25%, running: {value: 75.0%}",
                ),
            ),
            note="a cell with more digits",
        ),
    ),
)
