"""Documents that write 1.662,5 or 1 662,5 for 1,662.5: read as if they did not, every offset kept."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.audit.figures import bare
from generator.diagnostics import Diagnostic, Fix, Note
from generator.markdown import Document, scan
from generator.patterns import lazy
from generator.source import SourceText

_NUMBER = lazy(r"(?<![\w.,])\d[\d.,]*\d(?![\w.,]*\d)")
_COMMA = lazy(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d+,\d{1,2}|0,\d+")
_POINT = lazy(r"\d{1,3}(?:,\d{3})*\.\d{1,2}|\d+\.(?:\d{1,2}|\d{4,})|[1-9]\d{0,2}(?:,\d{3})+")
_SECTION = lazy(r"\d{1,2}\.\d{1,2}")
_NAMED = lazy(
    r"(?:(?:^|\n)[#>*+\s-]*\[?|(?:[A-ZÄÖÜÉ][\w-]{2,20}|section|tableau|figure|chapitre|annexe)\.?[ \u00a0]"
    r"(?:\d{1,2}\.\d{1,2},?[ \u00a0](?:\w{1,4}[ \u00a0])?)?)$"
)
"""What stands before the number of a section or table (`Tabelle 4.1 und 4.2`), which has no decimals."""
_IN_FORMULA = lazy(r"(\d)\{,\}(\d+)")
_BLANKS = " \u00a0\u2009\u202f"
_GROUPED = lazy(rf"(?<![\w.,])[1-9]\d{{0,2}}(?:[{_BLANKS}]\d{{3}})+(?![\d.])(?:,\d+)?")
"""Groups of three digits with blanks between them."""
_EXCHANGED = str.maketrans(".,", ",.")
_SPACED = str.maketrans("," + _BLANKS, "." + "," * len(_BLANKS))
_FEWEST = 5
"""So many numbers that can only have a decimal comma leave no doubt."""
_FEWEST_GROUPED = 3
"""So many cells that group their digits with blanks."""
_BEFORE = 40
"""So much in front of a number is looked at for what it numbers."""


def digit_grouping(document: Document) -> str | None:
    """What stands between groups of three digits in a document with decimal commas: "." or " ".

    Nothing unless the numbers leave no doubt: several can only have a decimal comma, none a decimal point.
    """
    if "," not in document.text:
        return None
    plain = document.plain
    numbers = [(found.group(), found.start()) for found in _NUMBER.finditer(plain)]
    if sum(bool(_COMMA.fullmatch(number)) for number, _ in numbers) < _FEWEST:
        return None
    if any(_POINT.fullmatch(number) and not _is_section(plain, number, start) for number, start in numbers):
        return None
    cells = (bare(cell.text) for table in document.tables for row in table.rows for cell in row.cells)
    grouped = sum(bool(_GROUPED.fullmatch(cell.lstrip("+-−"))) for cell in cells)
    return " " if grouped >= _FEWEST_GROUPED else "."


def _is_section(plain: str, number: str, start: int) -> bool:
    """Whether a number numbers a section, table or figure."""
    if not _SECTION.fullmatch(number):
        return False
    return bool(_NAMED.search("\n" * (start <= _BEFORE) + plain[max(0, start - _BEFORE) : start]))


def with_points(document: Document, grouping: str) -> Document:
    """The same document with decimal points in running text, tables and formulas; code and targets stay."""
    text = document.text
    if grouping == " ":
        text = _replaced(text, document.plain, _GROUPED, _SPACED)
    plain = (
        document.plain if grouping == "." else _GROUPED.sub(lambda found: "x" * len(found[0]), document.plain)
    )
    text = _replaced(text, plain, _NUMBER, _EXCHANGED)
    pieces: list[str] = []
    position = 0
    for math in document.maths:
        start = max(math.start, position)
        pieces += [text[position:start], _IN_FORMULA.sub(r"\1.\2{}", text[start : math.end])]
        position = max(math.end, position)
    return scan(SourceText(document.path, "".join((*pieces, text[position:]))))


def _replaced(text: str, plain: str, pattern: re.Pattern[str], signs: dict[int, int]) -> str:
    """A text with the signs of its numbers exchanged, but for numbers that can only be sections' numbers."""
    pieces: list[str] = []
    position = 0
    for found in pattern.finditer(plain):
        if not _SECTION.fullmatch(found.group()):
            pieces += [text[position : found.start()], found.group().translate(signs)]
            position = found.end()
    return "".join((*pieces, text[position:]))


def restored(found: Diagnostic, grouping: str) -> Diagnostic:
    """A finding about the exchanged text in the words of the author's."""
    fix = found.fix and Fix(found.fix.span, _restored(found.fix.replacement, grouping))
    return replace(
        found,
        message=_restored(found.message, grouping),
        hint=_restored(found.hint, grouping),
        notes=tuple(Note(note.span, _restored(note.message, grouping)) for note in found.notes),
        fix=fix,
        stated=_restored(found.stated, grouping),
        expected=_restored(found.expected, grouping),
    )


def _restored(text: str, grouping: str) -> str:
    signs = str.maketrans(".,", f",{grouping}")
    return _NUMBER.sub(lambda found: found.group().translate(signs), text)
