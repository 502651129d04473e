"""A weighted sum is computed with the weights that its definition declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.relations import Found, chains
from generator.audit.weights import Weights, weights
from generator.diagnostics import Diagnostic, Note, Severity
from generator.formula import Member
from generator.formula.enclosure import point
from generator.formula.hints import weighted_terms
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule

REACH = 1_500
"""A definition further away may be that of something else."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Every computed weighted sum against the nearest definition before it with as many terms."""
    declared = weights(document)
    if not declared:
        return
    for found in chains(document):
        owner = _owner(document, found)
        for member in found.chain.members:
            definition = _definition(
                declared, found.offset + member.start, len(weighted_terms(member.node)), owner
            )
            if definition is not None and not _agrees(member, definition):
                yield _finding(document, found.offset, member, definition)


def _owner(document: Document, found: Found) -> str:
    """The name that the chain begins with."""
    first = found.chain.members[0]
    text = document.text[found.offset + first.start : found.offset + first.end]
    return re.sub(r"\\(?:text|mathrm|operatorname)|[\s{}$*&]", "", text) if first.value is None else ""


def _definition(declared: tuple[Weights, ...], start: int, count: int, owner: str) -> Weights | None:
    if count < 2:
        return None
    before = [each for each in declared if each.end <= start and start - each.end <= REACH]
    for each in reversed(before):
        if len(each.values) == count and each.owner in ("", owner):
            return each
    return None


def _agrees(member: Member, definition: Weights) -> bool:
    """Whether first factors, or second ones, are the declared weights in any order."""
    pairs = weighted_terms(member.node)
    wanted = sorted(definition.values)
    return any(sorted(pair[side].value for pair in pairs) == wanted for side in (0, 1))


def _finding(document: Document, offset: int, member: Member, definition: Weights) -> Diagnostic:
    used = ", ".join(shown(point(weight.value)) for weight, _ in weighted_terms(member.node))
    wanted = ", ".join(shown(point(value)) for value in definition.values)
    return RULE.finding(
        document.span(offset + member.start, offset + member.end),
        f"computes with the weights {used}, but they are declared as {wanted}",
        "use the declared weights, or correct the declaration",
        notes=(Note(document.span(definition.start, definition.end), "declared here"),),
        stated=used,
        expected=wanted,
    )


RULE: Rule[Document] = Rule(
    code="CA507",
    name="weights-differ",
    severity=Severity.ERROR,
    title={"en": "a weighted sum uses other weights than declared", "zh": "加权和所用权重与声明的不一致"},
    why={
        "en": "The result may well be right for the weights used and still not be what the definition says.",
        "zh": "按所用权重计算的结果或许没错，但并不是定义所承诺的量。",
    },
    check=check,
    bad=(
        Example(
            "$$\\text{总分} = 0.6 \\times \\text{质量} + 0.4 \\times \\text{成本}$$\n\n"
            "$$\\text{总分} = ⟦0.7 \\times 0.80 + 0.3 \\times 0.50⟧ = 0.71$$\n"
        ),
        Example(
            "权重 w₁ = 0.4, w₂ = 0.4, w₃ = 0.2，代入：\n\n"
            "$$C = ⟦0.4 \\times 1.0 + 0.3 \\times 0.9 + 0.3 \\times 1.0⟧ = 0.97$$\n"
        ),
    ),
    good=(
        Example(
            "$$\\text{总分} = 0.6 \\times \\text{质量} + 0.4 \\times \\text{成本}$$\n\n"
            "$$\\text{总分} = 0.6 \\times 0.80 + 0.4 \\times 0.50 = 0.68$$\n"
        ),
        Example(
            "$$\\text{总分} = 0.6 \\times \\text{质量} + 0.4 \\times \\text{成本}$$\n\n"
            "$$\\text{风险} = 0.7 \\times 0.80 + 0.3 \\times 0.50 = 0.71$$\n",
            note="another quantity",
        ),
    ),
)
"""Weighted sums with undeclared weights."""
