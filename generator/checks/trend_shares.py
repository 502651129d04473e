"""CA209: the shares of a technology's research directions sum to 100 %."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.contest_shares import WHOLE
from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.shares import add_up, spell_out


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Add up the shares that are given; directions without one are not counted."""
    for technology in subject.atlas.technologies.values():
        shares = [trend.share for trend in technology.trends if trend.share is not None]
        if shares and not add_up(shares).admits(WHOLE):
            total = spell_out(shares)
            message = f"the shares of the directions do not sum to 100%: {total}"
            hint = "correct a share, or leave all of them out if they do not divide one whole"
            stated = total.rpartition(" = ")[2]
            yield RULE.finding(technology.key_span("trends"), message, hint, stated=stated, expected="100%")


RULE = Rule(
    code="CA209",
    name="trend-shares",
    severity=Severity.ERROR,
    title={"zh": "研究方向的份额合计不是 100%", "en": "the shares of research directions do not sum to 100%"},
    why={
        "zh": "各方向的份额分的是同一批研究，合计必须是 100%；少了或多了，说明漏列了方向或抄错了数字。",
        "en": "The directions divide one body of research, so their shares make 100%. If they do not, a "
        "direction is missing or a figure was mistyped.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "trends:", "⟦trends⟧:"),
                Edit("data/technologies/shifting.yml", "share: 80%", "share: 70%"),
            ),
            note="70% + 20%",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "trends:", "⟦trends⟧:"),
                Edit("data/technologies/shifting.yml", "share: 80%", "share: 80%+"),
                Edit("data/technologies/shifting.yml", "share: 20%", "share: 25%"),
            ),
            note="at least 80% and 25% is more than 100%",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "share: 80%", "share: 99%"),
                Edit("data/technologies/shifting.yml", "share: 20%", "share: < 1%"),
            ),
            note="99% and the small rest",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", ", share: 80%", ""),
                Edit("data/technologies/shifting.yml", ", share: 20%", ""),
            ),
            note="no shares at all",
        ),
    ),
)
