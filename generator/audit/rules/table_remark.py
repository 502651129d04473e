"""What the text beside a table says of means, factors and differences is what the table makes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.remarks import Remark, remarks
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each remark that no column of its table explains."""
    for each in remarks(document):
        yield _finding(document, each)


def _finding(document: Document, each: Remark) -> Diagnostic:
    expected = restated(each.stated, each.value)
    return RULE.finding(
        document.span(each.start, each.end),
        f"states {each.stated.text}, but in the table {each.formula} is {shown(each.stated, each.value)}",
        f"write {expected}, or correct the table",
        notes=(Note(document.span(*each.table), "the table"),),
        stated=each.stated.text,
        expected=expected,
    )


_TABLE = (
    "| 季度 | 收入（万元） | 环比 |\n| --- | --- | --- |\n| Q1 | 18,144 | — |\n| Q2 | 20,736 | +14.3% |\n"
    "| Q3 | 22,464 | +8.3% |\n| Q4 | 25,056 | +11.5% |\n"
    "| 全年 | 86,400 | |\n\n"
)
_PLANTS = (
    "| Plant | Output (t) | Scrap |\n| --- | --- | --- |\n| North | 4,200 | 2.4% |\n"
    "| South | 3,500 | 3.1% |\n| West | 2,800 | 2.9% |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA553",
    name="table-remark",
    severity=Severity.WARNING,
    title={
        "en": "a remark about a table is not what the table makes",
        "zh": "正文对表格的概括与表中数据不符",
    },
    why={
        "en": "Means and comparisons in the text are computed once and forgotten when the table changes.",
        "zh": "正文里的均值与对比往往只算过一次，表格改了就被遗忘。",
    },
    check=check,
    bad=(
        Example(_TABLE + "季度平均收入 ⟦21,060 万元⟧。\n"),
        Example(_TABLE + "四季度收入是一季度的 ⟦3.38 倍⟧。\n"),
        Example(_TABLE + "Q3 的收入比 Q2 高 ⟦1,782 万元⟧。\n"),
        Example(_PLANTS + "The mean output is ⟦3,600⟧ t.\n"),
        Example(_PLANTS + "North has ⟦1.7 times⟧ the output of West.\n"),
        Example(_PLANTS + "The output of North is ⟦30%⟧ higher than that of South.\n"),
        Example(_PLANTS + "The scrap of South is ⟦0.9 percentage points⟧ above that of North.\n"),
    ),
    good=(
        Example(
            "| Measure | Days | Day rate | Cost |\n| --- | --- | --- | --- |\n| Interfaces | "
            "210 | 780 | 163,800 |\n| Training | 36 | 550 | 19,800 |\n\nThe mean day rate is "
            "746.34.\n",
            note="by the days",
        ),
        Example(
            _TABLE
            + "季度平均收入 21,600 万元，四季度收入是一季度的 1.38 倍，Q3 的收入比 Q2 高 1,728 万元。\n"
        ),
        Example(
            _TABLE + "去年季度平均收入 21,060 万元。一季度有 2 次促销，四季度有 3 次。\n", note="another year"
        ),
        Example(
            _PLANTS + "The mean output is 3,500 t. North has 1.5 times the output of West, and its output "
            "is 20% higher than that of South. The scrap of South is 0.7 percentage points above "
            "that of North.\n"
        ),
        Example(_PLANTS + "North and South share 12 lorries, 3 more than in May.\n", note="other things"),
        Example(
            _PLANTS + "We ask for a scrap below 2.2%: North nearly has it, South has not.\n", note="a limit"
        ),
        Example(
            _PLANTS + "North (82 points) is 6 points ahead of South (76 points).\n",
            note="said in the sentence",
        ),
    ),
)
"""Remarks about tables."""
