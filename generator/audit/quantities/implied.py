"""What the figures of a sentence make of each other, for figures that no form of words was read for.

Words tell only the kind of relation (a share, a change, a total, a difference, a rate, a product). A figure
that fits any relation of the figures around it is left alone. One that fits none, and is a single slip away
from a relation that the words beside it speak of, was mistyped; how sure that is, its digits say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


class _Reading(NamedTuple):
    value: float
    kind: str
    formula: str
    operands: int = 2


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
_REACH = 40
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
    for number in reversed(range(first, len(words.figures))):
        stated = words.figures[number].figure
        if not stated.is_plain or not stated.value or stated.direction:
            continue
        readings = list(_readings(words, number))
        gaps = [abs(abs(float(stated.value)) - abs(each.value)) for each in readings]
        if not readings or min(gaps) <= _CLOSE * float(_rounded(stated)):
            continue
        around = pieces[number][-_REACH:] + SLOT + pieces[number + 1][:_REACH]
        kinds = _kinds(stated, around)
        told = [each for each in readings if each.kind in kinds]
        for reading in told:
            likeness = slip_chance(stated, reading.value)
            is_closed = len(words.figures) == reading.operands + 1
            if likeness and likeness * len(told) <= (_SIMPLE if is_closed else _CROWDED):
                return Implied(words.figures[number], reading.value, reading.formula)
    return None


def _rounded(figure: Figure) -> float:
    return float(figure.rounded_digit if figure.kind == "about" else figure.digit)


def _kinds(stated: Figure, around: str) -> set[str]:
    """The relations that the words beside a figure speak of."""
    if stated.measure == "percent":
        return {"change"} if _CHANGE.search(around) else {"share"}
    if stated.measure == "points":
        return {"difference"}
    if stated.measure == "factor":
        return {"factor"}
    cues = (
        (_SUM, "sum"),
        (_CHANGE, "difference"),
        (_GAP, "difference"),
        (_TIMES, "factor"),
        (_RATE, "rate"),
        (_RATE, "product"),
        (_SUM, "product"),
    )
    return {kind for cue, kind in cues if cue.search(around)}


def _readings(words: Skeleton, number: int) -> Iterator[_Reading]:
    """Everything that the other figures make and the figure can be."""
    stated = words.figures[number].figure
    others = [
        (at, each.figure)
        for at, each in enumerate(words.figures)
        if at != number and each.figure.is_plain and each.figure.value
    ]
    for (one, a), (other, b) in combinations(others, 2):
        alike = a.measure == b.measure and _are_alike(words, one, other)
        yield from _of_pair(stated, a, b, alike=alike, like_stated=alike and _are_alike(words, one, number))
    same = [each for at, each in others if _are_alike(words, at, number) and each.measure == stated.measure]
    for size in range(2, len(same) + 1):
        for start in range(len(same) - size + 1):
            yield _sum(same[start : start + size], "sum" if size == len(same) else "part of them")
    if stated.measure == "percent" and same:
        yield from (
            total._replace(value=1 - total.value, formula=f"1 − ({total.formula})")
            for total in (_sum(same[:size], "share") for size in range(1, len(same) + 1))
        )


def _are_alike(words: Skeleton, one: int, other: int) -> bool:
    """Whether two figures count the same; money is only like money (`in week 2 we got $300`)."""
    is_money = (words.nouns[one] == "money", words.nouns[other] == "money")
    return is_money[0] == is_money[1] and words.are_alike(one, other)


def _sum(figures: Sequence[Figure], kind: str) -> _Reading:
    formula = " + ".join(each.text for each in figures)
    return _Reading(float(sum(each.value for each in figures)), kind, formula, len(figures))


def _of_pair(stated: Figure, a: Figure, b: Figure, *, alike: bool, like_stated: bool) -> Iterator[_Reading]:
    one, other = abs(float(a.value)), abs(float(b.value))
    small, large = min(one, other), max(one, other)
    texts = (a.text, b.text) if one <= other else (b.text, a.text)
    percents = a.measure == b.measure == "percent"
    if alike:
        quotient = f"{texts[0]} / {texts[1]}"
        if stated.measure in ("percent", "number") and not percents:
            yield _Reading(small / large, "share", quotient)
            yield _Reading(1 - small / large, "share", f"1 − {quotient}")
        if stated.measure == "percent":
            yield _Reading((large - small) / small, "change", f"the change from {texts[0]} to {texts[1]}")
            yield _Reading((large - small) / large, "change", f"the change from {texts[1]} to {texts[0]}")
        if stated.measure in ("factor", "number"):
            yield _Reading(large / small, "factor", f"{texts[1]} / {texts[0]}")
            yield _Reading(large / small - 1, "factor", f"{texts[1]} / {texts[0]} − 1")
        if like_stated or (percents and stated.measure == "points"):
            yield _Reading(large - small, "difference", f"{texts[1]} − {texts[0]}")
    elif stated.measure == "number":
        yield _Reading(one / other, "rate", f"{a.text} / {b.text}")
        yield _Reading(other / one, "rate", f"{b.text} / {a.text}")
    if stated.measure == a.measure == b.measure == "number" and not (alike and like_stated):
        yield _Reading(one * other, "product", f"{a.text} × {b.text}")
