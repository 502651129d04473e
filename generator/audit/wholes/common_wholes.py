"""Counts with percentages that have one whole in common: `612 (42.5%), 446 (31.0%), 259 (18.0%)` of 1,440.

The whole is a figure that the document prints. It is told by the pairs themselves: at least two of them must
fit it and twice as many as do not, and no other printed figure may explain a pair that does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.audit.figures import CURRENCIES, PERCENT
from generator.audit.lists import lists
from generator.audit.vocabulary import SAYS_CHANGE
from generator.audit.wholes.counted import Counted, end_of_share
from generator.markdown import Document
from generator.patterns import lazy

_NUMBER = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,9}"
_PAIR = lazy(
    rf"(?<![\d.,/%{CURRENCIES}A-Za-z_-])(?P<count>{_NUMBER})(?![\d.,]*\d)(?:\s?[A-Za-z㐀-鿿]{{1,14}}){{0,2}}[\s*_]{{0,3}}"
    rf"[（(]\s?(?:占|约|约占|≈|~)?\s?(?P<share>\d{{1,3}}(?:\.\d{{1,4}})?)\s?{PERCENT}\s?[)）]"
)
_SHARE_BEHIND = lazy(rf"{PERCENT}\s?[)）]")
"""How every pair ends: most texts have none."""
_WHOLE = lazy(rf"(?<![\d.,/A-Za-z_-])(?:{_NUMBER})(?![\d.]*\d|[%％])")
_CHANGE = lazy(rf"{SAYS_CHANGE}|→", re.IGNORECASE)
_FEWEST, _MOST = 3, 40
"""So many pairs in one list or paragraph can tell their whole."""
_MOST_WHOLES = 2000
_MOST_FITTING = 100
"""A share as coarse as this fits far too many figures to vote for all of them."""
_TEXT = -1
_REACH = 30
"""So far before a pair words can say that it is a change."""


def common_wholes(document: Document) -> Iterator[Counted]:
    """The pairs that do not fit the whole which the other pairs of their list or paragraph fit."""
    groups = [group for group in _groups(document) if _FEWEST <= len(group) <= _MOST]
    if not groups:
        return
    by_block: dict[int, set[int]] = {}
    for found in _WHOLE.finditer(document.plain):
        by_block.setdefault(_block(document, found.start()), set()).add(_int(found[0]))
    text = by_block.setdefault(_TEXT, set())
    in_text = sorted(text - {0})
    for group in groups if len(text) <= _MOST_WHOLES else ():
        more = by_block.get(_block(document, group[0].start()), text) - text - {0}
        yield from _odd(group, sorted((*in_text, *more)) if more else in_text)


def _block(document: Document, position: int) -> int:
    """Which block of code a place stands in: what other blocks hold is no whole of its figures."""
    at = bisect_right(document.fences, position, key=lambda fence: fence.start) - 1
    return at if at >= 0 and position < document.fences[at].end else _TEXT


def _groups(document: Document) -> Iterator[list[re.Match[str]]]:
    """The pairs of each list, each paragraph and each plain block."""
    plain = document.plain
    for items in lists(document):
        yield [pair for item in items for pair in _pairs(plain, item.text_start, item.text_end)]
    for run in document.runs:
        if run.kind == "paragraph":
            yield list(_pairs(plain, run.start, run.end))
    for fence in document.fences:
        if fence.is_plain:
            yield list(_pairs(document.text, fence.body_start, fence.body_end))


def _pairs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for found in _PAIR.finditer(text, start, end) if _SHARE_BEHIND.search(text, start, end) else ():
        before = text[max(start, found.start() - _REACH) : found.start()].rpartition("\n")[2]
        if not _CHANGE.search(before):
            yield found


def _odd(group: Sequence[re.Match[str]], wholes: Sequence[int]) -> Iterator[Counted]:
    pairs = [_counted(pair) for pair in group]
    fitting = [_fitting(pair, wholes) for pair in pairs]
    votes = Counter(whole for each in fitting for whole in each)
    best = max(votes, key=lambda whole: (votes[whole], -whole), default=0)
    counts = {pair.part for pair, each in zip(pairs, fitting, strict=True) if best in each}
    odd = [pair for pair, each in zip(pairs, fitting, strict=True) if not each]
    others = sum(best not in each for each in fitting)
    if len(counts) < _FEWEST - 1 or others * 2 > len(counts):
        return
    for pair in odd:
        assert pair.part is not None  # every pair has its count
        if pair.part <= best:
            yield pair._replace(whole=best)


def _fitting(pair: Counted, wholes: Sequence[int]) -> Sequence[int]:
    """The printed figures of which the count may be the share."""
    assert pair.part is not None  # every pair has its count
    least, most = pair.share - pair.unit / 2, pair.share + pair.unit / 2
    first = bisect_left(wholes, pair.part / most)
    last = bisect_right(wholes, pair.part / least) if least > 0 else len(wholes)
    return wholes[first : min(last, first + _MOST_FITTING)]


def _counted(pair: re.Match[str]) -> Counted:
    share = pair["share"]
    unit = Fraction(1, 100 * 10 ** len(share.partition(".")[2]))
    start, end = pair.start("share"), end_of_share(pair.string, pair.end("share"))
    return Counted(_int(pair["count"]), 0, Fraction(share) / 100, unit, share + "%", start, end)


def _int(text: str) -> int:
    return int(text.replace(",", ""))
