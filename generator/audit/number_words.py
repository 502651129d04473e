"""Numbers in words, and in numerals that are not Arabic: `seven`, `两`, `二十一`, `XIV`."""

from __future__ import annotations

NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
"""The English ones in their order, from one on."""
_DIGITS = "零一二三四五六七八九"
_VALUES = {**{char: value for value, char in enumerate(_DIGITS)}, "两": 2}
_POWERS = {"十": 10, "百": 100}
_ROMAN = (("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def read_number_word(text: str) -> int:
    """The value of a number in Arabic numerals, in Chinese ones below 1000, or in a word; 0 if it is none."""
    if text.isdigit():
        return int(text)
    word = text.casefold()
    return NUMBER_WORDS.index(word) + 1 if word in NUMBER_WORDS else _read_chinese(text)


def _read_chinese(text: str) -> int:
    total = current = 0
    for char in text:
        if char in _VALUES:
            current = _VALUES[char]
        elif char in _POWERS:
            total += (current or 1) * _POWERS[char]
            current = 0
        else:
            return 0
    return total + current


def chinese_numeral(value: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


def read_roman(text: str) -> int:
    """The value of a Roman numeral below 50."""
    total = 0
    for numeral, value in _ROMAN:
        while text.startswith(numeral):
            total, text = total + value, text[len(numeral) :]
    return total


def roman_numeral(value: int) -> str:
    """A number below 50 in Roman numerals."""
    written = ""
    for numeral, worth in _ROMAN:
        while value >= worth:
            written, value = written + numeral, value - worth
    return written
