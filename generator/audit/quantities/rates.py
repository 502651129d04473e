"""Rates with the amounts that they relate, told by their units: `540 GB in 45 minutes, 12 GB per minute`.

An amount counted in the unit of the rate, a count of what the rate is per, and the rate are one relation,
whichever of the three is said last: amount = rate × count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.skeletons import SLOT, Skeleton
from generator.audit.slips import slip_chance
from generator.audit.statements import Mention, loose
from generator.audit.vocabulary import MEASURE_ZH
from generator.patterns import lazy


class Rate(NamedTuple):
    """The slot of the figure said last, what it should be, and how that is computed."""

    stated: int
    value: Bounds
    formula: str


_PER_EN = lazy(
    rf"{SLOT}\s?(?:[A-Za-z%][\w-]*)?(?:\s(?:per|an?|every|each)\s|"
    rf"\s?/\s?)(?P<thing>[A-Za-z][A-Za-z²³]*)",
    re.IGNORECASE,
)
_EACH_EN = lazy(
    rf"\b(?:each|every)\s(?P<thing>(?!of\b)[a-z]+)\s(?:[a-z]+\s){{0,3}}{SLOT}|"
    rf"{SLOT}(?:\s[A-Za-z]+)?\s(?P<each>each|apiece)\b",
    re.IGNORECASE,
)
_EACH_OF = lazy(rf"\beach of (?:the |our )?{SLOT}[^{SLOT}.]{{0,40}}{SLOT}", re.IGNORECASE)
_PER_ZH = lazy(
    rf"每一?(?:{MEASURE_ZH}|次)?(?P<thing>[一-龥]{{1,3}}?|[A-Za-z]{{1,5}})(?:[^{SLOT}，。；、\d]{{0,8}}?){SLOT}"
)
_BEHIND = lazy(
    rf"\s?{MEASURE_ZH}?\s?(?P<word>(?!an?\b|per\b|each\b|every\b|apiece\b)[A-Za-z²³µ]+|[一-龥]{{1,4}})"
)
_CUE = lazy(
    r"因此|所以|即|合计|[一总]?共|平均|均|折合|摊|要付|需|花费?|耗|占用|省|"
    r"\b(?:so|thus|therefore|hence|i\.e|which|mean(?:s|ing)|average|averaged|total|altogether|in all|"
    r"costs?|pays?|paid|"
    r"or|works out|namely|comes? to|amounts? to|adds up|needs?|takes?|speed|throughput|rate of|"
    r"price of|delivers?|"
    r"wastes?|pulls?|draws?)\b",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"其中|分别|同比|环比|增|降|减|折扣|优惠|上限|最[多少]|目标|"
    r"\b(?:of which|respectively|plus|minus|discount|up to|at least|at most|limit|more|less|instead|"
    r"target|than)\b",
    re.IGNORECASE,
)
_ALIASES = {
    "h": "hour", "hr": "hour", "hrs": "hour", "s": "second", "sec": "second", "min": "minute",
    "mins": "minute", "d": "day", "yr": "year", "mo": "month", "kilometre": "km", "kilometer": "km",
    "litre": "l", "liter": "l",
    "时": "hour", "小时": "hour", "日": "day", "天": "day", "秒": "second", "分钟": "minute",
}  # fmt: skip
_FIGURES = 3
"""A rate, a count and an amount: with a fourth figure it is open which of them belong together."""


def wrong_rates(words: Skeleton) -> Iterator[Rate]:
    """The last figure of each sentence that holds a rate, its count and its amount, if they contradict."""
    if len(words.figures) != _FIGURES or _OTHER.search(words.text):
        return
    if not all(map(_is_usable, words.figures)):
        return
    for rate, thing in _rates(words):
        count = [at for at in range(_FIGURES) if at != rate and _counts(words, at, thing)]
        if len(count) != 1:
            continue
        amount = next(at for at in range(_FIGURES) if at not in (rate, count[0]))
        unit = _unit(words, amount)
        if unit and _unit(words, rate) in ("", unit) and unit != _unit(words, count[0]):
            wrong = _judged(words, rate, count[0], amount)
            if wrong:
                yield wrong
            return


def _is_usable(mention: Mention) -> bool:
    """A figure that is no bound; `over 40 minutes` says how long, and not how long at least."""
    figure = mention.figure
    is_plain = figure.is_plain or figure.text.startswith("over ")
    return is_plain and not figure.direction and bool(figure.value)


def _rates(words: Skeleton) -> Iterator[tuple[int, str]]:
    """The slots of rates, and what each is per (nothing: of each thing that is counted)."""
    for form in (_PER_EN, _PER_ZH, _EACH_EN):
        for match in form.finditer(words.text):
            slot = words.number(match.start() + match.group().index(SLOT))
            per = words.figures[slot].figure.unit.partition("/")[2]
            yield slot, "" if match.groupdict().get("each") else _plain(per or match["thing"])
    for match in _EACH_OF.finditer(words.text):
        yield words.number(match.end() - 1), ""
    for slot, each in enumerate(words.figures):
        unit, slash, per = each.figure.unit.partition("/")
        if slash and unit:
            yield slot, _plain(per)


def _plain(word: str) -> str:
    """A unit or noun in the singular and in its usual name."""
    word = word.casefold()
    word = word if len(word) < 3 else word.removesuffix("s")
    return _ALIASES.get(word, word)


def _counts(words: Skeleton, number: int, thing: str) -> bool:
    """Whether a figure counts what a rate is per."""
    figure = words.figures[number].figure
    if figure.measure != "number" or words.nouns[number] == "money":
        return False
    if not thing:
        return figure.is_count and not figure.unit
    return thing == _unit(words, number) or _word(words, number).startswith(thing)


def _unit(words: Skeleton, number: int) -> str:
    """The unit of a figure, without what it is per."""
    if words.nouns[number] == "money":
        return "money"
    unit = words.figures[number].figure.unit.partition("/")[0]
    return _plain(unit) if unit else _word(words, number)


def _word(words: Skeleton, number: int) -> str:
    """The word behind a figure; nothing if it says what the figure is per."""
    behind = words.text.split(SLOT)[number + 1]
    found = _BEHIND.match(behind)
    return _plain(found["word"]) if found else ""


def _judged(words: Skeleton, rate: int, count: int, amount: int) -> Rate | None:
    """The last of the figures, if it is not what the others make and words or a likeness say it should be."""
    figures = [words.figures[at].figure for at in range(_FIGURES)]
    last = _FIGURES - 1
    bounds = [loose(each) if each.is_count else Bounds.of(each) for each in figures]
    product = bounds[rate].times(bounds[count])
    value: Bounds | None = product
    formula = f"{figures[count].text} × {figures[rate].text}"
    if judge(figures[amount], product) >= Fit.LAST_DIGIT:
        return None
    if last in (rate, count):
        other = count if last == rate else rate
        value = bounds[amount].over(bounds[other])
        formula = f"{figures[amount].text} / {figures[other].text}"
    if value is None or judge(figures[last], value) >= Fit.LAST_DIGIT:
        return None
    behind = words.text[words.text.index(SLOT) :]
    is_told = _CUE.search(behind) or slip_chance(
        float(figures[last].value), float(figures[last].digit), float(value.exact)
    )
    return Rate(last, value, formula) if is_told else None
