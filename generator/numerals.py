"""The numbers in running text, in any of the ways in which languages print the same number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_EXPONENTS = {
    "%": -2,
    "‰": -3,
    "percent": -2,
    "per cent": -2,
    "k": 3,
    "K": 3,
    "thousand": 3,
    "万": 4,
    "M": 6,
    "million": 6,
    "亿": 8,
    "B": 9,
    "billion": 9,
    "T": 12,
    "trillion": 12,
}
"""Powers of ten by which a suffix multiplies the number before it."""

_TOKEN = re.compile(
    r"(?P<name>(?<!\d)(?!Q[1-4](?![A-Za-z\d]))[A-Za-z]+[-\u2011]?\d+(?:\.\d+)*)"  # GPT-4, L2; not K-32, Q1
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\\?[ \u00a0]?(?P<suffix>\\?%|‰|[kKMBT](?![A-Za-z])|万|亿"
    r"|(?:per ?cent|thousand|million|billion|trillion)\b))?"
)
_GLIMPSE = re.compile(
    r"(?:[A-Za-z][-\u2011]?)?\d+(?:[.,]\d+)*"
    r"(?:\\?[ \u00a0]?(?:\\?%|‰|[kKMBT万亿]|per ?cent|thousand|million|billion|trillion))?"
)
"""Every number with what can change its value, and the letter that makes it part of a name: cheap to find."""

_ASCII_FORMS = str.maketrans("０１２３４５６７８９，．％", "0123456789,.%")
_DIGIT = re.compile(r"\d")


class Numeral(NamedTuple):
    """A number of a text: its offsets and its value, suffix included."""

    start: int
    end: int
    value: Decimal


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every number of a text, in order. Digits that belong to a Latin name (`GPT-4`) are no number."""
    if not _DIGIT.search(text):
        return
    for match in _TOKEN.finditer(text.translate(_ASCII_FORMS)):
        if match["number"]:
            exponent = _EXPONENTS.get((match["suffix"] or "").removeprefix("\\"), 0)
            value = Decimal(match["number"].replace(",", "")).scaleb(exponent)
            yield Numeral(match.start(), match.end(), value)


class Name(NamedTuple):
    """A Latin name with digits in it: its offsets and its wording."""

    start: int
    end: int
    value: str


def find_names(text: str) -> Iterator[Name]:
    """Every name with digits (`GPT-4`, `L2`) of a text, in order."""
    if not _DIGIT.search(text):
        return
    for match in _TOKEN.finditer(text.translate(_ASCII_FORMS)):
        if match["name"]:
            yield Name(match.start(), match.end(), match["name"])


def count_numerals(text: str) -> Counter[Decimal]:
    """How often each number occurs in a text, however it is printed (`50万` counts as `500,000`)."""
    return Counter(numeral.value for numeral in find_numerals(text))


def are_alike(one: str, other: str) -> bool:
    """Whether two texts print the same numbers and names alike: a quick look that spares a close one."""
    return sorted(_GLIMPSE.findall(one)) == sorted(_GLIMPSE.findall(other))


def blank_numerals(text: str) -> str:
    """The text with `#` for each number, so that what is left can be compared by itself."""
    pieces, position = [], 0
    for numeral in find_numerals(text):
        pieces += [text[position : numeral.start], "#"]
        position = numeral.end
    return "".join((*pieces, text[position:]))
