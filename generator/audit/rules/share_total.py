"""Shares of one whole make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.audit.bounds import Fit
from generator.audit.figures import Figure
from generator.audit.tables.columns import Verdict, find_breaches, find_verdicts
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.header_kinds import SHARE, header_kinds
from generator.audit.wholes.partitions import REST, judge_parts, shares_finding
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Cell, Document
from generator.patterns import lazy
from generator.quantity import half_up
from generator.rule import Example, Rule

_TIME = lazy(
    r"(?:19|20)\d\d.*|Q[1-4].*|\d{1,2}\s*月.*|第.季度|[12]?\d?H[12].*|week.*|day.*|month.*", re.IGNORECASE
)
_NO_PARTITION = lazy(
    r"覆盖|渗透|growth|增|change|变|目标|target|上限|下限|累[计积]|cumul|多选|multiple", re.IGNORECASE
)


def check(document: Document) -> Iterator[Diagnostic]:
    """Share columns without a total row, then rows of shares."""
    for grid in read_grids(document):
        for column in grid.columns:
            yield from _column(document, grid, column)
        yield from _rows(document, grid)


def _column(document: Document, grid: Grid, column: Column) -> Iterator[Diagnostic]:
    if _is_stated(grid, column):
        return
    rows = [row for row in grid.parts if row not in grid.details and not grid.is_blank(row, column)]
    figures = [figure for row in rows if (figure := column.figures[row])]
    has_rest = any(REST.fullmatch(grid.labels[row]) for row in rows)
    is_share = SHARE in header_kinds(column.header) and not _NO_PARTITION.search(column.header)
    if len(figures) != len(rows) or not (is_share or has_rest):
        return
    if any(each.column is column and _explains(each) for each in find_verdicts(document)):
        return
    if all(_TIME.fullmatch(grid.labels[row]) for row in rows):
        return
    severity = judge_parts(figures, is_complete=has_rest) or _by_counts(document, column, figures)
    if severity:
        yield _finding(document, grid.cell(rows[-1], column), figures, severity)


def _explains(verdict: Verdict) -> bool:
    """Whether a law holds for the column, or breaks in cells that are reported as such already."""
    is_share = verdict.law.kind == SHARE and any(each.fit is Fit.WRONG for each in verdict.breaches)
    return is_share or not verdict.breaches


def _is_stated(grid: Grid, column: Column) -> bool:
    """Whether a total row states the sum, which is another rule's business."""
    return any(column.figures[row] for row in grid.totals)


def _by_counts(document: Document, column: Column, figures: Sequence[Figure]) -> Severity | None:
    """Rounding is no excuse where the counts stand beside the shares, and rounding them makes 100 %."""
    stated = sum((each.value for each in figures), Fraction(0))
    for breach in find_breaches(document):
        if breach.column is column and breach.law.kind == SHARE and len(breach.law.operands) == 1:
            counts = [
                figure.value for row in breach.grid.parts if (figure := breach.law.operands[0].figures[row])
            ]
            whole = sum(counts, Fraction(0))
            if whole and len(counts) == len(figures):
                rounded = [
                    Fraction(half_up(count / whole / each.digit, 0)) * each.digit
                    for count, each in zip(counts, figures, strict=True)
                ]
                return Severity.ERROR if sum(rounded, Fraction(0)) == 1 != stated else None
    return None


def _rows(document: Document, grid: Grid) -> Iterator[Diagnostic]:
    """Rows labelled as shares whose cells are the parts."""
    for row in grid.parts:
        label = grid.labels[row]
        if SHARE not in header_kinds(label) or _NO_PARTITION.search(label):
            continue
        columns = [column for column in grid.columns if column.figures[row]]
        figures = [figure for column in columns if (figure := column.figures[row])]
        if any(header_kinds(column.header) for column in columns):
            continue
        severity = judge_parts(figures, is_complete=False)
        if severity:
            yield _finding(document, grid.cell(row, columns[-1]), figures, severity)


def _finding(document: Document, cell: Cell, figures: Sequence[Figure], severity: Severity) -> Diagnostic:
    return shares_finding(RULE, document.span(cell.start, cell.end), figures, severity)


RULE: Rule[Document] = Rule(
    code="CA531",
    name="share-total",
    severity=Severity.ERROR,
    title={
        "en": "shares of one whole do not make 100 %",
        "zh": "各部分占比之和不等于 100%",
    },
    why={
        "en": "If the parts of a whole make 105 %, one of them is wrong, and nobody knows which.",
        "zh": "各部分之和若为 105%，必有一项有误，而读者无从知道是哪一项。",
    },
    check=check,
    bad=(
        Example("| 公司 | 市场份额 |\n| --- | --- |\n| 甲 | 45% |\n| 乙 | 35% |\n| 其他 | ⟦27%⟧ |\n"),
        Example("| Item | x | y | z |\n| --- | --- | --- | --- |\n| Share | 50% | 30% | ⟦30%⟧ |\n"),
        Example(
            "| Class | Papers | Share |\n| --- | --- | --- |\n| a | 480 | 96% |\n"
            "| b | 20 | 4% |\n| c | 5 | ⟦1%⟧ |\n",
            note="the counts beside the shares leave no room for rounding",
        ),
    ),
    good=(
        Example(
            "| 季度 | 用电 | 制冷占比 |\n| --- | --- | --- |\n| 一季度 | 19.8 | 18.7% |\n| 二季度 | 21.6 | "
            "22.0% |\n| 三季度 | 24.3 | 25.5% |\n| 四季度 | 20.7 | 19.3% |\n| **全年** | **86.4** | "
            "**21.6%** |\n",
            note="a share of each quarter",
        ),
        Example(
            "| 公司 | 市场份额 |\n| --- | --- |\n| 甲 | 33% |\n| 乙 | 33% |\n| 丙 | 33% |\n", note="rounding"
        ),
        Example(
            "| 语言 | 占比 |\n| --- | --- |\n| a | 60% |\n| b | 20% |\n", note="not all parts are listed"
        ),
        Example(
            "| Year | Share |\n| --- | --- |\n| 2023 | 45% |\n| 2024 | 60% |\n", note="a share over time"
        ),
        Example(
            "| Tool | Usage |\n| --- | --- |\n| a | 60% |\n| b | 55% |\n", note="people use several tools"
        ),
        Example("| Class | Share |\n| --- | --- |\n| a | 95%+ |\n| b | < 10% |\n", note="bounds"),
    ),
)
"""Shares of a whole."""
