"""Chains of relations in LaTeX.

formula = row { "\\\\\\\\" row } ;        a row that starts with a relation continues the one above
row     = chain { ( "," | "\\\\quad" | "\\\\iff" | … ) chain } ;
chain   = member { relation member } ;   relations inside brackets belong to their member
"""

from __future__ import annotations

from generator.formula.members import Chain, member
from generator.formula.members import link as as_link
from generator.formula.tokens import STEPS, Kind, Token, normalized, tokenize

_ENDS = (Kind.BREAK, Kind.ROW)


def latex_chains(text: str) -> list[Chain]:
    """All chains of a formula that have at least one relation."""
    tokens = _without_alignment(tokenize(normalized(text), latex=True))
    chains: list[Chain] = []
    current: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind in STEPS:
            depth = max(0, depth + STEPS[token.kind])
        if depth == 0 and token.kind in _ENDS:
            _finish(current, chains)
            current = []
        else:
            current.append(token)
    _finish(current, chains)
    return chains


def _without_alignment(tokens: list[Token]) -> list[Token]:
    """Drop `&` beside a relation, and the row break in front of a relation; other `&` end a chain."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        following = _kind(tokens, index + 1)
        if token.kind is Kind.ALIGN:
            beside = following is Kind.RELATION or (kept and kept[-1].kind is Kind.RELATION)
            if not beside:
                kept.append(token._replace(kind=Kind.BREAK))
        elif token.kind is Kind.ROW:
            after = _kind(tokens, index + 2) if following is Kind.ALIGN else following
            if after is not Kind.RELATION:
                kept.append(token)
        else:
            kept.append(token)
    return kept


def _kind(tokens: list[Token], index: int) -> Kind | None:
    return tokens[index].kind if index < len(tokens) else None


def _finish(tokens: list[Token], chains: list[Chain]) -> None:
    if not any(token.kind is Kind.RELATION for token in tokens):
        return
    tokens = _unboxed(tokens)
    parts: list[list[Token]] = [[]]
    relations: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind in STEPS:
            depth = max(0, depth + STEPS[token.kind])
        if depth == 0 and token.kind is Kind.RELATION:
            relations.append(token)
            parts.append([])
        else:
            parts[-1].append(token)
    if relations:
        places = [relations[0].start, *(relation.end for relation in relations)]
        members = [member(part, at, latex=True) for part, at in zip(parts, places, strict=True)]
        chains.append(Chain(tuple(members), tuple(map(as_link, relations)), latex=True))


def _unboxed(tokens: list[Token]) -> list[Token]:
    """The tokens inside braces that enclose the whole chain (`\\boxed{3 + 4 = 7}`)."""
    if tokens[0].kind is not Kind.OPEN:
        return tokens
    partners: dict[int, int] = {}
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            stack.append(index)
        elif token.kind is Kind.CLOSE and stack:
            partners[stack.pop()] = index
    start, end = 0, len(tokens) - 1
    while start + 1 < end == partners.get(start) and tokens[start].text == "{":
        start, end = start + 1, end - 1
    return tokens[start : end + 1]
