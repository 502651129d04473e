"""CA205: every input lies in [0, 1]."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.technologies import Input
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Judge every input by itself."""
    for technology in subject.atlas.technologies.values():
        for component, given in technology.inputs.items():
            if not is_within(given):
                message = f"the {component} of {technology.id} is {given.written}, outside [0, 1]"
                stated = str(given.written)
                yield RULE.finding(given.span(given.field), message, "write a share of 1", stated=stated)


def is_within(given: Input) -> bool:
    """Whether an input is a share of 1."""
    return 0 <= given.written <= 1


RULE = Rule(
    code="CA205",
    name="component-range",
    severity=Severity.ERROR,
    title={"zh": "分量超出 [0, 1]", "en": "an input lies outside [0, 1]"},
    why={
        "zh": "分量是比例，最小为 0，最大为 1；超出这个范围，得分就不再是收敛度。",
        "en": "Inputs are shares, from 0 to 1. Beyond that the score would no longer be a degree of "
        "convergence.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: ⟦1.2⟧"),),
            note="the score that no longer follows is not reported as well",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "repair: {value: 0.80", "repair: {value: ⟦80⟧"),),
            note="a percentage without its sign",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/chain-drive.yml", "fit: {value: 0.90", "fit: {value: 1"),
                Edit("data/technologies/chain-drive.yml", "score: 0.92", "score: 0.95"),
            ),
            note="1 itself",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 0"),
                Edit("data/technologies/axles.yml", "score: 0.31", "score: 0.22"),
            ),
            note="0 itself",
        ),
    ),
)
