"""An amount and its conversion are one amount: `1.04 年（约 12.5 个月）`, `90 min, i.e. 1.5 h`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.figures import FIGURE, Figure, make_figure
from generator.audit.slips import slip_chance
from generator.audit.statements import stretches
from generator.audit.vocabulary import ABOUT_EN, ABOUT_ZH, THAT_IS_EN, THAT_IS_ZH
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Severity
from generator.formula.units import UNIT_WORDS, conversion_factors
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_WORD = rf"(?:{'|'.join(sorted(map(re.escape, UNIT_WORDS), key=len, reverse=True))})(?![A-Za-z])"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,6})?"
_CUE = rf"(?:{THAT_IS_ZH}|等于|{ABOUT_ZH}|≈|~|=|{ABOUT_EN} |{THAT_IS_EN} )"
_PAIR = lazy(
    rf"(?<![\d.,~–/×^-])(?P<about>{ABOUT_ZH}|[≈~]|{ABOUT_EN} )?\s?(?P<one>{_NUMBER})\s?(?P<from>{_WORD})\s?"
    rf"(?:[（(]\s?(?:equivalent to |equal to )?"
    rf"(?P<cue>{_CUE}*)\s?(?P<two>{_NUMBER})\s?(?P<to>{_WORD})\s?[)）]"
    rf"|[,，]\s?(?P<told>{_CUE}+)\s?(?P<again>{_NUMBER})\s?(?P<unit>{_WORD})(?=\s?(?:[,，.。;；)）]|$)))",
    re.IGNORECASE,
)
_TRIGGER = lazy(r"\d\s?[A-Za-zµμ一-龥²³]{1,12}\s?[（(,，]")
_FARTHEST = 2
"""Without a word for "that is", amounts that differ by more are two amounts (`8 GB (24 GB)`)."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each amount with a second one in brackets or behind a comma, whose units convert."""
    for stretch in stretches(document, _TRIGGER):
        for found in _PAIR.finditer(stretch.text):
            yield from _judge(document, stretch.start, found)


def _judge(document: Document, offset: int, found: re.Match[str]) -> Iterator[Diagnostic]:
    number, unit = ("two", "to") if found["two"] else ("again", "unit")
    stated = _figure(found[number])
    values = _converted(found, found[number], found[unit])
    if stated is None or not values or _is_other(found, stated, values):
        return
    if any(judge(stated, each) >= Fit.POSSIBLE for each in values):
        return
    value = min((each.exact for each in values), key=lambda each: abs(each - stated.value))
    expected = restated(stated, value)
    yield RULE.finding(
        document.span(offset + found.start(number), offset + found.end(number)),
        f"states {found[number]} {found[unit]}, but {found['one']} {found['from']} is {expected}",
        f"write {expected}, or correct the amount before it",
        stated=found[number],
        expected=expected,
    )


def _figure(number: str) -> Figure | None:
    found = FIGURE.fullmatch(number)
    return make_figure(found) if found else None


def _converted(found: re.Match[str], number: str, unit: str) -> list[Bounds]:
    """The first amount in the unit of the second, once for each factor in use."""
    one = _figure(found["one"])
    if one is None or not one.value or found["from"] == unit:
        return []
    is_rounded = bool(found["about"]) or len(number) > len(found["one"]) + 1
    slack = one.digit if is_rounded else one.digit / 2 if one.digit < 1 else Fraction(0)
    bounds = Bounds(one.value - slack, one.value, one.value + slack)
    return [bounds.times(Bounds.point(factor)) for factor in conversion_factors(found["from"], unit)]


def _is_other(found: re.Match[str], stated: Figure, values: list[Bounds]) -> bool:
    """Whether the second amount may be no conversion at all."""
    if found["cue"] or found["told"]:
        return False
    if any(slip_chance(float(stated.value), float(stated.digit), float(each.exact)) for each in values):
        return False
    return not any(each.exact / _FARTHEST <= stated.value <= each.exact * _FARTHEST for each in values)


RULE: Rule[Document] = Rule(
    code="CA551",
    name="converted-amount",
    severity=Severity.ERROR,
    title={
        "en": "an amount and its conversion differ",
        "zh": "数值与其换算结果不符",
    },
    why={
        "en": "One of the two units was updated and the other was not.",
        "zh": "一个单位的数改了，另一个单位的数忘了改。",
    },
    check=check,
    bad=(
        Example("The run lasts 90 minutes, which means ⟦2.5⟧ hours.\n"),
        Example("回收期约 0.22 年（约 ⟦3.1⟧ 个月）。\n", note="0.22 年是 2.6 个月"),
        Example("The job takes 90 minutes (about ⟦2.5⟧ hours).\n"),
        Example("Retention is set to 36 hours, i.e. ⟦2,260⟧ minutes.\n"),
        Example("捐赠地块 23000 平方米，约 ⟦3.2⟧ 公顷，日志保留 7 天。\n"),
        Example("One copy has 1,536 MB (⟦1.8⟧ GB).\n"),
    ),
    good=(
        Example("回收期约 1.04 年（约 12.5 个月）；培训 24 小时（3 天）；缓存 1,536 MB（1.5 GB）。\n"),
        Example(
            "It takes 90 minutes (1.5 hours), 36 hours (1.5 days), 2 weeks (10 days) or 2,000 g (2 kg).\n"
        ),
        Example("A month (2 weeks of it free), 3 days (2 weeks with reviews), 5 GB (500 MB used).\n"),
        Example("At most ~24 days (2147483 sec).\n", note="the first is the rounded one"),
        Example("It needs 2 hours (30 minutes) of work, 8 GB (24 GB).\n", note="two amounts"),
    ),
)
"""Converted amounts."""
