"""The one finding type, its order, and its formatters.

Everything the Atlas has to say about somebody's input is a `Diagnostic`: frozen, complete at
birth, and pointing at the text that a person edits. There is no second error path.
"""

from __future__ import annotations

import enum
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

TOOL_NAME = "ai-convergence-atlas"


class Severity(enum.StrEnum):
    """How bad a finding is. Only `ERROR` makes a command exit with status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst, growing as findings get milder."""
        return list(Severity).index(self)


class Span(NamedTuple):
    """A stretch of one file. Lines and columns are 1-based and count characters.

    `end_column` is exclusive: a span over the first character of a line is 1:1 to 1:2.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of_file(cls, path: str) -> Span:
        """The span used for a finding about a file as a whole."""
        return cls(path, 1, 1, 1, 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that helps to understand a finding."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A text edit that is always safe: replace what `span` covers by `replacement`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` is one sentence that quotes what was found and what was expected; `hint` is an
    imperative. `stated` and `expected` carry the two figures of a numeric finding as text.
    """

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    notes: tuple[Note, ...] = ()
    fix: Fix | None = None
    stated: str = ""
    expected: str = ""

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Findings are listed by place, then code, then wording: the same on every run."""
        return (self.span, self.code, self.message)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings without exact repetitions, in their one fixed order."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda found: found.sort_key))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding has severity error."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many findings of each severity there are, e.g. `2 errors, 1 warning`."""
    counts = Counter(found.severity for found in diagnostics)
    parts = [_counted(counts[level], level) for level in Severity if counts[level]]
    return ", ".join(parts) or "no findings"


def _counted(count: int, level: Severity) -> str:
    plural = "" if count == 1 or level is Severity.INFO else "s"
    return f"{count} {level}{plural}"


# --------------------------------------------------------------------------- formatters

LineReader = Callable[[str, int], str]
"""Gives the text of one line of a file (path, 1-based number), or "" if there is none."""


def no_lines(path: str, line: int) -> str:
    """A `LineReader` that knows no file: findings are printed without their code frame."""
    return ""


def format_text(diagnostics: Sequence[Diagnostic], read_line: LineReader = no_lines) -> str:
    """Format for people: one headline per finding, the line it is about, and a hint."""
    return "\n".join(_text_block(found, read_line) for found in diagnostics)


def _text_block(found: Diagnostic, read_line: LineReader) -> str:
    lines = [f"{found.span}: {found.severity} {found.code} {found.name}: {found.message}"]
    lines += _drawn(found.span, read_line)
    for note in found.notes:
        lines.append(f"  note: {note.span}: {note.message}")
        lines += _drawn(note.span, read_line)
    explain = f"(python -m generator explain {found.code})"
    lines.append(f"  hint: {found.hint}   {explain}" if found.hint else f"  {explain}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of source with a stretch of it marked; of a long line, a window around the stretch."""

    line: int
    before: str
    marked: str
    after: str


def frame(span: Span, read_line: LineReader) -> Frame | None:
    """The line that a span begins on, marked as far as the span covers it; None if the line is unknown."""
    text = read_line(span.path, span.line)
    if not text or text.isspace():
        return None
    start = span.column - 1
    end = max(start, span.end_column - 1 if span.end_line == span.line else len(text))
    offset = max(0, start - 60)
    window = text[offset : offset + 120].replace("\t", " ")
    start, end = start - offset, end - offset
    return Frame(span.line, window[:start], window[start:end], window[end:].rstrip())


def _drawn(span: Span, read_line: LineReader) -> list[str]:
    """The frame of a span with carets below it; empty when the line is unknown.

    Wide (East Asian) characters take two terminal cells, so the caret line is padded by display width.
    """
    found = frame(span, read_line)
    if found is None:
        return []
    gutter = f"  {found.line} | "
    carets = " " * _cells(found.before) + "^" * max(1, _cells(found.marked))
    line = gutter + (found.before + found.marked + found.after).rstrip()
    return [line, " " * (len(gutter) - 2) + "| " + carets]


def _cells(text: str) -> int:
    """How many terminal cells a text takes: CJK and full-width characters take two."""
    return sum(2 if char >= "\u1100" and (char >= "\u2e80" or char <= "\u115f") else 1 for char in text)


def as_record(found: Diagnostic) -> dict[str, Any]:
    """One finding as plain data, with the fields that the JSON format promises."""
    span = found.span
    return {
        "code": found.code,
        "name": found.name,
        "severity": str(found.severity),
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": found.message,
        "hint": found.hint,
        "stated": found.stated,
        "expected": found.expected,
        "notes": [{"place": str(note.span), "message": note.message} for note in found.notes],
        "fix": found.fix.replacement if found.fix else None,
    }


def format_json(diagnostics: Sequence[Diagnostic], read_line: LineReader = no_lines) -> str:
    """Format as a JSON array, one object per finding."""
    return json.dumps([as_record(found) for found in diagnostics], ensure_ascii=False, indent=2)


_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def format_github(diagnostics: Sequence[Diagnostic], read_line: LineReader = no_lines) -> str:
    """Format as GitHub Actions workflow commands, which show up beside the changed lines."""
    return "\n".join(_github_line(found) for found in diagnostics)


def _github_line(found: Diagnostic) -> str:
    span = found.span
    place = {
        "file": span.path,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": f"{found.code} {found.name}",
    }
    properties = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in place.items())
    body = found.message + (f"\nhint: {found.hint}" if found.hint else "")
    return f"::{_GITHUB_LEVEL[found.severity]} {properties}::{_escape(body)}"


def _escape(value: str, also: str = "") -> str:
    """Percent-encode what the workflow-command syntax reserves."""
    for char in "%\r\n" + also:
        value = value.replace(char, f"%{ord(char):02X}")
    return value


_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def format_sarif(diagnostics: Sequence[Diagnostic], read_line: LineReader = no_lines) -> str:
    """Format as SARIF 2.1.0, for code-scanning services."""
    rules = {found.code: found.name for found in diagnostics}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": TOOL_NAME,
                        "rules": [{"id": code, "name": rules[code]} for code in sorted(rules)],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(found) for found in diagnostics],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_result(found: Diagnostic) -> dict[str, Any]:
    text = found.message + (f" Hint: {found.hint}" if found.hint else "")
    result: dict[str, Any] = {
        "ruleId": found.code,
        "level": _SARIF_LEVEL[found.severity],
        "message": {"text": text},
        "locations": [_sarif_location(found.span)],
    }
    if found.notes:
        result["relatedLocations"] = [
            {**_sarif_location(note.span), "message": {"text": note.message}} for note in found.notes
        ]
    return result


def _sarif_location(span: Span) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": span.path}, "region": region}}


FORMATS: dict[str, Callable[[Sequence[Diagnostic], LineReader], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
"""What `--format` accepts."""
