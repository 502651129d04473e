"""Corrections that have one reading only, applied to files when asked."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Fix
from generator.source import SourceText, read_source


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after its corrections."""

    path: str
    before: str
    after: str
    count: int

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.path, self.path
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def changes(found: Iterable[Diagnostic]) -> Iterator[Change]:
    """The corrected files. A file that is not clean UTF-8 is left alone."""
    by_path: dict[str, list[Fix]] = {}
    for each in found:
        if each.fix is not None:
            by_path.setdefault(each.fix.span.path, []).append(each.fix)
    for path, fixes in sorted(by_path.items()):
        source, problems = read_source(Path(path), path)
        if not problems:
            after, count = corrected(source, fixes)
            yield Change(path, source.text, after, count)


def corrected(source: SourceText, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with the corrections made, and how many; of overlapping ones the first is made."""
    parts: list[str] = []
    position = count = 0
    for fix in sorted(fixes, key=lambda each: each.span):
        start = _offset(source, fix.span.line, fix.span.column)
        end = _offset(source, fix.span.end_line, fix.span.end_column)
        if start < position:
            continue
        parts += [source.text[position:start], fix.replacement]
        position = end
        count += 1
    return "".join((*parts, source.text[position:])), count


def _offset(source: SourceText, line: int, column: int) -> int:
    return source.line_starts[line - 1] + column - 1


def write(change: Change) -> None:
    """Replace the file at once, keeping its line ends and byte order mark."""
    file = Path(change.path)
    data = file.read_bytes()
    text = change.after.replace("\n", "\r\n") if b"\r\n" in data else change.after
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    new = file.with_name(f".{file.name}.audit-fix")
    new.write_bytes(mark + text.encode("utf-8"))
    new.chmod(file.stat().st_mode)
    os.replace(new, file)
