"""CA234: no figure rests on a source that is older than the atlas's own policy allows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ageing import find_reliance
from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """One finding per document and kind of figure that is due; how severe it is follows from the age."""
    as_of = subject.atlas.scale.as_of
    for reliance in find_reliance(subject.atlas):
        severity, document = reliance.severity, reliance.document
        if severity is None:
            continue
        rest = f"the {reliance.policy.kind.value} of {', '.join(reliance.technologies)}"
        if reliance.age is None:
            message = f"{document.id} bears no date, so the age of {rest} is unknown"
            hint = "find the date of the document, or cite one that has a date"
        else:
            message = f"{document.id} is {reliance.age} days old on {as_of}, and so are {rest}"
            hint = f"they were due for review on {reliance.due}: look the figures up again"
        yield RULE.finding(document.span("updated"), message, hint, severity=severity)


def _policy(days: str) -> Edit:
    return Edit(
        "data/scale.yml",
        "as_of: 2025-06-01\n",
        f"as_of: 2025-06-01\nreview: [{{kind: trends, {days}}}]\n",
    )


RULE = Rule(
    code="CA234",
    name="evidence-age",
    severity=Severity.ERROR,
    title={"zh": "数字所依据的资料过旧", "en": "figures rest on a source that is too old"},
    why={
        "zh": "市场份额一年就变，标准与工具变得慢些。标尺按类别规定多久复核一次："
        "到期先提示，再警告，最后报错。年龄从资料的日期算到图谱的日期，不看时钟。",
        "en": "Market shares move within a year, standards and tools more slowly. The scale says by kind "
        "when figures are due: first a note, then a warning, in the end an error. Age runs from the date of "
        "the source to that of the atlas, never to the clock.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                _policy("notice: 60, warning: 90, error: 151"),
                Edit("data/documents.yml", "updated: 2025-01-01", "updated: ⟦2025-01-01⟧"),
            ),
            note="151 days, and 151 is an error",
        ),
        Example(
            edits=(
                _policy("notice: 100, warning: 200, error: 365"),
                Edit("data/documents.yml", "updated: 2025-01-01", "updated: ⟦2024-06-01⟧"),
            ),
            note="a year to the day",
        ),
    ),
    good=(
        Example(edits=(_policy("notice: 152, warning: 200, error: 365"),), note="due tomorrow"),
        Example(
            edits=(Edit("data/documents.yml", "updated: 2025-01-01", "updated: 1998-01-01"),),
            note="an atlas without a policy",
        ),
    ),
)
