"""A change stated beside its two figures is the change between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.bounds import Fit, judge
from generator.audit.expectations import Expectation, changes
from generator.audit.figures import Figure
from generator.audit.statements import Mention, Stretch, comparable, loose, mentions, stretches
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_TRIGGER = lazy("→|⟶|➜|➔|⇒|->|=>|从|由|from|From")
"""Plain words and signs only, which are found fast."""
_SENTENCE = lazy(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]|$)")
_ARROW = lazy(r"[^\d\s→>（(，,]{0,6}[”\"』」*]{0,2}[)）]?\s*(?:→|⟶|➜|➔|⇒|(?<!-)->|=>)\s*[^\d→>，,。]{0,8}?")
_YEAR = r"(?:(?:19|20)\d\d\s*年?(?:\s*\d{1,2}\s*月)?)?"
_ZH_FROM = lazy(rf"(?:从|由)\s*{_YEAR}[^\d，。,；→]{{0,24}}$")
_ZH_TO = lazy(
    r"[^\d，。,；→]{0,16}?[)）”\"]?(?:提升|提高|增长|增加|上升|扩大|上涨|攀升|下降|降低|减少|缩短|压缩|收敛|下滑|跌|涨|降|升|增|"
    rf"减|变|改善)?[^\d，。,；]{{0,2}}(?:到|至|为|成)\s*{_YEAR}[^\d，。,；]{{0,20}}"
)
_EN_FROM = lazy(r"\b[Ff]rom\s+(?:[a-z]+\s+){0,2}$")
_EN_TO = lazy(r"\s*[^\d,.;]{0,16}\s(?:down |up )?to\s+(?:just |only |about |around |over )?$")
_ZH_WORD = (
    r"(?:提升|提高|增长|增加|上升|下降|降低|减少|缩短|节省|节约|上涨|下跌|改善|扩大|缩小"
    r"|加快|提速|加速|压缩|涨|跌|升|降|增|减|变化|差|差距|差值)"
)
_ZH_STATED = lazy(
    r"\s?(?:家|个|名|人|条|项|次|台|篇|款|种|所|元|度|分|件|部|套|张|位|辆|吨|公里|米){0,2}"
    rf"[)）”\"]?\s*[，,、（(\s—–:：]*(?:即|也就是|相当于|为|总体|整体|绝对|相对|净|共|累计|"
    rf"实际)?{_ZH_WORD}(?:幅度|幅|值|"
    rf"量)?(?:了|约|为|达|近|到|达到|：|:|是|\s|—)*"
)
_ZH_AGAIN = lazy(rf"\s?[，,（(]\s?(?:即|也就是|相当于){_ZH_WORD}(?:了|约|为|\s)*")
_EN_NOUN = (
    r"(?:increase|decrease|reduction|drop|rise|gain|improvement|jump|growth|decline|cut|"
    r"speed-?up|saving|fall|boost|change|difference|delta)s?"
)
_EN_STATED = lazy(
    rf"[)\]\"]?\s*[,;—–(\-:]*\s*(?:or |i\.e\.,? |that is,? |which is |representing |"
    rf"amounting to |for |meaning )?(?:an? |the )?(?:total |net |relative |absolute |"
    rf"overall )?"
    rf"(?:{_EN_NOUN}\s+(?:of|by)|(?:up|down) by|up|down|by|Δ|{_EN_NOUN}:)?\s*(?:about |"
    rf"roughly |nearly |almost |around )?",
    re.IGNORECASE,
)
_EN_AFTER_WORDS = lazy(
    rf"[^\d.;:]{{0,24}},\s(?:i\.e\.,? )?an? (?:relative |absolute )?{_EN_NOUN} of ", re.IGNORECASE
)
_EN_SAYS_CHANGE = lazy(rf"\b(?:by|up|down|or|that is|i\.e|{_EN_NOUN})\b|Δ", re.IGNORECASE)
_EN_AFTER = lazy(
    rf"\s*(?:{_EN_NOUN}\b|(?:faster|slower|higher|lower|more|less|smaller|larger|cheaper|better)\s*(?:[,.;)]|$))",
    re.IGNORECASE,
)
_BARE_STATED = lazy(r"[)）”\"]?(?:\s(?:by|in|until)\s(?:19|20)\d\d)?\s*[，,]?\s*[（(\[]\s*")
_ZH_BEFORE = lazy(r"\s*(?:个)?\s*[（(,，]\s*(?:即)?(?:从|由)?\s*$")
_EN_WHEN = lazy(r"\b(?:by|in|until)\s$")
_POINTS_ONLY, _RELATIVE_ONLY = (
    lazy(r"绝对|absolute", re.IGNORECASE),
    lazy(r"相对|relative", re.IGNORECASE),
)


class Change(NamedTuple):
    """A stated change: from one figure to another, by a third."""

    before: Mention
    after: Mention
    stated: Mention
    words: str


def check(document: Document) -> Iterator[Diagnostic]:
    """Each `from → to` with a change beside it, in text, cells and diagram labels."""
    for stretch in stretches(document, _TRIGGER):
        for sentence in _SENTENCE.finditer(stretch.text):
            if len(sentence[0]) > 8 and _TRIGGER.search(sentence[0]):
                yield from _sentence(document, Stretch(stretch.start + sentence.start(), sentence[0][:600]))


def _sentence(document: Document, sentence: Stretch) -> Iterator[Diagnostic]:
    figures = [each for each in mentions(sentence.text) if not _is_date(sentence.text, each)]
    for index in range(len(figures) - 1):
        before, after = figures[index], figures[index + 1]
        if not is_pair(sentence.text, before, after):
            continue
        change = _stated_after(sentence.text, figures, index) or _stated_before(sentence.text, figures, index)
        if change:
            yield from _judge(document, sentence, change, _earlier(sentence.text, figures, index))
            yield from _again(document, sentence, change, figures[index + 3 : index + 4])


def _is_date(text: str, mention: Mention) -> bool:
    """A year that says when (`to 80% by 2026`)."""
    is_year = re.fullmatch(r"(?:19|20)\d\d", mention.figure.text)
    return bool(is_year and _EN_WHEN.search(text[max(0, mention.start - 7) : mention.start]))


def _again(
    document: Document, sentence: Stretch, change: Change, following: list[Mention]
) -> Iterator[Diagnostic]:
    """The same change said in another way: `下降 60%，即减少 6 个百分点`."""
    for stated in following:
        between = sentence.text[change.stated.end : stated.start]
        if change.stated.start > change.after.start and _ZH_AGAIN.fullmatch(between):
            yield from _judge(document, sentence, Change(change.before, change.after, stated, between), [])


def is_pair(text: str, before: Mention, after: Mention) -> bool:
    """Whether a text goes from one figure to the next: `a → b`, `从 a 提升到 b`, `from a to b`."""
    between = text[before.end : after.start]
    if _ARROW.fullmatch(between):
        return True
    lead = text[max(0, before.start - 40) : before.start]
    zh = _ZH_FROM.search(lead) and _ZH_TO.fullmatch(between)
    return bool(zh or (_EN_FROM.search(lead) and _EN_TO.fullmatch(between)))


def _earlier(text: str, figures: list[Mention], index: int) -> list[Mention]:
    """The figures before in a chain of arrows: the change may be that of the whole chain."""
    first = index
    while first and _ARROW.fullmatch(text[figures[first - 1].end : figures[first].start]):
        first -= 1
    return figures[first:index]


def _stated_after(text: str, figures: list[Mention], index: int) -> Change | None:
    if index + 2 >= len(figures):
        return None
    before, after, stated = figures[index : index + 3]
    between = text[after.end : stated.start]
    figure = stated.figure
    if len(between) > 44 or is_pair(text, after, stated):
        return None
    is_named = bool(_ZH_STATED.fullmatch(between))
    words = between if is_named else ""
    if not is_named and _EN_AFTER_WORDS.fullmatch(between):
        is_named, words = True, between
    elif not is_named and _EN_STATED.fullmatch(between):
        is_noun = bool(_EN_AFTER.match(text, stated.end)) and figure.measure != "number"
        is_named = is_noun or bool(_EN_SAYS_CHANGE.search(between))
        words = between
    is_bare = bool(_BARE_STATED.fullmatch(between)) and (figure.measure != "number" or figure.direction != 0)
    return Change(before, after, stated, words) if is_named or is_bare else None


def _stated_before(text: str, figures: list[Mention], index: int) -> Change | None:
    """`降低 75%（从 100 到 25）`, `up 30% (40% → 70%)`, `by 30 points from 40% to 70%`."""
    if not index:
        return None
    stated, before, after = figures[index - 1 : index + 2]
    follows = index > 2 and is_pair(text, figures[index - 3], figures[index - 2])
    if follows and not re.search(r"[，,、（(；;]", text[figures[index - 2].end : stated.start]):
        return None
    between = text[stated.end : before.start]
    lead = text[max(0, stated.start - 20) : stated.start]
    zh = _ZH_BEFORE.fullmatch(between) and re.search(rf"{_ZH_WORD}(?:幅度|了|约|近|为|达)*\s*$", lead)
    en = re.fullmatch(r"\s*(?:points?)?\s*[,(]?\s*(?:from\s+)?", between) and re.search(
        rf"\b(?:by|up|down|rose|fell|grew|gained|lost|{_EN_NOUN} of)\s+(?:about |nearly )?$",
        lead,
        re.IGNORECASE,
    )
    signed = stated.figure.direction and re.fullmatch(r"\s*[（(]\s*", between)
    return Change(before, after, stated, lead) if zh or en or signed else None


def _judge(
    document: Document, sentence: Stretch, change: Change, earlier: list[Mention]
) -> Iterator[Diagnostic]:
    stated = change.stated.figure
    expected: list[Expectation] = []
    for start in (change.before, *earlier):
        pair = comparable(start.figure, change.after.figure)
        if pair and stated.is_plain:
            expected += _readings(*pair, stated, change.words)
    if not expected:
        return
    fit = max(judge(stated, each.bounds, size_only=True) for each in expected)
    if fit >= Fit.POSSIBLE and not _points_the_wrong_way(change):
        return
    nearest = min(expected, key=lambda each: abs(abs(stated.value) - abs(each.bounds.exact)))
    yield _finding(document, sentence, change, fit, nearest, is_only=len(expected) == 1)


def _readings(before: Figure, after: Figure, stated: Figure, words: str) -> list[Expectation]:
    percent = before.measure == "percent"
    found = list(changes(loose(before), loose(after), stated, (before.text, after.text), percent=percent))
    if percent and stated.measure == "percent" and len(found) == 2:
        if _POINTS_ONLY.search(words):
            return found[:1]
        if _RELATIVE_ONLY.search(words):
            return found[1:]
    if stated.measure == "percent" and not words.strip("，,（( ") and not stated.direction:
        ratio = loose(after).over(loose(before))
        found += [Expectation(ratio, f"{after.text} / {before.text}")] if ratio else []
    return found


def _points_the_wrong_way(change: Change) -> bool:
    """A minus sign beside an increase. A plus beside a decrease may mean that things got better."""
    rises = change.after.figure.value > change.before.figure.value
    return rises and change.stated.figure.value < 0


def _finding(
    document: Document, sentence: Stretch, change: Change, fit: Fit, nearest: Expectation, *, is_only: bool
) -> Diagnostic:
    """With a correction if the change has one reading only, and its text is as it was read."""
    stated = change.stated.figure
    value = abs(nearest.bounds.exact)
    is_loose = any(each.figure.kind == "about" for each in (change.before, change.after, change.stated))
    severity = Severity.WARNING if fit is Fit.LAST_DIGIT or is_loose else Severity.ERROR
    start = sentence.start + change.stated.start
    wanted = restated(stated, value)
    if fit >= Fit.POSSIBLE:
        wanted = wanted.replace("-", "+").replace("−", "+")
    span = document.span(start, sentence.start + change.stated.end)
    is_plain = document.text[start : sentence.start + change.stated.end] == stated.text
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
        Example("采用率从 40% 提升到 70%，提升了 ⟦35 个百分点⟧。\n"),
        Example("Costs fell from $10M to $1M, a ⟦80%⟧ reduction.\n"),
        Example("| 阶段 | 变化 |\n| --- | --- |\n| 一 | 40% → 70%（⟦+25%⟧） |\n"),
        Example("论文数从 5,000 增长到 50,000，增长 ⟦12 倍⟧。\n"),
        Example("Memory went from 16 GB to 4 GB (⟦5x⟧).\n"),
        Example("Coverage went up ⟦6⟧ points, from 70% to 78%.\n"),
        Example("We expect growth from 69% to 80% by 2026 (⟦+12 pp⟧).\n"),
        Example("延迟降低 ⟦60%⟧（从 100 ms 到 50 ms）。\n", note="the change may stand first"),
    ),
    good=(
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
        Example("v1.2 -> v1.3 (30 fixes), 2024 -> 2025 (12 months)\n", note="versions and years"),
    ),
)
"""Changes in running text."""
