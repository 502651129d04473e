"""Lists as their readers see them: the items of one level that follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.markdown import Document, Item
from generator.patterns import lazy

_INTERRUPTION = lazy(r"\n[ \t]*\n(?![ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])\S|\n#")

_LONGEST_LEAD = 200


def first_line(document: Document, item: Item) -> str:
    """The text of an item up to the end of its line, without what is nested in it."""
    return document.plain[item.text_start : item.text_end].partition("\n")[0]


def line_before(document: Document, items: Sequence[Item]) -> str:
    """The line in front of a list, or its end if it is long."""
    first = items[0].start
    return document.plain[max(0, first - _LONGEST_LEAD) : first].rstrip(" \t>\n").rpartition("\n")[2]


@lru_cache(maxsize=2)
def lists(document: Document) -> tuple[list[Item], ...]:
    """The items of each list, nested ones apart; a paragraph or a heading in between begins a new list."""
    return tuple(_lists(document))


def _lists(document: Document) -> Iterator[list[Item]]:
    open_lists: dict[int, list[Item]] = {}
    last_end = 0
    for item in document.items:
        is_new = bool(_INTERRUPTION.search(document.text, last_end, item.start))
        for level in [level for level in open_lists if level > item.level or is_new]:
            yield open_lists.pop(level)
        open_lists.setdefault(item.level, []).append(item)
        last_end = max(item.text_end, item.start)
    yield from open_lists.values()
