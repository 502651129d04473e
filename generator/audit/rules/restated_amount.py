"""An amount that a sentence states twice, in full and in a larger scale, is one amount."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.audit.figures import CURRENCIES, Figure
from generator.audit.statements import Mention, agree, mentions, sentences
from generator.audit.vocabulary import ABOUT_EN, ABOUT_ZH, THAT_IS_EN, THAT_IS_ZH
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import cased_words, lazy
from generator.rule import Example, Rule

_AGAIN = lazy(
    rf"\s?(?:[元人次件条]{{1,2}})?\s?[,，(（]?\s?(?:约?{THAT_IS_ZH}|{THAT_IS_EN})?\s?"
    rf"(?:{ABOUT_ZH}|{ABOUT_EN})?\s?"
)
_CUE = lazy(rf"{THAT_IS_ZH}|{ABOUT_ZH}|\b(?:{THAT_IS_EN}|{ABOUT_EN})\b|i\.e\.|[≈~]")
_SCALE = cased_words(r"[万亿kKMBT千]|bn|thousand|million|billion")
_AMOUNT = lazy(rf"[{CURRENCIES}]?\d")
_OTHER = lazy(r"每|人均|单|\b(?:per|each|every)\b")


def check(document: Document) -> Iterator[Diagnostic]:
    """Each pair of figures joined by words for "that is", of which only the second has a scale word."""
    for stretch in sentences(document, _SCALE):
        for first, second in pairwise(mentions(stretch.text)):
            if _is_again(stretch.text, first, second) and not agree(second.figure, first.figure):
                start = _AMOUNT.search(stretch.text, second.start)
                yield _finding(
                    document, stretch.start, first, second, start.start() if start else second.start
                )


def _is_again(text: str, first: Mention, second: Mention) -> bool:
    one, other = first.figure, second.figure
    between = text[first.end : second.start]
    joined = _AGAIN.fullmatch(between) and _CUE.search(between + other.text)
    scaled = other.digit > one.digit and _SCALE.search(other.text) and not _SCALE.search(one.text)
    same = one.measure == other.measure == "number" and one.currency in ("", other.currency)
    near = other.value and _digits(one) == _digits(other)
    return bool(
        joined and scaled and same and near and one.is_plain and other.is_plain and not _OTHER.search(between)
    )


def _digits(figure: Figure) -> int:
    """How many digits the whole part of a figure has, its scale counted in (`12k`: 5)."""
    return len(str(int(abs(figure.value))))


def _finding(document: Document, offset: int, first: Mention, second: Mention, start: int) -> Diagnostic:
    expected = restated(second.figure, first.figure.value)
    return RULE.finding(
        document.span(offset + start, offset + second.end),
        f"states {second.figure.text}, but {first.figure.text} is {expected}",
        f"write {expected}, or correct the amount before it",
        stated=second.figure.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA548",
    name="restated-amount",
    severity=Severity.ERROR,
    title={
        "en": "an amount is stated again with another value",
        "zh": "同一金额换一种单位重述时数值不同",
    },
    why={
        "en": "The exact amount was recomputed, and the round one beside it was not.",
        "zh": "精确数重算过了，旁边的约数没有跟着改。",
    },
    check=check,
    bad=(
        Example("A year costs 12 × $33,426.70 = $401,120.40, about ⟦$501k⟧.\n"),
        Example("全月收入约为 48,620 × 312.4 = 15,188,888 元，即约 ⟦4,519 万元⟧。\n"),
    ),
    good=(
        Example("A year costs $401,120.40, about $401k, or $33k a month.\n"),
        Example("全月收入 15,188,888 元，即约 1,519 万元，人均 312.4 元。\n"),
        Example("The model has 405,000 users, about 2M requests a day.\n", note="another thing"),
    ),
)
"""Amounts stated again."""
