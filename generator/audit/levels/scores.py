"""Scores in texts: the figures that may stand for a level, and what a text says of a level by them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from generator.audit.changes.change_words import CHANGE_NOUN_EN, CHANGE_ZH, ROSE_EN
from generator.audit.levels.bands import Band
from generator.patterns import lazy

SCORE = lazy(
    r"(?<![A-Za-z\d.,–~-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s*(%))?(?!\d|[.,]\d|\+|\s?[-–~至]\s?\d|[+＋]|\s?[kKMB万亿倍年月]|"
    r"\s?个?百分点|\s?分以[上下])"
)
"""A score as a text has it: no range, no amount, no change."""
POINTS = lazy(r"\s?(?:分(?![钟之类为布])|points?\b|pts?\b)", re.IGNORECASE)
CHANGE = lazy(
    rf"(?:{CHANGE_ZH}|差距?|领先|落后|\b(?:{CHANGE_NOUN_EN}|by|{ROSE_EN})\s(?:of\s|by\s)?(?:about\s)?|[+±])\s*$",
    re.IGNORECASE,
)
"""Right before a figure: it says by how much something differs."""
CLAUSE = lazy(r"(?:[^，,、:：]|(?<=\d),(?=\d{3}))+")
MOVES = lazy(
    r"→|->|⬆|⬇|目标|预计|预期|从|曾|不再|尚未|若|如果|假设|达到.{0,8}即|以上|以下|及格线|门槛|阈值|需要?|"
    r"距离?|还差|"
    r"target|expected|from|until|\bif\b|\bwould\b|\bneeds?\b|require|at least|or more|or above|threshold|"
    r"below|short of",
    re.IGNORECASE,
)


class Statement(NamedTuple):
    """A score that stands with the name of a band."""

    band: Band
    value: Fraction
    text: str
    start: int
    end: int


def value_of(match: re.Match[str]) -> Fraction:
    """What a score is worth: `85%` is 0.85."""
    return Fraction(match[1].replace(",", "")) / (100 if match[2] else 1)
