"""Figures as written: `60%`, `95%+`, `< 1%`, `50–70%`, `≈ 40%`, `1–2k`, `★★★☆☆`.

A quantity is parsed once, keeps its wording, and has an interval of exact values. Values are
`Fraction`s on the scale of the bare number: `60%` is 3/5, `70B` is 70·10⁹.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


class Kind(enum.StrEnum):
    """How a figure is written, which decides what its interval means."""

    EXACT = "exact"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    BELOW = "below"
    ABOVE = "above"
    RANGE = "range"
    ABOUT = "about"
    RATING = "rating"


SCALES: dict[str, Fraction] = {
    "": Fraction(1),
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "k": Fraction(10**3),
    "K": Fraction(10**3),
    "M": Fraction(10**6),
    "B": Fraction(10**9),
    "T": Fraction(10**12),
    "万": Fraction(10**4),
    "亿": Fraction(10**8),
}
"""Suffixes that multiply the number before them."""

_NUMBER = (
    r"[$¥€]?(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?(?:e-?\d+)?)"
    r"\s*(?P<{0}unit>%|‰|[kKMBT](?![A-Za-z])|万|亿)?"
)
_FIGURE = re.compile(
    r"(?P<sign><=|>=|≤|≥|<|>|≈|~|约)?\s*"
    + _NUMBER.format("low")
    + r"(?:\s*(?:–|-|~|至|to)\s*"
    + _NUMBER.format("high")
    + r")?(?P<plus>\+)?\s*(?P<unit>[^\d\s+.,].*)?"
)
_STARS = re.compile(r"(★*)(☆*)")
_SIGNS = {
    "<": Kind.BELOW,
    ">": Kind.ABOVE,
    "<=": Kind.AT_MOST,
    "≤": Kind.AT_MOST,
    ">=": Kind.AT_LEAST,
    "≥": Kind.AT_LEAST,
    "≈": Kind.ABOUT,
    "~": Kind.ABOUT,
    "约": Kind.ABOUT,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as written.

    `low`/`high` are the bounds stated (`None`: unbounded on that side; both equal for one exact
    figure). `digit` is the value of one unit of the last printed digit: 1/100 for `60%`,
    1/1000 for `99.5%`. `unit` is what follows the number and does not scale it (`x`, `/token`).
    """

    text: str
    kind: Kind
    low: Fraction | None
    high: Fraction | None
    digit: Fraction
    unit: str = ""

    @property
    def value(self) -> Fraction:
        """The figure to compute with: the number that is printed, whatever its qualifier.

        For a range this is its middle.
        """
        if self.low is None or self.high is None or self.low == self.high:
            bound = self.high if self.low is None else self.low
            assert bound is not None  # no figure is unbounded on both sides
            return bound
        return (self.low + self.high) / 2

    @property
    def is_percentage(self) -> bool:
        """Whether the figure is printed with a percent sign."""
        return "%" in self.text

    def contains(self, value: Fraction) -> bool:
        """Whether a value agrees with the figure as written.

        `<` and `>` exclude their bound, all other bounds are closed; `about` allows half a digit.
        """
        if (self.kind is Kind.BELOW and value == self.high) or (
            self.kind is Kind.ABOVE and value == self.low
        ):
            return False
        slack = self.digit / 2 if self.kind is Kind.ABOUT else Fraction(0)
        above = self.low is None or value >= self.low - slack
        below = self.high is None or value <= self.high + slack
        return above and below

    def __str__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        """By the wording, which tells everything else and hashes faster than fractions."""
        return hash(self.text)


class QuantityError(ValueError):
    """The text is not a figure."""


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity:
    """Parse a figure as written; raise `QuantityError` with a reason that names the forms."""
    wording = text.strip()
    stars = _STARS.fullmatch(wording)
    if wording and stars:
        rating = Fraction(len(stars.group(1)))
        return Quantity(wording, Kind.RATING, rating, rating, Fraction(1))
    match = _FIGURE.fullmatch(wording)
    if not match:
        raise QuantityError(f"{wording!r} is not a figure: write 60%, 95%+, < 1%, 50–70%, ≈ 40% or ★★★☆☆")
    return _from_match(wording, match)


def _from_match(wording: str, match: re.Match[str]) -> Quantity:
    suffix = match["lowunit"] or match["highunit"] or ""
    low, digit = _literal(match["low"], suffix)
    unit = (match["unit"] or "").strip()
    if match["high"]:
        high, digit = _literal(match["high"], match["highunit"] or suffix)
        if high < low:
            raise QuantityError(f"the range {wording!r} runs backwards")
        upper = None if match["plus"] else high
        return Quantity(wording, Kind.RANGE, low, upper, digit, unit)
    kind = Kind.AT_LEAST if match["plus"] else _SIGNS.get(match["sign"] or "", Kind.EXACT)
    lower = None if kind in (Kind.BELOW, Kind.AT_MOST) else low
    upper = None if kind in (Kind.ABOVE, Kind.AT_LEAST) else low
    return Quantity(wording, kind, lower, upper, digit, unit)


def _literal(number: str, suffix: str) -> tuple[Fraction, Fraction]:
    """The exact value of a printed number with its suffix, and of one unit of its last digit."""
    plain = Decimal(number.replace(",", ""))
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)  # the pattern admits digits only
    scale = SCALES[suffix]
    return Fraction(plain) * scale, Fraction(10) ** exponent * scale


def rounded_digit(value: Fraction, digit: Fraction) -> Fraction:
    """One unit of the last digit that is not zero: what `≈ 1,200` is rounded to is hundreds."""
    steps = value / digit
    if steps and steps.denominator == 1:
        count = steps.numerator
        while count % 10 == 0:
            count //= 10
            digit *= 10
    return digit


def half_up(value: Fraction, places: int) -> Decimal:
    """Round to decimal places, ties away from zero: the one rounding of the project."""
    shifted = abs(value) * 10**places
    whole = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    digits = Decimal(whole).scaleb(-places)
    return digits.copy_negate() if value < 0 and whole else digits


def terminates(value: Fraction) -> bool:
    """Whether the value has a finite decimal expansion, so that it can be printed exactly."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def exact_decimal(value: Fraction) -> str:
    """Print a terminating value exactly, without exponent or trailing zeros (`0.68`, `1`)."""
    if not terminates(value):
        raise ValueError(f"{value} has no finite decimal expansion")
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return f"{half_up(value, places):f}"


def percent(value: Fraction, places: int = 0) -> str:
    """Print a share of 1 as a percentage, rounded half-up to `places` decimals."""
    return f"{half_up(value * 100, places):f}%"
