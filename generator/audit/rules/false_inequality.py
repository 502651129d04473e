"""What stands on the larger side of `<`, `≤`, `>`, `≥` is larger."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import Judged, steps
from generator.audit.verdicts import quote
from generator.diagnostics import Diagnostic, Severity
from generator.formula import Grade, Step
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each inequality between two numbers that cannot hold."""
    for each, step in steps(document):
        if step.grade is Grade.INCONSISTENT and step.link.sign in "<>≤≥":
            yield _finding(document, each, step)


def _finding(document: Document, each: Judged, step: Step) -> Diagnostic:
    assert step.left.value is not None
    assert step.right.value is not None
    start, end = each.offset + step.left.start, each.offset + step.right.end
    values = f"{shown(step.left.value)} {step.link.sign} {shown(step.right.value)}"
    return RULE.finding(
        document.span(start, end),
        f"{quote(document, start, end)} does not hold: {values} is false",
        "correct one side, or turn the sign",
        severity=each.severity,
        stated=quote(document, start, end),
    )


RULE: Rule[Document] = Rule(
    code="CA504",
    name="false-inequality",
    severity=Severity.ERROR,
    title={"en": "an inequality between two numbers does not hold", "zh": "两个数之间的不等式不成立"},
    why={
        "en": "A threshold that its own figures miss turns the argument around.",
        "zh": "数字本身不满足所写的阈值，结论就会反过来。",
    },
    check=check,
    bad=(
        Example("$⟦0.95 > 0.95⟧$\n"),
        Example("因为 $⟦0.3 \\times 0.5 > 0.2⟧$，\n"),
        Example("$⟦\\frac{5}{4} \\leq 1⟧$\n"),
    ),
    good=(
        Example("$0.60 < 0.68 \\leq 0.80$\n"),
        Example("$\\frac{1}{3} \\leq 0.33$\n", note="0.33 may be rounded"),
        Example("File > 3 > 2, and C_2 > 0.95 or x < 5.\n"),
    ),
)
"""Inequalities that do not hold."""
