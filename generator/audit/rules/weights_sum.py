"""Weights that are introduced as such make up the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.figures import Figure
from generator.audit.quantities.named_weights import WEIGHT_HEADER
from generator.audit.quantities.weights import weights
from generator.audit.tables.grid import TOTAL_LABEL, Column, Grid, read_grids
from generator.diagnostics import Diagnostic, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_SCORE = lazy(
    r"综合(?:得?分|评分)?|总(?:得?分|评)|加权(?:总分|得分)|"
    r"(?:overall|total|weighted|composite|final)(?: score| result)?",
    re.IGNORECASE,
)
_FEWEST = 3
_FARTHEST = Fraction(1, 5)


def check(document: Document) -> Iterator[Diagnostic]:
    """Every introduction of weights against the sum 1."""
    for group in weights(document):
        if group.is_introduced and group.total != 1:
            terms = " + ".join(shown(point(value)) for value in group.values)
            total = shown(point(group.total))
            yield RULE.finding(
                document.span(group.start, group.end),
                f"the weights {terms} make {total}, not 1",
                "correct a weight, or divide by their sum and say so",
                stated=total,
                expected="1",
            )
    for grid in read_grids(document):
        for column in grid.columns:
            yield from _column(document, grid, column)
            yield from _score_row(document, grid, column)


def _column(document: Document, grid: Grid, column: Column) -> Iterator[Diagnostic]:
    """A column of weights, which some total row may sum up wrongly or not at all."""
    figures = [figure for row in grid.parts if (figure := column.figures[row])]
    if not WEIGHT_HEADER.fullmatch(column.header) or len(figures) < len(grid.parts) or len(figures) < _FEWEST:
        return
    total = sum((figure.value for figure in figures), Fraction(0))
    is_stated = any(column.figures[row] and TOTAL_LABEL.fullmatch(grid.labels[row]) for row in grid.totals)
    is_near = abs(total - 1) <= _FARTHEST and all(0 < figure.value < 1 for figure in figures)
    if is_near and total != 1 and not is_stated and not _is_rounded(figures, total):
        cell = grid.cell(grid.parts[-1], column)
        yield RULE.finding(
            document.span(cell.start, cell.end),
            f"the weights {' + '.join(figure.text for figure in figures)} make {shown(point(total))}, not 1",
            "correct a weight, or divide by their sum and say so",
            stated=shown(point(total)),
            expected="1",
        )


def _score_row(document: Document, grid: Grid, column: Column) -> Iterator[Diagnostic]:
    """The row of the whole score repeats the sum of the weights, which make 1 above it."""
    known = [row for row in (*grid.parts, *grid.totals) if column.figures[row]]
    if not WEIGHT_HEADER.fullmatch(column.header) or len(known) <= _FEWEST:
        return
    *parts, last = sorted(known)
    figure = column.figures[last]
    total = sum((each.value for row in parts if (each := column.figures[row])), Fraction(0))
    if _SCORE.fullmatch(grid.labels[last]) and figure and total == 1 != figure.value:
        cell = grid.cell(last, column)
        yield RULE.finding(
            document.span(cell.start, cell.end),
            f"the weights are said to make {figure.text}, but they make 1",
            "write 100%" if figure.measure == "percent" else "write 1",
            stated=figure.text,
            expected="100%" if figure.measure == "percent" else "1",
        )


def _is_rounded(figures: list[Figure], total: Fraction) -> bool:
    """Whether equal weights were rounded (three times 33%), which is no slip."""
    slack = sum((figure.digit for figure in figures), Fraction(0)) / 2
    return len({figure.value for figure in figures}) == 1 and abs(total - 1) <= slack


RULE: Rule[Document] = Rule(
    code="CA506",
    name="weights-sum",
    severity=Severity.ERROR,
    title={"en": "weights do not sum to 1", "zh": "权重之和不等于 1"},
    why={
        "en": "A weighted mean with other weights leaves the scale of its components: thresholds lose their "
        "meaning.",
        "zh": "权重不合计为一的加权平均会离开分量的尺度，阈值也就失去意义。",
    },
    check=check,
    bad=(
        Example("`Score = ⟦0.5 * Quality + 0.3 * Price + 0.3 * Delivery⟧`\n", note="set as code"),
        Example(
            "The autonomy score is a weighted sum of planning $P$, execution $E$ and recovery "
            "$R$.\n\n$$S = ⟦0.30\\,P + 0.25\\,E + 0.95\\,R⟧$$\n",
            note="far from 1, but said to be a weighted sum",
        ),
        Example(
            "- Relevance ⟦(weight 40%): does it help?\n- Friction (weight 35%): is it quick?\n"
            "- Privacy (weight 35%)⟧: is it local?\n",
            note="said item by item",
        ),
        Example(
            "| 维度 | 得分 | 权重 |\n| --- | --- | --- |\n| 服务 | 9.2 | 30% |\n| 资源 | 8.4 | 30% |\n"
            "| 环境 | 8.8 | 40% |\n| **综合** | | ⟦**130%**⟧ |\n",
            note="the row of the whole score repeats their sum",
        ),
        Example("| 维度 | 权重 |\n| --- | --- |\n| 质量 | 40% |\n| 成本 | 35% |\n| 风险 | ⟦30%⟧ |\n"),
        Example("Weights of the pilot: latency ⟦(w = 0.5), cost (w = 0.3), risk (w = 0.1)⟧.\n"),
        Example("其中权重 ⟦w₁ = 0.4, w₂ = 0.4, w₃ = 0.3⟧。\n"),
        Example(
            "$$\\text{总分} = ⟦0.3 \\times \\text{质量} + 0.3 \\times \\text{成本} "
            "+ 0.3 \\times \\text{速度}⟧$$\n"
        ),
        Example("维度与权重：⟦质量（40%）、成本（25%）、速度（20%）、易用性（10%）⟧。\n"),
        Example("We weight four criteria: ⟦latency 40 %, recall 30 %, cost 25 %, licence 10 %⟧.\n"),
        Example("三项权重分别为 ⟦50%、30%、30%⟧。\n"),
        Example("The criteria have weights of ⟦0.5, 0.3 and 0.1⟧.\n"),
    ),
    good=(
        Example(
            "The loss is a weighted sum of three terms.\n\n$$L = 0.5\\,A + 0.8\\,B + 0.4\\,C$$\n",
            note="no score",
        ),
        Example(
            "| 维度 | 权重 |\n| --- | --- |\n| 质量 | 33% |\n| 成本 | 33% |\n| 风险 | 33% |\n", note="rounded"
        ),
        Example("其中 $w_1 = 0.4, w_2 = 0.3, w_3 = 0.3$，权重分别为 40%、30%、30%。\n"),
        Example(
            "$$C = 0.3 \\times \\text{采用率} + 0.3 \\times \\text{标准化度} "
            "+ 0.4 \\times (1 - \\text{争议度})$$\n"
        ),
        Example("$y = 0.5 \\times x + 0.3 \\times z$ fits the data.\n", note="coefficients, not weights"),
        Example("按五项加权：速度 0.3，质量 0.4，稳定性 0.1，界面 0.1，客服 0.1。\n"),
        Example("其中 $w_1 = 0.5$，$w_2 = 0.2$，$w_3$ 待定。\n", note="one weight is open"),
    ),
)
"""Weights whose sum is not 1."""
