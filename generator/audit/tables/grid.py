"""A table as rows and columns of figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple, cast

from generator.audit.bounds import Bounds
from generator.audit.figures import Figure, bare, read_figure
from generator.audit.tables.header_kinds import CHANGE, header_kinds
from generator.audit.tables.html_tables import html_tables
from generator.audit.tables.workings import value_of_working
from generator.formula.units import seconds_of
from generator.markdown import Cell, Document, Row, Table
from generator.patterns import lazy, small, words

TOTAL_LABEL = lazy(
    r"(?:[总合共]计|(?:ins)?gesamt|summe|somme|总和|总数|总额|总量|总分|总共|累计总[数额]|全部(?:合计)?|求和|汇总|(?:.{1,20})?(?:小计|合计|总计)|加权[总合].*|"
    r"(?:grand |overall )?totals?(?: [a-z]{2,20}){0,3}|(?:[\w&/+-]{1,20} ){1,4}(?:sub-?)?total|"
    r"sub-?totals?(?:\s.*)?|weighted (?:total|sum|score)|sum|"
    r"全体|总体|整体|全[年校市省国县区院厂司班库网]|(?:full|whole) year|overall|all)"
    r"(?:\s*[（(：:].*|\s+(?:score|amount|cost|count))?",
    re.IGNORECASE,
)
"""The label of a row that sums up others."""
_SUBTOTAL = lazy(r".*(?:小计|sub-?total).*", re.IGNORECASE)
_MEAN = lazy(
    r"(?:平均(?:值|数|分)?|均值|(?:simple |macro |overall )?(?:average|mean|avg\.?)"
    r"|moyenne|durchschnitt|mittelwert)(?:\s*[（(].*)?",
    re.IGNORECASE,
)
_PART_OF = lazy(
    r"[-–—·└├•>\s]*(?:其中|of which|thereof|including|incl\.?)|[└├]|(?:&nbsp;|&emsp;|　)+\s*\S", re.IGNORECASE
)
_WEIGHT = lazy(r"(?:权重(?:系数|占比)?|weight(?:s|ing|age)?)(?:\s*[（(].*)?", re.IGNORECASE)
_PERCENT_HEADER = lazy(
    r"[（(\[]\s*(?:%|％|单位\s*[:：]?\s*%|in %|percent)\s*[)）\]]|^[%％]|(?<!\d)(?<!\d )[%％]$"
)
_BLANK = lazy(r"[-–—/\\.…·]*|n/?a|无|没有|none|null|空", re.IGNORECASE)
_ROUNDED = words(
    r"[（(][^()（）]{0,20}(?:万|亿|千|million|billion|thousand|bn|mn|\b000|"
    r"(?<![a-z])[mk]\b)[^()（）]{0,12}[)）]|单位\s*[:：]?\s*\S{0,4}[万亿千]"
    r"|\bin (?:millions|billions|thousands)\b|四舍五入|取整|\brounded\b"
)
_CONTEXT = 200
_MINUTE = 60
_MOST_COLUMNS = 12


class Estimate(NamedTuple):
    """A figure as a float: within `right` of it a value surely agrees, beyond `near` it surely does not."""

    value: float
    digit: float
    right: float
    near: float


_NOTHING = Estimate(0.0, 0.0, -1.0, 0.0)


@dataclass(frozen=True)
class Column:
    """A column: its header as one line, and for each data row the figure or nothing."""

    index: int
    header: str
    figures: tuple[Figure | None, ...]
    cell: int = -1
    """The place of its cells in a row, if not the index: percentages beside counts share their cells."""

    @property
    def place(self) -> int:
        """Where its cells stand in a row."""
        return self.index if self.cell < 0 else self.cell

    @cached_property
    def bounds(self) -> tuple[Bounds | None, ...]:
        """The exact bounds of each figure to compute with; upper limits (< 1 %) have none."""
        limits = self.holds_limits
        return tuple(
            Bounds.of(each) if each and (limits or each.kind != "most") else None for each in self.figures
        )

    @cached_property
    def holds_limits(self) -> bool:
        """Whether all figures are upper limits (`< 50 ms`), which may be computed with like figures."""
        return len(self.known) > 1 and all(each.kind == "most" for each in self.known)

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """Each figure as a float, with the margins within which a judgement is certain."""
        return tuple(_estimate(each) if each else _NOTHING for each in self.figures)

    @cached_property
    def largest(self) -> float:
        """The size of the largest figure."""
        return max((abs(each.value) for each in self.estimates), default=0.0)

    @cached_property
    def known(self) -> list[Figure]:
        """The figures there are."""
        return [figure for figure in self.figures if figure is not None]

    @cached_property
    def is_percent(self) -> bool:
        """Whether the figures are percentages."""
        return all(figure.measure == "percent" for figure in self.known)


class _RoughColumn(Column):
    """A column that is computed with in floats."""

    @cached_property
    def bounds(self) -> tuple[Bounds | None, ...]:
        limits = self.holds_limits
        return tuple(
            _floats(each, rough) if each and (limits or each.kind != "most") else None
            for each, rough in zip(self.figures, self.estimates, strict=True)
        )


def _rough(column: Column) -> Column:
    """The column in floats; what is known of it already need not be found out again."""
    found = _RoughColumn(column.index, column.header, column.figures, column.cell)
    vars(found).update(estimates=column.estimates, largest=column.largest, is_percent=column.is_percent)
    return found


def _floats(figure: Figure, rough: Estimate) -> Bounds:
    value, half = cast(tuple[Fraction, Fraction], (rough.value, rough.digit / 2))
    return Bounds.point(value) if figure.is_count else Bounds(value - half, value, value + half)


def _estimate(figure: Figure) -> Estimate:
    (top, bottom), (part, parts) = figure.value.as_integer_ratio(), figure.digit.as_integer_ratio()
    value, digit = top / bottom, part / parts
    if figure.kind == "exact":
        return Estimate(value, digit, 0.49 * digit, digit + abs(value) * 1e-9)
    return Estimate(value, digit, -1.0, digit + abs(value) * (0.5 if figure.kind == "about" else 1e9))


@dataclass(frozen=True)
class Grid:
    """A table read as figures. `parts`, `totals`, `means` are the indices of the data rows by role."""

    table: Table
    rows: tuple[Row, ...]
    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    parts: tuple[int, ...]
    totals: tuple[int, ...]
    means: tuple[int, ...]
    weights: int | None
    workings: tuple[Column, ...] = ()
    """Columns whose cells spell out a computation (`24 × $35`), with the results as exact figures."""

    @cached_property
    def rough(self) -> Grid:
        """The same table with bounds that are floats: to see at a glance what is certain."""
        return replace(self, columns=tuple(map(_rough, self.columns)))

    @cached_property
    def places(self) -> dict[int, int]:
        """For each row that is a part, its place among the parts."""
        return {row: place for place, row in enumerate(self.parts)}

    def has_cell(self, row: int, column: Column) -> bool:
        """Whether a row goes as far as a column: people leave out what would be empty."""
        return column.place < len(self.rows[row].cells)

    def cell(self, row: int, column: Column) -> Cell:
        """The cell of a figure."""
        return self.rows[row].cells[column.place]

    def is_subtotal(self, row: int) -> bool:
        """Whether a total row sums up only the rows before it."""
        return bool(_SUBTOTAL.fullmatch(self.labels[row]))

    @cached_property
    def details(self) -> frozenset[int]:
        """The rows that break down another one ("of which …"), so that they are no part of the sum."""
        return frozenset(
            index for index, row in enumerate(self.rows) if row.cells and _PART_OF.match(row.cells[0].text)
        )

    def is_blank(self, row: int, column: Column) -> bool:
        """Whether a cell is left empty or holds a dash."""
        if column.figures[row] is not None:
            return False
        cells = self.rows[row].cells
        return column.place >= len(cells) or bool(_BLANK.fullmatch(bare(cells[column.place].text)))


@lru_cache(maxsize=2)
def read_grids(document: Document) -> tuple[Grid, ...]:
    """The tables of a document that hold figures, whether in Markdown or in HTML."""
    tables = (*document.tables, *html_tables(document))
    grids = (read_grid(document, table) for table in sorted(tables, key=lambda table: table.start))
    return tuple(grid for grid in grids if grid)


def read_grid(document: Document, table: Table) -> Grid | None:
    """Read a table; nothing if it has no column of figures or is too wide to be one."""
    if not 1 < table.width <= _MOST_COLUMNS or not table.rows:
        return None
    context = document.text[max(0, table.start - _CONTEXT) : table.rows[0].start]
    workings = tuple(_workings(table))
    spelled = {column.index for column in workings if not _are_scores(column.known)}
    is_rounded = bool(_ROUNDED.search(small(context)))
    columns = tuple(
        column for column in _columns(table, is_rounded=is_rounded) if column.place not in spelled
    )
    if not columns:
        return None
    columns = _in_seconds(columns)
    first = columns[0].index
    labels = tuple(_label(row, first) for row in table.rows)
    roles = [_role(label) for label in labels]
    return Grid(
        table,
        table.rows,
        labels,
        columns,
        parts=tuple(index for index, role in enumerate(roles) if role == ""),
        totals=tuple(index for index, role in enumerate(roles) if role == "total"),
        means=tuple(index for index, role in enumerate(roles) if role == "mean"),
        weights=roles.index("weight") if "weight" in roles else None,
        workings=workings,
    )


def _in_seconds(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with times in one unit, if the table has several (`3.2 s`, `800 ms`) and all convert."""
    units = {figure.unit for column in columns for figure in column.known if figure.unit}
    if len(units) < 2:
        return columns
    factors = {unit: seconds for unit in units if (seconds := seconds_of(unit))}
    if len(factors) < 2 or min(min(each) for each in factors.values()) > _MINUTE:
        return columns  # days beside hours may be working days
    return tuple(
        replace(column, figures=tuple(each and _in_second(each, factors) for each in column.figures))
        for column in columns
    )


def _in_second(figure: Figure, factors: Mapping[str, Sequence[Fraction]]) -> Figure:
    seconds = factors.get(figure.unit) if figure.measure == "number" else None
    return figure.in_unit("s", seconds[0]) if seconds else figure


def transposed(document: Document, grid: Grid) -> Grid | None:
    """The same table with its rows as columns; nothing if it is too long for that."""
    table = grid.table
    if len(table.header) != 1 or len(table.rows) >= _MOST_COLUMNS:
        return None
    lines = [row.cells for row in (*table.header, *table.rows)]
    if any(len(cells) != table.width for cells in lines):
        return None
    rows = [Row(cells[0].start, cells[-1].end, cells) for cells in zip(*lines, strict=True)]
    turned = Table(table.start, table.end, (rows[0],), ("",) * len(lines), tuple(rows[1:]))
    return read_grid(document, turned)


def _workings(table: Table) -> Iterator[Column]:
    """Columns of computations. Where all are out of one number (`8/10`), they are mere scores."""
    for index in range(table.width):
        figures = _values(table.rows, index)
        is_score = len({each.text.rpartition("/")[2] for each in figures if each}) == 1
        if figures and not is_score:
            yield Column(index, bare(table.header[-1].cells[index].text), figures)


def _are_scores(figures: Sequence[Figure]) -> bool:
    """Whether the last is out of the sum of what the others are out of: 8/10, 9/10 and 17/20."""
    wholes = [int(whole) for each in figures if (whole := each.text.rpartition("/")[2].strip()).isdigit()]
    return len(wholes) == len(figures) and sum(wholes[:-1]) == wholes[-1]


def _values(rows: Sequence[Row], index: int) -> tuple[Figure | None, ...]:
    """The values of the computations in a column; none as soon as half of its cells hold something else."""
    figures: list[Figure | None] = []
    others = 0
    for row in rows:
        figures.append(_value(bare(row.cells[index].text)) if index < len(row.cells) else None)
        others += figures[-1] is None
        if others * 2 >= len(rows):
            return ()
    return tuple(figures)


def _value(text: str) -> Figure | None:
    value = value_of_working(text)
    return Figure(text, value, Fraction(0), "exact", "number", "", 0, True) if value is not None else None


def _columns(table: Table, *, is_rounded: bool) -> Iterator[Column]:
    for index in range(table.width):
        header = " ".join(
            bare(row.cells[index].text) for row in table.header if index < len(row.cells)
        ).strip()
        figures = tuple(_figure(row, index) for row in table.rows)
        count = sum(figure is not None for figure in figures)
        if not count or (count * 2 < len(figures)) or (index == 0 and _is_label(header, figures)):
            continue
        if _PERCENT_HEADER.search(header):
            figures = tuple(figure and figure.as_percent() for figure in figures)
        if is_rounded:
            figures = tuple(figure and figure._replace(is_count=False) for figure in figures)
        yield Column(index, header, figures)
        yield from _beside(index, header, figures)


def _beside(index: int, header: str, figures: tuple[Figure | None, ...]) -> Iterator[Column]:
    """The percentages in brackets behind a column's figures.

    They are rates of counts (`461 (92%)`), or relative changes of changes (`+200 (+8%)`).
    """
    if not any(figure and figure.note for figure in figures):
        return
    header = header if CHANGE in header_kinds(header) else "rate"
    shares = tuple(figure and read_figure(figure.note.strip("()（） ")) for figure in figures)
    percents = tuple(share if share and share.measure == "percent" else None for share in shares)
    if sum(share is not None for share in percents) * 2 > sum(figure is not None for figure in figures):
        yield Column(_MOST_COLUMNS + index, header, percents, index)


def _figure(row: Row, index: int) -> Figure | None:
    return read_figure(row.cells[index].text) if index < len(row.cells) else None


def _is_label(header: str, figures: tuple[Figure | None, ...]) -> bool:
    """Whether a first column only names its rows: years, ranks, running numbers."""
    values = [figure.value for figure in figures if figure]
    counts = all(figure is None or (figure.is_count and not figure.unit) for figure in figures)
    steps = {b - a for a, b in itertools.pairwise(values)}
    years = all(1900 <= value <= 2100 for value in values)
    return counts and (
        years or steps <= {1} or header.strip() in ("", "#", "No.", "序号", "编号", "ID", "年份", "Year")
    )


def _label(row: Row, first: int) -> str:
    """What the cells before the first figures call a row; what tells its role says more than its group."""
    texts = [text for cell in row.cells[: max(first, 1)] if (text := bare(cell.text)) and not text.isdigit()]
    if texts:
        return next((text for text in texts if _role(text)), texts[0])
    later = next((text for cell in row.cells if (text := bare(cell.text))), "")
    return later if _role(later) else bare(row.cells[0].text) if row.cells else ""


@lru_cache(maxsize=4096)
def _role(label: str) -> str:
    if TOTAL_LABEL.fullmatch(label):
        return "total"
    if _MEAN.fullmatch(label):
        return "mean"
    return "weight" if _WEIGHT.fullmatch(label) else ""
