"""The shares of a contest: one bar of 100 %, and a line for each side."""

from __future__ import annotations

from fractions import Fraction

from generator.figures.drawing import MARGIN, WIDTH, Drawing, position, text_width
from generator.markup import capital
from generator.model.publication import Language
from generator.model.technologies import Contest, Technology

BAR_TOP, BAR_HEIGHT, LINE_HEIGHT = 4, 26, 22
OPACITIES = ("0.4", "0.24", "0.12", "0.06")
"""Of a figure that stands alone; words stay readable on each."""


def draw_shares(technology: Technology, contest: Contest, component: str, language: Language) -> str:
    """The sides of a contest in the order of the data; what no side claims stays empty."""
    strings, code = language.strings, language.code
    name = capital(technology.name[code])
    sides = [(capital(side.name[code]), side.share) for side in contest.alternatives]
    listed = strings["list-separator"].join(f"{side} {share.text}" for side, share in sides)
    title = strings["shares-figure"].format(name=name, component=component)
    drawing = Drawing.of_size(BAR_TOP + BAR_HEIGHT + 12 + LINE_HEIGHT * len(sides), title, listed)
    drawing.bar(Fraction(0), Fraction(1), BAR_TOP, BAR_HEIGHT, "rail", "0.06")
    start = Fraction(0)
    for index, (side, share) in enumerate(sides):
        end, shade = min(start + share.value, Fraction(1)), index % len(OPACITIES)
        drawing.bar(start, end, BAR_TOP, BAR_HEIGHT, f"share share-{shade}", OPACITIES[shade])
        if text_width(share.text) + 8 <= position(end) - position(start):
            middle = position((start + end) / 2)
            drawing.text(share.text, middle, BAR_TOP + 18, "middle", f"share-number on-share-{shade}")
        _draw_line(drawing, side, share.text, shade, BAR_TOP + BAR_HEIGHT + 8 + LINE_HEIGHT * index)
        start = end
    return drawing.finish()


def _draw_line(drawing: Drawing, side: str, share: str, shade: int, top: int) -> None:
    """A side of the contest: its shade, its name, its share."""
    drawing.add(
        "rect", x=MARGIN, y=top + 5, width=12, height=12, class_=f"share share-{shade}",
        fill_opacity=OPACITIES[shade],
    )  # fmt: skip
    drawing.text(side, MARGIN + 20, top + 16)
    drawing.text(share, WIDTH - MARGIN, top + 16, "end", "figure-number")
