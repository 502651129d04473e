"""CA230: a level that is borderline by the atlas's own policy is acknowledged in the technology's file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.bands_partition import is_partition
from generator.checks.level_mismatch import describe
from generator.checks.score_mismatch import is_computable, is_stated_right
from generator.diagnostics import Diagnostic, Severity
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import Score, ScoredAtlas
from generator.uncertainty.firmness import Doubt, Firmness, share_text


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look at levels that are stated right; a wrong score or level is another finding."""
    for firmness in settled_levels(subject):
        technology = firmness.score.technology
        if firmness.doubts and technology.acknowledged is None:
            reasons = "; ".join(_explain(doubt, firmness) for doubt in firmness.doubts)
            message = f"the level {technology.level} is borderline and nobody has said so: {reasons}"
            hint = "add `acknowledged: {reason: {zh: …, en: …}}`, or correct the inputs"
            yield RULE.finding(technology.span("level"), message, hint)


def settled_levels(subject: ScoredAtlas) -> Iterator[Firmness]:
    """The firmness of every technology whose score and level are stated right."""
    for score in settled_scores(subject):
        if score.technology.id in subject.firmness:
            yield subject.firmness[score.technology.id]


def settled_scores(subject: ScoredAtlas) -> Iterator[Score]:
    """Every score that agrees with the score and the level that its technology states."""
    if not is_partition(subject.atlas.scale):
        return
    for score in subject.scores.values():
        is_level_right = score.band is not None and score.technology.level == score.band.level
        if is_level_right and is_computable(score) and is_stated_right(score):
            yield score


def _explain(doubt: Doubt, firmness: Firmness) -> str:
    """A doubt with its figures."""
    policy, band = firmness.policy, describe(firmness.band)
    if doubt is Doubt.STRADDLES:
        low, high = (exact_decimal(bound) for bound in firmness.interval)
        return f"by the written precision of its inputs the score is {low}–{high}, which leaves {band}"
    if doubt is Doubt.VARIED:
        share, least = share_text(firmness.share_varied), policy.min_share
        return f"it holds in {share} of the weights within ±{policy.variation:%}, less than {least:%}"
    share, least = share_text(firmness.share_any), policy.min_share_any
    return f"it holds in {share} of all weights, less than {least:%}"


_POLICY = Edit(
    "data/scale.yml",
    "as_of: 2025-06-01\n",
    "as_of: 2025-06-01\nfirmness: {variation: 0.25, min_share: 0.95, min_share_any: 0.80}\n",
)
_NEAR_AN_EDGE = (
    Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 0.90"),
    Edit("data/technologies/axles.yml", "score: 0.31\n", "score: 0.49\n"),
)
_SHORT_FIGURE = (
    Edit("data/technologies/chain-drive.yml", "quarrel: {value: 0.05", "quarrel: {value: 0.1"),
    Edit("data/technologies/chain-drive.yml", "fit: {value: 0.90", "fit: {value: 0.6"),
    Edit("data/technologies/chain-drive.yml", "score: 0.92", "score: 0.82"),
)

RULE = Rule(
    code="CA230",
    name="unacknowledged-level",
    severity=Severity.ERROR,
    title={"zh": "层级处于边缘却没有说明", "en": "a borderline level is not acknowledged"},
    why={
        "zh": "输入只写到一两位小数，权重也有商量的余地。稍一变动层级就换的技术，必须把这一点"
        "连同理由写进数据，读者才不会把勉强落进区间的结果当成定论。",
        "en": "Inputs are written to a digit or two, and weights are open to argument. Where a small change "
        "would give another level, the data says so and why, lest a narrow result pass for a settled one.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                _POLICY,
                *_NEAR_AN_EDGE,
                Edit("data/technologies/axles.yml", "level: split", "level: ⟦split⟧"),
            ),
            note="0.49, where the next level begins above 0.50",
        ),
        Example(
            edits=(
                _POLICY,
                *_SHORT_FIGURE,
                Edit("data/technologies/chain-drive.yml", "level: settled", "level: ⟦settled⟧"),
            ),
            note="0.6 can be anything from 0.55 to 0.65, and the level hangs on it",
        ),
    ),
    good=(
        Example(edits=(_POLICY,), note="levels that hold under the policy"),
        Example(edits=_NEAR_AN_EDGE, note="an atlas without a policy"),
        Example(
            edits=(
                _POLICY,
                *_NEAR_AN_EDGE,
                Edit(
                    "data/technologies/axles.yml",
                    "level: split\n",
                    "level: split\nacknowledged: {reason: {zh: 样本少。, en: A small sample.}}\n",
                ),
            ),
            note="the same with a reason",
        ),
    ),
)
