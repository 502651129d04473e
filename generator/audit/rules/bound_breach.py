"""What a text says of all rows of a table holds for each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.audit.figures import Figure
from generator.audit.levels.intervals import Interval, intervals_in
from generator.audit.statements import SENTENCE
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.table_claims import column_name
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_ALL_ZH = lazy(r"均|都|全部|皆|各[^，。\d]{0,8}$|所有|每[一个种项]|任[何意一]")
_ALL_EN = lazy(r"\b(?:all|every|each|both|any)\b", re.IGNORECASE)
_NONE = lazy(
    r"没有(?:任何|一[个种项])?|无(?:任何|一)?[一-龥]{0,8}(?=超|高|低|不|大|小)|\b(?:none|no|"
    r"neither|never)\b",
    re.IGNORECASE,
)
_NOT_ALL = lazy(
    r"除|以外|大多|多数|几乎|部分|目标|应|须|必须|要求|建议|希望|如果|若|→|从|预计|约|不都|并非|"
    r"\b(?:except|apart|other than|most|nearly|almost|should|must|shall|target|if|unless|not all|only|about"
    r"|expect\w*|goal)\b",
    re.IGNORECASE,
)
_MOST_BREACHES = 3
_FARTHEST = 30


def check(document: Document) -> Iterator[Diagnostic]:
    """Each sentence about all, against the column of its section that it names."""
    starts = [heading.start for heading in document.headings]
    columns: dict[int, list[tuple[Grid, Column, str]]] = {}
    for each in _columns(document):
        columns.setdefault(bisect_right(starts, each[0].table.start), []).append(each)
    for run in document.runs:
        here = columns.get(bisect_right(starts, run.start), []) if run.kind != "heading" else []
        text = document.flat[run.start : run.end].casefold() if here else ""
        here = [each for each in here if each[2] in text]
        for sentence in SENTENCE.finditer(document.flat, run.start, run.end) if here else ():
            yield from _sentence(document, sentence.group(), sentence.start(), here)


def _columns(document: Document) -> Iterator[tuple[Grid, Column, str]]:
    for grid in read_grids(document):
        for column in grid.columns:
            name, _ = column_name(column)
            if len(name) > 1:
                yield grid, column, name


def _sentence(
    document: Document, text: str, offset: int, columns: list[tuple[Grid, Column, str]]
) -> Iterator[Diagnostic]:
    is_none = bool(_NONE.search(text))
    if not (is_none or _ALL_ZH.search(text) or _ALL_EN.search(text)) or _NOT_ALL.search(text):
        return
    bounds = list(intervals_in(text))
    if len(bounds) != 1:
        return
    start, end, interval = bounds[0]
    named = [each for each in columns if _is_beside(text.casefold(), each[2], start, end)]
    if len(named) != 1:
        return
    if is_none and (interval.low is None) == (interval.high is None):
        return
    grid, column, _ = named[0]
    rows = [(row, figure) for row in grid.parts if (figure := column.figures[row])]
    if not all(_is_on_scale(figure, text[start:end]) for _, figure in rows):
        return
    odd = [(row, figure) for row, figure in rows if _breaks(figure, interval, is_none=is_none)]
    if 0 < len(odd) <= _MOST_BREACHES and len(odd) * 2 < len(rows):
        row, figure = odd[0]
        cell = grid.cell(row, column)
        yield RULE.finding(
            document.span(offset + start, offset + end),
            f"says {text[start:end].strip()} of all, but {grid.labels[row]} has {figure.text}",
            "correct the sentence, or the figure in the table",
            notes=(Note(document.span(cell.start, cell.end), f"states {figure.text}"),),
            stated=text[start:end].strip(),
            expected=figure.text,
        )


def _is_beside(text: str, name: str, start: int, end: int) -> bool:
    """Whether a column's name stands before the bound, or directly behind it (`exceed 85% accuracy`)."""
    return name in text[max(0, start - _FARTHEST - len(name)) : start] or text[end:].lstrip().startswith(name)


def _is_on_scale(figure: Figure, text: str) -> bool:
    """Whether a cell and a bound are both percentages, or neither is."""
    return figure.is_plain and (figure.measure == "percent") == ("%" in text or "％" in text)


def _breaks(figure: Figure, interval: Interval, *, is_none: bool) -> bool:
    """Whether a figure lies outside of what all keep to, or where none should be; bounds are left open."""
    if figure.value in interval.bounds:
        return False
    return interval.holds(figure.value) == is_none


RULE: Rule[Document] = Rule(
    code="CA519",
    name="bound-breach",
    severity=Severity.WARNING,
    title={
        "en": "a figure of the table breaks what the text says of all",
        "zh": "表中有数值不符合正文对全部所作的断言",
    },
    why={
        "en": "One exception makes a sentence about all of them false.",
        "zh": "只要有一个例外，“全部”的说法就不成立。",
    },
    check=check,
    bad=(
        Example(
            "| 模型 | 准确率 |\n| --- | --- |\n| 甲 | 92.3% |\n| 乙 | 88.1% |\n| 丙 | 84.2% |\n\n"
            "所有模型的准确率均⟦超过 85%⟧。\n"
        ),
        Example(
            "| Node | Latency (ms) |\n| --- | --- |\n| a | 42 |\n| b | 61 |\n| c | 38 |\n\n"
            "No node has a latency ⟦above 50⟧ in this run.\n"
        ),
    ),
    good=(
        Example(
            "| 模型 | 准确率 |\n| --- | --- |\n| 甲 | 92.3% |\n| 乙 | 88.1% |\n| 丙 | 85.2% |\n\n"
            "准确率均超过 85%。\n"
        ),
        Example(
            "| 模型 | 准确率 |\n| --- | --- |\n| 甲 | 92.3% |\n| 乙 | 88.1% |\n| 丙 | 84.2% |\n\n除丙外，"
            "准确率均超过 85%。\n",
            note="an exception that is named",
        ),
        Example(
            "| Node | Latency (ms) |\n| --- | --- |\n| a | 42 |\n| b | 61 |\n| c | 38 |\n\nEvery node "
            "should have a latency below 50.\n",
            note="a demand",
        ),
    ),
)
"""Statements about all."""
