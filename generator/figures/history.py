"""A technology over time: the nominal degrees of the sources, their forecasts, and the recorded scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from generator.figures.drawing import MARGIN, WIDTH, Drawing, tenths
from generator.history import NominalPoint, RecordedState, day_time
from generator.markup import capital
from generator.model.publication import Language
from generator.model.scale import Scale
from generator.model.technologies import Technology
from generator.quantity import exact_decimal
from generator.scores import ScoredAtlas

TOP, HEIGHT, FOOTER = 12, 200, 24
LEFT, RIGHT = 44, WIDTH - MARGIN - 26


def draw_history(
    scored: ScoredAtlas,
    technology: Technology,
    points: Sequence[NominalPoint],
    states: Sequence[RecordedState],
    language: Language,
) -> str:
    """Nominal degrees as a line, dashed where it is a forecast, and every recorded score as a step."""
    scale = scored.atlas.scale
    name = capital(technology.name[language.code])
    quarter = language.strings["quarter"]
    listed = language.strings["list-separator"].join(
        f"{quarter.format(year=each.quarter[:4], number=each.quarter[-1])} {each.degree_text}"
        for each in points
    )
    title = language.strings["history-figure"].format(name=name)
    drawing = Drawing.of_size(TOP + HEIGHT + FOOTER, title, listed)
    axis = _Axis([*(each.time for each in points), *(each.time for each in states), day_time(scale.as_of)])
    _draw_bands(drawing, scale)
    axis.draw(drawing)
    _draw_today(drawing, axis, scale.as_of)
    for before, after in pairwise(points):
        dashed = {"stroke_dasharray": "5 4"} if after.is_forecast else {}
        line = f"M{_place(axis, before)}L{_place(axis, after)}"
        drawing.add(
            "path", d=line, fill="none", class_="nominal", stroke="currentColor", stroke_width=2, **dashed
        )
    for each in points:
        drawing.add("circle", cx=axis.x(each.time), cy=_y(each.degree), r=3, class_="nominal")
    _draw_scores(drawing, axis, states, day_time(scale.as_of))
    return drawing.finish()


class _Axis:
    """The axis of years, from the first point to the last."""

    def __init__(self, times: Sequence[Fraction]) -> None:
        self.first, last = min(times), max(times)
        self.span = max(last - self.first, Fraction(1, 4))

    def x(self, time: Fraction) -> Fraction:
        """The x coordinate of a time."""
        return LEFT + (time - self.first) / self.span * (RIGHT - LEFT)

    def draw(self, drawing: Drawing) -> None:
        """A mark at the beginning of every year."""
        year = -(-self.first.numerator // self.first.denominator)
        while year <= self.first + self.span:
            x = self.x(Fraction(year))
            drawing.add(
                "path", d=f"M{tenths(x)} {TOP}v{HEIGHT + 4}", stroke="currentColor", stroke_opacity="0.15"
            )
            drawing.text(str(year), x, TOP + HEIGHT + 18, "middle", "edge")
            year += 1


def _y(value: Fraction) -> Fraction:
    return TOP + (1 - value) * HEIGHT


def _place(axis: _Axis, point: NominalPoint) -> str:
    return f"{tenths(axis.x(point.time))} {tenths(_y(point.degree))}"


def _draw_bands(drawing: Drawing, scale: Scale) -> None:
    """The level bands as stripes with their names, and their edges beside the axis."""
    for index, band in enumerate(reversed(scale.bands)):
        low, high = Fraction(band.above or 0), Fraction(band.up_to)
        drawing.add(
            "rect", x=LEFT, y=_y(high), width=RIGHT - LEFT, height=_y(low) - _y(high),
            class_=f"band band-{index}", fill_opacity="0.16" if index % 2 else "0.08",
        )  # fmt: skip
        drawing.text(band.level, WIDTH - MARGIN, (_y(low) + _y(high)) / 2 + 5, "end", "level-name")
        if high < 1:
            drawing.text(exact_decimal(high), LEFT - 6, _y(high) + 4, "end", "edge")


def _draw_today(drawing: Drawing, axis: _Axis, as_of: str) -> None:
    """The date of the atlas."""
    x = tenths(axis.x(day_time(as_of)))
    drawing.add("path", d=f"M{x} {TOP}v{HEIGHT}", class_="today", stroke="currentColor", stroke_opacity="0.6")


def _draw_scores(drawing: Drawing, axis: _Axis, states: Sequence[RecordedState], today: Fraction) -> None:
    """One line of steps per edition of the scale, with a square where a record begins."""
    editions = list(states[-1].scores) if states else []
    for rank, edition in enumerate(editions):
        opacity = "1" if rank == len(editions) - 1 else "0.45"
        for index, state in enumerate(states):
            score = state.scores[edition]
            if score is None:
                continue
            x, y = axis.x(state.time), _y(score.total)
            end = axis.x(states[index + 1].time) if index + 1 < len(states) else axis.x(today)
            drawing.add(
                "path", d=f"M{tenths(x)} {tenths(y)}H{tenths(end)}", class_="score-line",
                stroke="currentColor", stroke_width=1, stroke_opacity=opacity,
            )  # fmt: skip
            drawing.add(
                "rect", x=x - 4, y=y - 4, width=8, height=8, class_="score-mark", fill_opacity=opacity
            )
