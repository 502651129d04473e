"""A percentage beside a count and its whole is their quotient."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.audit import wording
from generator.audit.bounds import Fit
from generator.audit.wholes.common_wholes import common_wholes
from generator.audit.wholes.counted import Counted, counted
from generator.audit.wholes.parts import WrongShare, wrong_shares
from generator.audit.wholes.share_forms import misstated_shares
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.quantity import half_up
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Every percentage beside a count; where only the whole is said, some count must give the percentage."""
    judged: set[int] = set()
    for each in counted(document):
        judged.add(each.start)
        if each.gap > each.unit / 2:
            yield _finding(document, each)
    for each in common_wholes(document):
        if each.start not in judged:
            judged.add(each.start)
            yield _finding(document, each)
    for wrong in (*misstated_shares(document), *wrong_shares(document)):
        place = wrong.offset + wrong.part.share.start
        if place not in judged:
            judged.add(place)
            yield _share(document, wrong)


def _share(document: Document, wrong: WrongShare) -> Diagnostic:
    """The finding about an amount whose whole is named for several."""
    amount, share = wrong.part.amount.figure, wrong.part.share.figure
    value = amount.value / wrong.whole
    expected = restated(share, value)
    return RULE.finding(
        document.span(wrong.offset + wrong.part.share.start, wrong.offset + wrong.part.share.end),
        f"states {share.text}, but {amount.text} of {wrong.whole_text} is {wording.shown(share, value)}",
        f"write {expected}, or correct an amount",
        severity=Severity.WARNING if wrong.fit is Fit.LAST_DIGIT else Severity.ERROR,
        stated=share.text,
        expected=expected,
    )


def _finding(document: Document, each: Counted) -> Diagnostic:
    if each.part is None:
        message = f"no whole number out of {each.whole} is {each.text}"
        return RULE.finding(
            document.span(each.start, each.end),
            message,
            "check the number of cases, or print the count",
            severity=Severity.WARNING,
            stated=each.text,
        )
    places = len(each.text.partition(".")[2].rstrip("%"))
    share = Fraction(each.part, each.whole) * 100
    count = shown(point(Fraction(each.part)))
    expected = f"{half_up(share, places):f}%"
    written = document.text[each.start : each.end]
    number = each.text.rstrip("%")
    fix = Fix(document.span(each.start, each.end), written.replace(number, expected.rstrip("%"), 1))
    return RULE.finding(
        document.span(each.start, each.end),
        f"states {each.text}, but {count} of {each.whole} is {shown(point(share))}%",
        f"write {expected}, or correct a count",
        severity=Severity.WARNING if each.gap <= each.unit else Severity.ERROR,
        fix=fix if written.startswith(number) else None,
        stated=each.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA508",
    name="count-percentage",
    severity=Severity.ERROR,
    title={"en": "a percentage is not that of the counts beside it", "zh": "百分比与旁边的计数不符"},
    why={
        "en": "Count, whole and percentage say one thing three times. Even without the count, a small whole "
        "allows only certain percentages (the GRIM test).",
        "zh": "计数、总数与百分比说的是同一件事。即使不写计数，较小的总数也只允许某些百分比（GRIM 检验）。",
    },
    check=check,
    bad=(
        Example("192 个失败任务中，参数错误 72 个，占 37.5%；服务超时 42 个，占 ⟦27.9%⟧。\n"),
        Example("640 张工单中有 416 张当天关闭，比例为 ⟦75%⟧。\n"),
        Example("The 14 late deliveries account for ⟦9%⟧ of the 200 orders.\n"),
        Example("全年级 178 人参加。及格（60 分及以上）157 人，合格率 ⟦98.2%⟧。\n"),
        Example(
            "Among the 1,440 respondents, 936 (65 percent) work remotely and 159 (⟦13 "
            "percent⟧) in an office.\n"
        ),
        Example("It captures ⟦83.7%⟧ (1,908 of 2,154; see finding 7).\n"),
        Example(
            "| 维度 | 得分 |\n| --- | --- |\n| 架构 | 82.7 / 95（87.1%） |\n| 效果 | 1.5 / 5（⟦300%⟧） |\n"
        ),
        Example(
            "```\nEasy queries (30):\n  Correct: 29/30 (97%)\n\nOverall accuracy: 82/100 (⟦52%⟧)\n```\n",
            note="a block without a language",
        ),
        Example("Of 4,000 questionnaires 1,480 came back, a response rate of ⟦17%⟧.\n"),
        Example("全年级 178 人参加。及格（60 分及以上）157 人，及格率 ⟦98.2%⟧。\n"),
        Example(
            "We analysed 1,440 forms.\n\nEurope has 612 respondents (42.5%), North America 446 (31.0%), "
            "Asia 259 (⟦15.0%⟧), others 123 (8.5%).\n",
            note="the whole that the other counts fit",
        ),
        Example("Of the 1,440 respondents, 936 (65%) work remotely and 159 (⟦13%⟧) in an office.\n"),
        Example("Of the tickets, 15 of 200 (⟦8.5%⟧) were late.\n"),
        Example("通过率 ⟦90%⟧（48/50）。\n"),
        Example("Five of the seven reviewers (⟦91%⟧) agreed.\n"),
        Example("Overall progress is ⟦25%⟧: 11 of 20 milestones are done.\n"),
        Example("Of the cases, 6 of 112 (⟦6%⟧) were late.\n", note="the digits of the count, not its share"),
        Example("200 名用户中有 30 名流失（⟦20%⟧）。\n"),
        Example("50 题通过 31 题，通过率 ⟦64%⟧。\n"),
        Example("支持 900/1,200 个算子，覆盖率 ⟦72%⟧。\n"),
        Example("Of 3,200 cases 48 were skipped (1.5%) and 16 failed (⟦0.8%⟧).\n"),
        Example("总成本 240 万元，其中算力 144 万元（60%），带宽 36 万元（15%），其他 60 万元（⟦30%⟧）。\n"),
        Example("合计 1,600 张：\n\n- 训练：960 张（60%）\n- 推理：480 张（30%）\n- 试点：160 张（⟦15%⟧）\n"),
        Example(
            "Europe has 612 people (42.5%), America 446 (31%), Asia 382 (⟦29.5%⟧).\n", note="of their sum"
        ),
        Example("回收问卷 1,000 份，有效问卷 860 份，问卷有效率 ⟦88%⟧。\n"),
        Example("Of the 184,000 attempts 46,000 failed, an error rate of ⟦29%⟧.\n"),
        Example("Of the 28 participants, ⟦35%⟧ agreed.\n", note="9 is 32 %, 10 is 36 %"),
        Example("This release closes 184 issues, 69 of them bugs (⟦77.5%⟧).\n"),
        Example("Goodput was 398 hours of 432, so ⟦99.1%⟧.\n"),
        Example("The brokers account for $2,475 of $4,723, or ⟦56.4%⟧.\n"),
        Example("The project is ⟦88%⟧ complete (10 completed hours out of 12.5 total hours).\n"),
        Example("The budget is $84,000, which leaves $2,800 (⟦1.3%⟧) unallocated.\n"),
        Example("This saves 12 GPUs (⟦28.75%⟧ of 64).\n"),
        Example("付费转化率 ⟦7.5%⟧，即 18.4 万人中约 8,280 人付费。\n"),
        Example("连接数 480/上限 500，使用率 ⟦56%⟧。\n"),
        Example("发放问卷 500 份，回收 480 份（⟦86%⟧）。\n"),
        Example("任务 24/24 完成（⟦190%⟧）。\n"),
    ),
    good=(
        Example("应到 56 人，实到 42 人，到会率 75%；45 个席位中女性占 18 席，即 40%。\n"),
        Example(
            "Of 423,360 lines picked by robots, 508 were wrong, an error rate of 0.12%; manual "
            "picking had 1,482 errors in 494,000 lines (0.30%).\n",
            note="more than the whole is no part of it",
        ),
        Example(
            "Of 412 pupils, 389 sat all three papers (94.4%); 23 did not.\n",
            note="a word that counts something else",
        ),
        Example(
            "```\nCorrect: 29/30 (97%)\nScore: 8.5/10 (85%)\n```\n\n"
            "It captures 88.6% (1,908 of 2,154; a third of them twice).\n"
        ),
        Example(
            "There were 1,440 forms and 270 calls.\n\nEurope has 612 (42.5%), America 446 (31.0%), "
            "Asia 259 (18.0%); by phone came 81 (30%).\n",
            note="a count of another whole",
        ),
        Example("Of the tickets, 15 of 200 (7.5%) were late, 48/50 (96%) passed.\n"),
        Example("200 名用户中有 30 名流失（15%），通过率 96%（48/50）。\n"),
        Example("30 题答对 24 题，正确率 80%；支持 900/1,200 个算子，覆盖率 75%。\n"),
        Example("It solved 152 of 400 tasks (38%), people 288 of 400 (72%).\n", note="each its own whole"),
        Example("Of the 28 participants, 36% agreed.\n"),
        Example("15 of 200 users left (92.5% stayed).\n", note="the rest"),
        Example(
            "总成本 240 万元，其中算力 144 万元（60%），带宽 36 万元（同比增长 12%）；人力 60 万元（25%）。\n"
        ),
        Example(
            "A solved 120 of 200 tasks (60%), B 110 (55%), C 30 of 50 (60%).\n", note="each its own whole"
        ),
        Example(
            "The cluster has 64 GPUs; 48 train (95% busy), 16 serve (40% busy).\n", note="something else"
        ),
        Example("处理 3,000 条，成功 2,400 条，失败率 20%；营收 500 万元，净利润 40 万元，毛利率 25%。\n"),
        Example(
            "This release closes 184 issues, 69 of them bugs (37.5%). We spent $2,475 of $4,723, or 3% of "
            "revenue. 2 of 3 teams are 20% faster; 15 of 40 users saved 30%.\n",
            note="of something else, or a change",
        ),
        Example("On 3/4 (95%+ of the days) it rained; 2 of 3 teams grew by 12%.\n"),
    ),
)
"""Percentages beside counts."""
