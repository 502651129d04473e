"""The map of certainty and flexibility: points in the unit square, each with a label that touches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.figures.drawing import FONT_SIZE, Drawing, text_width
from generator.markup import capital
from generator.model.overview import Axis, Map, Point, Quadrant, Side
from generator.model.publication import Language

LEFT, TOP, SIZE = 34, 8, 370
RADIUS, GAP = 5, 8
HALF = Fraction(1, 2)
ASCENT, DESCENT = 12, 4


@dataclass(frozen=True)
class Box:
    """A rectangle that is taken."""

    left: Fraction
    top: Fraction
    right: Fraction
    bottom: Fraction

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_inside_chart(self) -> bool:
        """Whether it lies in the square."""
        across = self.left >= LEFT and self.right <= LEFT + SIZE
        return across and self.top >= TOP and self.bottom <= TOP + SIZE


def draw_map(chart: Map, language: Language) -> str:
    """The four quadrants with their names, the axes, and every point at its coordinates."""
    code = language.code
    listed = language.strings["list-separator"].join(
        f"{point.name[code]} ({point.x}, {point.y})" for point in chart.points
    )
    drawing = Drawing.of_size(TOP + SIZE + 30, chart.title[code], listed)
    taken = [_draw_quadrant(drawing, quadrant, capital(quadrant.name[code])) for quadrant in chart.quadrants]
    _draw_axes(drawing, chart.x, chart.y, code)
    taken += [_dot(point) for point in chart.points]
    for point in chart.points:
        x, y = _place(point)
        drawing.add("circle", cx=x, cy=y, r=RADIUS, class_="point")
        words = point.name[code]
        anchor, at, baseline, box = _find_room(words, x, y, taken)
        taken.append(box)
        drawing.text(words, at, baseline, anchor, "point-name")
    return drawing.finish()


def _place(point: Point) -> tuple[Fraction, Fraction]:
    return LEFT + Fraction(point.x) * SIZE, TOP + (1 - Fraction(point.y)) * SIZE


def _dot(point: Point) -> Box:
    x, y = _place(point)
    return Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)


def _draw_quadrant(drawing: Drawing, quadrant: Quadrant, name: str) -> Box:
    """A quarter of the square, its name in the outer corner; returns the room the name takes."""
    is_right, is_top = quadrant.x is Side.HIGH, quadrant.y is Side.HIGH
    half = HALF * SIZE
    drawing.add(
        "rect", x=LEFT + (half if is_right else Fraction(0)), y=TOP + (Fraction(0) if is_top else half),
        width=half, height=half, class_=f"quadrant quadrant-{quadrant.x.value}-{quadrant.y.value}",
        fill_opacity="0.08" if is_right == is_top else "0.03",
    )  # fmt: skip
    x = Fraction(LEFT + SIZE - GAP if is_right else LEFT + GAP)
    y = Fraction(TOP + 18 if is_top else TOP + SIZE - GAP)
    drawing.text(name, x, y, "end" if is_right else "start", "quadrant-name")
    width = text_width(name)
    return Box(x - (width if is_right else 0), y - ASCENT, x + (0 if is_right else width), y + DESCENT)


def _draw_axes(drawing: Drawing, x: Axis, y: Axis, code: str) -> None:
    """What either end of each axis stands for, outside the square."""
    bottom = TOP + SIZE + 20
    drawing.text(capital(x.low[code]), LEFT, bottom, "start", "edge")
    drawing.text(f"{capital(x.high[code])} →", LEFT + SIZE, bottom, "end", "edge")
    for words, end, anchor in ((y.low[code], TOP + SIZE, "start"), (f"{y.high[code]} →", TOP, "end")):
        turned = f"translate({LEFT - 10} {end}) rotate(-90)"
        drawing.add("text", text_anchor=anchor, class_="edge", transform=turned).text = capital(words)


def _find_room(
    words: str, x: Fraction, y: Fraction, taken: Sequence[Box]
) -> tuple[str, Fraction, Fraction, Box]:
    """The first place beside a point where its label overlaps nothing, or else the fewest things."""
    places = list(_places(words, x, y))
    return min(places, key=lambda place: _cost(place[3], taken))


def _cost(box: Box, taken: Sequence[Box]) -> int:
    return sum(box.overlaps(other) for other in taken) + (0 if box.is_inside_chart() else len(taken))


def _places(words: str, x: Fraction, y: Fraction) -> Iterator[tuple[str, Fraction, Fraction, Box]]:
    """Right, left, above, below, and then a line further off: where a reader looks for a label."""
    width, reach = text_width(words), RADIUS + 4
    level = y + Fraction(FONT_SIZE, 3)
    yield _label("start", x + reach, level, width)
    yield _label("end", x - reach, level, width)
    for distance in (0, FONT_SIZE):
        for baseline in (y - reach - DESCENT - distance, y + reach + ASCENT + distance):
            yield _label("middle", x, baseline, width)
            yield _label("start", x - RADIUS, baseline, width)
            yield _label("end", x + RADIUS, baseline, width)


def _label(anchor: str, x: Fraction, baseline: Fraction, width: int) -> tuple[str, Fraction, Fraction, Box]:
    left = {"start": x, "middle": x - Fraction(width, 2), "end": x - width}[anchor]
    return anchor, x, baseline, Box(left, baseline - ASCENT, left + width, baseline + DESCENT)
