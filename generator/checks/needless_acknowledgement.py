"""CA231: an acknowledgement stands only where the level is borderline."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.unacknowledged_level import settled_levels
from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Find acknowledgements of levels that hold under the policy, or that no policy asks for."""
    if subject.atlas.scale.firmness is None:
        for technology in subject.atlas.technologies.values():
            if technology.acknowledged is not None:
                message = (
                    "the level is acknowledged as borderline, but the scale has no `firmness` to judge it by"
                )
                hint = "remove `acknowledged`, or give the scale a `firmness` policy"
                yield RULE.finding(technology.key_span("acknowledged"), message, hint)
        return
    for firmness in settled_levels(subject):
        technology = firmness.score.technology
        if technology.acknowledged is not None and not firmness.doubts:
            message = (
                f"the level {technology.level} is acknowledged as borderline, but it holds under the policy"
            )
            yield RULE.finding(technology.key_span("acknowledged"), message, "remove `acknowledged`")


_POLICY = Edit(
    "data/scale.yml",
    "as_of: 2025-06-01\n",
    "as_of: 2025-06-01\nfirmness: {variation: 0.25, min_share: 0.95, min_share_any: 0.80}\n",
)
_REASON = "{reason: {zh: 样本少。, en: A small sample.}}"

RULE = Rule(
    code="CA231",
    name="needless-acknowledgement",
    severity=Severity.ERROR,
    title={"zh": "层级并不处于边缘，却作了说明", "en": "a firm level is acknowledged as borderline"},
    why={
        "zh": "数据改过之后，原先处于边缘的层级可能已经站稳。"
        "多余的说明会让读者怀疑一个稳固的结果，因此必须撤下。",
        "en": "Once data changes have moved a level away from the edge, the acknowledgement makes readers "
        "doubt a firm result, so it has to go.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                _POLICY,
                Edit(
                    "data/technologies/axles.yml",
                    "level: split\n",
                    f"level: split\n⟦acknowledged⟧: {_REASON}\n",
                ),
            ),
            note="0.31, far from 0.50",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/axles.yml",
                    "level: split\n",
                    f"level: split\n⟦acknowledged⟧: {_REASON}\n",
                ),
            ),
            note="nothing says when a level is borderline",
        ),
    ),
    good=(
        Example(edits=(_POLICY,), note="no acknowledgement where none is needed"),
        Example(
            edits=(
                _POLICY,
                Edit(
                    "data/technologies/axles.yml",
                    "level: split\n",
                    f"level: split\nacknowledged: {_REASON}\n",
                ),
                Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 0.90"),
                Edit("data/technologies/axles.yml", "score: 0.31\n", "score: 0.49\n"),
            ),
            note="0.49, close below 0.50",
        ),
    ),
)
