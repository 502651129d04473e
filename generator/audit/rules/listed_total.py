"""The total of a list or of a plain block is the sum of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.audit.figures import CURRENCIES
from generator.audit.wholes.listed_totals import Mistotal, mistotals
from generator.diagnostics import Diagnostic, Note, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule

_MOST_NOTES = 12


def check(document: Document) -> Iterator[Diagnostic]:
    """Each total that differs from what its lines make."""
    for mistotal in mistotals(document):
        yield _finding(document, mistotal)


def _finding(document: Document, mistotal: Mistotal) -> Diagnostic:
    total, parts = mistotal.total, mistotal.parts
    made = _written(mistotal.low, mistotal.high, total.unit)
    return RULE.finding(
        document.span(total.start, total.end),
        f"the total says {total.text}, but {' + '.join(part.text for part in parts)} make {made}",
        f"write {made}, or correct a part",
        notes=tuple(Note(document.span(part.start, part.end), "a part") for part in parts[:_MOST_NOTES]),
        stated=total.text,
        expected=made,
    )


def _written(low: Fraction, high: Fraction, unit: str) -> str:
    sign, word = (unit, "") if unit in CURRENCIES else ("", f" {unit}" if unit else "")
    bounds = [f"{sign}{shown(point(bound))}" for bound in dict.fromkeys((low, high))]
    return "–".join(bounds) + word


RULE: Rule[Document] = Rule(
    code="CA546",
    name="listed-total",
    severity=Severity.ERROR,
    title={
        "en": "the total of a list is not the sum of its lines",
        "zh": "列表的合计不等于各行之和",
    },
    why={
        "en": "A line is added or a price changes, and the total below it stays.",
        "zh": "加了一行或改了一个价格，下面的合计却没有动。",
    },
    check=check,
    bad=(
        Example(
            "| 阶段 | 耗时 |\n| --- | --- |\n| 调用接口 | 200-500ms |\n| 写入数据库 | 10-50ms |\n"
            "| **总耗时** | ⟦**210-450ms**⟧ |\n",
            note="ranges in a table",
        ),
        Example("- Rent: $100\n- Food: $50\n- **Total**: ⟦$160⟧\n"),
        Example("1. 甲：30 万元\n2. 乙：20 万元\n3. 合计：⟦60 万元⟧\n"),
        Example(
            "- Question: 50-500 tokens\n- Instruction: ~100 tokens\n- **Total:** ⟦150-300 tokens⟧\n",
            note="ranges add up by their bounds",
        ),
        Example(
            "```\n计算资源:\n  10 × c6i ($0.34/h)\n  = 10 × 0.34 × 730 = $2,482\n\n存储:\n"
            "  EBS: 2 TB = $160\n  S3: 100 GB = $2.3\n  小计: $162\n\n传输:\n  入站: 免费\n  出站: $90\n\n"
            "月度小计: ⟦$2,374⟧\n```\n",
            note="groups of a plain block",
        ),
    ),
    good=(
        Example("- Hub: 100 MB\n- Agents: 80 MB each\n- Total: 500 MB\n", note="of several"),
        Example(
            "- Code: 300 KB\n- Data: 400-500 KB\n- Index: 200-300 KB\n- Total: 900 KB - 1.1 MB\n",
            note="a range between two units",
        ),
        Example(
            "| 阶段 | 耗时 |\n| --- | --- |\n| 调用接口 | 200-500ms |\n| 写入数据库 | 10-50ms |\n"
            "| 总耗时 | 200-500ms |\n",
            note="both at once",
        ),
        Example("- Rent: $100\n- Food: $50.4\n- **Total**: $150\n", note="rounded"),
        Example("- 甲：30 人\n- 其中女性：20 人\n- 合计：30 人\n", note="a part of a part"),
        Example("- Speed: 100 km/h\n- Time: 2 h\n- Total: 200 km\n", note="other units"),
        Example("- Minimum: 2,550 tokens\n- Maximum: 6,000 tokens\n- Total: 9,000 tokens\n"),
        Example("```\nidle: 20W\nload: 65W\nfan: n/a\nTotal: 90W\n```\n", note="a part is not known"),
    ),
)
"""Totals of lists."""
