"""One scanner for the Markdown that people write: every element with its place, in linear time.

It reads GitHub-flavoured Markdown and Python-Markdown (attribute lists, admonitions, tabs), never fails,
and does not render.
"""

from __future__ import annotations

from generator.markdown.blocks import read_blocks
from generator.markdown.elements import (
    MASK,
    Admonition,
    Anchor,
    Cell,
    Definition,
    Document,
    Fence,
    Heading,
    Item,
    Link,
    LinkKind,
    Math,
    MathKind,
    Piece,
    Row,
    Run,
    Table,
)
from generator.markdown.inline import Inline, has_marks
from generator.markdown.slugs import rendered, slug, toc_slug
from generator.markdown.state import Blocks, RawHeading
from generator.source import SourceText

__all__ = [
    "MASK",
    "Admonition",
    "Anchor",
    "Cell",
    "Definition",
    "Document",
    "Fence",
    "Heading",
    "Item",
    "Link",
    "LinkKind",
    "Math",
    "MathKind",
    "Piece",
    "Row",
    "Run",
    "Table",
    "rendered",
    "scan",
    "slug",
    "toc_slug",
]


def scan(source: SourceText) -> Document:
    """Find the elements of a document. Any text is a document; none makes it fail."""
    blocks = read_blocks(source.text)
    definitions: dict[str, tuple[str, int, int]] = {}
    for each in blocks.definitions:
        definitions.setdefault(each.label, (each.target, each.target_start, each.target_end))
    inline = Inline(source.text, definitions)
    for start, end in _stretches(blocks):
        inline.read(start, end)
    return Document(
        source=source,
        front_matter=blocks.front_matter,
        headings=_headings(source.text, blocks.headings),
        runs=tuple(blocks.runs),
        links=tuple(inline.links),
        definitions=tuple(blocks.definitions),
        maths=_in_order(blocks.maths, inline.maths),
        tables=tuple(blocks.tables),
        fences=tuple(blocks.fences),
        items=tuple(blocks.items),
        admonitions=tuple(blocks.admonitions),
        quotes=tuple(blocks.quotes),
        codes=tuple(inline.codes),
        comments=tuple(sorted(blocks.comments + inline.comments)),
        anchors=tuple(inline.anchors),
        blanked=tuple(sorted(blocks.blanked + inline.blanked)),
    )


def _in_order(first: list[Math], second: list[Math]) -> tuple[Math, ...]:
    return tuple(sorted(first + second, key=lambda math: math.start))


def _stretches(blocks: Blocks) -> list[tuple[int, int]]:
    """Where inline content is read: each run by itself (but no code has any), and each table cell."""
    stretches = [(run.start, run.end) for run in blocks.runs if run.kind != "line"]
    for table in blocks.tables:
        for row in (*table.header, *table.rows):
            if has_marks(blocks.text, row.start, row.end):
                stretches += [(cell.start, cell.end) for cell in row.cells]
    return sorted(stretches)


def _headings(text: str, found: list[RawHeading]) -> tuple[Heading, ...]:
    used: dict[str, int] = {}
    return tuple(_heading(text, raw, used) for raw in found)


def _heading(text: str, raw: RawHeading, used: dict[str, int]) -> Heading:
    written = text[raw.text_start : raw.text_end]
    plain = rendered(written)
    explicit = next((part[1:] for part in raw.attributes.split() if part.startswith("#")), "")
    return Heading(
        raw.start,
        raw.end,
        raw.level,
        raw.text_start,
        raw.text_end,
        written,
        plain,
        _numbered(slug(plain), used),
        explicit,
    )


def _numbered(name: str, used: dict[str, int]) -> str:
    """The slug, with `-1`, `-2` … appended if earlier headings of the document have taken it."""
    candidate = name
    while candidate in used:
        used[name] += 1
        candidate = f"{name}-{used[name]}"
    used[candidate] = 0
    return candidate
