"""Labels of mermaid diagrams are quoted where mermaid is stricter than people expect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.rules.diagram_syntax import diagrams, first_line
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Fence
from generator.rule import Example, Rule

_FLOW = re.compile(r"(?:graph|flowchart)\b")
_SUBGRAPH = re.compile(
    r"^[ \t]*subgraph[ \t]+([^\s\"\[\]][^\"\[\]\n]*[()（）{}][^\"\[\]\n]*?)[ \t]*$", re.MULTILINE
)
_NAMELESS = re.compile(r"^[ \t]*(subgraph)[ \t]*$", re.MULTILINE)
_NODE = re.compile(r"(?<![\w\[(])[\w-]+\[([^\"\[\]()/\\|][^\"\[\]|\n]*[()][^\"\[\]|\n]*)\]")
_END = re.compile(r"(?:--+>|---|==+>|-\.+->)(?:\|[^|\n]*\|)?[ \t]*(end)[ \t]*(?:;|$)", re.MULTILINE)
_QUADRANT = re.compile(r"^[ \t]*(quadrant)[ \t_]?([1-4])[ \t]+([^\n]*?)[ \t]*$", re.MULTILINE)
_QUADRANT_LABEL = re.compile(
    r"^[ \t]*quadrant-[1-4][ \t]+([^\"\s][^\"\n]*[()][^\"\n]*?)[ \t]*$", re.MULTILINE
)
_POINT = re.compile(r":[ \t]*\[[ \t]*(\d+(?:\.\d+)?)[ \t]*,[ \t]*(\d+(?:\.\d+)?)[ \t]*\]")
_MILESTONE = re.compile(r"^[^:%\n]*:[ \t]*([^\n]*\bmilestone\b[^\n]*?)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?")
_TAGS = ("milestone", "crit", "done", "active")


def check(document: Document) -> Iterator[Diagnostic]:
    """Each line of a diagram that mermaid refuses or draws elsewhere than it says."""
    for fence in diagrams(document):
        start, end = first_line(document, fence)
        kind = document.text[start:end]
        if _FLOW.match(kind):
            yield from _flow(document, fence)
        elif kind.startswith("quadrantChart"):
            yield from _quadrants(document, fence)
        elif kind.startswith("gantt"):
            yield from _gantt(document, fence)


def _found(document: Document, fence: Fence, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return pattern.finditer(document.text, fence.body_start, fence.body_end)


def _flow(document: Document, fence: Fence) -> Iterator[Diagnostic]:
    for number, found in enumerate(_found(document, fence, _SUBGRAPH), start=1):
        wanted = f'subgraph g{number}["{found[1]}"]'
        yield _finding(document, found, 1, f"the subgraph title {found[1]!r} has unquoted brackets", wanted)
    for found in _found(document, fence, _NAMELESS):
        yield _finding(document, found, 1, "a subgraph needs a name", "subgraph g1")
    for found in _found(document, fence, _NODE):
        yield _finding(document, found, 1, f"the label {found[1]!r} has unquoted brackets", f'"{found[1]}"')
    for found in _found(document, fence, _END):
        yield _finding(document, found, 1, "'end' is a keyword and cannot name a node", "End")


def _quadrants(document: Document, fence: Fence) -> Iterator[Diagnostic]:
    for found in _found(document, fence, _QUADRANT):
        label = found[3] if found[3].startswith('"') else f'"{found[3]}"'
        message = f"{found[1]}{found[2]} is no keyword: it needs a hyphen"
        yield _finding(document, found, 1, message, f"quadrant-{found[2]} {label}")
    for found in _found(document, fence, _QUADRANT_LABEL):
        yield _finding(document, found, 1, f"the label {found[1]!r} has unquoted brackets", f'"{found[1]}"')
    for found in _found(document, fence, _POINT):
        for group in (1, 2):
            if re.match(r"(?:[1-9]\d*(?:\.0*[1-9]|\d)|[2-9]|1\.0*[1-9])", found[group]):
                yield _finding(
                    document, found, group, f"the coordinate {found[group]} lies outside 0 to 1", ""
                )


def _gantt(document: Document, fence: Fence) -> Iterator[Diagnostic]:
    """A milestone with one date: mermaid takes the date as the end, and draws half-way to it."""
    for found in _found(document, fence, _MILESTONE):
        rest = [part for each in found[1].split(",") if (part := each.strip()) not in _TAGS]
        if len(rest) == 1 and _DATE.fullmatch(rest[0]):
            wanted = found[1].replace(rest[0], f"{rest[0]}, 0d")
            message = f"the milestone has one date, {rest[0]}, which mermaid takes as its end, not as its day"
            yield _finding(document, found, 1, message, wanted)


def _finding(document: Document, found: re.Match[str], group: int, message: str, wanted: str) -> Diagnostic:
    return RULE.finding(
        document.span(found.start(group), found.end(group)),
        message,
        f"write {wanted}" if wanted else "scale the coordinates",
        stated=found[group],
        expected=wanted,
    )


RULE: Rule[Document] = Rule(
    code="CA602",
    name="diagram-strictness",
    severity=Severity.ERROR,
    title={
        "en": "a diagram line is not read as it is meant",
        "zh": "mermaid 图中有一行不会按原意解读",
    },
    why={
        "en": "Mermaid wants quotes around brackets, a hyphen in quadrant-1 and two dates for a milestone.",
        "zh": "mermaid 要求括号加引号、quadrant-1 带连字符、里程碑写明起点与时长。",
    },
    check=check,
    bad=(
        Example("```mermaid\ngraph TB\n    subgraph ⟦收敛层（95%）⟧\n        A --> B\n    end\n```\n"),
        Example("```mermaid\nquadrantChart\n    ⟦quadrant⟧1 Leaders\n    A: [0.3, 0.8]\n```\n"),
        Example(
            "```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    section a\n"
            "    New :⟦milestone, 2026-12-31⟧\n```\n"
        ),
        Example("```mermaid\ngraph TD\n    A[⟦foo (bar)⟧] --> B\n```\n"),
    ),
    good=(
        Example(
            '```mermaid\ngraph TB\n    subgraph L4["收敛层（95%）"]\n        A["x (y)"] --> B[(数据库)]\n'
            "    end\n```\n"
        ),
        Example(
            "```mermaid\ngraph TB\n    subgraph 技术收敛\n        A[甲（乙）] --> B([round])\n    end\n```\n"
        ),
        Example('```mermaid\nquadrantChart\n    quadrant-1 "Leaders (top)"\n    A: [1, 0]\n```\n'),
        Example(
            "```mermaid\ngantt\n    dateFormat YYYY-MM-DD\n    section a\n"
            "    New :milestone, m1, 2026-12-31, 0d\n```\n"
        ),
    ),
)
"""Where mermaid is strict."""
