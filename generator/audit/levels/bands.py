"""Which scores earn which name, as a document itself defines it.

A definition is `0.60 < C(T) \\leq 0.80 \\iff T \\text{ name}`, or a scale: a table, a list or a sentence that
gives several names an interval each, and the intervals do not overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from generator.audit.figures import bare
from generator.audit.kept import kept
from generator.audit.levels.intervals import Interval, cascade, chain_interval, read_interval, tile
from generator.audit.levels.named_intervals import GRADING, NAME_AFTER, named_intervals
from generator.audit.levels.names import is_grade
from generator.audit.levels.no_scales import are_numbered, is_measured
from generator.audit.lists import first_line, lists
from generator.audit.tables.titles import column_titles
from generator.formula import latex_chains
from generator.markdown import Cell, Document, Item, Piece, Row, Table
from generator.patterns import lazy, small, words

_EQUIVALENCE = lazy(r"\\iff|\\(?:Long)?[lL]eftrightarrow|\\Leftrightarrow|⟺|⇔")
_TEXT = lazy(r"\\text\s?\{([^{}]*)\}")
_BAND_HEADER = lazy(
    r"区间|阈值|范围|分数|得分|评分|门槛|条件|标准|score|range|threshold|interval|band|points|criteri|"
    r"cut-?off",
    re.IGNORECASE,
)
_NAME_HEADER = lazy(
    r"等级|级别|层级|评级|判定|评定|档|结论|名称|"
    r"level|grade|rating|class|tier|category|verdict|label|name|status|severity",
    re.IGNORECASE,
)
_OTHER_HEADER = lazy(r"时间|日期|年|版本|time|date|year|period|version|port|page|line", re.IGNORECASE)
_NOT_OF_MEASURE = lazy(
    r"区间|阈值|范围|段|门槛|条件|标准|要求|[（(][^（()）]*[)）]|\b(?:range|threshold|interval|band|"
    r"criteri\w+|cut-?off)\b",
    re.IGNORECASE,
)
_OF_EACH = lazy(r"\b(?:each|per)\b|每", re.IGNORECASE)
"""`(50–100 tokens each)` is a size, not a score."""
_GRADED = words(r"以[上下]为|\bhigh\b|\bgood\b")
"""Names of levels in texts that have no word for their scale."""
_SENTENCE = lazy(r"[^。！!？?\n]+")
_NUMBER = lazy(r"\d+")
_LONGEST_SENTENCE = 400
_LONGEST_ITEM = 200
LONGEST_NAME = 24
_CHAPTER = 2
"""Headings of this level and above begin a chapter."""


class Band(NamedTuple):
    """Names (one level's code and word) and the scores that earn them, with the scale that they belong to.

    `scale` is the place of the definition, the same for all bands of a scale; `measure` is what the scores
    are called there ("": not said).
    """

    names: tuple[str, ...]
    interval: Interval
    start: int
    end: int
    scale: int
    measure: str = ""

    @property
    def name(self) -> str:
        """The name to call the band by."""
        return self.names[0]


@kept
def bands(document: Document) -> tuple[Band, ...]:
    """The definitions of a document; names that it defines in several ways are left out."""
    return tuple(_of_one_meaning(_definitions(document)))


@kept
def local_bands(document: Document) -> tuple[tuple[Piece, tuple[Band, ...]], ...]:
    """The definitions that hold in one chapter only, because another chapter gives the same names others."""
    general = {band.start for band in bands(document)}
    special = [band for band in _definitions(document) if band.start not in general]
    starts = [heading.start for heading in document.headings if heading.level <= _CHAPTER]
    chapters: dict[int, list[Band]] = {}
    for band in special:
        chapters.setdefault(bisect_right(starts, band.start), []).append(band)
    bounds = (0, *starts, len(document.text))
    found = ((Piece(*bounds[at : at + 2]), tuple(_of_one_meaning(local))) for at, local in chapters.items())
    return tuple((extent, local) for extent, local in found if local)


def _definitions(document: Document) -> list[Band]:
    found = list(_math_bands(document))
    for scale in map(_cascaded, scales(document)):
        found += scale if tile([band.interval for band in scale]) else ()
    return found


def _cascaded(scale: list[Band]) -> list[Band]:
    """`A from 80, B from 70, C below 70`: where they grade, each band ends where the next begins."""
    intervals = [band.interval for band in scale]
    ended = cascade(intervals)
    is_whole = any(each.low is None for each in ended) and any(each.high is None for each in ended)
    if not (is_whole and tile(ended)) and not all(is_grade(band.name) for band in scale):
        return scale
    return [band._replace(interval=interval) for band, interval in zip(scale, ended, strict=True)]


def _of_one_meaning(found: Sequence[Band]) -> Iterator[Band]:
    meanings: dict[str, set[tuple[Fraction | None, Fraction | None]]] = {}
    for band in found:
        for name in band.names:
            meanings.setdefault(name, set()).add((band.interval.low, band.interval.high))
    return (band for band in found if all(len(meanings[name]) == 1 for name in band.names))


@lru_cache(maxsize=2)
def scales(document: Document) -> tuple[list[Band], ...]:
    """Every table, list or sentence that gives at least two names an interval each, overlapping or not."""
    found = [*_table_scales(document)]
    text = small(document.text)
    if GRADING.search(text) or _GRADED.search(text):
        found += [*_list_scales(document), *_sentence_scales(document)]
        found += _formula_scales(document)
    distinct = (scale for scale in found if 1 < len(scale) == len({band.name for band in scale}))
    return tuple(scale for scale in distinct if _is_one_scale(scale))


def _is_one_scale(scale: list[Band]) -> bool:
    """Whether the intervals are those of one measure by which levels are told."""
    return (
        len({band.measure for band in scale} - {""}) < 2
        and not all(map(_is_period, scale))
        and not are_numbered([band.name for band in scale])
    )


def _is_period(band: Band) -> bool:
    """Whether an interval is one of years."""
    return all(1900 <= bound <= 2100 for bound in band.interval.bounds)


def level_names(text: str) -> tuple[str, ...]:
    """The names in a cell: `L4: 完全收敛 （工业标准）` is called `完全收敛` and `L4`."""
    plain = re.sub(r"\s*[（(][^（()）]*[)）]\s*$", "", bare(text)).strip()
    code, colon, word = plain.partition("：" if "：" in plain else ":")
    coded = re.fullmatch(r"([A-Z]\d{1,2}|\d{1,2})\s+(\D{2,20})", plain)
    if coded:
        code, colon, word = coded[1], " ", coded[2]
    names = (word.strip(), code.strip()) if colon and word.strip() else (plain,)
    return tuple(name for name in names if 0 < len(name) <= LONGEST_NAME and not name.isdigit())


def _math_bands(document: Document) -> Iterator[Band]:
    for math in document.maths:
        body = document.math_body(math)
        parts = _EQUIVALENCE.split(body)
        if len(parts) != 2:
            continue
        for condition, label in (parts, reversed(parts)):
            said = _TEXT.findall(label)
            names = level_names(said[-1]) if said else ()
            chains = latex_chains(condition)
            interval = chain_interval(chains[0]) if len(chains) == 1 else None
            if interval and names:
                start = math.body_start + len(body) - len(body.lstrip())
                yield Band(names, interval, start, math.body_start + len(body.rstrip()), math.start)
                break


def _table_scales(document: Document) -> Iterator[list[Band]]:
    """Rows of a table with a column of names and one of intervals."""
    for table in document.tables:
        column = _interval_column(table)
        titles = column_titles(table)
        if column is None or not any(map(_NAME_HEADER.search, titles)):
            continue
        measure = measure_of(titles[column])
        named = [
            index
            for index in range(len(titles))
            if index != column and (index == 0 or _is_name(titles[index]))
        ]
        found = [_row_band(table, row, column, named, measure) for row in table.rows]
        yield [band for band in found if band is not None]


def _is_name(title: str) -> bool:
    return bool(_NAME_HEADER.search(title)) and not _BAND_HEADER.search(title)


def _row_band(table: Table, row: Row, column: int, named: list[int], measure: str) -> Band | None:
    if len(row.cells) <= column:
        return None
    cell = row.cells[column]
    interval = read_interval(bare(cell.text))
    names = tuple(
        name
        for index in reversed(named)
        if index < len(row.cells)
        for name in level_names(row.cells[index].text)
    )
    return Band(names, interval, cell.start, cell.end, table.start, measure) if interval and names else None


def _interval_column(table: Table) -> int | None:
    """The one column whose cells are intervals, nearly all of them."""
    if not table.header or len(table.rows) < 2:
        return None
    titles = column_titles(table)
    full = [index for index in range(len(titles)) if _is_full(table.rows, index)]
    titled = [index for index in full if _BAND_HEADER.search(titles[index])]
    found = titled or [index for index in full if not _OTHER_HEADER.search(titles[index])]
    return found[0] if len(found) == 1 else None


def _is_full(rows: Sequence[Row], index: int) -> bool:
    """Whether at least two rows, and all but one, have an interval in a column."""
    others = (row for row in rows if index >= len(row.cells) or not _has_interval(row.cells[index]))
    odd = len(list(islice(others, 2)))
    return odd < 2 <= len(rows) - odd


def _has_interval(cell: Cell) -> bool:
    return read_interval(bare(cell.text)) is not None


def measure_of(title: str) -> str:
    """What the scores are called, from the header of their intervals: `得分区间` is about `得分`."""
    measure = " ".join(_NOT_OF_MEASURE.sub(" ", title).split()).casefold()
    return measure if len(measure) > 1 else ""


def _list_scales(document: Document) -> Iterator[list[Band]]:
    """Lists whose every item is a name with an interval."""
    for items in lists(document):
        found = (_item_band(document, item, items[0].start) for item in items)
        named = list(takewhile(lambda band: band is not None, found))
        scale = [band for band in named if band is not None]
        measured = (is_measured(document.plain, band.start, band.end) for band in scale)
        if len(named) == len(items) and not any(measured):
            yield scale


def _item_band(document: Document, item: Item, scale: int) -> Band | None:
    text = first_line(document, item)[:_LONGEST_ITEM]
    if _OF_EACH.search(text):
        return None
    found = list(_named_bands(text, item.text_start, scale))
    return found[0] if len(found) == 1 else None


def _sentence_scales(document: Document) -> Iterator[list[Band]]:
    """Sentences that give names their intervals, at least two of them."""
    for run in document.runs:
        if run.kind not in ("paragraph", "item"):
            continue
        fewest = 2 if GRADING.search(document.small, run.start, run.end) else 3
        for sentence in _SENTENCE.finditer(document.plain, run.start, run.end):
            if len(sentence.group()) <= _LONGEST_SENTENCE and len(_NUMBER.findall(sentence.group())) > 1:
                found = list(_named_bands(sentence.group(), sentence.start(), run.start, fewest))
                if len(found) >= fewest:
                    yield found


def _formula_scales(document: Document) -> Iterator[list[Band]]:
    """`$C > 0.95$ 为 L4，$0.80 < C \\leq 0.95$ 为 L3`: inline inequalities, each with a name behind it."""
    by_run: dict[int, list[Band]] = {}
    starts = [run.start for run in document.runs]
    for math in document.maths:
        named = NAME_AFTER.match(document.plain, math.end)
        chains = latex_chains(document.math_body(math)) if named else []
        interval = chain_interval(chains[0]) if len(chains) == 1 else None
        at = bisect_right(starts, math.start) - 1
        if named and interval and at >= 0 and named[1].strip():
            band = Band((named[1].strip(),), interval, math.start, math.end, starts[at])
            by_run.setdefault(at, []).append(band)
    yield from by_run.values()


def _named_bands(text: str, offset: int, scale: int, fewest: int = 1) -> Iterator[Band]:
    for names, interval, start, end, measure in named_intervals(text, fewest):
        yield Band(names, interval, offset + start, offset + end, scale, measure)
