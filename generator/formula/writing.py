"""Values back into text, in the notation of the figure that they replace."""

from __future__ import annotations

import re
from fractions import Fraction

from generator.formula.enclosure import Enclosure
from generator.formula.tree import Literal
from generator.quantity import half_up, terminates

MAX_PLACES = 6
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[^\d.]{1,3})\d{3}(?!\d)")


def restated(value: Enclosure, like: Literal) -> tuple[str, bool]:
    """The value in the notation of a figure (`68%`, `1.2万`, `14,000`), and whether it is exact.

    It is exact where at most two digits more than the figure has suffice; else rounded to its digits.
    """
    scaled = value.low / like.scale
    places = decimal_places(like)
    if value.is_point and terminates(scaled):
        needed = _needed_places(scaled)
        if needed <= places + 2:
            return _with_suffix(f"{half_up(scaled, needed):f}", like), True
    return _with_suffix(f"{half_up(scaled, places):f}", like), False


def shown(value: Enclosure) -> str:
    """The value as a plain decimal, with `…` when digits follow."""
    if value.is_point and terminates(value.low) and _needed_places(value.low) <= MAX_PLACES:
        return f"{half_up(value.low, _needed_places(value.low)):f}"
    places = MAX_PLACES if abs(value.low) < 1000 else 2
    return f"{half_up(value.low, places):f}…"


def difference(gap: Fraction, like: Literal) -> str:
    """A gap in the notation of a figure; percentages differ by points."""
    scaled = gap / like.scale
    exact = terminates(scaled) and _needed_places(scaled) <= decimal_places(like) + 2
    number = half_up(scaled, _needed_places(scaled) if exact else decimal_places(like) + 1)
    if like.is_percentage:
        return f"{number:f} points"
    return _suffixed(f"{number:f}", like.suffix if like.scale > 1 else "")


def decimal_places(literal: Literal) -> int:
    """How many decimals a figure is printed with."""
    places = 0
    unit = literal.unit / literal.scale
    while unit < 1:
        unit *= 10
        places += 1
    return places


def _needed_places(value: Fraction) -> int:
    places = 0
    while value.denominator != 1 and places < 60:
        value *= 10
        places += 1
    return places


def _with_suffix(number: str, like: Literal) -> str:
    grouped = _GROUPED.match(like.text)
    if grouped:
        whole, dot, decimals = number.partition(".")
        number = f"{int(whole):,}".replace(",", grouped["mark"]) + dot + decimals
    if like.suffix.startswith("e"):
        return f"{number} × 10^{like.suffix[1:]}"
    return _suffixed(number, like.suffix)


def _suffixed(number: str, suffix: str) -> str:
    """`5 million`, but `5k` and `5bn`."""
    return (
        f"{number} {suffix}" if len(suffix) > 2 and suffix.isalpha() and suffix.isascii() else number + suffix
    )
