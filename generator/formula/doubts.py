"""Other readings under which a relation that seems wrong is right: then it is not judged.

Each function knows one trap of real documents. A doubt is only asked for when a relation fails.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from generator.formula.enclosure import point
from generator.formula.members import Boundary, Chain, Link, Member
from generator.formula.reasons import Reason
from generator.formula.tree import Literal, Node, Product, Sum, children, literals

_CONVERSIONS = {
    *(Fraction(10) ** power for power in (2, 3, 6, 9, 12)),
    *(Fraction(factor) for factor in (7, 8, 12, 16, 24, 30, 36, 52, 60, 365, 1440, 3600, 86400, 1024)),
    *(Fraction(1024) ** power for power in (2, 3, 4)),
}
"""Factors between units in common use."""
_PREFIXES = {base**power for base in (Fraction(1000), Fraction(1024)) for power in (1, 2, 3, 4)}
"""Factors between a unit and its multiples: `2 TB × $0.08 = $160` has a price per GB."""

_FULL_SCORES = {Fraction(full) for full in (5, 10, 20, 50, 100, 1000)}
"""What scores are out of."""
_UNIT_LETTERS = {"W", "V", "h", "s"}
"""Units of one letter that are hardly used for unknowns behind a figure."""


def doubt(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """The first reason not to trust that a failing relation is an error; `None` if there is none."""
    for side in (left, right):
        if side.doubts:
            return side.doubts[0]
    for ask in _QUESTIONS:
        reason = ask(chain, left, link, right)
        if reason is not None:
            return reason
    return None


def _bare_figures(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`Level 3 = 80`: two figures in running text are compared only if they look like one measure."""
    one, other = left.literal, right.literal
    if chain.latex or one is None or other is None:
        return None
    if one.label or other.label:
        return Reason.UNITS
    if link.sign not in "=≈":
        alike = one.is_percentage == other.is_percentage
        return None if alike and chain.left is Boundary.CLEAN else Reason.BARE_FIGURES
    if one.scale > 1 and other.scale > 1 and one.suffix != other.suffix and chain.left is not Boundary.TIGHT:
        return None
    shares = [each.is_percentage or (not each.is_integer and 0 <= each.value <= 1) for each in (one, other)]
    return None if all(shares) and chain.left is not Boundary.TIGHT else Reason.BARE_FIGURES


def _units(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """Units that differ may convert into each other."""
    if left.literal and right.literal and left.labels != right.labels and (left.labels or right.labels):
        return Reason.UNITS
    if any(_mixes_units(side.node) for side in (left, right) if side.node is not None):
        return Reason.UNITS
    before, after = _words(left.labels), _words(right.labels - _rates(right.labels))
    if _is_zero(right) != _is_zero(left):
        return None  # no unit makes nothing of something
    ratio = _ratio(left, right)
    if before and ratio in _PREFIXES:
        return Reason.UNITS
    if not after or after <= before:
        return None
    if ratio is None or ratio in _CONVERSIONS:
        return Reason.UNITS
    return Reason.UNITS if before and ratio > Fraction(3, 2) else None


def _named_figure(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`60 kW would cost = $0.10 × 60`: a figure with words, then its computation, is a name, no value."""
    literal = left.literal
    return Reason.UNITS if literal is not None and literal.label and right.literal is None else None


def _one_sided_scale(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`32 / 2 = $16 million`, `4K − 4 = 92`: a scale word that only one side carries may be understood."""
    scales = [
        {each.scale for each in literals(side.node) if each.scale > 1 and not each.suffix.startswith("e")}
        for side in (left, right)
        if side.node is not None
    ]
    if len(scales) != 2 or bool(scales[0]) == bool(scales[1]):
        return None
    ratio = _ratio(left, right)
    letters = any(
        len(each.suffix) == 1 and each.suffix.isalpha() and each.suffix.isascii()
        for side in (left, right)
        if side.node is not None
        for each in literals(side.node)
    )
    is_understood = letters or ratio in scales[0] | scales[1] or _fits_without_scale(left, right)
    return Reason.UNITS if is_understood else None


def _fits_without_scale(left: Member, right: Member) -> bool:
    """`920 / 84 ≈ 10.95 万`: the operands are counted in the result's scale, which rounds the quotient."""
    literal = right.literal
    if literal is None or left.value is None or literal.scale <= 1:
        return False
    return left.value.distance(literal.value / literal.scale) * literal.scale <= literal.unit


def _mixes_units(node: Node) -> bool:
    """Whether a sum adds figures with different units (`2 hours + 30 minutes`)."""
    if not isinstance(node, Sum):
        return any(_mixes_units(part) for part in children(node))
    labels = {
        min(_words(frozenset({part.label})))
        for _, part in node.terms
        if isinstance(part, Literal) and part.label
    }
    return len(labels) > 1 or any(_mixes_units(part) for part in children(node))


def _rates(labels: frozenset[str]) -> frozenset[str]:
    """Labels that only say what a figure is counted per (`$90/month`)."""
    return frozenset(label for label in labels if label.startswith("/"))


def _is_zero(side: Member) -> bool:
    return side.value is not None and side.value.is_point and side.value.low == 0


def _words(labels: frozenset[str]) -> frozenset[str]:
    """The unit words of labels, without plural endings; only the first word of each counts."""
    firsts = (label.split()[0] for label in labels if label.split())
    return frozenset(word.lower().removesuffix("s") for first in firsts for word in first.split("/"))


def _ratio(left: Member, right: Member) -> Fraction | None:
    """How many times the larger side exceeds the smaller one."""
    if left.value is None or right.value is None or left.value.low <= 0 or right.value.low <= 0:
        return None
    ratio = left.value.low / right.value.low
    return max(ratio, 1 / ratio)


def _symbols(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`3x + 5 = 20`: a single letter behind a figure is rather an unknown than a unit.

    Unless the letter is a unit, and all that is done with it is to multiply and divide.
    """
    is_product = all(isinstance(side.node, Literal | Product) for side in (left, right))
    letters = {label for label in left.labels | right.labels if len(label) == 1 and label.isalpha()}
    is_measured = is_product and left.literal is None and letters <= _UNIT_LETTERS
    return None if is_measured or not any(each.isascii() for each in letters) else Reason.SYMBOL


def _percent_sign(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`100 − 20 = 80%`, `15/200 × 100 = 7.5%`, `200 + 10% = 220`."""
    if left.node is None or right.literal is None or left.value is None:
        return None
    shares = [each for each in literals(left.node) if each.is_percentage]
    if right.literal.is_percentage and not shares and left.literal is None:
        stated = left.value.distance(right.literal.value * 100) <= right.literal.unit * 50
        whole = isinstance(left.node, Sum) or _multiplies_by_hundred(left.node) or left.value.low >= 2
        return Reason.PERCENT_SIGN if stated and whole else None
    if shares and _calculator_sum(left.node, right.literal):
        return Reason.PERCENT_SIGN
    if (
        shares
        and not right.literal.is_percentage
        and all(e.is_percentage or e.value == 100 for e in literals(left.node))
    ):
        return (
            Reason.PERCENT_SIGN
            if left.value.distance(right.literal.value / 100) * 200 <= right.literal.unit
            else None
        )
    return None


def _multiplies_by_hundred(node: Node) -> bool:
    return isinstance(node, Product) and any(
        isinstance(part, Literal) and part.value == 100 and not inverse for inverse, part in node.factors
    )


def _calculator_sum(node: Node, result: Literal) -> bool:
    """`200 + 10% = 220`, as pocket calculators read it."""
    if not isinstance(node, Sum) or len(node.terms) != 2:
        return False
    (_, base), (sign, share) = node.terms
    if not (isinstance(base, Literal) and isinstance(share, Literal) and share.is_percentage):
        return False
    return (
        not base.is_percentage
        and abs(base.value * (1 + sign * share.value) - result.value) <= result.unit / 2
    )


def _whole_parts(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`100 stickers / 3 friends = 33 stickers`: whole things, with a remainder."""
    literal = right.literal
    if chain.latex or literal is None or not literal.is_integer or left.value is None or left.node is None:
        return None
    if not (isinstance(left.node, Product) and any(inverse for inverse, _ in left.node.factors)):
        return None
    value = left.value.low
    return Reason.WHOLE_PARTS if literal.value in (value // 1, -(-value // 1)) and value > 2 else None


def _binary_prefix(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`128K = 131072`: the suffix counts in 1024s."""
    suffixes = {each.suffix for side in (left, right) if side.node for each in literals(side.node)}
    ratio = _ratio(left, right)
    if not suffixes & {"k", "K", "M", "G", "T"} or ratio is None:
        return None
    return Reason.BITS if ratio in {Fraction(1024, 1000) ** power for power in (1, 2, 3, 4)} else None


def _score(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """`… = 9.58 / 10` is a score with its scale, if the sum makes 9.58."""
    match right.node:
        case Product(factors=((False, Literal() as score), (True, Literal() as scale))):
            is_sum = left.value is not None and left.value.meets(point(score.value).widened(score.unit / 2))
            return Reason.UNITS if is_sum and scale.value in _FULL_SCORES else None
    return None


def _remainder_division(chain: Chain, left: Member, link: Link, right: Member) -> Reason | None:
    """Words beside a figure that say how it was rounded or what remains are not read: stay silent."""
    literal = right.literal
    if literal is None or not literal.label:
        return None
    hints = ("余", "remainder", "rem", "r")
    return (
        Reason.WHOLE_PARTS
        if literal.label.lower().split()[0] in hints or literal.label.startswith("余")
        else None
    )


_Question = Callable[[Chain, Member, Link, Member], Reason | None]

_QUESTIONS: tuple[_Question, ...] = (
    _symbols,
    _bare_figures,
    _remainder_division,
    _named_figure,
    _one_sided_scale,
    _units,
    _percent_sign,
    _whole_parts,
    _binary_prefix,
    _score,
)
