"""A sentence that names a row and a column of a table states the value of that cell."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.table_claims import TableClaim, table_claims
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each sentence whose figure is not that of the cell."""
    for claim in table_claims(document):
        if not claim.agrees:
            yield _finding(document, claim)


def _finding(document: Document, claim: TableClaim) -> Diagnostic:
    cell = document.span(claim.cell_start, claim.cell_end)
    return RULE.finding(
        document.span(claim.start, claim.end),
        f"{claim.column} of {claim.row} is {claim.stated.text.strip()} here, but {claim.cell.text} in the "
        f"table",
        "correct the sentence or the table",
        notes=(Note(cell, f"states {claim.cell.text}"),),
        stated=claim.stated.text.strip(),
        expected=claim.cell.text,
    )


_TABLE = (
    "| 模型 | 准确率 | 延迟（ms） |\n| --- | --- | --- |\n| 甲模型 | 92.3% | 120 |\n"
    "| 乙模型 | 88.1% | 85 |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA517",
    name="table-statement",
    severity=Severity.WARNING,
    title={
        "en": "a sentence states another value than the table",
        "zh": "正文所说的数值与表格不一致",
    },
    why={
        "en": "Tables are updated, and the sentences about them stay.",
        "zh": "表格更新了，谈论它的句子却没有。",
    },
    check=check,
    bad=(
        Example(_TABLE + "其中表现较好，甲模型的准确率为 ⟦93.2%⟧。\n"),
        Example(_TABLE + "乙模型延迟 ⟦95 ms⟧，适合在线服务。\n"),
        Example(
            "| Model | Accuracy |\n| --- | --- |\n| Base | 81.5% |\n| Large | 86.0% |\n\n"
            "The Large model reaches an accuracy of ⟦87%⟧.\n"
        ),
    ),
    good=(
        Example(
            "| Document | Lines |\n| --- | --- |\n| Integration | 449 |\n| Research | 620 |\n\n"
            "- The TypeScript integration has 1,640 lines.\n- 101 lines: integration, research.\n",
            note="another thing with a longer name; a list",
        ),
        Example(_TABLE + "甲模型的准确率为 92%，乙模型延迟约 90 ms。\n", note="rounded"),
        Example(_TABLE + "甲模型的准确率超过 90%，在新数据上准确率为 70%。\n", note="a bound; other data"),
        Example(
            "| Month | Cost ($) |\n| --- | --- |\n| May | 87,360 |\n| June | 89,856 |\n\n"
            "June cost $2,496 more than May.\n",
            note="a difference in thousands",
        ),
        Example(_TABLE + "甲模型的准确率比乙模型高 4.2 个百分点。\n", note="a difference"),
        Example(
            _TABLE
            + "| 模型 | 准确率 |\n| --- | --- |\n| 甲模型 | 70% |\n| 乙模型 | 60% |\n\n"
            + "甲模型的准确率为 80%。\n",
            note="two tables give it two values",
        ),
    ),
)
"""Sentences about tables."""
