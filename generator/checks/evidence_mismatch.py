"""CA210: an input agrees with the evidence that it is taken from."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import basis_mismatch, component_range
from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.technologies import Evidence, Technology
from generator.quantity import Kind, Quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import figure_in


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare each input with its evidence, where that is a figure and not a word such as “low”."""
    for technology in subject.atlas.technologies.values():
        if basis_mismatch.is_contradicted(technology):
            continue
        for row in technology.evidence:
            figure = contradiction(row, technology)
            if figure is not None:
                yield _mismatch(row, figure, technology)


def is_contradicted(technology: Technology) -> bool:
    """Whether any evidence speaks against an input."""
    return any(contradiction(row, technology) is not None for row in technology.evidence)


def contradiction(row: Evidence, technology: Technology) -> Quantity | None:
    """The figure of an evidence if the input lies outside of what it says."""
    given = technology.inputs.get(row.component) if row.component else None
    figure = figure_in(row.value)
    if given is None or figure is None or figure.kind is Kind.RATING or not component_range.is_within(given):
        return None
    return None if figure.contains(basis_mismatch.raw_value(given)) else figure


def _mismatch(row: Evidence, figure: Quantity, technology: Technology) -> Diagnostic:
    given = technology.inputs[row.component or ""]
    value = str(given.written) if given.field == "value" else f"1 − {given.written}"
    message = f"the {row.component} of {technology.id} is {value}, but its evidence says {figure.text}"
    notes = (Note(row.span("value"), "the evidence"),)
    hint = "correct the input or the evidence"
    stated = str(given.written)
    return RULE.finding(
        given.span(given.field), message, hint, notes=notes, stated=stated, expected=figure.text
    )


RULE = Rule(
    code="CA210",
    name="evidence-mismatch",
    severity=Severity.ERROR,
    title={"zh": "分量与证据不符", "en": "an input contradicts its evidence"},
    why={
        "zh": "分量取自证据表。证据写“95%+”，分量就不能是 0.90；两处对不上，读者不知道该信哪个。",
        "en": "Inputs are taken from the table of evidence. Where that says 95%+, the input cannot be "
        "0.90; a reader would not know which to believe.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/chainrings.yml", "value: ≈ 55%", "value: 60%"),
                Edit("data/technologies/chainrings.yml", "spread: {value: 0.55", "spread: {value: ⟦0.55⟧"),
            ),
            note="the input is 0.55, the evidence says 60%",
        ),
        Example(
            edits=(
                Edit("data/technologies/chainrings.yml", "value: {zh: 低, en: low}", "value: < 25%"),
                Edit(
                    "data/technologies/chainrings.yml",
                    "quarrel: {complement: 0.70",
                    "quarrel: {complement: ⟦0.70⟧",
                ),
            ),
            note="1 − 0.70 is 30%, not below 25%",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "value: ≈ 55%", "value: 50%+"),),
            note="0.55 is at least 50%",
        ),
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "value: {zh: 低, en: low}", "value: 20–30%"),),
            note="1 − 0.70 lies in the range",
        ),
    ),
)
