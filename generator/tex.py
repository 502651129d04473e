"""The formulas inside texts, and what of them must not depend on the language."""

from __future__ import annotations

import re
from collections import Counter

from generator.numerals import blank_numerals

_FORMULA = re.compile(r"(?<!\\)\$\$?(?!\s)([^$\n]*(?:\n[^$\n]+)*?)(?<!\\)\$\$?")
_WORDS = re.compile(r"\\(?:text|mathrm|textbf|operatorname)\s*\{[^{}]*\}")


def find_formulas(text: str) -> list[str]:
    """What stands between dollar signs, in order."""
    return _FORMULA.findall(text) if "$" in text else []


def hide_formulas(text: str) -> str:
    """The text with blanks in the place of its formulas, every offset kept."""
    return _FORMULA.sub(lambda match: " " * len(match[0]), text) if "$" in text else text


def language_free(tex: str) -> str:
    r"""A formula without its words (`\text{…}`) and without blanks: what every language shares."""
    return "".join(_WORDS.sub(r"\\text", tex).split())


def formula_shapes(text: str) -> Counter[str]:
    """How often each formula occurs in a text, words and numbers aside."""
    return Counter(shape(formula) for formula in find_formulas(text))


def shape(tex: str) -> str:
    """A formula without words, blanks, and the values of its numbers."""
    return language_free(blank_numerals(tex))
