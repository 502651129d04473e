"""What a Markdown document consists of, each element with its place.

`start` and `end` are offsets into the source text (`text[start:end]`), so an element never has to be
searched for again.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.diagnostics import Span
from generator.patterns import small
from generator.source import SourceText

MASK = "\ufffc"
"""Stands in `Document.plain` for each character of inline code and inline math: something is there."""


_PLAIN = frozenset(("", "text", "txt", "plain", "plaintext"))
_LONGEST_PLAIN = 4000
"""Longer blocks are logs and dumps."""

_FIRM_BLANK = re.compile("(?<!\\d)\u00a0|\u00a0(?!\\d)")
"""A blank at which no line breaks; between digits it may group them."""


class LinkKind(enum.StrEnum):
    """How a link is written."""

    INLINE = "inline"
    REFERENCE = "reference"
    HTML = "html"
    AUTO = "auto"
    BROKEN = "broken"
    """Looks like an inline link, but a raw space in its target keeps every reader from seeing one."""


class MathKind(enum.StrEnum):
    """How a formula is delimited."""

    INLINE = "inline"
    DISPLAY = "display"
    FENCE = "fence"


class Piece(NamedTuple):
    """A stretch of the source text."""

    start: int
    end: int


class Run(NamedTuple):
    """A stretch of running text: what a reader reads in one go.

    `kind` is `paragraph`, `item`, `heading`, `title` or, in a plain block, `line`; table cells are found in
    `Document.tables`.
    """

    start: int
    end: int
    kind: str


class Cell(NamedTuple):
    """A table cell without the blanks around it. `text` is as written, escapes included."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """A table row, from its first to its last character."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `text` is as written without `#`s and attributes, `plain` is what a reader sees.

    `slug` is the fragment that GitHub gives it (repetitions numbered), `explicit_id` the one of `{#id}`.
    """

    start: int
    end: int
    level: int
    text_start: int
    text_end: int
    text: str
    plain: str
    slug: str
    explicit_id: str = ""

    @property
    def anchor(self) -> str:
        """The fragment that leads to the heading."""
        return self.explicit_id or self.slug


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image. `target_start`/`target_end` enclose the target where it is written."""

    start: int
    end: int
    kind: LinkKind
    text: str
    target: str
    target_start: int
    target_end: int
    is_image: bool = False


class Definition(NamedTuple):
    """A reference definition `[label]: target`; `label` is case-folded with single blanks."""

    start: int
    end: int
    label: str
    target: str
    target_start: int
    target_end: int


@dataclass(frozen=True, slots=True)
class Math:
    """A formula. `text[body_start:body_end]` is what stands between the delimiters."""

    start: int
    end: int
    kind: MathKind
    body_start: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block. `language` is the first word of the info string, lower case."""

    start: int
    end: int
    language: str
    info: str
    body_start: int
    body_end: int
    closed: bool

    @property
    def is_plain(self) -> bool:
        """Whether it is short and says that it holds no code, or nothing about it: derivations often do."""
        return self.language in _PLAIN and self.body_end - self.body_start <= _LONGEST_PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table. `header` holds the rows above the delimiter row (several in some dialects)."""

    start: int
    end: int
    header: tuple[Row, ...]
    alignments: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """The number of columns, as the delimiter row says."""
        return len(self.alignments)


class Item(NamedTuple):
    """A list item. `level` is 1 for an outer list; `text_start`/`text_end` enclose its first paragraph."""

    start: int
    level: int
    marker: str
    text_start: int
    text_end: int

    @property
    def is_ordered(self) -> bool:
        """Whether the list counts its items."""
        return self.marker[0].isdigit()


class Admonition(NamedTuple):
    """The first line of a `!!! note`, `??? note` or `=== "tab"` block; its content is scanned as usual."""

    start: int
    end: int
    kind: str
    title: str


class Anchor(NamedTuple):
    """A place that carries an id of its own: an HTML `id`/`name`, or an attribute list away from headings."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, eq=False)
class Document:
    """A scanned document; every tuple is in the order of the text. Two scans are two documents."""

    source: SourceText
    front_matter: Piece | None
    headings: tuple[Heading, ...]
    runs: tuple[Run, ...]
    links: tuple[Link, ...]
    definitions: tuple[Definition, ...]
    maths: tuple[Math, ...]
    tables: tuple[Table, ...]
    fences: tuple[Fence, ...]
    items: tuple[Item, ...]
    admonitions: tuple[Admonition, ...]
    quotes: tuple[Piece, ...]
    codes: tuple[Piece, ...]
    comments: tuple[Piece, ...]
    anchors: tuple[Anchor, ...]
    blanked: tuple[Piece, ...]
    """Stretches that are no text: code blocks, targets, URLs, tags, attributes, quote marks."""

    @property
    def path(self) -> str:
        """The name under which findings mention the document."""
        return self.source.path

    @property
    def text(self) -> str:
        """The source text."""
        return self.source.text

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end], for a finding."""
        return self.source.span(start, end)

    def math_body(self, math: Math) -> str:
        """The formula between its delimiters, with quote marks at line starts blanked, offsets kept."""
        body = self.text[math.body_start : math.body_end]
        if "\n" not in body or ">" not in body or not self.quotes:
            return body
        first = bisect_left(self.blanked, (math.body_start, 0))
        last = bisect_left(self.blanked, (math.body_end, 0))
        marks = [(mark.start, mark.end, " ") for mark in self.blanked[first:last]]
        return "".join(_replaced(self.text[: math.body_end], marks, math.body_start))

    def is_quoted(self, position: int) -> bool:
        """Whether a place stands in a block quote: what others said."""
        index = bisect_left(self.quotes, (position + 1, 0)) - 1
        return index >= 0 and position < self.quotes[index].end

    def __getstate__(self) -> dict[str, object]:
        """For another process, which sooner masks the text again than it receives it a second time."""
        return {name: value for name, value in vars(self).items() if name not in ("plain", "flat", "small")}

    @cached_property
    def plain(self) -> str:
        """The text with everything blanked that is not running text, every offset kept.

        Inline code and inline math become `MASK`; code blocks but the plain ones, display math, comments,
        link targets, URLs, tags, attributes, front matter and quote marks become blanks; line ends stay.
        Firm blanks become plain ones and wide percent signs narrow ones.
        """
        return _masked(self)

    @cached_property
    def flat(self) -> str:
        """`plain` with blanks for line ends: within a run they mean nothing else."""
        return self.plain.replace("\n", " ")

    @cached_property
    def small(self) -> str:
        """`plain` in small letters, every offset kept."""
        return small(self.plain)


def _masked(document: Document) -> str:
    pieces = [(piece.start, piece.end, " ") for piece in document.blanked]
    pieces += [(piece.start, piece.end, " ") for piece in document.comments]
    for fence in document.fences:
        body = (fence.body_end, fence.body_start) if fence.is_plain else (fence.start, fence.end)
        pieces += [(fence.start, body[1], " "), (body[0], fence.end, " ")]
    pieces += [(code.start, code.end, MASK) for code in document.codes]
    for math in document.maths:
        pieces.append((math.start, math.end, MASK if math.kind is MathKind.INLINE else " "))
    if document.front_matter:
        pieces.append((*document.front_matter, " "))
    masked = "".join(_replaced(document.text, sorted(pieces)))
    return _FIRM_BLANK.sub(" ", masked).replace("％", "%")


def _replaced(text: str, pieces: list[tuple[int, int, str]], position: int = 0) -> Iterator[str]:
    """The text in parts, with each piece filled by its character; overlapping pieces count once."""
    for start, end, fill in pieces:
        if end <= position:
            continue
        first = max(start, position)
        yield text[position:first]
        yield _filled(text, first, end, fill)
        position = end
    yield text[position:]


def _filled(text: str, start: int, end: int, fill: str) -> str:
    if text.find("\n", start, end) < 0:
        return fill * (end - start)
    return "\n".join(fill * len(line) for line in text[start:end].split("\n"))
