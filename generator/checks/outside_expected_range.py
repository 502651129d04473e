"""CA218: an input lies where the definition of its level expects it, or an erratum says why not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks import basis_mismatch, component_range
from generator.checks.score_mismatch import is_stated_right
from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.levels import ExpectedRange
from generator.model.technologies import Technology
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Judge technologies whose inputs, score and level agree; what errata speak of is left to them."""
    for score in subject.scores.values():
        technology = score.technology
        level = subject.atlas.levels.get(technology.level)
        is_right = is_stated_right(score) and score.band is not None and score.band.level == technology.level
        if level and level.definition and not technology.errata and is_right:
            for expected in level.definition.ranges:
                yield from _judge(technology, expected)


def _judge(technology: Technology, expected: ExpectedRange) -> Iterator[Diagnostic]:
    given = technology.inputs.get(expected.component)
    if given is None or given.errata or expected.errata or not component_range.is_within(given):
        return
    value = basis_mismatch.raw_value(given)
    is_above = expected.low is None or value >= Fraction(expected.low)
    is_below = expected.high is None or value <= Fraction(expected.high)
    if not (is_above and is_below):
        bounds = (
            f"{'0' if expected.low is None else expected.low} to "
            f"{'1' if expected.high is None else expected.high}"
        )
        written = str(given.written) if given.field == "value" else f"1 − {given.written}"
        message = f"the {expected.component} of {technology.id} is {written}, but its level expects {bounds}"
        notes = (Note(expected.span("component"), "what the definition of the level expects"),)
        hint = "correct the input, or record the contradiction as an erratum"
        yield RULE.finding(
            given.span(given.field), message, hint, notes=notes, stated=written, expected=bounds
        )


RULE = Rule(
    code="CA218",
    name="outside-expected-range",
    severity=Severity.WARNING,
    title={"zh": "分量不在层级定义的范围内", "en": "an input lies outside what its level expects"},
    why={
        "zh": "层级的定义给出各分量应有的范围。技术的分量不在其中，要么数字有误，要么定义与实例矛盾，"
        "应写成勘误。",
        "en": "The definition of a level says what it expects of each component. An input outside of that "
        "is either mistyped, or a contradiction of the source that deserves an erratum.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/levels/open.yml", "low: 0.50", "low: 0.60"),
                Edit("data/technologies/chainrings.yml", "spread: {value: 0.55", "spread: {value: ⟦0.55⟧"),
            ),
            note="the level expects at least 0.60",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/open.yml",
                    "- component: spread\n      low: 0.50\n      high: 0.80",
                    "- component: quarrel\n      high: 0.25",
                ),
                Edit(
                    "data/technologies/chainrings.yml",
                    "quarrel: {complement: 0.70",
                    "quarrel: {complement: ⟦0.70⟧",
                ),
            ),
            note="the range is one of the component itself: 1 − 0.70 is 0.30",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/levels/open.yml", "low: 0.50", "low: 0.60"),
                Edit(
                    "data/levels/open.yml",
                    "source: handbook:16\n  source: handbook:16",
                    "errata: [makers]\n      source: handbook:16\n  source: handbook:16",
                ),
            ),
            note="an erratum at the range says that it does not hold",
        ),
        Example(
            edits=(Edit("data/levels/open.yml", "low: 0.50", "low: 0.55"),),
            note="the bound itself is within",
        ),
    ),
)
