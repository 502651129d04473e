"""The navigation, made from patterns: a new page finds its place without a change of configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

Pattern = str | dict[str, Any]


def expand_navigation(patterns: Sequence[Pattern], pages: Path) -> list[Any]:
    """Return MkDocs' `nav` for the Markdown files under `pages`.

    A pattern with a star takes the pages that no other pattern names or takes before it, by front
    matter `order`, then by name. A pattern or section without pages is left out.
    """
    orders = {file.relative_to(pages).as_posix(): _order(file) for file in pages.rglob("*.md")}
    free = {name for name in orders if name not in set(_names(patterns))}
    return list(_expand(patterns, orders, free))


def _order(file: Path) -> tuple[int, str]:
    order = get_data(file.read_text(encoding="utf-8"))[1].get("order")
    return (order if isinstance(order, int) else 1_000_000, file.name)


def _names(patterns: Sequence[Pattern]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, str):
            yield pattern
        else:
            for inner in pattern.values():
                yield from _names([inner] if isinstance(inner, str) else inner)


def _expand(patterns: Sequence[Pattern], orders: dict[str, tuple[int, str]], free: set[str]) -> Iterator[Any]:
    for pattern in patterns:
        if not isinstance(pattern, str):
            for title, inner in pattern.items():
                if isinstance(inner, str):
                    yield from ({title: page} for page in _expand([inner], orders, free))
                elif pages := list(_expand(inner, orders, free)):
                    yield {title: pages}
        elif "*" in pattern:
            taken = sorted((name for name in free if fnmatchcase(name, pattern)), key=orders.__getitem__)
            free.difference_update(taken)
            yield from taken
        elif pattern in orders:
            yield pattern
