"""What sentences say about a table: row and column named, and a figure that should be the cell's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.audit.figures import Figure
from generator.audit.qualifiers import QUALIFIERS_EN, QUALIFIERS_ZH
from generator.audit.statements import SENTENCE, Mention, agree, mentions
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.markdown import Document
from generator.patterns import lazy

_UNIT_IN_HEADER = lazy(r"\s*[（(\[]\s*(?P<unit>[^（()）\[\]]{1,12})\s*[)）\]]\s*$")
_CLAUSE = lazy(r"(?:[^，,]|(?<=\d),(?=\d{3}))+(?:[，,]\s?(?:达到?|为|约为?|at\b)[^，,]*)?")
_QUALIFIED = lazy(
    rf"{QUALIFIERS_ZH}|⬆|⬇|曾|不再|尚未|若|如果|假设|以上|之前|之后|以前|减少|"
    r"相比|相对|而非|其中|差|倍|平均|合计|总|共|(?:19|20)\d\d|Q[1-4]|[^，,]{0,20}[上中下内时里]，|比|"
    rf"\b(?:{QUALIFIERS_EN}|if|versus|vs|before|after|in|on|for|when|with|under|over|average|mean|total|by|up|"
    r"down|per|more|less|faster|slower|gain|drop|at least|at most|about half)\b",
    re.IGNORECASE,
)
_LINKING = lazy(
    r"\s*(?:最[高低大小快慢优好])?\s*[，,（(]?\s*(?:分别)?(?:为|是|达到?|:|：|=|约为?|仅为?|at|is|was|of|"
    r"reaches|stands at|hits|equals|"
    r"remains)?\s*",
    re.IGNORECASE,
)
_PARTED = lazy(r"[:：)）]")
_BEGINS = lazy(
    r"(?:^|[^\w\s]|[㐀-鿿]|\b(?:the|an?|of|for|in|on|with|by|from|and|but|our|its|this|that|while|whereas|only|both))"
    r"\s*$",
    re.IGNORECASE,
)
"""What may stand before the name of a row."""
_MARKS = lazy(r"[*_`]+")
_NO_NAMES = lazy(
    r"[\d.,%\s/+×x-]*|.|总计|合计|总和|平均|其他|total|average|mean|other|sum|"
    r"n/?a",
    re.IGNORECASE,
)
_MOST_NAMES = 400


class TableClaim(NamedTuple):
    """A figure in a sentence, and the cell that its row and column name."""

    stated: Figure
    start: int
    end: int
    row: str
    column: str
    cell: Figure
    cell_start: int
    cell_end: int

    @property
    def agrees(self) -> bool:
        """Whether both can be one value, each rounded to the digits that it shows."""
        return agree(self.stated, self.cell)


class _Cell(NamedTuple):
    row: str
    column: str
    figure: Figure
    start: int
    end: int


def table_claims(document: Document) -> Iterator[TableClaim]:
    """Every figure that a clause gives to one row and one column of the document's tables."""
    cells = _cells(document)
    if not cells or len(cells) > 4000:
        return
    rows = {row for row, _ in cells}
    columns = {column for _, column in cells}
    if max(len(rows), len(columns)) > _MOST_NAMES:
        return
    row_names, column_names = _alternatives(rows), _alternatives(columns)
    for run in document.runs:
        if run.kind == "heading" or not column_names.search(document.plain, run.start, run.end):
            continue
        for sentence in SENTENCE.finditer(document.plain, run.start, run.end):
            if len(sentence.group()) <= 400:
                yield from _in_sentence(sentence.group(), sentence.start(), cells, row_names, column_names)


def _alternatives(names: set[str]) -> re.Pattern[str]:
    forms = (
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
        for name in sorted(names, key=len, reverse=True)
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def _cells(document: Document) -> dict[tuple[str, str], _Cell]:
    """The cells that one row and one column name unmistakably in the whole document."""
    found: dict[tuple[str, str], _Cell] = {}
    torn = set()
    for grid in read_grids(document):
        for column in grid.columns:
            name, unit = column_name(column)
            if name:
                for cell in _column_cells(grid, column, name, unit):
                    key = (cell.row, cell.column)
                    known = found.setdefault(key, cell)
                    if known.figure.value != cell.figure.value:
                        torn.add(key)
    return {key: cell for key, cell in found.items() if key not in torn}


def column_name(column: Column) -> tuple[str, str]:
    """What a column is called, and the unit in its header; "" for names that say nothing."""
    found = _UNIT_IN_HEADER.search(column.header)
    name = column.header[: found.start()] if found else column.header
    name = _as_name(name)
    return (name, found["unit"].strip() if found else "") if name else ("", "")


@lru_cache(maxsize=4096)
def _as_name(text: str) -> str:
    """A header or label as a name; "" if it says nothing."""
    name = " ".join(text.split()).casefold()
    return "" if _NO_NAMES.fullmatch(name) else name


def _column_cells(grid: Grid, column: Column, name: str, unit: str) -> Iterator[_Cell]:
    counts = Counter(grid.labels)
    for row in grid.parts:
        figure = column.figures[row]
        label = _as_name(grid.labels[row]) if counts[grid.labels[row]] == 1 else ""
        if figure and figure.is_plain and label:
            cell = grid.cell(row, column)
            if unit and not figure.unit and figure.measure == "number":
                figure = figure._replace(unit=unit)
            yield _Cell(label, name, figure, cell.start, cell.end)


def _in_sentence(
    text: str,
    offset: int,
    cells: Mapping[tuple[str, str], _Cell],
    row_names: re.Pattern[str],
    column_names: re.Pattern[str],
) -> Iterator[TableClaim]:
    """Clause by clause: one row, the column named in the clause itself, and one figure behind it."""
    for clause in _CLAUSE.finditer(text):
        rows = {found.group().casefold() for found in row_names.finditer(clause.group())}
        if len(rows) != 1 or _QUALIFIED.search(clause.group()):
            continue
        row = rows.pop()
        columns = list(column_names.finditer(clause.group()))
        figures = [each for each in mentions(clause.group()) if not _is_in_name(each, clause.group(), row)]
        if len(columns) != 1 or len(figures) != 1:
            continue
        cell = cells.get((row, columns[0].group().casefold()))
        if cell is None or not _is_beside(clause.group(), columns[0], figures[0]):
            continue
        if not _is_subject(clause.group(), row, figures[0]):
            continue
        stated = figures[0].figure
        if _is_comparable(stated, cell.figure):
            start, end = offset + clause.start() + figures[0].start, offset + clause.start() + figures[0].end
            yield TableClaim(stated, start, end, cell.row, cell.column, cell.figure, cell.start, cell.end)


def _is_in_name(mention: Mention, clause: str, row: str) -> bool:
    at = clause.casefold().find(row)
    return at <= mention.start < at + len(row)


def _is_subject(clause: str, row: str, mention: Mention) -> bool:
    """Whether the clause is about the row: its name is no part of a longer one, and no colon parts them."""
    at = clause.casefold().find(row)
    if at > mention.end and _PARTED.search(clause, mention.end, at):
        return False
    return not row[:1].isascii() or not row[:1].isalnum() or bool(_BEGINS.search(clause[:at]))


def _is_beside(clause: str, column: re.Match[str], mention: Mention) -> bool:
    """Whether the figure follows the column's name, or the name follows the figure."""
    if mention.start >= column.end():
        return bool(_LINKING.fullmatch(_MARKS.sub("", clause[column.end() : mention.start])))
    return bool(re.fullmatch(r"\s*的?\s*", _MARKS.sub("", clause[mention.end : column.start()])))


def _is_comparable(stated: Figure, cell: Figure) -> bool:
    if not stated.is_plain or stated.direction:
        return False
    if stated.measure != cell.measure:
        return stated.measure == "percent" and _is_fraction(cell)
    return stated.unit.casefold() == cell.unit.casefold() or not (stated.unit and cell.unit)


def _is_fraction(figure: Figure) -> bool:
    """Whether a number may be meant as a share: `0.85` for 85%."""
    return figure.measure == "number" and not figure.unit and figure.digit < 1 and 0 <= figure.value <= 1
