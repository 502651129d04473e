"""Levels with a rating of their own (`L2 … ★★★☆☆`), and where a text gives a level another rating."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.audit.figures import bare
from generator.audit.levels.bands import level_names
from generator.audit.levels.names import LEVEL_HEADER, RATING, Names
from generator.audit.statements import SENTENCE
from generator.audit.tables.titles import column_titles
from generator.markdown import Document, Piece, Row, Table
from generator.patterns import lazy

_MOVES = lazy(r"→|->|从|提升|目标|预[计期]|\b(?:from|to|target|expected)\b", re.IGNORECASE)
_FEWEST = 3
_BETWEEN = 24
"""A rating stands at most this far behind the name of its level."""


class Rated(NamedTuple):
    """A level: its names, its rating as written, and the cell that gives it."""

    names: tuple[str, ...]
    rating: str
    place: Piece


class Misrated(NamedTuple):
    """A rating that stands with the name of a level that has another one."""

    text: str
    level: Rated
    place: Piece


def misrated_names(document: Document) -> Iterator[Misrated]:
    """Every rating behind the name of a level, in sentences and rows, that is not the level's."""
    if "★" not in document.text:
        return
    table, title, levels = _rated_levels(document)
    names = Names(levels, document.text)
    for run in document.runs if levels else ():
        for sentence in SENTENCE.finditer(document.flat, run.start, run.end):
            yield from _in_sentence(sentence.group(), sentence.start(), names)
    for other in document.tables if levels else ():
        if other is not table and other.header:
            titles = [bare(cell.text) for cell in other.header[-1].cells]
            for row in other.rows if titles.count(title) == 1 else ():
                yield from _in_row(row, titles.index(title), names)


def _rated_levels(document: Document) -> tuple[Table | None, str, list[Rated]]:
    """The first table that names levels and gives each a rating of its own, and what it calls the ratings."""
    for table in document.tables:
        titles = column_titles(table)
        rated = [index for index in range(len(titles)) if _is_rated(table.rows, index)]
        named = [index for index, title in enumerate(titles) if LEVEL_HEADER.search(title)]
        if len(rated) == 1 and named:
            return table, titles[rated[0]], [_rated(row, named, rated[0]) for row in table.rows]
    return None, "", []


def _is_rated(rows: Sequence[Row], index: int) -> bool:
    found = [bare(row.cells[index].text) if index < len(row.cells) else "" for row in rows]
    return len(found) >= _FEWEST and all(map(RATING.fullmatch, found)) and len(set(found)) == len(found)


def _rated(row: Row, named: Sequence[int], rated: int) -> Rated:
    cell = row.cells[rated]
    names = tuple(name for index in named for name in level_names(row.cells[index].text))
    return Rated(names, bare(cell.text), Piece(cell.start, cell.end))


def _in_sentence(text: str, offset: int, names: Names[Rated]) -> Iterator[Misrated]:
    found = list(RATING.finditer(text))
    places = names.within(text) if len(found) == 1 and not _MOVES.search(text) else {}
    levels = {level.place: level for level in places.values()}
    if len(levels) == 1 and 0 < found[0].start() - max(places) <= _BETWEEN:
        yield from _against(found[0].group(), next(iter(levels.values())), offset + found[0].start())


def _in_row(row: Row, rated: int, names: Names[Rated]) -> Iterator[Misrated]:
    levels = {level.place: level for cell in row.cells if (level := names.cell(cell.text))}
    found = RATING.search(row.cells[rated].text) if rated < len(row.cells) else None
    if found and len(levels) == 1:
        start = row.cells[rated].start + found.start()
        yield from _against(found.group(), next(iter(levels.values())), start)


def _against(text: str, level: Rated, start: int) -> Iterator[Misrated]:
    if text != level.rating:
        yield Misrated(text, level, Piece(start, start + len(text)))
