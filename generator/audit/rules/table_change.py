"""A change, difference or factor column agrees with the columns before and after."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.breaches import findings
from generator.audit.tables.header_kinds import CHANGE, FACTOR
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Change and factor columns, read as points, as relative change or as factor, whichever fits."""
    return findings(document, RULE, (CHANGE, FACTOR))


RULE: Rule[Document] = Rule(
    code="CA534",
    name="table-change",
    severity=Severity.ERROR,
    title={
        "en": "a change or factor in a table does not follow from the two figures",
        "zh": "表格中的变化幅度或倍数与前后数值不符",
    },
    why={
        "en": "The change is what readers quote; it must be that of the two figures beside it.",
        "zh": "读者引用的正是变化幅度；它必须由旁边的两个数值得出。",
    },
    check=check,
    bad=(
        Example(
            "| Grade | 2024 | Share 2024 | 2025 | Share 2025 | Change (points) |\n| --- | --- "
            "| --- | --- | --- | --- |\n| A | 44 | 11.0% | 60 | 15.0% | +4.0 |\n| B | 156 | "
            "39.0% | 140 | 35.0% | ⟦+4.2⟧ |\n| C | 200 | 50.0% | 200 | 50.0% | 0.0 |\n",
            note="points lie between percentages",
        ),
        Example(
            "| 查询 | 优化前 | 优化后 | 提升 |\n| --- | --- | --- | --- |\n"
            "| 筛选 | 1200ms | 150ms | ⟦870%⟧ |\n",
            note="before, after and change leave no other relation",
        ),
        Example(
            "| Metric | Before | After | Change |\n| --- | --- | --- | --- |\n"
            "| Failures | 347 | 307 | ⟦-40 (-9.8%)⟧ |\n| Files | 188 | 188 | - |\n",
            note="the change in brackets, of a single row",
        ),
        Example(
            "| Model | Price | vs Large |\n| --- | --- | --- |\n| Large | $90.00 | Baseline |\n"
            "| Medium | $18.00 | ⟦85% savings⟧ |\n| Small | $0.12 | 99.9% savings |\n"
            "| Tiny | $0.42 | 99.5% savings |\n",
            note="against the row that says so",
        ),
        Example(
            "| Editor | 2023 | 2025 | Change |\n| --- | --- | --- | --- |\n| a | 71.4% | 68.2% | −3.2 |\n"
            "| b | 24.0% | 22.5% | −1.5 |\n| c | 9.8% | 13.1% | ⟦+1.3⟧ |\n| d | 0.9% | 8.4% | +7.5 |\n"
            "| e | 4.6% | 4.1% | −0.5 |\n",
            note="9.8 times 1.3 is about 13.1, but the other rows are differences",
        ),
        Example(
            "| 部门 | 计划 | 实际 | 差额 |\n| --- | --- | --- | --- |\n| 研发 | 500 | 520 | 20 |\n"
            "| 市场 | 300 | 280 | -20 |\n| 运维 | 200 | 215 | ⟦-15⟧ |\n| 行政 | 100 | 90 | -10 |\n",
            note="the sign is wrong",
        ),
        Example(
            "| | A | B | C |\n| --- | --- | --- | --- |\n| Before | 200 | 150 | 80 |\n"
            "| After | 150 | 120 | 60 |\n"
            "| Change | -25% | ⟦-30%⟧ | -25% |\n",
            note="a row of changes",
        ),
        Example(
            "<table>\n<tr><th>Artifact</th><th>5.1</th><th>5.2</th><th>Change</th></tr>\n"
            "<tr><td>core</td><td>8.0</td><td>7.2</td><td>-10.0%</td></tr>\n"
            "<tr><td>http</td><td>5.0</td><td>5.5</td><td>+10.0%</td></tr>\n"
            "<tr><td>db</td><td>4.0</td><td>3.0</td><td>⟦-30.0%⟧</td></tr>\n</table>\n",
            note="a table in HTML",
        ),
        Example(
            "| 成本 | 2020年 | 2025年 | 降低幅度 |\n| --- | --- | --- | --- |\n"
            "| 开发 | 100% | 30% | 70% |\n| 训练 | 100% | 40% | ⟦50%⟧ |\n| 人才 | 100% | 60% | 40% |\n"
        ),
        Example(
            "| Metric | 2020 | 2025 | Growth |\n| --- | --- | --- | --- |\n"
            "| Papers | 5,000 | 50,000 | 10x |\n| Courses | 100 | 2,000 | ⟦30x⟧ |\n"
        ),
    ),
    good=(
        Example(
            "| Domain | Agents | Change |\n| --- | --- | --- |\n| Testing | 9 | +6 |\n| "
            "Frontend | 6 | +6 |\n| Data | 7 | +6 |\n| Docs | 6 | +1 |\n| Core | 8 | +2 |\n",
            note="changes since last time, not from row to row",
        ),
        Example(
            "| Benefit | Unit value | Units | Value |\n| --- | --- | --- | --- |\n| Labour "
            "savings | $50,000 | 2 | $100,000 |\n| Efficiency | $25,000 | 3 | $75,000 |\n| "
            "Process improvement | $15,000 | 1 | $15,000 |\n| **Total** | | | $190,000 |\n",
            note="an improvement that is a part of the total",
        ),
        Example(
            "| Component | Quantity | Unit mass | Total mass |\n| --- | --- | --- | --- |\n| "
            "Thruster | 4 | 0.32 kg | 1.28 kg |\n| Controller | 4 | 0.033 kg | 0.13 kg |\n| "
            "Battery | 2 | 1.35 kg | 2.70 kg |\n| Modem | 1 | 0.038 kg | 0.04 kg |\n| Camera | "
            "1 | 0.09 kg | 0.09 kg |\n",
            note="the unit mass shows more digits than the total",
        ),
        Example(
            "| Edits | Old | New | Savings |\n| --- | --- | --- | --- |\n| one | $0.01 | $0.00 | 100% |\n"
            "| 100 a day | $1.00/day | $0.00/day | $365/year |\n| 1000 | $10.00 | $0.00 | $10.00 |\n",
            note="per day and per year",
        ),
        Example(
            "| Model | Input | Output | Savings vs Large |\n| --- | --- | --- | --- |\n"
            "| a | $0.50 | $1.50 | 70% |\n| b | $0.60 | $1.80 | 80% |\n"
            "| c | $0.03 | $0.06 | 98% |\n| d | $0.10 | $0.20 | 95% |\n",
            note="against a model that is not listed; two prices that double prove nothing",
        ),
        Example(
            "| Model | Cost | Saved of $3 | Savings |\n| --- | --- | --- | --- |\n"
            "| a | $0.15 | $2.85 | 95% |\n| b | $0.06 | $2.94 | 98% |\n"
            "| c | $0.25 | $2.75 | 92% |\n| d | $0.50 | $2.50 | 83% |\n",
            note="nearly all of anything is nearly 100 %",
        ),
        Example(
            "| Metric | v1.6 | v1.7 | Improvement |\n| --- | --- | --- | --- |\n"
            "| Bundle | 5.2MB | 4.8MB | -400KB (-7.7%) |\n"
            "| Memory | 800MB | 350MB | -450MB (-56%) |\n| Start | 3.5s | 1.2s | -2.3s (-66%) |\n",
            note="in another unit",
        ),
        Example(
            "| 接口 | 优化前 | 优化后 | 提升 |\n| --- | --- | --- | --- |\n| 甲 | 450ms | 225ms | 2x |\n"
            "| 乙 | 100 | 250 | +150% |\n| 丙 | 45% | 78% | +33% |\n| 丁 | 30fps | 120fps | 4倍 |\n"
            "| 戊 | 2,000ms | 11ms | 100% |\n| 己 | 60ms | 31ms | 约50% |\n",
            note="each in a reading of its own",
        ),
        Example(
            "| Component | Before | After | Change |\n| --- | --- | --- | --- |\n"
            "| a | 2,400 | 2,600 | +200 (+8%) |\n"
            "| b | 3,000 | 2,500 | -500 (-17%) |\n| c | 600 | 1,800 | +1,200 (+200%) |\n",
            note="the difference, and behind it the relative change",
        ),
        Example(
            "| 成本 | 2020年 | 2025年 | 降低幅度 |\n| --- | --- | --- | --- |\n"
            "| 训练 | $10M | $1M | 90% |\n| 推理 | $0.001/token | $0.0001/token | 90% |\n"
        ),
        Example(
            "| Task | Before | After | Change |\n| --- | --- | --- | --- |\n"
            "| a | 40% | 70% | +30% |\n| b | 50% | 75% | +50% |\n",
            note="points and relative change",
        ),
        Example(
            "| Model | Latency (ms) | Speedup |\n| --- | --- | --- |\n| base | 120 | 1.0x |\n"
            "| fast | 60 | 2.0x |\n| faster | 50 | 2.4x |\n"
        ),
        Example(
            "| Model | MMLU | GSM8K | Improvement |\n| --- | --- | --- | --- |\n"
            "| a | 60.1 | 70.2 | 3.1 |\n| b | 61.0 | 75.0 | 4.2 |\n",
            note="against something else",
        ),
    ),
)
"""Changes in tables."""
