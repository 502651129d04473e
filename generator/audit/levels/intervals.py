"""Intervals as people write them: `[0.8, 0.9)`, `80–89`, `≥ 90`, `90 分以上`, `60 <= x < 80`, `below 60`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.formula import Chain, plain_chains
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.patterns import lazy, small

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,6})?)"
_UNIT = (
    r"(?:\s?(?:%|％|分|points?\b|pts?\b|个|次|人|天|小时|秒|ms\b|s\b|元|万|gb\b|mb\b|℃|°c))?(?:[（(]含[)）])?"
)
_LOW, _HIGH = (rf"(?P<{side}>{_NUMBER}){_UNIT}" for side in ("low", "high"))
_UP_TO = r"(?:up\s)?to\b(?: but)?"
_OVER = (
    r"(?:≥|>=|⩾|至少|不低于|不少于|大于等于|大于或等于|at least|no less than|from)",
    r"(?:[+＋]|[及或]?以上|(?:points )?(?:and|or) (?:above|more|higher|up|over|better)|upwards?\b)",
    r"(?P<above>>|＞|大于|高于|超过|above|over|more than|greater than)",
)
_UNDER = (
    r"(?:≤|<=|⩽|不超过|不高于|至多|小于等于|小于或等于|at most|up to|no more than)",
    r"(?:[及或]?以[下内]|(?:points )?(?:and|or) (?:below|less|lower|under))",
    r"(?P<below><|＜|小于|低于|不足|少于|不到|below|under|less than|fewer than)",
)


def _one_sided(words: tuple[str, str, str], figure: str) -> str:
    """A bound with its word before (inclusive), behind, or before (exclusive); each names its figure anew."""
    before, behind, strict = words
    forms = (f"{before}\\s?{figure}", f"{figure}\\s?{behind}", f"{strict}\\s?{figure}")
    numbered = (re.sub(r"\?P<(low|high)>", rf"?P<\g<1>{number}>", form) for number, form in enumerate(forms))
    return f"(?:{'|'.join(numbered)})"


_LOWER, _UPPER = _one_sided(_OVER, _LOW), _one_sided(_UNDER, _HIGH)
_BELOW_NAME = (
    r"\s?(?:(?P<above><(?!=)|＜)|≤|<=|⩽)\s?[^\d\s<>≤≥⩽＜,，。；;=][^\d<>≤≥⩽＜,，。；;=]{0,14}"
    r"(?:(?P<below><(?!=)|＜)|≤|<=|⩽)\s?"
)
"""`≤ score <` between two bounds."""
_FORMS = tuple(
    lazy(form, re.IGNORECASE)
    for form in (
        rf"(?P<open>[\[(（])\s*{_LOW}\s*[,，]\s*{_HIGH}\s*(?P<close>[\])）])",
        rf"(?:from\s|从\s?)?{_LOW}\s?(?:[-–—~～至到]|{_UP_TO}|through\b)\s?{_HIGH}",
        rf"{_LOW}{_BELOW_NAME}{_HIGH}",
        rf"between\s{_LOW}\sand\s{_HIGH}",
        rf"{_LOW}\s?(?:[-–—~～至到]|{_UP_TO})\s?(?P<below>below|under|less than|不到|小于|<)\s?{_HIGH}",
        rf"{_LOWER}\s?(?:[,，;；且]|and|but|并且)\s?{_UPPER}",
        _LOWER,
        _UPPER,
    )
)
_BEGINNING = r"(?:(?=[\d\[(（≥⩾>＞≤⩽<＜至不大高超小低少])|(?<![a-z])(?=[abfglmnou]))"
"""Where a form can begin at all: nearly nowhere, which is quickly seen."""
_WRITTEN = lazy(
    rf"{_BEGINNING}(?:{'|'.join(re.sub(r'[?]P<[a-z0-9]+>', '?:', form.pattern) for form in _FORMS)})"
)
"""Looked for in small letters, which is faster than without regard to case."""

_NO_INTERVAL = lazy(r"\D*|[-+]?[\d.,]+\s?[%％]?")
"""Words, or a figure alone: what most cells hold."""


class Interval(NamedTuple):
    """The values between two bounds; bounds of `None` are open to that side."""

    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool

    def holds(self, value: Fraction) -> bool:
        """Whether a value lies in the interval."""
        above = self.low is None or value > self.low or (self.has_low and value == self.low)
        below = self.high is None or value < self.high or (self.has_high and value == self.high)
        return above and below

    @property
    def digit(self) -> Fraction:
        """One unit of the last decimal that the bounds show."""
        places = max(len(f"{float(bound):.6f}".rstrip("0").partition(".")[2]) for bound in self.bounds)
        return Fraction(1, 10**places)

    @property
    def bounds(self) -> tuple[Fraction, ...]:
        """The bounds that there are: one or two."""
        return tuple(bound for bound in (self.low, self.high) if bound is not None)

    @property
    def is_share(self) -> bool:
        """Whether the bounds are shares of 1."""
        return all(bound is None or bound <= 1 for bound in (self.low, self.high))

    def __str__(self) -> str:
        low = "" if self.low is None else f"{shown(point(self.low))} {'≤' if self.has_low else '<'} "
        high = "" if self.high is None else f" {'≤' if self.has_high else '<'} {shown(point(self.high))}"
        return f"{low}score{high}"


def read_interval(text: str) -> Interval | None:
    """The interval that a text consists of; nothing if it says anything else, or runs backwards."""
    text = text.strip().strip("$").strip()
    if _NO_INTERVAL.fullmatch(text):
        return None
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _interval(text, found.groupdict())
    chains = plain_chains(text.replace("$", ""))
    if len(chains) == 1 and chains[0].start <= 1:
        return chain_interval(chains[0])
    return None


def _interval(text: str, groups: dict[str, str | None]) -> Interval | None:
    lows = [value for name, value in groups.items() if name.startswith("low") and value]
    highs = [value for name, value in groups.items() if name.startswith("high") and value]
    scale = 100 if "%" in text or "％" in text else 1
    low = Fraction(lows[0].replace(",", "")) / scale if lows else None
    high = Fraction(highs[0].replace(",", "")) / scale if highs else None
    if low is not None and high is not None and low > high:
        return None
    has_low = not groups.get("above") and groups.get("open") not in ("(", "（")
    has_high = not groups.get("below") and groups.get("close") not in (")", "）")
    return Interval(low, high, has_low and low is not None, has_high and high is not None)


def chain_interval(chain: Chain) -> Interval | None:
    """The bounds that a chain of inequalities (`0.6 < C ≤ 0.8`) sets to the one name in it."""
    names = [index for index, member in enumerate(chain.members) if member.value is None]
    if (
        len(names) != 1
        or chain.members[names[0]].refusal
        or not all(link.sign in "<≤>≥" for link in chain.links)
    ):
        return None
    low: Fraction | None = None
    high: Fraction | None = None
    has_low = has_high = False
    for index, link in enumerate(chain.links):
        beside = index + 1 if index == names[0] else index
        value = chain.members[beside].value
        if value is None or not value.is_point or names[0] not in (index, index + 1):
            return None
        rising = (link.sign in "<≤") == (beside < names[0])
        if rising:
            low, has_low = value.low, link.sign in "≤≥"
        else:
            high, has_high = value.low, link.sign in "≤≥"
    return Interval(low, high, has_low, has_high)


def tile(intervals: list[Interval]) -> bool:
    """Whether intervals, in some order, follow each other, some of them without a gap."""
    ordered = sorted(intervals, key=lambda each: (each.low is not None, each.low or 0))
    gaps = [
        second.low - first.high if first.high is not None and second.low is not None else -1
        for first, second in pairwise(ordered)
    ]
    digit = max((each.digit for each in intervals), default=0)
    return all(gap >= 0 for gap in gaps) and any(gap <= digit for gap in gaps)


def cascade(intervals: Sequence[Interval]) -> list[Interval]:
    """The same, but what is open to one side ends where the next that is open to that side begins."""
    ended = list(intervals)
    rising = sorted((each for each in intervals if each.high is None), key=lambda each: each.bounds)
    for lower, upper in pairwise(rising):
        if lower.low != upper.low:
            ended[intervals.index(lower)] = lower._replace(high=upper.low, has_high=not upper.has_low)
    falling = sorted((each for each in intervals if each.low is None), key=lambda each: each.bounds)
    for lower, upper in pairwise(falling):
        if lower.high != upper.high:
            ended[intervals.index(upper)] = upper._replace(low=lower.high, has_low=not lower.has_high)
    return ended


def intervals_in(text: str, fewest: int = 1) -> Iterator[tuple[int, int, Interval]]:
    """Every interval written in a text, with its place; perhaps nothing if they are fewer than asked for."""
    written = list(_WRITTEN.finditer(small(text)))
    for found in written if len(written) >= fewest else ():
        interval = None if _is_part(text, *found.span()) else read_interval(text[found.start() : found.end()])
        if interval is not None:
            yield found.start(), found.end(), interval


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the figures belong to a longer name or number (`Qwen-2.5-72B`)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    is_glued = (before.isascii() and before.isalnum()) or before in tuple("-–.,/_$")
    is_word = text[start].isdigit() and is_glued
    return is_word or (after.isascii() and after.isalnum())
