"""A mermaid diagram parses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.coverage import Coverage, Skip
from generator.audit.diagrams.diagram_faults import PREAMBLE, fault_of, parser
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Fence
from generator.rule import Example, Rule

_LONGEST = 50_000


def check(document: Document) -> Iterator[Diagnostic]:
    """Each mermaid block, by a parser of mermaid's own grammar if one is installed."""
    for fence in diagrams(document):
        source = document.text[fence.body_start : fence.body_end]
        fault = fault_of(source) if len(source) <= _LONGEST else None
        if fault:
            yield RULE.finding(
                document.span(fence.body_start + fault.start, fence.body_start + fault.end),
                f"the diagram does not parse: {fault.message}",
                "correct this line, or the one before it",
                notes=(Note(document.span(*first_line(document, fence)), "the diagram"),),
                stated=source[fault.start : fault.end],
            )


def diagrams(document: Document) -> Iterator[Fence]:
    """The mermaid blocks of a document."""
    return (fence for fence in document.fences if fence.language == "mermaid")


def first_line(document: Document, fence: Fence) -> tuple[int, int]:
    """Where the line stands that names the kind of diagram."""
    found = PREAMBLE.match(document.text, fence.body_start, fence.body_end)
    position = found.end() if found else fence.body_start
    end = document.text.find("\n", position)
    end = fence.body_end if end < 0 else min(end, fence.body_end)
    line = document.text[position:end]
    start = position + len(line) - len(line.lstrip())
    return start, max(start, position + len(line.rstrip()))


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
    return "" if parser() else "diagram not parsed: mermaid-render is not installed"


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
        Example("```mermaid\ngraph TD\n    ⟦A[start --> B⟧\n    B --> C\n```\n"),
        Example("```mermaid\ngraph LR\n    A --> B\n    ⟦B -> C⟧\n```\n", note="no arrow of flowcharts"),
        Example("```mermaid\nsequenceDiagram\n    A->>B: hi\n    ⟦alt x⟧\n```\n", note="alt is never closed"),
        Example(
            "```mermaid\ngitGraph\n    commit\n    ⟦checkout dev⟧\n```\n", note="there is no such branch"
        ),
    ),
    good=(
        Example("```mermaid\ngraph TD\n    A[开始（一）] --> B[结束]\n```\n"),
        Example('```mermaid\npie title Shares\n    "a" : 40\n    "b" : 60\n```\n'),
        Example("```text\ngraph TD\n    A[start --> B\n```\n", note="no diagram"),
    ),
)
"""Diagrams that do not parse."""
