"""Pipe tables: a delimiter row, the rows above it in the open paragraph, and those below."""

from __future__ import annotations

from generator.markdown.elements import Row, Table
from generator.markdown.rows import read_alignments, read_row
from generator.markdown.state import PREFIX, Blocks


def delimiter(blocks: Blocks, start: int, end: int) -> bool:
    """`| --- | --- |` below a paragraph that ends with a row of as many cells."""
    if not blocks.paragraph or "|" not in blocks.text[start:end]:
        return False
    alignments = read_alignments(blocks.text, start, end)
    if not alignments:
        return False
    header = _header(blocks, len(alignments))
    if not header:
        return False
    rows, last = _rows(blocks, end, len(alignments))
    blocks.tables.append(Table(header[0].start, last, tuple(header), alignments, tuple(rows)))
    return True


def _header(blocks: Blocks, width: int) -> list[Row]:
    """Take the lines before the delimiter row that have as many cells out of the open paragraph."""
    header: list[Row] = []
    while blocks.paragraph:
        start, end = blocks.paragraph[-1]
        row = (
            read_row(blocks.text, start, end, width) if "|" in blocks.text[start:end] or width == 1 else None
        )
        if row is None or len(row.cells) != width:
            break
        header.insert(0, row)
        blocks.paragraph.pop()
    if header:
        blocks.close_paragraph()
    return header


def _rows(blocks: Blocks, end: int, width: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while blocks.position < blocks.size:
        line_start = blocks.position
        line_end = blocks.text.find("\n", line_start)
        line_end = blocks.size if line_end < 0 else line_end
        prefix = PREFIX.match(blocks.text, line_start, line_end)
        start = prefix.end() if prefix else line_start
        if blocks.text.find("|", start, line_end) < 0 or blocks.depth != blocks.text.count(
            ">", line_start, start
        ):
            break
        if blocks.depth:
            blocks.add_quote(line_start, start, line_end)
        rows.append(read_row(blocks.text, start, line_end, width))
        blocks.position, end = line_end + 1, line_end
    return rows, end
