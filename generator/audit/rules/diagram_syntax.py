"""A mermaid diagram parses."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from generator.audit.coverage import Coverage, Skip
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Fence
from generator.rule import Example, Rule

_TYPES = re.compile(
    r"(?:graph|flowchart|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|"
    r"gantt|pie|quadrantChart|requirement"
    r"|gitGraph|C4|mindmap|timeline|zenuml|sankey|xychart|block|packet|kanban|"
    r"architecture|radar|treemap|info|usecase)",
)
_PREAMBLE = re.compile(r"(?:\s*\n|---\n.*?\n---\s*\n|[ \t]*%%[^\n]*\n)*", re.DOTALL)
_LONGEST = 50_000


def check(document: Document) -> Iterator[Diagnostic]:
    """Each mermaid block, by a parser of mermaid's own grammar if one is installed."""
    for fence in diagrams(document):
        problem = _problem(document.text[fence.body_start : fence.body_end])
        if problem:
            start, end = first_line(document, fence)
            yield RULE.finding(
                document.span(start, end),
                f"the diagram does not parse: {problem}",
                "correct the line that the parser names (counted from the fence)",
                stated=document.text[start:end],
            )


def diagrams(document: Document) -> Iterator[Fence]:
    """The mermaid blocks of a document."""
    return (fence for fence in document.fences if fence.language == "mermaid")


def first_line(document: Document, fence: Fence) -> tuple[int, int]:
    """Where the line stands that names the kind of diagram."""
    found = _PREAMBLE.match(document.text, fence.body_start, fence.body_end)
    position = found.end() if found else fence.body_start
    end = document.text.find("\n", position)
    end = fence.body_end if end < 0 else min(end, fence.body_end)
    line = document.text[position:end]
    start = position + len(line) - len(line.lstrip())
    return start, max(start, position + len(line.rstrip()))


def _problem(source: str) -> str | None:
    """What the parser says in one line; nothing if the diagram parses or nobody can tell."""
    draw = _parser()
    if draw is None or len(source) > _LONGEST:
        return None
    if not source.strip():
        return "it is empty"
    try:
        draw(source)
    except Exception as error:  # the renderer documents no exception types
        text = " ".join(str(error).split())
        body = source[match.end() :] if (match := _PREAMBLE.match(source)) else source
        known = _TYPES.match(body.lstrip())
        return None if known and not text.startswith("syntax") else text
    return None


@lru_cache(maxsize=1)
def _parser() -> Callable[[str], Any] | None:
    """The renderer, loaded only when a diagram is met: documents without one start faster."""
    try:
        return importlib.import_module("mermaid_render").convert  # type: ignore[no-any-return]
    except ImportError:
        return None


def coverage(document: Document) -> Coverage:
    """Diagrams that a parser read, and those for which there is none."""
    found = list(diagrams(document))
    skipped = [
        Skip(document.span(fence.start, fence.start + 3), reason)
        for fence in found
        if (reason := _reason(fence.body_end - fence.body_start))
    ]
    return Coverage("diagrams", len(found) - len(skipped), tuple(skipped))


def _reason(size: int) -> str:
    if size > _LONGEST:
        return "diagram too large to parse"
    return "" if _parser() else "diagram not parsed: mermaid-render is not installed"


RULE: Rule[Document] = Rule(
    code="CA601",
    name="diagram-syntax",
    severity=Severity.ERROR,
    title={
        "en": "a mermaid diagram does not parse",
        "zh": "mermaid 图无法解析",
    },
    why={
        "en": "Readers see an error graphic, or the source, instead of the diagram.",
        "zh": "读者看到的是错误图标或源代码，而不是图。",
    },
    check=check,
    bad=(
        Example("```mermaid\n⟦graph TD⟧\n    A[start --> B\n```\n"),
        Example("```mermaid\n⟦sequenceDiagram⟧\n    A->>B: hi\n    alt x\n```\n", note="alt is never closed"),
    ),
    good=(
        Example("```mermaid\ngraph TD\n    A[开始（一）] --> B[结束]\n```\n"),
        Example('```mermaid\npie title Shares\n    "a" : 40\n    "b" : 60\n```\n'),
        Example("```text\ngraph TD\n    A[start --> B\n```\n", note="no diagram"),
    ),
)
"""Diagrams that do not parse."""
