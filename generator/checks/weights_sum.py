"""CA201: the weights of a profile lie above 0 and up to 1, and sum to exactly 1."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Diagnostic, Severity
from generator.model.scale import Profile
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas

ONE = Decimal(1)


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Judge each weight by itself, then their sum."""
    for profile in subject.atlas.scale.profiles:
        outside = [key for key, weight in profile.weights.items() if not 0 < weight <= 1]
        for key in outside:
            message = f"the weight {profile.weights[key]} lies outside (0, 1]"
            span = profile.span("weights", key)
            yield RULE.finding(
                span, message, "write a weight above 0 and up to 1", stated=str(profile.weights[key])
            )
        if not outside and not is_sound(profile):
            yield _wrong_sum(profile)


def is_sound(profile: Profile) -> bool:
    """Whether scores under this profile mean anything."""
    return (
        all(0 < weight <= 1 for weight in profile.weights.values()) and sum(profile.weights.values()) == ONE
    )


def _wrong_sum(profile: Profile) -> Diagnostic:
    total = str(sum(profile.weights.values()))
    spelled = " + ".join(str(weight) for weight in profile.weights.values())
    message = f"the weights of {profile.id!r} sum to {spelled} = {total}, not 1"
    hint = "correct a weight so that they sum to exactly 1"
    return RULE.finding(profile.key_span("weights"), message, hint, stated=total, expected="1")


RULE = Rule(
    code="CA201",
    name="weights-sum",
    severity=Severity.ERROR,
    title={"zh": "权重之和不是 1", "en": "weights do not sum to 1"},
    why={
        "zh": "收敛度是加权平均，只有权重恰好合计为 1，得分才落在 [0, 1] 之内，"
        "不同方案的得分才能放在一起比较。",
        "en": "The score is a weighted mean. Only with weights that sum to exactly 1 does it stay within "
        "[0, 1] and compare with scores under other profiles.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "⟦weights⟧: {spread: 0.5, fit: 0.29, quarrel: 0.2}",
                ),
            ),
            note="0.01 is missing; the scores that follow from it are not reported as well",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "weights: {spread: 0.5, fit: 0.5, quarrel: ⟦0⟧}",
                ),
            ),
            note="a weight of 0 is no weight",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "weights: {spread: 0.50, fit: 0.300, quarrel: 0.2}",
                ),
            ),
            note="the same weights with more digits",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "weights: {quarrel: 0.2, spread: 0.5, fit: 0.3}",
                ),
            ),
            note="their order does not matter",
        ),
    ),
)
