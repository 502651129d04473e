"""Display math over several lines."""

from __future__ import annotations

import re

from generator.markdown.elements import Math, MathKind, Piece
from generator.markdown.state import PREFIX, Blocks

_ENVIRONMENT = re.compile(r"\\begin\{((?:align|equation|gather|multline|eqnarray|split|cases|array)\*?)\}")
_LONGEST_FORMULA = 20_000
"""A longer stretch between delimiters is text in which a delimiter got lost."""


def dollars(blocks: Blocks, start: int, end: int) -> bool:
    """`$$ … $$`."""
    return blocks.text.startswith("$$", start) and _display(blocks, start, start + 2, end, "$$")


def backslash(blocks: Blocks, start: int, end: int) -> bool:
    """`\\[ … \\]`, or an environment without delimiters."""
    if blocks.text.startswith("\\[", start):
        return _display(blocks, start, start + 2, end, "\\]")
    found = _ENVIRONMENT.match(blocks.text, start, end)
    return bool(found) and _environment(blocks, start, f"\\end{{{found[1]}}}")  # type: ignore[index]


def _display(blocks: Blocks, start: int, body_start: int, line_end: int, closing: str) -> bool:
    """Display math over several lines. On one line it is part of the running text."""
    body_end = blocks.find(closing, body_start)
    if body_end < line_end or not _is_math_body(blocks, body_start, body_end):
        return False
    _add_display(blocks, start, body_start, body_end, body_end + len(closing))
    return True


def _environment(blocks: Blocks, start: int, closing: str) -> bool:
    """`\\begin{align} … \\end{align}` without delimiters; the body includes both commands."""
    body_end = blocks.find(closing, start)
    if body_end < 0 or not _is_math_body(blocks, start, body_end):
        return False
    _add_display(blocks, start, start, body_end + len(closing), body_end + len(closing))
    return True


def _is_math_body(blocks: Blocks, start: int, end: int) -> bool:
    """Whether a stretch may be one formula: no headings, fences or (except at its ends) blank lines."""
    if end - start > _LONGEST_FORMULA:
        return False
    body = blocks.text[start:end].strip()
    return "\n\n" not in body and "\n#" not in body and "```" not in body


def _add_display(blocks: Blocks, start: int, body_start: int, body_end: int, after: int) -> None:
    blocks.close_paragraph()
    blocks.maths.append(Math(start, after, MathKind.DISPLAY, body_start, body_end))
    _blank_marks(blocks, start, after)
    blocks.skip_to(after)
    if blocks.position < blocks.size and blocks.text[blocks.position] == "\n":
        blocks.position += 1


def _blank_marks(blocks: Blocks, start: int, end: int) -> None:
    """Note the quote marks at the line starts inside a block that was skipped."""
    if blocks.depth:
        position = blocks.text.find("\n", start, end)
        while position >= 0:
            prefix = PREFIX.match(blocks.text, position + 1, end)
            blocks.blanked.append(Piece(position + 1, prefix.end() if prefix else position + 1))
            position = blocks.text.find("\n", position + 1, end)
