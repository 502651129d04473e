"""Slips of the pen: one digit mistyped, two swapped, the point misplaced; and how telling a likeness is."""

from __future__ import annotations

_SHORTEST = 2
"""A figure of one telling digit is like every other one."""
_POWERS = (10, 100, 1000)
"""How far the point is misplaced."""


def slip_chance(stated: float, digit: float, value: float) -> float | None:
    """How likely a figure with as many digits is one slip away from a value by chance; `None`: it is not.

    `digit` is one unit of the figure's last digit. Zeros that both end with say nothing: 3,000 and 4,000 are
    as like as 3 and 4.
    """
    printed, meant = round(abs(stated) / digit), round(abs(value) / digit)
    while printed and meant and printed % 10 == 0 and meant % 10 == 0:
        printed, meant = printed // 10, meant // 10
    one, other = str(printed), str(meant)
    length = max(len(one.rstrip("0")), len(other.rstrip("0")))
    if printed == meant or length < _SHORTEST or not printed or not meant:
        return None
    if not (is_slip(one, other) or any(printed == meant * power for power in _POWERS)):
        return None
    # Some ten slips for each digit lead to one of the 9 × 10^(length - 1) figures of this length.
    return length / (0.9 * 10.0 ** (length - 1))


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers of equal length differ in one digit, or in the order of two neighbours."""
    if len(one) != len(other):
        return False
    at = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(at) == 1:
        return True
    is_swapped = len(at) == 2 and at[1] == at[0] + 1
    return is_swapped and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
