"""Parts that should make a whole of 100 %, wherever they are enumerated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.audit.figures import Figure
from generator.audit.wording import shown
from generator.diagnostics import Diagnostic, Severity, Span
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Rule

REST = lazy(r"其[他它余](?:[\w（(].*)?|others?\b.*|rest\b.*|remaining\b.*|misc.*", re.IGNORECASE)
"""The name of a part that holds all that is not named: with it, the parts are complete."""
_NEAR = Fraction(1, 5)
_MOST_PARTS = 6
"""Longer lists, and those with decimals, often name only the largest parts."""
_LITTLE = Fraction(1, 10)
_UNLIKELY = Fraction(329, 100)
"""So many standard deviations off lies less than one value in a thousand."""


def judge_parts(figures: Sequence[Figure], *, is_complete: bool) -> Severity | None:
    """How bad it is that parts do not make 100 %.

    Nothing if rounding explains it, if they are too far off to be parts of one whole, or if some part
    may simply not be listed. Parts that make too much are an error, a little too little is a warning.
    """
    if len(figures) < 2 or any(each.measure != "percent" or each.kind != "exact" for each in figures):
        return None
    gap = sum((each.value for each in figures), Fraction(0)) - 1
    if abs(gap) > _NEAR or any(each.value < 0 or each.direction for each in figures):
        return None
    if abs(gap) <= sum((each.digit for each in figures), Fraction(0)) / 2:
        digit = max(each.digit for each in figures)
        is_odd = (is_complete or gap > 0) and is_improbable(gap, digit, len(figures))
        return Severity.WARNING if is_odd else None
    if gap < 0 and not is_complete:
        is_whole = min(each.digit for each in figures) >= Fraction(1, 100) and len(figures) <= _MOST_PARTS
        return Severity.WARNING if -gap < _LITTLE and len(figures) > 2 and is_whole else None
    return Severity.ERROR


def shares_finding(
    rule: Rule[Document], span: Span, figures: Sequence[Figure], severity: Severity
) -> Diagnostic:
    """The finding about parts that do not make 100 %."""
    value = shown(figures[-1], sum((each.value for each in figures), Fraction(0)))
    return rule.finding(
        span,
        f"the shares add up to {value}, not to 100%: {' + '.join(each.text for each in figures)}",
        "correct a share",
        severity=severity,
        stated=value,
        expected="100%",
    )


def is_improbable(gap: Fraction, digit: Fraction, count: int) -> bool:
    """Whether a sum of so many figures is off by so much only with a luck of less than one in a thousand.

    Each is off by half a unit of its last digit at most, evenly spread, so that the sum has this variance.
    """
    return gap**2 > _UNLIKELY**2 * digit**2 * count / 12
