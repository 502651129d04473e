"""What holds other blocks: list items and admonitions. Rules are here too, because they look like items."""

from __future__ import annotations

import re

from generator.markdown.elements import Admonition, Run
from generator.markdown.state import Blocks, Container

_RULE = re.compile(r"(?:-[ \t]*){3,}+|(?:\*[ \t]*){3,}+|(?:_[ \t]*){3,}+")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+|$)", re.MULTILINE)
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?|===[!+]?)[ \t]+([\w\- ]*)[ \t]*(?:\"(.*)\")?[ \t]*$", re.MULTILINE)
_MOST_MARKERS = 16
"""Deeper nesting on one line is text: nobody writes it, and it would let one line cost quadratic time."""


def list_or_rule(blocks: Blocks, start: int, end: int) -> bool:
    """`***` across a line, which ends a paragraph and is nothing else; or a list item."""
    if _RULE.fullmatch(blocks.text, start, end):
        blocks.close_paragraph()
        return True
    return blocks.text[start] != "_" and list_item(blocks, start, end)


def list_item(blocks: Blocks, start: int, end: int) -> bool:
    """The marker of an item, and the container that it opens; what follows is the rest of the line."""
    found = _ITEM.match(blocks.text, start, end)
    if not found or blocks.markers >= _MOST_MARKERS:
        return False
    if found[1][0].isdigit() and blocks.paragraph and not blocks.item and int(found[1][:-1]) != 1:
        return False
    blocks.close_paragraph()
    blocks.leave_containers()
    blanks = len(found[2].expandtabs(4))
    step = len(found[1]) + (blanks if 1 <= blanks <= 4 else 1)
    blocks.containers.append(Container(blocks.indent + step, is_item=True))
    blocks.item = (start, sum(1 for each in blocks.containers[-64:] if each.is_item), found[1])
    if found.end() < end:
        blocks.indent += step
        blocks.markers += 1
        blocks.rest = found.end()
    return True


def admonition(blocks: Blocks, start: int, end: int) -> bool:
    """`!!! note`, `??? note` or a tab `=== "Title"`, and the container that it opens."""
    found = _ADMONITION.match(blocks.text, start, end)
    if not found or (found[1].startswith("===") and not found[3]):
        return False
    blocks.close_paragraph()
    blocks.leave_containers()
    blocks.containers.append(Container(blocks.indent + 4, is_item=False))
    blocks.admonitions.append(Admonition(start, end, found[2].strip(), found[3] or ""))
    if found[3]:
        blocks.runs.append(Run(found.start(3), found.end(3), "title"))
    return True
