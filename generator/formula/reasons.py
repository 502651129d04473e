"""Why something that looks like arithmetic is not judged."""

from __future__ import annotations

import enum


class Reason(enum.StrEnum):
    """Every reason for not checking; the value is what people read."""

    SYMBOL = "contains a symbol without a known value"
    WORD_OPERAND = "an operand is a word"
    FUNCTION = "contains a function that is not evaluated"
    RANGE = "contains a range"
    PLUS_MINUS = "contains ±"
    OPEN_BOUND = "contains an open bound such as 95%+"
    UNITS = "the units differ or may convert"
    PERCENT_SIGN = "it is unclear what the percent sign applies to"
    MIXED_NUMBER = "two numbers stand side by side"
    AMBIGUOUS_DIVISION = "a/b/c and a/b(c) have several readings"
    LOG_WITHOUT_BASE = "a logarithm has no base"
    NUMBER_BASE = "a number carries a subscript"
    CASES = "contains cases or a matrix"
    FACTORIAL = "contains a factorial"
    RATIO = "contains a ratio, a time, a date or a version"
    WHOLE_PARTS = "a division of whole things may leave a remainder"
    BITS = "K, M and G may count in 1024s"
    BARE_FIGURES = "both sides are bare figures in running text"
    UNDEFINED = "divides by zero or leaves the real numbers"
    TOO_DEEP = "is nested too deeply"
    TOO_LARGE = "has too many digits or terms"
    SYNTAX = "is not plain arithmetic"


class NotCheckable(Exception):  # noqa: N818 - a refusal, not an error
    """Raised where a stretch of text cannot be evaluated; it never leaves the package."""

    def __init__(self, reason: Reason, start: int = 0, end: int = 0) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.start = start
        self.end = end
