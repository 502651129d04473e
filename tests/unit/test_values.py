"""Every figure has an address, and expressions over addresses are evaluated exactly."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_atlas import tiny

from generator.values import ExpressionError, UnknownAddressError, evaluate, number_text


@pytest.mark.parametrize(
    ("address", "amount", "text"),
    [
        ("score:shifting", "0.68", "0.68"),
        ("score:shifting@street", "0.65", "0.65"),
        ("input:chain-drive.quarrel", "0.95", "0.95"),
        ("share:shifting.mechanical", "0.7", "70%"),
        ("weight:workshop.repair", "0.2", "0.2"),
        ("mean:open", "0.6675", "0.6675"),
        ("min:open", "0.655", "0.655"),
        ("max:open", "0.68", "0.68"),
        ("anchor:open", "0.65", "65%"),
        ("band-above:open", "0.5", "0.50"),
        ("band-up-to:open", "0.8", "0.80"),
        ("count:alternatives.axles", "3", "3"),
        ("count:technologies.open", "2", "2"),
        ("result:shifting.makers.top-two", "0.75", "75%"),
        ("cell:shifting.makers.share.2", "0.25", "25%"),
    ],
)
def test_figures_have_addresses(address: str, amount: str, text: str) -> None:
    """An address gives the exact amount and the wording in which pages print it."""
    value = tiny().values[address]
    assert (value.amount, value.text) == (Fraction(amount), text)


@pytest.mark.parametrize(
    ("expression", "amount"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("8 / 4 / 2", "1"),
        ("50% + 0.25", "0.75"),
        ("score:shifting - score:axles", "0.37"),
        ("2 * (share:shifting.electronic + 10%)", "0.8"),
    ],
)
def test_expressions_are_evaluated_exactly(expression: str, amount: str) -> None:
    """Multiplication binds tighter, equal operators go from left to right."""
    assert evaluate(expression, tiny().values) == Fraction(amount)


@pytest.mark.parametrize(
    "expression", ["", "1 +", "* 2", "(1", "1)", "1 2", "one", "1 / 0", "2 (3)", "()", "1 // 2"]
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    """A malformed expression raises an error that says which part is to blame."""
    with pytest.raises(ExpressionError) as caught:
        evaluate(expression, tiny().values)
    assert 0 <= caught.value.start <= caught.value.end <= max(len(expression), 1)


def test_an_unknown_address_is_named() -> None:
    """The error carries the address and its offsets."""
    with pytest.raises(UnknownAddressError) as caught:
        evaluate("1 + score:none", tiny().values)
    assert (caught.value.address, caught.value.start, caught.value.end) == ("score:none", 4, 14)


@given(st.text(alphabet="0123456789.%+-*/() sc:ore", max_size=30))
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    """Evaluation never fails in any other way."""
    with contextlib.suppress(ExpressionError):
        assert isinstance(evaluate(text, {}), Fraction)


def test_numbers_without_end_are_marked() -> None:
    """A third is printed to three decimals behind ≈; what ends is printed exactly."""
    assert number_text(Fraction(1, 3)) == "≈ 0.333"
    assert number_text(Fraction(9945, 10000)) == "0.9945"
