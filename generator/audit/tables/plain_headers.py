"""Relations that headers name so plainly that a row can be judged by itself.

Elsewhere the other rows show how a column is computed. Where the headers of a column and of its operands
leave one relation (before, after and change; quantity, unit price and amount; passed, failed and total), a
table of two or three rows can be judged although most of them are wrong. A cell is wrong only if no
reading that people use explains it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations

from generator.audit.bounds import Bounds
from generator.audit.tables.column_laws import share_of
from generator.audit.tables.expectations import Expect, Expectation, bounds_of
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import (
    CHANGE,
    FACTOR,
    MEAN,
    PRODUCT,
    SHARE,
    SUM,
    header_kinds,
)
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_contributions import contribution_law
from generator.audit.tables.plain_parts import rate_law, whole_law
from generator.audit.tables.plain_ratios import ratio_law
from generator.audit.tables.plain_readings import VARIANCE, PlainLaw, in_other_units, is_derived, name_of
from generator.audit.tables.row_laws import change_of, mean_of, monomial_of, sum_of
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
_COUNT = lazy(
    r"(?:采购|购买|需求)?数量|件数|台数|份数|人数|人天|天数|工时|小时数?|days|pieces"
    r"|(?:.{1,20} )?(?:hours|hrs|quantity|qty\.?|units)",
    re.IGNORECASE,
)
_PRICE = lazy(
    r"单价|(?:时|日|天)薪|unit (?:price|cost)|price(?: each)?|(?:hourly|daily) rate|rate|cost per unit",
    re.IGNORECASE,
)
_AMOUNT = lazy(
    r"金额|小计|总价|合计|总额|总计|费用|成本|amount|cost|(?:line |sub)?total(?: (?:price|cost))?"
    r"|extended(?: price)?",
    re.IGNORECASE,
)
_HUNDRED = Bounds.point(Fraction(100))
_POINTS = lazy(r"百分点|\b(?:percentage )?points?\b|\bpp\b|\bpts?\b", re.IGNORECASE)
"""A change in points is one between percentages."""
_MEAN = lazy(r"平均(?:分|值|数)?|均[值分]|average|mean|avg\.?", re.IGNORECASE)
_SUM = lazy(r"合计|总计|总和|total|sum", re.IGNORECASE)
_FREQUENCY = lazy(r"^频率$|\bfrequency\b", re.IGNORECASE)
_MOST_GROUPS = 40
"""So many groups of neighbouring columns are tried as what a mean or sum is of."""


def plain_law(grid: Grid, column: Column) -> PlainLaw | None:
    """The law that the headers of a column and its operands name; nothing if they leave another one."""
    for find in (contribution_law, _change, _product, whole_law, rate_law, ratio_law, _mean_or_sum, _share):
        found = find(grid, column)
        if found:
            return found
    return None


def _change(grid: Grid, column: Column) -> PlainLaw | None:
    """The change from one column to another that are two states or two editions of one quantity."""
    kinds = header_kinds(column.header)
    if not ({CHANGE, FACTOR} & {*kinds} or VARIANCE.fullmatch(name_of(column))):
        return None
    before = [each for each in grid.columns if each.place < column.place and not is_derived(each)]
    if _POINTS.search(column.header):
        before = [each for each in before if each.is_percent]
    pairs = [(a, b) for a, b in combinations(before, 2) if _are_states(a, b)]
    if len(pairs) != 1 or pairs[0][1] is not before[-1]:
        return None
    a, b = pairs[0]
    if a.is_percent != b.is_percent:
        return None
    kind = CHANGE if FACTOR not in kinds or CHANGE in kinds else FACTOR
    law = Law(kind, (a, b), change_of(column, a, b), size_only=True, of_totals=not a.is_percent)
    return PlainLaw(law, _readings_of_change(a, b))


def _are_states(first: Column, second: Column) -> bool:
    """Whether two headers name what was before and what is after, or two editions of one quantity."""
    a, b = name_of(first), name_of(second)
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
    if not _AMOUNT.fullmatch(name_of(column)):
        return None
    left = [each for each in grid.columns if each.place < column.place]
    counts = [each for each in left if _COUNT.fullmatch(name_of(each))]
    prices = [each for each in left if _PRICE.fullmatch(name_of(each))]
    if len(left) != 2 or len(counts) != 1 or len(prices) != 1 or prices[0].is_percent:
        return None
    pair = (left[0], left[1])
    times = monomial_of(pair, (), column)
    return PlainLaw(Law(PRODUCT, pair, times), in_other_units(times))


def _mean_or_sum(grid: Grid, column: Column) -> PlainLaw | None:
    """The mean or sum of all columns before it."""
    is_mean = bool(_MEAN.fullmatch(name_of(column)))
    if not is_mean and not _SUM.fullmatch(name_of(column)):
        return None
    left = tuple(each for each in grid.columns if each.place < column.place and each.cell < 0)
    if len(left) < 2 or any(each.is_percent != column.is_percent or is_derived(each) for each in left):
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
        if each.place < column.place and not each.is_percent and not is_derived(each)
    ]
    if len(wholes) != 1 or len(counts) != 1 or not counts[0].figures[wholes[0]]:
        return None
    law = Law(SHARE, (counts[0],), share_of(grid, counts[0]))
    return PlainLaw(law, law.expect, True)
