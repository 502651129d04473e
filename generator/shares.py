"""What figures as written can add up to: exact ones to one value, others to an interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.quantity import Kind, Quantity, exact_decimal, terminates

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Total:
    """The values that a sum can have: `low` to `high`, both included; `high` None: no upper bound."""

    low: Fraction
    high: Fraction | None

    def admits(self, value: Fraction) -> bool:
        """Whether the sum can be this value."""
        return self.low <= value and (self.high is None or value <= self.high)


def add_up(figures: Iterable[Quantity]) -> Total:
    """Add figures of which none is negative.

    `≈ 30%` stands for half a unit of its last digit to either side; `< 1%` for anything from 0 up.
    """
    low, high = ZERO, Fraction(0)
    bounded = True
    for figure in figures:
        slack = figure.digit / 2 if figure.kind is Kind.ABOUT else ZERO
        low += figure.low - slack if figure.low is not None else ZERO
        if figure.high is None:
            bounded = False
        else:
            high += figure.high + slack
    return Total(low, high if bounded else None)


def spell_out(figures: Sequence[Quantity]) -> str:
    """The sum as a reader would write it: `60% + 50% = 110%`, `≈ 60% + 30% = 89.5% to 90.5%`."""
    total = add_up(figures)
    in_percent = all(figure.is_percentage for figure in figures)
    low = print_amount(total.low, in_percent)
    if total.high is None:
        result = f"at least {low}"
    elif total.high == total.low:
        result = low
    else:
        result = f"{low} to {print_amount(total.high, in_percent)}"
    return f"{' + '.join(figure.text for figure in figures)} = {result}"


def print_amount(amount: Fraction, in_percent: bool) -> str:
    """Print an amount exactly, as a percentage where its neighbours are percentages."""
    scaled = amount * 100 if in_percent else amount
    digits = exact_decimal(scaled) if terminates(scaled) else str(scaled)
    return digits + ("%" if in_percent else "")
