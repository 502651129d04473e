"""Intervals with the names that a text gives them: `Gold (≥ 90)`, `90 分以上为优秀`, `good from 75, …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.audit.levels.intervals import Interval, intervals_in
from generator.audit.levels.names import is_grade
from generator.markdown import MASK
from generator.patterns import lazy, small, words

GRADING = words(
    r"等级|星级|级别|层级|评级|分级|判定|评定|评为|档|优秀|合格|\blevels?\b|\bgrad(?:es?|ing)\b|\brat(?:ed?|ings?)\b|"
    r"\btiers?\b|推荐|备选|淘汰|\brecommend|\baccept|\breject|\bgreen\b|\bclass(?:es|if)|\bbands?\b|"
    r"\bscale\b|\blabell?ed\b"
)
"""Some of these words stand near every scale."""
_NAME = r"[★☆⭐]{2,10}|[A-Za-z][A-Za-z0-9+ -]{0,23}|[A-Za-z0-9]{0,4}[㐀-鿿]{1,8}[A-Za-z]?"
_NAME_BEFORE = lazy(
    rf"(?:^|[\s*、，,；;：:/]|\band\b)[\s*_\"“「]*({_NAME})(?:[\s*]*[（(]({_NAME})[)）](?=\s*[：:—–-]))?"
    rf"(?:[\s*\"”」]*[（(：:—–-]+|[*_]+)\s*([^\d<>≥≤（()），,；;]{{0,14}})$"
)
NAME_AFTER = lazy(
    rf"\s*(?:\)|）)?\s*(?:为|是|属于?|算|[判评定划]?[评定为]为|→|->|=>|⇒|：|:|=|＝|\bis\b|\bare\b|(?:\bis|"
    rf"\bare)?\s?\b(?:rated|graded|called|"
    rf"classified as|counts? as|means?|earns?|labell?ed)\b|(?<=[上下分])(?=[㐀-鿿])|(?=[\"“「]))"
    rf"\s*(?:an?\s|the\s)?[\"“「*]*({_NAME})"
)
"""What an interval is called that the name stands behind."""
_MEASURE_BEFORE = lazy(r"([㐀-鿿]{2,6}|[A-Za-z]{4,20})\s*(?:在|为|达到|达|of)?\s*$")
_SYMBOL = lazy(r"(?<![A-Za-z])[A-Z](?![A-Za-z])")
_NO_NAMES = frozenset(("score", "scores", "得分", "评分", "分数", "and", "or", "the", "以上", "以下"))
_OF_SYMBOL = lazy(rf"[∈{MASK}]\s*$")
"""`$A$ ∈ [0, 0.5]` is what a symbol may be, not what a name means."""

_WORDS = (
    r"[*_\"“「]*(?P<name>[A-Za-z][A-Za-z0-9+-]{0,15}"
    r"(?: (?!(?:and|or|is|are|means?|for|of|from)\b)[A-Za-z][A-Za-z-]{0,15})?|"
    r"[A-Za-z0-9]{0,4}[㐀-鿿]{1,8}[A-Za-z]?)[*_\"”」]*"
)
_APART = r"\s*[)）]?(?:\s*[,，;；、/|·•]\s*(?:(?:and|or)\s|以及|和|其余)?|\.\s|。|\s(?:and|or)\s)\s*"
_BEFORE = rf"{_WORDS}\s*(?:[(（:：=＝]|[-–—]\s|为|是|\b(?:is|means)\b)?\s*"
_AFTER = rf"\s*[)）]?(?:\s*(?:[:：=＝→]|->|=>|⇒|为|是|评为|\b(?:is|are|means)\b)\s*|\s)(?:an?\s)?{_WORDS}"
_NEXT_BEFORE, _NEXT_AFTER = lazy(_APART + _BEFORE), lazy(_AFTER + _APART)
_FIRST_BEFORE = (lazy(rf"(?:.*[:：,，;；。(（—–|]|^)\s*{_BEFORE}", re.S), lazy(rf".*\s{_BEFORE}", re.S))
"""Behind a separator; otherwise the last word."""
_LAST_AFTER = lazy(rf"{_AFTER}(?=\s*(?:[,，;；。.、)）|/·•]|$))")
_GRADED = lazy(r"([A-Z]{1,3})[级档类等]")
_FEWEST = 3


class NamedInterval(NamedTuple):
    """An interval in a text, its names, and what is measured ("" if unsaid)."""

    names: tuple[str, ...]
    interval: Interval
    start: int
    end: int
    measure: str


Written = tuple[int, int, Interval]


def named_intervals(text: str, fewest: int = 1) -> Iterator[NamedInterval]:
    """The intervals of a text that it names; nothing if they are too few."""
    written = list(intervals_in(text, fewest))
    if len(written) >= fewest:
        yield from _enumerated(text, written) or _apart(text, written)


def _enumerated(text: str, written: Sequence[Written]) -> list[NamedInterval]:
    """`good from 75, fair from 60, poor below 60`, `90+ = A, 80–89 = B`: names and intervals take turns."""
    if len(written) < _FEWEST:
        return []
    gaps = [text[end:start] for (_, end, _), (start, _, _) in pairwise(((0, 0, None), *written))]
    tail = text[written[-1][1] :]
    before = [next((found for form in _FIRST_BEFORE if (found := form.fullmatch(gaps[0]))), None)]
    before += [_NEXT_BEFORE.fullmatch(gap) for gap in gaps[1:]]
    after = [*(_NEXT_AFTER.fullmatch(gap) for gap in gaps[1:]), _LAST_AFTER.match(tail)]
    said = _MEASURE_BEFORE.search(gaps[0])
    measure = said[1].casefold() if said else ""
    for matches, measured in ((_longest(before), ""), (_longest(after), measure)):
        named = [
            NamedInterval(_spellings(match["name"].strip()), interval, start, end, measured)
            for match, (start, end, interval) in zip(matches, written, strict=True)
            if match
        ]
        is_grading = all(is_grade(each.names[0]) for each in named) or GRADING.search(small(text))
        if len(named) >= _FEWEST and is_grading:
            return named
    return []


def _spellings(name: str) -> tuple[str, ...]:
    """A name as other sentences write it: `Green means 95 or more, amber …`, `85 分以上为 A 级`."""
    graded = _GRADED.fullmatch(name)
    if graded:
        return name, graded[1]
    return (name, name.lower()) if name.istitle() and len(name) > 1 else (name,)


def _longest(found: Sequence[re.Match[str] | None]) -> list[re.Match[str] | None]:
    """The longest stretch without a gap, everything else left out."""
    best, start = range(0), 0
    for index, match in enumerate((*found, None)):
        if match is None:
            best = max(best, range(start, index), key=len)
            start = index + 1
    return [match if index in best else None for index, match in enumerate(found)]


def _apart(text: str, written: Sequence[Written]) -> Iterator[NamedInterval]:
    """Each interval by itself: `Gold (≥ 90)`, `Gold: score of 90 or more`, `90 分以上为优秀`."""
    end = 0
    measure = ""
    for start, stop, interval in written:
        before, after = _NAME_BEFORE.search(text[end:start]), NAME_AFTER.match(text, stop)
        found = after or before
        name = found[1].strip() if found else ""
        alias = (before[2],) if found is before and before and before[2] else ()
        said = _MEASURE_BEFORE.search(text[end:start])
        if before and not after:
            said = _MEASURE_BEFORE.search(before[3])
        symbol = _SYMBOL.search(text, start, stop)
        measure = said[1].casefold() if said and said[1] != name else symbol[0] if symbol else measure
        if name and name.casefold() not in _NO_NAMES and not _OF_SYMBOL.search(text[:start]):
            yield NamedInterval((*alias, *_spellings(name)), interval, start, stop, measure)
        end = after.end() if after else stop
