"""What may have happened where arithmetic does not hold. Hints explain an error and never excuse it."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

from generator.formula.judgement import Cause, Grade, Step
from generator.formula.reasons import NotCheckable
from generator.formula.tree import Literal, Node, Product, Sum, as_rounded, evaluate

MAX_PERMUTED = 5
"""Weights of sums with more terms are not permuted."""


def explain(step: Step) -> str:
    """The most telling explanation of a failing step; "" if there is none."""
    if step.grade.holds:
        return ""
    if step.is_drift:
        return "each step is within rounding, but the whole way is not"
    if step.grade is Grade.LAST_DIGIT and step.cause is not Cause.NONE:
        return f"the last digit is {step.cause}"
    for ask in _QUESTIONS:
        try:
            answer = ask(step)
        except NotCheckable:
            continue
        if answer:
            return answer
    return ""


def _stated(step: Step) -> Literal | None:
    return step.right.literal


def _power_of_ten(step: Step) -> str:
    literal, value = _stated(step), step.left.value
    if literal is None or value is None or not literal.value or value.low / literal.value <= 0:
        return ""
    ratio = value.low / literal.value
    places = round(math.log10(ratio.numerator) - math.log10(ratio.denominator))
    factor = Fraction(10) ** places
    if not 1 <= abs(places) <= 3 or value.distance(literal.value * factor) > literal.unit * factor / 2:
        return ""
    return f"the stated figure is off by a factor of {10 ** abs(places)}"


def _sign(step: Step) -> str:
    literal, value = _stated(step), step.left.value
    if literal is None or value is None or literal.value * value.low > 0:
        return ""
    return "the sign is wrong" if value.distance(-literal.value) <= literal.unit / 2 else ""


def _swapped_digits(step: Step) -> str:
    literal, value = _stated(step), step.left.value
    if literal is None or value is None or not value.is_point:
        return ""
    if (value.low - literal.value) / literal.unit % 9:
        return ""  # an exchange of two digits changes a number by a multiple of nine
    digits = literal.text
    for index in range(len(digits) - 1):
        if not (digits[index].isdigit() and digits[index + 1].isdigit()):
            continue
        swapped = digits[:index] + digits[index + 1] + digits[index] + digits[index + 2 :]
        if swapped.replace(".", "", 1).isdigit() and Fraction(swapped) * literal.scale == value.low:
            return "two digits are swapped"
    return ""


def _swapped_weights(step: Step) -> str:
    terms = weighted_terms(step.left.node)
    literal = _stated(step)
    if literal is None or not 2 <= len(terms) <= MAX_PERMUTED:
        return ""
    weights, one = _whole([weight.value for weight, _ in terms])
    values, other = _whole([value.value for _, value in terms])
    stated = literal.value * one * other
    if any(sum(map(operator.mul, order, values)) == stated for order in permutations(weights)):
        return "the stated figure results if the weights are exchanged"
    return ""


def _whole(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Values as whole numbers of a common part, and how many parts are one."""
    parts = math.lcm(*(value.denominator for value in values))
    return [int(value * parts) for value in values], parts


def _left_out(step: Step) -> str:
    literal, node = _stated(step), step.left.node
    if literal is None or not isinstance(node, Sum) or len(node.terms) < 3:
        return ""
    assert step.left.value is not None
    total = step.left.value.low
    for number, (sign, term) in enumerate(node.terms, 1):
        if abs(total - sign * evaluate(term).low - literal.value) <= literal.unit / 2:
            return f"the stated figure results if term {number} is left out"
    return ""


def _rounded_operands(step: Step) -> str:
    literal, node = _stated(step), step.left.node
    if literal is None or node is None:
        return ""
    reachable = evaluate(node, as_rounded).distance(literal.value) <= literal.unit / 2
    return (
        "the stated figure is reachable only if operands are rounded: print their hidden digits"
        if reachable
        else ""
    )


def weighted_terms(node: Node | None) -> list[tuple[Literal, Literal]]:
    """The (weight, value) pairs of a sum of products of two figures; empty for anything else."""
    if not isinstance(node, Sum):
        return []
    pairs = []
    for sign, term in node.terms:
        factors = term.factors if isinstance(term, Product) else ()
        figures = [part for inverse, part in factors if isinstance(part, Literal) and not inverse]
        if sign != 1 or len(factors) != 2 or len(figures) != 2:
            return []
        pairs.append((figures[0], figures[1]))
    return pairs


_QUESTIONS: tuple[Callable[[Step], str], ...] = (
    _sign,
    _swapped_digits,
    _power_of_ten,
    _swapped_weights,
    _left_out,
    _rounded_operands,
)
