"""A diagram that repeats the figures of a table repeats all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.diagrams.diagram_nodes import read_nodes
from generator.audit.rules.diagram_figures import pies
from generator.audit.statements import mentions
from generator.audit.tables.columns import find_breaches
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.quantity import exact_decimal, terminates
from generator.rule import Example, Rule

_LABEL = lazy(r"\s*(?P<label>[^\d:：]{2,40}?)\s*[:：,，]?\s*(?=\d)")
_FEWEST = 2


class Entry(NamedTuple):
    """A figure of a diagram: what it is called, its number as printed and its place."""

    label: str
    value: Fraction
    start: int
    end: int


def check(document: Document) -> Iterator[Diagnostic]:
    """Each diagram against the column that it agrees with in all labels but one."""
    grids = read_grids(document)
    for entries in _diagrams(document) if grids else ():
        trials = [trial for grid in grids for trial in _trials(grid, entries)]
        odd = [trial for trial in trials if len(trial.wrong) == 1]
        if odd and all(trial.wrong for trial in trials) and not _is_breach(document, odd[0]):
            yield _finding(document, odd[0])


class Trial(NamedTuple):
    """A column that may be what a diagram shows, and the entries (with their rows) that differ from it."""

    grid: Grid
    column: Column
    wrong: tuple[tuple[Entry, int], ...]


def _diagrams(document: Document) -> Iterator[list[Entry]]:
    for slices in pies(document):
        yield [Entry(_key(each.label), each.value, each.start, each.end) for each in slices]
    by_fence: dict[int, list[Entry]] = {}
    starts = [fence.start for fence in document.fences if fence.language == "mermaid"]
    for node in read_nodes(document):
        text = " ".join(node.lines)
        label, figures = _LABEL.match(text), mentions(text)
        if label and len(figures) == 1 and figures[0].figure.is_plain:
            fence = max(start for start in starts if start <= node.start)
            factor = 100 if figures[0].figure.measure == "percent" else 1
            entry = Entry(_key(label["label"]), figures[0].figure.value * factor, node.start, node.end)
            by_fence.setdefault(fence, []).append(entry)
    yield from by_fence.values()


def _key(label: str) -> str:
    return re.sub(r"[\s*\"'`]+|\d+(?:\.\d+)?%$", "", label).casefold()


def _trials(grid: Grid, entries: list[Entry]) -> Iterator[Trial]:
    """The columns that agree with the diagram in most of its labels."""
    rows = {_key(label): row for row, label in enumerate(grid.labels) if row in grid.parts}
    named = [(entry, rows[entry.label]) for entry in entries if entry.label in rows]
    for column in grid.columns if len(named) > _FEWEST else ():
        told = [(entry, row) for entry, row in named if grid.has_cell(row, column)]
        wrong = tuple((entry, row) for entry, row in told if not _is_equal(entry, column, row))
        if len(wrong) < 2:
            yield Trial(grid, column, wrong)


def _is_breach(document: Document, trial: Trial) -> bool:
    """Whether the cell is wrong, and not the diagram."""
    breaches = find_breaches(document)
    return any(each.column is trial.column and each.row == trial.wrong[0][1] for each in breaches)


def _is_equal(entry: Entry, column: Column, row: int) -> bool:
    figure = column.figures[row]
    if figure is None:
        return False
    value = figure.value * 100 if figure.measure == "percent" else figure.value
    digit = figure.digit * 100 if figure.measure == "percent" else figure.digit
    return abs(value - entry.value) <= max(digit, Fraction(0)) / 2


def _finding(document: Document, trial: Trial) -> Diagnostic:
    grid, column, ((entry, row),) = trial
    cell = grid.cell(row, column)
    figure = column.figures[row]
    text = figure.text if figure else cell.text
    stated = exact_decimal(entry.value) if terminates(entry.value) else str(entry.value)
    return RULE.finding(
        document.span(entry.start, entry.end),
        f"the diagram says {stated} for {grid.labels[row]}, but the table {text}",
        "correct the diagram or the table",
        notes=(Note(document.span(cell.start, cell.end), f"states {text}"),),
        stated=stated,
        expected=text,
    )


_TABLE = (
    "| Pool | Nodes | Cores |\n| --- | --- | --- |\n| API | 30 | 480 |\n"
    "| Workers | 12 | 192 |\n| Search | 6 | 96 |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA544",
    name="diagram-table",
    severity=Severity.WARNING,
    title={
        "en": "one figure of a diagram differs from the table that it shows",
        "zh": "图中有一个数字与所依据的表格不同",
    },
    why={
        "en": "All other figures are those of the table, so this one should be as well.",
        "zh": "其余数字都取自该表，这一个也应当如此。",
    },
    check=check,
    bad=(
        Example(
            _TABLE + '```mermaid\npie\n    "API" : 480\n    "Workers" : 192\n    "Search" : ⟦69⟧\n```\n',
            note="digits swapped",
        ),
        Example(
            "| 阶段 | 耗时 |\n| --- | --- |\n| 接入 | 22 ms |\n| 检索 | 71 ms |\n| 排序 | 55 ms |\n\n"
            "```mermaid\ngraph LR\n    A[接入 22 ms] --> B[检索 71 ms]\n    B --> C[⟦排序 65 ms⟧]\n```\n"
        ),
    ),
    good=(
        Example(_TABLE + '```mermaid\npie\n    "API" : 30\n    "Workers" : 12\n    "Search" : 6\n```\n'),
        Example(
            _TABLE + '```mermaid\npie\n    "API" : 900\n    "Workers" : 192\n    "Search" : 12\n```\n',
            note="of something else",
        ),
    ),
)
"""Diagrams of tables."""
