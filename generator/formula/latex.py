"""Chains of relations in LaTeX.

formula = row { "\\\\\\\\" row } ;        a row that starts with a relation continues the one above
row     = chain { ( "," | "\\\\quad" | "\\\\iff" | … ) chain } ;
chain   = member { relation member } ;   relations inside brackets belong to their member
"""

from __future__ import annotations

from generator.formula.members import Chain, member
from generator.formula.members import link as as_link
from generator.formula.tokens import STEPS, Kind, Token, normalized, partners, tokenize

_ENDS = (Kind.BREAK, Kind.ROW)


def latex_chains(text: str) -> list[Chain]:
    """All chains of a formula that have at least one relation."""
    tokens = _without_alignment(tokenize(normalized(text), latex=True))
    found = (_chain(part) for part in _split(tokens, _ENDS)[0])
    return [chain for chain in found if chain is not None]


def _split(tokens: list[Token], separators: tuple[Kind, ...]) -> tuple[list[list[Token]], list[Token]]:
    """The parts between separators outside of brackets, one more than there are separators; and these."""
    parts: list[list[Token]] = [[]]
    found: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind in STEPS:
            depth = max(0, depth + STEPS[token.kind])
        if depth == 0 and token.kind in separators:
            found.append(token)
            parts.append([])
        else:
            parts[-1].append(token)
    return parts, found


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


def _chain(tokens: list[Token]) -> Chain | None:
    if not any(token.kind is Kind.RELATION for token in tokens):
        return None
    parts, relations = _split(_unboxed(tokens), (Kind.RELATION,))
    if not relations:
        return None
    places = [relations[0].start, *(relation.end for relation in relations)]
    members = [member(part, at, latex=True) for part, at in zip(parts, places, strict=True)]
    return Chain(tuple(members), tuple(map(as_link, relations)), latex=True)


def _unboxed(tokens: list[Token]) -> list[Token]:
    """The tokens inside braces that enclose the whole chain (`\\boxed{3 + 4 = 7}`)."""
    if tokens[0].kind is not Kind.OPEN:
        return tokens
    partner = partners(tokens)
    start, end = 0, len(tokens) - 1
    while start + 1 < end == partner.get(start) and tokens[start].text == "{":
        start, end = start + 1, end - 1
    return tokens[start : end + 1]
