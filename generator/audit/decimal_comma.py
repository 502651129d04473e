"""Documents that write 1.662,5 for 1,662.5: read with points and commas exchanged, every offset kept."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostic, Fix, Note
from generator.markdown import Document, scan
from generator.patterns import lazy
from generator.source import SourceText

_NUMBER = lazy(r"(?<![\w.,])\d[\d.,]*\d(?![\w.,]*\d)")
_COMMA = lazy(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d+,\d{1,2}")
_POINT = lazy(r"\d{1,3}(?:,\d{3})*\.\d{1,2}|\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+")
_IN_FORMULA = lazy(r"(\d)\{,\}(\d+)")
_EXCHANGED = str.maketrans(".,", ",.")
_FEWEST = 5


def uses_decimal_comma(document: Document) -> bool:
    """Whether the numbers leave no doubt: several can only have a decimal comma, none a decimal point."""
    if "," not in document.text:
        return False
    numbers = [found.group() for found in _NUMBER.finditer(document.plain)]
    commas = sum(bool(_COMMA.fullmatch(number)) for number in numbers)
    return commas >= _FEWEST and not any(map(_POINT.fullmatch, numbers))


def with_points(document: Document) -> Document:
    """The same document with decimal points in running text, tables and formulas; code and targets stay."""
    pieces: list[str] = []
    position = 0
    for found in _NUMBER.finditer(document.plain):
        pieces += [document.text[position : found.start()], found.group().translate(_EXCHANGED)]
        position = found.end()
    text = "".join((*pieces, document.text[position:]))
    pieces, position = [], 0
    for math in document.maths:
        start = max(math.start, position)
        pieces += [text[position:start], _IN_FORMULA.sub(r"\1.\2{}", text[start : math.end])]
        position = max(math.end, position)
    return scan(SourceText(document.path, "".join((*pieces, text[position:]))))


def restored(found: Diagnostic) -> Diagnostic:
    """A finding about the exchanged text in the words of the author's."""
    fix = found.fix and Fix(found.fix.span, _restored(found.fix.replacement))
    return replace(
        found,
        message=_restored(found.message),
        hint=_restored(found.hint),
        notes=tuple(Note(note.span, _restored(note.message)) for note in found.notes),
        fix=fix,
        stated=_restored(found.stated),
        expected=_restored(found.expected),
    )


def _restored(text: str) -> str:
    return _NUMBER.sub(lambda found: found.group().translate(_EXCHANGED), text)
