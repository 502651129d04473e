"""Headers that spell out how their column is computed from others: `学分×成绩`, `Revenue − Cost`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from generator.audit.bounds import Bounds
from generator.audit.tables.expectations import Expect, Expectation, bounds_of, text_of
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import DIFFERENCE, PRODUCT, QUOTIENT, SUM
from generator.audit.tables.laws import Law
from generator.patterns import lazy

_UNIT = lazy(r"\s*[（(\[][^（()）\[\]]*[)）\]]\s*$")
_OPERATORS = (
    (PRODUCT, lazy(r"\s?[×*·]\s?|\s[xX]\s"), "×"),
    (QUOTIENT, lazy(r"\s?[/÷]\s?"), "/"),
    (SUM, lazy(r"\s?[+＋]\s?"), "+"),
    (DIFFERENCE, lazy(r"\s?[−–]\s?|\s-\s"), "−"),
)
_SIGN = lazy(r"[×*·/÷+＋−–]|\s[-xX]\s")
_MOST_TERMS = 6


def header_law(grid: Grid, column: Column) -> Law | None:
    """The law that a header spells out with the names of other columns; nothing if a name is unknown."""
    if not _SIGN.search(column.header):
        return None
    others = {_name(each.header): each for each in grid.columns if each.index != column.index}
    for kind, operator, sign in _OPERATORS:
        names = [_name(part) for part in operator.split(_name(column.header))]
        known = [others[name] for name in names if name in others]
        few = 2 if kind in (QUOTIENT, DIFFERENCE) else _MOST_TERMS
        if len(names) == len(known) and 2 <= len(names) <= few:
            return Law(kind, tuple(known), _computed(kind, known, sign))
    return None


def _name(header: str) -> str:
    return re.sub(r"\s+", " ", _UNIT.sub("", header)).strip().casefold()


def _computed(kind: str, operands: Sequence[Column], sign: str) -> Expect:
    def expect(row: int) -> list[Expectation]:
        known = [bounds for each in operands if (bounds := bounds_of(each, row))]
        if len(known) < len(operands):
            return []
        result = _combined(kind, known)
        words = f" {sign} ".join(text_of(each, row) for each in operands)
        return [Expectation(result, words)] if result else []

    return expect


def _combined(kind: str, known: Sequence[Bounds]) -> Bounds | None:
    if kind == QUOTIENT:
        return known[0].over(known[1])
    combine = {PRODUCT: Bounds.times, SUM: Bounds.plus, DIFFERENCE: Bounds.minus}[kind]
    return reduce(combine, known)
