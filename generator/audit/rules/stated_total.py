"""A total that a heading or sentence states is the sum of the table or pie that it introduces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.rules.diagram_figures import Slice, pies
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.header_kinds import PRODUCT, SUM, header_kinds
from generator.audit.tables.table_claims import column_name
from generator.audit.wholes.stated_totals import StatedTotal, totals_after, totals_before, totals_of
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_COUNTED = {"pts": "point", "人": "人", "分": "分", "people": "people", "respondents": "respondent"}
_RATED = lazy(r"得分|评分|score|rating|单价|price|平均|average|mean|rate|率$", re.IGNORECASE)
_NEAR = Fraction(1, 5)
_FEWEST = 3


def check(document: Document) -> Iterator[Diagnostic]:
    """Each table and each pie with a total stated beside it."""
    for grid in read_grids(document):
        beside = [*totals_before(document, grid.table.start), *totals_after(document, grid.table.end)]
        for stated in beside:
            for column in grid.columns:
                if _counts(column, stated):
                    yield from _of_column(document, grid, column, stated)
    for grid, column, stated in _named(document):
        if {figure.measure for figure in column.known} == {stated.figure.measure}:
            yield from _of_column(document, grid, column, stated)
    for slices in pies(document):
        if len(slices) >= _FEWEST:
            yield from _of_pie(document, slices)


def _named(document: Document) -> Iterator[tuple[Grid, Column, StatedTotal]]:
    """The columns whose name only one table has, with what the text says of all of their figures."""
    columns = [
        (column_name(column)[0], grid, column) for grid in read_grids(document) for column in grid.columns
    ]
    counts = Counter(name for name, _, _ in columns)
    named = {
        name: (grid, column)
        for name, grid, column in columns
        if len(name) > 1 and counts[name] == 1 and not _RATED.search(name)
    }
    for stated in totals_of(document, named.keys()):
        yield (*named[stated.noun], stated)


def _counts(column: Column, stated: StatedTotal) -> bool:
    """Whether a column holds what the total counts: its header, or the unit of its figures, names it."""
    if set(header_kinds(column.header)) - {PRODUCT, SUM} or _RATED.search(column.header) or column.is_percent:
        return False
    noun = _COUNTED.get(stated.noun, stated.noun.removesuffix("s"))
    units = {figure.unit.casefold().removesuffix("s") for figure in column.known}
    words = {word.removesuffix("s") for word in re.findall(r"[a-z]+", column.header.casefold())}
    return noun in units or noun in words or (not noun.isascii() and noun in column.header)


def _of_column(document: Document, grid: Grid, column: Column, stated: StatedTotal) -> Iterator[Diagnostic]:
    rows = [row for row in grid.parts if row not in grid.details]
    values = [column.bounds[row] for row in rows]
    known = [value for value in values if value is not None]
    if len(known) != len(values) or len(known) < _FEWEST:
        return
    whole = total(known)
    repeats = any(
        each and each.value == stated.figure.value for each in map(column.figures.__getitem__, grid.totals)
    )
    if _differs(stated, whole) and not repeats:
        first, last = grid.cell(rows[0], column), grid.cell(rows[-1], column)
        yield _finding(document, stated, whole, (first.start, last.end))


def _of_pie(document: Document, slices: list[Slice]) -> Iterator[Diagnostic]:
    whole = Bounds.point(sum((each.value for each in slices), Fraction(0)))
    fence = next(each for each in document.fences if each.start <= slices[0].start < each.end)
    if all(each.digit == 1 for each in slices):
        for stated in totals_before(document, fence.start):
            if _differs(stated, whole):
                yield _finding(document, stated, whole, (slices[0].start, slices[-1].end))


def _differs(stated: StatedTotal, whole: Bounds) -> bool:
    """Whether a total is meant as this sum and is not it: it is near."""
    gap = abs(stated.figure.value - whole.exact)
    return judge(stated.figure, whole) is Fit.WRONG and gap <= abs(whole.exact) * _NEAR


def _finding(document: Document, stated: StatedTotal, whole: Bounds, parts: tuple[int, int]) -> Diagnostic:
    expected = restated(stated.figure, whole.exact)
    return RULE.finding(
        document.span(stated.start, stated.end),
        f"the total is given as {stated.figure.text}, but the parts add up to "
        f"{shown(stated.figure, whole.exact)}",
        f"write {expected}, or correct a part",
        notes=(Note(document.span(*parts), "the parts"),),
        stated=stated.figure.text,
        expected=expected,
    )


_AGES = (
    "| 年龄段 | 人数 |\n| --- | --- |\n| 18–25 | 120 |\n| 26–35 | 160 |\n| 36–45 | 80 |\n| 46 以上 | 40 |\n"
)
RULE: Rule[Document] = Rule(
    code="CA537",
    name="stated-total",
    severity=Severity.WARNING,
    title={
        "en": "a total stated beside a table or pie is not the sum of its parts",
        "zh": "标题或正文给出的总数与表格或饼图各项之和不符",
    },
    why={
        "en": "The total in the heading is read first, and is a copy that nobody updates.",
        "zh": "读者先看到标题里的总数，而它是一份没人更新的副本。",
    },
    check=check,
    bad=(
        Example(
            "| 项目 | 工时 |\n| --- | --- |\n| 设计 | 40 |\n| 开发 | 120 |\n| 测试 | 60 |\n\n各项工时之和为 "
            "⟦210⟧。\n"
        ),
        Example(
            "Weights sum to ⟦90⟧: R1 and R2 carry 30 each, R6 carries 40.\n\n## Scores\n\n| "
            "Ref | Weight | Score |\n| --- | --- | --- |\n| R1 | 30 | 60 |\n| R2 | 30 | 40 |\n"
            "| R6 | 40 | 80 |\n| **Total** | **100** | |\n",
            note="the column by its name",
        ),
        Example("### 调查样本（共 ⟦420⟧ 人）\n\n" + _AGES),
        Example(
            "### Risk score (⟦100⟧ pts total)\n\n| Component | Max points |\n| --- | --- |\n"
            "| Sharpe ratio | 35 |\n"
            "| Drawdown | 30 |\n| Volatility | 20 |\n| Beta | 18 |\n"
        ),
        Example(
            "The survey received ⟦1,210⟧ answers.\n\n```mermaid\npie\n"
            '    "daily" : 480\n    "weekly" : 350\n    "monthly" : 200\n    "rarely" : 90\n```\n'
        ),
        Example(
            "本年度立项合计 ⟦250⟧ 万元：\n\n| 项目 | 金额（万元） |\n| --- | --- |\n| 甲 | 80 |\n"
            "| 乙 | 60 |\n"
            "| 丙 | 45 |\n| 丁 | 55 |\n"
        ),
    ),
    good=(
        Example(
            "| 项目 | 工时 |\n| --- | --- |\n| 设计 | 40 |\n| 开发 | 120 |\n| 测试 | 60 |\n\n研发工时合计 "
            "200。\n",
            note="a longer name",
        ),
        Example(
            "Weights sum to 100. The weights of the two largest add up to 70, the old weights "
            "totalled 90.\n\n| Ref | Weight | Score |\n| --- | --- | --- |\n| R1 | 30 | 60 |\n"
            "| R2 | 30 | 40 |\n| R6 | 40 | 80 |\n| **Total** | **100** | |\n",
            note="other weights",
        ),
        Example("### 调查样本（共 400 人）\n\n" + _AGES),
        Example("### 主要来源（共 450 人）\n\n" + _AGES, note="only the largest parts"),
        Example("The survey received 420 answers.\n\n" + _AGES, note="other things"),
        Example("We ran 1,200 tests in total.\n\n" + _AGES, note="far off: of something else"),
    ),
)
"""Totals beside tables."""
