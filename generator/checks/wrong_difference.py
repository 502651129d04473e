"""CA221: the points of a change are the difference of its two degrees."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.diagnostics import Diagnostic, Fix, Severity
from generator.model.overview import Change
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Subtract the two degrees of each change that a finding reports, in percentage points."""
    for change in (change for finding in subject.atlas.findings.values() for change in finding.changes):
        difference = 100 * (change.after.value - change.before.value)
        if change.points.value != abs(difference):
            yield _wrong(change, difference)


def _wrong(change: Change, difference: Fraction) -> Diagnostic:
    expected = exact_decimal(abs(difference))
    message = (
        f"from {change.before.text} to {change.after.text} it is {expected} points, not {change.points.text}"
    )
    span, stated = change.span("points"), change.points.text
    fix = Fix(span, expected) if stated.replace(".", "").isdecimal() else None
    return RULE.finding(span, message, f"write {expected}", fix=fix, stated=stated, expected=expected)


RULE = Rule(
    code="CA221",
    name="wrong-difference",
    severity=Severity.ERROR,
    title={"zh": "变化的百分点算错了", "en": "the points of a change are not the difference"},
    why={
        "zh": "从 40% 到 60% 是 20 个百分点。起点、终点与差额写了三个数，改了其中一个，另外两个也要跟着改。",
        "en": "From 40% to 60% it is 20 points. Beginning, end and difference are three figures; "
        "whoever changes one has to change another.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/findings.yml", "points: 20", "points: ⟦25⟧"),),
            note="from 40% to 60% it is 20",
        ),
        Example(
            edits=(
                Edit("data/findings.yml", "before: 40%", "before: 60%"),
                Edit("data/findings.yml", "after: 60%", "after: 40%"),
                Edit("data/findings.yml", "points: 20", "points: ⟦40⟧"),
                Edit("data/findings.yml", "      technology: shifting\n", ""),
            ),
            note="a fall by 20, said to be one by 40",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/findings.yml", "points: 20", "points: 20.0"),),
            note="the same number, written with a decimal",
        ),
        Example(
            edits=(
                Edit("data/findings.yml", "technology: shifting\n      before: 40%", "before: 40.5%"),
                Edit("data/findings.yml", "after: 60%", "after: 59.9%"),
                Edit("data/findings.yml", "points: 20", "points: 19.4"),
            ),
            note="decimals are subtracted exactly",
        ),
    ),
)
