"""Every figure of the atlas has an address: `score:moe-vs-dense`, `share:moe-vs-dense.moe`.

Texts refer to them as `[[score:moe-vs-dense]]`, errata recompute with them. This is the one place
that knows which addresses exist and what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.quantity import exact_decimal, half_up, terminates
from generator.tables import figure_in

if TYPE_CHECKING:
    from generator.scores import (
        ScoredAtlas,  # the scored atlas holds its values: only the type is needed here
    )

MEAN_PLACES = 3
"""Decimals shown of a value with no finite expansion, such as a mean of three scores."""


@dataclass(frozen=True, slots=True)
class Value:
    """An exact amount, and the wording in which the atlas prints it."""

    amount: Fraction
    text: str


def number_text(amount: Fraction) -> str:
    """Print a number exactly, or to three decimals behind ≈ if it has no finite expansion."""
    return exact_decimal(amount) if terminates(amount) else f"≈ {half_up(amount, MEAN_PLACES):f}"


def collect_values(scored: ScoredAtlas) -> dict[str, Value]:
    """All addresses and what they stand for."""
    return {
        **dict(_scale_values(scored)),
        **dict(_score_values(scored)),
        **dict(_table_values(scored)),
        **dict(_timeline_values(scored)),
    }


def _scale_values(scored: ScoredAtlas) -> Iterator[tuple[str, Value]]:
    scale = scored.atlas.scale
    for profile in scale.profiles:
        for component, weight in profile.weights.items():
            yield f"weight:{profile.id}.{component}", _written(weight)
    for band in scale.bands:
        yield f"band-above:{band.level}", _written(band.above if band.above is not None else Decimal(0))
        yield f"band-up-to:{band.level}", _written(band.up_to)
    if scale.firmness:
        for name, share in scale.firmness.shares().items():
            yield f"firmness:{name}", Value(Fraction(share), f"{share:.0%}")
    for anchor in scale.anchors:
        yield f"anchor:{anchor.level}", Value(anchor.value.value, anchor.value.text)


def _score_values(scored: ScoredAtlas) -> Iterator[tuple[str, Value]]:
    atlas = scored.atlas
    for (technology_id, profile_id), other in scored.under.items():
        yield f"score:{technology_id}@{profile_id}", _number(other.total)
    for identifier, score in scored.scores.items():
        yield f"score:{identifier}", _number(score.total)
        for term in score.terms:
            yield f"input:{identifier}.{term.component.id}", _number(term.value)
    for technology in atlas.technologies.values():
        sides = technology.contest.alternatives if technology.contest else ()
        yield f"count:alternatives.{technology.id}", _number(Fraction(len(sides)))
        for side in sides:
            yield f"share:{technology.id}.{side.id}", Value(side.share.value, side.share.text)
    for level, stats in scored.levels.items():
        yield f"count:technologies.{level}", _number(Fraction(len(atlas.technologies_of(level))))
        if stats.scores:
            yield f"mean:{level}", _number(stats.mean)
            yield f"min:{level}", _number(min(stats.totals))
            yield f"max:{level}", _number(max(stats.totals))


def _timeline_values(scored: ScoredAtlas) -> Iterator[tuple[str, Value]]:
    """Where the degree of a prediction's subject stands before and after it."""
    timeline = scored.atlas.timeline
    for prediction in timeline.predictions if timeline else ():
        if prediction.shift:
            for moment, figure in (("before", prediction.shift.before), ("after", prediction.shift.after)):
                yield f"{moment}:{prediction.id}", Value(figure.value, figure.text)


def _table_values(scored: ScoredAtlas) -> Iterator[tuple[str, Value]]:
    for owner, _, table in scored.atlas.tables():
        address = f"{owner}.{table.id}"
        computed = scored.tables[owner, table.id]
        yield f"count:columns.{address}", _number(Fraction(len(table.columns)))
        for result in table.results:
            amount = computed.results[result.id]
            if amount is not None:
                yield f"result:{address}.{result.id}", Value(amount, result.stated.text)
        for number, row in enumerate(table.rows, start=1):
            for column in table.columns:
                figure = figure_in(row.cell(column.id))
                if figure is not None:
                    yield f"cell:{address}.{column.id}.{number}", Value(figure.value, figure.text)


def _number(amount: Fraction) -> Value:
    return Value(amount, number_text(amount))


def _written(number: Decimal) -> Value:
    return Value(Fraction(number), str(number))


# ------------------------------------------------------------------------------ expressions

_TOKEN = re.compile(
    r"\s*(?:(?P<address>[a-z-]+:[A-Za-z0-9.@-]+)|(?P<number>\d+(?:\.\d+)?)(?P<percent>%)?|(?P<op>[-+*/()]))"
)
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


class ExpressionError(ValueError):
    """The expression cannot be evaluated; `start` and `end` are offsets of the part to blame."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start, self.end = start, end


class UnknownAddressError(ExpressionError):
    """The expression names an address that the atlas does not have."""

    def __init__(self, address: str, start: int, end: int) -> None:
        super().__init__(f"there is no figure at {address!r}", start, end)
        self.address = address


def evaluate(expression: str, values: Mapping[str, Value]) -> Fraction:
    """Evaluate `+ - * /` and parentheses over decimals, percentages and addresses, exactly."""
    amounts: list[Fraction] = []
    operators: list[str] = []
    position, expects_operand = 0, True
    expression = expression.rstrip()
    while position < len(expression):
        token = _TOKEN.match(expression, position)
        if not token:
            raise ExpressionError("this is no figure, address or operator", position, len(expression))
        if (token["op"] in (None, "(")) != expects_operand:
            raise ExpressionError("an operator or an operand is missing here", token.start(), token.end())
        if token["op"] is None:
            amounts.append(_operand(token, values))
            expects_operand = False
        else:
            expects_operand = token["op"] != ")"
            _push(token["op"], amounts, operators, token)
        position = token.end()
    if expects_operand or "(" in operators:
        raise ExpressionError("the expression is not complete", 0, len(expression))
    while operators:
        _apply(operators.pop(), amounts, len(expression))
    return amounts[0]


def _operand(token: re.Match[str], values: Mapping[str, Value]) -> Fraction:
    address = token["address"]
    if address is None:
        return Fraction(Decimal(token["number"])) / (100 if token["percent"] else 1)
    if address not in values:
        raise UnknownAddressError(address, token.start("address"), token.end("address"))
    return values[address].amount


def _push(operator: str, amounts: list[Fraction], operators: list[str], token: re.Match[str]) -> None:
    """One step of the shunting-yard algorithm."""
    if operator == "(":
        operators.append(operator)
        return
    while operators and operators[-1] != "(":
        if operator != ")" and _PRECEDENCE[operators[-1]] < _PRECEDENCE[operator]:
            break
        _apply(operators.pop(), amounts, token.end())
    if operator != ")":
        operators.append(operator)
    elif not operators:
        raise ExpressionError("this parenthesis was never opened", token.start(), token.end())
    else:
        operators.pop()


def _apply(operator: str, amounts: list[Fraction], end: int) -> None:
    right, left = amounts.pop(), amounts.pop()
    if operator == "/" and right == 0:
        raise ExpressionError("this divides by zero", 0, end)
    amounts.append(
        left + right
        if operator == "+"
        else left - right
        if operator == "-"
        else left * right
        if operator == "*"
        else left / right
    )
