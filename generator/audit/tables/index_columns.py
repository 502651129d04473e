"""Columns that only number the rows of a table (`#`, `序号`): read as if they were not there."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.audit.figures import bare
from generator.markdown import Document, Row, Table
from generator.patterns import lazy

_HEADER = lazy(r"|#|№|(?:no|nr|idx|index|id)\.?|序号|编号|序", re.IGNORECASE)
_FEWEST = 3
"""A table of two columns has nothing else to call its rows."""


def without_index_columns(document: Document) -> Document:
    """The same document, its tables without a first column that counts the rows and labels none."""
    tables = tuple(_without_index(table) for table in document.tables)
    if all(table is other for table, other in zip(tables, document.tables, strict=True)):
        return document
    return replace(document, tables=tables)


def _without_index(table: Table) -> Table:
    if table.width < _FEWEST or len(table.header) != 1 or not _HEADER.fullmatch(_first(table.header[0])):
        return table
    numbers = [_first(row) for row in table.rows]
    named = [(number, str(count)) for count, number in enumerate(numbers, start=1) if number]
    if len(named) * 2 < len(numbers) or not named or any(number != count for number, count in named):
        return table
    header, rows = (
        tuple(row._replace(cells=row.cells[1:]) for row in lines) for lines in (table.header, table.rows)
    )
    return replace(table, header=header, alignments=table.alignments[1:], rows=rows)


def _first(row: Row) -> str:
    return bare(row.cells[0].text) if row.cells else ""
