"""Changes told as a step and a percentage: `去年 67.28，提高 2.55 分，增幅 3.8%`, `$60 less, a saving of 9%`.

The figure that the step starts from, or that it leads to, stands in front of it; the words often leave open
which of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.bounds import Bounds
from generator.audit.changes.change_words import (
    ADVERB_ZH,
    CHANGE_NOUN_EN,
    CHANGE_ZH,
    MORE_EN,
    OTHER_KIND,
    ROSE_EN,
)
from generator.audit.figures import Figure
from generator.audit.skeletons import SLOT, Skeleton
from generator.audit.statements import Mention
from generator.audit.tables.expectations import Expectation
from generator.audit.vocabulary import THAT_IS_EN, THAT_IS_ZH
from generator.patterns import lazy, small

_N = rf"[^{SLOT}，。；：、（）(),;:]"
_W = rf"[^{SLOT}.,;:()—]"
_VALUE, _STEP, _STATED = (rf"(?P<{name}>{SLOT})" for name in ("value", "step", "stated"))
_CALLED_ZH = (
    rf"{THAT_IS_ZH}?\s?(?:(?:增|降|升|涨|跌|减)幅|增长率|幅度|同比|环比|{CHANGE_ZH})[约为达是]{{0,2}}\s?"
)
_CALLED_EN = rf"(?:{THAT_IS_EN}|an? {CHANGE_NOUN_EN} of)\s"
_FORMS = (
    lazy(
        rf"{_VALUE}{_N}{{0,8}}[，,；]\s?[^{SLOT}，。；]{{0,16}}?{ADVERB_ZH}(?P<words>{CHANGE_ZH})\s?{_STEP}"
        rf"{_N}{{0,8}}[，,（(]\s?{_CALLED_ZH}{_STATED}"
    ),
    lazy(
        rf"{_VALUE}{_W}{{0,40}}?(?:,|\band)\s{_W}{{0,16}}?(?P<words>{ROSE_EN}) (?:by )?{_STEP}"
        rf"{_W}{{0,16}}?[,(]\s?{_CALLED_EN}{_STATED}"
    ),
    lazy(
        rf"{_VALUE}{_W}{{0,16}}?[,(]\s?{_STEP}(?: [a-z]+)? (?P<words>{MORE_EN})\b{_W}{{0,30}}?[,(]\s?"
        rf"{_CALLED_EN}{_STATED}"
    ),
)
_FEWEST = 3
_FALLS = lazy(
    r"降|减|少|低|跌|缩|fell|fall|drop|declin|decreas|down|less|fewer|lower|cheaper|cut|shrank|sank",
    re.IGNORECASE,
)


class Step(NamedTuple):
    """A stated percentage, and what a figure and a step from or to it make."""

    stated: Mention
    readings: tuple[Expectation, ...]


def steps(words: Skeleton) -> Iterator[Step]:
    """Every percentage behind a step that a figure in front of it begins or ends."""
    text = small(words.text)
    is_told = len(words.figures) >= _FEWEST and any(
        each.figure.measure == "percent" for each in words.figures
    )
    for form in _FORMS if is_told else ():
        for found in form.finditer(text):
            slots = [words.slot(found, name) for name in ("value", "step", "stated")]
            value, step, stated = (words.figures[each].figure for each in slots)
            is_step = words.are_alike(*slots[:2]) and 0 < step.value < value.value
            if is_step and stated.measure == "percent" and not OTHER_KIND.search(found.group()):
                readings = _readings(value, step, is_fall=bool(_FALLS.search(found["words"])))
                yield Step(words.figures[slots[2]], tuple(readings))


def _readings(value: Figure, step: Figure, *, is_fall: bool) -> Iterator[Expectation]:
    """The change relative to a figure that it starts from, then to one that it leads to."""
    amount, change = Bounds.of(value), Bounds.of(step)
    before = amount.plus(change) if is_fall else amount.minus(change)
    sign = "+" if is_fall else "−"
    for base, words in ((amount, value.text), (before, f"({value.text} {sign} {step.text})")):
        quotient = change.over(base)
        if quotient:
            yield Expectation(quotient, f"{step.text} / {words}")
