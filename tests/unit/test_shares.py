"""Shares add up exactly where they are exact, and to an interval where they are not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.quantity import parse_quantity
from generator.shares import add_up, spell_out


@pytest.mark.parametrize(
    ("shares", "possible"),
    [
        (["60%", "40%"], True),
        (["60%", "41%"], False),
        (["33.3%", "33.3%", "33.3%"], False),
        (["≈ 33.3%", "≈ 33.3%", "≈ 33.3%"], True),
        (["99%", "< 1%"], True),
        (["98%", "< 1%"], False),
        (["95%+", "5%"], True),
        (["95%+", "6%"], False),
        (["50–70%", "30–50%"], True),
        (["50–60%", "30–35%"], False),
    ],
)
def test_shares_can_or_cannot_make_a_whole(shares: list[str], possible: bool) -> None:
    """The interval of the sum contains 100 %, or it does not."""
    assert add_up(parse_quantity(share) for share in shares).admits(Fraction(1)) is possible


def test_the_sum_is_spelled_out() -> None:
    """A reader sees the parts and what they come to."""
    assert spell_out([parse_quantity("60%"), parse_quantity("50%")]) == "60% + 50% = 110%"
    assert spell_out([parse_quantity("≈ 60%"), parse_quantity("30%")]) == "≈ 60% + 30% = 89.5% to 90.5%"
    assert spell_out([parse_quantity("95%+"), parse_quantity("6%")]) == "95%+ + 6% = at least 101%"
