"""What reading a text into blocks has found so far, and what is open at the line that is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.markdown.elements import (
    Admonition,
    Definition,
    Fence,
    Item,
    Math,
    Piece,
    Run,
    Table,
)

PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*+")
"""The indentation and the quote marks at the beginning of a line."""


@dataclass
class Container:
    """An open list item or admonition: what is indented by `indent` belongs to it."""

    indent: int
    is_item: bool


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading before its inline content is read."""

    start: int
    end: int
    level: int
    text_start: int
    text_end: int
    attributes: str = ""


@dataclass
class Blocks:
    """The blocks of a text, in the order of their ends."""

    text: str
    front_matter: Piece | None = None
    headings: list[RawHeading] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    maths: list[Math] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    admonitions: list[Admonition] = field(default_factory=list)
    quotes: list[Piece] = field(default_factory=list)
    comments: list[Piece] = field(default_factory=list)
    blanked: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.size = len(self.text)
        self.position = 0
        """Where the next line begins."""
        self.depth = 0
        """How many quote marks the line has."""
        self.indent = 0
        """The columns in front of what is read, list markers included."""
        self.markers = 0
        """How many list markers of the line have been read."""
        self.rest = 0
        """Where what is left of the line begins; who recognises but a part of it says so."""
        self.blank_before = True
        self.paragraph: list[tuple[int, int]] = []
        """The lines of the open paragraph."""
        self.item: tuple[int, int, str] | None = None
        """The open list item whose first paragraph has not ended."""
        self.containers: list[Container] = []
        self._known: dict[str, int] = {}

    def close_paragraph(self) -> None:
        """End the open paragraph, and the list item that it is the first of."""
        if self.paragraph:
            start, end = self.paragraph[0][0], self.paragraph[-1][1]
            self.paragraph.clear()
            self.runs.append(Run(start, end, "item" if self.item else "paragraph"))
            if self.item:
                self.items.append(Item(*self.item, start, end))
                self.item = None
        elif self.item:
            at = self.item[0]
            self.items.append(Item(*self.item, at, at))
            self.item = None

    def leave_containers(self) -> None:
        """Close the containers that the line is not indented enough for."""
        while self.containers and self.containers[-1].indent > self.indent:
            self.containers.pop()

    def add_quote(self, line_start: int, start: int, end: int) -> None:
        """Note a quoted line, whose text begins at `start`."""
        self.blanked.append(Piece(line_start, start))
        if self.quotes and self.quotes[-1].end == line_start - 1:
            self.quotes[-1] = Piece(self.quotes[-1].start, end)
        else:
            self.quotes.append(Piece(line_start, end))

    def skip_to(self, position: int) -> None:
        """Go on reading at a position behind the current line."""
        self.position = max(self.position, position)

    def find(self, needle: str, start: int) -> int:
        """Find a closing delimiter; what was found stays known, so that a text is searched only once."""
        known = self._known.get(needle, 0)
        if known < 0 or known >= start > 0:
            return known
        self._known[needle] = position = self.text.find(needle, start)
        return position
