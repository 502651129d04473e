"""A figure is no single slip away from what the figures beside it make."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.audit.quantities.implied import MOST_FIGURES, Implied, implied
from generator.audit.skeletons import skeleton
from generator.audit.statements import sentences
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import MASK, Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_TRIGGER = lazy(r"\d\D+\d+\D+\d")
_NUMBER = lazy(r"\d[\d,]*(?:\.\d+)?")
_UNREAD = lazy(rf"[{MASK}=≈×÷]")


def check(document: Document) -> Iterator[Diagnostic]:
    """Each sentence, read together with the one in front of it where both hold few figures."""
    for told in sentences(document, _TRIGGER):
        if _UNREAD.search(told.text):
            continue
        words = skeleton(told.text)
        if len(words.figures) > MOST_FIGURES:
            continue
        start, first = told.start, 0
        if told.before < told.start:
            both = skeleton(document.plain[told.before : told.start + len(told.text)].replace("\n", " "))
            if len(both.figures) <= MOST_FIGURES and not _UNREAD.search(both.text):
                start, first, words = told.before, len(both.figures) - len(words.figures), both
        found = implied(words, first)
        if found:
            yield from _report(document, start, found)


def _report(document: Document, offset: int, each: Implied) -> Iterator[Diagnostic]:
    """The finding, unless the document says the figure elsewhere, where it means something else."""
    place = offset + each.stated.start
    number = _NUMBER.search(each.stated.figure.text)
    if number is None or _stands_elsewhere(document, number[0]):
        return
    figure = each.stated.figure
    expected = restated(figure, Fraction(each.value))
    yield RULE.finding(
        document.span(place, offset + each.stated.end),
        f"states {figure.text}, one slip away from {each.formula}, which is {expected}",
        f"write {expected}, or correct another figure; or waive it, if the figure is something else",
        stated=figure.text,
        expected=expected,
    )


def _stands_elsewhere(document: Document, number: str) -> bool:
    first = document.plain.find(number)
    return document.plain.find(number, first + 1) >= 0


RULE: Rule[Document] = Rule(
    code="CA552",
    name="slipped-figure",
    severity=Severity.WARNING,
    title={
        "en": "a figure is one slip away from what the figures beside it make",
        "zh": "数字与旁边各数算出的结果只差一处笔误",
    },
    why={
        "en": "One digit mistyped or two swapped: the likeness of the other digits is hardly chance.",
        "zh": "打错一位或颠倒两位：其余各位都吻合，很难说是巧合。",
    },
    check=check,
    bad=(
        Example("Fares took €46.50, the hotel €112.30, so the trip has so far come at ⟦€185.80⟧.\n"),
        Example("Catering swallowed $5,530 of the $18,200 conference budget, which means ⟦36.38%⟧ of it.\n"),
        Example("早上水位 13.62 米，傍晚回落到 13.17 米，一天之内降了 ⟦0.54⟧ 米。\n"),
    ),
    good=(
        Example("Fares took €46.50, the hotel €112.30, so the trip has so far come at €158.80.\n"),
        Example(
            "It builds in less time on Ubuntu 20.04 with GCC 9.3 or newer, and on RHEL 11.0.\n",
            note="releases",
        ),
        Example("We sold 1,250 of the 2,480 units, 37% of them in May.\n", note="too few digits to tell"),
    ),
)
"""Figures that were mistyped."""
