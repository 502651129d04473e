"""Waivers in comments: `<!-- audit: ignore CA501 reason -->`, for the block that follows or surrounds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Span
from generator.markdown import Document

_COMMENT = re.compile(r"<!--\s*audit:\s*ignore\b([^\n]*?)\s*-*->", re.DOTALL)
_CODE = re.compile(r"[\s,]*(CA\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One waiver: the codes it names, its reason, and the lines that it covers."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    first_line: int
    last_line: int

    def codes_for(self, found: Diagnostic) -> Iterator[str]:
        """The codes of this waiver by which a finding in its document is waived."""
        if self.first_line <= found.span.line <= self.last_line:
            for code in self.codes:
                if found.code.startswith(code):
                    yield code


class Suppressions:
    """The waivers of a document, to ask which of them concern a finding."""

    def __init__(self, waivers: tuple[Suppression, ...]) -> None:
        self.all = waivers
        self._groups: list[list[Suppression]] = []
        """Waivers whose lines overlap, so that a finding concerns those of one group only."""
        last_line = 0
        for each in sorted(waivers, key=lambda waiver: waiver.first_line):
            if each.first_line > last_line:
                self._groups.append([])
            self._groups[-1].append(each)
            last_line = max(last_line, each.last_line)
        self._first_lines = [group[0].first_line for group in self._groups]

    def honoured_by(self, found: Diagnostic) -> Iterator[tuple[Suppression, str]]:
        """The waivers by which a finding is waived, each with the code that does it."""
        group = bisect_right(self._first_lines, found.span.line) - 1
        for waiver in self._groups[group] if group >= 0 else ():
            for code in waiver.codes_for(found):
                yield waiver, code


def read_suppressions(document: Document) -> tuple[Suppression, ...]:
    """All waivers of a document, in order."""
    if "audit:" not in document.text:
        return ()
    found = []
    for comment in document.comments:
        match = _COMMENT.match(document.text, comment.start)
        if match and match.end() <= comment.end + 1:
            found.append(_suppression(document, match, comment.start, comment.end))
    return tuple(found)


def _suppression(document: Document, match: re.Match[str], start: int, end: int) -> Suppression:
    body = match.group(1)
    codes: list[str] = []
    position = 0
    while code := _CODE.match(body, position):
        codes.append(code.group(1))
        position = code.end()
    reason = body[position:].strip(" \t:,—–-：，")
    first, last = _block(document, start, end)
    return Suppression(document.span(start, end), tuple(codes), reason, first, last)


def _block(document: Document, start: int, end: int) -> tuple[int, int]:
    """The first and last line of the block that a comment speaks for."""
    text = document.text
    line_start = text.rfind("\n", 0, start) + 1
    line_end = _line_end(text, end)
    beside = text[line_start:start] + text[end:line_end]
    position = line_start if beside.strip(" \t>-*+") else line_end + 1
    while position < len(text) and not text[position : _line_end(text, position)].strip(" \t>"):
        position = _line_end(text, position) + 1
    stop = position
    while stop < len(text) and text[stop : _line_end(text, stop)].strip(" \t>"):
        stop = max(_line_end(text, stop), _element_end(document, stop)) + 1
    return document.source.place(position)[0], document.source.place(max(position, stop - 1))[0]


def _line_end(text: str, position: int) -> int:
    found = text.find("\n", position)
    return len(text) if found < 0 else found


def _element_end(document: Document, position: int) -> int:
    """The end of the fence or formula that the line at `position` belongs to: blank lines end neither."""
    line_end = _line_end(document.text, position)
    for pieces in (document.fences, document.maths):
        last = bisect_left(pieces, line_end, key=lambda piece: piece.start) - 1
        if last >= 0 and position < pieces[last].end:
            return _line_end(document.text, pieces[last].end)
    return 0
