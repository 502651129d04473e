"""What templates can call: everything that depends on the language and on the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from typing import Any

from generator.ageing import find_reliance
from generator.citation import cite_as_bibtex, page_address
from generator.exploration import build_model, model_text
from generator.export_schema import SCHEMA_VERSION
from generator.exports import EXPORTS
from generator.feed import newest_first
from generator.formats import example_block, interval, line_ranges, points, rounded, table
from generator.history import nominal_points, recorded_states
from generator.markup import Reference, capital, fill, find_references, join_lines, join_words
from generator.model.atlas import Atlas
from generator.model.overview import Force
from generator.model.parts import Part, Place, Text
from generator.model.publication import Language
from generator.model.sources import Erratum, ErratumKind
from generator.plan import DOCS, Page
from generator.quantity import exact_decimal, half_up
from generator.relations import (
    Appearance,
    errata_about,
    forces_on,
    neighbours_in_rank,
)
from generator.rule import Rule
from generator.scores import ScoredAtlas
from generator.uncertainty.firmness import share_text
from generator.uncertainty.standing import least_firm, rank_range, score_on_other_basis
from generator.values import evaluate, number_text


class UnresolvedReferenceError(ValueError):
    """A text refers to something that the atlas does not have (the rules report it with its place)."""


@dataclass(frozen=True)
class Writer:
    """What templates can call: everything that depends on the language and on the page."""

    scored: ScoredAtlas
    marked: Mapping[str, list[Appearance]]
    cited: Mapping[str, list[Appearance]]
    errata: Sequence[Erratum]
    numbers: Mapping[str, int]
    rules: Sequence[Rule[Any]]
    language: Language
    paths: frozenset[str]
    page: Page

    def names(self) -> dict[str, Any]:
        """The names that templates see."""
        atlas = self.scored.atlas
        return {
            "atlas": atlas,
            "scored": self.scored,
            "page": self.page,
            "subject": self.page.subject,
            "lang": self.language.code,
            "s": self.string,
            "t": self.text,
            "in_words": self.in_words,
            "cell": self.cell,
            "cite": self.cite,
            "link": self.link,
            "mark": self.mark,
            "value": self.value,
            "table": table,
            "number": number_text,
            "rounded": rounded,
            "decimal": exact_decimal,
            "interval": interval,
            "linked_places": self.linked_places,
            "relative": self.relative,
            "file_for_machines": lambda name: self.relative(f"../{EXPORTS.removeprefix(DOCS)}{name}"),
            "bibtex": lambda score: cite_as_bibtex(atlas, score, self.language, self.page.path),
            "address": page_address(atlas, self.language, self.page.path),
            "cited_on": lambda reference: [self.link(*where) for where in self.cited.get(reference, ())],
            "errata_about": lambda technology: errata_about(technology, self.errata),
            "forces_on": lambda technology: forces_on(technology, atlas),
            "neighbours_in_rank": lambda technology: neighbours_in_rank(technology, self.scored),
            "ranking": lambda: self.scored.ranking,
            "newest_first": newest_first,
            "schema_version": SCHEMA_VERSION,
            "share": share_text,
            "percent": "{:.0%}".format,
            "rank_range": partial(rank_range, self.scored),
            "other_basis": partial(score_on_other_basis, self.scored),
            "least_firm": partial(least_firm, self.scored),
            "nominal_points": partial(nominal_points, atlas),
            "recorded_states": partial(recorded_states, atlas),
            "find_reliance": partial(find_reliance, atlas),
            "build_model": partial(build_model, self.scored, self.language),
            "model_text": model_text,
            "fixed": lambda value, places: f"{half_up(value, places):f}",
            "evaluate": partial(evaluate, values=self.scored.values),
            "figure": self.figure,
            "neighbours": partial(neighbours, atlas),
            "label": self.label,
            "short_name": lambda part: reference_name(
                part.authors, part.year, part.title, self.language.code
            ),
            "concerned": self.concerned,
            "rules": self.rules,
            "errata": self.errata,
            "example_block": example_block,
            "points": points,
            "gather": gather_places,
            "merge_chains": self.merge_chains,
            "quarter": self.quarter,
        }

    def string(self, key: str, **figures: object) -> str:
        """A string of the interface, with its placeholders filled."""
        return fill(self.language.strings[key], figures)

    def text(self, text: Text | None) -> str:
        """A text in the page's language: lines joined, references resolved."""
        return self.resolve(join_lines(text[self.language.code])) if text is not None else ""

    def in_words(self, words: Mapping[str, str]) -> str:
        """What the program itself says; English, and marked as such, for a language it does not speak."""
        code = self.language.code
        return words[code] if code in words else f'<span lang="en">{words["en"]}</span>'

    def label(self, text: Text | None) -> str:
        """A text for a diagram: one line, references as plain words, no quotes."""
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", self.text(text))
        return plain.replace('"', "'").replace("\n", " ")

    def cell(self, text: Text | None) -> str:
        """A text inside a table cell; an unknown cell says so."""
        return self.text(text) if text is not None else self.string("unknown")

    def resolve(self, text: str) -> str:
        """Replace every `[[kind:id]]` by its link or figure."""
        result, position = "", 0
        for reference in find_references(text):
            words = self._referenced(reference)
            words = (
                capital(words)
                if reference.is_link and _begins_sentence(result, text[position : reference.start])
                else words
            )
            result = join_words(join_words(result, text[position : reference.start]), words)
            position = reference.end
        return join_words(result, text[position:]) if position else text

    def _referenced(self, reference: Reference) -> str:
        if reference.is_link:
            return self.link(reference.kind, reference.target)
        return self.value(reference.address)

    def value(self, address: str) -> str:
        """The figure at an address, as the atlas prints it."""
        if address not in self.scored.values:
            raise UnresolvedReferenceError(f"there is no figure at {address!r}")
        return self.scored.values[address].text

    def link(self, kind: str, target: str, words: str | None = None) -> str:
        """A Markdown link to a part of the atlas, from this page; plain words if its chapter is not there."""
        path, fragment, name = self._destination(kind, target)
        if path not in self.paths:
            return words or name
        if path == self.page.path:
            return f"[{words or name}](#{fragment or target})"
        return f"[{words or name}]({self.relative(path)}{'#' if fragment else ''}{fragment})"

    def mark(self, errata: Iterable[str]) -> str:
        """Raised marks that lead to errata; empty without any."""
        links = [self.link("erratum", erratum) for erratum in errata]
        return f"<sup>{' '.join(links)}</sup>" if links else ""

    def figure(self, path: str, description: str) -> str:
        """An image reference to a figure of this language."""
        return f"![{description}]({self.relative(path)})"

    def relative(self, path: str) -> str:
        """The way from this page to another file of the same language; above it lie the shared ones."""
        return _way(posixpath.dirname(self.page.path) or ".", path)

    def _destination(self, kind: str, target: str) -> tuple[str, str, str]:
        """The page, fragment and name of a part."""
        atlas, code = self.scored.atlas, self.language.code
        collections: dict[str, Mapping[str, Any]] = {
            "level": atlas.levels,
            "technology": atlas.technologies,
            "term": atlas.glossary,
            "cite": atlas.references,
            "erratum": atlas.errata,
            "force": atlas.forces,
            "document": atlas.documents,
        }
        part = collections.get(kind, {}).get(target)
        if kind == "page":
            chapter = atlas.chapters.get(target)
            return f"{target}.md", "", chapter.title[code] if chapter else self.string(f"{target}-title")
        if part is None:
            raise UnresolvedReferenceError(f"there is no {kind} {target!r}")
        if kind == "level":
            return f"levels/{target}.md", "", f"{target} {part.name[code]}"
        if kind == "technology":
            section = f"levels/{part.level}.md"  # inside its own chapter a technology has a section
            path, fragment = (
                (section, target) if self.page.path == section else (f"technologies/{target}.md", "")
            )
            return path, fragment, part.name[code]
        if kind == "force":
            return "forces.md", target, part.name[code]
        if kind == "document":
            return "references.md", f"source-{target}", target
        if kind == "term":
            return "glossary.md", target, part.name[code]
        if kind == "cite":
            return "references.md", target, reference_name(part.authors, part.year, part.title, code)
        return "errata.md", target, self.string("erratum-mark", number=self.numbers[target])

    def concerned(self, erratum: str) -> list[str]:
        """Links to the technologies, levels and chapters that an erratum is marked on."""
        return [self.link(kind, identifier) for kind, identifier in self.marked.get(erratum, ())]

    def quarter(self, quarter: str) -> str:
        """A quarter as the language writes it."""
        year, number = quarter.split("-Q")
        return self.string("quarter", year=year, number=number)

    def merge_chains(self, forces: Iterable[Force]) -> tuple[list[str], list[tuple[int, int]]]:
        """The chains of several forces as one graph: steps with the same words are one node.

        Returns the nodes' words and the edges as pairs of 1-based node numbers.
        """
        nodes: dict[str, int] = {}
        edges: dict[tuple[int, int], None] = {}
        for chain in (chain for force in forces for chain in force.chains):
            numbers = [nodes.setdefault(self.label(step), len(nodes) + 1) for step in chain.steps]
            edges |= dict.fromkeys(pairwise(numbers))
        return list(nodes), list(edges)

    def cite(self, places: Iterable[Place] | None) -> str:
        """Where something comes from: document, section as printed, lines; grouped by section."""
        return self._cite(places, lambda document, words: words)

    def linked_places(self, places: Iterable[Place] | None) -> str:
        """The same, with each section linked to what is said of its document."""
        return self._cite(places, partial(self.link, "document"))

    def _cite(self, places: Iterable[Place] | None, name: Callable[[str, str], str]) -> str:
        sections: dict[tuple[str, str], set[int]] = {}
        for place in places or ():
            section = f"{place.document}{self._section(place)}"
            sections.setdefault((place.document, section), set()).update(range(place.first, place.last + 1))
        separator = self.string("list-separator")
        return separator.join(
            self.string("citation", section=name(document, section), lines=separator.join(line_ranges(lines)))
            for (document, section), lines in sections.items()
        )

    def _section(self, place: Place) -> str:
        """The number of the section that a place is in, as the document prints it: ` §3.1`."""
        heading = self.scored.atlas.documents[place.document].heading_at(place.first)
        number = re.match(r"[一二三四五六七八九十]+|[\d.]*\d", heading.title) if heading else None
        return f" §{number[0]}" if number else ""


@cache
def _way(folder: str, path: str) -> str:
    """The way from a folder to a file; there are few of both, and many links."""
    return posixpath.relpath(path, folder)


def gather_places(parts: Iterable[Part]) -> tuple[Place, ...]:
    """The places that several parts cite, one after the other."""
    return tuple(place for part in parts for place in getattr(part, "source", None) or ())


def number_errata(atlas: Atlas) -> tuple[Erratum, ...]:
    """All errata in the order of their page: by kind, then by place in the sources; marks count from 1."""
    kinds, documents = list(ErratumKind), list(atlas.documents)

    def place(erratum: Erratum) -> tuple[int, int, int]:
        first = erratum.source[0]
        known = first.document in documents
        return kinds.index(erratum.kind), documents.index(first.document) if known else -1, first.first

    return tuple(sorted(atlas.errata.values(), key=place))


def _begins_sentence(before: str, between: str) -> bool:
    """Whether what follows stands at the beginning of a sentence."""
    preceding = (before + between).rstrip()
    return not preceding or preceding[-1] in ".!?" or preceding.endswith("\n\n")


def reference_name(authors: Text | None, year: str | None, title: Text, language: str) -> str:
    """The short name of a reference in running text: `Vaswani 2017`, or its title."""
    if authors is None:
        return title[language]
    return f"{authors[language].split(',')[0]} {year or ''}".strip()


def neighbours(atlas: Atlas, level: str) -> list[str]:
    """A level and the levels next to it, from the most converged down."""
    order = list(atlas.levels)
    index = order.index(level)
    return order[max(0, index - 1) : index + 2]
