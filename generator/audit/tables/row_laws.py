"""Laws that tie a cell to other cells of its row: sums, products, ratios, changes, weighted scores."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from generator.audit.bounds import Bounds, total
from generator.audit.tables.expectations import (
    Expect,
    Expectation,
    bounds_of,
    changes,
    lazily,
    same_unit,
    text_of,
    unit_of,
)
from generator.audit.tables.grid import Column

_ONE = Bounds.point(Fraction(1))
_ENOUGH_ROWS = 6
"""So many rows tell the power of ten between two columns."""
_SAME = 0.02


def change_of(column: Column, first: Column, second: Column) -> Expect:
    """From one column to the other: difference, relative change or factor, as the cell's unit admits."""

    def expect(row: int) -> list[Expectation]:
        before, after, figure = bounds_of(first, row), bounds_of(second, row), column.figures[row]
        if before is None or after is None or figure is None or not same_unit(first, second, row):
            return []
        texts = (text_of(first, row), text_of(second, row))
        cells = (first.figures[row], second.figures[row])
        percent = all(each is not None and each.measure == "percent" for each in cells)
        return list(changes(before, after, figure, texts, percent=percent, unit=unit_of(second, row)))

    return expect


def sum_of(group: Sequence[Column]) -> Expect:
    """The sum of several cells."""

    def expect(row: int) -> list[Expectation]:
        terms = terms_of(group, row)
        return [Expectation(total(terms), " + ".join(text_of(each, row) for each in group))] if terms else []

    return expect


def mean_of(group: Sequence[Column]) -> Expect:
    """The mean of several cells."""

    def expect(row: int) -> list[Expectation]:
        terms = terms_of(group, row)
        if not terms:
            return []
        mean = total(terms).divided(len(terms))
        return [Expectation(mean, f"({' + '.join(text_of(each, row) for each in group)}) / {len(terms)}")]

    return expect


def balance_of(gains: Sequence[Column], losses: Sequence[Column]) -> Expect:
    """What is left of some cells when others are taken away."""

    def expect(row: int) -> list[Expectation]:
        terms = terms_of((*gains, *losses), row)
        if not terms:
            return []
        rest = total(terms[: len(gains)]).minus(total(terms[len(gains) :]))
        words = " + ".join(text_of(each, row) for each in gains)
        return [Expectation(rest, " − ".join((words, *(text_of(each, row) for each in losses))))]

    return expect


def monomial_of(tops: Sequence[Column], bottoms: Sequence[Column], stated: Column | None = None) -> Expect:
    """The product of some cells over the product of others.

    If the column is given in which it is stated, times the power of ten between the units.
    """
    if len({each.holds_limits for each in (*tops, *bottoms)}) > 1:
        return lambda row: ()  # what limits make is no more than a limit
    between_units = lazily(lambda: power_of_ten(stated, tops, bottoms) if stated else 0)

    def expect(row: int) -> list[Expectation]:
        value = bounds_of(tops[0], row)
        for each in tops[1:]:
            bounds = bounds_of(each, row)
            value = value.times(bounds) if value and bounds else None
        for each in bottoms:
            bounds = bounds_of(each, row)
            value = value.over(bounds) if value and bounds else None
        if value is None:
            return []
        words = " × ".join(text_of(each, row) for each in tops)
        words = " / ".join((words, *(text_of(each, row) for each in bottoms)))
        power = between_units()
        return [Expectation(*_moved(value, words, power)) if power else Expectation(value, words)]

    return expect


def _moved(value: Bounds, words: str, power: int) -> tuple[Bounds, str]:
    """A value times a power of ten, and how that is written."""
    scale = f" × {10**power:,}" if power > 0 else f" / {10**-power:,}"
    return value.times(Bounds.point(Fraction(10) ** power)), words + scale


def of_like(first: Column, second: Column, basis: Expect) -> Expect:
    """The same for rows in which two cells may count one thing: minutes are no share of megabytes."""

    def expect(row: int) -> Sequence[Expectation]:
        a, b = first.figures[row], second.figures[row]
        if a is None or b is None or (a.measure == "percent") != (b.measure == "percent"):
            return ()
        return basis(row) if "factor" in (a.measure, b.measure) or same_unit(first, second, row) else ()

    return expect


def times_of(other: Column, factor: int) -> Expect:
    """A cell times a known factor: the twelve months of a year."""

    def expect(row: int) -> list[Expectation]:
        value = bounds_of(other, row)
        words = f"{text_of(other, row)} × {factor}"
        return [Expectation(value.times(Bounds.point(Fraction(factor))), words)] if value else []

    return expect


def power_of_ten(column: Column, tops: Sequence[Column], bottoms: Sequence[Column]) -> int:
    """The power of ten between a column and a monomial of others that most rows show: their units differ."""
    votes: Counter[int] = Counter()
    for row, stated in enumerate(column.estimates[:_ENOUGH_ROWS]):
        value = 1.0
        for each in tops:
            value *= each.estimates[row].value
        for each in bottoms:
            value = value / each.estimates[row].value if each.estimates[row].value else 0.0
        if value and stated.value / value > 0:
            power = round(math.log10(stated.value / value))
            if abs(stated.value / value / 10.0**power - 1) <= max(_SAME, stated.digit / abs(stated.value)):
                votes[power] += 1
    if not votes:
        return 0
    power, count = votes.most_common(1)[0]
    return power if count > max(1, votes[0]) else 0


def _is_one_unit(one: Column, other: Column, row: int) -> bool:
    """Whether both cells are money, or both in the unit that either names."""
    a, b = one.figures[row], other.figures[row]
    return same_unit(one, other, row) and (a is None or b is None or bool(a.currency) == bool(b.currency))


def part_of_both(part: Column, rest: Column) -> Expect:
    """A cell as a part of itself and another (passed of passed and failed)."""

    def expect(row: int) -> list[Expectation]:
        a, b = bounds_of(part, row), bounds_of(rest, row)
        share = a.over(a.plus(b)) if a and b and _is_one_unit(part, rest, row) else None
        own, other = text_of(part, row), text_of(rest, row)
        return [Expectation(share, f"{own} / ({own} + {other})")] if share else []

    return expect


def rest_of(part: Column, whole: Column) -> Expect:
    """What a part leaves of the whole: the margin over costs, the success beside failures."""

    def expect(row: int) -> list[Expectation]:
        a, b = bounds_of(part, row), bounds_of(whole, row)
        share = a.over(b) if a and b else None
        words = f"1 − {text_of(part, row)} / {text_of(whole, row)}"
        return [Expectation(_ONE.minus(share), words)] if share else []

    return expect


def complement_of(percentage: Column) -> Expect:
    """What is missing to 100 %; such a percentage is a target, and as exact as it is printed."""

    def expect(row: int) -> list[Expectation]:
        value = bounds_of(percentage, row)
        words = f"1 − {text_of(percentage, row)}"
        return [Expectation(Bounds.point(1 - value.exact), words)] if value else []

    return expect


def adjusted_by(amount: Column, percentage: Column, sign: int) -> Expect:
    """An amount less a discount (sign −1), or with a surcharge."""

    def expect(row: int) -> list[Expectation]:
        a, p = bounds_of(amount, row), bounds_of(percentage, row)
        if a is None or p is None:
            return []
        factor = _ONE.plus(p) if sign > 0 else _ONE.minus(p)
        words = f"{text_of(amount, row)} × (1 {'+' if sign > 0 else '−'} {text_of(percentage, row)})"
        return [Expectation(a.times(factor), words)]

    return expect


def harmonic_mean_of(first: Column, second: Column) -> Expect:
    """The harmonic mean of two cells: F1 of precision and recall."""

    def expect(row: int) -> list[Expectation]:
        a, b = bounds_of(first, row), bounds_of(second, row)
        if a is None or b is None or a.low <= 0 or b.low <= 0:
            return []
        low, exact, high = (2 * p * r / (p + r) for p, r in zip(a, b, strict=True))
        p, r = text_of(first, row), text_of(second, row)
        return [Expectation(Bounds(low, exact, high), f"2 × {p} × {r} / ({p} + {r})")]

    return expect


def equal_to(other: Column) -> Expect:
    """The value of another cell."""

    def expect(row: int) -> list[Expectation]:
        value = bounds_of(other, row)
        return [Expectation(value, text_of(other, row))] if value else []

    return expect


def weighted_sum_of(weights: Sequence[tuple[Column, Fraction]]) -> Expect:
    """The sum of cells, each times the weight of its column."""
    group = [each for each, _ in weights]

    def expect(row: int) -> list[Expectation]:
        terms = terms_of(group, row)
        if not terms:
            return []
        products = [
            term.times(Bounds.point(weight)) for term, (_, weight) in zip(terms, weights, strict=True)
        ]
        words = " + ".join(f"{float(weight):g}×{text_of(other, row)}" for other, weight in weights)
        return [Expectation(total(products), words)]

    return expect


def terms_of(group: Sequence[Column], row: int) -> list[Bounds]:
    """The cells of a row in some columns; nothing if one is missing or in another unit."""
    first = group[0].figures[row]
    if first and first.unit and not all(same_unit(group[0], each, row) for each in group):
        return []
    terms = [bounds_of(each, row) for each in group]
    return [term for term in terms if term] if all(terms) else []
