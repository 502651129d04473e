"""A summary, a diagram or a heading states the figure that the document gives under the same label."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.quantities.heading_scores import misrepeated_scores
from generator.audit.quantities.restatements import Restated, restatements
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each figure of a summary, diagram or heading that differs from the body's."""
    for restated in (*restatements(document), *misrepeated_scores(document)):
        yield _finding(document, restated)


def _finding(document: Document, restated: Restated) -> Diagnostic:
    stated, body = restated
    other = document.span(body.start, body.end)
    return RULE.finding(
        document.span(stated.start, stated.end),
        f"{stated.label} is {stated.figure.text} here, but {body.figure.text} in line {other.line}",
        "state one value in both places, or name what differs",
        notes=(Note(other, f"states {body.figure.text}"),),
        stated=stated.figure.text,
        expected=body.figure.text,
    )


_SCORES = (
    "## Result\n\n| Dimension | Weight | Score | Weighted |\n| --- | --- | --- | --- |\n"
    "| Quality | 0.6 | 72 | 43.2 |\n| Access | 0.4 | 84 | 33.6 |\n"
    "| **Total** | **1.0** | | **76.8** |\n\n## Outlook\n\nMore next year.\n"
)
RULE: Rule[Document] = Rule(
    code="CA525",
    name="restated-figure",
    severity=Severity.WARNING,
    title={
        "en": "a summary, diagram or heading states another figure than the document",
        "zh": "摘要、图或标题中的数值与正文不一致",
    },
    why={
        "en": "The summary is what most readers read, and what is updated last.",
        "zh": "多数读者只看摘要，而摘要往往最后才更新。",
    },
    check=check,
    bad=(
        Example(
            "| Category | Weight | Score |\n| --- | --- | --- |\n| Technical | 50% | 88 |\n"
            "| Content | 25% | 78 |\n| Images | 25% | 68 |\n\n## 1. Technical — 88/100\n\nA.\n\n"
            "## 2. Content — ⟦87⟧/100\n\nB.\n\n"
            "## 3. Images — 68/100\n",
            note="headings repeat the scores of a table",
        ),
        Example(
            "# Report\n\n**Files changed**: ⟦22⟧ core files\n\n## Work\n\nDone.\n\n## Changes\n\n"
            "- **Files changed**: 27\n- **Insertions**: 1,423\n"
        ),
        Example("# Audit\n\nOverall: *Managed* with a score of ⟦78.6⟧.\n\n" + _SCORES),
        Example(
            "## 测试\n\n| 项目 | 数值 |\n| --- | --- |\n| 用例总数 | 640 |\n| 通过率 | 96% |\n\n"
            "## 结论\n\n本轮用例总数为 ⟦460⟧，通过率 96%。\n"
        ),
        Example(
            _SCORES
            + "\n```mermaid\ngraph LR\n    A[⟦Score 67.8⟧] --> B[Managed]\n```\n".replace(
                "⟦Score 67.8⟧", "Score ⟦67.8⟧"
            )
        ),
    ),
    good=(
        Example(
            "# Audit\n\nThe total score is 77, the target score 85.\n\n" + _SCORES, note="rounded; a target"
        ),
        Example(
            "# Shop\n\n**Monthly fee**: $10\n\n## Plan A\n\n- **Monthly fee**: $10\n\n## Plan B\n\n"
            "- **Monthly fee**: $20\n",
            note="a field that every plan has",
        ),
        Example(
            "# Run\n\n**Test cases**: 640\n\n## Before\n\n- **Test cases**: 640\n\n## After\n\n"
            "**Duration**: 3 min\n"
        ),
    ),
)
"""Figures of summaries."""
