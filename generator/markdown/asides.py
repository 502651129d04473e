"""What is not shown where it stands: raw HTML, footnotes and reference definitions."""

from __future__ import annotations

import re

from generator.markdown.elements import Definition, Piece
from generator.markdown.state import Blocks

_DEFINITION = re.compile(r"\[([^\[\]\n]{1,999})\]:[ \t]*(?:<([^<>\n]*)>|(\S+))(?:[ \t]+.*)?$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:[ \t]*")
_RAW = re.compile(r"<(script|style|pre|svg)\b", re.IGNORECASE)


def html(blocks: Blocks, start: int, end: int) -> bool:
    """An element whose content is no text, over as many lines as it takes."""
    found = _RAW.match(blocks.text, start, end)
    if not found:
        return False
    closing = blocks.find(f"</{found[1]}>", start)
    if closing < 0:
        return False
    blocks.close_paragraph()
    after = closing + len(found[1]) + 3
    blocks.blanked.append(Piece(start, after))
    blocks.skip_to(after)
    return True


def bracket(blocks: Blocks, start: int, end: int) -> bool:
    """`[^1]: a footnote`, whose text is read, or `[label]: target`."""
    footnote = _FOOTNOTE.match(blocks.text, start, end)
    if footnote:
        blocks.close_paragraph()
        blocks.blanked.append(Piece(start, footnote.end()))
        if footnote.end() < end:
            blocks.paragraph.append((footnote.end(), end))
        return True
    found = None if blocks.paragraph else _DEFINITION.match(blocks.text, start, end)
    if not found:
        return False
    group = 2 if found[2] is not None else 3
    label = " ".join(found[1].split()).casefold()
    blocks.definitions.append(
        Definition(start, end, label, found[group], found.start(group), found.end(group))
    )
    blocks.blanked.append(Piece(start, end))
    return True
