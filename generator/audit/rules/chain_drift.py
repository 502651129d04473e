"""A chain of roundings does not lead away from where it began."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import steps
from generator.audit.verdicts import finding
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each chain whose neighbours agree while its ends do not."""
    for each, step in steps(document):
        if step.is_drift:
            yield finding(document, RULE, each, step)


RULE: Rule[Document] = Rule(
    code="CA505",
    name="chain-drift",
    severity=Severity.ERROR,
    title={
        "en": "a chain of roundings ends at another value than it began with",
        "zh": "连续取整使结果偏离了起点",
    },
    why={
        "en": "Rounding what is already rounded adds up; the last figure must still fit the first.",
        "zh": "对已取整的数再次取整，误差会累积；最后一个数仍须与第一个相符。",
    },
    check=check,
    bad=(Example("$0.3 \\times 0.48 \\approx 0.1 = ⟦10\\%⟧$\n", note="0.144 is not 10 %"),),
    good=(
        Example("$0.3 \\times 0.48 = 0.144 \\approx 14\\%$\n"),
        Example("$3 \\times 8760 = 26280 \\text{ kWh} \\approx 2.6 \\text{ 万 kWh}$\n", note="units convert"),
        Example("$\\frac{1}{3} \\approx 0.333 \\approx 0.33 \\approx 33\\%$\n"),
    ),
)
"""Drift along a chain."""
