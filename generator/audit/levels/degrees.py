"""Where a document states a level's degree or rating, against the ladder that defines them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.audit.diagrams.diagram_nodes import read_nodes
from generator.audit.figures import bare
from generator.audit.levels.band_breaches import band_breaches
from generator.audit.levels.bands import level_names
from generator.audit.levels.ladders import DEGREE, Ladder, Level
from generator.audit.levels.names import RATING
from generator.audit.tables.titles import column_titles
from generator.markdown import Document, Item, Piece
from generator.patterns import lazy

_STATED = lazy(rf"[（(]\s*(?:{DEGREE.pattern}|({RATING.pattern}))[^（()）%★]{{0,12}}[)）]")
_LABEL_BEFORE = lazy(r"[^\n，,。；;：:、（()）\"“”「」*|→]{2,24}[\"”」*]*\s*$")
_NO_MORE = lazy(r"\W*(?:subgraph)?\W*(?:层级?|状态|阶段|级|level|layer|state)?\W*")
_SUBGRAPH = lazy(r"^[ \t]*subgraph[^\n]{1,120}", re.MULTILINE)
_NEGATIONS = "未非不无"
_BETWEEN = 4
"""A level's name stands at most this far before the bracket with its degree."""


class Stated(NamedTuple):
    """A degree or a rating that stands with a label."""

    label: str
    degree: Fraction | None
    rating: int
    text: str
    place: Piece


class Breach(NamedTuple):
    """A degree that a level cannot have: where it stands, and what it is instead."""

    level: Level
    text: str
    place: Piece
    reason: str


def misstated(document: Document, known: Ladder) -> Iterator[Breach]:
    """Degrees beside the names of levels that are those of another level, or beyond the next one."""
    found = [
        *(
            Breach(named, each.text, each.place, _meant(each, meant))
            for each, named, meant in misnamed(document, known)
        ),
        *(
            Breach(level, text, place, f"but this table says {text}")
            for place, text, level in levels_elsewhere(document, known)
        ),
    ]
    yield from found
    seen = {document.span(*each.place).line for each in found}
    by_place = {level.place: level for level in known.levels}
    for breach in band_breaches(document, known.bands()):
        for each in breach.places:
            if document.span(each.start, each.end).line not in seen:
                level = by_place[Piece(breach.band.start, breach.band.end)]
                reason = f"and {each.text} lies beyond the next level"
                yield Breach(level, each.text, Piece(each.start, each.end), reason)


def _meant(stated: Stated, meant: Level | None) -> str:
    return f"and {stated.text} is {meant.names[0]}" if meant else f"not for {stated.text}"


def misnamed(document: Document, known: Ladder) -> Iterator[tuple[Stated, Level, Level | None]]:
    """Levels with the degree of another level, or of none: what is stated, the level named, the other one.

    A label that ends in a level's name may be a subject with a degree of its own between two levels; a
    label that is nothing but the name speaks of the level.
    """
    for stated in labelled(document):
        if stated.degree is None:
            continue
        named = [level for level in known.levels if any(_ends_in(stated.label, name) for name in level.names)]
        meant = [level for level in known.levels if level.degree == stated.degree]
        if len(named) == 1 and named != meant and (meant or _is_all(stated.label, named[0])):
            yield stated, named[0], meant[0] if meant else None


def _is_all(label: str, level: Level) -> bool:
    """Whether a label is a level's code, its name or both, and nothing else."""
    for name in level.names:
        label = label.replace(_key(name), "")
    return bool(_NO_MORE.fullmatch(label))


def _ends_in(label: str, name: str) -> bool:
    name = _key(name)
    at = label.rfind(name)
    if at < 0 or len(label) - at - len(name) > _BETWEEN:
        return False
    return at == 0 or (label[at - 1] not in _NEGATIONS and not (name.isascii() and label[at - 1].isalnum()))


def misrated(document: Document, known: Ladder) -> Iterator[tuple[Stated, Stated]]:
    """Ratings that no degree of the same label or of the list item before admits, with that degree."""
    if not known.is_rated:
        return
    stated = list(labelled(document))
    degrees: dict[str, dict[Fraction, Stated]] = {}
    for each in stated:
        if each.degree is not None:
            degrees.setdefault(each.label, {}).setdefault(each.degree, each)
    pairs = list(_beside(document, known))
    for each in stated:
        same = degrees.get(each.label, {}) if each.rating else {}
        if len(same) == 1:
            pairs.append((each, next(iter(same.values()))))
    seen = set()
    for each, degree in pairs:
        assert degree.degree is not None  # by the way the pairs are made
        if each.rating not in known.ratings(degree.degree) and each.place not in seen:
            seen.add(each.place)
            yield each, degree


def _beside(document: Document, known: Ladder) -> Iterator[tuple[Stated, Stated]]:
    """A list item about degrees and the next one about ratings: from and to, pair by pair."""
    for first, second in pairwise(document.items):
        if first.level != second.level or known.degree_title not in _line(document, first):
            continue
        if not known.rating_title or known.rating_title not in _line(document, second):
            continue
        degrees = [
            each for each in _in_text(_line(document, first), first.text_start) if each.degree is not None
        ]
        ratings = [each for each in _in_text(_line(document, second), second.text_start) if each.rating]
        if degrees and ratings and len(degrees) == len(ratings):
            yield from zip(ratings, degrees, strict=True)
        elif degrees and ratings:
            yield ratings[-1], degrees[-1]


def _line(document: Document, item: Item) -> str:
    return document.plain[slice(*_extent(document, item))]


def _extent(document: Document, item: Item) -> Piece:
    end = document.plain.find("\n", item.text_start, item.text_end)
    return Piece(item.text_start, end if end >= 0 else item.text_end)


def labelled(document: Document) -> Iterator[Stated]:
    """Every degree or rating in brackets behind a label, and every node of a label and a rating or degree."""
    for run in document.runs:
        yield from _in_text(document.flat[run.start : run.end], run.start)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _in_text(document.plain[cell.start : cell.end], cell.start)
    for fence in document.fences:
        if fence.language == "mermaid":
            for found in _SUBGRAPH.finditer(document.text, fence.body_start, fence.body_end):
                yield from _in_text(found.group(), found.start())
    for node in read_nodes(document):
        degree, rating = DEGREE.match(node.lines[-1]), RATING.fullmatch(node.lines[-1])
        if len(node.lines) == 2 and (degree or rating):
            yield _stated(node.lines[0], degree, rating, Piece(node.start, node.end))


def _in_text(text: str, start: int) -> Iterator[Stated]:
    if "%" not in text and "★" not in text:
        return
    for found in _STATED.finditer(text):
        label = _LABEL_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        degree, rating = DEGREE.search(found.group()), RATING.search(found.group())
        if label:
            place = Piece(start + found.start() + 1, start + found.end() - 1)
            yield _stated(label.group(), degree, rating, place)


def _stated(label: str, degree: re.Match[str] | None, rating: re.Match[str] | None, place: Piece) -> Stated:
    value = Fraction(degree[1]) / 100 if degree else None
    text = degree.group() if degree else rating.group() if rating else ""
    return Stated(_key(label), value, rating.group().count("★") if rating else 0, text, place)


def _key(label: str) -> str:
    """A label without quotes and case, and with blanks only between Latin words."""
    plain = re.sub(r"[*\"“”「」的]+", "", label).casefold().strip()
    return re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", plain)


def levels_elsewhere(document: Document, known: Ladder) -> Iterator[tuple[Piece, str, Level]]:
    """Cells of other tables that give a level another degree under the same title, beside it or above it."""
    for table in document.tables:
        if table is known.table or not table.header:
            continue
        titles = column_titles(table)
        above = [_named(title, known) for title in titles]
        for row in table.rows:
            beside = _named(bare(row.cells[0].text), known) if row.cells else None
            is_degrees = bool(row.cells) and bare(row.cells[0].text) == known.degree_title
            for cell, title, level in zip(row.cells, titles, above, strict=False):
                meant = level if is_degrees else beside if title == known.degree_title else None
                degree = DEGREE.fullmatch(bare(cell.text))
                if meant and degree and Fraction(degree[1]) / 100 != meant.degree:
                    yield Piece(cell.start, cell.end), degree.group(), meant


def _named(text: str, known: Ladder) -> Level | None:
    """The level that a header or a first cell consists of."""
    names = set(level_names(text))
    named = [level for level in known.levels if names.intersection(level.names)]
    return named[0] if len(named) == 1 else None
