"""One SVG drawing: elements, text that is measured before it is placed, and the linear scale from 0 to 1.

A figure is a text file beside the pages. Inlined into a page it takes the page's fonts and colours
(classes, see docs/assets/atlas.css); opened on its own, or on a code host, it follows the reader's
colour scheme. It is drawn at the width of a phone, so that its words are never smaller than the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

from generator.model.scale import Scale
from generator.quantity import exact_decimal
from generator.scores import Score

WIDTH, MARGIN = 420, 10
FONT_SIZE = 14
LINE = 18

STANDALONE_STYLE = (
    "svg:root{color:#1d2433;background:#fff}"
    "@media(prefers-color-scheme:dark){svg:root{color:#e3e7ee;background:#1b2030}}"
)
"""Colours for a figure that is a document of its own; inlined, the page's colours apply."""


def position(value: Fraction) -> Fraction:
    """The x coordinate of a value in [0, 1]."""
    return MARGIN + value * (WIDTH - 2 * MARGIN)


def tenths(length: Fraction | int) -> str:
    """A length to a tenth of a unit, the same in every file: `129`, `129.4`."""
    whole, rest = divmod(round(10 * Fraction(length)), 10)
    return f"{whole}.{rest}" if rest else str(whole)


def text_width(words: str, size: int = FONT_SIZE) -> int:
    """How wide words are at most in common fonts: wide characters a full em, others 0.58 em."""
    ems = sum(
        Fraction(1) if unicodedata.east_asian_width(char) in "WFA" else Fraction(29, 50) for char in words
    )
    return int(ems * size) + 1


def band_rank(scale: Scale, level: str) -> int:
    """The position of a level's band from the bottom of the scale; colours go by it."""
    order = [band.level for band in reversed(scale.bands)]
    return order.index(level) if level in order else 0


def score_rank(scale: Scale, score: Score) -> int:
    """The position of the band that a score lies in, from the bottom of the scale."""
    return band_rank(scale, score.band.level) if score.band else 0


@dataclass(frozen=True)
class Drawing:
    """An SVG under construction."""

    root: ElementTree.Element

    @classmethod
    def of_size(cls, height: int, title: str, description: str) -> Drawing:
        """An empty drawing with what a screen reader says of it."""
        attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "atlas-figure",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "fill": "currentColor",
            "font-family": "system-ui, sans-serif",
            "font-size": str(FONT_SIZE),
        }
        drawing = cls(ElementTree.Element("svg", attributes))
        drawing.add("title").text = title
        drawing.add("desc").text = description
        drawing.add("style").text = STANDALONE_STYLE
        return drawing

    def add(self, tag: str, **attributes: object) -> ElementTree.Element:
        """Append an element; `_` in attribute names becomes `-`, fractions are rounded to tenths."""
        names = {
            key.rstrip("_").replace("_", "-"): tenths(value) if isinstance(value, Fraction) else str(value)
            for key, value in attributes.items()
        }
        return ElementTree.SubElement(self.root, tag, names)

    def text(
        self, words: str, x: Fraction | int, y: Fraction | int, anchor: str = "start", class_: str = ""
    ) -> None:
        """Write words; `anchor` says which of their ends (or their middle) stands at x."""
        given = {"class_": class_} if class_ else {}
        self.add("text", x=x, y=y, text_anchor=anchor, **given).text = words

    def bar(self, low: Fraction, high: Fraction, top: int, height: int, class_: str, opacity: str) -> None:
        """A bar from one value of the scale to another."""
        left, width = position(low), position(high) - position(low)
        self.add("rect", x=left, y=top, width=width, height=height, class_=class_, fill_opacity=opacity)

    def track(self, scale: Scale, top: int, height: int) -> None:
        """The whole scale as one strip, every band in its colour."""
        for index, band in enumerate(reversed(scale.bands)):
            opacity = "0.16" if index % 2 else "0.08"
            low, high = Fraction(band.above or 0), Fraction(band.up_to)
            self.bar(low, high, top, height, f"band band-{index}", opacity)

    def level_names(self, scale: Scale, y: int) -> None:
        """The level of each band, in its middle."""
        for band in scale.bands:
            middle = position((Fraction(band.above or 0) + Fraction(band.up_to)) / 2)
            self.text(band.level, middle, y, "middle", "level-name")

    def edges(self, scale: Scale, y: int) -> None:
        """The edges of the bands as numbers; one that would run into the next stands to its left."""
        marks = [Fraction(0), *sorted(Fraction(band.up_to) for band in scale.bands)]
        words = [exact_decimal(mark) for mark in marks]
        for index, mark in enumerate(marks):
            room = position(marks[index + 1]) - position(mark) if index + 1 < len(marks) else WIDTH
            is_crowded = room < Fraction(text_width(words[index], 12) + text_width(words[-1], 12), 2)
            anchor, shift = ("end", 4) if is_crowded else ("middle", 0)
            self.text(words[index], position(mark) + shift, y, anchor, "edge")

    def finish(self) -> str:
        """The SVG text, one element a line so that differences are readable."""
        ElementTree.indent(self.root, " ")
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"
