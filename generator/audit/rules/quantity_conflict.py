"""A named quantity of a subject has one value in a document."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.quantities.quantities import Claim
from generator.audit.quantities.quantity_conflicts import Conflict, conflicts
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule

MAX_NOTES = 20


def check(document: Document) -> Iterator[Diagnostic]:
    """Each quantity whose claims leave no common value, at the claims that fewest agree with."""
    for conflict in conflicts(document):
        for wording in dict.fromkeys(claim.quantity.text for claim in conflict.odd):
            same = [claim for claim in conflict.odd if claim.quantity.text == wording]
            yield _finding(document, conflict, same)


def _finding(document: Document, conflict: Conflict, same: list[Claim]) -> Diagnostic:
    first, other = same[0], conflict.agreed[0]
    expected = other.quantity.text
    places = {
        document.span(claim.start, claim.end): claim for claim in (*same[1:], *conflict.agreed)[:MAX_NOTES]
    }
    is_clean = first.is_clean and any(claim.is_clean for claim in conflict.agreed)
    line = document.span(other.start, other.end).line
    return RULE.finding(
        document.span(first.start, first.end),
        f"{first.name} is {first.quantity.text} here, but {expected} in line {line}",
        "state one value, or name what differs",
        severity=Severity.ERROR if is_clean else Severity.WARNING,
        notes=tuple(Note(span, f"states {claim.quantity.text}") for span, claim in places.items()),
        stated=first.quantity.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA509",
    name="quantity-conflict",
    severity=Severity.ERROR,
    title={
        "en": "the same quantity has two values in one document",
        "zh": "同一个量在同一文档中有两个不同的值",
    },
    why={
        "en": "The table says 60%, the derivation 68%: readers cannot know which of them to quote.",
        "zh": "表格写 60%，推导得 68%：读者无从知道该引用哪一个。",
    },
    check=check,
    bad=(
        Example(
            "| 层次 | 收敛度 |\n| --- | --- |\n| 数学层 | 100% |\n| 能力层 | 60% |\n\n"
            "```mermaid\ngraph TD\n    A[数学层<br/>收敛度 100%] --> B[⟦能力层<br/>收敛度 65%⟧]\n```\n",
            note="a table of several subjects",
        ),
        Example(
            "## 3.1 MoE 架构\n\n| 指标 | 数值 |\n| --- | --- |\n| 收敛度 | 60% |\n\n"
            "$$\\text{收敛度} = 0.4 \\times 0.8 + 0.6 \\times 0.6 = ⟦0.68⟧$$\n"
        ),
        Example(
            "## Adapter tuning\n\n| Metric | Value |\n| --- | --- |\n| Adoption rate | 50–70% |\n\n"
            "$$\\text{Adoption rate} = 0.9 \\times 0.5 = ⟦45\\%⟧$$\n",
            note="a range that does not hold the value",
        ),
        Example(
            "```mermaid\ngraph TD\n    A[层级] --> C[注意力机制]\n    A --> D[优化器算法]\n"
            "    C --> E[收敛度: 95%]\n"
            "    ⟦D --> E⟧\n```\n\n## 一、优化器算法\n\n| 指标 | 数值 |\n| --- | --- |\n| 收敛度 | 99% |\n\n"
            "优化器算法已完全收敛，收敛度99%。\n",
            note="a diagram gives both technologies one node",
        ),
        Example(
            "### 产业影响\n\n| 维度 | 影响程度 |\n| --- | --- |\n| 创新空间 | 中低（30-40%） |\n\n"
            "**创新空间 = ⟦4%⟧**，表明空间受限。\n"
        ),
    ),
    good=(
        Example(
            "## 3.1 MoE 架构\n\n| 指标 | 数值 |\n| --- | --- |\n| 收敛度 | 68% |\n\n"
            "$$\\text{收敛度} = 0.4 \\times 0.8 + 0.6 \\times 0.6 = 0.68$$\n"
        ),
        Example(
            "## 甲技术\n\n| 指标 | 数值 |\n| --- | --- |\n| 采用率 | 95%+ |\n\n甲技术已普及，采用率98%。\n\n"
            "## 乙技术\n\n| 指标 | 数值 |\n| --- | --- |\n| 采用率 | 40% |\n",
            note="bounds that meet; another subject",
        ),
        Example(
            "## 甲技术\n\n| 指标 | 数值 |\n| --- | --- |\n| 收敛度 | 60% |\n\n"
            "甲技术预计收敛，收敛度从60%提升到75%。\n\n"
            "甲技术2024年收敛度为40%。\n",
            note="a forecast and a date",
        ),
        Example(
            "## Tuning\n\n| Metric | Value |\n| --- | --- |\n| Accuracy | 90% |\n\n"
            "The baseline for comparison:\n\n"
            "$$\\text{Accuracy} = 45/60 = 75\\%$$\n",
            note="of something else",
        ),
        Example(
            "## Runs\n\n| Metric | Value |\n| --- | --- |\n| Accuracy | 80% |\n\n"
            "| Metric | Value |\n| --- | --- |\n| Accuracy | 90% |\n\n$$\\text{Accuracy} = 45/50 = 90\\%$$\n",
            note="two tables of one section speak of two runs",
        ),
    ),
)
"""Quantities with two values."""
