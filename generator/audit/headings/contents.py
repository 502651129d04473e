"""The table of contents that people write by hand, and the fragments that lead into a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from generator.markdown import Document, Heading, Item, Link, rendered, slug, toc_slug

_TITLE = re.compile(
    r"(?:[\d.]+\s+|[一二三四五六七八九十]+、\s*)?"
    r"(?:目\s*录|目\s*次|内容目录|本章目录|文档目录|table of contents|contents|toc|outline|大纲)"
    r"(?:\s*[/|(（].*)?",
    re.IGNORECASE,
)
_FEWEST_ENTRIES = 3
_VARIATION = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents. `fragment` is empty where the contents carry no links."""

    start: int
    end: int
    text: str
    fragment: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: its entries, and the heading it stands under (none: at the top)."""

    entries: tuple[Entry, ...]
    heading: Heading | None


def fragment_of(link: Link) -> str:
    """The decoded fragment of a link into its own document; empty for every other link."""
    return unquote(link.target[1:]) if link.target.startswith("#") else ""


def fragments(document: Document) -> frozenset[str]:
    """Every fragment under which some common renderer makes a place of the document reachable."""
    names: set[str] = {anchor.name for anchor in document.anchors}
    repeated: Counter[str] = Counter()
    for heading in document.headings:
        names.update(_names(heading))
        plain = toc_slug(heading.plain, ascii_only=False)
        names.add(f"{plain}_{repeated[plain]}")
        repeated[plain] += 1
    return frozenset(name.replace(_VARIATION, "") for name in names)


def _names(heading: Heading) -> Iterator[str]:
    yield heading.slug
    if heading.explicit_id:
        yield heading.explicit_id
    yield toc_slug(heading.plain, ascii_only=False)
    yield toc_slug(heading.plain, ascii_only=True)
    yield re.sub(r"-{2,}", "-", slug(heading.plain)).strip("-")


def find_contents(document: Document) -> Contents | None:
    """The first list under a contents heading, or the first list made of links into the document."""
    titled = [heading for heading in document.headings if _TITLE.fullmatch(heading.plain)]
    for heading in titled[:1]:
        items = _items_below(document, heading)
        entries = tuple(_entries(document, items))
        linked = tuple(entry for entry in entries if entry.fragment)
        chosen = linked or _unlinked(document, heading, entries)
        if len(chosen) >= _FEWEST_ENTRIES or (linked and len(linked) == len(entries)):
            return Contents(chosen, heading)
    return None if titled else _untitled(document)


def _items_below(document: Document, heading: Heading) -> list[Item]:
    """The list items between a heading and the next one."""
    after = [other.start for other in document.headings if other.start > heading.start]
    limit = after[0] if after else len(document.text)
    return [item for item in document.items if heading.end <= item.start < limit]


def _entries(document: Document, items: Sequence[Item]) -> Iterator[Entry]:
    starts = [link.start for link in document.links]
    for item in items:
        first = bisect_right(starts, item.text_start - 1)
        link = document.links[first] if first < len(starts) and starts[first] < item.text_end else None
        if link is None:
            text = document.text[item.text_start : item.text_end]
            yield Entry(item.text_start, item.text_end, rendered(text), "")
        elif fragment_of(link):
            yield Entry(link.start, link.end, rendered(link.text), fragment_of(link))


def _unlinked(document: Document, heading: Heading, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries without links are contents only if most of them are headings of the document."""
    known = {other.plain.casefold() for other in document.headings if other is not heading}
    matching = sum(entry.text.casefold() in known for entry in entries)
    return entries if matching >= _FEWEST_ENTRIES and matching * 3 >= len(entries) * 2 else ()


def _untitled(document: Document) -> Contents | None:
    """Contents without a title: the document's first list, if all its items are links to headings."""
    if not document.items or not document.headings:
        return None
    second = [heading.start for heading in document.headings[1:2]]
    limit = second[0] if second else len(document.text)
    items = [item for item in document.items if item.start < limit]
    entries = tuple(entry for entry in _entries(document, items) if entry.fragment)
    if len(entries) < _FEWEST_ENTRIES or len(entries) != len(items):
        return None
    listed = [heading for entry in entries if (heading := heading_of(document, entry.fragment))]
    depths = {heading.level for heading in listed}
    all_of_depth = [heading for heading in document.headings[1:] if heading.level in depths]
    return Contents(entries, None) if len(listed) * 2 >= len(all_of_depth) else None


def heading_of(document: Document, fragment: str) -> Heading | None:
    """The heading a fragment leads to."""
    return _headings(document).get(fragment.replace(_VARIATION, ""))


@lru_cache(maxsize=2)
def _headings(document: Document) -> dict[str, Heading]:
    """The headings by fragment; the names that GitHub gives come before those of other renderers."""
    known: dict[str, Heading] = {}
    for heading in document.headings:
        for name in (heading.anchor, heading.slug):
            known.setdefault(name.replace(_VARIATION, ""), heading)
    for heading in document.headings:
        for name in _names(heading):
            known.setdefault(name.replace(_VARIATION, ""), heading)
    return known
