"""A badge per technology, for pages elsewhere: what is scored, the score, the level."""

from __future__ import annotations

from xml.etree import ElementTree

from generator.figures.drawing import score_rank, text_width
from generator.model.publication import Language
from generator.quantity import exact_decimal
from generator.scores import Score, ScoredAtlas

HEIGHT, SIZE, PADDING = 20, 11, 7
FILLS = ("#7a5b00", "#5a6a12", "#1f6b3d", "#1c646d", "#15405f")
"""From the bottom of the scale up; white words reach a contrast of 4.5 on each."""


def draw_badge(scored: ScoredAtlas, score: Score, language: Language) -> str:
    """A small image that stands on its own: its colours do not depend on the page that shows it."""
    left = language.strings["score"]
    level = f" · {score.band.level}" if score.band else ""
    right = f"{exact_decimal(score.total)}{level}"
    name = score.technology.name[language.code]
    split = text_width(left, SIZE) + 2 * PADDING
    width = split + text_width(right, SIZE) + 2 * PADDING
    root = ElementTree.Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "width": str(width), "height": str(HEIGHT), "role": "img",
         "font-family": "system-ui, sans-serif", "font-size": str(SIZE), "fill": "#fff"},
    )  # fmt: skip
    ElementTree.SubElement(root, "title").text = f"{name}: {left} {right}"
    fill = FILLS[min(score_rank(scored.atlas.scale, score), len(FILLS) - 1)]
    for x, span, colour in ((0, split, "#3b4445"), (split, width - split, fill)):
        ElementTree.SubElement(
            root, "rect", {"x": str(x), "width": str(span), "height": str(HEIGHT), "fill": colour}
        )
    for middle, words in ((split // 2, left), ((split + width) // 2, right)):
        ElementTree.SubElement(
            root, "text", {"x": str(middle), "y": "14", "text-anchor": "middle"}
        ).text = words
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"
