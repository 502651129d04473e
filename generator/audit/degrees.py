"""Levels with a nominal degree and a rating: the table that defines them, and who states which of them.

A definition is a table of at least three levels with one percentage each, and perhaps a rating (`★★★☆☆`),
both rising or falling with the level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.audit.bands import level_names
from generator.audit.diagram_nodes import read_nodes
from generator.audit.figures import bare
from generator.audit.names import LEVEL_HEADER, RATING
from generator.markdown import Document, Item, Table
from generator.patterns import lazy

_DEGREE = lazy(r"(\d{1,3}(?:\.\d{1,2})?)\s?[%％]")
_STATED = lazy(rf"[（(]\s*(?:{_DEGREE.pattern}|({RATING.pattern}))[^（()）%★]{{0,12}}[)）]")
_LABEL_BEFORE = lazy(r"[^\n，,。；;：:、（()）\"“”「」*|→]{2,24}[\"”」*]*\s*$")
_NEGATIONS = "未非不无"
_BETWEEN = 4
"""A level's name stands at most this far before the bracket with its degree."""
_FEWEST = 3
Place = tuple[int, int]


class Level(NamedTuple):
    """A level: its names, its degree, its rating (0: none)."""

    names: tuple[str, ...]
    degree: Fraction
    rating: int
    place: Place


class Ladder(NamedTuple):
    """The levels of a table, highest degree first, and what the columns are called."""

    table: Table
    levels: tuple[Level, ...]
    degree_title: str
    rating_title: str

    @property
    def is_rated(self) -> bool:
        """Whether every level has a rating of its own."""
        return all(level.rating for level in self.levels)

    def ratings(self, degree: Fraction) -> set[int]:
        """The ratings that a degree may carry: its level's, or those of the levels on both sides."""
        for level in self.levels:
            if level.degree == degree:
                return {level.rating}
        above = [level.rating for level in self.levels if level.degree > degree]
        below = [level.rating for level in self.levels if level.degree < degree]
        return {*above[-1:], *below[:1]}


class Stated(NamedTuple):
    """A degree or a rating that stands with a label."""

    label: str
    degree: Fraction | None
    rating: int
    text: str
    place: Place


def ladder(document: Document) -> Ladder | None:
    """The first table of a document that defines levels by degrees."""
    for table in document.tables:
        if table.header and len(table.rows) >= _FEWEST and "%" in document.text[table.start : table.end]:
            found = _ladder(table)
            if found:
                return found
    return None


def _ladder(table: Table) -> Ladder | None:
    titles = [bare(cell.text) for cell in table.header[-1].cells]
    if (
        not titles
        or not LEVEL_HEADER.search(titles[0])
        or any(len(row.cells) < len(titles) for row in table.rows)
    ):
        return None
    columns = [[bare(row.cells[index].text) for row in table.rows] for index in range(len(titles))]
    degrees = [index for index, cells in enumerate(columns) if all(map(_DEGREE.fullmatch, cells))]
    rated = [index for index, cells in enumerate(columns) if all(map(RATING.fullmatch, cells))]
    if len(degrees) != 1:
        return None
    values = [Fraction(cell.rstrip("%％ ")) / 100 for cell in columns[degrees[0]]]
    stars = [cell.count("★") for cell in columns[rated[0]]] if len(rated) == 1 else [0] * len(values)
    levels = [
        Level(level_names(row.cells[0].text), value, star, (row.cells[0].start, row.cells[degrees[0]].end))
        for row, value, star in zip(table.rows, values, stars, strict=True)
    ]
    levels.sort(key=lambda level: -level.degree)
    falls = all(first.degree > second.degree for first, second in pairwise(levels))
    agrees = not any(stars) or all(first.rating > second.rating for first, second in pairwise(levels))
    title = titles[rated[0]] if len(rated) == 1 else ""
    return Ladder(table, tuple(levels), titles[degrees[0]], title) if falls and agrees else None


def misnamed(document: Document, known: Ladder) -> Iterator[tuple[Stated, Level, Level]]:
    """Names of levels with the degree of another level: what is stated, the level named, the level meant."""
    for stated in labelled(document):
        if stated.degree is None:
            continue
        named = [level for level in known.levels if any(_ends_in(stated.label, name) for name in level.names)]
        meant = [level for level in known.levels if level.degree == stated.degree]
        if len(named) == 1 and meant and meant[0] is not named[0]:
            yield stated, named[0], meant[0]


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
        degrees = [each for each in _in_text(document, *_extent(document, first)) if each.degree is not None]
        ratings = [each for each in _in_text(document, *_extent(document, second)) if each.rating]
        if degrees and ratings and len(degrees) == len(ratings):
            yield from zip(ratings, degrees, strict=True)
        elif degrees and ratings:
            yield ratings[-1], degrees[-1]


def _line(document: Document, item: Item) -> str:
    return document.plain[slice(*_extent(document, item))]


def _extent(document: Document, item: Item) -> Place:
    end = document.plain.find("\n", item.text_start, item.text_end)
    return item.text_start, end if end >= 0 else item.text_end


def labelled(document: Document) -> Iterator[Stated]:
    """Every degree or rating in brackets behind a label, and every node of a label and a rating or degree."""
    for run in document.runs:
        yield from _in_text(document, run.start, run.end)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _in_text(document, cell.start, cell.end)
    for node in read_nodes(document):
        degree, rating = _DEGREE.match(node.lines[-1]), RATING.fullmatch(node.lines[-1])
        if len(node.lines) == 2 and (degree or rating):
            yield _stated(node.lines[0], degree, rating, (node.start, node.end))


def _in_text(document: Document, start: int, end: int) -> Iterator[Stated]:
    text = document.plain[start:end]
    if "%" not in text and "★" not in text:
        return
    for found in _STATED.finditer(text):
        label = _LABEL_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        degree, rating = _DEGREE.search(found.group()), RATING.search(found.group())
        if label:
            place = (start + found.start() + 1, start + found.end() - 1)
            yield _stated(label.group(), degree, rating, place)


def _stated(label: str, degree: re.Match[str] | None, rating: re.Match[str] | None, place: Place) -> Stated:
    value = Fraction(degree[1]) / 100 if degree else None
    text = degree.group() if degree else rating.group() if rating else ""
    return Stated(_key(label), value, rating.group().count("★") if rating else 0, text, place)


def _key(label: str) -> str:
    """A label without quotes and case, and with blanks only between Latin words."""
    plain = re.sub(r"[*\"“”「」的]+", "", label).casefold().strip()
    return re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", plain)


def levels_elsewhere(document: Document, known: Ladder) -> Iterator[tuple[Place, str, Level]]:
    """Rows of other tables that give a level another degree under the same title."""
    for table in document.tables:
        if table is known.table or not table.header:
            continue
        titles = [bare(cell.text) for cell in table.header[-1].cells]
        if titles.count(known.degree_title) == 1:
            column = titles.index(known.degree_title)
            for row in table.rows:
                yield from _row_elsewhere(
                    [(bare(c.text), (c.start, c.end)) for c in row.cells], column, known
                )


def _row_elsewhere(
    cells: Sequence[tuple[str, Place]], column: int, known: Ladder
) -> Iterator[tuple[Place, str, Level]]:
    if len(cells) <= column:
        return
    names = set(level_names(cells[0][0]))
    named = [level for level in known.levels if names.intersection(level.names)]
    degree = _DEGREE.fullmatch(cells[column][0])
    if len(named) == 1 and degree and Fraction(degree[1]) / 100 != named[0].degree:
        yield cells[column][1], degree.group(), named[0]
