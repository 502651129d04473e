"""A cumulative column is the running sum of the column it accumulates."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.breaches import findings
from generator.audit.tables.header_kinds import CUMULATIVE
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each step of a cumulative column."""
    return findings(document, RULE, (CUMULATIVE,))


RULE: Rule[Document] = Rule(
    code="CA533",
    name="table-cumulative",
    severity=Severity.ERROR,
    title={
        "en": "a cumulative column does not add up",
        "zh": "累计列与各行之和不符",
    },
    why={
        "en": "Each step of a running sum is the row's own part; one slip spoils everything below it.",
        "zh": "累计列每一步的增量就是该行的数值；一处出错，下面全都不可信。",
    },
    check=check,
    bad=(
        Example(
            "| 类别 | 占比 | 累计占比 |\n| --- | --- | --- |\n| a | 40.3% | 40.3% |\n| b | 17.8% | 58.1% |\n"
            "| c | 14.3% | ⟦69.4%⟧ |\n| d | 3.9% | 76.3% |\n| e | 2.4% | 78.7% |\n",
            note="the sums below it are right",
        ),
        Example(
            "| Route | Share | Cumulative |\n| --- | --- | --- |\n| a | 40% | 40% |\n| b | 26% | 66% |\n"
            "| c | 26% | ⟦94%⟧ |\n| d | 8% | 100% |\n",
            note="66 % and 26 % are between 91 % and 93 %",
        ),
        Example(
            "| 长度 | 数量 | 累计占比 |\n| --- | --- | --- |\n| 1 | 120 | 12.0% |\n| 2 | 230 | 35.0% |\n"
            "| 3 | 310 | ⟦63.0%⟧ |\n| 4 | 340 | 100.0% |\n",
            note="of counts",
        ),
        Example(
            "| 公司 | 份额 | 累积份额 |\n| --- | --- | --- |\n| 甲 | 40% | 40% |\n| 乙 | 25% | 65% |\n"
            "| 丙 | 20% | ⟦75%⟧ |\n| 丁 | 15% | 100% |\n"
        ),
    ),
    good=(
        Example(
            "| Route | Share | Cumulative |\n| --- | --- | --- |\n| a | 33% | 33% |\n| b | 33% | 67% |\n"
            "| c | 33% | 100% |\n",
            note="sums of what was rounded for print",
        ),
        Example(
            "| 公司 | 份额 | 累积份额 |\n| --- | --- | --- |\n| 甲 | 40% | 40% |\n| 乙 | 25% | 65% |\n"
            "| 丙 | 35% | 100% |\n"
        ),
        Example(
            "| Month | New | Cumulative |\n| --- | --- | --- |\n| Jan | 1.2 | 1.2 |\n"
            "| Feb | 1.3 | 2.6 |\n| Mar | 1.1 | 3.7 |\n",
            note="rounded",
        ),
    ),
)
"""Running sums."""
