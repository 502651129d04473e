"""What the text beside a table says of it: means of its columns, and how two of its rows or columns compare.

A figure is taken for such a remark if the words beside it speak of a mean, a factor or a difference, and the
sentence names the column or the two rows. It is wrong only if no column of the table makes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import SCALES, Figure
from generator.audit.slips import slip_chance
from generator.audit.statements import LONGEST_SENTENCE, SENTENCE, Mention, mentions
from generator.audit.tables.columns import find_breaches
from generator.audit.tables.grid import Column, Grid, read_grids, transposed
from generator.audit.tables.plain_readings import name_of
from generator.markdown import MASK, Document, Run
from generator.patterns import lazy, small


class Remark(NamedTuple):
    """A figure that a sentence takes from a table, with its place, what the table makes, and from where."""

    stated: Figure
    start: int
    end: int
    value: Fraction
    formula: str
    table: tuple[int, int]


class _Reading(NamedTuple):
    """A value that a table makes, the column it is of, and how it is computed."""

    bounds: Bounds
    column: Column
    formula: str


_MEAN = lazy(r"平均|均值|\b(?:averag\w*|mean)\b", re.IGNORECASE)
_FACTOR = lazy(r"\s?(?:倍|[x×]|times\b)", re.IGNORECASE)
_DIFFERENCE = lazy(
    r"比|较|相差|差距|高[出于]|低于|领先|落后|多[出于]|少于|\b(?:differ\w*|gap|lead\w*|exceeds?|by)\b",
    re.IGNORECASE,
)
"""What a difference stands behind."""
_THAN = lazy(
    r"\b(?:than|ahead|behind|more|less|higher|lower|fewer|above|below|over|under|apart)\b", re.IGNORECASE
)
"""What stands behind a difference; before a figure it makes a limit of it."""
_TRIGGER = lazy(f"{_MEAN.pattern}|{_FACTOR.pattern}|{_DIFFERENCE.pattern}|{_THAN.pattern}", re.IGNORECASE)
_OTHERWISE = lazy(
    r"加权|累计|年均|复合|预计|目标|计划|去年|上年|上期|同期|行业|全国|中位|约|左右|近|"
    r"\b(?:weighted|median|geometric|about|roughly|nearly|almost|target|forecast|last year|previous|industry|"
    r"national|moving|rolling|per)\b|[~≈]",
    re.IGNORECASE,
)
"""Words of figures that are computed otherwise or come from elsewhere."""
_NO_NAME = lazy(r"[\d.,%\s/+×x-]*|.|总计|合计|其他|其它|total|other|sum|n/?a", re.IGNORECASE)
_QUARTER = lazy(r"(?:20\d\d\s?)?Q([1-4])", re.IGNORECASE)
_QUARTERS = (
    ("一季度", "first quarter"),
    ("二季度", "second quarter"),
    ("三季度", "third quarter"),
    ("四季度", "fourth quarter"),
)
_YEAR = lazy(r"(?:19|20)\d\d")
_MOST_RUNS = 6
"""So many paragraphs or items behind a table speak of it."""
_MOST_ROWS = 60
_FARTHEST = 3
"""What is this many times too large or too small is something else, if it is no slip of the pen."""
_LIKELY = 0.05
_KINDS = {"percent": "change", "points": "points", "number": "difference"}
"""How two figures can differ, by what the difference is measured in."""


def remarks(document: Document) -> Iterator[Remark]:
    """Every figure beside a table that nothing in the table makes, although its words say that it does.

    Tables with a wrong cell are left alone: the remark may be right.
    """
    wrong = {breach.grid.table.start for breach in find_breaches(document)}
    for grid in read_grids(document):
        if grid.table.start in wrong or len(grid.parts) < 2 or len(grid.rows) > _MOST_ROWS:
            continue
        turned = transposed(document, grid)
        grids = (grid, turned) if turned and len(turned.parts) > 1 else (grid,)
        for run in _beside(document, grid):
            text = document.flat[run.start : run.end]
            for found in SENTENCE.finditer(text) if _TRIGGER.search(text) else ():
                if len(found[0]) <= LONGEST_SENTENCE and MASK not in found[0]:
                    yield from _in_sentence(found[0], run.start + found.start(), grids)


def _beside(document: Document, grid: Grid) -> Iterator[Run]:
    """The paragraphs and items behind a table, up to the next table, heading or block."""
    end = grid.table.end
    table = bisect_left(document.tables, end, key=lambda each: each.start)
    fence = bisect_left(document.fences, end, key=lambda each: each.start)
    starts = [each.start for each in document.tables[table : table + 1]]
    starts += [each.start for each in document.fences[fence : fence + 1]]
    following = min(starts, default=len(document.text))
    at = bisect_left(document.runs, end, key=lambda run: run.start)
    for run in document.runs[at : at + _MOST_RUNS]:
        if run.kind not in ("paragraph", "item") or run.start > following:
            return
        yield run


def _in_sentence(text: str, offset: int, grids: Sequence[Grid]) -> Iterator[Remark]:
    figures = mentions(text)
    lowered = small(text)
    if _OTHERWISE.search(text):
        return
    for mention in figures:
        if not mention.figure.is_plain or _is_in_a_table(mention.figure, grids):
            continue
        if _is_of_the_sentence(mention, figures):
            continue
        read, factor = _in_header_units(mention, grids[0])
        readings = [each for grid in grids for each in _readings(grid, text, lowered, read)]
        wrong = _judged(read, readings, lowered)
        if wrong:
            value, place = wrong.bounds.exact * factor, (offset + mention.start, offset + mention.end)
            table = (grids[0].table.start, grids[0].table.end)
            yield Remark(mention.figure, *place, value, wrong.formula, table)


def _is_in_a_table(figure: Figure, grids: Sequence[Grid]) -> bool:
    """Whether the table itself shows the figure."""
    return any(
        abs(each.value) == abs(figure.value) and each.measure == figure.measure
        for column in grids[0].columns
        for each in column.known
    )


def _is_of_the_sentence(mention: Mention, figures: Sequence[Mention]) -> bool:
    """Whether other figures of the sentence make this one, so that they are what it is about."""
    values = [float(each.figure.value) for each in figures if each is not mention and each.figure.value]
    stated, digit = float(abs(mention.figure.value)), float(mention.figure.digit)
    made = [
        value
        for first in values
        for second in values
        if first != second
        for value in (first - second, first / second, first / second - 1, (first + second) / 2)
    ]
    return any(abs(abs(value) - stated) <= digit for value in made)


def _in_header_units(mention: Mention, grid: Grid) -> tuple[Mention, Fraction]:
    """`21,060 万元` as 21,060 and 10,000, if a header says 万元: its cells hold no more."""
    figure = mention.figure
    units = " ".join(column.header.removeprefix(name_of(column)) for column in grid.columns)
    for scale, factor in SCALES.items():
        if scale and figure.measure == "number" and scale in figure.text and scale in units:
            plain = figure._replace(value=figure.value / factor, digit=figure.digit / factor)
            return mention._replace(figure=plain), factor
    return mention, Fraction(1)


def _judged(mention: Mention, readings: Sequence[_Reading], lowered: str) -> _Reading | None:
    """The reading that is meant, if the figure fits none of those whose columns may be."""
    figure = mention.figure
    possible = [each for each in readings if _is_named(each.column, lowered)] or readings
    if any(judge(figure, each.bounds, size_only=True) is not Fit.WRONG for each in possible):
        return None
    is_told = len({each.column.index for each in possible}) == 1
    for each in possible if is_told else ():
        exact = abs(each.bounds.exact)
        if exact and Fraction(1, _FARTHEST) < abs(figure.value) / exact < _FARTHEST:
            return each
    for each in possible:
        chance = slip_chance(float(figure.value), float(figure.digit), float(each.bounds.exact))
        if chance and chance * len(possible) <= _LIKELY:
            return each
    return None


def _readings(grid: Grid, text: str, lowered: str, mention: Mention) -> Iterator[_Reading]:
    """What the table makes that the words beside a figure may speak of."""
    figure = mention.figure
    clause = re.split(r"[，,、：:（(]", text[: mention.start])[-1]
    rest = re.split(r"[，,：:（(]", text[mention.end :])[0]
    is_difference = bool(_DIFFERENCE.search(clause) or _THAN.search(rest))
    if _MEAN.search(clause) and not is_difference:
        yield from _means(grid, figure, small(clause))
        return
    rows = _rows(grid, lowered)
    if len(rows) != 2:
        return
    if figure.measure == "factor" or (figure.measure == "number" and _FACTOR.match(text, mention.end)):
        yield from _compared(grid, rows, "factor")
    elif is_difference and figure.measure in _KINDS:
        yield from _compared(grid, rows, _KINDS[figure.measure])


def _means(grid: Grid, figure: Figure, clause: str) -> Iterator[_Reading]:
    """The means of the columns that the clause names."""
    for column in grid.columns:
        known = [bounds for row in grid.parts if (bounds := column.bounds[row])]
        if len(known) < len(grid.parts) or not _is_named(column, clause):
            continue
        if len(known) > 2 and known[-1].exact == total(known[:-1]).exact:
            known.pop()  # a total under a name of its own: 全年
        if column.is_percent == (figure.measure == "percent"):
            yield _Reading(total(known).divided(len(known)), column, f"the mean of {name_of(column)}")
            yield from _weighted_means(grid, column, len(known))


def _weighted_means(grid: Grid, column: Column, size: int) -> Iterator[_Reading]:
    """Its means by the weights that another column may hold: of day rates by the days."""
    rows = grid.parts[:size]
    values = [bounds for row in rows if (bounds := column.bounds[row])]
    for other in grid.columns:
        weights = [bounds for row in rows if (bounds := other.bounds[row])]
        if other is not column and len(weights) == len(values) and not other.is_percent:
            mean = total(map(Bounds.times, values, weights)).over(total(weights))
            if mean:
                name = f"the mean of {name_of(column)} by {name_of(other)}"
                yield _Reading(mean, column, name)


def _is_named(column: Column, lowered: str) -> bool:
    """Whether a text has the name of a column, or what a Chinese name ends with."""
    name = small(name_of(column)).strip()
    if _NO_NAME.fullmatch(name):
        return False
    if name.isascii():
        return bool(re.search(rf"(?<![a-z0-9]){re.escape(name.removesuffix('s'))}s?(?![a-z0-9])", lowered))
    return name in lowered


def _rows(grid: Grid, lowered: str) -> list[int]:
    """The rows that a sentence names, in the order in which it does so."""
    found: dict[int, int] = {}
    for row in grid.parts:
        places = [place for name in _names(grid.labels[row]) if (place := _place(name, lowered)) >= 0]
        if places:
            found[row] = min(places)
    return sorted(found, key=lambda row: found[row])


def _names(label: str) -> Iterator[str]:
    """What a row may be called in text."""
    quarter = _QUARTER.fullmatch(label.strip())
    if quarter:
        yield from (label, *_QUARTERS[int(quarter[1]) - 1])
    elif _YEAR.fullmatch(label.strip()) or not _NO_NAME.fullmatch(label):
        yield re.split(r"[（(]", label)[0].strip() or label


def _place(name: str, lowered: str) -> int:
    name = small(name)
    if not name.isascii():
        return lowered.find(name)
    found = re.search(rf"(?<![a-z0-9.]){re.escape(name)}(?![a-z0-9]|\.\d)", lowered)
    return found.start() if found else -1


def _compared(grid: Grid, rows: Sequence[int], kind: str) -> Iterator[_Reading]:
    """How two rows compare in every column."""
    for column in grid.columns:
        first, second = (column.bounds[row] for row in rows)
        one, other = (column.figures[row] for row in rows)
        if not (first and second and one and other) or one.measure != other.measure:
            continue
        is_percent = one.measure == "percent"
        if (kind == "change" and is_percent) or kind == ("points" if is_percent else "difference"):
            yield _Reading(first.minus(second).size(), column, f"{one.text} − {other.text}")
        for a, b, top, base in ((first, second, one, other), (second, first, other, one)):
            if kind in ("factor", "change"):
                yield from _quotients(column, a.over(b), f"{top.text} / {base.text}", kind)


def _quotients(column: Column, quotient: Bounds | None, words: str, kind: str) -> Iterator[_Reading]:
    """A quotient as a factor, and as the change that it tells."""
    if quotient and kind == "factor":
        yield _Reading(quotient, column, words)
    if quotient:
        yield _Reading(quotient.less(1), column, f"{words} − 1")
