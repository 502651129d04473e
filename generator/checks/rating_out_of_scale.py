"""CA219: ratings are given in exactly five stars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity, Span
from generator.model.atlas import Atlas
from generator.model.blocks import ColumnType
from generator.model.parts import Part
from generator.quantity import Kind, Quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import figure_in

STARS = 5


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Judge the confidence of evidence, the cells of rating columns, the certainty of changes and tiers,
    and every state in stars."""
    for figure, span in _ratings(subject):
        if figure.kind is not Kind.RATING:
            message = f"{figure.text!r} is no rating in stars"
            yield RULE.finding(span, message, "write five stars, such as ★★★☆☆", stated=figure.text)
        elif len(figure.text) != STARS:
            message = f"{figure.text} has {len(figure.text)} stars, not {STARS}"
            yield RULE.finding(span, message, "fill up with ☆ to five", stated=figure.text)


def _ratings(subject: ScoredAtlas) -> Iterator[tuple[Quantity, Span]]:
    for technology in subject.atlas.technologies.values():
        for row in technology.evidence:
            yield row.confidence, row.span("confidence")
    for _, _, table in subject.atlas.tables():
        for column in (column for column in table.columns if column.type is ColumnType.RATING):
            for cells in table.rows:
                figure = figure_in(cells.cell(column.id))
                if figure is not None:
                    yield figure, cells.span("cells", column.id)
    yield from _certainties(subject.atlas)
    for level in subject.atlas.levels.values():
        for state in level.state:
            figure = figure_in(state.value)
            if figure is not None and figure.kind is Kind.RATING:
                yield figure, state.span("value")


def _certainties(atlas: Atlas) -> Iterator[tuple[Quantity, Span]]:
    """The certainty before and after every change, and that of the tiers of the pyramid."""
    changes = (change for finding in atlas.findings.values() for change in finding.changes)
    parts: tuple[Part, ...] = (*changes, *(atlas.pyramid.tiers if atlas.pyramid else ()))
    for part in parts:
        for field in ("certainty_before", "certainty_after", "certainty"):
            figure = part.__dict__.get(field)
            if figure is not None:
                yield figure, part.span(field)


RULE = Rule(
    code="CA219",
    name="rating-out-of-scale",
    severity=Severity.ERROR,
    title={"zh": "星级不是五颗星", "en": "a rating does not have five stars"},
    why={
        "zh": "置信度和口碑都以五颗星为满分。多一颗或少一颗，读者就无法比较。",
        "en": "Confidence and ratings are given out of five stars. With one more or one fewer, readers "
        "could not compare them.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "confidence: ★★★★☆", "confidence: ⟦★★★★⟧"),),
            note="the empty star was left out",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "stars: ★★★★☆", "stars: ⟦★★★★★☆⟧"),),
            note="six stars",
        ),
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "confidence: ★★★★☆", "confidence: ⟦80%⟧"),),
            note="a percentage in place of stars",
        ),
        Example(
            edits=(Edit("data/findings.yml", "certainty_after: ★★☆☆☆", "certainty_after: ⟦★★⟧"),),
            note="a change with three stars missing",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "confidence: ★★★★☆", "confidence: ☆☆☆☆☆"),),
            note="no star at all is a rating",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "stars: ★★★★☆", 'stars: {zh: "★★★★☆", en: ★★★★☆}'),
            ),
            note="written once per language",
        ),
    ),
)
