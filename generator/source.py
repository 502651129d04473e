"""Text with places: reads files, and turns offsets into lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, Span

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class SourceText:
    """The text of one file. Only `\\n` ends a line; `read_source` turns `\\r\\n` into it."""

    path: str
    text: str
    stored: str | None = None
    """What the file holds, where that is more than the text: other line ends, a byte order mark."""

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; the first is 0."""
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based (line, column) of an offset."""
        index = bisect_right(self.line_starts, offset) - 1
        return index + 1, offset - self.line_starts[index] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        line, column = self.place(start)
        end_line, end_column = self.place(max(start, end))
        return Span(self.path, line, column, end_line, end_column)

    def line(self, number: int) -> str:
        """The text of a 1-based line without its line end; "" past the end."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


def decode(path: str, data: bytes) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Decode UTF-8, normalising line ends. Bad bytes become U+FFFD and one finding (CA003)."""
    problems: tuple[Diagnostic, ...] = ()
    try:
        stored = data.decode("utf-8")
    except UnicodeDecodeError as error:
        stored = data.decode("utf-8", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        last_break = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[last_break : error.start].decode("utf-8", errors="replace")) + 1
        problems = (
            Diagnostic(
                "CA003",
                "not-utf-8",
                Severity.ERROR,
                Span(path, line, column, line, column + 1),
                f"the byte 0x{data[error.start]:02x} is not valid UTF-8",
                "save the file as UTF-8",
            ),
        )
    text = stored.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")
    return SourceText(path, text, None if text == stored else stored), problems


def read_source(file: Path, path: str) -> tuple[SourceText, tuple[Diagnostic, ...]]:
    """Read a file that findings will call `path`. An unreadable file is one finding (CA004)."""
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = Diagnostic(
            "CA004",
            "unreadable-file",
            Severity.ERROR,
            Span.of_file(path),
            f"cannot read the file: {error.strerror or error}",
            "check that it exists and that you may read it",
        )
        return SourceText(path, ""), (problem,)
    return decode(path, data)


def read_line(root: Path, path: str, number: int) -> str:
    """One line of a file below a folder, as it is on disk now; "" if there is none."""
    return read_source(root / path, path)[0].line(number)
