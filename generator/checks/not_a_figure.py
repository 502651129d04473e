"""CA116: a cell of a figure column holds one figure, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.blocks import Column, Row
from generator.model.parts import Label
from generator.quantity import Quantity, QuantityError, parse_quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import FIGURE_COLUMNS


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Parse the cells of figure and rating columns. An empty cell is unknown, which is no mistake."""
    for _, _, table in subject.atlas.tables():
        for column in table.columns:
            if column.type in FIGURE_COLUMNS:
                for row in table.rows:
                    yield from _judge(row, column)


def _judge(row: Row, column: Column) -> Iterator[Diagnostic]:
    label = row.cell(column.id)
    figures: dict[str, Quantity] = {}
    for language, wording in label.entries() if label else ():
        try:
            figures[language] = parse_quantity(wording)
        except QuantityError as error:
            hint = "write a figure, leave the cell out if it is unknown, or make the column one of texts"
            yield RULE.finding(row.span("cells", column.id), f"in the column {column.id!r}: {error}", hint)
            return
    if label and len({(figure.low, figure.high, figure.kind) for figure in figures.values()}) > 1:
        yield _differing(row, column, label, figures)


def _differing(row: Row, column: Column, label: Label, figures: dict[str, Quantity]) -> Diagnostic:
    wordings = ", ".join(f"{language} {figure.text!r}" for language, figure in figures.items())
    message = f"the languages state different figures: {wordings}"
    return RULE.finding(row.span("cells", column.id), message, "write the same figure in every language")


RULE = Rule(
    code="CA116",
    name="not-a-figure",
    severity=Severity.ERROR,
    title={"zh": "数字列里的内容不是数字", "en": "a cell of a figure column is no figure"},
    why={
        "zh": "数字列参与计算：求和、累计、降幅都从这里取数。读不懂的单元格会让整列结果失去依据。",
        "en": "Sums, cumulative shares and changes are computed from figure columns. A cell that cannot be "
        "read as a figure takes the ground from under them.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "fall: 55%, stars: ★★★☆☆", "fall: 55%, stars: ⟦good⟧"),
            ),
            note="a word in a column of ratings",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "{id: set, title: {zh: 套件, en: Groupset}}",
                    "{id: set, title: {zh: 套件, en: Groupset}, type: figure}",
                ),
                Edit("data/technologies/shifting.yml", "set: Wire One", "set: ⟦Wire One⟧"),
                Edit("data/technologies/shifting.yml", "set: Wire Two, ", ""),
            ),
            note="a column of names declared as one of figures",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "fall: 55%, stars: ★★★☆☆", "fall: 55%"),),
            note="a cell left out is unknown",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "y2025: €400", "y2025: {zh: €400, en: €400.00}"),),
            note="one value written in two ways",
        ),
    ),
)
