"""CA215: the state of a level repeats its nominal anchor, and rates certainty in stars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.levels import Level, State
from generator.model.scale import Scale
from generator.quantity import Kind
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import figure_in


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look at the rows of each level's state whose aspect has a role."""
    scale = subject.atlas.scale
    roles = {aspect.id: aspect.role for aspect in scale.aspects}
    for level in subject.atlas.levels.values():
        for row in level.state:
            if roles.get(row.aspect) == "anchor":
                yield from _compare(row, level, scale)
            elif roles.get(row.aspect) == "certainty":
                yield from _demand_stars(row, level)


def _compare(row: State, level: Level, scale: Scale) -> Iterator[Diagnostic]:
    anchor, figure = scale.anchor(level.id), figure_in(row.value)
    if anchor is None or (figure is not None and figure.value == anchor.value.value):
        return
    stated = figure.text if figure else next(iter(row.value.root.values()))
    message = f"{level.id} states the nominal anchor {stated}, but the scale gives it {anchor.value.text}"
    notes = (Note(anchor.span("value"), "the anchor on the scale"),)
    hint = "write the same figure in both files"
    yield RULE.finding(
        row.span("value"), message, hint, notes=notes, stated=stated, expected=anchor.value.text
    )


def _demand_stars(row: State, level: Level) -> Iterator[Diagnostic]:
    figure = figure_in(row.value)
    if figure is None or figure.kind is not Kind.RATING:
        stated = next(iter(row.value.root.values()))
        message = f"the certainty of {level.id} is {stated!r}, which is no rating in stars"
        yield RULE.finding(row.span("value"), message, "write five stars, such as ★★★☆☆", stated=stated)


RULE = Rule(
    code="CA215",
    name="anchor-mismatch",
    severity=Severity.ERROR,
    title={"zh": "名义收敛度或确定性写得不符", "en": "a level states another nominal anchor, or no rating"},
    why={
        "zh": "名义收敛度是层级的标签，标尺和层级各写一遍，两处必须相同；确定性以五颗星表示，"
        "才能跨层级比较。",
        "en": "The nominal anchor is a label of the level, written on the scale and in the level: both "
        "must agree. Certainty is rated in five stars, so that levels compare.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/levels/open.yml", "{aspect: anchor, value: 65%", "{aspect: anchor, value: ⟦60%⟧"),
            ),
            note="the scale says 65%",
        ),
        Example(
            edits=(Edit("data/levels/open.yml", "value: ★★★☆☆", "value: {⟦zh⟧: 中, en: medium}"),),
            note="certainty in words",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/levels/open.yml", "{aspect: anchor, value: 65%", "{aspect: anchor, value: ≈ 65%"),
            ),
            note="the same figure, written as about",
        ),
        Example(
            edits=(Edit("data/levels/open.yml", "value: ★★★☆☆", "value: ★★★★☆"),),
            note="another rating",
        ),
    ),
)
