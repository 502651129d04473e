"""A change stated beside its two figures is the change between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.bounds import Fit, judge
from generator.audit.changes.change_phrases import Change, changes_between
from generator.audit.changes.comparisons import COMPARED, comparisons
from generator.audit.changes.labelled_changes import labelled_changes
from generator.audit.changes.remainders import LEFT_BEHIND, remainders
from generator.audit.changes.steps import Step, steps
from generator.audit.changes.then_and_now import goes_on, then_and_now
from generator.audit.figures import Figure
from generator.audit.skeletons import Skeleton, skeleton
from generator.audit.statements import LONGEST_SENTENCE, Sentence, comparable, loose, sentences, stretches
from generator.audit.tables.expectations import Expectation, changes
from generator.audit.wholes.parts import told_with_share
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.markdown import MASK, Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_TRIGGER = lazy("→|⟶|➜|➔|⇒|->|=>|从|由|自|from|From")
"""Plain words and signs only, which are found fast."""
_SENTENCE = lazy(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]|$)")
_POINTS_ONLY, _RELATIVE_ONLY = (
    lazy(r"绝对|absolute", re.IGNORECASE),
    lazy(r"相对|relative", re.IGNORECASE),
)

_UNREAD = lazy(rf"[{MASK}=≈×]|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
_LARGE = 20
_TIMES_AS_MUCH = lazy(r"[为到至成]\s?(?:约|近)?\s*$")
_FASTER = lazy(r"快|加速|提速|\bfaster|\bquicker|\bspeed", re.IGNORECASE)
"""Speed is the inverse of time: from 120 ms to 80 ms is 50 % faster, in a third less time."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each change stated beside its two figures, in text, cells and diagram labels."""
    judged: set[int] = set()
    for offset, change in _changes(document):
        place = offset + change.stated.start
        if place not in judged:
            judged.add(place)
            yield from _judge(document, offset, change)
    for told in told_with_share(document):
        for step in steps(skeleton(told.text)):
            place = told.start + step.stated.start
            if place not in judged:
                judged.add(place)
                yield from _judge_step(document, told.start, step)


def _judge_step(document: Document, offset: int, step: Step) -> Iterator[Diagnostic]:
    """A percentage that is neither of what was nor of what is."""
    figure = step.stated.figure
    if max(judge(figure, each.bounds, size_only=True) for each in step.readings) is Fit.WRONG:
        nearest = min(step.readings, key=lambda each: abs(abs(figure.value) - each.bounds.exact))
        value = nearest.bounds.exact
        expected = restated(figure, value)
        yield RULE.finding(
            document.span(offset + step.stated.start, offset + step.stated.end),
            f"the change is stated as {figure.text}, but {nearest.formula} is {shown(figure, value)}",
            f"write {expected}, or correct one of the two figures",
            stated=figure.text,
            expected=expected,
        )


def _changes(document: Document) -> Iterator[tuple[int, Change]]:
    """The changes with the offsets that their places count from, those with the plainest wording first."""
    for stretch in stretches(document, _TRIGGER):
        for sentence in _SENTENCE.finditer(stretch.text):
            if len(sentence[0]) > 8 and _TRIGGER.search(sentence[0]):
                for change in changes_between(sentence[0][:LONGEST_SENTENCE]):
                    yield stretch.start + sentence.start(), change
    for told in sentences(document, COMPARED):
        for offset, words in _readable(document, told):
            changes_told = then_and_now(words) if offset < told.start else _compared(words)
            yield from ((offset, change) for change in changes_told)
    for told in sentences(document, LEFT_BEHIND):
        yield from ((told.start, change) for change in remainders(skeleton(told.text)))
    for change in labelled_changes(document):
        yield 0, change


def _readable(document: Document, told: Sentence) -> Iterator[tuple[int, Skeleton]]:
    """The sentence with its offset, and together with the one in front of it if it goes on from that.

    Not if there is a formula or code, or arithmetic, which may hold the figure that is meant.
    """
    words = skeleton(told.text)
    if len(words.figures) > 2:
        yield told.start, words
    if goes_on(told.text) and 0 < told.start - told.before < LONGEST_SENTENCE // 2:
        both = document.plain[told.before : told.start + len(told.text)]
        words = skeleton(both.replace("\n", " "))
        if not _UNREAD.search(words.text):
            yield told.before, words


def _compared(words: Skeleton) -> Iterator[Change]:
    yield from comparisons(words)
    yield from then_and_now(words)


def _judge(document: Document, offset: int, change: Change) -> Iterator[Diagnostic]:
    stated = _as_meant(change.stated.figure)
    expected: list[Expectation] = []
    for start in (change.before, *change.starts):
        for end in (change.after, *change.ends):
            pair = comparable(start.figure, end.figure)
            if pair and stated.is_plain:
                expected += _quotient(*pair) if change.is_ratio else _readings(*pair, stated, change.words)
    if not expected:
        return
    fit = max(judge(stated, each.bounds, size_only=True) for each in expected)
    if fit >= Fit.POSSIBLE and not _points_the_wrong_way(change):
        return
    nearest = min(expected, key=lambda each: abs(abs(stated.value) - abs(each.bounds.exact)))
    yield _finding(document, offset, change, fit, nearest, is_only=len(expected) == 1)


def _as_meant(stated: Figure) -> Figure:
    """A large round factor is about so much: people say `200x` of 182 times."""
    is_round = stated.measure == "factor" and stated.kind == "exact" and stated.value >= _LARGE
    return stated._replace(kind="about") if is_round else stated


def _readings(before: Figure, after: Figure, stated: Figure, words: str) -> list[Expectation]:
    percent = before.measure == "percent"
    found = list(changes(loose(before), loose(after), stated, (before.text, after.text), percent=percent))
    if percent and stated.measure == "percent" and len(found) == 2:
        if _POINTS_ONLY.search(words):
            return found[:1]
        if _RELATIVE_ONLY.search(words):
            return found[1:]
    if stated.measure == "factor" and _TIMES_AS_MUCH.search(words):
        return [each for each in found if not each.formula.endswith("− 1")]
    if stated.measure == "number" and stated.unit and not percent:
        return [each for each in found if each.reading == "difference"]
    if stated.measure == "factor" and stated.value >= 1:
        found = [each for each in found if each.bounds.exact >= 1] or found
    if stated.measure == "percent" and _FASTER.search(words):
        speed = loose(before).over(loose(after))
        found += [Expectation(speed.less(1), f"{before.text} / {after.text} − 1")] if speed else []
    if stated.measure == "percent" and not words.strip("，,（( ") and not stated.direction:
        found += _quotient(before, after)
    return found


def _quotient(before: Figure, after: Figure) -> list[Expectation]:
    ratio = loose(after).over(loose(before))
    return [Expectation(ratio, f"{after.text} / {before.text}")] if ratio else []


def _points_the_wrong_way(change: Change) -> bool:
    """A minus sign beside an increase. A plus beside a decrease may mean that things got better."""
    rises = change.after.figure.value > change.before.figure.value
    return rises and change.stated.figure.value < 0


def _finding(
    document: Document, offset: int, change: Change, fit: Fit, nearest: Expectation, *, is_only: bool
) -> Diagnostic:
    """With a correction if the change has one reading only, and its text is as it was read."""
    stated = change.stated.figure
    value = abs(nearest.bounds.exact)
    is_loose = any(each.figure.kind == "about" for each in (change.before, change.after, change.stated))
    severity = Severity.WARNING if fit is Fit.LAST_DIGIT or is_loose else Severity.ERROR
    start = offset + change.stated.start
    wanted = restated(stated, value)
    if fit >= Fit.POSSIBLE:
        wanted = wanted.replace("-", "+").replace("−", "+")
    span = document.span(start, offset + change.stated.end)
    is_plain = document.text[start : offset + change.stated.end] == stated.text
    return RULE.finding(
        span,
        f"the change is stated as {stated.text}, but {nearest.formula} is {shown(stated, value)}",
        f"write {wanted}, or correct one of the two figures",
        severity=severity,
        fix=Fix(span, wanted) if is_only and is_plain else None,
        stated=stated.text,
        expected=wanted,
    )


RULE: Rule[Document] = Rule(
    code="CA540",
    name="change-mismatch",
    severity=Severity.ERROR,
    title={
        "en": "a stated change is not the change between its two figures",
        "zh": "所述变化幅度与前后数值不符",
    },
    why={
        "en": "From 40 % to 70 % is 30 points or 75 %; any other figure beside it is wrong.",
        "zh": "从 40% 到 70% 是 30 个百分点，或相对增长 75%；写成其他数值都是错误。",
    },
    check=check,
    bad=(
        Example("Sales were $450,000 last year and rose by $36,000, or ⟦12%⟧.\n"),
        Example("目标单均成本 6.10 元，较本季度再降 0.30 元，降幅 ⟦0.5%⟧。\n", note="a step to what will be"),
        Example("去年总分 67.28，提高 2.55 分，增幅 ⟦3.3%⟧。\n", note="a step from what was"),
        Example("贷款 5,000 元，已还 3,200 元，尚欠 ⟦2,800 元⟧。\n"),
        Example("We ordered 300 chairs, of which 260 have arrived; ⟦60⟧ are still missing.\n"),
        Example(
            "Production went from 3.2 to 4.0 million tonnes (⟦+29%⟧).\n", note="the scale is written once"
        ),
        Example("Coverage climbed ⟦roughly 6⟧ points, from 70 percent to 78 percent.\n"),
        Example("处理时长自 48 小时压降至 36 小时，缩减 ⟦35%⟧。\n"),
        Example("- **⟦51%⟧ Memory Reduction**: 800MB → 350MB for 4 agents\n"),
        Example("- ⟦59.7%⟧ faster than HTTP/2 - Average latency 1.00ms vs 2.16ms\n"),
        Example("- Security vulnerabilities: ⟦-45%⟧ (was 8/sprint, now 0.4/sprint)\n"),
        Example("- ⟦200⟧ more models (300 vs 150)\n"),
        Example("办证率约 25.0%，比上年的 23.1% 提高 ⟦1.5 个百分点⟧。\n"),
        Example("文学和少儿两类合计占 65.7%，与上年的 67.2% 相比下降 ⟦2.5 个百分点⟧。\n"),
        Example("- **⟦+28%⟧ success rate** (70% → 88%)\n"),
        Example("采用率从 40% 提升到 70%，提升了 ⟦35 个百分点⟧。\n"),
        Example("Costs fell from $10M to $1M, a ⟦80%⟧ reduction.\n"),
        Example("| 阶段 | 变化 |\n| --- | --- |\n| 一 | 40% → 70%（⟦+25%⟧） |\n"),
        Example("论文数从 5,000 增长到 50,000，增长 ⟦12 倍⟧。\n"),
        Example("Memory went from 16 GB to 4 GB (⟦5x⟧).\n"),
        Example("Coverage went up ⟦6⟧ points, from 70% to 78%.\n"),
        Example("We expect growth from 69% to 80% by 2026 (⟦+12 pp⟧).\n"),
        Example("延迟降低 ⟦60%⟧（从 100 ms 到 50 ms）。\n", note="the change may stand first"),
        Example("投诉 46 件，较上月的 40 件增加 ⟦20%⟧。\n"),
        Example("月活 18.4 万，环比增长 ⟦12%⟧（上月 16 万）。\n"),
        Example("预算 10,120 万元，较上年（9,200 万元）增长 10%，增加 ⟦820 万元⟧。\n"),
        Example("优化前 1.2 秒，优化后 0.9 秒，缩短 ⟦20%⟧。\n"),
        Example("目前为 50%，距 75% 的门槛还差 ⟦20 个百分点⟧。\n"),
        Example("Revenue was $120M, up ⟦25%⟧ from $100M last year.\n"),
        Example("It took 22 minutes at first, 9 minutes now, ⟦11⟧ less.\n"),
        Example("We serve 2,000 tokens/s against 1,200 tokens/s, a ⟦76%⟧ improvement.\n"),
        Example("At 50%, it is still ⟦20⟧ points short of the 75% threshold.\n"),
        Example("容量从 32K 扩展到 128K，扩大为 ⟦3 倍⟧。\n", note="扩大为 says how much it is now"),
        Example("**当前**：20%\n\n**目标**：50%\n\n**提升幅度**：⟦+25%⟧\n", note="line by line"),
        Example("- Recall: 70% → 78%\n- Gain: ⟦+9%⟧\n"),
        Example("The network grew from 125 to 156 stations (⟦+74.8%⟧).\n"),
        Example("Adoption climbed from 60% in 2023 to 95% in 2025, a gain of ⟦39 percentage points⟧.\n"),
        Example("Overall an ⟦797%⟧ increase from baseline (40 → 399 tests).\n"),
        Example("June cost ⟦$1,496⟧ more than May ($89,856 vs. $87,360).\n"),
        Example("利用小时数由 1,150 降至 1,050 小时，首年发电量减少 1,000 MWh，降幅 ⟦9.7%⟧。\n"),
        Example("上半年支出 3,820 万元，下半年支出 4,830 万元，下半年比上半年多 ⟦6,010 万元⟧。\n"),
        Example("Revenue of $984,350 against costs of $931,600 leaves a surplus of ⟦$58,750⟧.\n"),
        Example("全年预算 9,200 万元，实际支出 8,650 万元，结余 ⟦150 万元⟧。\n"),
    ),
    good=(
        Example(
            "目标单均成本 6.10 元，较本季度再降 0.30 元，降幅 4.7%；"
            "去年总分 67.28，提高 2.55 分，增幅 3.8%。\n"
        ),
        Example("The bill is €540, €60 less than last year, a saving of 10%.\n"),
        Example(
            "自建月成本 20 万元，混合路由可再降 2.6 万元，年节省 31.2 万元。\n",
            note="of a year, not of a month",
        ),
        Example(
            "Having stood at 320 in May, the backlog was down to 240 in July, a reduction of 25%.\n",
            note="what it was down to is no base",
        ),
        Example(
            "Coverage climbed nearly 8 points, from 70 percent to 77.6 percent; rent went from "
            "USD 900 to €990 (+20%).\n",
            note="two currencies",
        ),
        Example(
            "- **56% Memory Reduction**: 800MB → 350MB; 116% faster than HTTP/2 - latency 1.00ms vs 2.16ms\n"
        ),
        Example("采用率从 40% 提升到 70%，提升了 30 个百分点；相对增长 75%。\n"),
        Example("It rose from 40% to 70% (+30%), and from 40% to 70% (+75%).\n", note="points or relative"),
        Example("错误率 5% → 0.5%（降低 90%）；延迟从 100ms 降至 80ms，降低 20%。\n"),
        Example("从 2023 年 200 家到 2025 年 15 家，减少 93%。\n"),
        Example(
            "availability went from 95% to 99.95%, cutting failures by 99%.\n",
            note="a change of something else",
        ),
        Example("从 40% 提升到 70%，比基线高 12%。\n", note="compared with something else"),
        Example("推理机制：20%→30%；论文 5,000 → 50,000（10x）；价格 100 → 25（25%）。\n"),
        Example("It moves from 69% to 80% by 2026 (+11 pp).\n", note="a year says when, not by how much"),
        Example("It drops from 13.1s to 4.7s for 25 steps.\n", note="another quantity"),
        Example(
            "投诉 46 件，较上月的 40 件增加 15%；营收 120 万，环比增长 20%（上月 100 万），毛利率下降 2%。\n"
        ),
        Example("It took 120 ms before and 80 ms after, 50% faster, or a third less.\n", note="speed"),
        Example("2020 年 100 万，2025 年 200 万，年均增长 15%。\n", note="per year"),
        Example("本季度 120 万，上季度 100 万，同比增长 35%。\n", note="against another period"),
        Example(
            "Revenue was 100 last year and 120 this year, and costs were up 30%.\n", note="something else"
        ),
        Example("Compared with 40 hours before, it takes 30 hours now, 25% less.\n"),
        Example("- **当前**：20%\n- **目标**：50%\n- **提升幅度**：+30%\n- **占比**：25%\n"),
        Example("用户从 10 万增长到 40 万，增长了 3 倍。\n", note="by three times its size, to four times"),
        Example("营收 1,200 万元，其中海外 300 万元，净利润 150 万元。\n", note="no costs are named"),
        Example(
            "收入 100 万元，成本 60 万元，税 5 万元，利润 35 万元；租金 500 元，餐费 300 元，合计 800 元。\n"
        ),
        Example(
            "It went from 125 to 156 stations (12% of the market), and 20 more than planned (30 vs. 10).\n"
        ),
        Example("v1.2 -> v1.3 (30 fixes), 2024 -> 2025 (12 months)\n", note="versions and years"),
    ),
)
"""Changes in running text."""
