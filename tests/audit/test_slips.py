"""Slips of the pen are told from other differences, and short likenesses from telling ones."""

from __future__ import annotations

import pytest

from generator.audit.slips import slip_chance


@pytest.mark.parametrize(
    ("stated", "digit", "value"),
    [(15450, 1, 14450), (0.3683, 0.0001, 0.3638), (403.0, 0.1, 40.3), (3100, 100, 2100)],
)
def test_one_digit_two_neighbours_or_the_point(stated: float, digit: float, value: float) -> None:
    assert slip_chance(stated, digit, value) is not None


@pytest.mark.parametrize(
    ("stated", "digit", "value"),
    [(15450, 1, 15450), (15450, 1, 14350), (15450, 1, 45150), (4000, 1, 3000), (7, 1, 8), (0, 1, 10)],
)
def test_what_is_no_slip_or_says_nothing(stated: float, digit: float, value: float) -> None:
    assert slip_chance(stated, digit, value) is None


def test_the_more_digits_agree_the_less_it_is_chance() -> None:
    chances = [slip_chance(*figures) for figures in ((12, 1, 13), (125, 1, 135), (1257, 1, 1357))]
    assert chances == sorted(chances, key=lambda each: each or 0, reverse=True)
