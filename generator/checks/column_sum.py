"""CA213: a column adds up to the figure that its table declares."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.blocks import Sum, Table
from generator.quantity import Quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.shares import add_up, spell_out
from generator.tables import figure_in


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Add up every column for which a sum is declared; unknown cells leave it undecided."""
    for _, _, table in subject.atlas.tables():
        for declared in table.sums:
            figures = _figures(declared, table)
            if figures and not _holds(declared, figures):
                total = spell_out(figures)
                message = f"the column {declared.column!r} does not sum to {declared.to.text}: {total}"
                hint = "correct a cell, or add the row that is missing"
                stated = total.rpartition(" = ")[2]
                expected = declared.to.text
                yield RULE.finding(declared.span("column"), message, hint, stated=stated, expected=expected)


def is_contradicted(table: Table) -> bool:
    """Whether a declared sum shows that a cell of the table is wrong."""
    return any(
        not _holds(declared, figures) for declared in table.sums if (figures := _figures(declared, table))
    )


def _figures(declared: Sum, table: Table) -> list[Quantity]:
    """The figures of the column; none if a cell is unknown or no figure."""
    figures = [figure_in(row.cell(declared.column)) for row in table.rows]
    known = [figure for figure in figures if figure is not None]
    return known if len(known) == len(figures) else []


def _holds(declared: Sum, figures: list[Quantity]) -> bool:
    total, target = add_up(figures), add_up([declared.to])
    reaches = total.high is None or total.high >= target.low
    return reaches and (target.high is None or total.low <= target.high)


RULE = Rule(
    code="CA213",
    name="column-sum",
    severity=Severity.ERROR,
    title={"zh": "一列数字的合计不对", "en": "a column does not add up"},
    why={
        "zh": "表格写明某一列合计多少，就按写明的数核对；只有写作“约”或“以上”的单元格才留有余地。",
        "en": "Where a table declares what a column sums to, it is added up. Only cells written as about "
        "or at least leave room.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml", "share: 50%, running: 50%", "share: 60%, running: 60%"
                ),
                Edit(
                    "data/technologies/shifting.yml",
                    "{column: share, to: 100%}",
                    "{column: ⟦share⟧, to: 100%}",
                ),
            ),
            note="60% + 25% + 25%; cumulative shares and results that depend on it are not reported as well",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "{column: share, to: 100%}",
                    "{column: ⟦share⟧, to: 90%}",
                ),
            ),
            note="the declared sum itself is wrong",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "{column: share, to: 100%}", "{column: share, to: 1}"),
            ),
            note="100% and 1 are the same",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "{zh: 其他, en: Others}, share: 25%, running: 100%",
                    "{zh: 其他, en: Others}, share: ≈ 25%, running: ≈ 100%",
                ),
            ),
            note="a share written as about",
        ),
    ),
)
