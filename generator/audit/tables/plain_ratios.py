"""Profits, margins, rates and figures per unit that headers name so plainly that each row can be judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from generator.audit.tables.expectations import Expect
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import DIFFERENCE, PRODUCT, QUOTIENT, RATE
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_readings import (
    PlainLaw,
    any_of,
    in_other_units,
    is_derived,
    name_of,
    no_other,
)
from generator.audit.tables.row_laws import balance_of, monomial_of, of_like, part_of_both, rest_of
from generator.patterns import lazy

_Find = Callable[[Grid, Column], PlainLaw | None]
_REVENUE = lazy(r"(?:总|营业|销售)?收入|营收|销售额|(?:total |net )?(?:revenues?|sales)", re.IGNORECASE)
_COST = lazy(
    r"(?:总|销售|营业)?成本|(?:total )?costs?|cost of (?:goods sold|sales|revenue)|cogs|总?支出"
    r"|(?:total )?expenses",
    re.IGNORECASE,
)
_FURTHER = lazy(
    r"费|税|折旧|补贴|成本|支出|收入|\b(?:expenses?|tax(?:es)?|fees?|costs?|depreciation|interest|income)\b",
    re.IGNORECASE,
)
"""What else may be taken from or added to a profit."""
_GROSS = lazy(r"毛利润?|gross profit", re.IGNORECASE)
_PROFIT = lazy(r"利润|盈利|结余|盈余|profit|surplus|net", re.IGNORECASE)
_GROSS_MARGIN = lazy(r"毛利率|gross margin", re.IGNORECASE)
_MARGIN = lazy(r"利润率|(?:profit )?margin", re.IGNORECASE)
_PLANNED = lazy(r"计划[值数]?|目标[值数]?|预算[数额]?|planned|plan|target|budget", re.IGNORECASE)
_ATTAINED = lazy(r"实际(?:值|数|完成)?|完成[数量]?|执行[数额]?|actuals?|completed|done|spent", re.IGNORECASE)
_ATTAINMENT = lazy(
    r"(?:计划)?(?:完成|达成|执行)率|attainment|achievement|achieved|completion(?: rate)?"
    r"|% of (?:plan|target|budget)",
    re.IGNORECASE,
)
_TRUE = lazy(r"TP|true positives?", re.IGNORECASE)
_FALSE = lazy(r"FP|false positives?", re.IGNORECASE)
_MISSED = lazy(r"FN|false negatives?", re.IGNORECASE)
_PRECISION = lazy(r"precision|精确率|查准率", re.IGNORECASE)
_RECALL = lazy(r"recall|召回率|查全率", re.IGNORECASE)
_EFFORT = lazy(r"人天|人日|(?:person|man)[- ]days", re.IGNORECASE)
_PEOPLE = lazy(r"人数|人员|人力|people|persons|staff|engineers|headcount", re.IGNORECASE)
_TIME = lazy(r"天数?|工期|days|duration", re.IGNORECASE)
_PER = lazy(r"(?P<what>[A-Za-z ]{3,24}?) (?:per|/) (?P<each>[A-Za-z]{3,16})", re.IGNORECASE)
_RATE_OF = lazy(r"(?P<what>[A-Za-z]{4,16}?)s? rate(?: ?\(?%\)?)?|(?P<word>[㐀-鿿]{2,4})率", re.IGNORECASE)
_COUNTING = lazy(r"(?:总|的)|(?:数量?|量|人数|次数|单数|件数)$")


def ratio_law(grid: Grid, column: Column) -> PlainLaw | None:
    """The first of these laws that the headers name."""
    laws = (find(grid, column) for find in _finders(name_of(column)))
    return next((law for law in laws if law), None)


@lru_cache(maxsize=1024)
def _finders(header: str) -> tuple[_Find, ...]:
    return tuple(find for words, find in _FINDERS if words.fullmatch(header))


def _only(columns: Sequence[Column], words: re.Pattern[str]) -> Column | None:
    found = [each for each in columns if words.fullmatch(name_of(each))]
    return found[0] if len(found) == 1 else None


def _counts(grid: Grid, column: Column) -> list[Column]:
    """The other columns of plain numbers."""
    return [
        each for each in grid.columns if each is not column and not each.is_percent and not is_derived(each)
    ]


def _gross_profit(grid: Grid, column: Column) -> PlainLaw | None:
    counts = _counts(grid, column)
    revenue, cost = _only(counts, _REVENUE), _only(counts, _COST)
    if revenue is None or cost is None:
        return None
    law = Law(DIFFERENCE, (revenue, cost), balance_of((revenue,), (cost,)), of_totals=True)
    return PlainLaw(law, no_other)


def _profit(grid: Grid, column: Column) -> PlainLaw | None:
    """Revenue less the only cost there is."""
    others = [each for each in _counts(grid, column) if _FURTHER.search(each.header)]
    known = [each for each in others if _REVENUE.fullmatch(name_of(each)) or _COST.fullmatch(name_of(each))]
    return _gross_profit(grid, column) if len(known) == len(others) else None


def _gross_margin(grid: Grid, column: Column) -> PlainLaw | None:
    return _margin_of(grid, column, _GROSS)


def _margin(grid: Grid, column: Column) -> PlainLaw | None:
    """The margin of the profit, unless a gross profit beside it may be meant."""
    counts = _counts(grid, column)
    if any(_GROSS.fullmatch(name_of(each)) for each in counts):
        return None
    return _margin_of(grid, column, _PROFIT)


def _margin_of(grid: Grid, column: Column, words: re.Pattern[str]) -> PlainLaw | None:
    counts = _counts(grid, column)
    revenue, profit, cost = _only(counts, _REVENUE), _only(counts, words), _only(counts, _COST)
    if revenue is None or not column.is_percent:
        return None
    if profit:
        markup = monomial_of((profit,), (cost,)) if cost else no_other
        return _share(profit, revenue, (markup,))
    if cost and words is _GROSS:
        law = Law(RATE, (cost, revenue), of_like(cost, revenue, rest_of(cost, revenue)), of_totals=True)
        return PlainLaw(law, monomial_of((cost,), (revenue,)))
    return None


def _attainment(grid: Grid, column: Column) -> PlainLaw | None:
    counts = _counts(grid, column)
    planned, attained = _only(counts, _PLANNED), _only(counts, _ATTAINED)
    if planned is None or attained is None or not column.is_percent:
        return None
    return _share(attained, planned, (monomial_of((planned,), (attained,)), rest_of(attained, planned)))


def _share(part: Column, whole: Column, readings: Sequence[Expect]) -> PlainLaw:
    """One cell as a part of another, and what else excuses the percentage."""
    law = Law(RATE, (part, whole), of_like(part, whole, monomial_of((part,), (whole,))), of_totals=True)
    return PlainLaw(law, any_of(readings))


def _effort(grid: Grid, column: Column) -> PlainLaw | None:
    """People times days."""
    counts = _counts(grid, column)
    people, time = _only(counts, _PEOPLE), _only(counts, _TIME)
    if people is None or time is None:
        return None
    times = monomial_of((people, time), ())
    return PlainLaw(Law(PRODUCT, (people, time), times), no_other)


def _precision(grid: Grid, column: Column) -> PlainLaw | None:
    return _of_positives(grid, column, _FALSE)


def _recall(grid: Grid, column: Column) -> PlainLaw | None:
    return _of_positives(grid, column, _MISSED)


def _of_positives(grid: Grid, column: Column, others: re.Pattern[str]) -> PlainLaw | None:
    counts = _counts(grid, column)
    true, other = _only(counts, _TRUE), _only(counts, others)
    if true is None or other is None:
        return None
    return PlainLaw(Law(RATE, (true, other), part_of_both(true, other), of_totals=True), no_other)


def _per_unit(grid: Grid, column: Column) -> PlainLaw | None:
    """`Cost per user`, where one column is of costs and one of users."""
    found = _PER.fullmatch(name_of(column))
    if found is None:
        return None
    counts = _counts(grid, column)
    what = [each for each in counts if _ends_with(name_of(each), found["what"])]
    each_of = [each for each in counts if _ends_with(name_of(each), found["each"])]
    if len(what) != 1 or len(each_of) != 1 or what == each_of:
        return None
    quotient = monomial_of(what, each_of, column)
    return PlainLaw(Law(QUOTIENT, (what[0], each_of[0]), quotient, of_totals=True), in_other_units(quotient))


def _ends_with(header: str, word: str) -> bool:
    """Whether a header is a noun or ends with it (`Monthly cost`), in the singular or plural."""
    last = header.casefold().split(" ")[-len(word.split(" ")) :]
    return " ".join(last).removesuffix("s") == word.casefold().removesuffix("s")


def _rate_of(grid: Grid, column: Column) -> PlainLaw | None:
    """`Return rate` beside `Returns` and the only other count."""
    found = _RATE_OF.fullmatch(name_of(column))
    counts = _counts(grid, column)
    if found is None or len(counts) != 2 or not column.is_percent:
        return None
    word = (found["what"] or found["word"]).casefold()
    parts = [each for each in counts if _stem(each) == word.removesuffix("s")]
    if len(parts) != 1:
        return None
    whole = counts[0] if counts[1] is parts[0] else counts[1]
    return _share(parts[0], whole, (part_of_both(parts[0], whole), rest_of(parts[0], whole)))


@lru_cache(maxsize=1024)
def _bare_stem(header: str) -> str:
    return _COUNTING.sub("", header.casefold()).removesuffix("s")


def _stem(column: Column) -> str:
    return _bare_stem(name_of(column))


_FINDERS: tuple[tuple[re.Pattern[str], _Find], ...] = (
    (_GROSS, _gross_profit),
    (_PROFIT, _profit),
    (_GROSS_MARGIN, _gross_margin),
    (_MARGIN, _margin),
    (_ATTAINMENT, _attainment),
    (_EFFORT, _effort),
    (_PRECISION, _precision),
    (_RECALL, _recall),
    (_PER, _per_unit),
    (_RATE_OF, _rate_of),
)
