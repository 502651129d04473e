"""Where the lines of a data file begin, and where they should: two spaces a step, lists one step in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.source import SourceText
from generator.yaml_nodes import MappingNode, Node, Scalar

STEP = 2
"""Spaces of indentation for each level."""

_DASH = re.compile(r"-(?: *\t[ \t]*|  +)(?=[^\s#])")
"""A dash whose entry follows on the line, but not behind one space."""
_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?\n")
"""The header of a block text that leaves its indentation open."""


def indented(source: SourceText, root: Node) -> str | None:
    """The text with every line indented as it should be; None if it is so already."""
    indents = _Indents(source.text)
    indents.place(root, 0)
    return indents.apply() if indents.is_off else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@dataclass
class _Indents:
    """Indentations by the offset at which a line begins; lines not mentioned move with the one above."""

    text: str
    given: dict[int, int] = field(default_factory=dict)
    wanted: dict[int, int] = field(default_factory=dict)
    texts: list[tuple[int, int]] = field(default_factory=list)
    """From where to where block texts go: what looks like a comment or a list there is none."""
    is_off: bool = False

    def place(self, node: Node, indent: int) -> None:
        """Note where the lines of a block belong; what is in brackets moves with the line it begins on."""
        if isinstance(node, Scalar):
            if node.style in ("|", ">"):
                self._place_text(node, indent)
        elif isinstance(node, MappingNode):
            if self.text[node.start] != "{":
                for name, key in node.keys_at.items():
                    self._put(key.start, indent)
                    self.place(node.nodes[name], indent + STEP)
        elif self.text[node.start] != "[":
            for child in node.nodes:
                dash = self.text.rfind("-", 0, child.start)
                self._put(dash, indent)
                self.is_off |= _DASH.match(self.text, dash, child.start + 1) is not None
                self.place(child, indent + STEP)

    def _put(self, offset: int, indent: int) -> None:
        """Say where an entry belongs, if it is the first on its line."""
        start = self.text.rfind("\n", 0, offset) + 1
        if start == offset or self.text[start:offset].isspace():
            self._note(start, offset - start, indent)

    def _note(self, line: int, given: int, wanted: int) -> None:
        self.given[line], self.wanted[line] = given, wanted
        self.is_off |= given != wanted

    def _place_text(self, node: Scalar, indent: int) -> None:
        header = _HEADER.match(self.text, node.start)
        if header:
            start = header.end()
            lines = self.text[start : node.end].split("\n")
            self.texts.append((start, node.end))
            self._note(start, min((_indent(line) for line in lines if line.strip()), default=indent), indent)

    def apply(self) -> str:
        """The text, its lines moved."""
        applied: list[str] = []
        shift = start = 0
        for line in self.text.split("\n"):
            is_text = any(begin <= start < end for begin, end in self.texts)
            if start in self.wanted:
                shift = self.wanted[start] - self.given[start]
            is_comment = not is_text and line.lstrip().startswith("#")
            by = self._shift_of_comment(start, _indent(line)) if is_comment else shift
            rest = line.lstrip(" ")
            if start in self.wanted and not is_text:
                rest = "- " + rest[dash.end() :] if (dash := _DASH.match(rest)) else rest
            applied.append(" " * max(0, _indent(line) + by) + rest if line.strip() else line)
            start += len(line) + 1
        return "\n".join(applied)

    def _shift_of_comment(self, start: int, indent: int) -> int:
        """A comment moves with the nearest entry that begins in its column, rather with one below."""
        texts = {begin for begin, _ in self.texts}
        beside = [line for line, given in self.given.items() if given == indent and line not in texts]
        nearest = min(beside, key=lambda line: (line < start, abs(line - start)), default=None)
        return 0 if nearest is None else self.wanted[nearest] - self.given[nearest]
