"""How recomputed values are printed: in the way the stated figure is, so that they can be pasted."""

from __future__ import annotations

import re
from fractions import Fraction

from generator.audit.figures import NUMBER, SCALES, Figure
from generator.audit.slips import is_slip
from generator.quantity import half_up, terminates

_SCALE_IN = re.compile(
    rf"{NUMBER}\s*([%％‰]|万亿|千万|百万|万|亿|千|[kKMBT](?![A-Za-z])|bn|mn|thousand|million|billion|trillion)?"
)


def restated(figure: Figure, value: Fraction) -> str:
    """The figure with another value, rounded to the digits it shows: `96%` becomes `95%`.

    A note in brackets is left out: it says something about the old value.
    """
    return _with_places(figure, value, _places(figure))


def is_misprint(figure: Figure, value: Fraction, fewest: int) -> bool:
    """Whether a figure of so many digits is a value but for one digit, or for two neighbours swapped."""
    stated, expected = (re.sub(r"\D", "", text) for text in (_text(figure), restated(figure, value)))
    return len(stated) >= fewest and is_slip(stated, expected)


def shown(figure: Figure, value: Fraction) -> str:
    """The value in the figure's unit with up to two digits more than the figure shows."""
    number = _number(figure, value, _places(figure) + 2)
    if figure.measure not in ("points", "factor"):
        return f"{number}{_scale(figure)}"
    blank = " " if len(figure.unit) > 1 and figure.unit[0].isascii() else ""
    return f"{number}{blank}{figure.unit}"


def _with_places(figure: Figure, value: Fraction, places: int) -> str:
    text = _text(figure)
    found = re.search(NUMBER, text)
    number = _number(figure, value, places)
    if found is None:
        return number
    if "," in found[0]:
        whole, dot, rest = number.partition(".")
        number = f"{int(whole):,}{dot}{rest}"
    before = text[: found.start()]
    if before.endswith("+") and number.startswith("-"):
        before = before[:-1]
    elif before[-1:] and before[-1] in "-−–－":
        before, number = (before, number[1:]) if number.startswith("-") else (before[:-1] + "+", number)
    return before + number + text[found.end() :]


def _text(figure: Figure) -> str:
    return figure.text.removesuffix(figure.note).rstrip()


def _number(figure: Figure, value: Fraction, places: int) -> str:
    scaled = value / _factor(figure)
    if terminates(scaled) and places > _places(figure):
        return f"{half_up(scaled, places).normalize():f}"
    return f"{half_up(scaled, max(places, 0)):f}"


def _factor(figure: Figure) -> Fraction:
    """What one printed unit is worth."""
    if figure.measure in ("percent", "points"):
        return Fraction(1, 100)
    return SCALES.get(_scale(figure), Fraction(1)) * figure.factor


def _scale(figure: Figure) -> str:
    if figure.measure == "percent":
        return "%"
    found = _SCALE_IN.search(figure.text)
    return (found[1] or "") if found else ""


def _places(figure: Figure) -> int:
    """How many decimals the figure shows."""
    digit = figure.digit / _factor(figure)
    places = 0
    while digit < 1:
        digit *= 10
        places += 1
    return places
