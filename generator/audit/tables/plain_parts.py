"""Wholes and their parts, and the rates of these, that headers name: total, passed and failed; pass rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, combinations, product

from generator.audit.bounds import Bounds, total
from generator.audit.tables.expectations import Expect, Expectation, bounds_of
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import DIFFERENCE, RATE, SUM
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_readings import PlainLaw, is_derived, name_of
from generator.audit.tables.row_laws import balance_of, monomial_of, sum_of
from generator.patterns import lazy

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
        (r"^男|\b(?:fe)?(?<!fe)males?\b|\bmen\b", r"^女|\bfemales?\b|\bwomen\b"),
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
_MOST_OTHERS = 4
"""Of so many further columns every combination is tried."""
_ONE = Bounds.point(Fraction(1))


def whole_law(grid: Grid, column: Column) -> PlainLaw | None:
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
    for part_words, rest_words in _PARTS:
        wholes, parts, rests = _named(grid, part_words, rest_words)
        fitting = [
            (whole, part, rest)
            for whole, part, rest in product(wholes, parts, rests)
            if _are_alike(_noun(whole, _TOTAL), _noun(part, part_words), _noun(rest, rest_words))
        ]
        if len(fitting) == 1:
            yield fitting[0]


def _named(
    grid: Grid, part_words: re.Pattern[str], rest_words: re.Pattern[str]
) -> tuple[list[Column], list[Column], list[Column]]:
    """The columns whose headers name a whole, those that name the part, and those that name the rest."""
    counts = [each for each in grid.columns if not each.is_percent and not is_derived(each)]
    rests = [each for each in counts if rest_words.search(each.header)]
    parts = [each for each in counts if part_words.search(each.header) and each not in rests]
    wholes = [each for each in counts if _TOTAL.search(each.header) and each not in (*parts, *rests)]
    return wholes, parts, rests


def _noun(column: Column, words: re.Pattern[str]) -> str:
    """What a header counts, without the word for its part in the whole."""
    return _FILLING.sub(" ", words.sub(" ", name_of(column))).strip()


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


def rate_law(grid: Grid, column: Column) -> PlainLaw | None:
    """The part of a whole that passed or failed, as a percentage."""
    if not column.is_percent or not _RATE.search(column.header):
        return None
    is_loss = bool(_LOSS.search(column.header))
    for part_words, rest_words in _PARTS:
        wholes, parts, rests = _named(grid, part_words, rest_words)
        named = rests if is_loss else parts
        if len(wholes) != 1 or len(named) != 1:
            continue
        law = Law(RATE, (named[0], wholes[0]), monomial_of(named, wholes), of_totals=True)
        return PlainLaw(law, _readings_of_rate(wholes[0], [*parts, *rests], _others(grid, wholes)))
    return None


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
