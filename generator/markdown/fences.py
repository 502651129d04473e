"""Fenced code blocks, and the lines of those that hold no code."""

from __future__ import annotations

import re

from generator.markdown.elements import Fence, Math, MathKind, Piece, Run
from generator.markdown.state import PREFIX, Blocks

_FENCE = re.compile(r"(`{3,}+|~{3,}+)(.*)")
_LINE = re.compile(r"^[ \t>]*(?P<mark>(?:[-*+•]|\d{1,3}[.)]|[├└│─┌]+)[ \t]+)*(?P<rest>\S.*)$", re.MULTILINE)
_GOES_ON = re.compile(r"[=≈≤≥](?![=>])|[+×÷·/*−-]\s*[^\w\s]*\d[^A-Za-z㐀-鿿]*$")
"""How a line goes on with the arithmetic of the one before: with a relation, or with a sign and figures."""
_UNFINISHED = ("=", "≈", "+", "×", "÷", "·", "*", "/", "−", "(", "（")


def fence(blocks: Blocks, start: int, end: int) -> bool:
    """From the opening fence to the closing one, or to the end of what it stands in."""
    found = _FENCE.match(blocks.text, start, end)
    if not found or (found[1][0] == "`" and "`" in found[2]):
        return False
    blocks.close_paragraph()
    blocks.leave_containers()
    body_start = min(end + 1, blocks.size)
    body_end, after, closed = _fence_end(blocks, found[1], body_start)
    info = found[2].strip()
    language = re.split(r"[\s,{]", info.lstrip("{. "), maxsplit=1)[0].rstrip("}").lower()
    found_fence = Fence(start, min(after, blocks.size), language, info, body_start, body_end, closed)
    blocks.fences.append(found_fence)
    if found_fence.is_plain:
        blocks.runs += _lines(blocks.text, body_start, body_end)
    if language == "math":
        blocks.maths.append(Math(start, min(after, blocks.size), MathKind.FENCE, body_start, body_end))
    blocks.skip_to(after + 1)
    return True


def _lines(text: str, start: int, end: int) -> list[Run]:
    """The lines of a plain block without their marks; what goes on with arithmetic is one line."""
    lines: list[Run] = []
    is_item = is_open = False
    for found in _LINE.finditer(text, start, end):
        whole = found.start("mark") if found["mark"] else found.start("rest")
        line = found["rest"].rstrip()
        if lines and (is_open or (not is_item and _GOES_ON.match(text, whole, found.end()))):
            lines[-1] = lines[-1]._replace(end=found.end())
        else:
            lines.append(Run(found.start("rest"), found.end(), "line"))
            is_item = found["mark"] is not None
        is_open = line.endswith(_UNFINISHED)
    return lines


def _fence_end(blocks: Blocks, marker: str, body_start: int) -> tuple[int, int, bool]:
    """Where the body ends, where the block ends, and whether a closing fence was found."""
    if blocks.depth:
        return _quoted_fence_end(blocks, marker, body_start)
    closing = re.compile(rf"^[ \t]*{marker[0]}{{{len(marker)},}}+[ \t]*$", re.MULTILINE)
    found = closing.search(blocks.text, body_start)
    if not found:
        return blocks.size, blocks.size, False
    return found.start(), found.end(), True


def _quoted_fence_end(blocks: Blocks, marker: str, body_start: int) -> tuple[int, int, bool]:
    """The same inside a quote, which ends the block when it ends itself."""
    position = body_start
    while position < blocks.size:
        end = blocks.text.find("\n", position)
        end = blocks.size if end < 0 else end
        prefix = PREFIX.match(blocks.text, position, end)
        start = prefix.end() if prefix else position
        if ">" not in blocks.text[position:start]:
            return position, max(position - 1, body_start), False
        blocks.blanked.append(Piece(position, start))
        line = blocks.text[start:end].rstrip()
        if len(line) >= len(marker) and not line.strip(marker[0]):
            return position, end, True
        position = end + 1
    return blocks.size, blocks.size, False
