"""What the rules about pages look at: the atlas, its rendered pages, and what is on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from generator.diagnostics import Diagnostic
from generator.markdown import Document, Piece, scan
from generator.scores import ScoredAtlas
from generator.source import SourceText

DOCS = "docs/"


class Pair(NamedTuple):
    """One page in the default language and in another one."""

    default: Document
    other: Document
    language: str


@dataclass(frozen=True)
class RenderedAtlas:
    """The scored atlas with its pages and figures in memory, and the files that docs/ holds.

    `pages` and `existing` go by path below the project's root, such as `docs/zh/levels/L2.md`. A file
    in `hand_written` is no page of ours; other files below docs/ are in `assets`. Pages that are scanned
    already are in `scanned`.
    """

    scored: ScoredAtlas
    pages: Mapping[str, str]
    existing: Mapping[str, SourceText]
    scanned: Mapping[str, Document] = field(default_factory=dict)
    hand_written: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The rendered Markdown pages, scanned, by path."""
        return {
            path: self.scanned.get(path) or scan(SourceText(path, text))
            for path, text in self.pages.items()
            if path.endswith(".md")
        }

    def pairs(self) -> Iterator[Pair]:
        """Every page that exists in the default language and in another one."""
        languages = self.scored.atlas.languages
        default = self.scored.atlas.default_language.code
        for path, document in self.documents.items():
            start = f"{DOCS}{default}/"
            if path.startswith(start):
                for language in languages:
                    other = self.documents.get(f"{DOCS}{language}/{path.removeprefix(start)}")
                    if language != default and other is not None:
                        yield Pair(document, other, language)


def as_one(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of findings about files that one command mends, which says how many more there are."""
    every = list(found)
    if len(every) > 1:
        yield replace(every[0], message=f"{every[0].message} ({len(every) - 1} more likewise)")
    else:
        yield from every


def template_of(document: Document) -> str:
    """The template that a page says it was made by; its folder if it does not say."""
    front = document.front_matter or Piece(0, 0)
    header = document.text[front.start : front.end]
    _, found, rest = header.partition(" by templates/")
    return "templates/" + rest.split()[0].rstrip(".") if found else "templates/"
