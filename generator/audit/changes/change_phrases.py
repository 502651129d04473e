"""Changes stated beside two figures: `a → b (+c)`, `从 a 提升到 b，提升 c`, `from a to b, up c`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.changes.change_words import CHANGE_NOUN_EN, ROSE_EN
from generator.audit.figures import CURRENCIES
from generator.audit.statements import Mention, mentions
from generator.audit.vocabulary import FROM_ZH, MOVES_ZH, TO_ZH
from generator.patterns import lazy

_ARROW = lazy(r"[^\d\s→>（(，,]{0,6}[”\"』」*]{0,2}[)）]?\s*(?:→|⟶|➜|➔|⇒|(?<!-)->|=>)\s*[^\d→>，,。]{0,8}?")
_YEAR = r"(?:(?:19|20)\d\d\s*年?(?:\s*\d{1,2}\s*月)?)?"
_ZH_FROM = lazy(rf"{FROM_ZH}\s*{_YEAR}[^\d，。,；→]{{0,24}}$")
_ZH_TO = lazy(
    rf"[^\d，。,；→]{{0,16}}?[)）”\"]?(?:{MOVES_ZH}|变)?[^\d，。,；]{{0,2}}{TO_ZH}\s*{_YEAR}[^\d，。,；]{{0,20}}"
)
_EN_FROM = lazy(r"\b[Ff]rom\s+(?:[a-z]+\s+){0,2}$")
_EN_TO = lazy(r"\s*[^\d,.;]{0,16}\s(?:down |up )?to\s+(?:just |only |about |around |over )?$")
_ZH_WORD = rf"(?:{MOVES_ZH}|差[距值]?)"
_ZH_STATED = lazy(
    r"\s?(?:(?:家|个|名|人|条|项|次|台|篇|款|种|所|元|度|分|件|部|套|张|位|辆|吨|公里|米){0,2}|"
    r"(?:[一-龥]{1,3}|[A-Za-z]{1,4})(?=[，,（(]))"
    rf"[)）”\"]?\s*[，,、（(\s—–:：]*(?:即|也就是|相当于|为|总体|整体|绝对|相对|净|共|累计|"
    rf"实际)?{_ZH_WORD}(?:幅度|幅|值|量)?(?:了|约|为|达|近|到|达到|：|:|是|\s|—)*"
)
_CURRENCY = rf"(?:\s?[kKM]?(?:[{CURRENCIES}]|EUR|USD|CNY|RMB)(?![A-Za-z]))?"
_AGAIN = lazy(
    rf"{_CURRENCY}\s?(?:[，,（(]\s?(?:(?:即|也就是|相当于){_ZH_WORD}|相对(?:{_ZH_WORD})?)(?:了|约|为|\s)*|"
    r"(?:points? |percentage points )?(?:,\s?(?:or|i\.e\.|that is),?|/|\bor|[,，])\s?(?:by )?(?P<bare>))",
    re.IGNORECASE,
)
_EN_STATED = lazy(
    rf"(?:(?:\s[a-z][a-z-]{{1,14}}){{1,2}}(?=\s?[,;(—–]))?[)\]\"]?\s*[,;—–(\-:]*\s*"
    r"(?:or |i\.e\.,? |that is,? |which is |representing |"
    rf"amounting to |for |meaning )?(?:an? |the )?(?:total |net |relative |absolute |overall )?"
    rf"(?:{CHANGE_NOUN_EN}\s+(?:of|by)|(?:up|down) by|up|down|by|Δ|{CHANGE_NOUN_EN}:)?\s*(?:about |"
    rf"roughly |nearly |almost |around )?",
    re.IGNORECASE,
)
_EN_AFTER_WORDS = lazy(
    rf"[^\d.;:]{{0,24}},\s(?:i\.e\.,? )?an? (?:relative |absolute )?{CHANGE_NOUN_EN} of ", re.IGNORECASE
)
_EN_SAYS_CHANGE = lazy(rf"\b(?:by|up|down|or|that is|i\.e|{CHANGE_NOUN_EN})\b|Δ", re.IGNORECASE)
_EN_AFTER = lazy(
    rf"\s*(?:{CHANGE_NOUN_EN}\b|(?:faster|slower|higher|lower|more|less|smaller|larger|cheaper|better)\s*(?:[,.;)]|$))",
    re.IGNORECASE,
)
_DATE_IN_BRACKETS = lazy(
    r"[（(]\s?(?:19|20)\d\d\s?(?:年|[-./]|Q[1-4]|H[12])?\s?(?:\d{1,2}\s?[月日]?|Q[1-4]|第?[一二三四1-4]季度)?[^\d()（）]{0,4}[)）]"
)
_BARE_STATED = lazy(
    rf"{_CURRENCY}[)）”\"]?(?:\s(?:by|in|until)\s(?:19|20)\d\d)?\s*(?:[，,]?\s*[（(\[]|=\s*\**)\s*"
)
_SIGNED = lazy(rf"{_CURRENCY}\s?[，,]\s?|\s?[一-龥]{{1,4}}\s?[，,（(]\s?")
_ZH_BEFORE = lazy(rf"\s*(?:个)?\s*[（(,，]\s*(?:即)?{FROM_ZH}?\s*$")
_NAMED_AGAIN = lazy(rf"\s?[，,]\s?([一-龥]{{2,6}}?)(?={_ZH_WORD})")
_DIGITS_IN_NAME = lazy(rf"(?<![\w.{CURRENCIES}])[A-Za-z][A-Za-z-]*\d[\w-]*(?:\.\d+)*")
_EN_WHEN = lazy(r"\b(?:by|in|until)\s$")


class Change(NamedTuple):
    """A stated change: from one figure to another, by a third, in these words."""

    before: Mention
    after: Mention
    stated: Mention
    words: str
    starts: tuple[Mention, ...] = ()
    """Other figures that it may be counted from."""
    ends: tuple[Mention, ...] = ()
    """Other figures that it may lead to."""
    is_ratio: bool = False
    """Whether the quotient of the figures is stated, and no change."""


def changes_between(text: str) -> Iterator[Change]:
    """Each change that a sentence states beside a pair of figures, and what it says of it once more."""
    text = _DATE_IN_BRACKETS.sub(lambda date: " " * len(date[0]), text)
    text = _DIGITS_IN_NAME.sub(lambda name: "x" * len(name[0]), text)
    figures = [each for each in mentions(text) if not _is_date(text, each)]
    for index in range(len(figures) - 1):
        if not is_pair(text, figures[index], figures[index + 1]):
            continue
        change = _stated_after(text, figures, index) or _stated_before(text, figures, index)
        if change:
            yield change._replace(starts=tuple(_earlier(text, figures, index)))
            yield from _again(text, change, figures[index + 3 : index + 4])


def _again(text: str, change: Change, following: list[Mention]) -> Iterator[Change]:
    """The same change said in another way: `下降 60%，即减少 6 个百分点`."""
    for stated in following:
        between = text[change.stated.end : stated.start]
        found = _AGAIN.fullmatch(between) if change.stated.start > change.after.start else None
        if found and (found["bare"] is None or _is_said_otherwise(change, stated, between)):
            is_relative = stated.figure.measure == "percent" != change.stated.figure.measure
            yield change._replace(stated=stated, words=f"{between} relative" if is_relative else between)


def _is_said_otherwise(change: Change, stated: Mention, between: str) -> bool:
    """Whether a figure behind a change is the same in another unit: behind `or`, or with a sign."""
    is_other = stated.figure.measure != change.stated.figure.measure
    is_change = stated.figure.measure in ("percent", "points")
    return (
        is_other
        and is_change
        and (stated.figure.direction != 0 or bool(re.search(r"or|i\.e|that is", between)))
    )


def _is_date(text: str, mention: Mention) -> bool:
    """A year that says when (`to 80% by 2026`)."""
    is_year = re.fullmatch(r"(?:19|20)\d\d", mention.figure.text)
    return bool(is_year and _EN_WHEN.search(text[max(0, mention.start - 7) : mention.start]))


def is_pair(text: str, before: Mention, after: Mention) -> bool:
    """Whether a text goes from one figure to the next: `a → b`, `从 a 提升到 b`, `from a to b`."""
    between = text[before.end : after.start]
    if _ARROW.fullmatch(between):
        return True
    lead = text[max(0, before.start - 40) : before.start]
    zh = _ZH_FROM.search(lead) and _ZH_TO.fullmatch(between)
    return bool(zh or (_EN_FROM.search(lead) and _EN_TO.fullmatch(between)))


def _earlier(text: str, figures: list[Mention], index: int) -> list[Mention]:
    """The figures before in a chain of arrows: the change may be that of the whole chain."""
    first = index
    while first and _ARROW.fullmatch(text[figures[first - 1].end : figures[first].start]):
        first -= 1
    return figures[first:index]


def _stated_after(text: str, figures: list[Mention], index: int) -> Change | None:
    if index + 2 >= len(figures):
        return None
    before, after, stated = figures[index : index + 3]
    between = text[after.end : stated.start]
    figure = stated.figure
    if len(between) > 44 or is_pair(text, after, stated):
        return None
    between = _without_name(text[: before.start], between)
    is_named = bool(_ZH_STATED.fullmatch(between))
    words = between if is_named else ""
    if not is_named and _EN_AFTER_WORDS.fullmatch(between):
        is_named, words = True, between
    elif not is_named and _EN_STATED.fullmatch(between):
        is_noun = bool(_EN_AFTER.match(text, stated.end)) and figure.measure != "number"
        is_named = is_noun or bool(_EN_SAYS_CHANGE.search(between))
        words = between
    is_bare = bool(_BARE_STATED.fullmatch(between)) and (figure.measure != "number" or figure.direction != 0)
    is_signed = figure.direction != 0 and figure.measure != "number" and bool(_SIGNED.fullmatch(between))
    return Change(before, after, stated, words) if is_named or is_bare or is_signed else None


def _without_name(lead: str, between: str) -> str:
    """`故障率从 5% 降到 1%，故障率下降 80%`: the quantity may be named again."""
    named = _NAMED_AGAIN.match(between)
    return between[: named.start(1)] + between[named.end(1) :] if named and named[1] in lead else between


def _stated_before(text: str, figures: list[Mention], index: int) -> Change | None:
    """`降低 75%（从 100 到 25）`, `up 30% (40% → 70%)`, `by 30 points from 40% to 70%`."""
    if not index:
        return None
    stated, before, after = figures[index - 1 : index + 2]
    follows = index > 2 and is_pair(text, figures[index - 3], figures[index - 2])
    if follows and not re.search(r"[，,、（(；;]", text[figures[index - 2].end : stated.start]):
        return None
    between = text[stated.end : before.start]
    lead = text[max(0, stated.start - 20) : stated.start]
    zh = _ZH_BEFORE.fullmatch(between) and re.search(rf"{_ZH_WORD}(?:幅度|了|约|近|为|达)*\s*$", lead)
    en = re.fullmatch(r"\s*+(?:points?\s*+)?(?:[,(]\s*+)?(?:from\s+)?", between) and re.search(
        rf"\b(?:by|{ROSE_EN}|{CHANGE_NOUN_EN} of)\s+$",
        lead,
        re.IGNORECASE,
    )
    signed = stated.figure.direction and re.fullmatch(r"\**(?:\s[A-Za-z-]+){0,3}\**\s*[（(]\s*", between)
    return Change(before, after, stated, lead) if zh or en or signed else None
