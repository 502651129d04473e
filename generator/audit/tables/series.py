"""Figures by label, as a column of a table or a list states them: the same series may stand in two places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from generator.audit.figures import Figure, bare, read_figure
from generator.audit.lists import lists
from generator.audit.statements import agree
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.table_claims import column_name
from generator.markdown import Document, Item
from generator.patterns import lazy

_ITEM = lazy(r"([^：:\n]{1,40})[：:]\s?([^\n]{1,60})")
_FIGURE_FIRST = lazy(r"[^（(，,；;。]{1,24}")
_FEWEST = 4
_FEWEST_VALUES = 3
_AGREEING = 3
"""At most one figure of so many differs."""
_MOST_PLACES = 12
"""A label that stands in more places than this is no name of one thing."""


class Stated(NamedTuple):
    """A figure and where it stands."""

    figure: Figure
    start: int
    end: int


class Series(NamedTuple):
    """What a column or a list is called ("" for lists), and the figure of each label that occurs once.

    `shape` is the same for tables that list the same rows under the same headers: variants of each other.
    """

    name: str
    figures: Mapping[str, Stated]
    start: int
    shape: tuple[object, ...]


class Repeat(NamedTuple):
    """A label that two series agree on in all others but give different figures, the later place first."""

    label: str
    name: str
    later: Stated
    earlier: Stated


def repeats(document: Document) -> Iterator[Repeat]:
    """Each figure that one series states differently from another one that repeats it otherwise."""
    known = [*_in_tables(document), *_in_lists(document)]
    known.sort(key=lambda series: series.start)
    seen = set()
    for first, second in _pairs(known):
        for repeat in _differences(first, second):
            if repeat.later.start not in seen:
                seen.add(repeat.later.start)
                yield repeat


def _pairs(known: Sequence[Series]) -> list[tuple[Series, Series]]:
    """The series of one name that share enough labels."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, series in enumerate(known):
        for label in series.figures:
            places[label].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in places.values():
        if len(indices) <= _MOST_PLACES:
            shared.update(combinations(indices, 2))
    pairs = ((known[a], known[b]) for (a, b), count in sorted(shared.items()) if count >= _FEWEST)
    return [(first, second) for first, second in pairs if _is_repeat(first, second)]


def _is_repeat(first: Series, second: Series) -> bool:
    """Whether the one can repeat the other: not two columns of a table, nor two tables of one make."""
    return (
        first.start != second.start
        and (first.name == second.name or "" in (first.name, second.name))
        and (first.shape != second.shape or not first.shape)
    )


def _differences(first: Series, second: Series) -> Iterator[Repeat]:
    both = [label for label in second.figures if label in first.figures]
    pairs = [(label, first.figures[label], second.figures[label]) for label in both]
    if any(a.figure.measure != b.figure.measure or a.figure.unit != b.figure.unit for _, a, b in pairs):
        return
    odd = [(label, a, b) for label, a, b in pairs if not agree(a.figure, b.figure)]
    equal = {a.figure.value for _, a, b in pairs if agree(a.figure, b.figure)}
    if len(odd) * _AGREEING <= len(pairs) and len(equal) >= _FEWEST_VALUES:
        for label, a, b in odd:
            yield Repeat(label, second.name or first.name, b, a)


def _in_tables(document: Document) -> Iterator[Series]:
    for grid in read_grids(document):
        shape = (tuple(column.header for column in grid.columns), grid.labels)
        for column in grid.columns:
            name, unit = column_name(column)
            figures = _of_column(grid, column, unit) if name else {}
            if len(figures) >= _FEWEST:
                yield Series(name, figures, grid.table.start, shape)


def _of_column(grid: Grid, column: Column, unit: str) -> dict[str, Stated]:
    counts = Counter(map(_key, grid.labels))
    found = {}
    for row in grid.parts:
        figure, label = column.figures[row], _key(grid.labels[row])
        if figure and figure.is_plain and label and counts[label] == 1:
            cell = grid.cell(row, column)
            figure = figure if figure.unit or figure.measure != "number" else figure._replace(unit=unit)
            found[label] = Stated(figure, cell.start, cell.end)
    return found


def _in_lists(document: Document) -> Iterator[Series]:
    """Lists whose items are a label and a figure, perhaps with more behind it."""
    for items in lists(document):
        found = [each for item in items if (each := _of_item(document, item))]
        figures = dict(found)
        if len(figures) == len(found) >= _FEWEST:
            yield Series("", figures, items[0].start, ())


def _of_item(document: Document, item: Item) -> tuple[str, Stated] | None:
    text = document.plain[item.text_start : item.text_end]
    found = _ITEM.match(text)
    value = _FIGURE_FIRST.match(found[2]) if found else None
    figure = read_figure(value[0].rstrip()) if value else None
    if found is None or value is None or figure is None or not figure.is_plain:
        return None
    start = item.text_start + found.start(2)
    return _key(found[1]), Stated(figure, start, start + len(value[0].rstrip()))


@lru_cache(maxsize=4096)
def _key(label: str) -> str:
    return " ".join(bare(label).split()).casefold()
