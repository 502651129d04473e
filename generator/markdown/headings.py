"""Headings: `#` before the text, or a line of `=` or `-` below it."""

from __future__ import annotations

import re

from generator.markdown.elements import Piece, Run
from generator.markdown.state import Blocks, RawHeading

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)", re.MULTILINE)
_CLOSING_HASHES = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*((?:[#.]?[\w:=\"'./\-]++[ \t]*+)++)\}[ \t]*$")
_SETEXT = re.compile(r"=+[ \t]*|-+[ \t]*")


def atx(blocks: Blocks, start: int, end: int) -> bool:
    """`## Words`; hashes at the end are left off."""
    found = _ATX.match(blocks.text, start, end)
    if not found:
        return False
    blocks.close_paragraph()
    blocks.leave_containers()
    text = blocks.text[found.end() : end].rstrip()
    stripped = _CLOSING_HASHES.sub("", text) if text.endswith("#") else text
    _add_heading(blocks, start, end, len(found[1]), found.end(), found.end() + len(stripped.rstrip()))
    return True


def setext(blocks: Blocks, start: int, end: int) -> bool:
    """A line below a paragraph, which becomes a heading. (Below a list item it does not.)"""
    if not blocks.paragraph or blocks.item or not _SETEXT.fullmatch(blocks.text, start, end):
        return False
    first, last = blocks.paragraph[0][0], blocks.paragraph[-1][1]
    blocks.paragraph.clear()
    text_end = first + len(blocks.text[first:last].rstrip())
    _add_heading(blocks, first, end, 1 if blocks.text[start] == "=" else 2, first, text_end)
    return True


def _add_heading(blocks: Blocks, start: int, end: int, level: int, text_start: int, text_end: int) -> None:
    attributes = ""
    if text_end > text_start and blocks.text[text_end - 1] == "}":
        brace = blocks.text.rfind("{", text_start, text_end)
        found = _ATTRIBUTES.match(blocks.text, brace, text_end) if brace >= 0 else None
        if found:
            attributes = found[1]
            blocks.blanked.append(Piece(brace, text_end))
            text_end = text_start + len(blocks.text[text_start:brace].rstrip())
    blocks.headings.append(RawHeading(start, end, level, text_start, text_end, attributes))
    blocks.runs.append(Run(text_start, text_end, "heading"))
