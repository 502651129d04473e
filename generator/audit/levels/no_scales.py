"""Intervals beside names that are no scale of levels: what was measured, periods, and numbered runs."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.patterns import lazy

_NUMBERING = lazy(r"\s+(?:\d{1,2}|[A-Z])$")
_LEVEL = lazy(r"|level|tier|grade|class|stage|band|rank|category|zone|等级|级别|级", re.IGNORECASE)
_ABOUT = lazy(r"[~≈约]\s?\d|\b(?:weeks?|months?|quarters?|lines?|pages?|steps?|chapters?)\s\d", re.IGNORECASE)
_OF = lazy(
    r"\s?(?:of\s|(?!points?\b|pts\b|scores?\b|percent|marks?\b|and\b|or\b|is\b|are\b|means?\b|inclusive)[a-z]{5,}\b)"
)
"""Behind an interval: what was measured."""
_CLOSE, _FAR = 10, 24
"""So much in front of an interval and behind it is looked at."""


def are_numbered(names: Collection[str]) -> bool:
    """Whether names only number phases, runs or groups (`Iteration 1`, `Cluster B`)."""
    words = {_NUMBERING.sub("", name).casefold() for name in names}
    return len(words) == 1 and not _LEVEL.fullmatch(words.pop())


def is_measured(plain: str, start: int, end: int) -> bool:
    """Whether an interval tells how something fared or when (`~5-10 ms`, `70-85 % reliability`)."""
    return bool(_ABOUT.search(plain[max(0, start - _CLOSE) : end]) or _OF.match(plain[end : end + _FAR]))
