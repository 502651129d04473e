"""Scored atlas → SVG figures: the ladder of all scores, and one receipt per technology.

The figures are text files beside the pages. Inlined into a page they take its fonts and colours
(classes and CSS custom properties, see docs/assets); opened on their own, or on a code host, they
follow the reader's colour scheme. All positions come from one linear scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

from generator.markup import capital
from generator.model.atlas import Language
from generator.quantity import exact_decimal
from generator.scores import Score, ScoredAtlas

WIDTH, MARGIN = 560, 16
FONT_SIZE = 14
ROW_HEIGHT, HEADER, FOOTER = 38, 30, 58
RECEIPT_HEIGHT, BAR_TOP, BAR_HEIGHT = 118, 44, 30

STANDALONE_STYLE = (
    "svg:root{color:#1d2433;background:#fff}"
    "@media(prefers-color-scheme:dark){svg:root{color:#e3e7ee;background:#1b2030}}"
)
"""Colours for a figure that is a document of its own; inlined, the page's colours apply."""


def render_figures(scored: ScoredAtlas, language: Language) -> dict[str, str]:
    """Every figure of a language: path below its folder → SVG text."""
    figures = {"figures/ladder.svg": draw_ladder(scored, language)}
    for identifier, score in scored.scores.items():
        figures[f"figures/receipt-{identifier}.svg"] = draw_receipt(scored, score, language)
    return figures


def position(value: Fraction) -> str:
    """The x coordinate of a value in [0, 1], to a tenth of a unit."""
    tenths = round(10 * (MARGIN + value * (WIDTH - 2 * MARGIN)))
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


@dataclass(frozen=True)
class _Drawing:
    root: ElementTree.Element

    @classmethod
    def of_size(cls, height: int, title: str, description: str) -> _Drawing:
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
        """Append an element; `_` in attribute names becomes `-`."""
        names = {key.rstrip("_").replace("_", "-"): str(value) for key, value in attributes.items()}
        return ElementTree.SubElement(self.root, tag, names)

    def text(self, words: str, x: str | int, y: int, anchor: str = "start", class_: str = "") -> None:
        element = self.add("text", x=x, y=y, text_anchor=anchor, **({"class_": class_} if class_ else {}))
        element.text = words

    def bands(self, scored: ScoredAtlas, top: int, bottom: int) -> None:
        """The level bands as stripes with their names, and their edges as numbers below."""
        scale = scored.atlas.scale
        for index, band in enumerate(reversed(scale.bands)):
            low, high = Fraction(band.above or 0), Fraction(band.up_to)
            left, right = position(low), position(high)
            self.add(
                "rect",
                x=left,
                y=top,
                width=f"{float(right) - float(left):.1f}",
                height=bottom - top,
                class_=f"band band-{index}",
                fill="currentColor",
                fill_opacity="0.09" if index % 2 else "0.04",
            )
            self.text(band.level, position((low + high) / 2), top - 8, "middle", f"level-name level-{index}")
            self.text(exact_decimal(high), right, bottom + 17, "middle", "edge")
        self.text("0", position(Fraction(0)), bottom + 17, "middle", "edge")

    def finish(self) -> str:
        """The SVG text, one element a line so that differences are readable."""
        ElementTree.indent(self.root, " ")
        return ElementTree.tostring(self.root, encoding="unicode") + "\n"


def draw_ladder(scored: ScoredAtlas, language: Language) -> str:
    """All technologies on the scale from 0 to 1, with the bands and the nominal anchors."""
    names = {identifier: capital(tech.name[language.code]) for identifier, tech in scored.atlas.technologies.items()}
    rows = list(scored.scores.items())
    listed = language.strings["list-separator"].join(
        f"{names[identifier]} {exact_decimal(score.total)}" for identifier, score in rows
    )
    bottom = HEADER + ROW_HEIGHT * len(rows) + 6
    drawing = _Drawing.of_size(bottom + FOOTER, language.strings["ladder-title"], listed)
    drawing.bands(scored, HEADER, bottom)
    for index, (identifier, score) in enumerate(rows):
        _ladder_row(drawing, names[identifier], score, HEADER + ROW_HEIGHT * index, scored)
    for x, words in _anchors(scored):
        drawing.add("path", d=f"M{x} {bottom + 24}l5 6l-5 6l-5-6z", class_="anchor", fill_opacity="0.6")
        drawing.text(words, x, bottom + 51, "middle", "edge")
    return drawing.finish()


def _ladder_row(drawing: _Drawing, name: str, score: Score, top: int, scored: ScoredAtlas) -> None:
    x, y = position(score.total), top + 27
    rank = _rank(scored, score)
    drawing.text(name, MARGIN + 4, top + 17)
    drawing.text(exact_decimal(score.total), WIDTH - MARGIN - 4, top + 17, "end", "score")
    drawing.add("line", x1=MARGIN, y1=y, x2=x, y2=y, stroke="currentColor", stroke_width=2, stroke_opacity="0.35")
    drawing.add("circle", cx=x, cy=y, r=5, class_=f"dot level-{rank}")


def _rank(scored: ScoredAtlas, score: Score) -> int:
    """The position of the score's band from the bottom of the scale."""
    bands = list(reversed(scored.atlas.scale.bands))
    return bands.index(score.band) if score.band in bands else 0


def _anchors(scored: ScoredAtlas) -> Iterator[tuple[str, str]]:
    for anchor in scored.atlas.scale.anchors:
        yield position(anchor.value.value), anchor.value.text


def draw_receipt(scored: ScoredAtlas, score: Score, language: Language) -> str:
    """The terms of a score as a bar that adds up to it, over the level bands."""
    name = capital(score.technology.name[language.code])
    total = exact_decimal(score.total)
    sum_text = " + ".join(
        f"{exact_decimal(term.weight)} × {exact_decimal(term.value)}" for term in score.terms
    )
    title = language.strings["receipt-figure"].format(name=name, total=total)
    drawing = _Drawing.of_size(RECEIPT_HEIGHT, title, f"{sum_text} = {total}")
    drawing.bands(scored, BAR_TOP - 14, BAR_TOP + BAR_HEIGHT + 14)
    start = Fraction(0)
    for index, term in enumerate(score.terms):
        end = start + term.product
        left, right = position(start), position(end)
        middle = position((start + end) / 2)
        width = f"{float(right) - float(left):.1f}"
        opacity = "0.85" if index % 2 == 0 else "0.6"
        drawing.add(
            "rect",
            x=left,
            y=BAR_TOP,
            width=width,
            height=BAR_HEIGHT,
            class_=f"term level-{_rank(scored, score)}",
            fill_opacity=opacity,
        )
        symbol = f"1−{term.component.symbol}" if term.component.complement else term.component.symbol
        drawing.text(symbol, middle, BAR_TOP + 20, "middle", "term-symbol")
        start = end
    drawing.text(f"{total}", position(score.total), RECEIPT_HEIGHT - 6, "middle", "score")
    return drawing.finish()
