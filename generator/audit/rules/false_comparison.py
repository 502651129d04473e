"""A figure that is said to stay below or above a limit does so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.audit.limits import LIMITED, Judgement, judgements, placed
from generator.audit.skeletons import skeleton
from generator.audit.statements import LONGEST_SENTENCE, Mention, comparable, mentions, sentences, stretches
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import lazy, small, words
from generator.rule import Example, Rule

_LIMIT = (
    r"(?:limit|target|threshold|bar|budget|ceiling|cap|floor|goal|requirement|minimum|maximum|slo|sla|"
    r"上限|下限|阈值|目标值?|要求|门槛|红线|标准|警戒线|预算|限值|指标|及格线)"
)
_TRIGGER = words(_LIMIT)
_BELOW = r"(?:below|under|within|less than|lower than|低于|小于|少于|不足|未超过|不超过|没有超过|未达到?)"
_ABOVE = r"(?:above|over|exceeds?|exceeding|more than|higher than|greater than|高于|超过|大于|超出|优于)"
_WORDS = r"[^\d。;；!！?？\n→]"
_COMPARED = lazy(
    rf"{_WORDS}{{0,40}}?(?:(?P<below>{_BELOW})|"
    rf"(?P<above>{_ABOVE}))(?P<rest>{_WORDS}{{0,36}})",
    re.IGNORECASE,
)
_COMPARISON = words(f"{_BELOW}|{_ABOVE}")
_BEFORE_NUMBER = lazy(r"^\D*")
_OF_LIMIT = lazy(rf"\s?的?\s?{_LIMIT}", re.IGNORECASE)
_NOT_SAID = lazy(
    r"\b(?:not|no longer|never|if|should|must|would|target was|unless|until|once|when|to stay|to be|"
    r"expected)\b|n't|"
    r"如果|若|应|须|需|并未|不再|尚未|目标是|预计|没有(?!超过)|[(（]|"
    r"^\s*(?:points?|pp)?\s*(?:below|under|above|over|less|more)\b",
    re.IGNORECASE,
)
_IF = lazy(r"如果|假如|若|一旦|\b(?:if|unless|once|when)\b", re.IGNORECASE)


class Contradiction(NamedTuple):
    """A stretch in which words and figures contradict each other, and what is wrong."""

    start: int
    end: int
    message: str
    figure: str
    limit: str = ""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each figure with a limit beside it; no place is reported twice."""
    last = -1
    for each in sorted((*_compared(document), *_said(document))):
        if each.start >= last:
            last = each.end
            yield RULE.finding(
                document.span(each.start, each.end),
                each.message,
                "correct a figure, or what is said of it",
                stated=each.figure,
                expected=each.limit,
            )


def _compared(document: Document) -> Iterator[Contradiction]:
    """Figures with a limit behind them: `312 ms stays below its limit of 300 ms`."""
    for stretch in stretches(document, _TRIGGER):
        if not _COMPARISON.search(stretch.small):
            continue
        for first, second in pairwise(mentions(stretch.text)):
            figure = second.figure.text
            at = second.start + len(figure) - len(_BEFORE_NUMBER.sub("", figure))
            between = stretch.text[first.end : at]
            said = _COMPARED.fullmatch(between)
            lead = re.split(r"[。；;.!?]\s?", stretch.text[max(0, first.start - 60) : first.start])[-1]
            if said is None or _NOT_SAID.search(between) or _IF.search(lead):
                continue
            is_limit = _TRIGGER.search(small(said["rest"])) or _OF_LIMIT.match(stretch.text, second.end)
            if is_limit and _is_false(first, second, is_below=bool(said["below"])):
                start, end = stretch.start + first.start, stretch.start + second.end
                stated, words = first.figure.text.strip(), said["below"] or said["above"]
                limit = f"{words} {stretch.text[at : second.end]}"
                yield Contradiction(start, end, f"{stated} is not {limit}", stated, limit)


def _said(document: Document) -> Iterator[Contradiction]:
    """Figures with a verdict on them: `48%，超过 50%`, `misses the minimum of 35 points`, `outside 5–8%`."""
    for told in sentences(document, LIMITED):
        both = document.plain[told.before : told.start + len(told.text)].replace("\n", " ")
        is_near = len(both) <= LONGEST_SENTENCE and told.before < told.start
        for start, text in ((told.start, told.text), *([(told.before, both)] if is_near else [])):
            for each in judgements(skeleton(text)):
                if not each.holds:
                    yield _contradiction(start, each)
        for place in placed(told.text):
            if not place.holds:
                start, end = told.start + place.start, told.start + place.end
                yield Contradiction(start, end, f"{place.text} does not lie where it is said to", place.text)


def _contradiction(start: int, said: Judgement) -> Contradiction:
    figure, limit = said.figure.figure.text.strip(), said.limit.figure.text.strip()
    first, last = sorted((said.figure, said.limit), key=lambda each: each.start)
    message = f"of {figure} with the limit {limit} it is said: {said.words}"
    return Contradiction(start + first.start, start + last.end, message, figure, limit)


def _is_false(first: Mention, second: Mention, *, is_below: bool) -> bool:
    limit = second.figure._replace(kind="exact")
    pair = comparable(first.figure, limit)
    if pair is None or first.figure.kind != "exact" or any(figure.direction for figure in pair):
        return False
    gap = pair[0].value - pair[1].value
    return gap > 0 if is_below else gap < 0


RULE: Rule[Document] = Rule(
    code="CA520",
    name="false-comparison",
    severity=Severity.WARNING,
    title={
        "en": "a figure is said to keep to a limit that it breaks",
        "zh": "所说的高于或低于某一限值并不成立",
    },
    why={
        "en": "The sentence gives the verdict and the figures; they contradict each other.",
        "zh": "同一句话里给出了结论和数字，二者互相矛盾。",
    },
    check=check,
    bad=(
        Example("本季度投诉率为 ⟦1.6%（高于 2%⟧ 的上限）。\n"),
        Example(
            "The coalition has 65 + 20 + 17 + 71 = ⟦173 seats (above the majority: 175⟧).\n",
            note="a limit with its name in brackets",
        ),
        Example("满意率为 ⟦84.3%，比上年的 81.5% 上升 2.8 个百分点，达到年初设定的 86%⟧ 的目标。\n"),
        Example("A score of ⟦0.82 places the dossier in band L2 (0.60–0.75⟧).\n"),
        Example("患者 eGFR 为 ⟦64 ml/min，按标准归入 CKD 3a 期（45–59⟧）。\n"),
        Example("p99, at ⟦312 ms, also stays below its limit of 300 ms⟧.\n"),
        Example("本季度错误率为 ⟦0.6%，低于 0.5%⟧ 的阈值。\n"),
        Example("平均自治度 ⟦0.587，已达到 0.60⟧ 的协作级门槛。\n"),
        Example("支持率 ⟦48%，超过 50%⟧。\n"),
        Example("The SLO demands p95 ⟦≤ 800 ms; June's p95 was 760 ms⟧, so it was missed.\n"),
        Example("We need ⟦at least 12 months. The cash lasts 10.9⟧ months, so the policy is met.\n"),
        Example("R&D has ⟦48 points and misses the minimum of 35⟧ points.\n"),
        Example("Our share of ⟦7.5% lies outside that range of 5–8%⟧.\n"),
        Example("Data, at ⟦3.59, stays under the bar of 3.5⟧ for automatic approval.\n"),
    ),
    good=(
        Example(
            "出库 412.6 万箱，环比增长 9.1%；货损率 0.42%，未达到 0.40% 以内的目标。\n",
            note="a ceiling that is not reached",
        ),
        Example(
            "The coalition has 173 seats (below the majority: 175). We scored 8 (below plan by 2), "
            "a share of 15% (under 3% a year), rank 62 (above average, 70 in all).\n",
            note="what follows the name is no limit",
        ),
        Example("满意率为 86.3%，比上年的 81.5% 上升 4.8 个百分点，达到年初设定的 86% 的目标。\n"),
        Example("满意率为 84.3%，比上年的 81.5% 上升 2.8 个百分点，预计达到年初设定的 86% 的目标。\n"),
        Example("A score of 0.72 places the dossier in band L2 (0.60–0.75).\n"),
        Example("We hired 45 people in the years (2019–2021).\n"),
        Example("患者 eGFR 为 48 ml/min，按标准归入 CKD 3a 期（45–59）。\n"),
        Example("p95, at 182 ms, stays below its limit of 200 ms. It is 10 points below the target of 90.\n"),
        Example("错误率为 0.4%，低于 0.5% 的阈值；若达到 0.6%，高于阈值 0.5%，则告警。\n"),
        Example("若采用率为 48%，超过 50% 才算达标。采用率 48%，超过 50% 的受访者满意。\n"),
        Example("合同要求可用性不低于 99.9%，本月为 99.95%，达标。毛利率 17%，处于 15–20% 的区间。\n"),
        Example(
            "Memory must stay below 512 MB; the first version used 600 MB and failed, the second 480 MB.\n"
        ),
        Example("The SLO demands p95 ≤ 800 ms; June's p95 was 760 ms, so it was met.\n"),
        Example("要求标准化度低于 0.5，实为 0.5，踩在界上而不满足。\n", note="on the limit"),
        Example("At 312 ms it is no longer below its limit of 300 ms.\n"),
    ),
)
"""Figures and their limits."""
