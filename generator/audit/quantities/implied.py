"""What the figures of a sentence make of each other, for figures that no form of words was read for.

Words tell only the kind of relation (a share, a change, a total, a difference, a rate, a product). A figure
that fits any relation of the figures around it is left alone. One that fits none, and is a single slip away
from a relation that the words beside it speak of, was mistyped; how sure that is, its digits say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.audit.figures import Figure
from generator.audit.skeletons import SLOT, Skeleton
from generator.audit.slips import slip_chance
from generator.audit.statements import Mention
from generator.patterns import lazy


class Implied(NamedTuple):
    """A figure, what it should be, and how that is computed."""

    stated: Mention
    value: float
    formula: str


class _Operand(NamedTuple):
    """A figure that another may be computed from, as a float: what is tried is only likely, and often."""

    slot: int
    figure: Figure
    value: float


class _Reading(NamedTuple):
    """What some of the other figures make, and how it is computed."""

    value: float
    kind: str
    form: str
    operands: tuple[_Operand, ...]

    @property
    def formula(self) -> str:
        """The computation in words."""
        texts = [each.figure.text for each in self.operands]
        return self.form.format(*texts) if self.form else " + ".join(texts)


_CHANGE = lazy(
    r"增|升|降|减|涨|跌|提高|提升|扩大|缩|同比|环比|节[省约能]|便宜|贵|快|慢|多|少|高[出于]|低于|"
    r"\b(?:up|down|rise|rose|risen|raise[ds]?|fell|fall(?:en)?|gr[eo]wn?|growth|drop\w*|increas\w*|decreas\w*|"
    r"reduc\w*|declin\w*|climb\w*|shr[aiu]nk|higher|lower|more|less|fewer|faster|slower|cheaper|dearer|longer|"
    r"shorter|smaller|larger|bigger|sav(?:es?|ed|ing|ings)|cut|gain\w*|lost|loss|improve\w*|chang\w*|than|"
    r"compared|edged|sank|sunk|slimm\w*)\b",
    re.IGNORECASE,
)
_SUM = lazy(
    r"合计|[一总]共|共[计有]?|总[计数量额和]|累计|相加|加起来|之和|至此|全年|"
    r"\b(?:total\w*|in all|altogether|add(?:s|ing)? up|sum\w*|together|combined|overall|brings?|brought|"
    r"lifts?|full year|equals?|so far|to date|closed at|consist\w*|comprises?|combines)\b",
    re.IGNORECASE,
)
_GAP = lazy(
    r"相?差|剩|余|净|领先|落后|短少|缺口|超支|多出|回落|"
    r"\b(?:differ\w*|gap|margin|surplus|deficit|remain\w*|left|free|short|over|under|behind|ahead|trail\w*|wins?|"
    r"won|net|range|spread|overran|undercuts?|still)\b",
    re.IGNORECASE,
)
_RATE = lazy(
    r"每|平均|均|折合|人均|密度|单价|摊|"
    r"\b(?:per|each|average\w*|mean|rate|speed|throughput|density|a (?:day|week|month|year|head)|apiece|"
    r"an hour|every|works? out)\b",
    re.IGNORECASE,
)
_TIMES = lazy(r"倍|\btimes\b|-?fold\b|\bratio\b|[×x]\b|之比", re.IGNORECASE)
_OTHER = lazy(
    rf"{SLOT}\s?(?:to|–|—|-|~|至|到)\s?{SLOT}|CAGR|年均|复合|置信|confidence|significan|p\s?[<=值]|版|version",
    re.IGNORECASE,
)
"""Ranges, and figures that are computed from others than those printed."""
_CUES = (
    (_SUM, ("sum", "product")),
    (_CHANGE, ("difference",)),
    (_GAP, ("difference",)),
    (_TIMES, ("factor",)),
    (_RATE, ("rate", "product")),
)
"""What words speak of a figure that is a plain number."""
_NAME = lazy(r"(?:[A-Z][\w+#-]*|[+#/])\s?$")
_REACH = 40
"""So far before and behind a figure words speak of it."""
_FEWEST, MOST_FIGURES = 3, 7
"""Sentences with more figures hold too many relations to tell one from chance."""
_SIMPLE, _CROWDED = 0.3, 0.02
"""The likeliest chance that is taken for a slip: with no figure but the operands around, and with others."""
_CLOSE = 1.5
"""A figure so many units of its last digit off is not judged here."""


def implied(words: Skeleton, first: int) -> Implied | None:
    """The last figure from slot `first` on that is a slip away from what the others make."""
    if not _FEWEST <= len(words.figures) <= MOST_FIGURES or _OTHER.search(words.text):
        return None
    pieces = words.text.split(SLOT)
    figures = [
        _Operand(slot, each.figure, abs(float(each.figure.value)))
        for slot, each in enumerate(words.figures)
        if each.figure.is_plain and each.figure.value and not _is_release(each.figure, pieces[slot])
    ]
    for stated in reversed(figures):
        if stated.slot < first:
            return None
        around = pieces[stated.slot][-_REACH:] + SLOT + pieces[stated.slot + 1][:_REACH]
        kinds = _kinds(stated.figure, around) if not stated.figure.direction else set()
        reading = _slipped(words, stated, [each for each in figures if each is not stated], kinds)
        if reading:
            return Implied(words.figures[stated.slot], reading.value, reading.formula)
    return None


def _is_release(figure: Figure, before: str) -> bool:
    """Whether a figure may be the release of something named (`Ubuntu 20.04`, `GCC 9.3`)."""
    is_bare = figure.measure == "number" and not figure.unit and not figure.currency
    return is_bare and "." in figure.text and bool(_NAME.search(before))


def _slipped(
    words: Skeleton, stated: _Operand, others: Sequence[_Operand], kinds: Collection[str]
) -> _Reading | None:
    """The relation that a figure is a slip away from, if it fits none as it is."""
    if not kinds:
        return None
    readings = list(_readings(words, stated, others))
    digit = float(stated.figure.digit)
    close = _CLOSE * float(stated.figure.rounded_digit)
    if any(abs(stated.value - each.value) <= close for each in readings):
        return None
    told = [each for each in readings if each.kind in kinds]
    for reading in told:
        likeness = slip_chance(stated.value, digit, reading.value)
        is_closed = len(words.figures) == len(reading.operands) + 1
        if likeness and likeness * len(told) <= (_SIMPLE if is_closed else _CROWDED):
            return reading
    return None


def _kinds(stated: Figure, around: str) -> Collection[str]:
    """The relations that the words beside a figure speak of."""
    if stated.measure == "percent":
        return ("change",) if _CHANGE.search(around) else ("share",)
    if stated.measure == "points":
        return ("difference",)
    if stated.measure == "factor":
        return ("factor",)
    return {kind for cue, kinds in _CUES for kind in kinds if cue.search(around)}


def _readings(words: Skeleton, stated: _Operand, others: Sequence[_Operand]) -> Iterator[_Reading]:
    """Everything that the other figures make and the figure can be."""
    measure = stated.figure.measure
    same = [
        each
        for each in others
        if each.figure.measure == measure and _are_alike(words, each.slot, stated.slot)
    ]
    for a, b in combinations(others, 2):
        alike = a.figure.measure == b.figure.measure and _are_alike(words, a.slot, b.slot)
        yield from _of_pair(measure, a, b, alike=alike, like_stated=alike and a in same and b in same)
    for size in range(2, len(same) + 1):
        for start in range(len(same) - size + 1):
            added = tuple(same[start : start + size])
            kind = "sum" if size == len(same) else "part of them"
            yield _Reading(sum(each.value for each in added), kind, "", added)
    for size in range(1, len(same) + 1) if measure == "percent" else ():
        rest = 1 - sum(each.value for each in same[:size])
        if rest > 0:
            yield _Reading(rest, "share", "1" + " − {}" * size, tuple(same[:size]))


def _are_alike(words: Skeleton, one: int, other: int) -> bool:
    """Whether two figures count the same; money is only like money (`in week 2 we got $300`)."""
    is_money = (words.nouns[one] == "money", words.nouns[other] == "money")
    return is_money[0] == is_money[1] and words.are_alike(one, other)


def _of_pair(measure: str, a: _Operand, b: _Operand, *, alike: bool, like_stated: bool) -> Iterator[_Reading]:
    """What two figures make that a figure of some measure can state."""
    pair = (a, b) if a.value <= b.value else (b, a)
    small, large = pair[0].value, pair[1].value
    percents = a.figure.measure == b.figure.measure == "percent"
    if alike:
        if measure in ("percent", "number") and not percents:
            yield _Reading(small / large, "share", "{0} / {1}", pair)
            yield _Reading(1 - small / large, "share", "1 − {0} / {1}", pair)
        if measure == "percent":
            yield _Reading((large - small) / small, "change", "the change from {0} to {1}", pair)
            yield _Reading((large - small) / large, "change", "the change from {1} to {0}", pair)
        if measure in ("factor", "number"):
            yield _Reading(large / small, "factor", "{1} / {0}", pair)
            yield _Reading(large / small - 1, "factor", "{1} / {0} − 1", pair)
        if like_stated or (percents and measure == "points"):
            yield _Reading(large - small, "difference", "{1} − {0}", pair)
    elif measure == "number":
        yield _Reading(a.value / b.value, "rate", "{0} / {1}", (a, b))
        yield _Reading(b.value / a.value, "rate", "{1} / {0}", (a, b))
    if measure == a.figure.measure == b.figure.measure == "number" and not like_stated:
        yield _Reading(a.value * b.value, "product", "{0} × {1}", (a, b))
