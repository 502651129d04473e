"""What stands on the two sides of `=` or `≈` is the same number."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import steps
from generator.audit.verdicts import finding
from generator.diagnostics import Diagnostic, Severity
from generator.formula import Grade
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each step of a chain whose sides differ by more than a unit of the last digit."""
    for each, step in steps(document):
        if step.grade is Grade.INCONSISTENT and step.link.sign in "=≈" and not step.is_drift:
            yield finding(document, RULE, each, step)


RULE: Rule[Document] = Rule(
    code="CA501",
    name="formula-mismatch",
    severity=Severity.ERROR,
    title={"en": "the two sides of = or ≈ differ", "zh": "等号（或约等号）两边的数值不相等"},
    why={
        "en": "Whoever recomputes the line gets another number; one of the figures is stale or mistyped. "
        "Operands count exactly as printed; only a result may be rounded, by half a unit of its last digit.",
        "zh": "重新计算这一行会得到另一个数：必有一个数字已过时或写错。"
        "运算数按所写精确计算，只有结果允许四舍五入（末位半个单位以内）。",
    },
    check=check,
    bad=(
        Example(
            "```\nStandard system:\n- Fixtures: 200 × $80 = ⟦$15,470⟧\n- Energy: 240,000 × $0.12 "
            "= $28,800/year\n```\n",
            note="each line of a block by itself",
        ),
        Example(
            "```text\n转化度 = (20% × 0.25 + 30% × 0.20 + 95% × 0.20 +\n"
            "          70% × 0.20 + 40% × 0.15) × 100%\n       = ⟦50.5%⟧\n```\n",
            note="a derivation over several lines, set as plain text",
        ),
        Example(
            "```\n计算资源:\n  10 × c6i.2xlarge ($0.34/h)\n  = 10 × 0.34 × 730 = ⟦$2,581⟧\n```\n",
            note="a block without a language",
        ),
        Example("$$\\lambda = 2^{-1} = ⟦0.7⟧.$$\n", note="a full stop may end a formula"),
        Example(
            "It passes the bound after three years (59% + 3 × 6 = ⟦87%⟧).\n",
            note="points beside a percentage",
        ),
        Example("- 向量数据：1536 维 × 4 字节 = ⟦4⟧ KB\n", note="6,144 字节 is 6 KB"),
        Example(
            "The head takes `128,256 tokens × 8,192 × 2 bytes ≈ ⟦6.1⟧ GB`.\n", note="arithmetic set as code"
        ),
        Example("$$C = 0.3 \\times 0.60 + 0.7 \\times 0.50 = ⟦0.585⟧$$\n", note="the sum is 0.53"),
        Example("```math\n0.68 \\approx ⟦60\\%⟧\n```\n", note="68 % is not about 60 %"),
        Example("所以 9 × 8 = ⟦73⟧。\n"),
        Example("| 项目 | 计算 |\n| --- | --- |\n| 通过率 | 48/50 = ⟦86%⟧ |\n"),
        Example("The total is 1,200 * 3 = ⟦3,500⟧.\n"),
        Example("$\\frac{15}{200} = ⟦0.75\\%⟧$\n", note="a decimal place is lost"),
        Example("得分为 0.685（≈⟦60%⟧）。\n"),
    ),
    good=(
        Example("$$S = 9.6 \\times 0.6 + 9.5 \\times 0.4 = 9.56 / 10.0$$\n", note="a score with its scale"),
        Example(
            "```\nNPV = -$100,000 + $40,000/1.2 + $40,000/1.44 + $40,000/1.728\n    = "
            "-$100,000 + $33,333 + $27,778 + $23,148\n    = -$15,741\n```\n",
            note="rounded on the way",
        ),
        Example(
            "```\nR = 0.4 × 0.5\n  + 0.3 × 0.2\n  - 0.1 × 0.6\n  = 0.2\n```\n",
            note="one derivation over several lines",
        ),
        Example(
            "$$\\lambda = 2^{-1} = 0.5.$$ Here (59% + 3 × 6 = 77%), `x == 3 × 4 = 12`, 12 V × 2 A = 24 W.\n"
        ),
        Example("3 nodes × 4 GB = 12,288 MB; 1,000 users × 3 KB = 3 MB; 80 km/h × 3 h = 240 km.\n"),
        Example(
            "```\n当前: 2 TB SSD × $0.08 = $160\n59% + 3 × 6 = 77%\nx = 3 * 4\n```\n",
            note="a price per GB; percentage points; an assignment",
        ),
        Example("$0.3 \\times 0.60 + 0.7 \\times 0.50 = 0.53$ and $0.685 \\approx 69\\%$\n"),
        Example("$\\frac{2}{3} \\approx 0.67 = 66.7\\%$\n", note="both are roundings of the fraction"),
        Example("As $2^{10} = 1024 \\approx 1000$, a kilo is often 1024.\n"),
        Example("100 − 20 = 80% of them stayed.\n", note="what the percent sign applies to is unclear"),
        Example("100 stickers / 3 friends = 33 stickers each\n", note="whole things leave a remainder"),
        Example("$t = 90 \\text{ minutes} = 1.5 \\text{ hours}$\n", note="units convert"),
        Example("每卡 920 / 84 ≈ 10.95 万次。\n", note="the operands are counted in 万, too"),
        Example("See version 3 = 2024 release, x + 3 = 7, 3x = 12 and ratio 3:2 = 6:4.\n"),
        Example("`9 * 8 = 73` is code.\n"),
        Example("> The handbook says `3 × 4 = 13`.\n", note="code in a quotation is somebody else's"),
    ),
)
"""Chains whose sides differ."""
