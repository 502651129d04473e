"""A quantity is made of the same parts, with the same weights, wherever a document defines it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.audit.quantities.definitions import Definition, products, sums
from generator.audit.verdicts import quote
from generator.diagnostics import Diagnostic, Note, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule

_ON_PURPOSE = re.compile(
    r"不同|各自|分别|调整|版本|场景|改进|修订|替代|变体|如果|若|例如|\b(?:instead|variant|version|alternative|adjusted|"
    r"differ|revised|scenario|if|example)",
    re.IGNORECASE,
)
_CONTEXT = 120


def check(document: Document) -> Iterator[Diagnostic]:
    """Each later definition that differs from the first, unless the text before it says so."""
    added = list(sums(document))
    here = {(each.name, each.section): each for each in reversed(added)}
    for product in products(document) if added else ():
        other = here.get((product.name, product.section))
        if other is not None:
            yield _finding(document, product, other, "a product", "a weighted sum")
    yield from _redefined(document, added)


def _redefined(document: Document, added: Sequence[Definition]) -> Iterator[Diagnostic]:
    first: dict[str, Definition] = {}
    for each in added:
        known = first.setdefault(each.name, each)
        if _parts(each) != _parts(known) and not _is_on_purpose(document, each):
            yield _finding(document, each, known, _wording(each), _wording(known))


def _is_on_purpose(document: Document, each: Definition) -> bool:
    return bool(_ON_PURPOSE.search(document.text[max(0, each.start - _CONTEXT) : each.start]))


def _parts(definition: Definition) -> list[tuple[str, str]]:
    """The weights by part, in an order of their own; a weight that is not printed fits none."""
    return sorted((str(factor.key), str(factor.weight)) for factor in definition.factors)


def _wording(definition: Definition) -> str:
    parts = (
        f"{'' if factor.weight is None else shown(point(factor.weight)) + ' × '}"
        f"{'(1 − ' + factor.name + ')' if factor.is_inverse else factor.name}"
        for factor in definition.factors
    )
    return " + ".join(parts)


def _finding(
    document: Document, each: Definition, other: Definition, stated: str, expected: str
) -> Diagnostic:
    span = document.span(other.start, other.end)
    return RULE.finding(
        document.span(each.start, each.end),
        f"{each.name} is {stated} here, but {expected} in line {span.line}",
        "use one definition, or give what differs a name of its own",
        notes=(Note(span, f"defined as {quote(document, other.start, other.end)}"),),
        stated=stated,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA513",
    name="definition-conflict",
    severity=Severity.WARNING,
    title={
        "en": "the same quantity is defined in two ways",
        "zh": "同一个量有两种不同的定义",
    },
    why={
        "en": "Values computed by different formulas under one name cannot be compared.",
        "zh": "同一名称下按不同公式计算的值无法相互比较。",
    },
    check=check,
    bad=(
        Example(
            "## 甲\n\n$$\\text{收敛度} = 0.4 \\times \\text{采用率} + 0.6 \\times \\text{标准化度}$$\n\n"
            "## 乙\n\n"
            "$$⟦\\text{收敛度} = 0.3 \\times \\text{采用率} + 0.7 \\times \\text{标准化度}⟧$$\n"
        ),
        Example(
            "## Tool\n\n| Metric | Value | Basis |\n| --- | --- | --- |\n"
            "| Maturity | 80% | ⟦adoption × stability⟧ |\n\n"
            "$$\\text{Maturity} = 0.5 \\times \\text{adoption} + 0.5 \\times \\text{stability}$$\n"
        ),
    ),
    good=(
        Example(
            "## 甲\n\n$$\\text{收敛度} = 0.4 \\times \\text{采用率} + 0.6 \\times \\text{标准化度}$$\n\n"
            "## 乙\n\n"
            "$$\\text{收敛度} = 0.6 \\times \\text{标准化度} + 0.4 \\times \\text{采用率}$$\n",
            note="another order",
        ),
        Example(
            "$$\\text{总分} = 0.4 \\times \\text{质量} + 0.6 \\times \\text{成本}$$\n\n"
            "在不同场景下权重调整为：\n\n"
            "$$\\text{总分} = 0.7 \\times \\text{质量} + 0.3 \\times \\text{成本}$$\n",
            note="announced",
        ),
        Example(
            "| 指标 | 数值 | 说明 |\n| --- | --- | --- |\n| 面积 | 12 | 长度×宽度 |\n\n"
            "$$\\text{周长} = 2.0 \\times \\text{长度} + 2.0 \\times \\text{宽度}$$\n",
            note="another quantity",
        ),
    ),
)
"""Quantities with two definitions."""
