"""CA204: a technology stands in the level whose band holds its computed score."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.bands_partition import is_partition
from generator.checks.score_mismatch import is_computable, is_stated_right
from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.scale import Band
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare levels once scores and bands are right; before that, those are the findings."""
    scale = subject.atlas.scale
    if not is_partition(scale):
        return
    for score in subject.scores.values():
        technology, band = score.technology, score.band
        is_known = scale.band(technology.level) is not None
        if (
            band
            and is_known
            and band.level != technology.level
            and is_computable(score)
            and is_stated_right(score)
        ):
            total = exact_decimal(score.total)
            message = (
                f"states level {technology.level}, but its score {total} lies in "
                f"{describe(band)}, {band.level}"
            )
            hint = f"write {band.level}, or correct the inputs"
            notes = (Note(band.span("up_to"), f"the band of {band.level}"),)
            yield RULE.finding(
                technology.span("level"),
                message,
                hint,
                notes=notes,
                stated=technology.level,
                expected=band.level,
            )


def describe(band: Band) -> str:
    """The band as an interval: `(0.60, 0.80]`."""
    return f"[0, {band.up_to}]" if band.above is None else f"({band.above}, {band.up_to}]"


RULE = Rule(
    code="CA204",
    name="level-mismatch",
    severity=Severity.ERROR,
    title={"zh": "技术所在层级与得分不符", "en": "a technology stands in the wrong level"},
    why={
        "zh": "层级由得分决定，不凭印象。技术写在哪一章，就必须落在那一章的区间里。",
        "en": "Levels follow from scores, not from impressions: a technology must lie in the band of the "
        "chapter it stands in.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "level: split", "level: ⟦settled⟧"),),
            note="0.31 in the chapter of what is settled",
        ),
        Example(
            edits=(
                Edit("data/technologies/chain-drive.yml", "fit: {value: 0.90", "fit: {value: 0.50"),
                Edit("data/technologies/chain-drive.yml", "score: 0.92", "score: 0.80"),
                Edit("data/technologies/chain-drive.yml", "level: settled", "level: ⟦settled⟧"),
            ),
            note="0.80 itself belongs to the lower band: above 0.80 is settled",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/chain-drive.yml", "fit: {value: 0.90", "fit: {value: 0.52"),
                Edit("data/technologies/chain-drive.yml", "score: 0.92", "score: 0.806"),
            ),
            note="just above the boundary",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "score: 0.31", "score: 0.50"),
                Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 0.70"),
                Edit("data/technologies/axles.yml", "quarrel: {value: 0.60", "quarrel: {value: 0.40"),
                Edit("data/technologies/axles.yml", "repair: {value: 0.50", "repair: {value: 0.75"),
            ),
            note="0.50 itself belongs to the lowest band",
        ),
    ),
)
