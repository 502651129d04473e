"""Figures are parsed as written: kind, bounds, precision; and printed with one kind of rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.quantity import (
    Kind,
    QuantityError,
    exact_decimal,
    half_up,
    parse_quantity,
    percent,
    terminates,
)

F = Fraction


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "digit"),
    [
        ("60%", Kind.EXACT, F(3, 5), F(3, 5), F(1, 100)),
        ("99.5%", Kind.EXACT, F(995, 1000), F(995, 1000), F(1, 1000)),
        ("0.60", Kind.EXACT, F(3, 5), F(3, 5), F(1, 100)),
        ("95%+", Kind.AT_LEAST, F(95, 100), None, F(1, 100)),
        (">= 5", Kind.AT_LEAST, F(5), None, F(1)),
        ("< 1%", Kind.BELOW, None, F(1, 100), F(1, 100)),
        ("≤ 3", Kind.AT_MOST, None, F(3), F(1)),
        ("> 90%", Kind.ABOVE, F(9, 10), None, F(1, 100)),
        ("50–70%", Kind.RANGE, F(1, 2), F(7, 10), F(1, 100)),
        ("70B–405B", Kind.RANGE, F(70 * 10**9), F(405 * 10**9), F(10**9)),
        ("≈ 40%", Kind.ABOUT, F(2, 5), F(2, 5), F(1, 100)),
        ("约 2 万", Kind.ABOUT, F(20000), F(20000), F(10000)),
        ("5,000+", Kind.AT_LEAST, F(5000), None, F(1)),
        ("$1,500", Kind.EXACT, F(1500), F(1500), F(1)),
        ("1.5k", Kind.EXACT, F(1500), F(1500), F(100)),
        ("★★★☆☆", Kind.RATING, F(3), F(3), F(1)),
    ],
)
def test_figures_are_read_as_written(
    text: str, kind: Kind, low: Fraction | None, high: Fraction | None, digit: Fraction
) -> None:
    """Each form has its kind, its bounds, and the value of its last digit."""
    figure = parse_quantity(text)
    assert (figure.kind, figure.low, figure.high, figure.digit) == (kind, low, high, digit)
    assert str(figure) == text


@pytest.mark.parametrize("text", ["", "high", "★★x", "-", "70–50%", "1.2.3", "高"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    """Words, and ranges that run backwards, are no figures."""
    with pytest.raises(QuantityError):
        parse_quantity(text)


def test_units_do_not_scale() -> None:
    """What follows a number without scaling it is kept as its unit."""
    assert (parse_quantity("3.2x").value, parse_quantity("3.2x").unit) == (F(32, 10), "x")


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("60%", [F(3, 5)], [F(61, 100)]),
        ("95%+", [F(95, 100), F(1)], [F(94, 100)]),
        ("< 1%", [F(0), F(99, 10000)], [F(2, 100)]),
        ("50–70%", [F(1, 2), F(7, 10)], [F(71, 100)]),
        ("≈ 40%", [F(395, 1000), F(405, 1000)], [F(394, 1000)]),
    ],
)
def test_a_figure_contains_what_it_allows(text: str, inside: list[Fraction], outside: list[Fraction]) -> None:
    """Bounds are closed, and about means half a unit of the last digit to either side."""
    figure = parse_quantity(text)
    assert all(figure.contains(value) for value in inside)
    assert not any(figure.contains(value) for value in outside)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (F(5, 1000), 2, "0.01"),
        (F(-5, 1000), 2, "-0.01"),
        (F(1, 3), 3, "0.333"),
        (F(2, 3), 0, "1"),
        (F(-1, 1000), 2, "0.00"),
    ],
)
def test_rounding_takes_ties_away_from_zero(value: Fraction, places: int, text: str) -> None:
    """There is one rounding in the project: half-up, with no negative zero."""
    assert f"{half_up(value, places):f}" == text


def test_percentages_are_rounded_once() -> None:
    """A share is printed as a percentage with the decimals asked for."""
    assert percent(F(685, 1000)) == "69%"
    assert percent(F(685, 1000), 1) == "68.5%"


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_exact_decimals_read_back(digits: int, places: int) -> None:
    """What is printed exactly is the value itself, without exponent or superfluous zeros."""
    value = F(digits, 10**places)
    text = exact_decimal(value)
    assert F(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith("0")


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_terminating_values_are_told_from_others(numerator: int, denominator: int) -> None:
    """A value terminates if a power of ten makes it whole; others are not printed exactly."""
    value = F(numerator, denominator)
    assert terminates(value) == ((value * 10**12).denominator == 1)
    if not terminates(value):
        with pytest.raises(ValueError, match="no finite decimal expansion"):
            exact_decimal(value)
