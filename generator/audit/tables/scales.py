"""The scale between scores and what is made of them: points out of 5 as percentages are times 20."""

from __future__ import annotations

from fractions import Fraction

from generator.audit.bounds import Bounds
from generator.audit.tables.expectations import Expect, Expectation
from generator.audit.tables.grid import Column, Grid
from generator.patterns import lazy

_NEAR = Fraction(3, 20)
"""So near most rows must be to what is computed."""
_SCALES = (
    Fraction(1),
    *(Fraction(each) for each in (10, 100, 20, 2, 25)),
    *(Fraction(1, each) for each in (10, 100, 5, 20, 4)),
)
_POWERS_OF_TEN = tuple(Fraction(10) ** power for power in (-2, -1, 0, 1, 2))
_OF_HUNDRED = lazy(r"100|百分制|[%％]")


def scale_of(grid: Grid, column: Column, basis: Expect) -> Fraction | None:
    """The scale on which most rows are near what is computed; nothing if there is none."""
    ratios = [
        figure.value / expected[0].bounds.exact
        for row in grid.parts
        if (figure := column.figures[row]) and (expected := basis(row)) and expected[0].bounds.exact
    ]
    for scale in _SCALES:
        if sum(abs(ratio / scale - 1) <= _NEAR for ratio in ratios) * 2 > len(ratios):
            return scale
    return None


def is_plain_scale(scale: Fraction, column: Column) -> bool:
    """Whether a scale needs no row to show it: a power of ten, or one that the header names (`/100`)."""
    return scale in _POWERS_OF_TEN or bool(_OF_HUNDRED.search(column.header))


def on_scale(basis: Expect, scale: Fraction) -> Expect:
    """The same on another scale."""
    if scale == 1:
        return basis
    sign = f" × {scale}" if scale > 1 else f" / {1 / scale}"

    def expect(row: int) -> list[Expectation]:
        return [
            each._replace(bounds=each.bounds.times(Bounds.point(scale)), formula=f"({each.formula}){sign}")
            for each in basis(row)
        ]

    return expect
