"""Numbers in texts are found however they are printed, and names with digits are told from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numerals import are_alike, blank_numerals, count_numerals, find_names, find_numerals


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("50 万辆", "500,000 bicycles"),
        ("２００５ 年", "in 2005"),
        ("60%", "60 per cent"),
        ("12 亿", "1.2 billion"),
        ("10k", "1 万"),
        ("0.70", "0.7"),
        ("3–5 年", "3 to 5 years"),
        ("2025 年第 1 季度", "Q1 2025"),
        ("2025 Q3初", "begin of 2025 Q3"),
        ("$0.5\\%$", "$0.5\\%$"),
    ],
)
def test_the_same_number_in_two_languages(one: str, other: str) -> None:
    """Digits, separators, signs and units differ; the numbers are the same."""
    assert count_numerals(one) == count_numerals(other) != {}


def test_names_are_no_numbers() -> None:
    """Digits that belong to a Latin name are found as names, and ranges such as 8K-32K are not names."""
    text = "GPT-4 与 L2、Llama 3.1，8K-32K"
    assert [each.value for each in find_names(text)] == ["GPT-4", "L2"]
    assert set(count_numerals(text)) == {Decimal("3.1"), Decimal(8000), Decimal(32000)}


def test_offsets_lead_to_the_number() -> None:
    """A numeral covers its digits and its unit."""
    text = "约 5,000 km 与 ３０％"
    assert [text[each.start : each.end] for each in find_numerals(text)] == ["5,000", "３０％"]


def test_blanked_texts_differ_in_words_only() -> None:
    """What is left when the numbers are blanked can be compared by itself."""
    assert blank_numerals("x > 0.5, L2") == blank_numerals("x > 70%, L2")
    assert blank_numerals("x > 0.5") != blank_numerals("y > 0.5")


@given(
    st.text(alphabet="0123456789.,% kKa万-$", max_size=25),
    st.text(alphabet="0123456789.,% kKa万-$", max_size=25),
)
def test_a_quick_look_never_hides_a_difference(one: str, other: str) -> None:
    """Texts that a quick look calls alike have the same numbers."""
    if are_alike(one, other):
        assert count_numerals(one) == count_numerals(other)
