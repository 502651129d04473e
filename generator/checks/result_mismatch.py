"""CA212: the stated results of a table are what the table computes (double entry)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import cell_mismatch, column_sum
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.model.blocks import Result, Table
from generator.quantity import Kind
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import agrees


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare results of tables whose columns are right."""
    for owner, _, table in subject.atlas.tables():
        computed = subject.tables[owner, table.id]
        if not table.results or column_sum.is_contradicted(table):
            continue
        if next(cell_mismatch.find_mismatches(table, computed), None) is None:
            for result in table.results:
                yield from _judge(result, table, subject, owner)


def _judge(result: Result, table: Table, subject: ScoredAtlas, owner: str) -> Iterator[Diagnostic]:
    value = subject.tables[owner, table.id].results[result.id]
    columns = {column.id for column in table.columns}
    operation = f"{result.compute.do} of {', '.join(result.compute.of)}"
    if result.compute.first is not None:
        operation += f" over the first {result.compute.first} rows"
    span = result.span("stated")
    if value is None:
        if set(result.compute.of) <= columns:  # else CA112 says so
            message = f"states {result.stated.text}, but the {operation} cannot be computed"
            yield RULE.finding(span, message, "give every cell that it needs, or choose another computation")
    elif not agrees(result.stated, value):
        expected = cell_mismatch.as_printed(value, result.stated)
        message = f"states {result.stated.text}, but the {operation} is {expected}"
        fix = Fix(span, expected) if result.stated.kind is Kind.EXACT else None
        hint = f"write {expected}, or correct a cell"
        yield RULE.finding(span, message, hint, fix=fix, stated=result.stated.text, expected=expected)


RULE = Rule(
    code="CA212",
    name="result-mismatch",
    severity=Severity.ERROR,
    title={"zh": "表格结果与算出的不一致", "en": "a result of a table is not what it computes"},
    why={
        "zh": "CR4、平均值这类结论性的数字由整张表算出。写在表下的数必须与表里的数相符。",
        "en": "Concluding figures, such as a concentration ratio or a mean, follow from the whole table. "
        "What is stated under a table must follow from what stands in it.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "stated: 75%", "stated: ⟦80%⟧"),),
            note="the first two makers have 50% + 25%",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "stated: 64%", "stated: ⟦65%⟧"),),
            note="the mean of 73% and 55% is 64%",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "stated: 64%", "stated: ≈ 60–65%"),),
            note="a range that contains it",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "stated: 75%", "stated: 75.0%"),),
            note="more digits of the same value",
        ),
    ),
)
