"""Weighted scores whose weights the document declares, so that each row can be judged by itself.

The weights stand in the headers, in a row of their own, or by the names of the columns in a table, a list,
a sentence or a formula. Where every score has its weight and the total is near what they make, nothing is
left that the total could mean; a cell is wrong only if no reading that people use explains it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds
from generator.audit.quantities.named_weights import key_of, named_weights
from generator.audit.tables.expectations import Expect, Expectation
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import WEIGHTED
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_readings import PlainLaw, any_of, name_of, no_other
from generator.audit.tables.printed_weights import name_without_weight, printed_weights, whole_of
from generator.audit.tables.row_laws import mean_of, sum_of, weighted_sum_of
from generator.markdown import Document
from generator.patterns import lazy, words

_TARGET = lazy(
    r"(?:(?:weighted|overall|total|final|composite|aggregate|combined|\w{2,12}) )?(?:weighted )?"
    r"(?:score|total|rating|result|grade|average|index)|weighted(?: (?:sum|mean))?|overall|composite|total"
    r"|.{0,8}(?:加权|综合|最终|总体)(?:总?得?分|总?评分?|合计|平均分?|分[数值]?|成绩|指数|评价|总[分评])?"
    r"|.{0,8}总(?:评|得?分|评分|成绩)(?:成绩)?|得分|评分|总评(?:成绩)?",
    re.IGNORECASE,
)
"""What a column of weighted scores may be called."""
_WEIGHTED = words("加权|权重|weight")
_SAYS_WEIGHTED = lazy(r"加权|weighted", re.IGNORECASE)
_OTHERWISE = words(
    r"扣分|扣减|扣除|加分|附加分|罚|一票否决|封顶|几何|调和|归一化|标准化|换算|校准"
    r"|bonus|penalt|deduct|adjust|capped|geometric|harmonic|normali[sz]|standardi[sz]|calibrat|squared|\blog\b"
)
"""Words beside a table that tell of more than weights."""
_ASIDE = lazy(
    r"rank(?:ing)?|#|no\.?|year|tier|priority|position|stars?|排[名序]|名次|序号|编号|位次|等级|年份|学号|工号|id",
    re.IGNORECASE,
)
_REACH = 1_500
_BESIDE = 300
_NEAR = Fraction(3, 20)
"""So near most totals must be to what the weights make."""
_SCALES = (
    Fraction(1),
    *(Fraction(each) for each in (10, 100, 20, 2, 25)),
    *(Fraction(1, each) for each in (10, 100, 5, 20, 4)),
)
"""Between the scale of the scores and that of their total: points out of 5 as percentages are times 20."""
_FEWEST = 3
"""So many figures in headers that make 1 are weights whether or not a word says so."""
_LETTERS = lazy(r"[^\W\d_]+")
_SHORTEST_WORD = 3


class DeclaredLaw(NamedTuple):
    """The weighted sum that a document declares a column to be, and every other reading of a cell."""

    plain: PlainLaw
    is_sure: bool
    """Whether each row can be judged by itself; if `needs_right`, once one obeys.

    Otherwise the other rows must show that the law is meant.
    """


def declared_law(document: Document, grid: Grid, column: Column) -> DeclaredLaw | None:
    """The weighted sum of other columns that a column is declared to be; nothing if none or several are."""
    if not _is_target(grid, column):
        return None
    others = [each for each in grid.columns if each is not column and each.cell < 0]
    printed = printed_weights(grid, others)
    groups = [printed] if printed else list(_named(document, grid, others))
    laws = [law for group in groups if (law := _law(grid, column, group))]
    if not laws:
        return None
    weights = {tuple(sorted((each.index, weight) for each, weight in law.weights)) for law in laws}
    best = laws[0]
    left = {each.index for each in others} - {each.index for each, _ in best.weights}
    open_columns = [
        each for each in others if each.index in left and not _is_aside(each, column, best.weights)
    ]
    is_sure = (
        len(weights) == 1 and not open_columns and best.scale is not None and not _tells_more(document, grid)
    )
    made = sum((weight for _, weight in best.weights), Fraction(0))
    is_bare = bool(printed) and (len(best.weights) < _FEWEST or made != 1)
    needs_right = best.scale != 1 or (is_bare and not _says_weighted(document, grid))
    return DeclaredLaw(PlainLaw(best.law, best.excuses, needs_right), is_sure)


class _Candidate(NamedTuple):
    law: Law
    weights: Sequence[tuple[Column, Fraction]]
    excuses: Expect
    scale: Fraction | None
    """Between the weighted sum and the column; nothing if the two have nothing to do with each other."""


def _is_target(grid: Grid, column: Column) -> bool:
    """Whether a column is called a score, as the only one, or the only one that says it is weighted."""
    if column.cell >= 0 or not _TARGET.fullmatch(name_of(column)):
        return False
    rivals = [
        each
        for each in grid.columns
        if each is not column and each.cell < 0 and _TARGET.fullmatch(name_of(each))
    ]
    if not rivals:
        return True
    return bool(_SAYS_WEIGHTED.search(column.header)) and not any(
        _SAYS_WEIGHTED.search(each.header) for each in rivals
    )


def _is_aside(each: Column, column: Column, weights: Sequence[tuple[Column, Fraction]]) -> bool:
    """Whether a column without a weight has no part in the total: a rank, or what stands outside of it."""
    first = min(operand.index for operand, _ in weights)
    is_outside = each.index < first or each.index > column.index
    return bool(_ASIDE.fullmatch(name_of(each))) or (
        is_outside and not _OTHERWISE.search(each.header.lower())
    )


def _says_weighted(document: Document, grid: Grid) -> bool:
    """Whether headers, a row label or the text before the table say that something is weighted."""
    if grid.weights is not None or any(_WEIGHTED.search(each.header.lower()) for each in grid.columns):
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
    for group in named_weights(document):
        if group.in_table and grid.table.start <= group.start < grid.table.end:
            continue
        pairs = _paired(tuple(group.by_name), others)
        if pairs:
            yield [(pairs[name], weight) for name, weight in group.by_name.items()]


def _paired(names: Sequence[str], columns: Sequence[Column]) -> Mapping[str, Column] | None:
    """For each name the column that it means; nothing if one has none.

    The same names go first, then names that contain each other, then those with the same words. Where as many
    columns as names stand in the same order, half of the names tell what the others mean.
    """
    keys = {each.index: key_of(name_without_weight(name_of(each))) for each in columns}
    found: dict[str, Column] = {}
    for alike in (str.__eq__, _contain, _share_words):
        _pair(names, columns, keys, alike, found)
    if len(found) == len(names):
        return found
    places = [(index, columns.index(found[name])) for index, name in enumerate(names) if name in found]
    in_order = len(columns) == len(names) and all(a == b for a, b in places)
    if in_order and len(places) > 1 and len(places) * 2 >= len(names):
        return dict(zip(names, columns, strict=True))
    return None


def _pair(
    names: Sequence[str],
    columns: Sequence[Column],
    keys: Mapping[int, str],
    alike: Callable[[str, str], bool],
    found: dict[str, Column],
) -> None:
    """Add the pairs of a name and a column that are alike and have no rival."""
    left = [name for name in names if name not in found]
    free = [each for each in columns if each not in found.values() and keys[each.index]]
    for name in left:
        fitting = [each for each in free if alike(name, keys[each.index])]
        if len(fitting) == 1 and sum(alike(other, keys[fitting[0].index]) for other in left) == 1:
            found[name] = fitting[0]


def _contain(name: str, key: str) -> bool:
    return bool(name) and (name in key or key in name)


def _share_words(name: str, key: str) -> bool:
    """Whether all words of a header are in a name (`Local/self-hosted`: local or self-hosted use)."""
    found = [word for word in _LETTERS.findall(key) if len(word) >= _SHORTEST_WORD]
    return len(found) > 1 and all(word in name for word in found)


def _law(grid: Grid, column: Column, group: Sequence[tuple[Column, Fraction]]) -> _Candidate | None:
    """The weighted sum, on the scale of the column; nothing for what are no weights."""
    if len(group) < 2:
        return None
    whole = whole_of([weight for _, weight in group])
    if whole is None:
        return None
    weights = [(each, weight / whole) for each, weight in group]
    made = sum((weight for _, weight in weights), Fraction(0))
    operands = tuple(each for each, _ in weights)
    basis = weighted_sum_of(weights)
    basis = basis if made == 1 else _or_mean(basis, made)
    scale = _scale(grid, column, basis)
    law = Law(WEIGHTED, operands, _scaled(basis, scale or Fraction(1)))
    excuses = (
        no_other if _SAYS_WEIGHTED.search(column.header) else any_of((sum_of(operands), mean_of(operands)))
    )
    return _Candidate(law, weights, excuses, scale)


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


def _scaled(basis: Expect, scale: Fraction) -> Expect:
    """The same on another scale."""
    if scale == 1:
        return basis
    sign = f" × {scale}" if scale > 1 else f" / {1 / scale}"

    def expect(row: int) -> list[Expectation]:
        return [
            each._replace(bounds=each.bounds.times(Bounds.point(scale)), formula=f"({each.formula}){sign}")
            for each in basis(row)
        ]

    return expect


def _scale(grid: Grid, column: Column, basis: Expect) -> Fraction | None:
    """The scale on which most rows are near what the weights make; nothing if there is none."""
    ratios = [
        figure.value / expected[0].bounds.exact
        for row in grid.parts
        if (figure := column.figures[row]) and (expected := basis(row)) and expected[0].bounds.exact
    ]
    for scale in _SCALES:
        if sum(abs(ratio / scale - 1) <= _NEAR for ratio in ratios) * 2 > len(ratios):
            return scale
    return None
