"""Tokens into trees: a descent parser that refuses what it does not know.

member  = sum ;
sum     = [ "+" | "-" ] product { ( "+" | "-" ) product } ;
product = power { ( "×" | "÷" ) power | adjacent } ;      adjacent = a factor that starts with a bracket
power   = atom [ "^" exponent | superscript ] [ "%" ] [ label ] ;
atom    = [ currency ] number [ scale ] | "(" sum ")" | fraction | root | function | constant ;
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from generator.formula.reasons import NotCheckable, Reason
from generator.formula.tokens import SCALES, STEPS, Kind, Token
from generator.formula.tree import Constant, Literal, Logarithm, Node, Power, Product, Root, Sum

MAX_DEPTH = 24
MAX_TOKENS = 2_000
MAX_DIGITS = 60
MAX_EXPONENT = 1_000

_ONE = Fraction(1)
_GROUPING = re.compile(r"\{,\}|\\!?,|,")
_LABEL_TEXT = re.compile(r"\\[a-z]+\*?\s?\{([^{}]*)\}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SIGNS = (Kind.PLUS, Kind.MINUS, Kind.DASH)
_ADJACENT = (Kind.OPEN, Kind.FRACTION, Kind.ROOT, Kind.FUNCTION, Kind.CONSTANT)
_BEHIND = (Kind.POWER, Kind.SUPERSCRIPT, Kind.SCALE, Kind.LABEL)
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_HARD = {
    Kind.WORD: Reason.SYMBOL,
    Kind.LABEL: Reason.WORD_OPERAND,
    Kind.SUBSCRIPT: Reason.NUMBER_BASE,
    Kind.ALIGN: Reason.CASES,
    Kind.ROW: Reason.CASES,
    Kind.NUMBER: Reason.MIXED_NUMBER,
}


class Parser:
    """Reads one member of a chain. `doubts` collects readings that the text also allows."""

    def __init__(self, tokens: Sequence[Token], *, latex: bool) -> None:
        if len(tokens) > MAX_TOKENS:
            raise NotCheckable(Reason.TOO_LARGE)
        self.tokens = tokens
        self.kinds = (*(token.kind for token in tokens), None)
        self.latex = latex
        self.position = 0
        self.depth = 0
        self.doubts: list[Reason] = []

    def member(self) -> Node:
        """member = sum, up to the last token."""
        node = self._sum()
        if self.position < len(self.tokens):
            raise self._refusal()
        return node

    def _peek(self) -> Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take(self, *kinds: Kind) -> Token | None:
        if self.kinds[self.position] not in kinds:
            return None
        self.position += 1
        return self.tokens[self.position - 1]

    def _refusal(self) -> NotCheckable:
        """Why the next token cannot be read."""
        token = self._peek()
        if token is None:
            plus = self.tokens and self.tokens[-1].kind is Kind.PLUS
            return NotCheckable(Reason.OPEN_BOUND if plus else Reason.SYNTAX)
        if token.kind is Kind.OPAQUE:
            return NotCheckable(_opaque(token), token.start, token.end)
        return NotCheckable(_HARD.get(token.kind, Reason.SYNTAX), token.start, token.end)

    def _sum(self) -> Node:
        """sum = [ sign ] product { sign product }."""
        sign = self._take(*_SIGNS)
        terms = [(_direction(sign), self._product())]
        while sign := self._take(*_SIGNS):
            if sign.kind is Kind.DASH or (sign.text == "-" and not sign.spaced):
                self._doubt_range(sign)
            terms.append((_direction(sign), self._product()))
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Sum(tuple(terms))

    def _doubt_range(self, sign: Token) -> None:
        """`50-70%` is rather a range: two figures with an unspaced hyphen and nothing else."""
        if len(self.tokens) <= 7 and not any(
            t.kind in (Kind.TIMES, Kind.OVER, Kind.PLUS) for t in self.tokens
        ):
            self.doubts.append(Reason.RANGE)

    def _product(self) -> Node:
        """product = power { ( "×" | "÷" ) power | adjacent }."""
        factors = [(False, self._power())]
        while True:
            if operator := self._take(Kind.TIMES, Kind.OVER):
                inverse = operator.kind is Kind.OVER
                if inverse and factors[-1][0]:
                    self.doubts.append(Reason.AMBIGUOUS_DIVISION)
                factors.append((inverse, self._power()))
            elif self._adjacent(factors):
                factors.append((False, self._power()))
            else:
                break
        return _scientific(factors) or (factors[0][1] if len(factors) == 1 else Product(tuple(factors)))

    def _adjacent(self, factors: list[tuple[bool, Node]]) -> bool:
        if self.kinds[self.position] not in _ADJACENT:
            return False
        token = self.tokens[self.position]
        if token.kind is Kind.OPEN and token.text != "(":
            return False
        if token.kind is Kind.FRACTION and isinstance(factors[-1][1], Literal):
            raise NotCheckable(Reason.MIXED_NUMBER, token.start, token.end)
        if not self.latex and token.spaced:
            raise NotCheckable(Reason.SYNTAX, token.start, token.end)
        if factors[-1][0]:
            self.doubts.append(Reason.AMBIGUOUS_DIVISION)
        return True

    def _power(self) -> Node:
        """power = atom [ "^" exponent | superscript ] [ "%" ] [ label ]."""
        node = self._atom()
        if self.kinds[self.position] not in _BEHIND:
            return node
        if self._take(Kind.POWER):
            node = Power(node, self._exponent())
        elif superscript := self._take(Kind.SUPERSCRIPT):
            node = Power(node, _whole(superscript, superscript.text.translate(_SUPERSCRIPTS)))
        if self._peek_is(Kind.POWER):
            raise NotCheckable(Reason.SYNTAX)
        return self._labelled(self._scaled(node))

    def _peek_is(self, kind: Kind) -> bool:
        return self.kinds[self.position] is kind

    def _exponent(self) -> Node:
        """exponent = "{" sum "}" | [ "-" ] atom; in LaTeX a bare exponent is one digit."""
        token = self._peek()
        if self.latex and token and token.kind is Kind.NUMBER and len(token.text) > 1:
            raise NotCheckable(Reason.SYNTAX, token.start, token.end)
        if self._take(Kind.MINUS):
            return Sum(((-1, self._atom()),))
        return self._atom()

    def _scaled(self, node: Node) -> Node:
        """A percent sign or scale behind brackets or a power: `(70 − 40)%`."""
        suffix = self._take(Kind.SCALE)
        if suffix is None:
            return node
        scale = SCALES[suffix.text.lstrip("\\")]
        literal = Literal(suffix.text, suffix.start, suffix.end, scale, scale, suffix=suffix.text)
        return Product(((False, node), (False, literal)))

    def _labelled(self, node: Node) -> Node:
        label = self._take(Kind.LABEL)
        if label is None:
            return node
        inner = _label_text(label)
        if inner in SCALES and isinstance(node, Literal) and node.scale == 1:
            return _rescaled(node, inner, label.end)
        if isinstance(node, Literal):
            return Literal(
                node.text,
                node.start,
                node.end,
                node.value,
                node.unit,
                node.scale,
                node.suffix,
                inner or node.label,
            )
        self.doubts.append(Reason.UNITS)
        return node

    def _atom(self) -> Node:
        """atom = [ currency ] number [ scale ] | group | fraction | root | function | constant."""
        self._take(Kind.CURRENCY)
        if self._peek_is(Kind.NUMBER):
            return self._number()
        token = self._peek()
        if token is None:
            raise self._refusal()
        if token.kind is Kind.OPEN:
            return self._group()
        if token.kind is Kind.FRACTION:
            self.position += 1
            return Product(((False, self._braced()), (True, self._braced())))
        if token.kind is Kind.ROOT:
            self.position += 1
            return self._root()
        if token.kind is Kind.FUNCTION:
            return self._function()
        if token.kind is Kind.CONSTANT:
            self.position += 1
            return Constant("e" if token.text == "e" else "pi")
        raise self._refusal()

    def _number(self) -> Node:
        token = self.tokens[self.position]
        self.position += 1
        literal = _literal(token)
        suffix = self._take(Kind.SCALE)
        if suffix is not None:
            literal = _rescaled(literal, suffix.text.lstrip("\\"), suffix.end)
        return literal

    def _group(self) -> Node:
        """A bracketed sum; the depth is bounded, so no input can exhaust the stack."""
        opener = self.tokens[self.position]
        self.position += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotCheckable(Reason.TOO_DEEP, opener.start, opener.end)
        node = self._sum()
        closer = self._take(Kind.CLOSE)
        if closer is None or closer.text != _CLOSERS[opener.text]:
            raise self._refusal()
        self.depth -= 1
        if opener.text == "{" and self._peek_is(Kind.SUBSCRIPT):
            self._annotation()
        return node

    def _annotation(self) -> None:
        """The text below an underbrace: skipped."""
        self.position += 1
        depth = 0
        while token := self._peek():
            self.position += 1
            depth += STEPS.get(token.kind, 0)
            if depth <= 0:
                return

    def _braced(self) -> Node:
        """An argument of \\frac or \\sqrt: braces, or one digit."""
        token = self._peek()
        if token is not None and token.kind is Kind.OPEN and token.text == "{":
            return self._group()
        if token is not None and token.kind is Kind.NUMBER and len(token.text) == 1:
            self.position += 1
            return _literal(token)
        raise (
            self._refusal() if token is None or token.kind is not Kind.NUMBER else NotCheckable(Reason.SYNTAX)
        )

    def _root(self) -> Node:
        """root = "√" [ "[" degree "]" ] argument."""
        degree = 2
        token = self._peek()
        if self.latex and token is not None and token.text == "[":
            inner = self._group()
            if not isinstance(inner, Literal) or inner.value.denominator != 1 or not 2 <= inner.value <= 12:
                raise NotCheckable(Reason.FUNCTION, token.start, token.end)
            degree = int(inner.value)
        return Root(self._braced() if self.latex else self._atom(), degree)

    def _function(self) -> Node:
        """function = name [ "_" base ] argument; `log` needs a base."""
        token = self.tokens[self.position]
        self.position += 1
        name = token.text.lstrip("\\")
        if name == "sqrt":
            return Root(self._atom(), 2)
        base: Node | None = None
        if name in ("lg", "log10", "log2"):
            base = _whole(token, "2" if name == "log2" else "10")
        elif name == "log":
            if not self._take(Kind.SUBSCRIPT):
                raise NotCheckable(Reason.LOG_WITHOUT_BASE, token.start, token.end)
            base = self._braced()
        argument = self._atom()
        if name == "exp":
            return Power(Constant("e"), argument)
        return Logarithm(argument, base)


def _direction(sign: Token | None) -> int:
    return -1 if sign is not None and sign.kind in (Kind.MINUS, Kind.DASH) else 1


def _opaque(token: Token) -> Reason:
    if token.text == "!":
        return Reason.FACTORIAL
    if token.text in ("±", "∓", "\\pm", "\\mp"):
        return Reason.PLUS_MINUS
    if token.text.startswith("\\"):
        return Reason.CASES
    return Reason.RATIO if token.text[0].isdigit() else Reason.RANGE


def _literal(token: Token) -> Literal:
    known = _value_and_unit(token.text) if len(token.text) <= 4 * MAX_DIGITS else None
    if known is None:
        raise NotCheckable(Reason.TOO_LARGE, token.start, token.end)
    return Literal(token.text, token.start, token.end, *known)


@lru_cache(maxsize=4096)
def _value_and_unit(text: str) -> tuple[Fraction, Fraction] | None:
    """What a number as written is worth, and one unit of its last digit; `None` if it is out of bounds."""
    plain = _GROUPING.sub("", text)
    if len(plain) > MAX_DIGITS:
        return None
    if plain.isdecimal():
        return Fraction(int(plain)), _ONE
    number = Decimal(plain)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # the lexer admits digits only
    return (Fraction(number), Fraction(10) ** exponent) if abs(exponent) <= MAX_EXPONENT else None


def _whole(token: Token, text: str) -> Literal:
    if len(text) > MAX_DIGITS:
        raise NotCheckable(Reason.TOO_LARGE, token.start, token.end)
    return Literal(token.text, token.start, token.end, Fraction(int(text)), Fraction(1))


def _rescaled(literal: Literal, suffix: str, end: int) -> Literal:
    """The literal with its suffix taken in, so that its value and precision are those of the whole figure."""
    scale = SCALES[suffix]
    return Literal(
        literal.text,
        literal.start,
        end,
        literal.value * scale,
        literal.unit * scale,
        scale,
        suffix,
        literal.label,
    )


def _label_text(label: Token) -> str:
    match = _LABEL_TEXT.fullmatch(label.text)
    return (match.group(1) if match else label.text).strip()


def _scientific(factors: list[tuple[bool, Node]]) -> Literal | None:
    """`3.0 × 10^8` as one figure whose precision is that of 3.0."""
    if len(factors) != 2 or factors[1][0]:
        return None
    mantissa, tail = factors[0][1], factors[1][1]
    if not isinstance(mantissa, Literal) or mantissa.scale != 1 or not isinstance(tail, Power):
        return None
    base = tail.base
    exponent = _small_exponent(tail.exponent)
    if not isinstance(base, Literal) or base.value != 10 or exponent is None:
        return None
    scale = Fraction(10) ** exponent
    return Literal(
        mantissa.text,
        mantissa.start,
        mantissa.end,
        mantissa.value * scale,
        mantissa.unit * scale,
        scale,
        f"e{exponent}",
        base.label,
    )


def _small_exponent(node: Node) -> int | None:
    sign = 1
    if isinstance(node, Sum) and len(node.terms) == 1:
        sign, node = node.terms[0]
    if not isinstance(node, Literal) or node.value.denominator != 1 or node.value > MAX_EXPONENT:
        return None
    return sign * int(node.value)
