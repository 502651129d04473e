"""What a law that headers name is, and how a cell that breaks it may be right all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.figures import Figure
from generator.audit.tables.expectations import Expect, Expectation
from generator.audit.tables.grid import Column
from generator.audit.tables.header_kinds import CHANGE, FACTOR, SUM, header_kinds
from generator.audit.tables.laws import Law
from generator.patterns import lazy

VARIANCE = lazy(r"偏差|差异|variance|deviation", re.IGNORECASE)
"""What else a column of changes may be called."""
_UNIT = lazy(r"\s*[（(\[][^（()）\[\]]*[)）\]]\s*$")
_PERIODS = tuple(map(Fraction, (1, 7, 12, 22, 24, 30, 31, 52, 60, 365, 720, 730, 744, 3600, 8760)))
"""How many of a unit of time the next longer ones hold, calendar and working days alike."""
_POWERS = range(-9, 10)
_POWERS_OF_SCALES = (-6, -4, -3, 0, 3, 4, 6)
_LOOSE = Fraction(1, 4)
"""So far a figure of one telling digit may be from what it stands for."""


class PlainLaw(NamedTuple):
    """A law that the headers name, and every other reading that excuses a cell from it."""

    law: Law
    excuses: Expect
    needs_right: bool = False
    """Whether some row must obey, because the column may be computed from what is not shown."""
    is_declared: bool = False
    """Whether the headers leave nothing else at all, so that every row may break it."""


def is_derived(column: Column) -> bool:
    """Whether a column holds changes or factors itself."""
    return (
        column.cell >= 0
        or bool({CHANGE, FACTOR} & {*header_kinds(column.header)})
        or bool(VARIANCE.fullmatch(name_of(column)))
    )


def in_other_units(basis: Expect) -> Expect:
    """The same in units that a power of ten lies between, or the hours, days and months of a longer time."""

    def expect(row: int) -> list[Expectation]:
        scaled = (
            each.bounds.times(Bounds.point(factor * Fraction(10) ** power))
            for each in basis(row)
            for factor in _PERIODS
            for power in (_POWERS if factor == 1 else _POWERS_OF_SCALES)
        )
        return [Expectation(each, "") for each in scaled]

    return expect


def no_other(row: int) -> list[Expectation]:
    """No other reading."""
    del row
    return []


def any_of(readings: Sequence[Expect]) -> Expect:
    """Every reading of several."""

    def expect(row: int) -> list[Expectation]:
        return [each for reading in readings for each in reading(row)]

    return expect


@lru_cache(maxsize=1024)
def _bare_name(header: str) -> str:
    return " ".join(_UNIT.sub("", header).split())


def name_of(column: Column) -> str:
    """A header without the unit in brackets behind it."""
    return _bare_name(column.header)


def is_excused(plain: PlainLaw, column: Column, row: int, *, is_shown: bool) -> bool:
    """Whether a cell that breaks the law is right in some other reading, or only says roughly what is so.

    Where other rows show that the law is meant (`is_shown`), no cell has a reading of its own.
    """
    figure = column.figures[row]
    if figure is None or not figure.is_plain or not _are_plain(plain.law.operands, row):
        return True
    readings = [*plain.law.expect(row), *(() if is_shown else plain.excuses(row))]
    if any(judge(figure, each.bounds, size_only=True) is not Fit.WRONG for each in readings):
        return True
    is_loose = plain.law.kind in (CHANGE, FACTOR) and _is_round(figure)
    slack = abs(figure.value) * _LOOSE if is_loose else Fraction(0)
    if plain.law.kind == SUM:
        slack = max(slack, figure.digit * (len(plain.law.operands) + 1) / 2)
    return any(abs(abs(each.bounds.exact) - abs(figure.value)) <= slack for each in readings)


def _are_plain(operands: Sequence[Column], row: int) -> bool:
    return all((figure := each.figures[row]) and figure.is_plain for each in operands)


def _is_round(figure: Figure) -> bool:
    """Whether a figure has one telling digit only (`50%`, `10x`, `3 times`): people round that far."""
    return len(figure.text.strip("+-−–~≈<>%％ ").replace(",", "").rstrip("0xX×倍").lstrip("0.")) <= 1
