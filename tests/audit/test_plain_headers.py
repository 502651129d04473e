"""Tables whose headers name the relation: rows are judged one by one, in every reading that people use."""

from __future__ import annotations

import pytest

from generator.audit import audit_text


def _stated(text: str) -> list[str]:
    """What the findings about tables say is wrong."""
    return [each.stated for each in audit_text(text).diagnostics if each.code in ("CA534", "CA535", "CA532")]


def _table(*rows: str) -> str:
    header, *body = rows
    columns = header.count("|") - 1
    return "\n".join((header, "|" + " --- |" * columns, *body)) + "\n"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("| 查询 | 优化前 | 优化后 | 提升 |", "| a | 800 | 120 | 85% |", "| b | 1200 | 150 | 870% |",
          "| c | 1500 | 200 | 87% |", "| d | 2000 | 400 | 65% |"), ["870%", "65%"]),
        (("| Metric | Before | After | Change |", "| a | 347 | 307 | -4 |"), ["-4"]),
        (("| Metric | Before | After | Change |", "| a | 3.2s | 800ms | -57% |"), ["-57%"]),
        (("| 门店 | 计划 | 实际 | 差异 |", "| 甲 | 500 | 520 | 20 |", "| 乙 | 300 | 280 | -30 |"), ["-30"]),
        (("| Test | v4.1 (ms) | v4.2 (ms) | Change |", "| p50 | 4.1 | 3.2 | -42.0% |",
          "| p90 | 9.8 | 7.4 | -24.5% |", "| p99 | 31.5 | 19.6 | -73.8% |"), ["-42.0%", "-73.8%"]),
        (("| 单位 | 2024年得分 | 2025年得分 | 提升 |", "| 甲 | 63.2 | 76.4 | +31.2 |"), ["+31.2"]),
        (("| Item | Qty | Unit cost | Total |", "| a | 4 | $19.00 | $96.00 |", "| b | 3 | $21.00 | $36.00 |",
          "| c | 1 | $7.00 | $7.00 |"), ["$96.00", "$36.00"]),
        (("| 物料 | 数量 | 单价 | 金额 |", "| 甲 | 12 | 350 | 4,300 |"), ["4,300"]),
        (("| Suite | Total | Passed | Failed |", "| a | 120 | 117 | 13 |", "| b | 40 | 38 | 2 |"), ["13"]),
        (("| 指标 | 数值 |", "| 总请求数 | 7,500 |", "| 成功数 | 7,492 |", "| 失败数 | 80 |"), ["80"]),
        (("| 指标 | 数值 |", "| 总请求数 | 7,500 |", "| 失败数 | 75 |", "| 错误率 | 0.1% |"), ["0.1%"]),
        (("| Test | Before | After | Difference | Change |", "| a | 31.5 | 19.6 | -12.9 | -73.8% |",
          "| b | 9.8 | 7.4 | -2.4 | -24.5% |"), ["-12.9", "-73.8%"]),
        (("| Test | Before | After | Change |", "| Total errors | 347 | 307 | -40 |",
          "| Total warnings | 1732 | 1895 | +1630 |", "| Files | 20 | 30 | +10 |"), ["+1630"]),
        (("| 项目 | 甲 | 乙 | 丙 | 平均 |", "| a | 3.8 | 3.5 | 4.1 | 3.80 |",
          "| b | 3.6 | 3.4 | 3.2 | 4.40 |", "| c | 3.4 | 4.0 | 4.4 | 4.93 |",
          "| d | 3.1 | 3.3 | 3.5 | 3.30 |"), ["4.40", "4.93"]),
        (("| 组别 | 频数 | 频率 |", "| a | 60 | 48.0% |", "| b | 31 | 42.8% |", "| c | 26 | 28.0% |",
          "| d | 8 | 6.4% |", "| 合计 | 125 | 100% |"), ["42.8%", "28.0%"]),
    ],
)  # fmt: skip
def test_rows_that_no_reading_explains(rows: tuple[str, ...], wrong: list[str]) -> None:
    assert _stated(_table(*rows)) == wrong


@pytest.mark.parametrize(
    "rows",
    [
        ("| Metric | Before | After | Improvement |", "| a | 450ms | 225ms | 2x |"),
        ("| Metric | Before | After | Improvement |", "| a | 450ms | 225ms | 100% faster |"),
        ("| Metric | Before | After | Improvement |", "| hit rate | 45% | 78% | ⬆️ 73% |"),
        ("| Metric | Before | After | Improvement |", "| hit rate | 45% | 78% | +33 |"),
        ("| Metric | Before | After | Improvement |", "| errors | 90 | 31 | 60%+ |"),
        ("| Metric | Before | After | Improvement |", "| time | 3.2s | 800ms | 75% |"),
        ("| Metric | Before | After | Change |", "| time | 3.2s | 800ms | -2.4s |",
         "| gap | 1 min | 20 s | 3x |"),
        ("| Metric | Before | After | Improvement |", "| time | 60ms | 31ms | 50% |"),
        ("| Metric | Before | After | Improvement |", "| size | 95/100 | 98/100 | +3 |"),
        ("| 指标 | 2023 | 2024 | 2025 | 增长 |", "| a | 10 | 13 | 20 | 54% |"),
        ("| Model | Top-1 | Top-5 | Gain |", "| a | 76.1 | 92.9 | +1.3 |", "| b | 78.0 | 94.0 | +3.2 |"),
        ("| Item | Qty | Unit price | Discount | Total |", "| a | 4 | 19.00 | 10% | 68.40 |"),
        ("| Item | Qty | Unit price | Total |", "| a | 4 | 19.00 | 81.32 |", "| b | 2 | 7.00 | 14.98 |",
         "| c | 3 | 5.00 | 16.05 |"),
        ("| 资源 | 数量 | 单价（元/小时） | 费用（元） |", "| 甲 | 2 | 0.5 | 720 |"),
        ("| Item | Qty | Price | Total |", "| a | 2 | 590.00 | 1.18k |"),
        ("| Suite | Total | Passed | Failed | Skipped |", "| a | 120 | 110 | 6 | 4 |"),
        ("| Phase | Happy | Sad | Total | Passed | Failed | Pending |", "| a | 2 | 2 | 4 | 2 | 0 | 2 |"),
        ("| 指标 | 数值 |", "| 总请求数 | 7,500 |", "| 成功数 | 7,400 |", "| 失败数 | 60 |", "| 超时 | 40 |"),
        ("| Metric | Value |", "| Total calls | 151 |", "| Files migrated | 5 |", "| Files remaining | 18 |"),
        ("| 指标 | 数值 |", "| 总请求数 | 7,500 |", "| 失败数 | 75 |", "| 成功率 | 99% |"),
        ("| Test | Before | After | Difference | Change |", "| a | 31.5 | 19.6 | -11.9 | -37.8% |",
         "| b | 9.8 | 7.4 | -2.4 | -24.5% |"),
        ("| Model | A | B | Average |", "| a | 60.1 | 70.2 | 64.3 |", "| b | 61.0 | 75.0 | 66.2 |"),
        ("| Model | Size | A | B | Average |", "| a | 7 | 60.1 | 70.3 | 65.2 |",
         "| b | 13 | 61.0 | 75.0 | 68.0 |"),
        ("| Shop | North | South | Total |", "| a | 84,925 | 475,074 | 560,000 |", "| b | 10 | 20 | 30 |"),
        ("| Budget | Plan | Actual | Variance |", "| a | 100 | 90 | 10 |", "| b | 100 | 120 | -20% |"),
    ],
)  # fmt: skip
def test_rows_that_some_reading_explains(rows: tuple[str, ...]) -> None:
    assert _stated(_table(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("| 指标 | 数值 |", "| 收入 | 500 万元 |", "| 成本 | 320 万元 |", "| 毛利 | 190 万元 |"),
         ["190 万元"]),
        (("| 指标 | 数值 |", "| 收入 | 500 万元 |", "| 毛利 | 180 万元 |", "| 毛利率 | 40% |"), ["40%"]),
        (("| Quarter | Revenue | Cost | Profit |", "| Q1 | 120 | 80 | 45 |"), ["45"]),
        (("| Metric | Value |", "| Users | 1,200 |", "| Monthly cost | $3,600 |",
          "| Cost per user | $4.00 |"), ["$4.00"]),
        (("| 周 | 计划 | 完成 | 完成率 |", "| 1 | 25 | 20 | 85% |"), ["85%"]),
        (("| 阶段 | 人数 | 天数 | 人天 |", "| 开发 | 5 | 20 | 120 |"), ["120"]),
        (("| Region | Orders | Returns | Return rate |", "| N | 300 | 15 | 6.0% |"), ["6.0%"]),
        (("| Class | TP | FP | Precision |", "| a | 80 | 20 | 0.88 |"), ["0.88"]),
        (("| 项目 | 数值 |", "| 总人数 | 120 |", "| 男 | 70 |", "| 女 | 55 |"), ["55"]),
    ],
)  # fmt: skip
def test_what_is_computed_from_two_others(rows: tuple[str, ...], wrong: list[str]) -> None:
    assert _stated(_table(*rows)) == wrong


@pytest.mark.parametrize(
    "rows",
    [
        ("| Quarter | Revenue | Cost | Tax | Profit |", "| Q1 | 120 | 80 | 5 | 35 |"),
        ("| 指标 | 数值 |", "| 收入 | 500 万元 |", "| 营业成本 | 320 万元 |", "| 税费 | 30 万元 |",
         "| 净利润 | 150 万元 |"),
        ("| Metric | Value |", "| Revenue | $500k |", "| Gross profit | $180k |", "| Net profit | $90k |",
         "| Margin | 18% |"),
        ("| Plan | Users | Price | Price per user |", "| Team | 10 | $80 | $8 |"),
        ("| Plan | Users | Cost per month | Cost per user |", "| Team | 10 | $80 | $96 |"),
        ("| Week | Plan | Done | Completion |", "| 1 | 25 | 30 | 120% |"),
        ("| Item | CPU hours | Rate | Cost |", "| a | 100 | $0.50 | $50.00 |"),
        ("| Class | TP | FP | TN | FN | Precision | Recall |", "| a | 80 | 20 | 90 | 20 | 0.80 | 0.80 |"),
        ("| Region | Orders | Returns | Visits | Return rate |", "| N | 300 | 15 | 900 | 1.7% |"),
        ("| 阶段 | 人数 | 天数 | 人天 |", "| 开发 | 5 | 20 | 100 |"),
    ],
)  # fmt: skip
def test_what_is_computed_from_something_else(rows: tuple[str, ...]) -> None:
    assert _stated(_table(*rows)) == []
