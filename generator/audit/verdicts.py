"""Turns failing relations into findings: what is printed, what it recomputes to, the gap, what to write."""

from __future__ import annotations

import re

from generator.audit.figures import CURRENCIES
from generator.audit.relations import Judged
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.formula import Step
from generator.formula.hints import explain
from generator.formula.writing import difference, restated, shown
from generator.markdown import Document
from generator.rule import Rule

MAX_QUOTE = 80
_CURRENCY = re.compile(rf"(?:US)?\\?[{CURRENCIES}]\s?")


def finding(
    document: Document, rule: Rule[Document], each: Judged, step: Step, *, fixable: bool = False
) -> Diagnostic:
    """The finding about one relation; it points at the stated side."""
    start, end = each.offset + step.right.start, each.offset + step.right.end
    literal = step.right.literal
    assert step.left.value is not None
    assert step.right.value is not None
    left = quote(document, each.offset + step.left.start, each.offset + step.left.end)
    if literal is None:
        expected, gap = shown(step.left.value), shown(step.right.value)
        message = f"{left} is {expected}, but the other side is {gap}"
        advice = "correct one side"
    else:
        end = min(end, each.offset + literal.end) if not each.chain.latex else end
        expected, exact = restated(step.left.value, literal)
        currency = _CURRENCY.match(document.text, start, each.offset + literal.start)
        if currency:
            expected = re.sub(r"^-?", lambda sign: sign[0] + currency[0], expected)
        sign = "" if exact else "≈ "
        message = (
            f"states {quote(document, start, end)}, but {left} is {sign}{expected} "
            f"(off by {difference(step.gap, literal)})"
        )
        advice = f"write {sign}{expected}, or correct an operand"
    reason = explain(step)
    fix = _fix(document, start, end, expected) if fixable else None
    return rule.finding(
        document.span(start, end),
        message,
        f"{reason}; {advice}" if reason else advice,
        severity=weaker(each.severity, rule.severity),
        fix=fix,
        stated=quote(document, start, end),
        expected=expected,
    )


def _fix(document: Document, start: int, end: int, expected: str) -> Fix:
    replacement = expected.replace("%", "\\%") if "\\%" in document.text[start:end] else expected
    return Fix(document.span(start, end), replacement)


def quote(document: Document, start: int, end: int) -> str:
    """The text of a stretch on one line, shortened in the middle."""
    text = " ".join(document.text[start:end].split())
    return text if len(text) <= MAX_QUOTE else f"{text[: MAX_QUOTE // 2]} … {text[-MAX_QUOTE // 2 :]}"


def weaker(severity: Severity, other: Severity) -> Severity:
    """The milder of two severities."""
    return severity if severity.rank >= other.rank else other
