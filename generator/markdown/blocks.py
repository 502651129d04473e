"""The block structure: one pass over the lines, each looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.markdown.elements import (
    Admonition,
    Definition,
    Fence,
    Item,
    Math,
    MathKind,
    Piece,
    Row,
    Run,
    Table,
)
from generator.markdown.rows import read_alignments, read_row

_PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*+")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*((?:[#.]?[\w:=\"'./\-]++[ \t]*+)++)\}[ \t]*$")
_RULE = re.compile(r"(?:-[ \t]*){3,}+|(?:\*[ \t]*){3,}+|(?:_[ \t]*){3,}+")
_SETEXT = re.compile(r"=+[ \t]*|-+[ \t]*")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+|$)", re.MULTILINE)
_FENCE = re.compile(r"(`{3,}+|~{3,}+)(.*)")
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?|===[!+]?)[ \t]+([\w\- ]*)[ \t]*(?:\"(.*)\")?[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"\[([^\[\]\n]{1,999})\]:[ \t]*(?:<([^<>\n]*)>|(\S+))(?:[ \t]+.*)?$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:[ \t]*")
_RAW = re.compile(r"<(script|style|pre|svg)\b", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"\\begin\{((?:align|equation|gather|multline|eqnarray|split|cases|array)\*?)\}")
_MOST_MARKERS = 16
"""Deeper nesting on one line is text: nobody writes it, and it would let one line cost quadratic time."""
_LONGEST_FORMULA = 20_000
"""A longer stretch between delimiters is text in which a delimiter got lost."""


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
    """Reads the lines of a text into blocks; `read` fills the lists."""

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
        self._position = 0
        self._size = len(self.text)
        self._blank_before = True
        self._paragraph: list[tuple[int, int]] = []
        self._item: tuple[int, int, str] | None = None
        self._containers: list[Container] = []
        self._depth = 0
        self._indent = 0
        self._known: dict[str, int] = {}
        self._has_comments = "<!--" in self.text

    # ------------------------------------------------------------------ lines

    def read(self) -> Blocks:
        """Read the whole text."""
        self._read_front_matter()
        while self._position < self._size:
            start = self._position
            end = self.text.find("\n", start)
            end = self._size if end < 0 else end
            self._position = end + 1
            self._line(start, end)
        self._close_paragraph()
        return self

    def _read_front_matter(self) -> None:
        if self.text.startswith("---"):
            found = _FRONT_MATTER.match(self.text)
            if found:
                self.front_matter = Piece(0, found.end())
                self._position = found.end()

    def _line(self, line_start: int, end: int) -> None:
        start, depth = line_start, 0
        if start < end and self.text[start] in " \t>":
            prefix = _PREFIX.match(self.text, start, end)
            assert prefix is not None  # the pattern matches everywhere
            start = prefix.end()
            depth = self.text.count(">", line_start, start)
        if start == end:
            self._blank_line(line_start, end, depth)
            return
        if depth != self._depth:
            self._change_depth(depth)
        if depth:
            self._quote(line_start, start, end)
        self._indent = self._width(line_start, start, depth)
        if self._has_comments and self._opens_comment(start, end):
            return
        self._content(start, end, 0)

    def _blank_line(self, line_start: int, end: int, depth: int) -> None:
        self._close_paragraph()
        self._blank_before = True
        if depth:
            self.blanked.append(Piece(line_start, end))
        elif self._depth:
            self._change_depth(0)

    def _change_depth(self, depth: int) -> None:
        """A line with fewer `>` continues an open paragraph of the quote; otherwise all blocks end."""
        if depth < self._depth and self._paragraph and not self._blank_before:
            return
        self._close_paragraph()
        self._containers.clear()
        self._blank_before = True
        self._depth = depth

    def _quote(self, line_start: int, start: int, end: int) -> None:
        self.blanked.append(Piece(line_start, start))
        if self.quotes and self.quotes[-1].end == line_start - 1:
            self.quotes[-1] = Piece(self.quotes[-1].start, end)
        else:
            self.quotes.append(Piece(line_start, end))

    def _width(self, line_start: int, start: int, depth: int) -> int:
        """The indentation in columns, after the last quote mark and its blank."""
        if start == line_start:
            return 0
        blanks = self.text[line_start:start]
        if depth:
            blanks = blanks[blanks.rindex(">") + 1 :]
            blanks = blanks[1:] if blanks.startswith(" ") else blanks
        return len(blanks.expandtabs(4))

    def _content(self, start: int, end: int, markers: int) -> None:
        """Read what a line holds behind its quote marks and list markers."""
        char = self.text[start]
        if self._blank_before and not self._paragraph:
            self._leave_containers(self._indent)
            base = self._containers[-1].indent if self._containers else 0
            if self._indent - base >= 4 and not markers:
                self.blanked.append(Piece(start, end))
                return
        self._markers = markers
        handler = _HANDLERS.get(char)
        if handler is None or not handler(self, start, end):
            self._text(start, end)
        self._blank_before = False

    def _text(self, start: int, end: int) -> None:
        self._paragraph.append((start, end))

    def _leave_containers(self, indent: int) -> None:
        while self._containers and self._containers[-1].indent > indent:
            self._containers.pop()

    # ------------------------------------------------------------------ paragraphs

    def _close_paragraph(self) -> None:
        if self._paragraph:
            start, end = self._paragraph[0][0], self._paragraph[-1][1]
            self._paragraph.clear()
            self.runs.append(Run(start, end, "item" if self._item else "paragraph"))
            if self._item:
                self.items.append(Item(*self._item, start, end))
                self._item = None
        elif self._item:
            at = self._item[0]
            self.items.append(Item(*self._item, at, at))
            self._item = None

    def _skip_to(self, position: int) -> None:
        """Go on reading at a position behind the current line."""
        self._position = max(self._position, position)

    def _find(self, needle: str, start: int) -> int:
        """Find a closing delimiter; what was found stays known, so that a text is searched only once."""
        known = self._known.get(needle, 0)
        if known < 0 or known >= start > 0:
            return known
        self._known[needle] = position = self.text.find(needle, start)
        return position

    # ------------------------------------------------------------------ headings

    def _atx(self, start: int, end: int) -> bool:
        found = _ATX.match(self.text, start, end)
        if not found:
            return False
        self._close_paragraph()
        self._leave_containers(self._indent)
        text = self.text[found.end() : end].rstrip()
        stripped = _CLOSING_HASHES.sub("", text) if text.endswith("#") else text
        self._add_heading(start, end, len(found[1]), found.end(), found.end() + len(stripped.rstrip()))
        return True

    def _add_heading(self, start: int, end: int, level: int, text_start: int, text_end: int) -> None:
        attributes = ""
        if text_end > text_start and self.text[text_end - 1] == "}":
            brace = self.text.rfind("{", text_start, text_end)
            found = _ATTRIBUTES.match(self.text, brace, text_end) if brace >= 0 else None
            if found:
                attributes = found[1]
                self.blanked.append(Piece(brace, text_end))
                text_end = text_start + len(self.text[text_start:brace].rstrip())
        self.headings.append(RawHeading(start, end, level, text_start, text_end, attributes))
        self.runs.append(Run(text_start, text_end, "heading"))

    def _setext(self, start: int, end: int) -> bool:
        if not self._paragraph or self._item or not _SETEXT.fullmatch(self.text, start, end):
            return False
        first, last = self._paragraph[0][0], self._paragraph[-1][1]
        self._paragraph.clear()
        text_end = first + len(self.text[first:last].rstrip())
        self._add_heading(first, end, 1 if self.text[start] == "=" else 2, first, text_end)
        return True

    # ------------------------------------------------------------------ lists and rules

    def _dash(self, start: int, end: int) -> bool:
        return self._setext(start, end) or self._delimiter(start, end) or self._list_or_rule(start, end)

    def _list_or_rule(self, start: int, end: int) -> bool:
        if _RULE.fullmatch(self.text, start, end):
            self._close_paragraph()
            return True
        return self.text[start] != "_" and self._list_item(start, end)

    def _list_item(self, start: int, end: int) -> bool:
        found = _ITEM.match(self.text, start, end)
        if not found or self._markers >= _MOST_MARKERS:
            return False
        if found[1][0].isdigit() and self._paragraph and not self._item and int(found[1][:-1]) != 1:
            return False
        self._close_paragraph()
        self._leave_containers(self._indent)
        blanks = len(found[2].expandtabs(4))
        step = len(found[1]) + (blanks if 1 <= blanks <= 4 else 1)
        self._containers.append(Container(self._indent + step, is_item=True))
        self._item = (start, sum(1 for each in self._containers[-64:] if each.is_item), found[1])
        if found.end() < end:
            self._indent += step
            self._blank_before = False
            self._content(found.end(), end, self._markers + 1)
        return True

    def _admonition(self, start: int, end: int) -> bool:
        found = _ADMONITION.match(self.text, start, end)
        if not found or (found[1].startswith("===") and not found[3]):
            return False
        self._close_paragraph()
        self._leave_containers(self._indent)
        self._containers.append(Container(self._indent + 4, is_item=False))
        self.admonitions.append(Admonition(start, end, found[2].strip(), found[3] or ""))
        if found[3]:
            self.runs.append(Run(found.start(3), found.end(3), "title"))
        return True

    def _equals(self, start: int, end: int) -> bool:
        return self._setext(start, end) or self._admonition(start, end)

    # ------------------------------------------------------------------ tables

    def _delimiter(self, start: int, end: int) -> bool:
        if not self._paragraph or "|" not in self.text[start:end]:
            return False
        alignments = read_alignments(self.text, start, end)
        if not alignments:
            return False
        header = self._header(len(alignments))
        if not header:
            return False
        rows, last = self._rows(end, len(alignments))
        self.tables.append(Table(header[0].start, last, tuple(header), alignments, tuple(rows)))
        return True

    def _header(self, width: int) -> list[Row]:
        """Take the lines before the delimiter row that have as many cells out of the open paragraph."""
        header: list[Row] = []
        while self._paragraph:
            start, end = self._paragraph[-1]
            row = (
                read_row(self.text, start, end, width) if "|" in self.text[start:end] or width == 1 else None
            )
            if row is None or len(row.cells) != width:
                break
            header.insert(0, row)
            self._paragraph.pop()
        if header:
            self._close_paragraph()
        return header

    def _rows(self, end: int, width: int) -> tuple[list[Row], int]:
        rows: list[Row] = []
        while self._position < self._size:
            line_start = self._position
            line_end = self.text.find("\n", line_start)
            line_end = self._size if line_end < 0 else line_end
            prefix = _PREFIX.match(self.text, line_start, line_end)
            start = prefix.end() if prefix else line_start
            if self.text.find("|", start, line_end) < 0 or self._depth != self.text.count(
                ">", line_start, start
            ):
                break
            if self._depth:
                self._quote(line_start, start, line_end)
            rows.append(read_row(self.text, start, line_end, width))
            self._position, end = line_end + 1, line_end
        return rows, end

    # ------------------------------------------------------------------ code, math, HTML

    def _fence(self, start: int, end: int) -> bool:
        found = _FENCE.match(self.text, start, end)
        if not found or (found[1][0] == "`" and "`" in found[2]):
            return False
        self._close_paragraph()
        self._leave_containers(self._indent)
        body_start = min(end + 1, self._size)
        body_end, after, closed = self._fence_end(found[1], body_start)
        info = found[2].strip()
        language = re.split(r"[\s,{]", info.lstrip("{. "), maxsplit=1)[0].rstrip("}").lower()
        self.fences.append(Fence(start, min(after, self._size), language, info, body_start, body_end, closed))
        if language == "math":
            self.maths.append(Math(start, min(after, self._size), MathKind.FENCE, body_start, body_end))
        self._skip_to(after + 1)
        return True

    def _fence_end(self, marker: str, body_start: int) -> tuple[int, int, bool]:
        """Where the body ends, where the block ends, and whether a closing fence was found."""
        if self._depth:
            return self._quoted_fence_end(marker, body_start)
        closing = re.compile(rf"^[ \t]*{marker[0]}{{{len(marker)},}}+[ \t]*$", re.MULTILINE)
        found = closing.search(self.text, body_start)
        if not found:
            return self._size, self._size, False
        return found.start(), found.end(), True

    def _quoted_fence_end(self, marker: str, body_start: int) -> tuple[int, int, bool]:
        """The same inside a quote, which ends the block when it ends itself."""
        position = body_start
        while position < self._size:
            end = self.text.find("\n", position)
            end = self._size if end < 0 else end
            prefix = _PREFIX.match(self.text, position, end)
            start = prefix.end() if prefix else position
            if ">" not in self.text[position:start]:
                return position, max(position - 1, body_start), False
            self.blanked.append(Piece(position, start))
            line = self.text[start:end].rstrip()
            if len(line) >= len(marker) and not line.strip(marker[0]):
                return position, end, True
            position = end + 1
        return self._size, self._size, False

    def _dollars(self, start: int, end: int) -> bool:
        return self.text.startswith("$$", start) and self._display(start, start + 2, end, "$$")

    def _backslash(self, start: int, end: int) -> bool:
        if self.text.startswith("\\[", start):
            return self._display(start, start + 2, end, "\\]")
        found = _ENVIRONMENT.match(self.text, start, end)
        return bool(found) and self._environment(start, f"\\end{{{found[1]}}}")  # type: ignore[index]

    def _display(self, start: int, body_start: int, line_end: int, closing: str) -> bool:
        """Display math over several lines. On one line it is part of the running text."""
        body_end = self._find(closing, body_start)
        if body_end < line_end or not self._is_math_body(body_start, body_end):
            return False
        self._add_display(start, body_start, body_end, body_end + len(closing))
        return True

    def _environment(self, start: int, closing: str) -> bool:
        """`\\begin{align} … \\end{align}` without delimiters; the body includes both commands."""
        body_end = self._find(closing, start)
        if body_end < 0 or not self._is_math_body(start, body_end):
            return False
        self._add_display(start, start, body_end + len(closing), body_end + len(closing))
        return True

    def _is_math_body(self, start: int, end: int) -> bool:
        """Whether a stretch may be one formula: no headings, fences or (except at its ends) blank lines."""
        if end - start > _LONGEST_FORMULA:
            return False
        body = self.text[start:end].strip()
        return "\n\n" not in body and "\n#" not in body and "```" not in body

    def _add_display(self, start: int, body_start: int, body_end: int, after: int) -> None:
        self._close_paragraph()
        self.maths.append(Math(start, after, MathKind.DISPLAY, body_start, body_end))
        self._blank_marks(start, after)
        self._skip_to(after)
        if self._position < self._size and self.text[self._position] == "\n":
            self._position += 1

    def _blank_marks(self, start: int, end: int) -> None:
        """Note the quote marks at the line starts inside a block that was skipped."""
        if self._depth:
            position = self.text.find("\n", start, end)
            while position >= 0:
                prefix = _PREFIX.match(self.text, position + 1, end)
                self.blanked.append(Piece(position + 1, prefix.end() if prefix else position + 1))
                position = self.text.find("\n", position + 1, end)

    def _opens_comment(self, start: int, end: int) -> bool:
        """Read a comment that goes on over the line end; the others are found in the running text."""
        opening = self.text.rfind("<!--", start, end)
        if opening < 0 or self.text.find("-->", opening, end) >= 0:
            return False
        closing = self._find("-->", end)
        if closing < 0 or self.text.count("`", start, opening) % 2:
            return False
        if opening > start:
            self._content(start, opening, 0)
        self._close_paragraph()
        self.comments.append(Piece(opening, closing + 3))
        self._skip_to(closing + 3)
        return True

    def _html(self, start: int, end: int) -> bool:
        found = _RAW.match(self.text, start, end)
        if not found:
            return False
        closing = self._find(f"</{found[1]}>", start)
        if closing < 0:
            return False
        self._close_paragraph()
        after = closing + len(found[1]) + 3
        self.blanked.append(Piece(start, after))
        self._skip_to(after)
        return True

    def _bracket(self, start: int, end: int) -> bool:
        footnote = _FOOTNOTE.match(self.text, start, end)
        if footnote:
            self._close_paragraph()
            self.blanked.append(Piece(start, footnote.end()))
            if footnote.end() < end:
                self._text(footnote.end(), end)
            return True
        found = None if self._paragraph else _DEFINITION.match(self.text, start, end)
        if not found:
            return False
        group = 2 if found[2] is not None else 3
        label = " ".join(found[1].split()).casefold()
        self.definitions.append(
            Definition(start, end, label, found[group], found.start(group), found.end(group))
        )
        self.blanked.append(Piece(start, end))
        return True


_HANDLERS: dict[str, Callable[[Blocks, int, int], bool]] = {
    "#": Blocks._atx,
    "`": Blocks._fence,
    "~": Blocks._fence,
    "|": Blocks._delimiter,
    ":": Blocks._delimiter,
    "-": Blocks._dash,
    "*": Blocks._list_or_rule,
    "_": Blocks._list_or_rule,
    "+": Blocks._list_item,
    "=": Blocks._equals,
    "<": Blocks._html,
    "$": Blocks._dollars,
    "\\": Blocks._backslash,
    "!": Blocks._admonition,
    "?": Blocks._admonition,
    "[": Blocks._bracket,
    **dict.fromkeys("0123456789", Blocks._list_item),
}
"""Who may recognise a line, by its first character; what nobody recognises is running text."""
