"""The intervals of a scale follow each other without a gap and without an overlap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.audit.levels.bands import Band, scales
from generator.audit.levels.no_scales import is_measured
from generator.diagnostics import Diagnostic, Note, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each scale with one place where two neighbours do not meet, and others where they do."""
    for scale in scales(document):
        if len({(band.interval.low, band.interval.high) for band in scale}) < len(scale):
            continue  # things that lie in intervals, two of them in the same
        if _are_nested(scale):
            continue  # each from its bound upwards: the better are among the good
        if any(is_measured(document.plain, band.start, band.end) for band in scale):
            continue
        ordered = sorted(scale, key=lambda band: (band.interval.low is not None, band.interval.low or 0))
        pairs = list(pairwise(ordered))
        overlaps = [pair for pair in pairs if _overlap(*pair)]
        gaps = [pair for pair in pairs if _gap(*pair)]
        meeting = len(pairs) - len(overlaps) - len(gaps)
        if len(overlaps) == 1 and meeting and len(gaps) <= meeting:
            yield _finding(document, *overlaps[0], "overlap")
        if len(gaps) == 1 and meeting:
            yield _finding(document, *gaps[0], "leave a gap")


def _are_nested(scale: list[Band]) -> bool:
    """Whether several intervals are open to the same side."""
    return (
        sum(band.interval.high is None for band in scale) > 1
        or sum(band.interval.low is None for band in scale) > 1
    )


def _overlap(first: Band, second: Band) -> bool:
    """Whether two neighbours share more than a bound."""
    high, low = first.interval.high, second.interval.low
    return high is None or low is None or low < high


def _gap(first: Band, second: Band) -> bool:
    """Whether scores between two neighbours belong to neither; 89 and 90 leave no room for whole numbers."""
    high, low = first.interval.high, second.interval.low
    digit = max(first.interval.digit, second.interval.digit)
    return high is not None and low is not None and low - high > digit


def _finding(document: Document, first: Band, second: Band, words: str) -> Diagnostic:
    low, high = second.interval.low, first.interval.high
    between = f"{shown(point(low))} and {shown(point(high))}" if low is not None and high is not None else ""
    later, earlier = sorted((first, second), key=lambda band: -band.start)
    return RULE.finding(
        document.span(later.start, later.end),
        f"{second.name} and {first.name} {words}{' between ' + between if between else ''}",
        "let the intervals meet",
        notes=(Note(document.span(earlier.start, earlier.end), f"{earlier.name} is {earlier.interval}"),),
        stated=str(later.interval),
    )


RULE: Rule[Document] = Rule(
    code="CA518",
    name="interval-gap",
    severity=Severity.WARNING,
    title={
        "en": "the intervals of a scale overlap or leave a gap",
        "zh": "等级区间之间有重叠或空缺",
    },
    why={
        "en": "A score in the gap has no level, one in the overlap has two.",
        "zh": "落在空缺处的得分没有等级，落在重叠处的有两个。",
    },
    check=check,
    bad=(
        Example(
            "| 等级 | 分数 |\n| --- | --- |\n| 优秀 | 90–100 |\n| 良好 | 75–89 |\n| 合格 | ⟦60–70⟧ |\n| "
            "不合格 | 0–59 |\n"
        ),
        Example("Grades:\n\n- Gold: 85–100\n- Silver: ⟦70–89⟧\n- Bronze: 50–69\n"),
    ),
    good=(
        Example(
            "Service grades: Gold: ≥ 99.9%, Silver: ≥ 99.5%, Bronze: < 99.5%.\n",
            note="each from its bound upwards",
        ),
        Example(
            "得分如下。\n\n- Native tools: 95-99% reliability\n- Emulation: 70-85% reliability\n"
            "- Prompts: 50-70% reliability\n",
            note="measured",
        ),
        Example("Scores.\n\n- Storage: ~1-2ms\n- Search: ~2-10ms\n- Calls: ~5-12ms\n", note="about"),
        Example(
            "Scores by run.\n\n- Iteration 1: 10-30%\n- Iteration 2: 50-70%\n- Iteration 3: 70-100%\n",
            note="runs, not levels",
        ),
        Example(
            "| 等级 | 分数 |\n| --- | --- |\n| 优秀 | ≥ 90 |\n| 良好 | 75–90 |\n| 合格 | 60–75 |\n",
            note="shared bounds",
        ),
        Example(
            "| Level | Range |\n| --- | --- |\n| a | 1–2 |\n| b | 5–6 |\n| c | 9–10 |\n",
            note="samples, no scale",
        ),
        Example(
            "| 技术 | 得分 | 区间 |\n| --- | --- | --- |\n| 链条 | 0.92 | (0.80, 1] |\n"
            "| 变速 | 0.68 | (0.50, 0.80] |\n| 单盘 | 0.655 | (0.50, 0.80] |\n| 轮轴 | 0.31 | [0, 0.50] |\n",
            note="what lies in the intervals of a scale, not the scale",
        ),
    ),
)
"""Gaps and overlaps of scales."""
