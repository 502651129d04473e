"""A row of means, or of weighted sums, fits the rows above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import Figure
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.weighted_totals import rating_columns, values_of, weight_column, weighted_sums
from generator.audit.wording import is_misprint, restated, shown
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_WEIGHTED = lazy(
    r".{0,6}(?:加权|综合|最终).{0,6}|.{0,4}总得?分|总评(?:分|成绩)?|(?:.{1,12} )?weighted.*"
    r"|(?:overall|total|final|composite|aggregate) (?:score|rating|grade|result)|overall|composite",
    re.IGNORECASE,
)
"""What the row of weighted sums is called."""
_PERHAPS_WEIGHTED = lazy(r"score|total|sum|得分|评分|总?合计|总[计和]", re.IGNORECASE)
"""What it may be called as well as the row of plain sums."""
_WEIGHTED_SUM = "weighted sum"
_MOST_WRONG = 2
"""So many cells may be wrong for each that fits."""
_SHIFTS = (Fraction(1, 100), Fraction(1, 10), Fraction(10), Fraction(100))
_FEWEST_DIGITS = 3


class _Trial(NamedTuple):
    row: int
    column: Column
    stated: Figure
    bounds: Bounds
    fit: Fit
    words: str

    @property
    def is_declared(self) -> bool:
        """Whether it is weighted by a column of weights, which leaves no other mean."""
        return self.words == _WEIGHTED_SUM


def check(document: Document) -> Iterator[Diagnostic]:
    """Each such row: columns that fit show what the row means, the others are wrong; one alone must fit."""
    for grid in read_grids(document):
        weights = weight_column(grid)
        for row in range(len(grid.rows)):
            trials = list(_trials(grid, row, weights))
            wrong = [each for each in trials if each.fit is Fit.WRONG]
            if wrong and _are_means(grid, trials, wrong):
                yield from (_finding(document, grid, each) for each in wrong)


def _are_means(grid: Grid, trials: Sequence[_Trial], wrong: Sequence[_Trial]) -> bool:
    """Whether the row means what it says of the rows above it: others of its cells fit, or all are near."""
    if all(map(_is_near, wrong)) and (len(trials) == 1 or all(each.is_declared for each in trials)):
        return True
    fitting = [each for each in trials if each.fit is Fit.RIGHT and _varies(grid, each.column)]
    few = len(wrong) < len(trials) and len(wrong) <= max(1, len(trials) // 2)
    return few or len(wrong) <= _MOST_WRONG * len(fitting)


def _varies(grid: Grid, column: Column) -> bool:
    return len({figure.value for row in grid.parts if (figure := column.figures[row])}) > 1


def _trials(grid: Grid, row: int, weights: Column | None) -> Iterator[_Trial]:
    label = grid.labels[row]
    is_sure = bool(_WEIGHTED.fullmatch(label))
    is_weighted = bool(weights and (is_sure or _PERHAPS_WEIGHTED.fullmatch(label)))
    if not is_weighted and row not in grid.means:
        return
    parts = [index for index in grid.parts if index < row]
    for column in grid.columns:
        stated = column.figures[row]
        if stated is None or not stated.is_plain or column is weights or column.cell >= 0:
            continue
        if is_weighted and weights:
            if column not in rating_columns(grid, weights):
                continue
            sums = weighted_sums(column, weights, parts)
            plain = [] if is_sure else [_sum(column, parts)]
            yield from _judged(grid, row, column, stated, [*sums, *plain] if sums else [], _WEIGHTED_SUM)
        else:
            others = [other for other in grid.columns if other is not column and not other.is_percent]
            means = [_mean(column, parts), *(_weighted_mean(column, other, parts) for other in others)]
            yield from _judged(grid, row, column, stated, means, "mean")


def _judged(
    grid: Grid, row: int, column: Column, stated: Figure, expected: Sequence[Bounds | None], words: str
) -> Iterator[_Trial]:
    """The best of the readings; the first is the one to report."""
    if expected and expected[0] is not None:
        fit = max(judge(stated, bounds) for bounds in expected if bounds)
        yield _Trial(row, column, stated, expected[0], fit, words)


def _mean(column: Column, parts: Sequence[int]) -> Bounds | None:
    values = values_of(column, parts)
    return total(values).divided(len(values)) if values else None


def _sum(column: Column, parts: Sequence[int]) -> Bounds | None:
    values = values_of(column, parts)
    return total(values) if values else None


def _weighted_mean(column: Column, other: Column, parts: Sequence[int]) -> Bounds | None:
    values, factors = values_of(column, parts), values_of(other, parts)
    if not values or not factors:
        return None
    return total(a.times(b) for a, b in zip(values, factors, strict=True)).over(total(factors))


def _is_near(each: _Trial) -> bool:
    """Whether the figure may be meant as the mean at all: close to it, or misprinted."""
    stated, exact = each.stated, each.bounds.exact
    if abs(stated.value - exact) <= max(abs(exact), abs(stated.value)) / 4:
        return True
    slack = stated.digit / 2
    shifted = any(abs(stated.value * shift - exact) <= slack * max(shift, Fraction(1)) for shift in _SHIFTS)
    return shifted or is_misprint(stated, exact, _FEWEST_DIGITS)


def _finding(document: Document, grid: Grid, each: _Trial) -> Diagnostic:
    cell = grid.cell(each.row, each.column)
    expected = restated(each.stated, each.bounds.exact)
    return RULE.finding(
        document.span(cell.start, cell.end),
        f"the {each.words} is given as {each.stated.text}, but the rows make "
        f"{shown(each.stated, each.bounds.exact)}",
        f"write {expected}, or correct a row",
        stated=each.stated.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA536",
    name="table-mean",
    severity=Severity.ERROR,
    title={
        "en": "a row of means or weighted sums does not fit the rows above it",
        "zh": "平均行或加权行与上面各行不符",
    },
    why={
        "en": "The mean is quoted most, and updated last.",
        "zh": "平均值最常被引用，却最后才更新。",
    },
    check=check,
    bad=(
        Example(
            "| Criterion | Weight | A | B |\n| --- | --- | --- | --- |\n| Price | 5 | 3 | 4 |\n"
            "| Quality | 4 | 5 | 2 |\n| Support | 3 | 4 | 4 |\n| Total | | 47 | ⟦42⟧ |\n",
            note="weights as marks of importance",
        ),
        Example(
            "| Criterion | Weight | A |\n| --- | --- | --- |\n| Price | 50% | 8 |\n| Quality | "
            "30% | 7 |\n| Delivery | 20% | 9 |\n| **Total** | 100% | ⟦7.5⟧ |\n",
            note="near the weighted sum, far from the plain one",
        ),
        Example(
            "| 决策因素 | 权重 | 甲 | 乙 |\n| --- | --- | --- | --- |\n| 生态 | 50% | 10 | 3 |\n"
            "| 效率 | 30% | 9 | 7 |\n| 性能 | 20% | 6 | 9 |\n| 加权总分 | | ⟦8.60⟧ | 5.40 |\n",
            note="the weights leave no other score",
        ),
        Example(
            "| Quarter | Peak |\n| --- | --- |\n| Q1 | 31.0 |\n| Q2 | 36.5 |\n| Q3 | 41.2 |\n| Q4 | 52.6 |\n"
            "| Mean | ⟦403.0⟧ |\n",
            note="the point in the wrong place",
        ),
        Example(
            "| Criterion | Weight | A | B |\n| --- | --- | --- | --- |\n| Coverage | 30 | 8 | 7 |\n"
            "| Cost | 25 | 6 | 9 |\n"
            "| Support | 25 | 7 | 8 |\n| Security | 20 | 9 | 6 |\n| Weighted score | 100 | ⟦7.54⟧ | 7.55 |\n",
            note="weights in points",
        ),
        Example(
            "| 语言 | 准确率 |\n| --- | --- |\n| 甲 | 67% |\n| 乙 | 69% |\n| 丙 | 71% |\n| 平均 | ⟦72%⟧ |\n"
        ),
        Example(
            "| Replica | p95 (ms) | Requests |\n| --- | --- | --- |\n| r1 | 176 | 41,200 |\n"
            "| r2 | 181 | 39,800 |\n"
            "| Mean | 178.5 | ⟦41,500⟧ |\n"
        ),
        Example(
            "| Criterion | Weight | A | B |\n| --- | --- | --- | --- |\n"
            "| Price | 60% | 8 | 7 |\n| Support | 40% | 6 | 9 |\n"
            "| Weighted total | 100% | 7.2 | ⟦7.4⟧ |\n"
        ),
    ),
    good=(
        Example(
            "| Criterion | Weight | Score |\n| --- | --- | --- |\n| Price | 40 | 36 |\n| "
            "Quality | 60 | 50 |\n| Total | 100 | 86 |\n",
            note="points that add up",
        ),
        Example(
            "| 语言 | 准确率 |\n| --- | --- |\n| 甲 | 67% |\n| 乙 | 69% |\n| 丙 | 71% |\n| 平均 | 69% |\n"
        ),
        Example(
            "| Language | Items | Accuracy |\n| --- | --- | --- |\n| a | 300 | 60% |\n| b | 100 | 80% |\n"
            "| Average | 200 | 65% |\n",
            note="weighted by the items",
        ),
        Example(
            "| Task | Score |\n| --- | --- |\n| a | 10 |\n| b | 20 |\n| Average (all 57 tasks) | 41 |\n",
            note="of other rows",
        ),
    ),
)
"""Rows of means."""
