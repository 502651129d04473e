"""What a piece of arithmetic is: a tree whose literals keep their wording, place and precision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from generator.formula.enclosure import (
    Enclosure,
    add,
    divide,
    exponential,
    logarithm,
    multiply,
    point,
    power,
    root,
)
from generator.quantity import rounded_digit


class Literal(NamedTuple):
    """A printed number with its suffix. `unit` is the value of one unit of its last printed digit.

    `scale` is what the suffix multiplies by (1/100 for a percentage), `label` the unit word behind it.
    """

    text: str
    start: int
    end: int
    value: Fraction
    unit: Fraction
    scale: Fraction = Fraction(1)
    suffix: str = ""
    label: str = ""

    @property
    def is_percentage(self) -> bool:
        """Whether the figure is a share printed with a percent or per-mille sign, or in points."""
        return self.scale < 1 and not self.suffix.startswith("e")

    @property
    def is_integer(self) -> bool:
        """Whether the figure is printed as a whole number without any suffix."""
        return self.unit == 1 and self.scale == 1

    @property
    def rounded_unit(self) -> Fraction:
        """The unit of an approximate figure: for a whole number the place of its last non-zero digit."""
        if self.is_percentage or self.unit < self.scale or not self.value:
            return self.unit
        return rounded_digit(self.value, self.scale)


@dataclass(frozen=True, slots=True)
class Constant:
    """π or e, enclosed."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their signs (+1 or −1)."""

    terms: tuple[tuple[int, Node], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors; `True` marks a divisor."""

    factors: tuple[tuple[bool, Node], ...]


@dataclass(frozen=True, slots=True)
class Power:
    """A base raised to an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Root:
    """The root of a given degree."""

    radicand: Node
    degree: int


@dataclass(frozen=True, slots=True)
class Logarithm:
    """A logarithm; no base means the natural one."""

    argument: Node
    base: Node | None


Node = Literal | Constant | Sum | Product | Power | Root | Logarithm

Reading = Callable[[Literal], Enclosure]
"""Which values a literal may stand for."""

_PI = Enclosure(
    Fraction(31415926535897932384626433832795, 10**31), Fraction(31415926535897932384626433832796, 10**31)
)


def as_printed(literal: Literal) -> Enclosure:
    """A literal stands for exactly what is printed."""
    return point(literal.value)


def as_rounded(literal: Literal) -> Enclosure:
    """A literal with decimals or a percent sign stands for everything that rounds to it."""
    if literal.is_integer:
        return point(literal.value)
    return point(literal.value).widened(literal.unit / 2)


def evaluate(node: Node, read: Reading = as_printed) -> Enclosure:
    """The value of a tree, exact or enclosed. The parser bounds the depth of trees."""
    match node:
        case Literal():
            return read(node)
        case Constant():
            return _PI if node.name == "pi" else exponential(point(Fraction(1)))
        case Sum():
            return _sum(node, read)
        case Product():
            return _product(node, read)
        case Power():
            if isinstance(node.base, Constant) and node.base.name == "e":
                return exponential(evaluate(node.exponent, read))
            return power(evaluate(node.base, read), evaluate(node.exponent, read))
        case Root():
            return root(evaluate(node.radicand, read), node.degree)
        case Logarithm():
            return _logarithm(node, read)


def _sum(node: Sum, read: Reading) -> Enclosure:
    sign, first = node.terms[0]
    total = evaluate(first, read)
    if sign < 0:
        total = Enclosure(-total.high, -total.low)
    for sign, term in node.terms[1:]:
        total = add(total, evaluate(term, read), sign)
    return total


def _product(node: Product, read: Reading) -> Enclosure:
    total = evaluate(node.factors[0][1], read)
    for inverse, factor in node.factors[1:]:
        value = evaluate(factor, read)
        total = divide(total, value) if inverse else multiply(total, value)
    return total


def _logarithm(node: Logarithm, read: Reading) -> Enclosure:
    argument = evaluate(node.argument, read)
    if node.base is None:
        return logarithm(argument)
    base = evaluate(node.base, read)
    exact = _whole_logarithm(argument, base)
    return exact or divide(logarithm(argument), logarithm(base))


def _whole_logarithm(argument: Enclosure, base: Enclosure) -> Enclosure | None:
    """The exact logarithm where it is a small whole number (log₂ 8 = 3)."""
    if not (argument.is_point and base.is_point) or base.low <= 1:
        return None
    value, exponent = argument.low, 0
    while value > 1 and exponent < 200:
        value /= base.low
        exponent += 1
    return point(Fraction(exponent)) if value == 1 else None


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node."""
    match node:
        case Sum():
            return tuple(term for _, term in node.terms)
        case Product():
            return tuple(factor for _, factor in node.factors)
        case Power():
            return (node.base, node.exponent)
        case Root():
            return (node.radicand,)
        case Logarithm():
            return (node.argument,) if node.base is None else (node.argument, node.base)
        case Literal() | Constant():
            return ()


def literals(node: Node) -> list[Literal]:
    """All literals of a tree, from left to right."""
    if isinstance(node, Literal):
        return [node]
    return [literal for part in children(node) for literal in literals(part)]


def bare_literal(node: Node) -> Literal | None:
    """The literal that a member consists of, its sign taken in; `None` for anything larger."""
    if isinstance(node, Literal):
        return node
    if isinstance(node, Sum) and len(node.terms) == 1:
        sign, inner = node.terms[0]
        return inner._replace(value=sign * inner.value) if isinstance(inner, Literal) else None
    return None
