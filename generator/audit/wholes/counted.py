"""Counts with their percentage in text: `15 of 200 (7.5%)`, `96% (48/50)`, `200 人中有 15 人（7.5%）`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import zip_longest
from typing import NamedTuple

from generator.audit.figures import CURRENCIES, PERCENT
from generator.audit.number_words import NUMBER_WORDS, read_number_word
from generator.audit.statements import LONGEST_SENTENCE
from generator.audit.vocabulary import ABOUT_EN, ABOUT_ZH, MEASURE_ZH, SAYS_CHANGE, THAT_IS_EN, THAT_IS_ZH
from generator.markdown import Document
from generator.patterns import cased_words, lazy

_IN_WORDS = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in NUMBER_WORDS)
_NO_MORE = r"(?![\d,.]*\d|\s?[%％])"
_DIGITS = rf"(\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}}){_NO_MORE}"
_COUNT = rf"(\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}}|(?:{_IN_WORDS})\b){_NO_MORE}"
_SHARE = rf"(?P<share>\d{{1,3}}(?:\.\d{{1,6}})?)\s?{PERCENT}(?!\s?[+＋~–-]|\d)"
_OPEN = (
    rf"\s?(?:[（(,，:：;；—–]|{THAT_IS_ZH}|占比?)\s?(?:占比?|{THAT_IS_ZH}|{THAT_IS_EN})?\s?(?:{ABOUT_ZH}|"
    rf"{ABOUT_EN}|[≈~])?\s?"
)
_WORDS = r"(?:\s?[A-Za-z]{2,20}){0,4}"
_UNIT = rf"\s?(?:{MEASURE_ZH}|次|例)?"
_RATE = r"[，,]\s?[㐀-鿿]{0,2}(?:覆盖|通过|正确|准确|成功|完成|命中|合格|有效)率(?:为|是|达|约)?\s?"
_HAN = r"[㐀-鿿]{0,8}?"
_START = rf"(?<![\d.,/%{CURRENCIES}A-Za-z-])"
_FORMS = (
    lazy(
        rf"{_START}{_COUNT}{_WORDS}\s?(?:out of|of|among|/)\s?(?:the\s|all\s|a total of\s)?"
        rf"{_COUNT}{_WORDS}{_UNIT}{_HAN}(?:{_OPEN}|{_RATE}){_SHARE}"
    ),
    lazy(
        rf"(?<![\d.–~-]){_SHARE}\s?[（(]\s?(?:即\s?)?{_COUNT}{_WORDS}\s?(?:out of|of|/)\s?"
        rf"(?:the\s|all\s)?{_COUNT}\s?[^\d()（）]{{0,20}}(?:[;；,，][^()（）]{{0,60}})?[)）]"
    ),
    lazy(
        rf"\b(?:progress|completion|coverage|share|rate)\b[^\d.]{{0,20}}{_SHARE}\s?:\s?{_COUNT}{_WORDS}"
        rf"\s(?:out of|of)\s(?:the\s|all\s)?{_COUNT}"
    ),
)
_SCORE = lazy(
    rf"{_START}(?P<score>\d{{1,4}}\.\d{{1,2}})\s?/\s?(?P<full>[1-9]\d{{0,3}})\s?分?\s?[（(]\s?{_SHARE}\s?[)）]"
)
"""Points out of so many: `82.7 / 95 (87.1%)`."""
_HAN_FORM = lazy(
    rf"{_START}{_COUNT}{_UNIT}{_HAN}(?:中|里|当中|答对|做对|通过|命中)(?:，|,)?(?:共?有|的|仅|了|[㐀-鿿]{{1,4}}[占有])?\s?"
    rf"{_COUNT}{_UNIT}{_HAN}"
    rf"(?:{_OPEN}|，[㐀-鿿]{{0,4}}(?:率|比例|占比|比重)(?:为|是|达|约)?\s?){_SHARE}"
)
_SAMPLE = lazy(
    rf"(?:(?:[Oo]f|[Aa]mong) (?:the |all |our )?{_COUNT} (?:participants|respondents|users|students|"
    r"people|patients|"
    rf"subjects|employees|teams|companies|customers),? {_SHARE}|{_START}{_COUNT}\s?(?:名|位|个)?"
    rf"(?:受访者|参与者|用户|学生|患者|员工|被试|团队|企业|客户|样本)(?:中|里)，?(?:有|约)?\s?(?P<share2>\d{{1,3}}(?:\.\d{{1,6}})?)\s?{PERCENT}(?![+＋~–-]))"
)
_WHOLE = lazy(
    rf"\b(?:[Oo]f|[Aa]mong) (?:the |all |our )?{_COUNT} [a-z]{{3,20}},?|"
    rf"{_START}{_COUNT}\s?[名位个家份]?[㐀-鿿]{{1,6}}(?:中|里)[，,]?"
)
_PART = lazy(
    rf"(?<!of )(?<!of the ){_START}{_DIGITS}\s?[名位个家份人]?[^\d，。；;、（(]{{0,12}}"
    rf"\s?[（(]\s?{_SHARE}\s?[)）]"
)
_CHANGE = lazy(SAYS_CHANGE, re.IGNORECASE)


_PERCENT = lazy(PERCENT)
_SIGN_BEHIND = lazy(rf"\s?{PERCENT}")
_BETWEEN = cased_words("[oO]f|[aA]mong|[/中里]|答对|做对|通过|命中")
"""What every form has between its figures."""
_OF_WHOLE = lazy("[oO]f|[aA]mong|[中里]|答对|做对|通过|命中")
"""What the forms have that name a whole in words."""


class Counted(NamedTuple):
    """A count, its whole (`None`: the count is not said) and the percentage beside them."""

    part: int | Fraction | None
    whole: int
    share: Fraction
    unit: Fraction
    text: str
    start: int
    end: int

    @property
    def gap(self) -> Fraction:
        """How far the percentage is from the true one; from the nearest possible one if no count is said."""
        if self.part is not None:
            return abs(Fraction(self.part, self.whole) - self.share)
        nearest = round(self.share * self.whole)
        return min(
            abs(Fraction(count, self.whole) - self.share) for count in (nearest - 1, nearest, nearest + 1)
        )


def counted(document: Document) -> Iterator[Counted]:
    """Every count with its percentage, in running text and cells."""
    stretches = [(run.start, run.end) for run in document.runs]
    for table in document.tables:
        if _BETWEEN.search(document.plain, table.start, table.end):
            stretches += [(cell.start, cell.end) for row in table.rows for cell in row.cells]
    text = document.flat
    for start, end in stretches:
        if _BETWEEN.search(text, start, end) and _PERCENT.search(text, start, end):
            yield from _counted(text, start, end)


def _counted(text: str, start: int, end: int) -> Iterator[Counted]:
    for form in _FORMS:
        for match in form.finditer(text, start, end):
            share = match.re.groupindex["share"]
            numbers = [_whole(each) for at, each in enumerate(match.groups(), 1) if each and at != share]
            if len(numbers) == 2:
                yield from _checked(match, "share", numbers[0], numbers[1])
    for match in _SCORE.finditer(text, start, end):
        yield from _checked(match, "share", Fraction(match["score"]), int(match["full"]))
    if not _OF_WHOLE.search(text, start, end):
        return
    for match in _HAN_FORM.finditer(text, start, end):
        yield from _checked(match, "share", _whole(match.group(2)), _whole(match.group(1)))
    yield from _of_whole(text, start, end)
    for match in _SAMPLE.finditer(text, start, end):
        group = "share" if match["share"] else "share2"
        whole = next(_whole(each) for each in match.groups() if each)
        yield from _checked(match, group, None, whole)


def _of_whole(text: str, start: int, end: int) -> Iterator[Counted]:
    """`Of the 1,440 people, 936 (65%) work remotely and 159 (11%) do not`: counts of one named whole."""
    wholes = list(_WHOLE.finditer(text, start, end))
    for named, following in zip_longest(wholes, wholes[1:]):
        within = min(following.start() if following else end, named.end() + LONGEST_SENTENCE)
        ends = (_sentence_end(text, mark, named.end(), within) for mark in "。.!?；;")
        stop = min((at for at in ends if at >= 0), default=within)
        for match in _PART.finditer(text, named.end(), stop):
            yield from _checked(match, "share", _whole(match[1]), _whole(next(filter(None, named.groups()))))


def _sentence_end(text: str, mark: str, start: int, end: int) -> int:
    at = text.find(mark, start, end)
    while at >= 0 and mark == "." and text[at + 1 : at + 2].isdigit():
        at = text.find(mark, at + 1, end)
    return at


def _whole(text: str) -> int:
    return read_number_word(text.replace(",", ""))


def end_of_share(text: str, end: int) -> int:
    """Where a percentage ends whose number ends at a place."""
    sign = _SIGN_BEHIND.match(text, end)
    return sign.end() if sign else end


def _checked(match: re.Match[str], group: str, count: int | Fraction | None, whole: int) -> Iterator[Counted]:
    """The statement, unless it speaks of a change or cannot be a part of a whole."""
    if not whole or (count is not None and count > whole) or _CHANGE.search(match.group()):
        return
    number = match[group]
    places = len(number.partition(".")[2])
    found = Counted(
        count,
        whole,
        Fraction(number) / 100,
        Fraction(1, 100 * 10**places),
        number + "%",
        match.start(group),
        end_of_share(match.string, match.end(group)),
    )
    is_rest = count is not None and abs(1 - Fraction(count, whole) - found.share) <= found.unit / 2
    if (found.share <= 1 or count is not None) and not is_rest:
        yield found
