"""A factor said in words fits the two figures: `doubled from 3 to 6`, `由 250 提高到 1000，为原来的 4 倍`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from generator.audit.change_phrases import is_pair
from generator.audit.figures import Figure
from generator.audit.statements import comparable, mentions, stretches
from generator.diagnostics import Diagnostic, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_VERBS = {
    "doubl": Fraction(2),
    "tripl": Fraction(3),
    "quadrupl": Fraction(4),
    "halv": Fraction(1, 2),
}
_TRIGGER = lazy(r"doubl|tripl|quadrupl|halv|原来的", re.IGNORECASE)
_VERB = lazy(
    r"\b(?P<verb>doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b[^.;\d]{0,40}(?:since \d{4}, )?from\s*$",
    re.IGNORECASE,
)
_OF_BEFORE = lazy(
    r"\s*[\w/%]{0,10}\s*[，,]?\s*(?:是|为|变为|达到?|仅为|约为)?原来的\s?(?:(?P<times>\d+(?:\.\d+)?)\s?倍|(?P<top>\d+)/(?P<bottom>\d+))"
)
_NEAR = Fraction(1, 10)
"""Words are used for factors that are right to a tenth; from 14 to 25 is no doubling."""
_CONTEXT = 60


def check(document: Document) -> Iterator[Diagnostic]:
    """Each pair of figures with such a word before or behind it."""
    for stretch in stretches(document, _TRIGGER):
        figures = mentions(stretch.text)
        for before, after in pairwise(figures):
            if not is_pair(stretch.text, before, after):
                continue
            lead = stretch.text[max(0, before.start - _CONTEXT) : before.start]
            verb = _VERB.search(lead)
            behind = _OF_BEFORE.match(stretch.text, after.end)
            pair = comparable(before.figure, after.figure)
            if pair is None or not all(each.is_plain for each in pair):
                continue
            start, end = stretch.start + before.start, stretch.start + after.end
            if behind and not _is_exact(pair, behind):
                start, end = stretch.start + behind.start(), stretch.start + behind.end()
                text = stretch.text[behind.start() : behind.end()].strip(" ，,")
                yield _finding(document, (end - len(text), end), text, pair)
            elif verb and verb["verb"] and not _is_about(pair, _VERBS[verb["verb"].lower()]):
                yield _finding(document, (start, end), verb.group().split()[0], pair)


def _is_exact(pair: tuple[Figure, Figure], behind: re.Match[str]) -> bool:
    """Whether the quotient of the figures rounds to the factor, or is near to the fraction."""
    before, after = pair
    if before.value <= 0:
        return True
    quotient = after.value / before.value
    if behind["times"]:
        places = len(behind["times"].partition(".")[2])
        return abs(quotient - Fraction(behind["times"])) * 2 <= Fraction(1, 10**places)
    said = Fraction(int(behind["top"]), int(behind["bottom"]) or 1)
    return abs(quotient - said) <= said * _NEAR / 2


def _is_about(pair: tuple[Figure, Figure], factor: Fraction) -> bool:
    before, after = pair
    return before.value <= 0 or abs(after.value / before.value / factor - 1) < _NEAR


def _finding(
    document: Document, place: tuple[int, int], said: str, pair: tuple[Figure, Figure]
) -> Diagnostic:
    before, after = pair
    factor = shown(point(after.value / before.value))
    return RULE.finding(
        document.span(*place),
        f"{said}: but {after.text.strip()} / {before.text.strip()} is {factor}",
        "correct the factor or a figure",
        stated=said,
        expected=factor,
    )


RULE: Rule[Document] = Rule(
    code="CA545",
    name="factor-mismatch",
    severity=Severity.WARNING,
    title={
        "en": "a factor said in words is not that of the two figures",
        "zh": "文字所说的倍数与两个数字不符",
    },
    why={
        "en": "Doubled, halved, four times: readers remember the word, not the figures.",
        "zh": "翻倍、减半、四倍：读者记住的是词，而不是数字。",
    },
    check=check,
    bad=(
        Example("Self-hosted models quadrupled from ⟦3% to 9%⟧.\n"),
        Example("训练速度由 250 提高到 1000 tokens/s，⟦为原来的 5 倍⟧。\n"),
        Example("Double the mirror count from ⟦14 to 25⟧.\n"),
    ),
    good=(
        Example("Usage has doubled since 2023, from 35% to 71%. It halved from 860 to 430.\n"),
        Example("单价从 0.06 元降到 0.015 元，为原来的 1/4；参数从 7B 增至 70B，为原来的 10 倍。\n"),
    ),
)
"""Factors in words."""
