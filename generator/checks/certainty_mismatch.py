"""CA227: the stars beside a nominal degree are those of a level next to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.diagnostics import Diagnostic, Severity
from generator.model.atlas import Atlas
from generator.model.overview import Change
from generator.quantity import Kind, Quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import figure_in


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the certainty before and after each change with the levels' own."""
    stars = stars_by_anchor(subject.atlas)
    for change in (change for finding in subject.atlas.findings.values() for change in finding.changes):
        for moment in ("before", "after"):
            degree, rating = getattr(change, moment), getattr(change, f"certainty_{moment}")
            if rating is not None and rating.kind is Kind.RATING and stars:
                yield from _judge(change, f"certainty_{moment}", degree, rating, stars)


def stars_by_anchor(atlas: Atlas) -> dict[Fraction, Fraction]:
    """The stars of each level by its nominal anchor, from the lowest up; none unless all levels have both."""
    certainties = [aspect.id for aspect in atlas.scale.aspects if aspect.role == "certainty"]
    found = {}
    for anchor in atlas.scale.anchors:
        level = atlas.levels.get(anchor.level)
        for row in (level.aspect(aspect) for aspect in certainties) if level else ():
            figure = figure_in(row.value) if row else None
            if figure is not None and figure.kind is Kind.RATING:
                found[anchor.value.value] = figure.value
    return dict(sorted(found.items())) if len(found) == len(atlas.scale.bands) else {}


def stars_at(degree: Fraction, stars: dict[Fraction, Fraction]) -> set[Fraction]:
    """The stars that a degree may carry: its level's, or between two levels those of either."""
    below = [anchor for anchor in stars if anchor <= degree]
    above = [anchor for anchor in stars if anchor >= degree]
    return {stars[anchor] for anchor in (*below[-1:], *above[:1])}


def _judge(
    change: Change, field: str, degree: Quantity, rating: Quantity, stars: dict[Fraction, Fraction]
) -> Iterator[Diagnostic]:
    allowed = stars_at(degree.value, stars)
    if rating.value not in allowed:
        expected = " or ".join("★" * int(number) for number in sorted(allowed))
        message = f"{degree.text} carries {rating.text}, but the levels next to it carry {expected}"
        hint = "give it the stars of a level next to it, or correct the degree"
        yield RULE.finding(change.span(field), message, hint, stated=rating.text, expected=expected)


RULE = Rule(
    code="CA227",
    name="certainty-mismatch",
    severity=Severity.ERROR,
    title={"zh": "星级与层级不符", "en": "stars contradict the levels"},
    why={
        "zh": "每个层级有自己的星级。名义值恰为某层的，就用那一层的星级；落在两层之间的，可取其中任何一层。",
        "en": "Each level has its stars. A degree that equals the anchor of a level carries its stars; one "
        "between two anchors carries those of either.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/findings.yml", "certainty_after: ★★☆☆☆", "certainty_after: ⟦★★★★★⟧"),),
            note="between 25% and 65% the stars are two or three",
        ),
        Example(
            edits=(
                Edit("data/findings.yml", "certainty_before: ★★☆☆☆", "certainty_before: ⟦★★★☆☆⟧"),
                Edit("data/findings.yml", "before: 40%", "before: 25%"),
                Edit("data/findings.yml", "points: 20", "points: 35"),
                Edit("data/timeline.yml", "before: 40%", "before: 25%"),
            ),
            note="25% is the anchor of a level with two stars",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/findings.yml", "certainty_before: ★★☆☆☆", "certainty_before: ★★★☆☆"),),
            note="40% lies between two levels and takes the stars of the upper one",
        ),
        Example(
            edits=(
                Edit("data/findings.yml", "      certainty_before: ★★☆☆☆\n", ""),
                Edit("data/findings.yml", "      certainty_after: ★★☆☆☆\n", ""),
            ),
            note="a change may come without stars",
        ),
    ),
)
