"""CA202: the bands partition [0, 1], listed from the top, with no gap and no overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.levels import Level
from generator.model.scale import Band, Scale
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the ends of [0, 1] with the outer bands, and each band with the next."""
    bands = subject.atlas.scale.bands
    for band in bands:
        if band.above is not None and band.above >= band.up_to:
            message = f"the band of {band.level} is empty: above {band.above} and up to {band.up_to}"
            yield RULE.finding(band.span("above"), message, "write the lower bound first")
            return
    if [band.up_to for band in bands] != sorted((band.up_to for band in bands), reverse=True):
        yield from _wrong_order(bands)
        return
    yield from _ends(bands[0], bands[-1])
    for upper, lower in pairwise(bands):
        yield from _joint(upper, lower, subject.atlas.levels)


def is_partition(scale: Scale) -> bool:
    """Whether every score lies in exactly one band."""
    joined = all(upper.above == lower.up_to for upper, lower in pairwise(scale.bands))
    ends = scale.bands[0].up_to == 1 and scale.bands[-1].above is None
    return joined and ends and all(band.above is None or band.above < band.up_to for band in scale.bands)


def _wrong_order(bands: tuple[Band, ...]) -> Iterator[Diagnostic]:
    for upper, lower in pairwise(bands):
        if lower.up_to > upper.up_to:
            message = f"{lower.level} reaches up to {lower.up_to}, but is listed below {upper.level}"
            yield RULE.finding(lower.span("level"), message, "list the bands from the most converged down")
            return


def _ends(top: Band, bottom: Band) -> Iterator[Diagnostic]:
    if top.up_to != 1:
        message = f"the highest band ends at {top.up_to}, not at 1"
        yield RULE.finding(top.span("up_to"), message, "write 1", stated=str(top.up_to), expected="1")
    if bottom.above is not None:
        message = f"the lowest band begins above {bottom.above}, so lower scores have no level"
        yield RULE.finding(bottom.span("above"), message, "leave `above` out: the lowest band includes 0")


def _joint(upper: Band, lower: Band, levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    if upper.above == lower.up_to:
        return
    if upper.above is None:
        message = f"{upper.level} has no lower bound, although {lower.level} lies below it"
        yield RULE.finding(upper.span("level"), message, f"write above: {lower.up_to}")
        return
    sort = "a gap" if upper.above > lower.up_to else "an overlap"
    message = (
        f"there is {sort} between {lower.level}, up to {lower.up_to}, and {upper.level}, above {upper.above}"
    )
    places = [(upper.span("above"), upper), (lower.span("up_to"), lower)]
    stated_below = levels.get(lower.level)
    if stated_below and stated_below.band.up_to != lower.up_to:
        places.reverse()  # the level's own file tells which of the two bounds was changed
    (span, _), (other, band) = places
    note = Note(other, f"the bound of {band.level}")
    yield RULE.finding(span, message, "make the two bounds equal", notes=(note,))


RULE = Rule(
    code="CA202",
    name="bands-partition",
    severity=Severity.ERROR,
    title={"zh": "区间没有恰好铺满 [0, 1]", "en": "the bands do not partition [0, 1]"},
    why={
        "zh": "每个得分必须恰好属于一个层级。区间之间有空隙，得分就没有层级；有重叠，就有两个。",
        "en": "Every score must have exactly one level. With a gap between bands some have none, with an "
        "overlap some have two.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "- {level: open, above: 0.50, up_to: 0.80}",
                    "- {level: open, above: 0.50, up_to: ⟦0.75⟧}",
                ),
            ),
            note="a gap from 0.75 to 0.80; the level's own file tells which bound was changed",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "- {level: open, above: 0.50, up_to: 0.80}",
                    "- {level: open, above: ⟦0.45⟧, up_to: 0.80}",
                ),
            ),
            note="an overlap from 0.45 to 0.50",
        ),
        Example(
            edits=(Edit("data/scale.yml", "up_to: 1}", "up_to: ⟦0.99⟧}"),),
            note="a score of 1 has no level",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "- {level: open, above: 0.50, up_to: 0.80}",
                    "- {level: open, above: 0.5, up_to: 0.8}",
                ),
            ),
            note="the same bounds with fewer digits",
        ),
        Example(
            edits=(
                Edit("data/scale.yml", "above: 0.50, up_to: 0.80}", "above: 0.60, up_to: 0.80}"),
                Edit("data/scale.yml", "{level: split, up_to: 0.50}", "{level: split, up_to: 0.60}"),
                Edit("data/levels/open.yml", "band: {above: 0.50", "band: {above: 0.60"),
                Edit("data/levels/split.yml", "band: {up_to: 0.50}", "band: {up_to: 0.60}"),
            ),
            note="a boundary moved on both sides, and in the files of the levels",
        ),
    ),
)
