"""The block structure: one pass over the lines, each looked at once."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.markdown.asides import bracket, html
from generator.markdown.containers import admonition, list_item, list_or_rule
from generator.markdown.displays import backslash, dollars
from generator.markdown.elements import Piece
from generator.markdown.fences import fence
from generator.markdown.headings import atx, setext
from generator.markdown.state import PREFIX, Blocks
from generator.markdown.tables import delimiter

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_CODE_INDENT = 4


def read_blocks(text: str) -> Blocks:
    """Read a whole text."""
    blocks = Blocks(text)
    front_matter = _FRONT_MATTER.match(text) if text.startswith("---") else None
    if front_matter:
        blocks.front_matter = Piece(0, front_matter.end())
        blocks.position = front_matter.end()
    has_comments = "<!--" in text
    while blocks.position < blocks.size:
        start = blocks.position
        end = text.find("\n", start)
        end = blocks.size if end < 0 else end
        blocks.position = end + 1
        _line(blocks, start, end, has_comments)
    blocks.close_paragraph()
    return blocks


def _line(blocks: Blocks, line_start: int, end: int, has_comments: bool) -> None:
    start, depth = line_start, 0
    if start < end and blocks.text[start] in " \t>":
        prefix = PREFIX.match(blocks.text, start, end)
        assert prefix is not None  # the pattern matches everywhere
        start = prefix.end()
        depth = blocks.text.count(">", line_start, start)
    if start == end:
        _blank_line(blocks, line_start, end, depth)
        return
    if depth != blocks.depth:
        _change_depth(blocks, depth)
    if depth:
        blocks.add_quote(line_start, start, end)
    blocks.indent = _width(blocks.text[line_start:start], depth)
    if has_comments and _opens_comment(blocks, start, end):
        return
    _content(blocks, start, end)


def _blank_line(blocks: Blocks, line_start: int, end: int, depth: int) -> None:
    blocks.close_paragraph()
    blocks.blank_before = True
    if depth:
        blocks.blanked.append(Piece(line_start, end))
    elif blocks.depth:
        _change_depth(blocks, 0)


def _change_depth(blocks: Blocks, depth: int) -> None:
    """A line with fewer `>` continues an open paragraph of the quote; otherwise all blocks end."""
    if depth < blocks.depth and blocks.paragraph and not blocks.blank_before:
        return
    blocks.close_paragraph()
    blocks.containers.clear()
    blocks.blank_before = True
    blocks.depth = depth


def _width(blanks: str, depth: int) -> int:
    """The indentation in columns, after the last quote mark and its blank."""
    if depth:
        blanks = blanks[blanks.rindex(">") + 1 :]
        blanks = blanks[1:] if blanks.startswith(" ") else blanks
    return len(blanks.expandtabs(4))


def _opens_comment(blocks: Blocks, start: int, end: int) -> bool:
    """Read a comment that goes on over the line end; the others are found in the running text."""
    opening = blocks.text.rfind("<!--", start, end)
    if opening < 0 or blocks.text.find("-->", opening, end) >= 0:
        return False
    closing = blocks.find("-->", end)
    if closing < 0 or blocks.text.count("`", start, opening) % 2:
        return False
    if opening > start:
        _content(blocks, start, opening)
    blocks.close_paragraph()
    blocks.comments.append(Piece(opening, closing + 3))
    blocks.skip_to(closing + 3)
    return True


def _content(blocks: Blocks, start: int, end: int) -> None:
    """Read what a line holds behind its quote marks, one list marker after the other, then their content."""
    blocks.markers = 0
    while start < end:
        if blocks.blank_before and not blocks.paragraph:
            blocks.leave_containers()
            base = blocks.containers[-1].indent if blocks.containers else 0
            if blocks.indent - base >= _CODE_INDENT and not blocks.markers:
                blocks.blanked.append(Piece(start, end))
                return
        blocks.rest = end
        handler = _HANDLERS.get(blocks.text[start])
        if handler is None or not handler(blocks, start, end):
            blocks.paragraph.append((start, end))
        blocks.blank_before = False
        start = blocks.rest


def _dash(blocks: Blocks, start: int, end: int) -> bool:
    return setext(blocks, start, end) or delimiter(blocks, start, end) or list_or_rule(blocks, start, end)


def _equals(blocks: Blocks, start: int, end: int) -> bool:
    return setext(blocks, start, end) or admonition(blocks, start, end)


_HANDLERS: dict[str, Callable[[Blocks, int, int], bool]] = {
    "#": atx,
    "`": fence,
    "~": fence,
    "|": delimiter,
    ":": delimiter,
    "-": _dash,
    "*": list_or_rule,
    "_": list_or_rule,
    "+": list_item,
    "=": _equals,
    "<": html,
    "$": dollars,
    "\\": backslash,
    "!": admonition,
    "?": admonition,
    "[": bracket,
    **dict.fromkeys("0123456789", list_item),
}
"""Who may recognise a line, by its first character; what nobody recognises is running text."""
