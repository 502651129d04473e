"""Tax, contingency, discount: a line is the percentage of the lines above that its label states."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.wholes.percent_lines import PercentLine, percent_lines
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each line that is its percentage of nothing it may be of."""
    for each in percent_lines(document):
        yield _finding(document, each)


def _finding(document: Document, each: PercentLine) -> Diagnostic:
    figure = each.line.figure
    expected = restated(figure, each.value)
    return RULE.finding(
        document.span(each.line.start, each.line.end),
        f"states {figure.text}, but {each.share} of {each.base} is {shown(figure, each.value)}",
        f"write {expected}, or correct the percentage",
        stated=figure.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA554",
    name="percent-line",
    severity=Severity.ERROR,
    title={
        "en": "a line is not the percentage of the lines above that its label states",
        "zh": "税费、预备费等行与其标注的百分比不符",
    },
    why={
        "en": "Tax and contingency are computed once; when a line above changes, they are easily forgotten.",
        "zh": "税费和预备费往往只算一次，上面的金额改了就容易被遗忘。",
    },
    check=check,
    bad=(
        Example(
            "| Category | Cost |\n| --- | --- |\n| Propulsion | $1,228 |\n| Power | $1,070 |\n"
            "| **Base total** | **$2,298** |\n| Contingency (20%) | ⟦$45.96⟧ |\n"
        ),
        Example(
            "| 项目 | 金额（元） |\n| --- | --- |\n| 设备 | 120,000 |\n| 安装 | 18,000 |\n"
            "| 小计 | 138,000 |\n| 增值税（13%） | ⟦17,490⟧ |\n| 合计 | 155,940 |\n"
        ),
        Example("- Parts: $640\n- Labour: $360\n- Sales tax (8%): ⟦$88⟧\n- Total: $1,088\n"),
    ),
    good=(
        Example(
            "| Category | Cost |\n| --- | --- |\n| Propulsion | $1,228 |\n| Power | $1,070 |\n"
            "| **Base total** | **$2,298** |\n| Contingency (20%) | $459.60 |\n"
            "| Overhead (10%) | $275.76 |\n",
            note="overhead on contingency, too",
        ),
        Example(
            "| 项目 | 金额（元） |\n| --- | --- |\n| 设备 | 120,000 |\n| 安装 | 18,000 |\n"
            "| 增值税（13%） | 17,940 |\n| 合计 | 155,940 |\n"
        ),
        Example("- Parts: $640\n- Labour: $360\n- Discount (10%): -$100\n- Total: $900\n"),
        Example(
            "| Item | Gross |\n| --- | --- |\n| Ticket | $119 |\n| of which VAT 19% | $19 |\n",
            note="contained in what stands above",
        ),
        Example(
            "| Fee | Amount |\n| --- | --- |\n| Card fee (2.9%) | $0.30 |\n| Bank fee (1%) | $5 |\n",
            note="of what is not shown",
        ),
    ),
)
"""Lines that are a percentage of others."""
