"""What a cell of a table should be, and what it is computed from, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from generator.audit.bounds import Bounds
from generator.audit.figures import Figure
from generator.audit.tables.grid import Column


class Expectation(NamedTuple):
    """What a cell should be, and how it was computed, in words."""

    bounds: Bounds
    formula: str
    reading: str = ""
    """Which of several readings of a change this is: all rows of a column should agree on one."""


Expect = Callable[[int], Sequence[Expectation]]
"""What the cell of a row should be, in every reading; nothing where an operand is missing."""


Found = TypeVar("Found")


def lazily(compute: Callable[[], Found]) -> Callable[[], Found]:
    """What is computed when it is first asked for; most laws are refuted, or left out, before that."""
    known: list[Found] = []

    def ask() -> Found:
        if not known:
            known.append(compute())
        return known[0]

    return ask


def bounds_of(column: Column, row: int) -> Bounds | None:
    """The bounds of a cell to compute with."""
    return column.bounds[row]


def text_of(column: Column, row: int) -> str:
    """A cell as printed."""
    figure = column.figures[row]
    return figure.text if figure else "?"


def unit_of(column: Column, row: int) -> str:
    """The unit that a cell names; nothing if it names none."""
    figure = column.figures[row]
    return figure.unit if figure else ""


def same_unit(first: Column, second: Column, row: int) -> bool:
    """Whether two cells of a row are in one unit, as far as they name it (24 min and 36 sec are not)."""
    a, b = first.figures[row], second.figures[row]
    return a is None or b is None or not a.unit or not b.unit or a.unit == b.unit


def one_unit(column: Column, first: int, second: int) -> bool:
    """The same for two rows of a column."""
    a, b = column.figures[first], column.figures[second]
    return a is None or b is None or not a.unit or not b.unit or a.unit == b.unit


def changes(
    before: Bounds, after: Bounds, figure: Figure, texts: tuple[str, str], *, percent: bool, unit: str = ""
) -> Iterator[Expectation]:
    """Every reading of a stated change between two values of a unit that its own unit admits."""
    is_scored = unit[:1] == "/" and unit[1:].isdigit()  # 55/100 → 85/100: +30 points
    if figure.measure == "number" and figure.unit and unit and figure.unit != unit and not is_scored:
        return  # 5.2 MB → 4.8 MB: −400 KB
    yield from _differences(before, after, figure, texts, percent=percent)
    a, b = texts
    if figure.measure == "percent":
        relative = after.minus(before).over(before)
        if relative:
            yield Expectation(relative, f"({b} − {a}) / {a}", "relative")
    elif figure.measure != "points":
        yield from _factors(before, after, figure, texts)


def _differences(
    before: Bounds, after: Bounds, figure: Figure, texts: tuple[str, str], *, percent: bool
) -> Iterator[Expectation]:
    words = f"{texts[1]} − {texts[0]}"
    difference = after.minus(before)
    if figure.measure == "points" or (
        figure.measure != "factor" and (figure.measure == "percent") == percent
    ):
        yield Expectation(difference, words, "difference")
    if figure.measure == "number" and percent:
        yield Expectation(difference.times(Bounds.point(Fraction(100))), words, "difference")
    if figure.measure == "points" and not percent:
        yield Expectation(difference.divided(100), words, "difference")


def _factors(before: Bounds, after: Bounds, figure: Figure, texts: tuple[str, str]) -> Iterator[Expectation]:
    a, b = texts
    for top, bottom, words, reading in (
        (after, before, f"{b} / {a}", "factor"),
        (before, after, f"{a} / {b}", "inverse"),
    ):
        factor = top.over(bottom)
        if factor:
            yield Expectation(factor, words, reading)
            if figure.measure == "factor":
                yield Expectation(factor.less(1), f"{words} − 1", f"{reading} less one")
