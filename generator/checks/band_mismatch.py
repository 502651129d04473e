"""CA214: a level states the band that the scale gives it (double entry)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.bands_partition import is_partition
from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.levels import Level
from generator.model.scale import Band
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare both bounds, unless the bands of the scale are wrong among themselves."""
    scale = subject.atlas.scale
    if not is_partition(scale):
        return
    for level in subject.atlas.levels.values():
        band = scale.band(level.id)
        if band is not None:
            yield from _compare(level, band)


def _compare(level: Level, band: Band) -> Iterator[Diagnostic]:
    bounds = (("above", level.band.above, band.above), ("up_to", level.band.up_to, band.up_to))
    for field, stated, expected in bounds:
        if stated != expected:
            span = level.band.span(field) if stated is not None else level.key_span("band")
            found, wanted = str(stated or "none"), str(expected or "none")
            message = f"{level.id} states {field}: {found}, but its band on the scale has {wanted}"
            notes = (Note(band.span(field), "the band on the scale"),)
            hint = "write the same bound in both files"
            yield RULE.finding(span, message, hint, notes=notes, stated=found, expected=wanted)


RULE = Rule(
    code="CA214",
    name="band-mismatch",
    severity=Severity.ERROR,
    title={"zh": "层级的区间与标尺不符", "en": "a level states another band than the scale"},
    why={
        "zh": "区间在标尺和层级两处各写一遍。只改一处就会在这里报错，层级的边界不会无声移动。",
        "en": "Bands are written twice, on the scale and in the file of their level. A change of one alone "
        "fails, so no boundary moves silently.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/open.yml",
                    "band: {above: 0.50, up_to: 0.80}",
                    "band: {above: 0.50, up_to: ⟦0.85⟧}",
                ),
            ),
            note="an upper bound that the scale does not have",
        ),
        Example(
            edits=(
                Edit("data/levels/split.yml", "band: {up_to: 0.50}", "band: {above: ⟦0.10⟧, up_to: 0.50}"),
            ),
            note="the lowest band has no lower bound",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/open.yml",
                    "band: {above: 0.50, up_to: 0.80}",
                    "band: {above: 0.5, up_to: 0.800}",
                ),
            ),
            note="the same bounds with other digits",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "band: {up_to: 0.50}",
                    "band: {up_to: 0.50, note: {zh: 没有下界, en: no lower bound}}",
                ),
            ),
            note="with a note",
        ),
    ),
)
