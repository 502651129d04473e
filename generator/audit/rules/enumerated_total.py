"""A total or a mean beside the figures that it is made of is that of these figures."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.bounds import Fit
from generator.audit.wholes.enumerated import Enumerated, enumerated
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Every total and mean that a sentence gives for what it enumerates, or for the list in front of it."""
    seen: set[int] = set()
    for each in enumerated(document):
        if each.start not in seen:
            seen.add(each.start)
            yield _finding(document, each)


def _finding(document: Document, each: Enumerated) -> Diagnostic:
    terms = " + ".join(figure.text.strip() for figure in each.terms)
    formula = f"({terms}) / {len(each.terms)}" if each.is_mean else terms
    wanted = restated(each.stated, each.value)
    return RULE.finding(
        document.span(each.start, each.end),
        f"states {each.stated.text.strip()}, but {formula} is {shown(each.stated, each.value)}",
        f"write {wanted}, or correct one of the figures",
        severity=Severity.WARNING if each.fit is Fit.LAST_DIGIT else Severity.ERROR,
        stated=each.stated.text,
        expected=wanted,
    )


RULE: Rule[Document] = Rule(
    code="CA547",
    name="enumerated-total",
    severity=Severity.ERROR,
    title={
        "en": "a total or a mean in a sentence is not that of the figures beside it",
        "zh": "句中的合计或平均与所列各项不符",
    },
    why={
        "en": "The figures stand side by side: every reader can add them up.",
        "zh": "各项数字就列在一旁，读者一加便知。",
    },
    check=check,
    bad=(
        Example("总评 = 平时 20% + 实验 30% + 期末 50%，三项权重之和为 ⟦120%⟧。\n"),
        Example(
            "We ran 320 unit tests, 85 integration tests and 15 end-to-end tests, i.e. ⟦480⟧ tests overall.\n"
        ),
        Example("四位评委打 7 分、8 分、9 分、6 分，均分 ⟦8.5⟧ 分。\n"),
        Example("Fares of €46.50 and a hotel at €112.30 bring the bill to ⟦€185.80⟧.\n"),
        Example("The round trip takes ⟦135 minutes⟧: 35 by tram, 20 on foot and 50 by train.\n"),
        Example("测试套件现有 ⟦576⟧ 个用例：单元测试 412 个，集成测试 96 个，端到端测试 18 个。\n"),
        Example("里程碑下现有缺陷 11 条、需求 19 条、文档 7 条，总数 ⟦47⟧ 条。\n"),
        Example("电力 1,320 万元、算力 5,200 万元、机房 600 万元，合计 ⟦7,210 万元⟧。\n"),
        Example("三次得分 95%、90%、97%，平均 ⟦91%⟧。\n"),
        Example("The teams filed 12 from Oslo, 8 from Turin and 5 from Lima, ⟦27⟧ in total.\n"),
        Example("The mean of 90, 92 and 97 is ⟦91⟧.\n"),
        Example(
            "1. Quantise two models: saves 12 GPUs.\n2. Batch the jobs: saves 5 GPUs.\n"
            "3. Drop a region: saves 8 GPUs.\n\nTogether they save ⟦27⟧ GPUs.\n"
        ),
    ),
    good=(
        Example(
            "四位评委打 7 分、8 分、9 分、6 分，均分 7.5 分；三批货 2.4 吨、3.1 吨和 1.5 吨，总重 7.0 吨。\n"
        ),
        Example("五个专业平均 80.8 分，师资维度平均 80.8 分，实训维度平均 79.6 分。\n", note="three means"),
        Example("共 130 个（甲 70 个、乙 30 个、丙 20 个等）。\n", note="not all of them are told"),
        Example("The round trip takes 105 minutes: 35 by tram, 20 on foot and 50 by train.\n"),
        Example(
            "总成本 240 万元：电力 120 万元、机房 60 万元、人员 60 万元，合计 240 万元，人均 12 万元。\n"
        ),
        Example("三次得分 95%、90%、97%，平均 94%；加权平均 91%。\n"),
        Example("The teams filed 12 from Oslo, 8 from Turin and 5 from Lima, 25 in total.\n"),
        Example("12 GPUs, 3 racks and 5 switches make 20 in total.\n"),
        Example("甲 10 万元、乙 20 万元等多项，合计 500 万元。\n", note="not all are listed"),
    ),
)
"""Totals in sentences."""
