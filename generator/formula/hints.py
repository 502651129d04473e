"""What may have happened where arithmetic does not hold. Hints explain an error and never excuse it."""

from __future__ import annotations

from collections.abc import Callable
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
    if literal is None or value is None or not literal.value or not value.low:
        return ""
    for places in (2, -2, 1, -1, 3, -3):
        if (
            value.distance(literal.value * Fraction(10) ** places)
            <= abs(literal.unit * Fraction(10) ** places) / 2
        ):
            return f"the stated figure is off by a factor of {10 ** abs(places)}"
    return ""


def _sign(step: Step) -> str:
    literal, value = _stated(step), step.left.value
    wrong = literal is not None and value is not None and value.distance(-literal.value) <= literal.unit / 2
    return "the sign is wrong" if wrong else ""


def _swapped_digits(step: Step) -> str:
    literal, value = _stated(step), step.left.value
    if literal is None or value is None or not value.is_point:
        return ""
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
    values = [value.value for _, value in terms]
    for order in permutations([weight.value for weight, _ in terms]):
        if sum(weight * value for weight, value in zip(order, values, strict=True)) == literal.value:
            return "the stated figure results if the weights are exchanged"
    return ""


def _left_out(step: Step) -> str:
    literal, node = _stated(step), step.left.node
    if literal is None or not isinstance(node, Sum) or len(node.terms) < 3:
        return ""
    total = evaluate(node).low
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
