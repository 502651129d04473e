"""What a criterion contributes to a score: its weight times its rating, perhaps on another scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from generator.audit.bounds import Bounds
from generator.audit.quantities.named_weights import WEIGHT_HEADER
from generator.audit.tables.expectations import Expect, Expectation, bounds_of, text_of
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import PRODUCT
from generator.audit.tables.laws import Law
from generator.audit.tables.plain_readings import PlainLaw, name_of, no_other
from generator.audit.tables.scales import is_plain_scale, on_scale, scale_of
from generator.patterns import lazy

_CONTRIBUTION = lazy(
    r"加权(?:得?分|值|分数|评分|结果)?|贡献(?:[分值]|得分)?|weighted(?: (?:score|value|points?|rating))?"
    r"|contribution|(?:weight|权重)\s?[×x*]\s?(?:score|rating|得分|评分)|(?:score|rating|得分|评分)\s?[×x*]\s?(?:weight|权重)",
    re.IGNORECASE,
)
_RATING = lazy(
    r"(?:原始|单项|平均)?(?:得分|评分|分数|原始分|打分)|(?:raw |average )?(?:score|rating|grade)s?",
    re.IGNORECASE,
)


def contribution_law(grid: Grid, column: Column) -> PlainLaw | None:
    """Weight times rating, where one column of each stands before the contribution."""
    if not _CONTRIBUTION.fullmatch(name_of(column)):
        return None
    before = [each for each in grid.columns if each.place < column.place and each.cell < 0]
    weights = [each for each in before if WEIGHT_HEADER.fullmatch(each.header)]
    ratings = [each for each in before if _RATING.fullmatch(name_of(each))]
    if len(weights) != 1 or len(ratings) != 1:
        return None
    basis = _weighted(weights[0], ratings[0])
    scale = scale_of(grid, column, basis)
    if scale is None:
        return None
    law = Law(PRODUCT, (weights[0], ratings[0]), on_scale(basis, scale))
    return PlainLaw(law, no_other, needs_right=not is_plain_scale(scale, column), is_declared=True)


def _weighted(weight: Column, rating: Column) -> Expect:
    """The rating times the weight, which is what it is printed as: nobody rounds weights."""

    def expect(row: int) -> Sequence[Expectation]:
        figure, value = weight.figures[row], bounds_of(rating, row)
        if figure is None or value is None:
            return ()
        words = f"{text_of(weight, row)} × {text_of(rating, row)}"
        return (Expectation(value.times(Bounds.point(Fraction(figure.value))), words),)

    return expect
