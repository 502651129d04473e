"""A factor said in words fits the two figures: `doubled from 3 to 6`, `由 250 提高到 1000，为原来的 4 倍`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from generator.audit.changes.change_phrases import is_pair
from generator.audit.changes.factor_words import FactorWord, factor_words
from generator.audit.figures import Figure
from generator.audit.statements import Mention, comparable, mentions, stretches
from generator.audit.vocabulary import FROM_ZH
from generator.diagnostics import Diagnostic, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.patterns import lazy, words
from generator.rule import Example, Rule

_NEAR = Fraction(1, 10)
"""Words are used for factors that are right to a tenth; from 14 to 25 is no doubling."""
_REACH = 40
_TRIGGER = words(
    "doubl|tripl|quadrupl|halv|fold|half|third|quarter|fifth|tenth|[来先本始有前初]的|[翻加]|减半|腰斩|成|倍|分之|一半"
)
_LEADS_ON = lazy(
    rf"\s?[，,（(：:]?\s?即?{FROM_ZH}?\s?|[^.;,，。；\d]{{0,40}}(?:since \d{{4}})?,?\s?\(?(?:from\s)?",
    re.IGNORECASE,
)
"""What may stand between the words and the pair."""
_OTHER = lazy(r"\b(?:and|while|but|as|whereas|though)\b|而|但", re.IGNORECASE)
_FOLLOWS = lazy(
    r"[\s\w/%％]{0,10}?\s*[)）]?\s*[，,（(—–-]?\s*(?:是|为|变为|达到?|仅为?|约为?|只有|只剩|即|恰好|正好|"
    r"a |nearly |almost |about |or |i\.e\. |it |that is )*",
    re.IGNORECASE,
)
"""The same behind the pair."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each pair of figures with such words before, between or behind."""
    for stretch in stretches(document, _TRIGGER):
        words = list(factor_words(stretch.text))
        starts = [each.start for each in words]
        figures = mentions(stretch.text) if words else []
        for before, after in pairwise(figures):
            if is_pair(stretch.text, before, after):
                pair = comparable(before.figure, after.figure)
                near = words[
                    bisect_left(starts, before.start - 2 * _REACH) : bisect_left(starts, after.end + _REACH)
                ]
                said = _said(stretch.text, near, before, after)
                if pair and said and all(each.is_plain for each in pair) and not _fits(pair, said):
                    yield _finding(document, stretch.start, (before, after), said)


def _said(text: str, words: Sequence[FactorWord], before: Mention, after: Mention) -> FactorWord | None:
    """The factor that is said of a pair: close in front of it, between its figures, or right behind it."""
    for each in words:
        if each.end <= before.start and before.start - each.end <= _REACH:
            between = text[each.end : before.start]
            if _LEADS_ON.fullmatch(between) and not _OTHER.search(between):
                return each
        is_between = before.end <= each.start and each.end <= after.start
        if is_between or (after.end <= each.start and _FOLLOWS.fullmatch(text, after.end, each.start)):
            return each
    return None


def _fits(pair: tuple[Figure, Figure], said: FactorWord) -> bool:
    """Whether the quotient of the figures is near to one of the factors, or rounds to the one printed."""
    before, after = pair
    if before.value <= 0:
        return True
    quotient = after.value / before.value
    if said.digit is not None:
        return any(abs(quotient - factor) * 2 <= said.digit for factor in said.factors)
    return any(abs(quotient - factor) <= factor * _NEAR for factor in said.factors)


def _finding(document: Document, offset: int, pair: tuple[Mention, Mention], said: FactorWord) -> Diagnostic:
    """It points at a factor with a number, and at the figures where words alone say it."""
    before, after = pair
    factor = shown(point(after.figure.value / before.figure.value))
    start, end = (said.start, said.end) if said.is_of_base else (before.start, after.end)
    return RULE.finding(
        document.span(offset + start, offset + end),
        f"{said.text}: but {after.figure.text.strip()} / {before.figure.text.strip()} is {factor}",
        "correct the factor or a figure",
        stated=said.text,
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
        Example("训练速度由 250 提高到 1000 tokens/s，为⟦原来的 5 倍⟧。\n"),
        Example("成本降低三成，从 ⟦100 万元降到 80 万元⟧。\n"),
        Example("用户翻两番（从 ⟦5 万到 24 万⟧）；内存由 16 GB 降到 4 GB，只有原来的四分之一。\n"),
        Example("Cost dropped by a third, from ⟦$90 to $70⟧.\n"),
        Example("Servers went from ⟦1,500 to 6,000⟧, a threefold increase.\n"),
        Example("Double the mirror count from ⟦14 to 25⟧.\n"),
    ),
    good=(
        Example("Usage has doubled since 2023, from 35% to 71%. It halved from 860 to 430.\n"),
        Example("单价从 0.06 元降到 0.015 元，为原来的 1/4；参数从 7B 增至 70B，为原来的 10 倍。\n"),
        Example(
            "成本降低近三成，从 100 万元降到 72 万元；用户翻倍，从 3 万增至 6 万；增加两倍（从 20 到 60）。\n"
        ),
        Example(
            "Cost dropped by a third, from $90 to $60, and headcount doubled while pay rose from 40 to 46.\n"
        ),
    ),
)
"""Factors in words."""
