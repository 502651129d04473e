"""Weights that a table prints itself: in the headers of its columns, or in a row of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from generator.audit.tables.grid import Column, Grid
from generator.patterns import lazy

_WORD = r"(?:权重|占比?|weight(?:ed|ing)?|wt\.?|w)"
_IN_HEADER = lazy(
    rf"\s*(?:[（(\[]\s*(?P<word>{_WORD})?\s*[:：=×]?\s*(?P<enclosed>\d*\.\d+|\d{{1,3}})\s*(?P<unit>[%％]?)"
    r"\s*(?:权重|weight)?\s*[)）\]]"
    r"|[×*]\s?(?P<times>0?\.\d+|\d{1,2}\s?[%％])$"
    r"|(?<=[^\W\d])\s?(?P<behind>\d{1,2}\s?[%％])$)",
    re.IGNORECASE,
)
"""`Price (0.4)`, `质量（权重 40%）`, `Impact ×0.5`, `平时30%`."""


@lru_cache(maxsize=1024)
def weight_in(header: str) -> Fraction | None:
    """The weight that a header gives its column, percentages as fractions."""
    found = _IN_HEADER.search(header)
    if found is None:
        return None
    number = found["enclosed"] or found["times"] or found["behind"]
    is_percent = bool(found["unit"]) or number[-1] in "%％"
    value = Fraction(number.rstrip("%％ "))
    return value / 100 if is_percent else value


@lru_cache(maxsize=1024)
def name_without_weight(header: str) -> str:
    """A header without the weight that it gives its column."""
    return _IN_HEADER.sub("", header).strip()


def printed_weights(grid: Grid, columns: Sequence[Column]) -> list[tuple[Column, Fraction]]:
    """The columns to which their headers give weights, or else a row of weights."""
    found = [(each, weight) for each in columns if (weight := weight_in(each.header)) is not None]
    if not found and grid.weights is not None:
        row = grid.weights
        cells = [(each, each.figures[row]) for each in columns]
        found = [(each, figure.value) for each, figure in cells if figure and figure.is_plain]
    return found
