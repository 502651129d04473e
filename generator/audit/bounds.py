"""Values with their bounds, and how a stated figure is judged against them."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import NamedTuple

from generator.audit.figures import Figure


class Fit(enum.IntEnum):
    """How well a stated figure agrees with what it is computed from."""

    WRONG = 0
    LAST_DIGIT = 1
    POSSIBLE = 2
    """Only if the printed operands were rounded."""
    RIGHT = 3


class Bounds(NamedTuple):
    """An exact value computed from what is printed, and the interval that the rounding leaves open.

    Where both ends are one object, they are the value as well, and one computation does for all three.
    """

    low: Fraction
    exact: Fraction
    high: Fraction

    @classmethod
    def of(cls, figure: Figure) -> Bounds:
        """A printed figure: counts are exact, measured figures half a unit wide to each side."""
        return cls(figure.low, figure.value, figure.high)

    @classmethod
    def point(cls, value: Fraction) -> Bounds:
        """An exact value."""
        return cls(value, value, value)

    def plus(self, other: Bounds) -> Bounds:
        """The sum."""
        exact = self.exact + other.exact
        if self.low is self.high and other.low is other.high:
            return Bounds(exact, exact, exact)
        return Bounds(self.low + other.low, exact, self.high + other.high)

    def minus(self, other: Bounds) -> Bounds:
        """The difference."""
        exact = self.exact - other.exact
        if self.low is self.high and other.low is other.high:
            return Bounds(exact, exact, exact)
        return Bounds(self.low - other.high, exact, self.high - other.low)

    def times(self, other: Bounds) -> Bounds:
        """The product."""
        exact = self.exact * other.exact
        if self.low is self.high and other.low is other.high:
            return Bounds(exact, exact, exact)
        if self.low >= 0 and other.low >= 0:
            return Bounds(self.low * other.low, exact, self.high * other.high)
        ends = [a * b for a, b in product((self.low, self.high), (other.low, other.high))]
        return Bounds(min(ends), exact, max(ends))

    def over(self, other: Bounds) -> Bounds | None:
        """The quotient; none if the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        exact = self.exact / other.exact
        if self.low is self.high and other.low is other.high:
            return Bounds(exact, exact, exact)
        if self.low >= 0 and other.low > 0:
            return Bounds(self.low / other.high, exact, self.high / other.low)
        ends = [a / b for a, b in product((self.low, self.high), (other.low, other.high))]
        return Bounds(min(ends), exact, max(ends))

    def divided(self, count: int) -> Bounds:
        """The quotient by a positive whole number."""
        return Bounds(self.low / count, self.exact / count, self.high / count)

    def less(self, count: int) -> Bounds:
        """The difference to a whole number."""
        return Bounds(self.low - count, self.exact - count, self.high - count)

    def size(self) -> Bounds:
        """The absolute value."""
        if self.low >= 0:
            return self
        if self.high <= 0:
            return Bounds(-self.high, -self.exact, -self.low)
        return Bounds(Fraction(0), abs(self.exact), max(-self.low, self.high))


def total(terms: Iterable[Bounds]) -> Bounds:
    """The sum of at least one term."""
    return reduce(Bounds.plus, terms)


def judge(stated: Figure, bounds: Bounds, *, size_only: bool = False) -> Fit:
    """Judge a stated figure: right if the exact value rounds to it, possible if the intervals meet.

    With `size_only` the signs are left out of it.
    """
    if size_only:
        bounds = bounds.size()
    value = abs(stated.value) if size_only else stated.value
    if stated.kind == "least":
        return Fit.RIGHT if bounds.high >= value - stated.digit / 2 else Fit.WRONG
    if stated.kind == "most":
        return Fit.RIGHT if bounds.low <= value + stated.digit / 2 else Fit.WRONG
    slack = stated.rounded_digit / 2
    gap = abs(value - bounds.exact)
    if gap <= slack:
        return Fit.RIGHT
    if bounds.low - slack <= value <= bounds.high + slack:
        return Fit.POSSIBLE
    return judge_exactly(stated, bounds, size_only=size_only)


def judge_exactly(stated: Figure, bounds: Bounds, *, size_only: bool = False) -> Fit:
    """Judge a stated figure against the exact value alone, as if the operands were not rounded."""
    exact = abs(bounds.exact) if size_only else bounds.exact
    value = abs(stated.value) if size_only else stated.value
    slack = stated.rounded_digit / 2
    gap = abs(value - exact)
    if gap <= slack:
        return Fit.RIGHT
    return (
        Fit.LAST_DIGIT if gap <= 2 * slack and not _is_whole_number_of_counts(stated, bounds) else Fit.WRONG
    )


def _is_whole_number_of_counts(stated: Figure, bounds: Bounds) -> bool:
    """Counts add up to counts, and 100 / 25 is 4: no rounding could excuse a difference of one."""
    if stated.measure == "factor" and bounds.exact % stated.digit == 0:
        return True
    return stated.is_count and bounds.low == bounds.high and bounds.exact.denominator == 1
