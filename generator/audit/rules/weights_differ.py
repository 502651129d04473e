"""A weighted sum is computed with the weights that its definition declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.quantities.named_weights import NamedWeights, named_weights, paired
from generator.audit.quantities.weights import Weights, weights
from generator.audit.relations import Found, chains
from generator.diagnostics import Diagnostic, Note, Severity
from generator.formula import Member
from generator.formula.enclosure import point
from generator.formula.hints import weighted_terms
from generator.formula.writing import shown
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_VERSIONS = lazy(
    r"调整|改为|新版?|旧版?|备选|场景|方案|版本|另一|若|如果|"
    r"\b(?:adjust|chang|alternativ|instead|scenario|profile|version|revis|previous|new|old|if|later)",
    re.IGNORECASE,
)
"""Words before a second set of weights that is meant to be another one."""
_NEAR = 200
REACH = 1_500
"""A definition further away may be that of something else."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Weights of the same names against each other, then the weights in computed sums.

    Each sum is compared with the nearest definition before it that has as many terms.
    """
    yield from _between_names(document)
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


def _between_names(document: Document) -> Iterator[Diagnostic]:
    """Two places that give the same names weights, of which most agree; three places show versions."""
    groups = named_weights(document)
    for second in groups:
        same = [
            (first, pairs)
            for first in groups
            if first is not second
            and len(first.by_name) == len(second.by_name)
            and (pairs := paired([*second.by_name], [*first.by_name]))
        ]
        if len(same) != 1 or same[0][0].start > second.start:
            continue
        first, pairs = same[0]
        odd = [name for name, other in pairs.items() if second.by_name[name] != first.by_name[other]]
        between = document.text[max(0, second.start - _NEAR) : second.start]
        if 0 < len(odd) * 2 <= len(pairs) and not _VERSIONS.search(between):
            yield _weights_differ(document, first, second, odd[0], pairs[odd[0]])


def _weights_differ(
    document: Document, first: NamedWeights, second: NamedWeights, name: str, other: str
) -> Diagnostic:
    stated, expected = shown(point(second.by_name[name])), shown(point(first.by_name[other]))
    return RULE.finding(
        document.span(second.start, second.end),
        f"gives {name!r} the weight {stated}, but it has {expected} elsewhere",
        "use one set of weights",
        notes=(Note(document.span(first.start, first.end), "the other weights"),),
        stated=stated,
        expected=expected,
    )


def _owner(document: Document, found: Found) -> str:
    """The name that the chain begins with."""
    first = found.chain.members[0]
    text = document.text[found.offset + first.start : found.offset + first.end]
    return re.sub(r"\\(?:text|mathrm|operatorname)|[\s{}$*&]", "", text) if first.value is None else ""


def _definition(declared: tuple[Weights, ...], start: int, count: int, owner: str) -> Weights | None:
    """The nearest definition before a sum; that of `S` is one for `S_a` as well, if its weights make 1."""
    if count < 2:
        return None
    before = [each for each in declared if each.end <= start and start - each.end <= REACH]
    for each in reversed(before):
        is_same = each.owner in ("", owner) or (each.owner == owner.partition("_")[0] and each.total == 1)
        if len(each.values) == count and is_same:
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
            "| Rating | Weight |\n| --- | --- |\n| Planning | 50% |\n| Execution | 30% |\n| "
            "Recovery | 20% |\n\nThe score is a weighted sum of planning $P$, execution $E$ "
            "and recovery $R$:\n\n$$S = ⟦0.5\\,P + 0.2\\,E + 0.2\\,R⟧$$\n",
            note="symbols with their names in the text",
        ),
        Example(
            "$$S = 0.5\\,P + 0.3\\,E + 0.2\\,R$$\n\n评分为加权和。代入：\n\n$$S_{a} = ⟦0.5 \\times 0.60 "
            "+ 0.2 \\times 0.80 + 0.2 \\times 0.45⟧ = 0.55$$\n",
            note="the score of one of several things",
        ),
        Example(
            "| 维度 | 权重 |\n| --- | --- |\n| 收益能力 | 30% |\n| 获奖概率 | 25% |\n"
            "| 护城河 | 25% |\n| 实现速度 | 20% |\n\n"
            "**综合得分 = ⟦0.30×收益 + 0.20×获奖 + 0.30×护城河 + 0.20×速度**⟧\n",
            note="the table gives two of them other weights",
        ),
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
            "| Criterion | Weight |\n| --- | --- |\n| Quality | 40% |\n| Cost | 35% |\n| Speed | 25% |\n\n"
            "A startup would change that: weights are quality 40%, cost 30% and speed 30%.\n",
            note="another version",
        ),
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
