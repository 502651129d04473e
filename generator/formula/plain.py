"""Chains of relations in running text and table cells.

    chain   = operand { operator operand } relation … ;   the longest run of arithmetic beside a relation
    operand = [ "约" ] [ sign ] [ currency ] ( number [ scale ] | brackets ) [ power ] [ label ] ;
    label   = up to four words, or a unit such as `ounces/gallon` ;

A word beside the run ends it; an operator between a word and the run makes it not checkable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise
from typing import NamedTuple

from generator.formula.members import Boundary, Chain, Link, Member, member
from generator.formula.members import link as as_link
from generator.formula.reasons import Reason
from generator.formula.tokens import RELATIONS, Kind, Token, normalized, partners, tokenize

MAX_LABEL_WORDS = 4
_OPERATORS = (Kind.PLUS, Kind.MINUS, Kind.DASH, Kind.TIMES, Kind.OVER)
_SIGNS = (Kind.PLUS, Kind.MINUS)
RELATION_SIGN = re.compile(
    "|".join(re.escape(sign) for sign in (*RELATIONS, *"＝＜＞﹦") if not sign.startswith("\\"))
)
"""Text without any of these holds no chain."""
_CLAUSE_END = re.compile(r"[。，；、！？→\uFFFC.:?!,](?:(?<![.:?!,])|(?=\s+[^\W\d_])|(?<=,)(?=\s))")
"""Punctuation that ends a chain whatever stands around it."""
_BESIDE = {
    Kind.OPAQUE: Reason.RANGE,
    Kind.POWER: Reason.SYNTAX,
    Kind.SUBSCRIPT: Reason.NUMBER_BASE,
    Kind.FUNCTION: Reason.FUNCTION,
    Kind.NUMBER: Reason.MIXED_NUMBER,
}
_HEADS = (*_SIGNS, Kind.CURRENCY, Kind.FUNCTION, Kind.ROOT)
_FIGURE_ENDS = (Kind.NUMBER, Kind.SCALE, Kind.SUPERSCRIPT)
_TAKING_LABELS = frozenset((*_FIGURE_ENDS, Kind.CLOSE))
_BRACKETS = frozenset((Kind.OPEN, Kind.CLOSE))


def plain_chains(text: str) -> list[Chain]:
    """All chains of a text that have a figure beside a relation."""
    chains: list[Chain] = []
    text = normalized(text)
    for start, end in clauses(text):
        for piece in _pieces(tokenize(text, start, end, latex=False)):
            chains += _Reader(_labelled(piece)).chains()
    return chains


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """The clauses that have a relation, with the punctuation behind them. The others need no reading."""
    if not RELATION_SIGN.search(text):
        return
    start = 0
    for found in _CLAUSE_END.finditer(text):
        if RELATION_SIGN.search(text, start, found.end()):
            yield start, found.end()
        start = found.end()
    if RELATION_SIGN.search(text, start):
        yield start, len(text)


def _pieces(tokens: list[Token]) -> list[list[Token]]:
    """Cut at punctuation, at line ends within sentences, and at brackets that enclose a relation."""
    kinds = {token.kind for token in tokens}
    cuts = set() if kinds.isdisjoint(_BRACKETS) else _enclosing_brackets(tokens)
    if cuts or Kind.ROW in kinds:
        pieces = _cut(tokens, cuts)
    else:
        breaks = [index for index, token in enumerate(tokens) if token.kind is Kind.BREAK]
        pieces = [tokens[start + 1 : end] for start, end in pairwise([-1, *breaks, len(tokens)])]
    return [piece for piece in pieces if any(token.kind is Kind.RELATION for token in piece)]


def _cut(tokens: list[Token], cuts: Set[int]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        if (
            token.kind is Kind.BREAK
            or index in cuts
            or (token.kind is Kind.ROW and _ends_line(tokens, index))
        ):
            if index not in cuts or not _continues_inside(tokens, index):
                pieces.append([])
        elif token.kind is not Kind.ROW:
            pieces[-1].append(token)
    return pieces


def _ends_line(tokens: list[Token], index: int) -> bool:
    """A line end inside a chain is one beside a relation or an operator."""
    beside = [tokens[at].kind for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return not any(kind is Kind.RELATION or kind in _OPERATORS for kind in beside)


def _continues_inside(tokens: list[Token], index: int) -> bool:
    """`0.685 (≈ 60%)`: the bracket opens with a relation, so the figure before it is its left side."""
    following = tokens[index + 1].kind if index + 1 < len(tokens) else None
    return tokens[index].kind is Kind.OPEN and following is Kind.RELATION


def _enclosing_brackets(tokens: list[Token]) -> set[int]:
    """Brackets without a partner, and those with a relation or a break between them."""
    cuts: set[int] = set()
    stack: list[tuple[int, int]] = []
    breaks = 0
    for index, token in enumerate(tokens):
        is_line_end = token.kind is Kind.ROW and _ends_line(tokens, index)
        if is_line_end or token.kind in (Kind.RELATION, Kind.BREAK):
            breaks += 1
        elif token.kind is Kind.OPEN:
            stack.append((index, breaks))
        elif token.kind is Kind.CLOSE:
            if not stack:
                cuts.add(index)
                continue
            opener, before = stack.pop()
            if breaks > before:
                cuts.update((opener, index))
    cuts.update(opener for opener, _ in stack if not opener or tokens[opener - 1].kind not in _OPERATORS)
    return cuts


def _labelled(tokens: list[Token]) -> list[Token]:
    """Fold the words behind each figure into one label token."""
    folded: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = _label_end(tokens, index) if folded and folded[-1].kind in _TAKING_LABELS else index
        if end > index:
            text = " ".join(part.text for part in tokens[index:end]).replace(" / ", "/").replace("/ ", "/")
            folded.append(Token(Kind.LABEL, text, token.start, tokens[end - 1].end, token.spaced))
            index = end
        else:
            folded.append(token)
            index += 1
    return folded


def _label_end(tokens: list[Token], index: int) -> int:
    """Past the label that starts here; `index` itself if none does."""
    if tokens[index].kind is Kind.MINUS and not tokens[index].spaced:
        hyphenated = _is_tight_word(tokens, index + 1) and len(tokens[index + 1].text) > 1
        return index + 2 if hyphenated else index
    if tokens[index].kind is Kind.OPEN:
        return _bracketed_end(tokens, index)
    end = index
    if tokens[index].kind is Kind.OVER and _is_tight_word(tokens, index + 1) and not tokens[index].spaced:
        end = index + 1 if _is_unit_word(tokens[index + 1].text) else index
    while end < len(tokens) and end - index < MAX_LABEL_WORDS * 2 and tokens[end].kind is Kind.WORD:
        end += 1
        slash = end < len(tokens) and tokens[end].kind is Kind.OVER
        if slash and end + 1 < len(tokens) and tokens[end + 1].kind is Kind.WORD:
            end += 1
    return end


def _is_unit_word(text: str) -> bool:
    """Whether a word behind a slash is what a figure is counted per, and not a symbol (`12/x`)."""
    return len(text) > 1 or not text.isascii()


def _bracketed_end(tokens: list[Token], index: int) -> int:
    """Past words in brackets between a figure and an operator (`$46 (parts) + …`)."""
    end = index + 1
    while end < len(tokens) and tokens[end].kind is Kind.WORD and end - index <= MAX_LABEL_WORDS:
        end += 1
    closed = end > index + 1 and end < len(tokens) and tokens[end].kind is Kind.CLOSE
    follows = closed and end + 1 < len(tokens) and tokens[end + 1].kind in (*_OPERATORS, Kind.RELATION)
    return end + 1 if follows else index


def _is_tight_word(tokens: list[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].kind is Kind.WORD and not tokens[index].spaced


class _Run(NamedTuple):
    """tokens[start:end] is a run of arithmetic; `refusal` says why it is no whole expression."""

    start: int
    end: int
    refusal: Reason | None = None


class _Reader:
    """Finds the chains of one piece."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.partners = partners(tokens)
        self.relations = [index for index, token in enumerate(tokens) if token.kind is Kind.RELATION]

    def chains(self) -> list[Chain]:
        """Join relations to one chain as long as what stands between them is one run."""
        found: list[Chain] = []
        number = 0
        while number < len(self.relations):
            first = number
            left = self._before(self.relations[first], self._floor(first))
            runs = [left]
            while True:
                stop = self.relations[number + 1] if number + 1 < len(self.relations) else len(self.tokens)
                run = self._after(self.relations[number] + 1, stop)
                runs.append(run)
                number += 1
                if number >= len(self.relations) or run.end != stop:
                    break
            found.append(self._chain(first, runs))
        return found

    def _floor(self, number: int) -> int:
        return self.relations[number - 1] + 1 if number else 0

    def _chain(self, first: int, runs: list[_Run]) -> Chain:
        members = tuple(self._member(run) for run in runs)
        links: tuple[Link, ...] = tuple(
            as_link(self.tokens[index]) for index in self.relations[first : first + len(runs) - 1]
        )
        return Chain(
            members, links, False, self._boundary(runs[0].start - 1, 1), self._boundary(runs[-1].end, 0)
        )

    def _member(self, run: _Run) -> Member:
        tokens = self.tokens[run.start : run.end]
        at = self.tokens[min(run.start, len(self.tokens) - 1)].start
        return member(tokens, at, latex=False, refusal=run.refusal)

    def _boundary(self, index: int, side: int) -> Boundary:
        """What stands at `index`, beside a run that begins (side 1) or ends (side 0) there."""
        if not 0 <= index < len(self.tokens):
            return Boundary.CLEAN
        token = self.tokens[index]
        if token.kind in (Kind.OPEN, Kind.CLOSE):
            return Boundary.CLEAN
        if token.kind in (Kind.NUMBER, Kind.SCALE, Kind.RELATION, Kind.OPAQUE, Kind.LABEL):
            return Boundary.TIGHT
        gap = self.tokens[index + side].spaced if index + side < len(self.tokens) else True
        return Boundary.WORD if gap or not token.text[-1 if side else 0].isascii() else Boundary.TIGHT

    def _after(self, index: int, stop: int) -> _Run:
        """The longest run of arithmetic from `index` to the right."""
        start = index
        if index < stop and self.tokens[index].kind is Kind.ABOUT:
            index += 1
        end = self._operand_end(index, stop)
        if end is None:
            return _Run(start, stop if self._is_wordy(index, stop) else start)
        while end < stop and self.tokens[end].kind in _OPERATORS:
            following = self._operand_end(end + 1, stop)
            if following is None:
                return _Run(start, end, self._trailing(end, stop))
            end = following
        return _Run(start, end, self._refusal_after(end, stop))

    def _refusal_after(self, end: int, stop: int) -> Reason | None:
        """What follows a run directly and makes it another figure than it seems (`1 1/2`, `18 000`)."""
        if end >= stop:
            return None
        if self.tokens[end - 1].text == "and" and self._is_fraction(end, stop):
            return Reason.MIXED_NUMBER
        tight = self.tokens[end - 1].kind is not Kind.LABEL
        return _BESIDE.get(self.tokens[end].kind) if tight else None

    def _is_fraction(self, index: int, stop: int) -> bool:
        relation = index + 3 < stop and self.tokens[index + 3].kind is Kind.RELATION
        return self._starts_fraction(index) and not relation

    def _starts_fraction(self, index: int) -> bool:
        kinds = [token.kind for token in self.tokens[index : index + 3]]
        return kinds == [Kind.NUMBER, Kind.OVER, Kind.NUMBER]

    def _is_wordy(self, index: int, stop: int) -> bool:
        """Whether only words stand here: a name between two relations, which joins them."""
        return index < stop < len(self.tokens) and all(t.kind is Kind.WORD for t in self.tokens[index:stop])

    def _trailing(self, index: int, stop: int) -> Reason | None:
        """Why a run that an operator follows is not whole; a spaced dash is punctuation."""
        token = self.tokens[index]
        if token.kind is Kind.PLUS and not token.spaced:
            return Reason.OPEN_BOUND
        following = self.tokens[index + 1].kind if index + 1 < stop else None
        if following is None or (token.kind in (Kind.MINUS, Kind.DASH) and token.spaced):
            return None
        return Reason.WORD_OPERAND

    def _operand_end(self, index: int, stop: int) -> int | None:
        """Past the operand that starts at `index`; `None`: none does. Scale, power and label belong to it."""
        end = self._atom_end(index, stop)
        while end is not None and end < stop:
            token = self.tokens[end]
            if token.kind in (Kind.SCALE, Kind.SUPERSCRIPT, Kind.LABEL):
                end += 1
            elif token.kind is Kind.POWER and (following := self._atom_end(end + 1, stop)) is not None:
                end = following
            elif self._is_tight_bracket(end) and self.partners.get(end, stop) < stop:
                end = self.partners[end] + 1
            else:
                break
        return end

    def _atom_end(self, index: int, stop: int) -> int | None:
        """Past a figure or a bracket with sign, currency and function name before it."""
        while index < stop and self.tokens[index].kind in _HEADS:
            index += 1
        if index >= stop:
            return None
        token = self.tokens[index]
        if token.kind is Kind.OPEN and self.partners.get(index, stop) < stop:
            return self.partners[index] + 1
        return index + 1 if token.kind in (Kind.NUMBER, Kind.CONSTANT) else None

    def _is_tight_bracket(self, index: int) -> bool:
        return self.tokens[index].kind is Kind.OPEN and not self.tokens[index].spaced

    def _before(self, index: int, floor: int) -> _Run:
        """The longest run of arithmetic that ends at `index`."""
        start = self._operand_start(index, floor)
        if start is None:
            return _Run(index, index, self._word_operand(index, floor))
        while start > floor and self.tokens[start - 1].kind in _OPERATORS:
            previous = self._operand_start(start - 1, floor)
            if previous is None:
                return self._cut(start, index, floor)
            start = previous
        if start > floor and self.tokens[start - 1].kind is Kind.ABOUT:
            start -= 1
        return _Run(start, index, self._refusal_before(start, floor))

    def _refusal_before(self, start: int, floor: int) -> Reason | None:
        if start <= floor:
            return None
        before = self.tokens[start - 1]
        if before.text == "and" and start - 1 > floor and self._starts_fraction(start):
            return Reason.MIXED_NUMBER
        return Reason.SYNTAX if before.kind is Kind.OPEN else _BESIDE.get(before.kind)

    def _word_operand(self, index: int, floor: int) -> Reason | None:
        """A name is no refusal; a name that is multiplied or subtracted from is."""
        operators = [
            t for t in self.tokens[max(floor, index - 4) : index] if t.kind in (Kind.TIMES, Kind.OVER)
        ]
        return Reason.WORD_OPERAND if operators else None

    def _cut(self, start: int, index: int, floor: int) -> _Run:
        """An operator without an operand before it: a sign, a dash or bullet, or a word operand."""
        operator = self.tokens[start - 1]
        if start - 1 == floor and operator.kind in _SIGNS:
            return _Run(start - 1, index)
        if operator.kind in (Kind.DASH, Kind.MINUS) and operator.spaced and self.tokens[start].spaced:
            return _Run(start, index)
        return _Run(start, index, Reason.WORD_OPERAND)

    def _operand_start(self, end: int, floor: int) -> int | None:
        """Where the operand that ends at `end` starts; `None` if none does."""
        start = self._atom_start(end, floor)
        while start is not None and start > floor:
            before = self.tokens[start - 1].kind
            if before is Kind.POWER:
                earlier = self._atom_start(start - 1, floor)
            elif self._is_tight_bracket(start) and before in (Kind.NUMBER, Kind.CLOSE):
                earlier = self._atom_start(start, floor)
            else:
                break
            if earlier is None:
                break
            start = earlier
        return self._with_sign(start, floor)

    def _atom_start(self, end: int, floor: int) -> int | None:
        index = end - 1
        while index >= floor and self.tokens[index].kind in (Kind.LABEL, Kind.SCALE, Kind.SUPERSCRIPT):
            index -= 1
        if index < floor:
            return None
        token = self.tokens[index]
        if token.kind is Kind.CLOSE and self.partners.get(index, -1) >= floor:
            index = self.partners[index]
        elif token.kind not in (Kind.NUMBER, Kind.CONSTANT):
            return None
        while index > floor and self.tokens[index - 1].kind in (Kind.CURRENCY, Kind.FUNCTION, Kind.ROOT):
            index -= 1
        return index

    def _with_sign(self, start: int | None, floor: int) -> int | None:
        """The operand with a sign that follows an operator or a bracket (`3 × -2`)."""
        if start is None or start - 1 <= floor or self.tokens[start - 1].kind not in _SIGNS:
            return start
        return start - 1 if self.tokens[start - 2].kind in (*_OPERATORS, Kind.OPEN) else start
