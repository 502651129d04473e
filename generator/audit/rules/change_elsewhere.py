"""A factor stated in one place is that of the figures stated in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.changes.change_phrases import is_pair
from generator.audit.figures import Figure, read_figure
from generator.audit.statements import SENTENCE, Mention, comparable, loose, mentions, stretches
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Note, Severity, Span
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_FACTOR = lazy(
    r"([一-龥]{2,5}?)(?:的?(?:数量|总数|总量|规模|数目))?"
    r"(?:[↓↑⬇⬆]|减少|下降|降低|缩减|增长|增加|提升|扩大|缩小)(?:了|约|近)?\s*(\d{1,6}(?:\.\d{1,3})?\s*倍)"
)
_PAIR = lazy(r"从|由|→")
_NOUN = lazy(r"\+?\s*(?:多|余)?\s*(?:家|个|名|人|条|项|款|种|篇|位)?\s*([一-龥]{2,6})")


class Course(NamedTuple):
    """What a quantity went from and to, with the words that name it and the place where it stands."""

    words: str
    before: Figure
    after: Figure
    span: Span


def check(document: Document) -> Iterator[Diagnostic]:
    """Each factor of a named quantity whose course the document states exactly once."""
    if "倍" not in document.text or not _FACTOR.search(document.text):
        return
    courses = list(_courses(document))
    for stretch in stretches(document, _FACTOR):
        for found in _FACTOR.finditer(stretch.text):
            if _PAIR.search(stretch.text[max(0, found.start() - 30) : found.end() + 30]):
                continue
            named = [each for each in courses if found[1] in each.words]
            stated = read_figure(found[2])
            if stated and len({(each.before.value, each.after.value) for each in named}) == 1:
                start = stretch.start + found.start(2)
                yield from _judge(document.span(start, stretch.start + found.end(2)), stated, named[0])


def _courses(document: Document) -> Iterator[Course]:
    for stretch in stretches(document, _PAIR):
        for sentence in SENTENCE.finditer(stretch.text):
            text = sentence[0][:400]
            figures = mentions(text)
            for before, after in pairwise(figures):
                if is_pair(text, before, after) and comparable(before.figure, after.figure):
                    start = stretch.start + sentence.start()
                    span = document.span(start + before.start, start + after.end)
                    yield Course(_words(text, before), before.figure, after.figure, span)


def _words(text: str, before: Mention) -> str:
    """The noun behind the first figure, and what stands before `从`."""
    noun = _NOUN.match(text, before.end)
    lead = re.search(r"([一-龥]{2,8})\s*(?:从|由)[^从由]*$", text[: before.start])
    return " ".join(found[1] for found in (noun, lead) if found)


def _judge(span: Span, stated: Figure, course: Course) -> Iterator[Diagnostic]:
    first, last = loose(course.before), loose(course.after)
    factors = [factor for factor in (first.over(last), last.over(first)) if factor and factor.exact >= 1]
    readings = [reading for factor in factors for reading in (factor, factor.less(1))]
    if not readings or max(judge(stated, reading) for reading in readings) >= Fit.LAST_DIGIT:
        return
    value = _nearest(factors, stated.value)
    is_exact = "about" not in (course.before.kind, course.after.kind)
    yield RULE.finding(
        span,
        f"the factor is stated as {stated.text}, but from {course.before.text} to {course.after.text} "
        f"it is {shown(stated, value)}",
        f"write {restated(stated, value)}, or correct one of the two figures",
        severity=Severity.ERROR if is_exact else Severity.WARNING,
        notes=(Note(course.span, "the two figures"),),
        stated=stated.text,
        expected=restated(stated, value),
    )


def _nearest(factors: list[Bounds], value: Fraction) -> Fraction:
    return min((factor.exact for factor in factors), key=lambda each: abs(each - value))


RULE: Rule[Document] = Rule(
    code="CA543",
    name="change-elsewhere",
    severity=Severity.ERROR,
    title={
        "en": "a factor contradicts the two figures stated elsewhere",
        "zh": "所述倍数与别处给出的前后数值矛盾",
    },
    why={
        "en": "A diagram says 30 times, the text from 200 to 15: readers quote the more striking one.",
        "zh": "图中写 30 倍，正文写从 200 家到 15 家：读者往往引用更醒目的那个。",
    },
    check=check,
    bad=(
        Example(
            "从 2023 年 200 家玩家收敛至 2025 年 10 家主流。\n\n图中：玩家数量↓⟦30倍⟧\n",
            note="it is 20 times",
        ),
    ),
    good=(
        Example("从 2023 年 200 家玩家收敛至 2025 年 10 家主流。\n\n图中：玩家数量↓20倍\n"),
        Example("从 200 家玩家减少到 10 家。\n\n论文数量增长了 3 倍。\n", note="something else"),
        Example(
            "论文从 100 篇增加到 300 篇。\n\n论文从 50 篇增加到 500 篇。\n\n论文数量增长 10 倍。\n",
            note="two courses",
        ),
    ),
)
"""Factors and figures in two places."""
