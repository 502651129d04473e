"""Cells that break the law of their column, and which of those in one row are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.audit.bounds import Fit
from generator.audit.figures import Figure
from generator.audit.tables.expectations import Expectation
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import CHANGE, FACTOR
from generator.audit.tables.laws import Law

_NEAR = Fraction(1, 100)
"""Two values as close as this are one: what a stated change implies is as rough as the change."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A cell that breaks the law of its column."""

    grid: Grid
    column: Column
    row: int
    law: Law
    fit: Fit
    expectation: Expectation
    named: bool
    """Whether the header names the law; otherwise the other rows prove it."""

    @property
    def figure(self) -> Figure:
        """The stated figure."""
        figure = self.column.figures[self.row]
        assert figure is not None  # only cells with figures are judged
        return figure

    @property
    def columns(self) -> set[int]:
        """The columns that the law ties together."""
        return {self.column.index, *(each.index for each in self.law.operands)}


def told(breaches: Sequence[Breach]) -> Iterator[Breach]:
    """Of the cells of a row that break laws the one that says it best, and those that have another cause.

    A cause is another one if the laws have no cell in common, or if both say how the same two cells differ
    and no value of either cell makes both right.
    """
    best = _clearest(breaches)
    yield best
    for each in breaches:
        if each is not best and each.named and best.named and not _have_one_cause(best, each):
            yield each


def _have_one_cause(first: Breach, second: Breach) -> bool:
    if not first.columns & second.columns:
        return False
    pair = [operand.index for operand in first.law.operands]
    kinds = {first.law.kind, second.law.kind}
    if not kinds <= {CHANGE, FACTOR} or len(pair) != 2 or first.column.index in second.columns:
        return True
    if second.column.index in first.columns or set(pair) != {each.index for each in second.law.operands}:
        return True
    return any(
        abs(a - b) <= _NEAR * max(abs(a), abs(b))
        for place in (0, 1)
        for a in _implied(first, pair, place)
        for b in _implied(second, pair, place)
    )


def _implied(breach: Breach, pair: Sequence[int], place: int) -> list[Fraction]:
    """The values of one of two cells with which a stated change or factor would be right, in any reading."""
    columns = {each.index: each for each in breach.law.operands}
    known = columns[pair[1 - place]].bounds[breach.row]
    if known is None:
        return []
    other, stated = known.exact, breach.figure.value
    if breach.figure.measure not in ("percent", "factor"):
        return [other + stated, other - stated]
    factors = [1 + stated, 1 - stated] if breach.figure.measure == "percent" else [stated, stated + 1]
    return [each for factor in factors if factor for each in (other * factor, other / factor)]


def _clearest(breaches: Sequence[Breach]) -> Breach:
    """The breach that explains all of its row: its cell takes part in every law that is broken there."""
    taking_part = [each.columns for each in breaches]
    common = set.intersection(*taking_part)
    chosen = [each for each in breaches if each.column.index in common] or breaches
    best = chosen[0]
    for each in chosen[1:]:
        best = each if _says_more(each, best) else best
    return best


def _says_more(breach: Breach, other: Breach) -> bool:
    """Whether a breach explains another of its row: what is computed from a wrong cell is wrong as well."""
    explains = any(each is breach.column for each in other.law.operands)
    follows = any(each is other.column for each in breach.law.operands)
    if explains != follows and breach.columns != other.columns:
        return explains and breach.named >= other.named
    return _clarity(breach) > _clarity(other)


def _clarity(breach: Breach) -> tuple[bool, bool, int]:
    """One wrong cell breaks several laws: a named one says it best, then a column after its operands."""
    index = breach.column.index
    return (breach.named, all(each.index < index for each in breach.law.operands), index)
