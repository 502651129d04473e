"""CA224: a prediction that is still open is not past its due quarter at the date of the atlas."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.overview import Status, quarter_of
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the due quarter of each open prediction with the quarter of `as_of`."""
    timeline, as_of = subject.atlas.timeline, subject.atlas.scale.as_of
    for prediction in timeline.predictions if timeline else ():
        if prediction.status is Status.OPEN and prediction.due < quarter_of(as_of):
            message = f"{prediction.id} was due in {prediction.due} and is still open at {as_of}"
            hint = "resolve it with its outcome, or set its status to due"
            yield RULE.finding(prediction.span("due"), message, hint, stated=prediction.due)


RULE = Rule(
    code="CA224",
    name="overdue-prediction",
    severity=Severity.WARNING,
    title={"zh": "预测过期未判", "en": "an open prediction is overdue"},
    why={
        "zh": "预测到期就要有个说法：应验了，落空了，或者尚无结论。"
        "过了期还写着“未到期”，读者无从知道它准不准。“今天”是数据里的 as_of，不看时钟。",
        "en": "When a prediction falls due, the reader wants to know whether it came true. One that is past "
        "due and still called open keeps that from them. Today is `as_of` in the data; no clock is read.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2",
                    "start: 2024-Q3\n    due: ⟦2025-Q1⟧",
                ),
            ),
            note="due in the first quarter, and it is June",
        ),
        Example(
            edits=(
                Edit("data/scale.yml", "as_of: 2025-06-01", "as_of: 2025-07-01"),
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2",
                    "start: 2025-Q1\n    due: ⟦2025-Q2⟧",
                ),
            ),
            note="the second quarter ended yesterday",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2",
                    "start: 2025-Q1\n    due: 2025-Q2",
                ),
            ),
            note="its due quarter is still running",
        ),
        Example(
            edits=(
                Edit(
                    "data/timeline.yml",
                    "start: 2025-Q3\n    due: 2026-Q2\n    status: open",
                    "start: 2024-Q3\n    due: 2025-Q1\n    status: due",
                ),
            ),
            note="past due, and said to be",
        ),
    ),
)
