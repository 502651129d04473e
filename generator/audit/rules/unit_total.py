"""A total is the count times the amount of each: `每周 2 课时，共 18 周，合计 36 课时`, `40 at $15 each`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.quantities.rates import wrong_rates
from generator.audit.skeletons import SLOT, Skeleton, skeleton
from generator.audit.statements import loose, sentences
from generator.audit.vocabulary import MEASURE_ZH, TOTAL_EN, TOTAL_ZH
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import lazy, words
from generator.rule import Example, Rule

_N = rf"[^{SLOT}。；：（）;:()]"
_W = rf"[^{SLOT}.;:()]"
_ZH_TOTAL = rf"(?:{TOTAL_ZH}(?:需要?|用|花费?|耗费?)?|共[需用花耗]?(?!有)|总[数量额费][用额量]?)"
_EN_IS = r"(?:which is|or|so|for|i\.e\.,?|that is,?|making|makes?|totall?ing|totals|costing|comes? to|=)"
_ALL = rf" {TOTAL_EN}"
_RATE, _COUNT, _TOTAL = (rf"(?P<{name}>{SLOT})" for name in ("rate", "count", "total"))
_FORMS = (
    # 每周 2 课时，下学期共 18 周，合计 36 课时
    lazy(
        rf"每\s?一?{MEASURE_ZH}?\s?(?P<thing>[一-龥]{{1,4}}?){_N}{{0,10}}?{_RATE}{_N}{{0,16}}?[，,]"
        rf"{_N}{{0,10}}?{_COUNT}\s?{MEASURE_ZH}?\s?(?P=thing)?{_N}{{0,6}}?[，,]?\s?{_ZH_TOTAL}{_N}{{0,6}}?{_TOTAL}"
    ),
    # 40 seats at $15 each, $600 in total
    lazy(
        rf"{_COUNT}(?: [a-z-]+){{1,3}}? (?:at|of|with|for|taking|costing|using) {_RATE}(?: [a-z]+){{0,2}}? "
        rf"(?:each|apiece)\b{_W}{{0,16}}?(?:, {_EN_IS}? ?{_W}{{0,16}}?|\bis |\bmakes? )"
        rf"{_TOTAL}",
        re.IGNORECASE,
    ),
    # each GPU costs $1,404; 25 of them cost $35,100
    lazy(
        rf"\beach (?:of the )?[a-z]+{_W}{{0,20}}? {_RATE}{_W}{{0,12}}?[;,.] {_W}{{0,12}}?{_COUNT} of them "
        rf"(?:costs?|takes?|makes?|needs?|uses?) {_TOTAL}",
        re.IGNORECASE,
    ),
    # each of the 12 nodes has 4 GPUs, 48 in total
    lazy(
        rf"\beach of the {_COUNT} [a-z]+{_W}{{0,24}}? {_RATE}{_W}{{0,20}}?, (?:{_EN_IS} )?"
        rf"(?:a total of )?{_TOTAL}{_W}{{0,16}}?{_ALL}",
        re.IGNORECASE,
    ),
)
_TRIGGER = words(
    r"每|/[a-zµ]|\b(?:each|apiece|per|every)\b|\ba (?:day|week|month|year|minute|second|head)\b|\ban hour\b"
)
_NOUN = lazy(r"\s?([一-龥]{1,2}|[A-Za-z]{2,})")
_OTHER = lazy(
    r"其中|分别|新增|另|折|优惠|\b(?:discount|plus|minus|respectively|at least|half)\b", re.IGNORECASE
)


_FARTHEST = Fraction(1500)
"""A point may be misplaced by three digits."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each total stated together with a count and the amount of each."""
    judged: set[int] = set()
    for told in sentences(document, _TRIGGER):
        words = skeleton(told.text)
        if len(words.figures) > 2:
            for form in _FORMS:
                for match in form.finditer(words.text):
                    judged.add(told.start)
                    yield from _judge(document, told.start, words, match)
            if told.start not in judged:
                yield from _rates(document, told.start, words)


def _rates(document: Document, offset: int, words: Skeleton) -> Iterator[Diagnostic]:
    for wrong in wrong_rates(words):
        stated = words.figures[wrong.stated]
        if not _is_near(stated.figure.value, wrong.value.exact):
            continue
        expected = restated(stated.figure, wrong.value.exact)
        yield RULE.finding(
            document.span(offset + stated.start, offset + stated.end),
            f"states {stated.figure.text}, but {wrong.formula} is {expected}",
            f"write {expected}, or correct one of the other two",
            stated=stated.figure.text,
            expected=expected,
        )


def _is_near(stated: Fraction, value: Fraction) -> bool:
    """Whether a total may be meant as a product: farther off it is one of something else."""
    return bool(stated and value) and 1 / _FARTHEST <= abs(stated / value) <= _FARTHEST


def _judge(document: Document, offset: int, words: Skeleton, match: re.Match[str]) -> Iterator[Diagnostic]:
    numbers = [words.slot(match, name) for name in ("count", "rate", "total")]
    count, rate, total = (words.figures[each].figure for each in numbers)
    plain = all(
        each.measure == "number" and not each.direction and each.kind != "most"
        for each in (count, rate, total)
    )
    is_count = count.is_count and words.nouns[numbers[0]] != "money"
    nouns = [
        _noun(words, number, match.end(name))
        for number, name in zip(numbers[1:], ("rate", "total"), strict=True)
    ]
    if not (plain and is_count and nouns[0] and nouns[0] == nouns[1]) or _OTHER.search(match.group()):
        return
    product = loose(count).times(Bounds.of(rate) if rate.digit < 1 else loose(rate))
    if judge(total, product) >= Fit.POSSIBLE or not _is_near(total.value, product.exact):
        return
    expected = restated(total, product.exact)
    mention = words.figures[numbers[2]]
    yield RULE.finding(
        document.span(offset + mention.start, offset + mention.end),
        f"states {total.text}, but {count.text} × {rate.text} is {expected}",
        f"write {expected}, or correct the count or the amount of each",
        stated=total.text,
        expected=expected,
    )


def _noun(words: Skeleton, number: int, end: int) -> str:
    """What a figure counts or measures: its unit, or the word behind it."""
    found = _NOUN.match(words.text, end)
    return words.nouns[number] or (found[1].casefold().removesuffix("s") if found else "")


RULE: Rule[Document] = Rule(
    code="CA550",
    name="unit-total",
    severity=Severity.ERROR,
    title={
        "en": "a total is not the count times the amount of each",
        "zh": "合计数不等于数量乘以单位量",
    },
    why={
        "en": "The count or the price changed, and the total stayed.",
        "zh": "数量或单价改了，合计没有跟着改。",
    },
    check=check,
    bad=(
        Example("证明题训练每周 2 课时，下学期共 18 周，合计 ⟦63⟧ 课时。\n"),
        Example("每批观察 6 小时，共 4 批，共需 ⟦21 小时⟧。\n"),
        Example("We rent 40 seats at $15 each, ⟦$650⟧ in total.\n"),
        Example("In June each GPU costs $1,404; 25 of them cost ⟦$39,100⟧ a month.\n"),
        Example("The job processed 540 GB in 45 minutes, a throughput of ⟦17 GB⟧ per minute.\n"),
        Example("At a total cost of $3,360, each of the 480 dialogues cost us ⟦$6.00⟧.\n"),
        Example("模型 48 秒生成 3600 个 token，生成速度 ⟦85 token/s⟧。\n"),
        Example("Each of the 12 nodes has 4 GPUs, ⟦46⟧ GPUs in total.\n"),
    ),
    good=(
        Example(
            "With 84,300 residents the tax amounts to €811 per resident, the whole revenue to €2,301.\n",
            note="per resident as well",
        ),
        Example("每周 2 课时，下学期共 18 周，合计 36 课时。每批观察 6 小时，共 4 批，共需 24 小时。\n"),
        Example(
            "We rent 40 seats at $15 each, $600 in total; each of the 2 nodes has 4 GPUs, 8 GPUs in all.\n"
        ),
        Example("每人 2 个账号，本月新增 30 人，共有 500 个账号。\n", note="the new ones and the old"),
        Example(
            "The job processed 540 GB in 45 minutes, a throughput of 12 GB per minute; we pay $9 per GB.\n"
        ),
        Example(
            "We handle 12 requests per second; in 45 seconds 200 requests failed.\n", note="some of them"
        ),
        Example("We bought 10 seats at $15 each, raising the bill to $900.\n", note="not theirs alone"),
    ),
)
"""Totals of equal amounts."""
