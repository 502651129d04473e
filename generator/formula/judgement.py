"""Does a printed relation hold? Operands count exactly as printed; only a result may be rounded.

Every verdict is reached with exact rationals or enclosures (rules 1–5 of the audit's specification).
"""

from __future__ import annotations

import enum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from generator.formula.doubts import doubt
from generator.formula.enclosure import Enclosure
from generator.formula.members import Boundary, Chain, Link, Member
from generator.formula.reasons import NotCheckable, Reason
from generator.formula.tree import Literal, as_printed, as_rounded, evaluate, literals
from generator.formula.units import conversions, in_points

MAX_LOOKBACK = 8
"""So many earlier members may excuse a neighbour that only repeats their rounding."""
_ROUNDED_FROM = 100
"""Whole numbers from here on may be rounded intermediates of what does not come out even."""


class Grade(enum.StrEnum):
    """How well a relation holds, from best to worst."""

    EXACT = "exact"
    ROUNDED = "rounded"
    LAST_DIGIT = "last digit"
    INCONSISTENT = "inconsistent"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Grade).index(self)

    @property
    def holds(self) -> bool:
        """Whether a reader can accept the relation as it stands."""
        return self in (Grade.EXACT, Grade.ROUNDED)


class Cause(enum.StrEnum):
    """How a last digit came to be wrong."""

    NONE = ""
    TRUNCATED = "truncated"
    RAISED = "rounded up"
    SLIP = "a slip"


class Step(NamedTuple):
    """One judged relation between two members of a chain."""

    left: Member
    link: Link
    right: Member
    grade: Grade
    gap: Fraction
    cause: Cause = Cause.NONE
    is_drift: bool = False
    """Neighbours agree, but the last member has drifted from the first."""


class Unjudged(NamedTuple):
    """One relation that is not judged, and why."""

    left: Member
    link: Link
    right: Member
    reason: Reason


def judge(chain: Chain) -> tuple[Step | Unjudged, ...]:
    """Judge each relation of a chain whose sides can be evaluated; name what cannot."""
    found: list[Step | Unjudged] = []
    known: list[Member] = []
    signs: list[str] = []
    for index, current in enumerate(chain.members):
        if index:
            signs.append(chain.links[index - 1].sign)
        if current.value is None:
            found += _unjudged(chain, index)
            continue
        if known and (sign := _combined(signs)):
            link = chain.links[index - 1]
            found.append(_judged(chain, known, Link(sign, link.start, link.end), current))
        if not all(sign in "=≈" for sign in signs):
            known = []
        known.append(current)
        signs = []
    return (*found, *_drift(chain, known, found))


def _unjudged(chain: Chain, index: int) -> list[Unjudged]:
    """A refused member spoils the relation to the figure beside it; a name spoils nothing."""
    refused = chain.members[index]
    if refused.refusal is None:
        return []
    beside = index - 1 if index else 1
    link = chain.links[min(index, beside)]
    left, right = (chain.members[beside], refused) if index else (refused, chain.members[beside])
    return [Unjudged(left, link, right, refused.refusal)]


def _combined(signs: list[str]) -> str:
    """The relation that several in a row amount to; "" when they say nothing together."""
    kinds = set(signs)
    if kinds <= {"=", "≈"}:
        return "≈" if "≈" in kinds else "="
    rest = kinds - {"=", "≈"}
    if rest <= {"<", "≤"}:
        return "<" if "<" in rest else "≤"
    if rest <= {">", "≥"}:
        return ">" if ">" in rest else "≥"
    return ""


def _judged(chain: Chain, known: list[Member], link: Link, right: Member) -> Step | Unjudged:
    is_last = right is chain.members[-1]
    if link.sign in "=≈" and not (is_last and chain.right is Boundary.TIGHT):
        readings = (*conversions(known[-1], right), *in_points(known[-1], right))
        converted = [_compare(left, link, right) for left in readings]
        best = min(converted, key=lambda step: (step.grade.rank, step.gap), default=None)
        if best is not None:
            return best if best.grade.holds or not _is_part(best) else _unsure(best)
    try:
        step = _compare(known[-1], link, right)
        for earlier in reversed(known[-1 - MAX_LOOKBACK : -1]):
            if step.grade.holds or link.sign not in "=≈":
                break
            other = _compare(earlier, link, right)
            step = other if other.grade.holds else step
    except NotCheckable as problem:
        return Unjudged(known[-1], link, right, problem.reason)
    reason = None if step.grade.holds else doubt(chain, known[-1], link, right)
    return Unjudged(known[-1], link, right, reason) if reason else step


def _is_part(step: Step) -> bool:
    """`90 minutes = 1 hour, 30 minutes`: the figure is the whole part, and the rest follows."""
    literal, value = step.right.literal, step.left.value
    return (
        literal is not None and value is not None and literal.is_integer and literal.value == value.low // 1
    )


def _unsure(step: Step) -> Unjudged:
    return Unjudged(step.left, step.link, step.right, Reason.WHOLE_PARTS)


def _compare(left: Member, link: Link, right: Member) -> Step:
    assert left.value is not None
    assert right.value is not None
    if link.sign not in "=≈":
        return _compared_order(left, link, right)
    about = link.sign == "≈" or left.is_about or right.is_about
    literal = right.literal
    if literal is None:
        return _compared_expressions(left, link, right, about)
    gap = left.value.distance(literal.value)
    if not gap and left.value.is_point:
        return Step(left, link, right, Grade.EXACT, gap)
    unit = literal.rounded_unit if about else literal.unit
    first = left.literal
    if first is not None:
        unit = max(unit, first.rounded_unit if about else _decimal_unit(first))
    if gap <= unit / 2 and (about or not _must_be_exact(literal, left)):
        return Step(left, link, right, Grade.ROUNDED, gap)
    if (gap <= unit or _is_rounded_off(gap, literal)) and not _is_whole(left, literal):
        return Step(left, link, right, Grade.LAST_DIGIT, gap, _cause(left.value, literal))
    return Step(left, link, right, Grade.INCONSISTENT, gap)


def _decimal_unit(literal: Literal) -> Fraction:
    """A figure that opens a chain may itself be rounded, unless it is a whole number."""
    return Fraction(0) if literal.is_integer else literal.unit


def _is_rounded_off(gap: Fraction, literal: Literal) -> bool:
    """`278万 / 60 = 46300`: what does not come out even was rounded to two digits or more."""
    unit = literal.rounded_unit
    return gap <= unit / 2 and abs(literal.value) >= unit * 10


def _must_be_exact(literal: Literal, left: Member) -> bool:
    """Behind `=`, a bare whole number says exactly what it says."""
    return literal.is_integer and left.value is not None and left.value.is_point


def _is_whole(left: Member, literal: Literal) -> bool:
    """Between whole numbers nothing was rounded, so nothing is forgiven."""
    value = left.value
    return literal.is_integer and value is not None and value.is_point and value.low.denominator == 1


def _cause(exact: Enclosure, literal: Literal) -> Cause:
    """Truncation and raising need digits to drop; a result that fits its digits was simply mistaken."""
    if exact.is_point and (exact.low / literal.unit).denominator == 1:
        return Cause.SLIP
    outward = abs(literal.value) > abs(exact.low)
    return Cause.RAISED if outward else Cause.TRUNCATED


def _compared_expressions(left: Member, link: Link, right: Member, about: bool) -> Step:
    """Rule 4: what stands on both sides is exact; a new decimal on the right is a rounded intermediate."""
    assert left.value is not None
    assert left.node is not None
    assert right.value is not None
    assert right.node is not None
    given = {each.value for each in literals(left.node)}

    is_even = left.value.is_point and left.value.low.denominator == 1

    def read(literal: Literal) -> Enclosure:
        if literal.value in given:
            return as_printed(literal)
        if literal.is_integer and literal.value >= _ROUNDED_FROM and not is_even:
            return as_printed(literal).widened(Fraction(1, 2))  # $33,333 for $40,000 / 1.2
        return as_rounded(literal)

    if left.value == right.value and left.value.is_point:
        return Step(left, link, right, Grade.EXACT, Fraction(0))
    gap = max(left.value.distance(right.value.low), Fraction(0))
    within = evaluate(right.node, read).meets(left.value)
    close = about and gap * 10 <= abs(left.value.low)
    return Step(left, link, right, Grade.ROUNDED if within or close else Grade.INCONSISTENT, gap)


def _compared_order(left: Member, link: Link, right: Member) -> Step:
    """`≥ ≤ < >`: false only if the two cannot stand in that order, printed rounding allowed for."""
    first, second = _order_interval(left, right), _order_interval(right, left)
    if link.sign in ">≥":
        first, second = second, first
    strict = link.sign in "<>"
    holds = first.low < second.high or (not strict and first.low == second.high)
    gap = max(first.low - second.high, Fraction(0))
    return Step(left, link, right, Grade.EXACT if holds else Grade.INCONSISTENT, gap)


def _order_interval(this: Member, other: Member) -> Enclosure:
    """A figure beside an expression may be rounded; beside another figure it is what is printed."""
    assert this.value is not None
    literal = this.literal
    if literal is None or other.literal is not None or literal.is_integer:
        return this.value
    return this.value.widened(literal.unit / 2)


def _drift(chain: Chain, known: list[Member], found: list[Step | Unjudged]) -> list[Step]:
    """Rule 5: a chain whose neighbours agree must not have drifted from its first to its last member."""
    steps = [step for step in found if isinstance(step, Step)]
    if len(known) < 3 or not steps or not all(step.grade.holds for step in steps):
        return []
    if any(conversions(before, after) for before, after in pairwise(known)):
        return []  # what is counted per changed on the way: $8/day = $240/month
    last = steps[-1]
    if last.right is not known[-1]:
        return []
    step = _compare(known[0], last.link, known[-1])
    literal = known[-1].literal
    if step.grade is not Grade.INCONSISTENT or literal is None:
        return []
    if doubt(chain, known[0], last.link, known[-1]) is not None:
        return []
    return [Step(known[0], last.link, known[-1], step.grade, step.gap, is_drift=True)]
