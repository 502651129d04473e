"""The ladder: every technology on the scale from 0 to 1, one strip each."""

from __future__ import annotations

from generator.figures.drawing import MARGIN, WIDTH, Drawing, position, score_rank, tenths
from generator.markup import capital
from generator.model.publication import Language
from generator.model.scale import Scale
from generator.quantity import exact_decimal
from generator.scores import Score, ScoredAtlas
from generator.uncertainty.firmness import Firmness

ROW_HEIGHT, HEADER = 40, 26
STRIP_TOP, STRIP_HEIGHT = 22, 10


def draw_ladder(scored: ScoredAtlas, language: Language) -> str:
    """All technologies with their scores, what written precision leaves open, bands, and nominal anchors."""
    atlas = scored.atlas
    names = {identifier: capital(tech.name[language.code]) for identifier, tech in atlas.technologies.items()}
    rows = list(scored.scores.items())
    listed = language.strings["list-separator"].join(
        f"{names[identifier]} {exact_decimal(score.total)}" for identifier, score in rows
    )
    bottom = HEADER + ROW_HEIGHT * len(rows)
    height = bottom + (78 if atlas.scale.anchors else 26)
    drawing = Drawing.of_size(height, language.strings["ladder-title"], listed)
    drawing.level_names(atlas.scale, 16)
    for index, (identifier, score) in enumerate(rows):
        top = HEADER + ROW_HEIGHT * index
        _draw_name(drawing, names[identifier], score, top)
        drawing.track(atlas.scale, top + STRIP_TOP, STRIP_HEIGHT)
        if identifier in scored.firmness:
            _draw_interval(drawing, scored.firmness[identifier], top + STRIP_TOP)
        _draw_mark(drawing, score, top + STRIP_TOP)
    drawing.edges(atlas.scale, bottom + 14)
    _draw_anchors(drawing, atlas.scale, bottom + 36, language)
    return drawing.finish()


def _draw_name(drawing: Drawing, name: str, score: Score, top: int) -> None:
    """Name and score stand on the paper, above the strip: no word stands on a colour."""
    drawing.text(name, MARGIN, top + 17)
    drawing.text(exact_decimal(score.total), WIDTH - MARGIN, top + 17, "end", "score")


def _draw_interval(drawing: Drawing, firmness: Firmness, top: int) -> None:
    """What the score can be by the written precision of its inputs."""
    class_ = f"span level-{score_rank(firmness.scale, firmness.score)}"
    low, high = firmness.interval
    drawing.bar(low, high, top, STRIP_HEIGHT + 4, class_, "0.5")


def _draw_mark(drawing: Drawing, score: Score, top: int) -> None:
    """A line across the strip at the score, which reaches below it and leaves the name above alone."""
    x = position(score.total)
    drawing.add("path", d=f"M{tenths(x)} {top - 1}v{STRIP_HEIGHT + 8}", class_="mark", stroke="currentColor")


def _draw_anchors(drawing: Drawing, scale: Scale, top: int, language: Language) -> None:
    """The nominal anchors as diamonds on a line of their own, so that none is taken for a score."""
    if not scale.anchors:
        return
    drawing.text(language.strings["anchor"], MARGIN, top + 3, "start", "edge")
    for anchor in scale.anchors:
        x = position(anchor.value.value)
        drawing.add("path", d=f"M{tenths(x)} {top + 9}l6 6l-6 6l-6-6z", class_="anchor", fill_opacity="0.6")
        drawing.text(anchor.value.text, x, top + 36, "middle", "edge")
