"""The nodes of mermaid flowcharts: their labels line by line, and which nodes lead to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.markdown import Document, Fence

_NODE = re.compile(r"(?<!\w)([A-Za-z]\w{0,30})\s?[\[({]+\"?([^\[\](){}|\"\n]{1,200})\"?[\])}]+")
_ARROW = re.compile(r"[ \t]*(?:-->|==>|-\.->|---)(?:\|[^|\n]{0,80}\|)?[ \t]*")
_ID = re.compile(r"[ \t]*([A-Za-z]\w{0,30})")
MAX_JOINED = 20
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Source(NamedTuple):
    """A node that an arrow leads from: its label, and the place of the arrow's line."""

    label: str
    start: int
    end: int


class Node(NamedTuple):
    """A node with the lines of its label, its place, and the nodes before it."""

    lines: tuple[str, ...]
    start: int
    end: int
    before: tuple[Source, ...]


def read_nodes(document: Document) -> Iterator[Node]:
    """Every labelled node of the document's flowcharts; the first label of a name counts."""
    for fence in document.fences:
        body = document.text[fence.body_start : fence.body_end]
        if fence.language == "mermaid" and re.match(r"\s*(?:graph|flowchart)\b", body):
            yield from _nodes(document.text, fence)


def _nodes(text: str, fence: Fence) -> Iterator[Node]:
    labels: dict[str, re.Match[str]] = {}
    for found in _NODE.finditer(text, fence.body_start, fence.body_end):
        labels.setdefault(found[1], found)
    arrows = _arrows(text, fence, labels)
    for name, found in labels.items():
        lines = tuple(part.strip() for part in _BREAK.split(found[2]) if part.strip())
        if lines:
            yield Node(lines, found.start(2), found.end(2), tuple(arrows.get(name, ())))


def _arrows(text: str, fence: Fence, labels: dict[str, re.Match[str]]) -> dict[str, list[Source]]:
    """For each node the labelled nodes from which arrows lead to it."""
    found: dict[str, list[Source]] = {}
    position = fence.body_start
    for line in text[fence.body_start : fence.body_end].split("\n"):
        names = [
            [_name(part) for part in side.split("&", MAX_JOINED)[:MAX_JOINED]] for side in _ARROW.split(line)
        ]
        end = position + len(line.rstrip())
        start = position + len(line) - len(line.lstrip())
        for sources, targets in itertools.pairwise(names):
            for target in targets:
                found.setdefault(target, []).extend(
                    Source(_BREAK.split(labels[source][2])[0], start, end)
                    for source in sources
                    if source in labels
                )
        position += len(line) + 1
    return found


def _name(side: str) -> str:
    found = _ID.match(side)
    return found[1] if found else ""
