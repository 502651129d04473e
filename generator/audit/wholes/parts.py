"""Amounts with their share of a whole that is named beside them, once for all of them.

`Of 3,200 cases 48 were skipped (1.5 %) and 16 failed (0.5 %)`, `总成本 240 万元，其中算力 144 万元（60%）`, a
list below `合计 1,600 张：`. Which figure is the whole, the shares tell themselves: it is the one that they
fit. A share that fits no figure around it, where the others do or where words name the whole, is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.figures import PERCENT, Figure
from generator.audit.lists import first_line, line_before, lists
from generator.audit.skeletons import SLOT, Skeleton, skeleton
from generator.audit.statements import Mention, Sentence, sentences
from generator.audit.vocabulary import IS_EN, SAYS_CHANGE, THAT_IS_EN, THAT_IS_ZH
from generator.markdown import MASK, Document, Item
from generator.patterns import lazy, small


class Part(NamedTuple):
    """An amount, the share that is stated of it, and how far words name the whole."""

    amount: Mention
    share: Mention
    is_named: bool


class WrongShare(NamedTuple):
    """A stated share, the amount that it should be of the whole, and how it fits."""

    part: Part
    whole: Fraction
    whole_text: str
    offset: int
    fit: Fit


_PERCENT = lazy(PERCENT)
_W = rf"[^{SLOT}，,。.;；:：()（）{MASK}]"
_OPEN = r"(?:占比?|即|or |i\.e\.,? |that is,? |share:? )?\s?"
_PART = lazy(
    rf"(?P<amount>{SLOT})(?P<words>{_W}{{0,40}}?)(?:"
    rf"\s?[（(]\s?{_OPEN}(?P<bracketed>{SLOT})\s?[)）]|"
    rf"[，,]\s?(?:约?占比?(?:为|约)?|{THAT_IS_ZH}|{THAT_IS_EN})\s?(?P<apposed>{SLOT})"
    r"(?=\s?(?:[，,。.;；)）]|$))|"
    rf"[，,]\s?(?:{THAT_IS_EN} |giving |making |yielding |for |with )?(?:an? |"
    rf"the )?(?P<label>[^{SLOT}，,。.;；:：()（）]{{0,16}}?(?:\brate|\bratio|率|占比))"
    rf"\s?(?:of|{IS_EN}|[:：]|为|是|达到?|约)?\s?(?P<rated>{SLOT}))"
)
_OF = lazy(r"(?:\bof\s(?:the |all |our )?|/\s?)$", re.IGNORECASE)
"""What such words name is a whole, and no part."""
_NO_SHARE = lazy(rf"{SAYS_CHANGE}|折|优惠|毛利|多于|少于", re.IGNORECASE)
_NAMED_BEFORE = lazy(
    r"(?:\b(?:of|among)\s(?:the |all |our |these |those )?|"
    r"(?:共|共计|合计|总计|总[数量额]|全部)[^，。]{0,6})$",
    re.IGNORECASE,
)
_ASIDE = lazy(r"[（(][^（）()]*[)）]")
_OF_THEM = lazy(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_NAMED_BETWEEN = lazy(
    rf"其中|^[^{SLOT}，,。；]{{1,12}}[中里][，,]|\bof (?:whom|which|them|those|these)\b", re.IGNORECASE
)
_RATES_ZH = (
    ("及格", "合格", "通过", "达标"),
    ("回收", "返回", "收回"),
    ("出勤", "到会", "实到", "到课", "到场", "到岗", "出席", "签到"),
    ("成功", "完成", "解决", "办结"),
    ("失败", "错误", "出错", "差错"),
    ("报废", "废品", "不良", "次品", "缺陷"),
    ("转化", "付费", "成交", "下单"),
)
"""What rates count, in words for one thing each."""
_RATES = (
    (r"fail|error|defect", r"fail|error|crash|wrong|broke|defect|reject"),
    (r"respon|return", r"respon|answer|return|repl"),
    (r"pass|success|complet", r"pass|succe|complet|solved|correct"),
    (r"conver", r"conver|bought|paid|paying|signed|subscri|order"),
    (r"churn|attrition", r"churn|left|cancel"),
    (r"click", r"click"),
    (r"accept|approval", r"accept|approv"),
    (r"adopt", r"adopt|use"),
)
_MOST_CANDIDATES = 12
_REACH = 300
"""So much of the sentence in front is looked at."""


def wrong_shares(document: Document) -> Iterator[WrongShare]:
    """Every share that does not fit the whole which the text names, or which the shares beside it fit."""
    for told in told_with_share(document):
        words = skeleton(told.text)
        parts = list(_parts(words))
        if parts:
            before = _before(document, told) if told.before < told.start else ()
            yield from _judged(parts, (*words.figures, *before), told.start, is_list=False)
    for group in lists(document):
        yield from _list(document, group)


@lru_cache(maxsize=2)
def told_with_share(document: Document) -> tuple[Sentence, ...]:
    """The sentences with a percentage."""
    return tuple(told for told in sentences(document, _PERCENT) if _PERCENT.search(told.text))


def _before(document: Document, told: Sentence) -> tuple[Mention, ...]:
    """The figures of the sentence in front of one."""
    return skeleton(document.flat[told.before : told.start][-_REACH:]).figures


def _parts(words: Skeleton) -> Iterator[Part]:
    text = small(words.text)
    for match in _PART.finditer(text):
        group = next(name for name in ("bracketed", "apposed", "rated") if match[name])
        amount, share = words.figures[words.slot(match, "amount")], words.figures[words.slot(match, group)]
        lead = text[: match.start()]
        clause = re.split(r"[，,;；。（(]", _ASIDE.sub("", lead))[-1]
        if (
            _OF.search(lead)
            or _NO_SHARE.search(match.group())
            or _NO_SHARE.search(clause[-8:])
            or not _can_be(amount, share)
        ):
            continue
        is_rate = group == "rated" and (
            _is_of_rate(match["label"], clause + match["words"]) or _is_named(lead)
        )
        if group != "rated" or is_rate:
            is_named = is_rate or _is_named(lead) or bool(_OF_THEM.search(match["words"]))
            yield Part(amount, share, is_named)


def _can_be(amount: Mention, share: Mention) -> bool:
    part, stated = amount.figure, share.figure
    is_amount = part.measure == "number" and part.is_plain and part.value > 0 and not part.direction
    is_share = stated.measure == "percent" and stated.is_plain and not stated.direction and stated.value <= 1
    return is_amount and is_share


def _is_named(lead: str) -> bool:
    """Whether the words in front of an amount say of what it is a part."""
    first, slot, between = lead.partition(SLOT)
    return bool(slot) and bool(_NAMED_BETWEEN.search(between) or _NAMED_BEFORE.search(first))


def _is_of_rate(label: str, clause: str) -> bool:
    """Whether a rate is that of what the clause counts: `860 份回收，回收率`, `40 failed, an error rate`."""
    if label.endswith(("率", "占比")):
        family = next((each for each in _RATES_ZH if any(word in label for word in each)), ())
        if any(word in clause for word in family):
            return True
        stem = label.removesuffix("率").removesuffix("占比")
        return any(stem[at : at + 2] in clause for at in range(max(len(stem) - 1, 1)))
    return any(
        re.search(rate, label, re.IGNORECASE) and re.search(verb, clause, re.IGNORECASE)
        for rate, verb in _RATES
    )


def _list(document: Document, items: Sequence[Item]) -> Iterator[WrongShare]:
    """The items of a list that each hold one part, with the figures of the line in front of the list."""
    parts: list[Part] = []
    for item in items if len(items) > 1 else ():
        line = first_line(document, item)
        if _PERCENT.search(line):
            found = list(_parts(skeleton(line)))
            if len(found) == 1:
                parts.append(_moved(found[0], item.text_start))
    if len(parts) < 2 or len(parts) < len(items) - 1:
        return
    before = skeleton(line_before(document, items)).figures
    yield from _judged(parts, before, 0, is_list=True)


def _moved(part: Part, by: int) -> Part:
    amount, share = (each._replace(start=each.start + by, end=each.end + by) for each in part[:2])
    return Part(amount, share, part.is_named)


def _judged(
    parts: Sequence[Part], around: Sequence[Mention], offset: int, *, is_list: bool
) -> Iterator[WrongShare]:
    """The shares that fit no figure around, if the others agree on one of them, or words name it."""
    shares = {part.share for part in parts}
    wholes = _wholes(parts, [each for each in around if each not in shares], is_list=is_list)
    if not wholes or len(wholes) > _MOST_CANDIDATES:
        return
    fitting = {whole: [part for part in parts if _fit(part, whole) >= Fit.POSSIBLE] for whole in wholes}
    best = max(wholes, key=lambda whole: len(fitting[whole]))
    odd = [part for part in parts if not any(part in fits for fits in fitting.values())]
    agreed = len(fitting[best])
    is_complete = sum((part.amount.figure.value for part in parts), Fraction(0)) == best[0].exact
    for part in odd:
        is_alone = len(odd) == 1 == agreed and (part.is_named or is_complete)
        is_agreed = is_alone or agreed >= max(len(odd) * 2, 2)
        if is_agreed or (part.is_named and len(parts) == 1):
            whole = best if is_agreed else min(wholes, key=lambda each: _gap(part, each))
            if part.amount.figure.value <= whole[0].exact and not _is_rest(part, whole):
                yield WrongShare(part, whole[0].exact, whole[1], offset, _fit(part, whole))


_Whole = tuple[Bounds, str]


def _wholes(parts: Sequence[Part], around: Sequence[Mention], *, is_list: bool) -> list[_Whole]:
    """What the amounts may be parts of: figures around in the same unit that are no less, and their sum."""
    largest = max(part.amount.figure.value for part in parts)
    smallest = min(part.amount.figure.value for part in parts)
    unit = _unit(parts[0].amount.figure)
    found = {
        (Bounds.of(each.figure), each.figure.text)
        for each in around
        if each.figure.measure == "number" and each.figure.is_plain and each.figure.value > smallest
        if _unit(each.figure) in (unit, "") or not unit
    }
    if is_list or len(parts) > 2:
        total = sum((part.amount.figure.value for part in parts), Fraction(0))
        if total > largest:
            found.add((Bounds.point(total), "their sum"))
    return sorted(found)


def _unit(figure: Figure) -> str:
    return figure.currency or figure.unit.casefold().removesuffix("s")


def _fit(part: Part, whole: _Whole) -> Fit:
    quotient = Bounds.of(part.amount.figure).over(whole[0])
    return judge(part.share.figure, quotient) if quotient else Fit.WRONG


def _gap(part: Part, whole: _Whole) -> Fraction:
    return abs(part.amount.figure.value / whole[0].exact - part.share.figure.value)


def _is_rest(part: Part, whole: _Whole) -> bool:
    """Whether the share is that of all the others (`15 of 200 left (92.5 % stayed)`)."""
    quotient = Bounds.of(part.amount.figure).over(whole[0])
    return (
        quotient is not None
        and judge(part.share.figure, Bounds.point(Fraction(1)).minus(quotient)) >= Fit.POSSIBLE
    )
