"""CA225: dates exist, nothing ends before it begins, and predictions are listed by their due quarters."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.overview import Period, Prediction, Timeline
from generator.model.parts import Part
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look at the date of the atlas, at each period, and at the predictions as listed."""
    yield from _impossible(subject.atlas.scale, "as_of")
    if subject.atlas.timeline:
        for period in subject.atlas.timeline.periods:
            yield from _period(period)
        yield from _predictions(subject.atlas.timeline)


def _impossible(part: Part, field: str) -> Iterator[Diagnostic]:
    written = getattr(part, field)
    try:
        datetime.date.fromisoformat(written)
    except ValueError:
        message = f"there is no day {written}"
        yield RULE.finding(part.span(field), message, "write a day of the calendar", stated=written)


def _period(period: Period) -> Iterator[Diagnostic]:
    impossible = [*_impossible(period, "start"), *_impossible(period, "end")]
    yield from impossible
    if not impossible and period.end < period.start:
        yield _reversed(period, "end", period.start, period.end)


def _predictions(timeline: Timeline) -> Iterator[Diagnostic]:
    for prediction in timeline.predictions:
        if prediction.due < prediction.start:
            yield _reversed(prediction, "due", prediction.start, prediction.due)
    for earlier, later in pairwise(timeline.predictions):
        if later.due < earlier.due:
            message = f"{later.id} is due in {later.due}, before {earlier.id}, which stands above it"
            notes = (Note(earlier.span("due"), f"due in {earlier.due}"),)
            hint = "list predictions in the order of their due quarters, or correct a quarter"
            yield RULE.finding(later.span("due"), message, hint, notes=notes)


def _reversed(part: Period | Prediction, field: str, start: str, end: str) -> Diagnostic:
    message = f"{part.id} begins in {start} and ends in {end}"
    notes = (Note(part.span("start"), "it begins here"),)
    return RULE.finding(part.span(field), message, "nothing ends before it begins", notes=notes, stated=end)


RULE = Rule(
    code="CA225",
    name="date-order",
    severity=Severity.ERROR,
    title={"zh": "日期颠倒或不存在", "en": "dates are out of order or do not exist"},
    why={
        "zh": "时间表由数据画成。不存在的日子、先结束后开始的时段，会让图表在读者面前画错，甚至画不出来。",
        "en": "The chart is drawn from these dates. A day that does not exist, or a period that ends before "
        "it begins, is drawn wrong or not at all.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2023-01-01, end: 2024-12-31",
                    "start: 2023-01-01, end: ⟦2022-12-31⟧",
                ),
            ),
            note="a period that ends before it begins",
        ),
        Example(
            edits=(Edit("data/timeline.yml", "start: 2023-01-01", "start: ⟦2023-02-30⟧"),),
            note="a day that does not exist",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2",
                    "start: 2026-Q3\n    due: ⟦2026-Q2⟧",
                ),
            ),
            note="due before it starts",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2024-Q1\n    due: 2024-Q2",
                    "start: 2024-Q1\n    due: 2026-Q3",
                ),
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2",
                    "start: 2025-Q3\n    due: ⟦2026-Q2⟧",
                ),
                Edit("data/timeline.yml", "    shift: {subject: gears, before: 40%, after: 60%}\n", ""),
            ),
            note="a later date listed first",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/timeline.yml", "end: 2024-12-31", "end: 2024-02-29"),),
            note="2024 is a leap year",
        ),
        Example(
            edits=(Edit("data/timeline.yml", "due: 2026-Q2", "due: 2025-Q3"),),
            note="a prediction for one quarter",
        ),
    ),
)
