"""Computations that a cell of a table spells out, for another cell to state their result."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from generator.audit.figures import CURRENCIES
from generator.formula import plain_chains
from generator.patterns import lazy

_OPERAND = rf"[(（]?\s?[{CURRENCIES}]?\d[^=≈<>≤≥]"
_WORKING = lazy(rf"{_OPERAND}{{0,80}}?[×xX*/÷+−–-]\s?{_OPERAND}{{0,80}}")


@lru_cache(maxsize=4096)
def value_of_working(text: str) -> Fraction | None:
    """The value of a cell like `24 × $35` or `190/200`; nothing for what is no computation."""
    text = text.lstrip("~≈约 ")
    if not _WORKING.fullmatch(text):
        return None
    chains = plain_chains(f"{text} = 1")
    first = chains[0].members[0] if chains else None
    if first is None or first.value is None or first.start or first.end != len(text) or first.doubts:
        return None
    return first.value.low if first.value.is_point else None
