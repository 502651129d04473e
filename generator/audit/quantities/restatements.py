"""Figures that a summary or a diagram states again: by the label under which the document itself gives them.

The body of a document states a labelled figure in a row of two cells, in a field (`**Files changed**: 22`) or
in the total row of the one table with weights, which is its score. A summary is what stands before the
first chapter, or below a heading that says so. Only a label with one figure in the body is compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.audit.diagrams.diagram_nodes import read_nodes
from generator.audit.figures import CURRENCIES, Figure, bare
from generator.audit.qualifiers import QUALIFIERS_EN, QUALIFIERS_ZH
from generator.audit.statements import Mention, agree, mentions
from generator.audit.tables.grid import read_grids
from generator.audit.tables.table_claims import column_name
from generator.formula.units import UNIT_WORDS
from generator.markdown import Document
from generator.patterns import lazy

_SUMMARY = lazy(
    r"summary|conclusion|overview|at a glance|tl;?\s?dr|key (?:figures|facts|results|findings)|highlights"
    r"|结论|总结|小结|概述|概览|摘要|要点|一览",
    re.IGNORECASE,
)
_FIELD = lazy(r"[-*+\s\d.]*\**(?P<label>[^\n:：*|]{3,40}?)\**\s?[:：]\s?\**\s?")
_LABEL = r"(?=[^\d]*[A-Za-z㐀-鿿]{3})[A-Za-z㐀-鿿][^|:：*\n]{2,39}"
_NO_LABEL = lazy(
    r"totals?|sum|counts?|savings?|improvements?|reductions?|gains?|status|date|duration|version|price|cost|score|weights?|年份|日期|时间|版本|合计|总计|"
    r"数量|状态|价格|单价|权重|占比|得分",
    re.IGNORECASE,
)
_SCORE = "the score"
_SCORE_NAMES = (
    r"(?:\b(?:overall|total|final|composite|weighted)(?: \w+){0,3} (?:score|grade|rating)"
    r"|\bscore|(?:总体|综合|加权|最终)?(?:总分|得分|评分))"
)
"""What the total of a weighted table is called."""
_LINK = r"\s?(?:\**\s?[:：=]\s?\**|为|是|达到?|共|\bof\b|\bis\b|\bwas\b|\bare\b|\breaches\b|\bwith\b)?\s?"
_QUALIFIED = lazy(
    rf"{QUALIFIERS_ZH}|至少|最多|约|减少|"
    rf"\b(?:{QUALIFIERS_EN}|goal|over|under|at least|at most|up to|by|per|each|increased?|decreased?|"
    r"reduced?|improved?|more|less|fewer|rose|fell|grew)\b",
    re.IGNORECASE,
)
_CHAPTER = 2
"""Headings of this level are chapters."""
_MOST_LABELS = 300
"""A document with more labels is a listing, and has no summary that repeats them."""
_LONGEST_SUMMARY = 50_000
"""So much of it is read: looking for every label in every sentence takes their product."""


class Stated(NamedTuple):
    """A labelled figure, its place, and whether it stands in a summary."""

    label: str
    figure: Figure
    start: int
    end: int
    in_summary: bool


class Restated(NamedTuple):
    """A figure of a summary or diagram, and the one that the body gives under the same label."""

    stated: Stated
    body: Stated


def restatements(document: Document) -> Iterator[Restated]:
    """Every figure stated again that differs."""
    places = _Places(document)
    fields = [*_in_rows(document, places), *_in_fields(document, places)]
    totals = list(_totals(document))
    body = _one_each([each for each in (*fields, *totals) if not each.in_summary])
    if not body or len(body) > _MOST_LABELS:
        return
    again = [each for each in fields if each.in_summary]
    again += _in_text(document, places, body)
    seen = set()
    for each in again:
        home = body.get(each.label)
        if home and each.start not in seen and _differ(each.figure, home.figure):
            seen.add(each.start)
            yield Restated(each, home)


class _Places:
    """Which places are the summary of a document: before its first chapter, or under such a heading."""

    def __init__(self, document: Document) -> None:
        chapters = [heading for heading in document.headings if heading.level == _CHAPTER]
        self._starts = [heading.start for heading in chapters]
        self._summaries = [bool(_SUMMARY.search(heading.plain)) for heading in chapters]

    def is_summary(self, position: int) -> bool:
        """Whether a place is in a summary; a document without chapters has none."""
        index = bisect_right(self._starts, position) - 1
        return len(self._starts) > 1 and (index < 0 or self._summaries[index])


def _one_each(found: list[Stated]) -> Mapping[str, Stated]:
    """The labels with one value: those that several places give several values belong to several things."""
    known: dict[str, Stated] = {}
    torn = set()
    for each in found:
        if not agree(known.setdefault(each.label, each).figure, each.figure):
            torn.add(each.label)
    return {label: each for label, each in known.items() if label not in torn}


def _differ(first: Figure, second: Figure) -> bool:
    """Whether two figures of one unit are not one value. What is measured is no count (`132`, `2 h`)."""
    one, other = first.unit.casefold(), second.unit.casefold()
    same_unit = one == other or (not (one and other) and one + other not in UNIT_WORDS)
    return first.measure == second.measure and same_unit and not agree(first, second)


def _in_rows(document: Document, places: _Places) -> Iterator[Stated]:
    for table in document.tables:
        for row in table.rows if table.width == 2 else ():
            if len(row.cells) == 2:
                label, value = row.cells
                yield from _stated(label.text, value.text, value.start, places)


def _in_fields(document: Document, places: _Places) -> Iterator[Stated]:
    for run in document.runs:
        text = document.plain[run.start : run.end]
        position = run.start
        is_read = run.kind != "line" and (":" in text or "：" in text)  # blocks give examples
        for line in text.split("\n") if is_read else ():
            if found := _FIELD.match(line):
                yield from _stated(found["label"], line[found.end() :], position + found.end(), places)
            position += len(line) + 1


def _stated(label: str, value: str, start: int, places: _Places) -> Iterator[Stated]:
    """The figure that a value at a place begins with, if its label names one thing."""
    key = _key(label)
    mention = _only(value) if key else None
    if mention:
        begin, end = start + mention.start, start + mention.end
        yield Stated(key, mention.figure, begin, end, places.is_summary(begin))


def _only(text: str) -> Mention | None:
    """The one figure that a value begins with."""
    text = re.split(r"[（(,，;；]", text.replace("*", " "))[0]
    found = mentions(text)
    plain = len(found) == 1 and found[0].figure.is_plain and not found[0].figure.direction
    plain = plain and not re.match(r"\s?[-–—/]", text[found[0].end :])  # `Stability: 2 - Stable`, `5/5`
    return found[0] if plain and not text[: found[0].start].strip() and not _QUALIFIED.search(text) else None


def _totals(document: Document) -> Iterator[Stated]:
    """The total of the one table with weights: what the document calls its score."""
    found = []
    for grid in read_grids(document):
        columns = [column for column in grid.columns if any(column.figures[row] for row in grid.totals)]
        is_weighted = any(re.search(r"权重|weight", column.header, re.IGNORECASE) for column in grid.columns)
        if len(grid.totals) == 1 and columns and is_weighted:
            found.append((grid, columns[-1]))
    if len(found) == 1:
        grid, column = found[0]
        row = grid.totals[0]
        figure, cell = column.figures[row], grid.cell(row, column)
        name, _ = column_name(column)
        if figure and figure.is_plain and not re.search(r"权重|^weight$", name):
            yield Stated(_SCORE, figure, cell.start, cell.end, False)


def _in_text(document: Document, places: _Places, body: Mapping[str, Stated]) -> Iterator[Stated]:
    """`a score of 67.40`, `共检查文件 22 个` in the sentences of summaries and in the nodes of diagrams."""
    longest = sorted(body, key=len, reverse=True)
    labels = "|".join(_named(each) for each in longest)
    names = "|".join(filter(None, (labels, _SCORE_NAMES if _SCORE in body else "")))
    pattern = re.compile(rf"(?P<label>{names}){_LINK}(?=[\d~≈{CURRENCIES}])", re.IGNORECASE)
    headline = re.compile(rf"(?P<label>{_SCORE_NAMES}){_LINK}(?=\d)", re.IGNORECASE)
    budget = _LONGEST_SUMMARY
    for run in document.runs:
        if places.is_summary(run.start) and run.kind != "heading":
            budget -= run.end - run.start
            if budget < 0:
                return
            yield from _said(document.plain[run.start : run.end], run.start, pattern)
        elif run.kind == "heading" and _SCORE in body:
            yield from _said(document.plain[run.start : run.end], run.start, headline)
    for node in read_nodes(document):
        if len(node.lines) == 1:
            yield from _said(document.text[node.start : node.end], node.start, pattern)


def _named(label: str) -> str:
    """A label in running text; an English one needs a word or sign between it and its figure."""
    return rf"\b{re.escape(label)}(?!\s?\d)" if label[0].isascii() else re.escape(label)


def _said(text: str, offset: int, pattern: re.Pattern[str]) -> Iterator[Stated]:
    for found in pattern.finditer(text):
        clause = re.split(r"[,，;；。!！?？\n]|\.\s", text[found.end() :])[0]
        clause = re.sub(r"\s?/\s?(?:5|10|100)(?!\d)", "", clause)
        before = re.split(r"[,，;；。!！?？\n]|\.\s", text[: found.start()])[-1]
        figures = mentions(clause)
        if (
            figures
            and not figures[0].start
            and figures[0].figure.is_plain
            and not _QUALIFIED.search(before + clause)
        ):
            start = offset + found.end()
            label = " ".join(found["label"].split()).casefold()
            label = _SCORE if re.fullmatch(_SCORE_NAMES, label) else label
            yield Stated(label, figures[0].figure, start, start + figures[0].end, True)


def _key(text: str) -> str:
    """A label in lower case; "" for words that name no one thing."""
    label = " ".join(bare(text).split()).casefold()
    return label if re.fullmatch(_LABEL, label) and not _NO_LABEL.fullmatch(label) else ""
