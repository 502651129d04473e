"""CA222: a point of the map lies in the quadrant that it names, and every quadrant is there once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.overview import Map, Point, Quadrant, Side
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Judge the quadrants first, then each point; ids that name nothing have a finding of their own."""
    chart = subject.atlas.map
    if chart is None:
        return
    yield from _quadrants(chart)
    known = {quadrant.id for quadrant in chart.quadrants}
    for point in chart.points:
        outside = list(_outside(point))
        yield from outside
        if not outside and point.quadrant in known:
            yield from _misplaced(point, chart)


def _quadrants(chart: Map) -> Iterator[Diagnostic]:
    held: dict[tuple[Side, Side], Quadrant] = {}
    for quadrant in chart.quadrants:
        first = held.setdefault((quadrant.x, quadrant.y), quadrant)
        if first is not quadrant:
            message = f"{quadrant.id} lies where {first.id} lies: x {quadrant.x}, y {quadrant.y}"
            notes = (Note(first.span("id"), "the first one there"),)
            yield RULE.finding(quadrant.span("id"), message, "move one of the two", notes=notes)
    if len(chart.quadrants) < len(Side) ** 2:
        missing = [f"x {x}, y {y}" for x in Side for y in Side if (x, y) not in held]
        message = f"the map has no quadrant for {'; '.join(missing)}"
        yield RULE.finding(chart.key_span("quadrants"), message, "give each corner its quadrant")


def _outside(point: Point) -> Iterator[Diagnostic]:
    for axis in ("x", "y"):
        coordinate = getattr(point, axis)
        if not 0 <= coordinate <= 1:
            message = f"{axis} of {point.id} is {coordinate}, outside of the map"
            yield RULE.finding(
                point.span(axis), message, "coordinates lie between 0 and 1", stated=str(coordinate)
            )


def _misplaced(point: Point, chart: Map) -> Iterator[Diagnostic]:
    actual = chart.quadrant_at(point)
    if actual is not None and actual.id != point.quadrant:
        message = f"{point.id} at ({point.x}, {point.y}) lies in {actual.id}, not in {point.quadrant}"
        hint = f"write {actual.id}, or correct a coordinate"
        span = point.span("quadrant")
        yield RULE.finding(span, message, hint, stated=point.quadrant, expected=actual.id)


RULE = Rule(
    code="CA222",
    name="misplaced-point",
    severity=Severity.ERROR,
    title={"zh": "点不在所说的象限里", "en": "a point lies outside of the quadrant it names"},
    why={
        "zh": "图与文字说的是同一件事：点的坐标在 0 与 1 之间，所在的象限正是文字所说的那一个。"
        "在 0.5 上的点算作低的一侧。",
        "en": "Chart and words say the same: coordinates lie between 0 and 1, and the quadrant is the one "
        "that they lie in. A point at exactly 0.5 counts as low.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/map.yml", "y: 0.1, quadrant: basics", "y: 0.6, quadrant: ⟦basics⟧"),),
            note="moved up into the next quadrant",
        ),
        Example(
            edits=(Edit("data/map.yml", "x: 0.5, y: 0.8", "x: 0.5, y: ⟦1.8⟧"),),
            note="outside of the map",
        ),
        Example(
            edits=(Edit("data/map.yml", "{id: chore, x: low, y: low", "{id: ⟦chore⟧, x: low, y: high"),),
            note="two quadrants in one corner",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/map.yml", "y: 0.1, quadrant: basics", "y: 0.5, quadrant: basics"),),
            note="one half counts as low",
        ),
        Example(
            edits=(Edit("data/map.yml", "x: 0.9, y: 0.1", "x: 1, y: 0"),),
            note="the corner belongs to the map",
        ),
    ),
)
