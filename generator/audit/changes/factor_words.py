"""Factors that words say: `doubled`, `by a third`, `翻两番`, `降低三成`, `为原来的四分之一`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.changes.change_words import BASE_ZH
from generator.audit.number_words import NUMBER_WORDS, read_number_word
from generator.audit.vocabulary import ABOUT_EN, ABOUT_ZH, FALLS_ZH, RISES_ZH
from generator.patterns import lazy


class FactorWord(NamedTuple):
    """Words in a text, and the quotients of what is to what was that they can mean.

    `digit` is the unit of the last digit of a factor that is printed.
    """

    start: int
    end: int
    text: str
    factors: tuple[Fraction, ...]
    digit: Fraction | None = None
    is_of_base: bool = False
    """Whether it is told as so much of what was, with the factor itself at the end."""


_EN_PARTS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
}
_FOLDS = "|".join(NUMBER_WORDS[1:10])
_EN_VERBS = {"doubl": 2, "tripl": 3, "quadrupl": 4}
_NUMBER = r"(?:\d{1,6}(?:\.\d{1,3})?|[两二三四五六七八九十])"
_DOWN_ZH = rf"(?:{FALLS_ZH}|节[省约])了?(?:{ABOUT_ZH}|至多)?"
_UP_ZH = rf"{RISES_ZH}了?{ABOUT_ZH}?"
_PART_ZH = r"(?:[一二三四五六七八九]分之[一二三四五六七八九]|一半|[1-9]/\d{1,2}(?!\.?\d))"
_WORD = lazy(
    rf"翻了?(?P<times>[一两二三])番|(?P<double>翻了?(?:一|1)?倍)|(?P<halve>减半|腰斩)|"
    rf"{BASE_ZH}的\s?(?:(?P<of>{_NUMBER})\s?倍|(?P<part>{_PART_ZH}))|"
    rf"{_UP_ZH}\s?(?P<by>[两二三四五六七八九十])\s?倍|"
    rf"(?:{_DOWN_ZH}(?P<less>[一二三四五六七八九])成(?!本)|{_UP_ZH}(?P<more>[一二三四五六七八九])成(?!本))|"
    rf"{_DOWN_ZH}(?P<cut>{_PART_ZH})|"
    r"\b(?P<verb>doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b|"
    rf"\b(?P<fold>{_FOLDS})-?fold\b|"
    rf"\bby (?:{ABOUT_EN} )?(?:(?P<one>half)|"
    r"(?:an? |one[ -])(?P<nth>third|quarter|fifth|tenth)|(?P<most>two thirds|three quarters))\b|"
    rf"\bto (?:{ABOUT_EN} )?(?:an? |one[ -])(?P<left>half|third|quarter|fifth|tenth) of\b",
    re.IGNORECASE,
)


def factor_words(text: str) -> Iterator[FactorWord]:
    """Every factor that words of the text say."""
    for found in _WORD.finditer(text):
        kind, word = next((name, value) for name, value in found.groupdict().items() if value)
        digit = None
        if kind == "of" and word[0].isdigit():
            digit = Fraction(1, 10 ** len(word.partition(".")[2]))
        yield FactorWord(
            *found.span(), found.group(), _factors(kind, word.lower()), digit, kind in ("of", "part")
        )


def _factors(kind: str, word: str) -> tuple[Fraction, ...]:
    """The quotients that a word of a kind can mean. `by a third` is less or more, as the figures go."""
    one = Fraction(1)
    simple = {"double": Fraction(2), "halve": one / 2}
    if kind in simple:
        return (simple[kind],)
    if kind == "verb":
        return (one / 2 if word == "halv" else Fraction(_EN_VERBS[word]),)
    if kind == "fold":
        return (Fraction(read_number_word(word)),)
    if kind == "left":
        return (_EN_PARTS[word],)
    if kind in ("one", "nth", "most"):
        part = _EN_PARTS[word]
        return (1 - part, 1 + part)
    if kind in ("part", "cut"):
        part = _part(word)
        return (part,) if kind == "part" else (1 - part,)
    number = Fraction(read_number_word(word) or word)
    if kind == "times":
        return (Fraction(2) ** int(number),)
    if kind == "by":
        return (number, number + 1)
    tenths = {"less": 1 - number / 10, "more": 1 + number / 10}
    return (tenths.get(kind, number),)


def _part(word: str) -> Fraction:
    if "/" in word:
        top, bottom = word.split("/")
        return Fraction(int(top), int(bottom) or 1)
    if word == "一半":
        return Fraction(1, 2)
    bottom, top = word.split("分之")
    return Fraction(read_number_word(top), read_number_word(bottom))
