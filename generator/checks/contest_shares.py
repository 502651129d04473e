"""CA207: the shares of a contest sum to 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.diagnostics import Diagnostic, Severity
from generator.model.technologies import Contest
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.shares import add_up, spell_out

WHOLE = Fraction(1)


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Add the shares of each contest up: exactly, or as far as they are written."""
    for technology in subject.atlas.technologies.values():
        contest = technology.contest
        if contest and not is_whole(contest):
            total = spell_out([side.share for side in contest.alternatives])
            message = f"the shares of the contest do not sum to 100%: {total}"
            hint = "correct a share, or add the alternative that is missing"
            stated = total.rpartition(" = ")[2]
            yield RULE.finding(
                contest.key_span("alternatives"), message, hint, stated=stated, expected="100%"
            )


def is_whole(contest: Contest) -> bool:
    """Whether the shares can sum to 100 %."""
    return add_up(side.share for side in contest.alternatives).admits(WHOLE)


RULE = Rule(
    code="CA207",
    name="contest-shares",
    severity=Severity.ERROR,
    title={"zh": "竞争各方的份额合计不是 100%", "en": "the shares of a contest do not sum to 100%"},
    why={
        "zh": "竞争各方分的是同一块市场，合计必须是 100%。只有写明“约”的份额，才容许相应的舍入误差。",
        "en": "The sides of a contest divide one market, so their shares make 100%. Only a share written "
        "as about has room for rounding.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "  alternatives:", "  ⟦alternatives⟧:"),
                Edit("data/technologies/shifting.yml", "share: 30%", "share: 40%"),
            ),
            note="70% + 40%",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "  alternatives:", "  ⟦alternatives⟧:"),
                Edit("data/technologies/axles.yml", "share: ≈ 45%", "share: ≈ 43%"),
            ),
            note="two shares written as about leave room for 1%, not for 2%",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "share: ≈ 45%", "share: ≈ 44%"),),
            note="two shares written as about",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "share: 30%", "share: < 40%"),),
            note="a share stated as a bound only",
        ),
    ),
)
