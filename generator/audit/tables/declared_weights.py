"""Weighted scores whose weights the document declares, so that each row can be judged by itself.

The weights stand in the headers, in a row of their own, or by the names of the columns in a table, a list,
a sentence or a formula. Where every score has its weight and the total is near what they make, nothing is
left that the total could mean; a cell is wrong only if no reading that people use explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds
from generator.audit.quantities.named_weights import key_of, named_weights, paired
from generator.audit.quantities.weights import whole_of
from generator.audit.tables.expectations import Expect, Expectation
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import WEIGHTED
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_readings import PlainLaw, any_of, name_of, no_other
from generator.audit.tables.printed_weights import name_without_weight, printed_weights
from generator.audit.tables.row_laws import mean_of, sum_of, weighted_sum_of
from generator.audit.tables.scales import is_plain_scale, on_scale, scale_of
from generator.markdown import Document
from generator.patterns import lazy, small, words

_TARGET = lazy(
    r"(?:(?:weighted|overall|total|final|composite|aggregate|combined|\w{2,12}) )?(?:weighted )?"
    r"(?:score|total|rating|result|grade|index)|weighted(?: (?:sum|mean|average))?|overall|composite|total"
    r"|.{0,8}(?:加权|综合|最终|总体)(?:总?得?分|总?评分?|合计|平均分?|分[数值]?|成绩|指数|评价|总[分评])?"
    r"|.{0,8}总(?:评|得?分|评分|成绩)(?:成绩)?|得分|评分|总评(?:成绩)?",
    re.IGNORECASE,
)
"""What a column of weighted scores may be called."""
_WEIGHTED = words("加权|权重|weight")
_SAYS_WEIGHTED = lazy(r"加权|weighted", re.IGNORECASE)
_OTHERWISE = words(
    r"扣分|扣减|扣除|加分|附加分|罚|一票否决|封顶|几何|调和|归一化|标准化|换算|校准"
    r"|反向|逆向|取反|越低越|越小越|越少越"
    r"|bonus|penalt|deduct|adjust|capped|geometric|harmonic|normali[sz]|standardi[sz]|calibrat|squared|\blog\b"
    r"|invert|revers|lower is better"
)
"""Words beside a table that tell of more than weights."""
_ASIDE = lazy(
    r"rank(?:ing)?|#|no\.?|year|tier|priority|position|stars?|排[名序]|名次|序号|编号|位次|等级|年份|学号|工号|id",
    re.IGNORECASE,
)
_REACH = 1_500
_BESIDE = 300
_FEWEST = 3
"""So many figures in headers that make 1 are weights whether or not a word says so."""


class DeclaredLaw(NamedTuple):
    """The weighted sum that a document declares a column to be, and every other reading of a cell."""

    plain: PlainLaw
    is_sure: bool
    """Whether each row can be judged by itself; if `needs_right`, once one obeys.

    Otherwise the other rows must show that the law is meant.
    """


def declared_laws(document: Document, grid: Grid, column: Column) -> Iterator[DeclaredLaw]:
    """The weighted sums of other columns that a column is declared to be."""
    if column.cell >= 0 or not _TARGET.fullmatch(name_of(column)):
        return
    others = [
        each
        for each in grid.columns
        if each is not column and each.cell < 0 and not _ASIDE.fullmatch(name_of(each))
    ]
    printed = printed_weights(grid, others)
    is_said = not printed or _says_weighted(document, grid)
    groups = [printed] if printed else _named(document, grid, others)
    declared = [each for group in groups if (each := _sum_of(grid, column, group, is_said=is_said))]
    is_one = len({each.weights for each in declared}) == 1 and not _tells_more(document, grid)
    for each in declared:
        rest = [other for other in others if other not in each.law.operands]
        is_sure = (
            is_one and each.scale is not None and not any(_may_count(other, column, each) for other in rest)
        )
        yield DeclaredLaw(PlainLaw(each.law, each.excuses, each.needs_right), is_sure)


class _Sum(NamedTuple):
    law: Law
    weights: tuple[Fraction, ...]
    excuses: Expect
    scale: Fraction | None
    """Between the weighted sum and the column; nothing if the two have nothing to do with each other."""
    needs_right: bool


def _may_count(other: Column, column: Column, known: _Sum) -> bool:
    """Whether a column without a weight may have a part in the total, or be the weighted total itself."""
    if _TARGET.fullmatch(name_of(other)):
        return not (_SAYS_WEIGHTED.search(column.header) and not _SAYS_WEIGHTED.search(other.header))
    first = min(operand.index for operand in known.law.operands)
    is_outside = other.index < first or other.index > column.index
    return not is_outside or bool(_OTHERWISE.search(small(other.header)))


def _says_weighted(document: Document, grid: Grid) -> bool:
    """Whether headers, a row label or the text before the table say that something is weighted."""
    if grid.weights is not None or any(_WEIGHTED.search(small(each.header)) for each in grid.columns):
        return True
    start = grid.table.start
    return bool(_WEIGHTED.search(document.small, max(0, start - _REACH), start))


def _tells_more(document: Document, grid: Grid) -> bool:
    """Whether the text beside the table tells of more than weights."""
    start, end = grid.table.start, grid.table.end
    return bool(
        _OTHERWISE.search(document.small, max(0, start - _BESIDE), start)
        or _OTHERWISE.search(document.small, end, end + _BESIDE)
    )


def _named(
    document: Document, grid: Grid, others: Sequence[Column]
) -> Iterator[list[tuple[Column, Fraction]]]:
    """Weights that stand elsewhere with the names of the columns."""
    by_key = {key_of(name_without_weight(name_of(each)).strip("$")): each for each in others}
    for group in named_weights(document):
        if group.in_table and grid.table.start <= group.start < grid.table.end:
            continue
        pairs = paired([*group.by_name], [*by_key], in_order=True)
        if pairs:
            yield [(by_key[pairs[name]], weight) for name, weight in group.by_name.items()]


def _sum_of(
    grid: Grid, column: Column, group: Sequence[tuple[Column, Fraction]], *, is_said: bool
) -> _Sum | None:
    """The weighted sum, on the scale of the column; nothing for what are no weights."""
    whole = whole_of([weight for _, weight in group])
    if len(group) < 2 or whole is None:
        return None
    weights = [(each, weight / whole) for each, weight in group]
    made = sum((weight for _, weight in weights), Fraction(0))
    operands = tuple(each for each, _ in weights)
    basis = weighted_sum_of(weights)
    basis = basis if made == 1 else _or_mean(basis, made)
    scale = scale_of(grid, column, basis)
    law = Law(WEIGHTED, operands, on_scale(basis, scale or Fraction(1)))
    excuses = no_other if is_said else any_of((sum_of(operands), mean_of(operands)))
    is_scaled = scale is not None and is_plain_scale(scale, column)
    is_bare = not is_said and (len(weights) < _FEWEST or made != 1)
    return _Sum(law, tuple(weight for _, weight in weights), excuses, scale, is_bare or not is_scaled)


def _or_mean(basis: Expect, made: Fraction) -> Expect:
    """A weighted sum, or the same over what the weights make, where that is not 1."""

    def expect(row: int) -> list[Expectation]:
        return [
            reading
            for each in basis(row)
            for reading in (
                each,
                Expectation(
                    each.bounds.times(Bounds.point(1 / made)), f"({each.formula}) / {float(made):g}", "mean"
                ),
            )
        ]

    return expect
