"""A column that is the sum, mean, product, quotient or weighted score of others is so in every row."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.breaches import findings
from generator.audit.tables.header_kinds import (
    DIFFERENCE,
    HARMONIC,
    MEAN,
    PRODUCT,
    QUOTIENT,
    STATED,
    SUM,
    WEIGHTED,
)
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Columns whose other rows, or whose headers, say what they are computed from."""
    return findings(document, RULE, (SUM, DIFFERENCE, MEAN, HARMONIC, PRODUCT, QUOTIENT, WEIGHTED, STATED))


RULE: Rule[Document] = Rule(
    code="CA535",
    name="table-derived",
    severity=Severity.ERROR,
    title={
        "en": "a computed column is wrong in one row",
        "zh": "表格中由其他列计算的列有一行不符",
    },
    why={
        "en": "If every other row is the sum of its cells, the one that is not was forgotten in an update.",
        "zh": "其他各行都等于各列之和，唯独一行不是，往往是更新时遗漏。",
    },
    check=check,
    bad=(
        Example(
            "| 分区 | 户数 | 最小流量 | 合法用水 | 净漏失 |\n| --- | --- | --- | --- | --- |\n| 一 | 8,400 | "
            "46.2 | 16.8 | 29.4 |\n| 二 | 6,150 | 38.5 | 12.3 | 26.2 |\n| 三 | 10,300 | 62.6 | "
            "20.6 | ⟦50.8⟧ |\n| 四 | 4,900 | 22.9 | 9.8 | 13.1 |\n",
            note="a net amount",
        ),
        Example(
            "| 指标 | 权重 | 得分 | 加权得分 |\n| --- | --- | --- | --- |\n| 质量 | 50% | 85 | ⟦44.50⟧ |\n"
            "| 价格 | 30% | 72 | 21.60 |\n",
            note="weight times score",
        ),
        Example(
            "Weights: price 50%, quality 30%, delivery 20%.\n\n| Criterion | A | B |\n| --- | "
            "--- | --- |\n| Price | 8 | 6 |\n| Quality | 7 | 9 |\n| Delivery | 9 | 5 |\n| "
            "Weighted score | 7.9 | ⟦7.1⟧ |\n",
            note="criteria as rows",
        ),
        Example(
            "综合得分 = 质量×50% + 价格×30% + 交付×20%\n\n| 供应商 | 质量 | 价格 | 交付 | 综合得分 |\n"
            "| --- | --- | --- | --- | --- |\n| 甲 | 85 | 90 | 78 | ⟦83.7⟧ |\n| 乙 | 92 | 70 | 88 | 84.6 |\n",
            note="a formula in the text",
        ),
        Example(
            "- Relevance to the workflow (weight 50%): does it help?\n- Low friction / time to "
            "value (weight 30%)\n- Local or self-hosted use (weight 20%)\n\n| Tool | Relevance "
            "| Low friction | Local/self-hosted | Weighted total |\n| --- | --- | --- | --- | "
            "--- |\n| Sheets | 4 | 5 | 2 | ⟦3.5/5⟧ |\n",
            note="the weights stand in a list, the headers are short forms",
        ),
        Example(
            "| Candidate | Engine (0.5) | Game (0.3) | Cost (0.2) | Total |\n| --- | --- | --- "
            "| --- | --- |\n| Options | 5 | 4 | 3 | ⟦4.15⟧ |\n",
            note="the headers give the weights: one row is enough",
        ),
        Example(
            "| Item | Calculation | Cost |\n| --- | --- | --- |\n| Restore | 100 GB × $0.025 | $2.50 |\n"
            "| Tiering | 100 GB × ($0.023 + $0.0025) | ⟦$2.52⟧ |\n",
            note="the cell before spells it out",
        ),
        Example(
            "| Item | Value |\n| --- | --- |\n| Revenue | $1,200,000 |\n| Cost of goods sold | $780,000 |\n"
            "| Gross profit | ⟦$402,000⟧ |\n| Operating expenses | $150,000 |\n",
            note="what names say of each other",
        ),
        Example(
            "| 可用性 | 每天停机 | 每年停机 |\n| --- | --- | --- |\n| 99% | 14.40 分钟 | 3.65 天 |\n"
            "| 99.9% | 1.44 分钟 | 8.76 小时 |\n| 99.99% | 8.64 秒 | 52.56 分钟 |\n"
            "| 99.999% | ⟦684 毫秒⟧ | 5.26 分钟 |\n",
            note="times in several units",
        ),
        Example(
            "| Item | Qty | Unit price | Amount |\n| --- | --- | --- | --- |\n"
            "| Labour | 2.5 hrs | $125.00/hr | ⟦$321.50⟧ |\n",
            note="quantity, unit price and amount leave no other relation",
        ),
        Example(
            "| 指标 | 数值 |\n| --- | --- |\n| 总请求数 | 7,500,000 |\n| 成功数 | 7,492,500 |\n"
            "| 失败数 | ⟦75,000⟧ |\n| P99 | 156ms |\n",
            note="a whole and its two parts, as rows",
        ),
        Example(
            "| 课程 | 学分 | 成绩 | 学分×成绩 |\n| --- | --- | --- | --- |\n| 数学 | 5 | 86 | ⟦473⟧ |\n"
            "| 代数 | 3 | 92 | 276 |\n| 程序 | 3 | 94 | 282 |\n",
            note="the header spells it out",
        ),
        Example(
            "综合得分按算力 0.4、生态 0.25、功耗 0.2、价格 0.15 加权。\n\n"
            "| 芯片 | 算力 | 生态 | 功耗 | 价格 | 综合得分 |\n| --- | --- | --- | --- | --- | --- |\n"
            "| 甲 | 85 | 80 | 78 | 86 | 82.5 |\n| 乙 | 90 | 60 | 70 | 75 | 76.3 |\n"
            "| 丙 | 88 | 72 | 60 | 80 | ⟦79.2⟧ |\n",
            note="the weights stand in a sentence",
        ),
        Example(
            "| 云 | 月费 | 年费 |\n| --- | --- | --- |\n| 甲 | $3,007 | $36,084 |\n"
            "| 乙 | $3,679 | ⟦$54,148⟧ |\n"
            "| 丙 | $2,496 | $29,952 |\n",
            note="twelve months make a year",
        ),
        Example(
            "| 能力域 | 权重 | 得分 | 加权得分 |\n| --- | --- | --- | --- |\n| 战略 | 10% | 82 | 8.20 |\n"
            "| 组织 | 15% | 76 | 11.40 |\n| 架构 | 15% | 68 | 10.20 |\n"
            "| 质量 | 25% | 64 | ⟦18.40⟧ |\n| 应用 | 35% | 58 | 20.30 |\n",
        ),
        Example(
            "| Tier | Target | Downtime (min) |\n| --- | --- | --- |\n| Bronze | 99.0% | 432.0 |\n"
            "| Silver | 99.5% | ⟦316.0⟧ |\n| Gold | 99.9% | 43.2 |\n| Platinum | 99.99% | 4.3 |\n",
            note="what is missing to 100 %, of a month",
        ),
        Example(
            "| Gruppe | Strom | Wärme | Summe |\n| --- | --- | --- | --- |\n| Q1 | 412,5 | 310,2 | 722,7 |\n"
            "| Q2 | 398,0 | 145,6 | 543,6 |\n| Q3 | 421,3 | 62,4 | ⟦438,7⟧ |\n| Q4 | 430,2 | 281,8 | 712,0 "
            "|\n",
            note="decimal commas throughout",
        ),
        Example(
            "| Person | Weeks | Pay |\n| --- | --- | --- |\n| Ana | 7 | 7,140 |\n| Bo | 5 | 5,100 |\n| Cem "
            "| 8 | 8,160 |\n"
            "| Dee | 6 | ⟦6,210⟧ |\n| Eve | 9 | 9,180 |\n",
            note="every other week is paid 1,020",
        ),
        Example(
            "| Name | Q1 | Q2 | Total |\n| --- | --- | --- | --- |\n| a | 10 | 20 | 30 |\n"
            "| b | 15 | 25 | ⟦45⟧ |\n| c | 30 | 31 | 61 |\n"
        ),
        Example(
            "| Item | Price | Quantity | Amount |\n| --- | --- | --- | --- |\n"
            "| a | 2.5 | 4 | 10.0 |\n| b | 3.0 | 7 | 21.0 |\n| c | 1.5 | 6 | ⟦19.0⟧ |\n"
        ),
        Example(
            "| Vendor | List price | Discount | Net price |\n| --- | --- | --- | --- |\n"
            "| Alpine | $120,000 | 15% | $102,000 |\n| Borealis | $98,000 | 10% | $88,200 |\n"
            "| Cirrus | $150,000 | 20% | ⟦$130,000⟧ |\n",
            note="less a discount",
        ),
        Example(
            "| 模型 | 用量（万次） | 单价（元/千次） | 费用（元） |\n| --- | --- | --- | --- |\n"
            "| 甲 | 120 | 0.5 | 600 |\n| 乙 | 80 | 1.2 | 960 |\n| 丙 | 200 | 0.3 | ⟦900⟧ |\n",
            note="units apart by a power of ten",
        ),
        Example(
            "| 项目 | 计算 | 结果 |\n| --- | --- | --- |\n| 显存 | 80 × 8 | 640 |\n"
            "| 带宽 | 3.35 × 8 | ⟦28.6⟧ |\n| 功耗 | 700 × 8 | 5,600 |\n",
            note="the computation is in the cell before",
        ),
        Example(
            "| Model | Precision | Recall | F1 |\n| --- | --- | --- | --- |\n| A | 0.90 | 0.80 | 0.847 |\n"
            "| B | 0.75 | 0.60 | ⟦0.676⟧ |\n| C | 0.82 | 0.78 | 0.800 |\n"
        ),
        Example(
            "| 指标 | 2023 | 2024 | 2025 |\n| --- | --- | --- | --- |\n| 收入 | 100 | 130 | 169 |\n"
            "| 成本 | 70 | 85 | 105 |\n| 利润 | 30 | ⟦54⟧ | 64 |\n",
            note="a row computed from two others",
        ),
        Example(
            "| Model | Quality (60%) | Price (40%) | Score |\n| --- | --- | --- | --- |\n"
            "| a | 80 | 90 | 84 |\n| b | 70 | 50 | 62 |\n| c | 90 | 60 | ⟦75⟧ |\n"
        ),
    ),
    good=(
        Example(
            "| Student | Essay (60%) | Exam (40%) | Total |\n| --- | --- | --- | --- |\n| Ann "
            "| 54 | 38 | 92 |\n| Bob | 48 | 36 | 84 |\n",
            note="points that are weighted already",
        ),
        Example(
            "Scores are weighted 50% quality, 30% price and 20% delivery; late bids get a "
            "penalty.\n\n| Bidder | Quality | Price | Delivery | Score |\n| --- | --- | --- | "
            "--- | --- |\n| A | 80 | 90 | 70 | 76 |\n| B | 75 | 80 | 90 | 74 |\n",
            note="the text tells of more than weights",
        ),
        Example(
            "| Candidate | Engine (0.5) | Game (0.3) | Cost (0.2) | Penalty | Total |\n| --- | "
            "--- | --- | --- | --- | --- |\n| Options | 5 | 4 | 3 | 0.5 | 3.8 |\n| Console | 4 "
            "| 4 | 2 | 0.2 | 3.4 |\n",
            note="a column without a weight counts as well",
        ),
        Example(
            "| $000 | Actual | Plan | Variance % |\n| --- | --- | --- | --- |\n"
            "| Revenue | 1,100 | 1,050 | +5% |\n| COGS | 209 | 200 | +5% |\n"
            "| Gross profit | 891 | 850 | +5% |\n",
            note="variances are not computed from each other",
        ),
        Example(
            "| Suite | Total | Passed | Failed | Skipped |\n| --- | --- | --- | --- | --- |\n"
            "| unit | 120 | 110 | 6 | 4 |\n| e2e | 40 | 38 | 0 | 2 |\n",
            note="a third part",
        ),
        Example(
            "| Metric | Value |\n| --- | --- |\n| Total calls | 151 |\n| Migrated calls | 98 |\n"
            "| Remaining calls | 53 |\n| Files migrated | 5 |\n| Files remaining | 18 |\n",
            note="calls and files",
        ),
        Example(
            "| 资源 | 数量 | 单价 | 费用 |\n| --- | --- | --- | --- |\n| 实例 | 2 | 0.5 | 730 |\n"
            "| 磁盘 | 100 | 0.0008 | 57.6 |\n",
            note="a price per hour, a cost per month",
        ),
        Example(
            "| Metric | Min | Avg | Max |\n| --- | --- | --- | --- |\n| Reward | 0.76 | 0.888 | 0.95 |\n"
            "| Time | 5 | 5 | 5 |\n| Success | 100 | 100 | 100 |\n",
            note="an average lies anywhere between",
        ),
        Example(
            "| Test | Runs | Mean (ms) | Ops/s |\n| --- | --- | --- | --- |\n| a | 100 | 1.190 | 840 |\n"
            "| b | 1 | 116.7 | 857 |\n| c | 100 | 24.009 | 42 |\n| d | 100 | 5.870 | 170 |\n"
            "| e | 100 | 0.758 | 1,319 |\n| f | 100 | 7.693 | 130 |\n",
            note="what is the same in all other rows may have no part in it",
        ),
        Example(
            "| Name | Q1 | Q2 | Total |\n| --- | --- | --- | --- |\n| a | 10 | 20 | 30 |\n"
            "| b | 15 | 25 | 40 |\n"
        ),
        Example(
            "| Model | val 50-95 | e2e 50/95 | Size |\n| --- | --- | --- | --- |\n| n | 40.9 | 40.1 | 640 |\n"
            "| s | 48.6 | 47.8 | 640 |\n| m | 53.1 | 52.5 | 640 |\n| l | 55.0 | 54.4 | 640 |\n"
            "| x | 57.5 | 56.9 | 640 |\n",
            note="nearly in proportion, but measured",
        ),
        Example(
            "| Model | A | B | Average |\n| --- | --- | --- | --- |\n| a | 60.1 | 70.2 | 65.2 |\n"
            "| b | 61.0 | 75.0 | 68.0 |\n"
        ),
        Example(
            "| Item | Price | Rebate | Net price |\n| --- | --- | --- | --- |\n| a | 1,200 | 10% | 1,080 |\n"
            "| b | 800 | 25% | 600 |\n| c | 500 | — | 480 |\n",
            note="nothing to compute from",
        ),
        Example(
            "| 方案 | 规模 | 周期 | 风险 |\n| --- | --- | --- | --- |\n| 甲 | 2 | 3 | 6 |\n"
            "| 乙 | 1 | 4 | 4 |\n"
            "| 丙 | 3 | 3 | 8 |\n",
            note="small numbers agree by chance",
        ),
        Example(
            "| Runs | Seconds | Runs per second |\n| --- | --- | --- |\n| 100200 | 5 | 20040 |\n"
            "| 30900 | 7 | 4414 |\n| 62600 | 9 | 6955 |\n| 178300 | 11 | 16209 |\n",
            note="cut off instead of rounded",
        ),
        Example(
            "| Model | Heads | Layers | Context |\n| --- | --- | --- | --- |\n"
            "| a | 8 | 4 | 12 |\n| b | 12 | 6 | 18 |\n| c | 16 | 8 | 32 |\n",
            note="chance",
        ),
    ),
)
"""Computed columns."""
