"""What a parser of mermaid's own grammar says about a diagram, and which line it means."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from generator.patterns import lazy

_TYPES = lazy(
    r"(?:graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|"
    r"gantt|pie|quadrantChart|requirement"
    r"|gitGraph|C4|mindmap|timeline|zenuml|sankey|xychart|block|packet|kanban|"
    r"architecture|radar|treemap|info|usecase)"
)
PREAMBLE = lazy(r"(?:\s*\n|---\n.*?\n---\s*\n|[ \t]*%%[^\n]*\n)*", re.DOTALL)
"""What may stand before the line that names the kind of diagram."""
_REPORT = lazy(
    r"(?P<kind>syntax|semantic)\b[^:]*?(?: at \d+:\d+)?: "
    r"(?:(?:Parse|Lexical) error on line \d+[:.]\s?(?:Unrecognized text\.)?)?(?P<rest>.*)",
    re.DOTALL,
)
_POINTER = lazy(r"\s*?\n?(?P<line>[^\n]*)\n-*\^\n?(?P<words>.*)", re.DOTALL)
_NAMED = lazy(r"\"([^\"\n]+)\"|\(([^()\n]+)\)|:(\S+)\s*$|\b(linkStyle|checkout|merge|cherry-pick)\b")
_OPENS_BLOCK = lazy(
    r"\s*(?:subgraph|alt|opt|loop|par|critical|break|rect|box|note)\b|.*\{\s*$", re.IGNORECASE
)
_QUOTED = lazy(r'"[^"\n]*"')
_PAIRS = ("[]", "()", "{}")


class Fault(NamedTuple):
    """What is wrong, and the line that it is about: offsets into the diagram's source."""

    message: str
    start: int
    end: int


def fault_of(source: str) -> Fault | None:
    """The first fault of a diagram; nothing if it parses or nobody can tell."""
    draw = parser()
    if draw is None:
        return None
    if not source.strip():
        return Fault("it is empty", 0, 0)
    try:
        draw(source)
    except Exception as error:  # the renderer documents no exception types
        return _fault(source, str(error))
    return None


@lru_cache(maxsize=1)
def parser() -> Callable[[str], Any] | None:
    """The renderer, loaded only when a diagram is met: documents without one start faster."""
    try:
        return importlib.import_module("mermaid_render").convert  # type: ignore[no-any-return]
    except ImportError:
        return None


def _fault(source: str, report: str) -> Fault | None:
    """The fault that a report tells of; what only the drawing of a known kind refuses is none."""
    preamble = PREAMBLE.match(source)
    start = preamble.end() if preamble else 0
    found = _REPORT.match(report)
    if found is None:
        is_known = _TYPES.match(source[start:].lstrip())
        return None if is_known else _at_line(source, start, " ".join(report.split()))
    pointer = _POINTER.match(found["rest"]) if found["kind"] == "syntax" else None
    if pointer is None:
        return _at_line(source, _mention(source, start, found["rest"]), " ".join(found["rest"].split()))
    words = " ".join(pointer["words"].split()) or "unrecognised text"
    return _at_line(source, _place(source, start, pointer["line"]), words)


def _mention(source: str, start: int, report: str) -> int:
    """The one line that holds a word which the report names; where there is none, the diagram's first."""
    lines = list(_lines(source, start))
    for found in _NAMED.finditer(report):
        word = next(group for group in found.groups() if group)
        places = [at for at, line in lines if word in line]
        if len(places) == 1:
            return places[0]
    return next((at for at, line in lines if line.strip()), start)


def _at_line(source: str, position: int, message: str) -> Fault:
    """A fault of the line at a place, without the blanks around it."""
    start = source.rfind("\n", 0, position) + 1
    end = source.find("\n", position)
    line = source[start : len(source) if end < 0 else end]
    return Fault(message, start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _place(source: str, start: int, excerpt: str) -> int:
    """Where the line begins that the parser could not read.

    A label that is never closed is noticed on a later line or at the end, but is wrong where it opens.
    """
    lines = [(at, line) for at, line in _lines(source, start) if line.strip()]
    text = excerpt.removeprefix("...").strip()
    index = next((place for place, (_, line) in enumerate(lines) if text and text in line), len(lines))
    if index < len(lines) and not _is_open(lines[index][1]) and index and _is_open(lines[index - 1][1]):
        return lines[index - 1][0]
    if index < len(lines):
        return lines[index][0]
    suspects = [at for at, line in lines if _is_open(line)] or [
        at for at, line in lines if _OPENS_BLOCK.match(line)
    ]
    return suspects[-1] if suspects else lines[-1][0]


def _lines(source: str, start: int) -> Iterator[tuple[int, str]]:
    position = start
    for line in source[start:].split("\n"):
        yield position, line
        position += len(line) + 1


def _is_open(line: str) -> bool:
    """Whether a bracket is opened and not closed in a line; one that only opens a block does not count."""
    text = _QUOTED.sub("", line).rstrip()
    return any(text.removesuffix(pair[0]).count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
