"""The forward oracle: true statements, rounded and printed, are accepted; a mutated one is found."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formula import Chain, Step, judge, latex_chains, plain_chains
from generator.formula.enclosure import point, root
from generator.quantity import exact_decimal, half_up

_PROFILES = st.sampled_from([(40, 40, 20), (30, 30, 20, 20), (35, 35, 20, 10), (25, 25, 20, 30), (60, 40)])
_INPUTS = st.lists(st.integers(1, 100), min_size=4, max_size=4)
_FORMS = st.sampled_from(["latex", "plain", "star", "wide"])


def _printed(weights: tuple[int, ...], inputs: list[int], form: str) -> str:
    times = {"latex": " \\times ", "plain": " × ", "star": "*", "wide": "×"}[form]
    plus = "＋" if form == "wide" else " + "
    terms = zip(weights, inputs, strict=False)
    return plus.join(f"{Decimal(weight) / 100}{times}{Decimal(value) / 100}" for weight, value in terms)


def _score(weights: tuple[int, ...], inputs: list[int]) -> Fraction:
    return sum((Fraction(w * x, 10_000) for w, x in zip(weights, inputs, strict=False)), Fraction(0))


def _chains(text: str, form: str) -> list[Chain]:
    return latex_chains(text) if form == "latex" else plain_chains(text)


def _steps(text: str, form: str) -> list[Step]:
    return [each for chain in _chains(text, form) for each in judge(chain) if isinstance(each, Step)]


@settings(max_examples=300, deadline=None)
@given(_PROFILES, _INPUTS, _FORMS, st.integers(2, 4))
def test_a_true_weighted_sum_is_accepted_in_every_form(
    weights: tuple[int, ...], inputs: list[int], form: str, places: int
) -> None:
    score = _score(weights, inputs)
    about = "\\approx" if form == "latex" else "≈"
    text = f"{_printed(weights, inputs, form)} = {exact_decimal(score)} {about} {half_up(score, places):f}"
    steps = _steps(text, form)
    assert len(steps) >= 2
    assert all(step.grade.holds for step in steps), text


@settings(max_examples=300, deadline=None)
@given(_PROFILES, _INPUTS, _FORMS, st.integers(2, 4), st.sampled_from([-7, -2, 2, 5, 11]))
def test_a_result_that_is_off_by_more_than_a_unit_is_found(
    weights: tuple[int, ...], inputs: list[int], form: str, places: int, units: int
) -> None:
    stated = half_up(_score(weights, inputs), places) + Decimal(units).scaleb(-places)
    steps = _steps(f"{_printed(weights, inputs, form)} = {stated:f}", form)
    assert not all(step.grade.holds for step in steps) or stated < 0


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 3))
def test_a_rounded_percentage_of_a_count_is_accepted_and_a_shifted_one_found(
    count: int, rest: int, places: int
) -> None:
    whole = count + rest
    share = half_up(Fraction(100 * count, whole), places)
    assert all(step.grade.holds for step in _steps(f"{count}/{whole} ≈ {share:f}%", "plain"))
    wrong = share + Decimal(3).scaleb(-places)
    assert not all(step.grade.holds for step in _steps(f"{count}/{whole} ≈ {wrong:f}%", "plain"))


@pytest.mark.parametrize("degree", [2, 3, 5, 12])
@pytest.mark.parametrize("value", [0, 1, 2, 31, 32, 33, 10**60 - 1, 10**60, 10**60 + 1, 7**2000])
def test_roots_lie_between_their_bounds(value: int, degree: int) -> None:
    """Bounds are those of the exact root, however large the number, and no wider than the last decimal."""
    found = root(point(Fraction(value)), degree)
    assert found.low**degree <= value <= found.high**degree
    assert found.high - found.low <= Fraction(1, 10**30)
