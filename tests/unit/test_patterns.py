"""Patterns that begin plainly find what they would find without regard to case."""

from __future__ import annotations

import re

import pytest

from generator.patterns import lazy, small, words

PATTERNS = (
    "doubl|[翻加]|减半",
    r"[年月]初|\b(?:up|down|(?:in|out)side)\b|较",
    r"(?:超过|未能?达到)了?|\b(?:met|pass(?:es|ed)?)\b|[(（]sic",
    r"gains?\W{0,4}:|\bof the\b|20\d\d",
)
TEXT = (
    "Up to 20% Inside, OUTSIDE the 年初 of the groups. "
    "未达到 DOUBLED Gain: 5; unmet; passed 超过了 2024（sic 翻 upon"
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_words_are_found_in_small_letters(pattern: str) -> None:
    """What is found, and where, is what the pattern says without regard to case."""
    found = [each.span() for each in words(pattern).finditer(small(TEXT))]
    assert found
    assert found == [each.span() for each in lazy(pattern, re.IGNORECASE).finditer(TEXT)]


def test_each_alternative_begins_plainly() -> None:
    """Groups, classes and boundaries at the beginning are gone, so that the engine sees all first letters."""
    written = r"[年月]初|\b(?:up|(?:in|out)side|us)\b"
    assert words(written).pattern == r"年初|月初|u(?<=\bu)(?:p\b|s\b)|i(?<=\bi)nside\b|o(?<=\bo)utside\b"


@pytest.mark.parametrize("pattern", [r"(?:a|b)?c", "[a-z]b", "[^a]b", r"\ba?b", "a?b", r"\b\d"])
def test_what_cannot_begin_plainly_is_refused(pattern: str) -> None:
    """A pattern that would be rewritten wrongly is a mistake of who writes it."""
    with pytest.raises(ValueError, match="does not begin"):
        words(pattern)


def test_small_letters_keep_every_place() -> None:
    """No letter becomes two."""
    assert small("İstanbul, GROẞ") == "istanbul, groß"
