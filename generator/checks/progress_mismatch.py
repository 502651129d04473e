"""CA226: what is called done, under way, planned, due or resolved is so at the date of the atlas."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Fix, Severity
from generator.model.overview import Period, Prediction, Progress, Status, quarter_of
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare each period and each prediction that is no longer open with `as_of`."""
    timeline, as_of = subject.atlas.timeline, subject.atlas.scale.as_of
    if timeline is None:
        return
    for period in timeline.periods:
        if period.start <= period.end and period.progress is not progress_at(period, as_of):
            yield _period(period, as_of)
    for prediction in timeline.predictions:
        yield from _prediction(prediction, as_of)


def progress_at(period: Period, day: str) -> Progress:
    """How far a period is on a day; its last day still belongs to it."""
    if day < period.start:
        return Progress.PLANNED
    return Progress.ACTIVE if day <= period.end else Progress.DONE


def _period(period: Period, as_of: str) -> Diagnostic:
    actual = progress_at(period, as_of)
    dates = f"{period.start} to {period.end}"
    message = f"{period.id} ({dates}) is called {period.progress}, but at {as_of} it is {actual}"
    hint = f"write {actual}, or correct a date"
    span, stated, expected = period.span("progress"), str(period.progress), str(actual)
    return RULE.finding(span, message, hint, fix=Fix(span, expected), stated=stated, expected=expected)


def _prediction(prediction: Prediction, as_of: str) -> Iterator[Diagnostic]:
    begins = {Status.DUE: prediction.due, Status.RESOLVED: prediction.start}.get(prediction.status)
    if begins and begins > quarter_of(as_of):
        message = f"{prediction.id} is called {prediction.status}, but {begins} has not begun at {as_of}"
        span, stated, expected = prediction.span("status"), str(prediction.status), str(Status.OPEN)
        hint = f"write {expected}, or correct a date"
        yield RULE.finding(span, message, hint, stated=stated, expected=expected)


RULE = Rule(
    code="CA226",
    name="progress-mismatch",
    severity=Severity.ERROR,
    title={"zh": "进度与日期不符", "en": "a state of progress contradicts the dates"},
    why={
        "zh": "“已完成”的事要在 as_of 之前结束，“计划中”的事还不能开始。"
        "资料就曾把年底才结束的三项提前记成完成。",
        "en": "What is done has ended by `as_of`, and what is planned has not begun. The sources called "
        "three things done that were to end with the year.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "end: 2025-12-31, progress: active",
                    "end: 2025-12-31, progress: ⟦done⟧",
                ),
            ),
            note="it ends in December, and it is June",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-09-15, end: 2025-09-15, progress: planned",
                    "start: 2025-05-15, end: 2025-09-15, progress: ⟦planned⟧",
                ),
            ),
            note="it has begun in May",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "due: 2026-Q2\n    status: open",
                    "due: 2026-Q2\n    status: ⟦resolved⟧\n    outcome: {zh: 赢了。, en: They did.}",
                ),
            ),
            note="resolved before its first quarter",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "end: 2024-12-31, progress: done",
                    "end: 2025-06-01, progress: active",
                ),
            ),
            note="the last day still belongs to the period",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2\n    status: open",
                    "start: 2025-Q2\n    due: 2026-Q2\n    status: resolved\n"
                    "    outcome: {zh: 提前应验。, en: It came true early.}",
                ),
            ),
            note="a prediction may come true before its due quarter, with its outcome",
        ),
    ),
)
