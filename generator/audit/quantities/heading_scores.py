"""Scores that headings repeat from a table: `## 2. Content — 78/100` below `| Content | 78 |`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.figures import Figure, bare, read_figure
from generator.audit.headings.numbering import read_number
from generator.audit.quantities.restatements import Restated, Stated
from generator.audit.statements import agree
from generator.audit.tables.titles import column_titles
from generator.markdown import Document, Heading, Table
from generator.patterns import lazy

_SCORED = lazy(
    r"(?P<name>.+?)\s*(?:[—–:：-]|[（(])\s*(?:(?:评分|得分|[Ss]core|[Rr]ating)\s*[:：]?\s*)?"
    r"(?P<score>\d{1,3}(?:\.\d{1,2})?)\s?/\s?(?P<of>5|10|20|50|100)\s*[)）]?"
)
_CODED = lazy(r"(?P<code>[A-Z]\d{1,2})\s?[:：.、-]?\s+(?P<rest>.+)")
_SCORE = lazy(r"得分|评分|分数|\bscore\b|\brating\b|\bgrade\b", re.IGNORECASE)
_WEIGHTED = lazy(r"加权|权重|weight|max|满分|目标|target|前|before", re.IGNORECASE)
_NO_LETTER = lazy(r"[\W_]+")


def misrepeated_scores(document: Document) -> Iterator[Restated]:
    """The scores of headings that differ from the table whose rows have their names, if most repeat it."""
    headings = [scored for heading in document.headings if (scored := _scored(document, heading))]
    for table in document.tables if len(headings) > 1 else ():
        rows = _rows(table)
        pairs = [
            Restated(stated, row)
            for keys, stated in headings
            if (row := next((rows[key] for key in keys if key in rows), None))
        ]
        wrong = [each for each in pairs if not agree(each.stated.figure, each.body.figure)]
        if len(wrong) * 2 < len(pairs):
            yield from wrong


def _scored(document: Document, heading: Heading) -> tuple[list[str], Stated] | None:
    """The names that a heading with a score may have in a table, and the score."""
    found = _SCORED.fullmatch(heading.plain.strip())
    figure = read_figure(found["score"]) if found else None
    start = document.text.find(found["score"], heading.text_start, heading.text_end) if found else -1
    if found is None or figure is None or start < 0:
        return None
    number = read_number(found["name"])
    name = number.title if number else found["name"]
    coded = _CODED.fullmatch(name)
    keys = [coded["rest"], coded["code"]] if coded else [name]
    return [_key(each) for each in keys], Stated(name, figure, start, start + len(found["score"]), False)


def _rows(table: Table) -> dict[str, Stated]:
    """The figures of a table's one column of scores, by the names in the cells in front of it."""
    titles = column_titles(table)
    columns = [at for at, title in enumerate(titles) if _SCORE.search(title) and not _WEIGHTED.search(title)]
    rows: dict[str, Stated] = {}
    for row in table.rows if len(columns) == 1 else ():
        if len(row.cells) <= columns[0]:
            continue
        cell = row.cells[columns[0]]
        figure = _score(cell.text)
        for named in row.cells[: columns[0]] if figure else ():
            key = _key(bare(named.text))
            if key and figure:
                rows.setdefault(key, Stated(bare(named.text), figure, cell.start, cell.end, False))
    return rows


def _score(text: str) -> Figure | None:
    """The score in a cell, without what it is out of."""
    return read_figure(bare(text).partition("/")[0])


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
