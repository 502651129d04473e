"""Levels with a nominal degree each and perhaps a rating: a ladder, as a table defines it.

A definition is a table of at least three levels with one percentage each, and perhaps a rating (`★★★☆☆`),
both rising or falling with the level.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.audit.figures import bare
from generator.audit.levels.bands import Band, level_names
from generator.audit.levels.intervals import Interval
from generator.audit.levels.names import LEVEL_HEADER, RATING
from generator.audit.tables.titles import column_titles
from generator.markdown import Document, Piece, Table
from generator.patterns import lazy

DEGREE = lazy(r"(\d{1,3}(?:\.\d{1,2})?)\s?[%％]")
"""A degree as written."""
_NO_DEGREE = lazy(
    r"占|比例|权重|份额|累计|进度|增|\b(?:share|weights?|cumulative|progress|growth|change)\b", re.IGNORECASE
)
"""What a column of shares and steps is called."""
_FEWEST = 3


class Level(NamedTuple):
    """A level: its names, its degree, its rating (0: none)."""

    names: tuple[str, ...]
    degree: Fraction
    rating: int
    place: Piece


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

    def bands(self) -> tuple[Band, ...]:
        """For each level the degrees that may carry its name: those between the levels on both sides."""
        bounds = (None, *(level.degree for level in self.levels), None)
        return tuple(
            Band(
                tuple(name for name in level.names if name),
                Interval(low, high, False, False),
                *level.place,
                self.table.start,
                self.degree_title.casefold(),
            )
            for level, high, low in zip(self.levels, bounds, bounds[2:], strict=False)
        )


def ladder(document: Document) -> Ladder | None:
    """The first table of a document that defines levels by degrees."""
    for table in document.tables:
        if table.header and len(table.rows) >= _FEWEST and "%" in document.text[table.start : table.end]:
            found = _ladder(table)
            if found:
                return found
    return None


def _ladder(table: Table) -> Ladder | None:
    titles = column_titles(table)
    if (
        not titles
        or not LEVEL_HEADER.search(titles[0])
        or any(len(row.cells) < len(titles) for row in table.rows)
    ):
        return None
    columns = [[bare(row.cells[index].text) for row in table.rows] for index in range(len(titles))]
    degrees = [index for index, cells in enumerate(columns) if all(map(DEGREE.fullmatch, cells))]
    rated = [index for index, cells in enumerate(columns) if all(map(RATING.fullmatch, cells))]
    if len(degrees) != 1 or _NO_DEGREE.search(titles[degrees[0]]):
        return None
    column = degrees[0]
    if any("%" in row.cells[0].text for row in table.rows):
        return None
    values = [Fraction(cell.rstrip("%％ ")) / 100 for cell in columns[column]]
    if sum(values) == 1:
        return None
    stars = [cell.count("★") for cell in columns[rated[0]]] if len(rated) == 1 else [0] * len(values)
    levels = [
        Level(level_names(row.cells[0].text), value, star, Piece(row.cells[0].start, row.cells[column].end))
        for row, value, star in zip(table.rows, values, stars, strict=True)
    ]
    levels.sort(key=lambda level: -level.degree)
    falls = all(first.degree > second.degree for first, second in pairwise(levels))
    agrees = not any(stars) or all(first.rating > second.rating for first, second in pairwise(levels))
    title = titles[rated[0]] if len(rated) == 1 else ""
    return Ladder(table, tuple(levels), titles[column], title) if falls and agrees else None
