"""A percentage beside its count is the count's part of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.breaches import default_severity, findings
from generator.audit.tables.header_kinds import RATE, SHARE
from generator.audit.tables.wrong_cells import Breach
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Share and rate columns against the counts beside them."""
    return findings(document, RULE, (SHARE, RATE), _severity)


def _severity(breach: Breach) -> Severity:
    """Counts are exact: where shares of one column do not make 100 %, a last digit is an error."""
    figures = [figure for row in breach.grid.parts if (figure := breach.column.figures[row])]
    if (
        breach.law.kind == SHARE
        and len(breach.law.operands) == 1
        and sum(each.value for each in figures) != 1
    ):
        return Severity.ERROR
    return default_severity(breach)


RULE: Rule[Document] = Rule(
    code="CA532",
    name="table-share",
    severity=Severity.ERROR,
    title={
        "en": "a percentage in a table is not that of the counts beside it",
        "zh": "表格中的百分比与旁边的数量不符",
    },
    why={
        "en": "Count and percentage say the same thing twice; if they differ, one of them is stale.",
        "zh": "数量与百分比说的是同一件事；两者不一致，必有一个已过时。",
    },
    check=check,
    bad=(
        Example(
            "| Workers | Rows/s | Speedup | Efficiency |\n| --- | --- | --- | --- |\n"
            "| 1 | 1,480 | 1.00× | 100% |\n| 2 | 2,812 | 1.90× | ⟦45%⟧ |\n| 4 | 5,180 | 3.50× | 88% |\n"
            "| 8 | 8,436 | 5.70× | 71% |\n",
            note="what each worker contributes",
        ),
        Example(
            "| 区域 | 订单数 | 退货数 | 退货率 |\n| --- | --- | --- | --- |\n| 北 | 300 | 15 | ⟦6.0%⟧ |\n",
            note="the rate of what its header names",
        ),
        Example(
            "| Quarter | Spend | Share of budget |\n| --- | --- | --- |\n| Q1 | $19,000 | ⟦24.5%⟧ |\n"
            "| Q2 | $19,650 | 23.4% |\n| Q3 | $20,400 | 24.3% |\n\nThe budget is $84,000.\n",
            note="of a whole that the text states",
        ),
        Example(
            "| Stratum | Positive | Negative | % Negative |\n| --- | --- | --- | --- |\n"
            "| a | 31 | 19 | 38.0% |\n"
            "| b | 38 | 46 | 54.8% |\n| c | 28 | 37 | 56.9% |\n| d | 40 | 38 | ⟦47.8%⟧ |\n",
            note="a part of both",
        ),
        Example(
            "| 项目 | 预算 | 执行 | 执行率 |\n| --- | --- | --- | --- |\n| 电力 | 1,250 | 1,150 | 92% |\n"
            "| 机房 | 600 | 600 | 100% |\n| 人员 | 2,100 | 1,953 | 93% |\n"
            "| 合计 | 3,950 | 3,703 | ⟦97.3%⟧ |\n",
            note="the rate of the totals",
        ),
        Example(
            "| Product | Revenue | Cost | Margin |\n| --- | --- | --- | --- |\n| A | $200k | $120k | 40% |\n"
            "| B | $150k | $105k | ⟦35%⟧ |\n| C | $80k | $60k | 25% |\n"
        ),
        Example(
            "| 测试 | 通过 | 通过率 |\n| --- | --- | --- |\n| 单元 | 190/200 | 95% |\n"
            "| 集成 | 72/80 | ⟦92%⟧ |\n"
            "| 端到端 | 33/40 | 82.5% |\n",
            note="out of another number in each row",
        ),
        Example(
            "| 目录 | 总数 | 失败 |\n| --- | --- | --- |\n| a | 247 | 243 (98%) |\n| b | 984 | 958 (97%) |\n"
            "| c | 501 | ⟦461 (94%)⟧ |\n| d | 434 | 418 (96%) |\n",
            note="percentages beside counts",
        ),
        Example(
            "| 类别 | 数量 | 占比 |\n| --- | --- | --- |\n"
            "| 甲 | 50 | 50% |\n| 乙 | 30 | ⟦35%⟧ |\n| 丙 | 20 | 20% |\n"
        ),
        Example(
            "| Suite | Passed | Total | Pass rate |\n| --- | --- | --- | --- |\n"
            "| a | 48 | 50 | 96% |\n| b | 45 | 60 | ⟦85%⟧ |\n| c | 19 | 20 | 95% |\n"
        ),
    ),
    good=(
        Example(
            "| 协议 | 交易量 | 占比 |\n| --- | --- | --- |\n| 甲 | 3,496.78 | 64.1% |\n"
            "| 乙 | 1,842.83 | 33.8% |\n| 丙 | 99.53 | 1.8% |\n| 丁、戊 | 合计 19.04 | 0.4% |\n",
            note="a cell that says more than a figure",
        ),
        Example(
            "| Customers | Revenue | Profit | % of customers |\n| --- | --- | --- | --- |\n"
            "| Subscribers | $416 | $250 | 60% |\n| One-time buyers | $80 | $53 | 40% |\n",
            note="a share of something else",
        ),
        Example(
            "Of the budget of $84,000 some $9,000 went to travel.\n\n"
            "| Quarter | Spend | Share of sales |\n| --- | --- | --- |\n| Q1 | $19,000 | 24.5% |\n"
            "| Q2 | $19,650 | 25.1% |\n| Q3 | $20,400 | 24.3% |\n",
            note="of a whole that is not stated",
        ),
        Example(
            "| 指标 | 数值 | 同比增长 |\n| --- | --- | --- |\n| 订单量 | 15,234 | +23.5% |\n"
            "| 退单量 | 1,456 | +45.2% |\n| 退单率 | 9.56% | -8.3% |\n",
            note="a rate is computed from two counts, its growth is not computed from theirs",
        ),
        Example(
            "| 指标 | 优化前 | 优化后 | 提升 |\n| --- | --- | --- | --- |\n"
            "| 安装时间 | 30 分钟 | 5 分钟 | 83% |\n| CPU 占用 | 5% | 2% | 60% |\n"
            "| 内存占用 | 150MB | 25MB | 83% |\n",
            note="minutes are no share of megabytes",
        ),
        Example(
            "| Task | Solved | Tried | Rate |\n| --- | --- | --- | --- |\n| a | 10 | 20 | 50% |\n"
            "| b | 90 | 100 | 90% |\n| Total | 100 | 120 | 70% |\n",
            note="the mean of the rates",
        ),
        Example(
            "| 类别 | 数量 | 占比 |\n| --- | --- | --- |\n"
            "| 甲 | 1 | 33% |\n| 乙 | 1 | 33% |\n| 丙 | 1 | 33% |\n"
        ),
        Example(
            "| Model | Parameters | Share of users |\n| --- | --- | --- |\n| a | 7B | 40% |\n"
            "| b | 70B | 60% |\n",
            note="no count of users",
        ),
        Example(
            "| Part | n | % |\n| --- | --- | --- |\n| a | 12 | 40.0 |\n| b | 18 | 60.0 |\n"
            "| Total | 30 | 100.0 |\n"
        ),
    ),
)
"""Percentages beside counts."""
