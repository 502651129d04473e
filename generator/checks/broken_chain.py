"""CA220: a degree moves on from where it stood: each shift of a subject begins where the one before ended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.atlas import Atlas
from generator.model.overview import Change, Prediction, Shift, Timeline
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Follow the shifts of each subject in time, then compare them with the changes that findings report."""
    timeline = subject.atlas.timeline
    if timeline is None:
        return
    for identifier in dict.fromkeys(part.id for part in timeline.subjects):
        for earlier, later in pairwise(shifts_of(timeline, identifier)):
            if earlier.after.value != later.before.value and not later.errata:
                yield _break(earlier, later)
    yield from _differing_changes(subject.atlas, timeline)


def shifts_of(timeline: Timeline, subject: str) -> list[Shift]:
    """The shifts of a subject in the order of time."""
    dated = sorted(timeline.predictions, key=lambda prediction: (prediction.due, prediction.start))
    return [each.shift for each in dated if each.shift and each.shift.subject == subject]


def _break(earlier: Shift, later: Shift) -> Diagnostic:
    message = f"{later.subject} goes on from {later.before.text}, but stood at {earlier.after.text} before"
    notes = (Note(earlier.span("after"), "the shift before it"),)
    hint = "make the two agree, or mark the erratum of the source"
    stated, expected = later.before.text, earlier.after.text
    return RULE.finding(later.span("before"), message, hint, notes=notes, stated=stated, expected=expected)


def _differing_changes(atlas: Atlas, timeline: Timeline) -> Iterator[Diagnostic]:
    """A change in a finding and a shift of the same technology are one move if they share an end."""
    subjects = {part.id: part.technology for part in timeline.subjects if part.technology}
    for change in (change for finding in atlas.findings.values() for change in finding.changes):
        for prediction in timeline.predictions:
            shift = prediction.shift
            if shift and change.technology and subjects.get(shift.subject) == change.technology:
                yield from _difference(change, shift, prediction)


def _difference(change: Change, shift: Shift, prediction: Prediction) -> Iterator[Diagnostic]:
    begins = change.before.value == shift.before.value
    ends = change.after.value == shift.after.value
    if begins == ends:
        return
    field = "after" if begins else "before"
    told, foretold = getattr(change, field), getattr(shift, field)
    message = (
        f"the degree moves {'to' if begins else 'from'} {told.text} here, "
        f"but {'to' if begins else 'from'} {foretold.text} in {prediction.id} on the timeline"
    )
    notes = (Note(shift.span(field), "the shift on the timeline"),)
    hint = "the two tell of the same move: make them agree"
    yield RULE.finding(
        change.span(field), message, hint, notes=notes, stated=told.text, expected=foretold.text
    )


RULE = Rule(
    code="CA220",
    name="broken-chain",
    severity=Severity.ERROR,
    title={"zh": "前后两次变化接不上", "en": "a degree jumps between two dates"},
    why={
        "zh": "时间表上的变化一段接一段：前一段到 60%，后一段就从 60% 开始。"
        "接不上，就说明中间漏了一步，或者有一个数字写错了。",
        "en": "On the timeline one change follows another: where the first ends at 60%, the next begins at "
        "60%. A gap means that a step is missing or a figure is wrong.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/timeline.yml", "before: 60%", "before: ⟦50%⟧"),),
            note="the shift before ends at 60%",
        ),
        Example(
            edits=(
                Edit("data/findings.yml", "after: 60%", "after: ⟦62%⟧"),
                Edit("data/findings.yml", "points: 20", "points: 22"),
            ),
            note="the finding and the timeline tell of the same move",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "before: 60%, after: 80%",
                    "before: 50%, after: 80%, errata: [makers]",
                ),
            ),
            note="a jump of the source, with its erratum",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "subject: gears, before: 60%",
                    "subject: brakes, before: 40%",
                ),
                Edit(
                    "data/timeline.yml",
                    "subjects:\n",
                    "subjects:\n  - {id: brakes, name: {zh: 刹车, en: Brakes}}\n",
                ),
            ),
            note="two subjects have a chain each",
        ),
    ),
)
