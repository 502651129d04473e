"""Figures in bold type or set as code are read as if they were not; findings point at what is written.

`grew to **52%**` says what `grew to 52%` says. The marks are taken out of a copy of the text, which knows the
places of its characters in the original. Bold labels, lines and cells keep theirs: they mean something.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from generator.audit.figures import CURRENCIES, NUMBER
from generator.diagnostics import Diagnostic, Span
from generator.markdown import Document, Piece, scan
from generator.patterns import lazy
from generator.source import SourceText

_EMPHASIS = lazy(
    r"(?<![*_A-Za-z\d])(?P<mark>\*{1,3}|_{1,2})(?=[^\s*_])(?P<body>[^*_\n\ufffc]{1,60})(?<=[^\s:：])(?P=mark)(?![*_])"
)
_ENDS = lazy(r"[^\S\n]*(?:[-–—:：\n]|\Z)")
"""What stands behind a bold line or label."""
_OWN = lazy(r"[-+*]\s|\d+[.)](?:\s|$)|[#>|:]|-+$|[^=]*=")
"""What would begin a block of its own at the beginning of a line, or defines something."""
_UNIT = r"\s?(?:[%％‰x×倍万亿]|ms|s|min|h|[KMGT]B|[㐀-鿿]{1,3})"
_CODE = lazy(
    rf"`\s?[-+−~≈<>≤≥]?\s?(?:{NUMBER}{_UNIT}|[{CURRENCIES}]{NUMBER}(?:{_UNIT})?|0\.\d{{1,6}}|\d{{1,3}}(?:,\d{{3}})+)\s?`"
)
"""A figure alone that can be nothing else: status codes, ports and versions have no unit."""


@dataclass(frozen=True)
class _Unmarked(SourceText):
    """A text without some of its marks, whose places are those of the text with them."""

    marks: tuple[Piece, ...] = ()
    """What was taken out, as offsets into the original."""
    original: SourceText = field(default_factory=lambda: SourceText("", ""))
    cuts: tuple[int, ...] = ()
    """Where in this text something was taken out."""
    gone: tuple[int, ...] = ()
    """How many characters were taken out up to each of these places."""

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """The (line, column) of each mark in the original text."""
        return [self.original.place(mark.start) for mark in self.marks]

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based (line, column) of an offset in the original text."""
        index = bisect_right(self.cuts, offset)
        return self.original.place(offset + (self.gone[index - 1] if index else 0))

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end] in the original text, without the marks around it."""
        if end <= start:
            return super().span(start, end)
        end_line, end_column = self.place(end - 1)
        return Span(self.path, *self.place(start), end_line, end_column + 1)


def without_marks(document: Document) -> Document:
    """The same document without the marks around figures in running text."""
    marks = sorted(set(_marks(document)))
    if not marks:
        return document
    ends = [0, *(mark.end for mark in marks)]
    starts = [*(mark.start for mark in marks), len(document.text)]
    text = "".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))
    gone = tuple(accumulate(mark.end - mark.start for mark in marks))
    cuts = tuple(mark.end - lost for mark, lost in zip(marks, gone, strict=True))
    return scan(_Unmarked(document.path, text, None, tuple(marks), document.source, cuts, gone))


def with_safe_fix(found: Diagnostic, read: Document) -> Diagnostic:
    """A finding about such a text; what it would replace must not hold one of two marks."""
    if found.fix is None or not isinstance(read.source, _Unmarked):
        return found
    places, span = read.source.places, found.fix.span
    following = bisect_left(places, (span.line, span.column))
    is_torn = following < len(places) and places[following] < (span.end_line, span.end_column)
    return replace(found, fix=None) if is_torn else found


def _marks(document: Document) -> Iterator[Piece]:
    """The opening and closing marks to leave out."""
    plain = document.plain
    for run in document.runs if "*" in plain or "_" in plain else ():
        if run.kind in ("paragraph", "item"):
            yield from _emphasis(plain, run.start, run.end)
    for table in document.tables:
        for row in table.rows if "*" in plain[table.start : table.end] else ():
            for cell in row.cells:
                yield from _emphasis(plain, cell.start, cell.end)
    for code in document.codes:
        if _CODE.fullmatch(document.text, code.start, code.end):
            yield from (Piece(code.start, code.start + 1), Piece(code.end - 1, code.end))


def _emphasis(plain: str, start: int, end: int) -> Iterator[Piece]:
    """The marks of what is set off with a figure in it, unless that is a line, a label or another block."""
    is_first = True
    read = start
    for found in _EMPHASIS.finditer(plain, start, end):
        line_start = plain.rfind("\n", read, found.start()) + 1
        before = plain[max(read, line_start) : found.start()]
        is_first = (is_first or line_start > 0) and not any(map(str.isalnum, before))
        is_own = is_first and (_ENDS.match(plain, found.end(), end) or _OWN.match(found["body"]))
        if any(map(str.isdigit, found["body"])) and not is_own:
            yield Piece(found.start(), found.start("body"))
            yield Piece(found.end("body"), found.end())
        is_first = is_first and not any(map(str.isalnum, found["body"]))
        read = found.end()
