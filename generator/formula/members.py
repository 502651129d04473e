"""The members of chains of relations, evaluated where they can be."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import NamedTuple

from generator.formula.enclosure import Enclosure
from generator.formula.parser import Parser
from generator.formula.reasons import NotCheckable, Reason
from generator.formula.tokens import RELATIONS, STEPS, Kind, Token
from generator.formula.tree import Literal, Node, bare_literal, evaluate, literals


class Boundary(enum.IntEnum):
    """What stands next to the end of a chain in running text."""

    CLEAN = 0
    """Nothing, punctuation or a bracket."""
    WORD = 1
    """A word, behind a blank or in another script."""
    TIGHT = 2
    """A letter or a digit that may belong to the figure."""


class Member(NamedTuple):
    """One side of a relation. `node` and `value` are `None` for what is not evaluated.

    `refusal` is `None` for a mere name, which nobody expects to be evaluated.
    """

    start: int
    end: int
    node: Node | None = None
    value: Enclosure | None = None
    refusal: Reason | None = None
    doubts: tuple[Reason, ...] = ()
    is_about: bool = False

    @property
    def literal(self) -> Literal | None:
        """The figure that the member consists of, if it is nothing more."""
        return bare_literal(self.node) if self.node is not None else None

    @property
    def labels(self) -> frozenset[str]:
        """The unit words of its figures."""
        return (
            frozenset(each.label for each in literals(self.node) if each.label) if self.node else frozenset()
        )


class Link(NamedTuple):
    """A relation between two members: its sign (one of = ≈ ≥ ≤ < >) and its place."""

    sign: str
    start: int
    end: int


class Chain(NamedTuple):
    """Members joined by relations, in the order of the text."""

    members: tuple[Member, ...]
    links: tuple[Link, ...]
    latex: bool
    left: Boundary = Boundary.CLEAN
    right: Boundary = Boundary.CLEAN

    @property
    def start(self) -> int:
        """Where the first member begins."""
        return self.members[0].start

    @property
    def end(self) -> int:
        """Where the last member ends."""
        return self.members[-1].end


def link(token: Token) -> Link:
    """The relation that a token stands for."""
    return Link(RELATIONS[token.text], token.start, token.end)


def member(tokens: Sequence[Token], at: int, *, latex: bool, refusal: Reason | None = None) -> Member:
    """Read a member; `at` is its place if it is empty. A `refusal` given is kept."""
    about = bool(tokens) and tokens[0].kind is Kind.ABOUT
    tokens = tokens[1:] if about else tokens
    if not tokens:
        return Member(at, at, refusal=refusal)
    start, end = tokens[0].start, tokens[-1].end
    if refusal is not None:
        return Member(start, end, refusal=refusal)
    try:
        parser = Parser(tokens, latex=latex)
        node = parser.member()
        value = evaluate(node)
    except NotCheckable as problem:
        return Member(start, end, refusal=None if is_name(tokens) else problem.reason)
    return Member(start, end, node, value, doubts=tuple(parser.doubts), is_about=about)


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether a member only names something (`w_1`, `C(x)`, `\\text{score}`): no figure to evaluate."""
    depth = 0
    after_subscript = False
    for token in tokens:
        depth += STEPS.get(token.kind, 0)
        if token.kind is Kind.NUMBER and not after_subscript and depth <= 0:
            return False
        if token.kind in (Kind.FRACTION, Kind.ROOT, Kind.OPAQUE):
            return False
        after_subscript = token.kind is Kind.SUBSCRIPT
    return True
