"""CA217: every band has a level, and every level a band."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.load import did_you_mean
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the bands of the scale with the files in data/levels/."""
    atlas = subject.atlas
    banded = {band.level for band in atlas.scale.bands}
    for band in atlas.scale.bands:
        if band.level not in atlas.levels and band.level not in atlas.dropped:
            hint = did_you_mean(band.level, atlas.levels) or f"add data/levels/{band.level}.yml"
            message = f"there is no level {band.level!r} for this band"
            yield RULE.finding(band.span("level"), message, hint)
    orphans = [level for level in atlas.levels.values() if level.id not in banded]
    if len(banded - atlas.levels.keys()) >= len(orphans):
        return  # a band names the level wrongly: one mistake, reported at the band
    for level in orphans:
        message = f"the scale has no band for the level {level.id!r}"
        yield RULE.finding(level.key_span("band"), message, "add its band to data/scale.yml")


RULE = Rule(
    code="CA217",
    name="missing-level",
    severity=Severity.ERROR,
    title={"zh": "区间没有层级，或层级没有区间", "en": "a band without a level, or a level without a band"},
    why={
        "zh": "得分落进某个区间，就要有一章可去；有一章，就要有得分能落进去。",
        "en": "A score that falls into a band needs a chapter to go to, and a chapter needs scores that "
        "can lead to it.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/scale.yml", "bands:\n  - {level: settled", "bands:\n  - {level: ⟦setled⟧"),),
            note="a level misspelt in its band",
        ),
        Example(
            edits=(
                Edit("data/levels/split.yml", "", ""),
                Edit("data/technologies/axles.yml", "", ""),
                Edit(
                    "data/scale.yml", "  - {level: split, up_to: 0.50}", "  - {level: ⟦split⟧, up_to: 0.50}"
                ),
            ),
            note="the file of a level was deleted",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "", ""),),
            note="a level may have no technologies yet",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml", "  - {level: split, up_to: 0.50}", "  - level: split\n    up_to: 0.50"
                ),
            ),
            note="a band in block style",
        ),
    ),
)
