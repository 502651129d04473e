"""Relations that headers name so plainly that a row can be judged by itself.

Elsewhere the other rows show how a column is computed. Where the headers of a column and of its operands
leave one relation (before, after and change; quantity, unit price and amount; passed, failed and total), a
table of two or three rows can be judged although most of them are wrong. A cell is wrong only if no
reading that people use explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations, product
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import Figure
from generator.audit.tables.column_laws import share_of
from generator.audit.tables.expectations import Expect, Expectation, bounds_of
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import (
    CHANGE,
    DIFFERENCE,
    FACTOR,
    MEAN,
    PRODUCT,
    RATE,
    SHARE,
    SUM,
    header_kinds,
)
from generator.audit.tables.laws import Law
from generator.audit.tables.row_laws import balance_of, change_of, mean_of, monomial_of, sum_of
from generator.patterns import lazy

_BEFORE = lazy(
    r"(?:.{1,4}前|之前|前|原[始有来]?[值版]?|旧[值版]?|before|old|previous|original|prior|initial|baseline)"
    r"(?: (?:value|version|score))?",
    re.IGNORECASE,
)
_AFTER = lazy(
    r"(?:.{1,4}后|之后|后|新[值版]?|现[在值]?|当前|after|new|current|now|final|optimi[sz]ed|improved)"
    r"(?: (?:value|version|score))?",
    re.IGNORECASE,
)
_PLANNED = lazy(
    r"计划[值数]?|预算[值数额]?|预[计期]|plan(?:ned)?|budget(?:ed)?|forecast|estimated?", re.IGNORECASE
)
_ACTUAL = lazy(r"实际[值数]?|实绩|执行[数额]?|actuals?", re.IGNORECASE)
_OPPOSITES = ((_BEFORE, _AFTER), (_PLANNED, _ACTUAL))
_EDITION = lazy(
    r"(?:19|20)\d\d(?:[-/年.]?(?:Q[1-4]|H[12]|\d{1,2}月?))?年?|\d{1,2}月份?|[QH][1-4]|FY\s?\d\d(?:\d\d)?"
    r"|[vV]?\d{1,2}\.\d{1,3}(?:\.\d{1,3})?|[vV]\d{1,2}"
)
"""What tells two editions of one quantity apart: years, months, quarters, versions."""
_VARIANCE = lazy(r"偏差|差异|variance|deviation", re.IGNORECASE)
_UNIT = lazy(r"\s*[（(\[][^（()）\[\]]*[)）\]]\s*$")

_COUNT = lazy(
    r"(?:采购|购买|需求)?数量|件数|台数|份数|人数|人天|天数|工时|小时数?|qty\.?|quantity|hours|hrs|days|units|pieces",
    re.IGNORECASE,
)
_PRICE = lazy(
    r"单价|(?:时|日|天)薪|unit (?:price|cost)|price(?: each)?|(?:hourly|daily) rate|rate|cost per unit",
    re.IGNORECASE,
)
_AMOUNT = lazy(
    r"金额|小计|总价|合计|总额|总计|费用|amount|(?:line |sub)?total(?: (?:price|cost))?|extended(?: price)?",
    re.IGNORECASE,
)
_TOTAL = lazy(r"总|全部|合计|\btotal\b|\boverall\b|(?<=[Tt]ests) run$", re.IGNORECASE)
_PARTS = tuple(
    (lazy(part, re.IGNORECASE), lazy(rest, re.IGNORECASE))
    for part, rest in (
        (
            r"(?<!未)通过|成功|\bpass(?:ed|es)?\b|\bsucce(?:ss(?:ful)?|eded)\b",
            r"未通过|失败|\bfail(?:ed|ures?|s)?\b",
        ),
        (
            r"已?(?<!未)完成|已迁移|已处理|已解决|\bcompleted?\b|\bdone\b|\bfinished\b|\bmigrated\b|\bprocessed\b|\bresolved\b",
            r"剩余|未完成|待完成|未迁移|待迁移|待处理|未处理|未解决|\bremaining\b|\bleft\b|\bpending\b|\boutstanding\b",
        ),
        (
            r"已用|已使用|使用量|\bused\b|\bspent\b",
            r"剩余|可用|空闲|\bfree\b|\bavailable\b|\bremaining\b|\bunused\b|\bleft\b",
        ),
        (r"非空|非缺失|\bnon-?null\b", r"(?<!非)空值?|(?<!非)缺失|\bnull\b|\bmissing\b"),
        (r"已覆盖|\bcovered\b", r"未覆盖|\bmissed\b|\buncovered\b"),
    )
)
_RATE = lazy(
    r"(?:通过|成功|完成|失败|错误)[率度]"
    r"|(?:pass(?:ing)?|success|completion|fail(?:ure|ing)?|error) ?(?:rate|percentage|%)"
    r"|% (?:complete|passed)",
    re.IGNORECASE,
)
_LOSS = lazy(r"失败|错误|\bfail|\berror", re.IGNORECASE)
_ASIDE = lazy(
    r"跳过|忽略|阻塞|取消|进行中|超时|警告|\bskip|\bignored?\b|\bblocked\b|\bcancel|in progress|\bpending\b"
    r"|\bwarn|\btimeout|\berrors?\b",
    re.IGNORECASE,
)
"""Parts of a whole beside the two that are opposites."""
_FILLING = lazy(r"数[量目]?|个数|\b(?:number|count|of|the|run)\b|[^\w\s]|\s+", re.IGNORECASE)
_ONE, _HUNDRED = Bounds.point(Fraction(1)), Bounds.point(Fraction(100))
_PERIODS = tuple(map(Fraction, (1, 7, 12, 22, 24, 30, 31, 52, 60, 365, 720, 730, 744, 3600, 8760)))
_MEAN = lazy(r"平均(?:分|值|数)?|均[值分]|average|mean|avg\.?", re.IGNORECASE)
_SUM = lazy(r"合计|总计|总和|total|sum", re.IGNORECASE)
_FREQUENCY = lazy(r"^频率$|\bfrequency\b", re.IGNORECASE)
_MOST_GROUPS = 40
_LARGEST_POWER = 9
_LOOSE = Fraction(1, 4)
"""So far a figure of one telling digit may be from what it stands for."""
_MOST_OTHERS = 4


class PlainLaw(NamedTuple):
    """A law that the headers name, and every other reading that excuses a cell from it."""

    law: Law
    excuses: Expect
    needs_right: bool = False
    """Whether some row must obey, because the column may be computed from what is not shown."""


def plain_law(grid: Grid, column: Column) -> PlainLaw | None:
    """The law that the headers of a column and its operands name; nothing if they leave another one."""
    for find in (_change, _product, _whole, _rate, _mean_or_sum, _share):
        found = find(grid, column)
        if found:
            return found
    return None


def _change(grid: Grid, column: Column) -> PlainLaw | None:
    """The change from one column to another that are two states or two editions of one quantity."""
    kinds = header_kinds(column.header)
    if not ({CHANGE, FACTOR} & {*kinds} or _VARIANCE.fullmatch(_name(column))):
        return None
    before = [each for each in grid.columns if each.place < column.place and not _is_derived(each)]
    pairs = [(a, b) for a, b in combinations(before, 2) if _are_states(a, b)]
    if len(pairs) != 1 or pairs[0][1] is not before[-1]:
        return None
    a, b = pairs[0]
    if a.is_percent != b.is_percent:
        return None
    kind = CHANGE if FACTOR not in kinds or CHANGE in kinds else FACTOR
    law = Law(kind, (a, b), change_of(column, a, b), size_only=True, of_totals=not a.is_percent)
    return PlainLaw(law, _readings_of_change(a, b))


def _is_derived(column: Column) -> bool:
    """Whether a column holds changes or factors itself."""
    return (
        column.cell >= 0
        or bool({CHANGE, FACTOR} & {*header_kinds(column.header)})
        or bool(_VARIANCE.fullmatch(_name(column)))
    )


def _are_states(first: Column, second: Column) -> bool:
    """Whether two headers name what was before and what is after, or two editions of one quantity."""
    a, b = _name(first), _name(second)
    if any(before.fullmatch(a) and after.fullmatch(b) for before, after in _OPPOSITES):
        return True
    return bool(_EDITION.search(a)) and a != b and _EDITION.sub("", a) == _EDITION.sub("", b)


def _readings_of_change(first: Column, second: Column) -> Expect:
    """Differences, and ratios to either side as factors or as percentages."""

    def expect(row: int) -> list[Expectation]:
        a, b = bounds_of(first, row), bounds_of(second, row)
        if a is None or b is None:
            return []
        difference = b.minus(a)
        readings: list[Bounds | None] = [difference, difference.divided(100), difference.times(_HUNDRED)]
        for top, bottom in ((a, b), (b, a)):
            ratio = top.over(bottom)
            readings += [ratio, ratio and ratio.less(1), ratio and ratio.less(1).times(_HUNDRED)]
        return [Expectation(each, "") for each in readings if each]

    return expect


def _product(grid: Grid, column: Column) -> PlainLaw | None:
    """Quantity times unit price."""
    if not _AMOUNT.fullmatch(_name(column)):
        return None
    left = [each for each in grid.columns if each.place < column.place]
    counts = [each for each in left if _COUNT.fullmatch(_name(each))]
    prices = [each for each in left if _PRICE.fullmatch(_name(each))]
    if len(left) != 2 or len(counts) != 1 or len(prices) != 1 or prices[0].is_percent:
        return None
    pair = (left[0], left[1])
    times = monomial_of(pair, (), column)
    return PlainLaw(Law(PRODUCT, pair, times), _in_other_units(times))


def _in_other_units(basis: Expect) -> Expect:
    """The same in units that a power of ten lies between, or the hours, days and months of a longer time."""

    def expect(row: int) -> list[Expectation]:
        scaled = (
            each.bounds.times(Bounds.point(Fraction(10) ** power * factor))
            for each in basis(row)
            for power in range(-_LARGEST_POWER, _LARGEST_POWER + 1)
            for factor in _PERIODS
        )
        return [Expectation(each, "") for each in scaled]

    return expect


def _whole(grid: Grid, column: Column) -> PlainLaw | None:
    """A whole and its two parts, the last of them computed from the others."""
    if not _is_of_whole(column.header):
        return None
    for whole, part, rest in _wholes(grid):
        last = max((whole, part, rest), key=lambda each: each.place)
        if last is not column:
            continue
        others = _others(grid, (whole, part, rest))
        if column is whole:
            law = Law(SUM, (part, rest), sum_of((part, rest)))
        else:
            other = part if column is rest else rest
            law = Law(DIFFERENCE, (whole, other), balance_of((whole,), (other,)))
        return PlainLaw(law, _with_some(law.expect, others, -1 if column is not whole else 1))
    return None


@lru_cache(maxsize=1024)
def _is_of_whole(header: str) -> bool:
    """Whether a header may name a whole or a part: nearly none do, so the others need not be looked at."""
    return any(words.search(header) for words in (_TOTAL, *chain.from_iterable(_PARTS)))


def _wholes(grid: Grid) -> Iterator[tuple[Column, Column, Column]]:
    """Columns that are named as a whole and the two parts that make it, as far as no other fits as well."""
    counts = [each for each in grid.columns if not each.is_percent and not _is_derived(each)]
    for part_words, rest_words in _PARTS:
        rests = [each for each in counts if rest_words.search(each.header)]
        parts = [each for each in counts if part_words.search(each.header) and each not in rests]
        if not rests or not parts:
            continue
        wholes = [each for each in counts if _TOTAL.search(each.header) and each not in (*parts, *rests)]
        fitting = [
            (whole, part, rest)
            for whole, part, rest in product(wholes, parts, rests)
            if _are_alike(_noun(whole, _TOTAL), _noun(part, part_words), _noun(rest, rest_words))
        ]
        if len(fitting) == 1:
            yield fitting[0]


def _noun(column: Column, words: re.Pattern[str]) -> str:
    """What a header counts, without the word for its part in the whole."""
    return _FILLING.sub(" ", words.sub(" ", _name(column))).strip()


def _are_alike(whole: str, part: str, rest: str) -> bool:
    """Whether parts count what the whole counts (`total calls`, `migrated`, `remaining calls`)."""
    return (part == rest or not part or not rest) and part in whole and rest in whole


def _others(grid: Grid, known: Sequence[Column]) -> list[Column]:
    """Columns that may hold a further part: all where there are few, otherwise those that say so."""
    others = [each for each in grid.columns if each not in known and not each.is_percent]
    return others if len(others) <= _MOST_OTHERS else [each for each in others if _ASIDE.search(each.header)]


def _with_some(basis: Expect, others: Sequence[Column], sign: int) -> Expect:
    """The same with any of some other cells added or taken away."""

    def expect(row: int) -> list[Expectation]:
        terms = [bounds for each in others[:_MOST_OTHERS] if (bounds := bounds_of(each, row))]
        sums = [total(some) for size in range(1, len(terms) + 1) for some in combinations(terms, size)]
        return [
            Expectation(each.bounds.plus(some) if sign > 0 else each.bounds.minus(some), "")
            for each in basis(row)
            for some in sums
        ]

    return expect


def _rate(grid: Grid, column: Column) -> PlainLaw | None:
    """The part of a whole that passed or failed, as a percentage."""
    if not column.is_percent or not _RATE.search(column.header):
        return None
    is_loss = bool(_LOSS.search(column.header))
    for part_words, rest_words in _PARTS:
        words = rest_words if is_loss else part_words
        counts = [each for each in grid.columns if not each.is_percent and not _is_derived(each)]
        rests = [each for each in counts if rest_words.search(each.header)]
        parts = [each for each in counts if part_words.search(each.header) and each not in rests]
        wholes = [each for each in counts if _TOTAL.search(each.header) and each not in (*parts, *rests)]
        named = rests if is_loss else parts
        if len(wholes) != 1 or len(named) != 1 or not words.search(named[0].header):
            continue
        law = Law(RATE, (named[0], wholes[0]), monomial_of(named, wholes), of_totals=True)
        return PlainLaw(law, _readings_of_rate(wholes[0], [*parts, *rests], _others(grid, wholes)))
    return None


def _mean_or_sum(grid: Grid, column: Column) -> PlainLaw | None:
    """The mean or sum of all columns before it."""
    is_mean = bool(_MEAN.fullmatch(_name(column)))
    if not is_mean and not _SUM.fullmatch(_name(column)):
        return None
    left = tuple(each for each in grid.columns if each.place < column.place and each.cell < 0)
    if len(left) < 2 or any(each.is_percent != column.is_percent or _is_derived(each) for each in left):
        return None
    basis = mean_of if is_mean else sum_of
    groups = [left[start:end] for start in range(len(left)) for end in range(start + 2, len(left) + 1)]
    readings = [basis(group) for group in groups[:_MOST_GROUPS]]

    def expect(row: int) -> list[Expectation]:
        return [each for reading in readings for each in reading(row)]

    return PlainLaw(Law(MEAN if is_mean else SUM, left, basis(left), of_totals=not is_mean), expect, True)


def _share(grid: Grid, column: Column) -> PlainLaw | None:
    """Parts of a whole that is printed below them, with 100 % beside it."""
    is_share = SHARE in header_kinds(column.header) or _FREQUENCY.search(column.header)
    if not column.is_percent or not is_share:
        return None
    wholes = [row for row in grid.totals if (figure := column.figures[row]) and figure.value == 1]
    counts = [
        each
        for each in grid.columns
        if each.place < column.place and not each.is_percent and not _is_derived(each)
    ]
    if len(wholes) != 1 or len(counts) != 1 or not counts[0].figures[wholes[0]]:
        return None
    law = Law(SHARE, (counts[0],), share_of(grid, counts[0]))
    return PlainLaw(law, law.expect, True)


def _readings_of_rate(whole: Column, parts: Sequence[Column], others: Sequence[Column]) -> Expect:
    """Parts of the whole, perhaps without what was skipped, of each other, and what they leave."""

    def expect(row: int) -> list[Expectation]:
        values = [bounds for each in (*parts, *others[:_MOST_OTHERS]) if (bounds := bounds_of(each, row))]
        base = bounds_of(whole, row)
        bases = [*([base] if base else []), *(base.minus(each) for each in values if base)]
        bases += [a.plus(b) for a, b in combinations(values, 2)]
        shares = [share for each in values for base in bases if (share := each.over(base))]
        return [Expectation(each, "") for share in shares for each in (share, _ONE.minus(share))]

    return expect


@lru_cache(maxsize=1024)
def _bare_name(header: str) -> str:
    return " ".join(_UNIT.sub("", header).split())


def _name(column: Column) -> str:
    """A header without the unit in brackets behind it."""
    return _bare_name(column.header)


def is_excused(plain: PlainLaw, column: Column, row: int, *, is_shown: bool) -> bool:
    """Whether a cell that breaks the law is right in some other reading, or only says roughly what is so.

    Where other rows show that the law is meant (`is_shown`), no cell has a reading of its own.
    """
    figure = column.figures[row]
    if figure is None or not figure.is_plain or not _are_plain(plain.law.operands, row):
        return True
    readings = [*plain.law.expect(row), *(() if is_shown else plain.excuses(row))]
    if any(judge(figure, each.bounds, size_only=True) is not Fit.WRONG for each in readings):
        return True
    slack = abs(figure.value) * _LOOSE if _is_round(figure) else Fraction(0)
    if plain.law.kind == SUM:
        slack = max(slack, figure.digit * (len(plain.law.operands) + 1) / 2)
    return any(abs(abs(each.bounds.exact) - abs(figure.value)) <= slack for each in readings)


def _are_plain(operands: Sequence[Column], row: int) -> bool:
    return all((figure := each.figures[row]) and figure.is_plain for each in operands)


def _is_round(figure: Figure) -> bool:
    """Whether a figure has one telling digit only (`50%`, `10x`, `3 times`): people round that far."""
    return len(figure.text.strip("+-−–~≈<>%％ ").replace(",", "").rstrip("0xX×倍").lstrip("0.")) <= 1
