"""The last digit of a stated result is the rounded one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import steps
from generator.audit.verdicts import finding
from generator.diagnostics import Diagnostic, Severity
from generator.formula import Cause, Grade
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each result that is off by more than half, but at most one unit of its last digit."""
    for each, step in steps(document):
        if step.grade is Grade.LAST_DIGIT:
            is_rounding = step.cause in (Cause.TRUNCATED, Cause.RAISED)
            yield finding(document, RULE, each, step, fixable=is_rounding and step.right.literal is not None)


RULE: Rule[Document] = Rule(
    code="CA502",
    name="last-digit",
    severity=Severity.WARNING,
    title={"en": "the last digit of a result is wrong", "zh": "计算结果的末位数字不对"},
    why={
        "en": "The result was cut off instead of rounded, or one digit slipped. In generated pages it is an "
        "error, because a computer rounds right.",
        "zh": "结果被截断而非四舍五入，或末位笔误。对自动生成的页面这是错误，因为程序不会舍入错。",
    },
    check=check,
    bad=(
        Example("$2 / 3 \\approx ⟦0.66⟧$\n", note="truncated"),
        Example("增长 100 / 3 = ⟦33.4⟧。\n", note="rounded up"),
        Example("$0.25 + 0.5 = ⟦0.76⟧$\n", note="a slip"),
    ),
    good=(
        Example("$2 / 3 \\approx 0.67$ and $1 / 8 \\approx 0.12$ or $0.13$\n", note="both tie rules pass"),
        Example("$0.25 + 0.5 = 0.75$\n"),
    ),
)
"""Wrong last digits."""
