"""Exact rationals, and intervals that surely contain what is irrational. No floats."""

from __future__ import annotations

import decimal
import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from generator.formula.reasons import NotCheckable, Reason

MAX_BITS = 20_000
"""No numerator or denominator may grow beyond this."""

_DIGITS = 40
_ZERO = Fraction(0)
_MAX_EXPONENT_ARGUMENT = 10_000


class Enclosure(NamedTuple):
    """A closed interval of exact rationals; a point when the value is known exactly."""

    low: Fraction
    high: Fraction

    @property
    def is_point(self) -> bool:
        """Whether the value is known exactly."""
        return self.low is self.high or self.low == self.high

    def distance(self, value: Fraction) -> Fraction:
        """How far a value lies outside; 0 if it lies inside."""
        if value < self.low:
            return self.low - value
        return value - self.high if value > self.high else _ZERO

    def meets(self, other: Enclosure) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, slack: Fraction) -> Enclosure:
        """The interval grown by `slack` on both sides."""
        return Enclosure(self.low - slack, self.high + slack)


def point(value: Fraction) -> Enclosure:
    """The interval that holds one exact value."""
    return Enclosure(value, value)


def add(left: Enclosure, right: Enclosure, sign: int = 1) -> Enclosure:
    """`left + right`, or `left − right` with sign −1."""
    if sign < 0:
        right = Enclosure(-right.high, -right.low)
    if left.is_point and right.is_point:
        return _bounded(point(left.low + right.low))
    return _bounded(Enclosure(left.low + right.low, left.high + right.high))


def multiply(left: Enclosure, right: Enclosure) -> Enclosure:
    """`left × right`."""
    if left.is_point and right.is_point:
        return _bounded(point(left.low * right.low))
    corners = [one * other for one in left for other in right]
    return _bounded(Enclosure(min(corners), max(corners)))


def divide(left: Enclosure, right: Enclosure) -> Enclosure:
    """`left ÷ right`; undefined when the divisor may be 0."""
    if right.low <= 0 <= right.high:
        raise NotCheckable(Reason.UNDEFINED)
    return multiply(left, Enclosure(1 / right.high, 1 / right.low))


def power(base: Enclosure, exponent: Enclosure) -> Enclosure:
    """`base ^ exponent`: exact for whole exponents, enclosed for others of a positive base."""
    if exponent.is_point and exponent.low.denominator == 1:
        return _whole_power(base, int(exponent.low))
    if exponent.is_point and exponent.low.denominator <= 12:
        inner = _whole_power(base, exponent.low.numerator)
        return root(inner, exponent.low.denominator)
    if base.low <= 0:
        raise NotCheckable(Reason.UNDEFINED)
    return exponential(multiply(exponent, logarithm(base)))


def _whole_power(base: Enclosure, exponent: int) -> Enclosure:
    bits = max(_bits(base.low), _bits(base.high))
    if abs(exponent) * bits > MAX_BITS:
        raise NotCheckable(Reason.TOO_LARGE)
    if exponent < 0 or (not base.is_point and base.low < 0):
        if base.low <= 0 <= base.high or (not base.is_point and base.low < 0):
            raise NotCheckable(Reason.UNDEFINED)
        return Enclosure(base.high**exponent, base.low**exponent)
    return Enclosure(base.low**exponent, base.high**exponent)


def root(value: Enclosure, degree: int) -> Enclosure:
    """The real root of a value that is not negative; exact where the root is rational."""
    if value.low < 0 or not 1 <= degree <= 12:
        raise NotCheckable(Reason.UNDEFINED)
    low, high = _root_bounds(value.low, degree), _root_bounds(value.high, degree)
    return Enclosure(low.low, high.high)


def _root_bounds(value: Fraction, degree: int) -> Enclosure:
    scale = 10**_DIGITS
    radicand = value.numerator * value.denominator ** (degree - 1) * scale**degree
    floor = _whole_root(radicand, degree)
    below = Fraction(floor, value.denominator * scale)
    if floor**degree == radicand:
        return point(below)
    return Enclosure(below, Fraction(floor + 1, value.denominator * scale))


def _whole_root(value: int, degree: int) -> int:
    """The largest integer whose power does not exceed `value`: Newton's steps come down to it from above."""
    if degree == 2:
        return math.isqrt(value)
    found = 1 << -(-value.bit_length() // degree)
    while found:
        better = ((degree - 1) * found + value // found ** (degree - 1)) // degree
        if better >= found:
            break
        found = better
    return found


def exponential(value: Enclosure) -> Enclosure:
    """e^value, enclosed."""
    if max(abs(value.low), abs(value.high)) > _MAX_EXPONENT_ARGUMENT:
        raise NotCheckable(Reason.TOO_LARGE)
    if value == point(Fraction(0)):
        return point(Fraction(1))
    low = _decimal(value.low, ROUND_FLOOR).exp(_context(ROUND_FLOOR))
    high = _decimal(value.high, ROUND_CEILING).exp(_context(ROUND_CEILING))
    return _around(low, high)


def logarithm(value: Enclosure) -> Enclosure:
    """The natural logarithm of a positive value, enclosed."""
    if value.low <= 0:
        raise NotCheckable(Reason.UNDEFINED)
    if value == point(Fraction(1)):
        return point(Fraction(0))
    low = _decimal(value.low, ROUND_FLOOR).ln(_context(ROUND_FLOOR))
    high = _decimal(value.high, ROUND_CEILING).ln(_context(ROUND_CEILING))
    return _around(low, high)


def _around(low: Decimal, high: Decimal) -> Enclosure:
    """One unit in the last place beyond both bounds, because `exp` and `ln` round to nearest."""
    context = _context(ROUND_FLOOR)
    return Enclosure(Fraction(low.next_minus(context)), Fraction(high.next_plus(context)))


def _decimal(value: Fraction, rounding: str) -> Decimal:
    context = _context(rounding)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _context(rounding: str) -> Context:
    return Context(
        prec=_DIGITS, rounding=rounding, Emax=10**6, Emin=-(10**6), traps=[decimal.InvalidOperation]
    )


def _bounded(value: Enclosure) -> Enclosure:
    if _bits(value.low) > MAX_BITS or (value.high is not value.low and _bits(value.high) > MAX_BITS):
        raise NotCheckable(Reason.TOO_LARGE)
    return value


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
