"""Scored atlas + templates → {path: Markdown}. Pure, and the only importer of Jinja.

One template serves every language. Undefined names are errors, so a page is complete or not made.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2

from generator.ageing import find_reliance
from generator.citation import cite_as_bibtex, page_address
from generator.exploration import build_model, model_text
from generator.export_schema import SCHEMA_VERSION
from generator.exports import EXPORTS, render_exports
from generator.feed import newest_first
from generator.figures import render_figures
from generator.history import nominal_points, recorded_states
from generator.markup import Reference, capital, fill, find_references, join_lines, join_words
from generator.model.atlas import Atlas, Band, Erratum, ErratumKind, Language, Level, Technology
from generator.model.overview import Force
from generator.model.parts import Part, Place, Text
from generator.quantity import Quantity, exact_decimal, half_up, terminates
from generator.relations import (
    Appearance,
    errata_about,
    find_cited,
    find_marked,
    forces_on,
    neighbours_in_rank,
    rank_scores,
)
from generator.rule import Example, Rule
from generator.scores import ScoredAtlas
from generator.uncertainty.firmness import share_text
from generator.uncertainty.standing import least_firm, rank_range, score_on_other_basis
from generator.values import evaluate, number_text

DOCS = "docs/"


@dataclass(frozen=True)
class Page:
    """One page of one language: where it goes, what makes it, and the data it comes from."""

    path: str
    template: str
    sources: tuple[str, ...]
    subject: Any = None
    order: int = 0


class UnresolvedReferenceError(ValueError):
    """A text refers to something that the atlas does not have (the rules report it with its place)."""


CHAPTER_SOURCES: dict[str, tuple[str, ...]] = {
    "forces": ("data/forces/",),
    "tension": ("data/pyramid.yml", "data/map.yml", "data/findings.yml"),
    "timeline": ("data/timeline.yml",),
    "method": ("data/scale.yml",),
    "audit": ("generator/audit/rules/",),
}
"""Chapters with a template of their own, and the data it draws on besides the chapter's own file; the order
is that of the navigation. All other chapters are prose, rendered by chapter.md.j2.
"""

TEMPLATES = "templates/"


def plan_pages(atlas: Atlas) -> tuple[Page, ...]:
    """The pages of every language, in the order of the navigation; paths are below docs/LANGUAGE/."""
    pages = (
        Page(
            "index.md",
            "index.md.j2",
            ("data/site.yml", "data/scale.yml", "data/levels/", "data/technologies/"),
        ),
        *(_level_page(atlas, level) for level in atlas.levels.values()),
        *(_technology_page(atlas, technology) for technology in atlas.technologies.values()),
        Page("compare.md", "compare.md.j2", ("data/scale.yml", "data/levels/", "data/technologies/")),
        Page("explore.md", "explore.md.j2", ("data/scale.yml", "data/technologies/")),
        *(
            Page(f"{name}.md", f"{name}.md.j2", (f"data/chapters/{name}.yml", *sources), atlas.chapters[name])
            for name, sources in CHAPTER_SOURCES.items()
            if name in atlas.chapters
        ),
        *(
            Page(f"{name}.md", "chapter.md.j2", (f"data/chapters/{name}.yml",), chapter)
            for name, chapter in atlas.chapters.items()
            if name not in CHAPTER_SOURCES
        ),
        Page("errata.md", "errata.md.j2", ("data/errata.yml", "data/documents.yml")),
        Page("glossary.md", "glossary.md.j2", ("data/glossary.yml",)),
        Page("references.md", "references.md.j2", ("data/references.yml", "data/documents.yml")),
        Page("downloads.md", "downloads.md.j2", ("data/", "data/changes.yml")),
        Page("rules.md", "rules.md.j2", ("generator/checks/", "generator/audit/rules/")),
    )
    return tuple(replace(page, order=order) for order, page in enumerate(pages))


def _level_page(atlas: Atlas, level: Level) -> Page:
    technologies = atlas.technologies_of(level.id)
    sources = (f"data/levels/{level.id}.yml", *(f"data/technologies/{tech.id}.yml" for tech in technologies))
    return Page(f"levels/{level.id}.md", "level.md.j2", sources, level)


def _technology_page(atlas: Atlas, technology: Technology) -> Page:
    sources = (f"data/technologies/{technology.id}.yml", "data/scale.yml")
    return Page(f"technologies/{technology.id}.md", "technology_page.md.j2", sources, technology)


def render_language(
    scored: ScoredAtlas,
    language: Language,
    templates: Path,
    rules: Sequence[Rule[Any]] = (),
    cache: Path | None = None,
) -> dict[str, str]:
    """Render every page and figure of one language: path below the project's root → text.

    `rules` are those that the page of rules documents. `cache` is an existing folder in which
    compiled templates are kept; it changes nothing but the time.
    """
    environment = _environment(templates, cache)
    marked, cited = find_marked(scored.atlas), find_cited(scored.atlas)
    errata, pages = number_errata(scored.atlas), plan_pages(scored.atlas)
    numbers = {erratum.id: number for number, erratum in enumerate(errata, start=1)}
    paths = frozenset(page.path for page in pages)
    rendered: dict[str, str] = {}
    for page in pages:
        writer = _Writer(scored, marked, cited, errata, numbers, rules, language, paths, page)
        text = environment.get_template(page.template).render(**writer.names())
        rendered[page.path] = _tidy(text)
    rendered |= render_figures(scored, language)
    return {f"{DOCS}{language.code}/{path}": text for path, text in rendered.items()}


def render_pages(
    scored: ScoredAtlas, templates: Path, rules: Sequence[Rule[Any]] = (), cache: Path | None = None
) -> dict[str, str]:
    """Render everything: the pages and figures of every language, and the files for machines."""
    languages = scored.atlas.languages.values()
    parts = (render_language(scored, language, templates, rules, cache) for language in languages)
    return {path: text for part in (*parts, render_exports(scored)) for path, text in part.items()}


def _environment(templates: Path, cache: Path | None) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates, encoding="utf-8"),
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(cache)) if cache else None,
        undefined=jinja2.StrictUndefined,
        comment_start_string="{//",  # `{#` begins a heading's id in Markdown
        comment_end_string="//}",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Markdown, and all input is the data of the project itself
        extensions=["jinja2.ext.do"],
    )
    environment.filters["capital"] = capital
    environment.filters["words"] = lambda link: re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", link)
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment


def _tidy(text: str) -> str:
    """Empty lines where Markdown needs them (around headings and tables, after quotes), never two in a row.

    The inside of code blocks is left as it is.
    """
    tidied: list[str] = []
    fence = ""
    for line in (line.rstrip() for line in text.strip().split("\n")):
        mark = _FENCE.match(line)
        previous = tidied[-1] if tidied else ""
        if fence:
            fence = "" if mark and mark[0].startswith(fence) and line == mark[0] else fence
        else:
            fence = mark[0] if mark else ""
            if previous and _kind_of(line) != _kind_of(previous) and line:
                tidied.append("")
            if not line and not previous:
                continue
        tidied.append(line)
    return "\n".join(tidied) + "\n"


_FENCE = re.compile(r"`{3,}")


def _kind_of(line: str) -> str:
    """What a line is, as far as it needs an empty line between itself and other kinds."""
    return line[:1] if line[:1] in ("#", "|", ">") else ""


@dataclass(frozen=True)
class _Writer:
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
            "ranking": lambda: rank_scores(self.scored),
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
            "fenced": fenced,
            "example_text": example_text,
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
        return posixpath.relpath(path, posixpath.dirname(self.page.path) or ".")

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


def line_ranges(lines: Iterable[int]) -> list[str]:
    """Line numbers in order, runs joined: `["5", "8–10"]`."""
    ranges: list[list[int]] = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges]


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


def points(before: Quantity, after: Quantity) -> str:
    """The difference of two shares in percentage points, with its sign."""
    difference = (after.value - before.value) * 100
    return f"{'+' if difference >= 0 else '−'}{exact_decimal(abs(difference))}"


def example_text(example: Example) -> str:
    """An example of a rule as text: the Markdown itself, or the edits that lead to it."""
    text = example.text or "\n".join(
        f"{edit.file}\n- {edit.before}\n+ {edit.after}" for edit in example.edits
    )
    return text.encode("utf-8", errors="backslashreplace").decode()  # some show bytes that are no text


def fenced(text: str, language: str) -> str:
    """A code block that holds any text, fences included."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def rounded(value: Any, places: int) -> str:
    """A value rounded half-up for display, behind ≈ if that loses anything."""
    shown = half_up(value, places)
    exact = terminates(value) and exact_decimal(value) == exact_decimal(type(value)(shown))
    return f"{shown:f}" if exact else f"≈ {shown:f}"


def interval(band: Band) -> str:
    """A band in interval notation: `(0.60, 0.80]`."""
    return f"[0, {band.up_to}]" if band.above is None else f"({band.above}, {band.up_to}]"


def neighbours(atlas: Atlas, level: str) -> list[str]:
    """A level and the levels next to it, from the most converged down."""
    order = list(atlas.levels)
    index = order.index(level)
    return order[max(0, index - 1) : index + 2]


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], align: str = "") -> str:
    """A Markdown table. `align` has one letter per column: l, c or r; the rest is left."""
    titles = [_in_cell(header) for header in headers]
    marks = {"l": ":--", "c": ":-:", "r": "--:"}
    rules = [marks[letter] for letter in align.ljust(len(titles), "l")]
    lines = [titles, rules, *([_in_cell(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


_MATH = re.compile(r"(\$[^$\n]+\$)")


def _in_cell(text: str) -> str:
    """Escape what would end a cell: `|` becomes `\\vert` in math and `\\|` elsewhere."""
    pieces = _MATH.split(" ".join(text.split()))
    return "".join(
        piece.replace(r"\|", r"\Vert ").replace("|", r"\vert ") if odd else piece.replace("|", r"\|")
        for odd, piece in ((index % 2, piece) for index, piece in enumerate(pieces))
    )
