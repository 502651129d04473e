"""Shares stated with both of their amounts in one clause: `398 hours of 432, so 92 %`, `900 of which (20 %)`.

What each form has in common: the words leave no doubt which figure is the part and which the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.figures import Figure
from generator.audit.skeletons import SLOT, Skeleton, skeleton
from generator.audit.statements import Mention
from generator.audit.vocabulary import IS_EN, SAYS_CHANGE, THAT_IS_EN, THAT_IS_ZH
from generator.audit.wholes.parts import Part, WrongShare, told_with_share
from generator.markdown import MASK, Document
from generator.patterns import lazy

_W = rf"[^{SLOT}，,。;；:：()（）{MASK}=≈→]"
_PART, _WHOLE, _SHARE = (rf"(?P<{name}>{SLOT})" for name in ("part", "whole", "share"))
_OF = rf"\s?(?:\b(?:out )?of (?:the |all |our |a total of )?|/){_W}{{0,8}}?"
_SAYS = (
    rf"(?:\s?[,，]?\s?\b(?:{THAT_IS_EN}|{IS_EN}|this is|makes?|made|for|(?:accounts?|accounted|"
    r"accounting) for)"
    rf"(?: only| just)?\s?|\s?[,，]?\s?(?:{THAT_IS_ZH}|占比?为?|约占|比例为?)\s?|"
    r"\s?[=≈:：]\s?|\s?[（(]\s?)"
)
_DID = (
    r"(?:answered|responded|replied|returned|completed|passed|failed|succeeded|converted|accepted|approved|"
    r"resolved|closed|fixed|merged|rejected|survived|solved|remain(?:ed)?|arrived|participated|finished)"
)
_DID_ZH = r"(?:回收|有效|通过|完成|成功|失败|命中|合格|达标|解决|修复|关闭|响应|参与|采纳|合并|答对|及格)"
_FORMS = (
    lazy(rf"{_WHOLE}{_W}{{0,24}}?[（(]\s?{_PART}{_W}{{0,16}}?\s?=\s?{_SHARE}\s?[)）]"),
    lazy(rf"{_PART}{_W}{{0,24}}?{_OF}{_WHOLE}{_W}{{0,24}}?{_SAYS}{_SHARE}", re.IGNORECASE),
    lazy(rf"{_SHARE}{_W}{{0,24}}?[（(]\s?{_PART}{_W}{{0,24}}?{_OF}{_WHOLE}{_W}{{0,24}}?[)）]", re.IGNORECASE),
    lazy(rf"{_SHARE}{_W}{{0,16}}?(?:\bmeans|\bi\.e\.,?) {_PART}{_W}{{0,24}}?{_OF}{_WHOLE}", re.IGNORECASE),
    lazy(rf"{_PART}{_W}{{0,24}}?[（(]\s?{_SHARE} of (?:the |all )?{_WHOLE}{_W}{{0,24}}?[)）]"),
    lazy(
        rf"{_WHOLE}{_W}{{0,24}}?[,，]\s?{_PART} of (?:which|whom|them|these){_W}{{0,24}}?[,，]?\s?"
        rf"[（(]\s?{_SHARE}\s?[)）]"
    ),
    lazy(
        rf"{_WHOLE}{_W}{{0,24}}?[,，]?\s?(?:(?:which|this)\s)?(?:leav(?:es|ing)|剩余?|余下|结余) "
        rf"{_PART}{_W}{{0,16}}?[（(]\s?{_SHARE}\s?[)）]"
    ),
    lazy(
        rf"{_WHOLE}{_W}{{0,24}}?[,，;；]\s?(?:and |of (?:which|whom|these) )?{_PART} "
        rf"(?:\w+ )?{_DID}{_W}{{0,12}}?[（(]\s?{_SHARE}\s?[)）]"
    ),
    lazy(
        rf"{_WHOLE}{_W}{{0,8}}?[,，]\s?(?:其中|实际|最终)?{_DID_ZH}{_W}{{0,8}}?{_PART}{_W}{{0,8}}?[（(]\s?{_SHARE}\s?[)）]"
    ),
    lazy(
        rf"{_PART}{_W}{{0,30}}?,?\s(?:accounts? for|accounted for|makes? up|made up|represents?|"
        r"represented|takes? up|"
        rf"took up|eats? up|ate up|constitutes?) (?:only |just )?{_SHARE} of (?:the |all |our |their )?"
        rf"(?:total |monthly |annual |yearly |whole |overall )?{_WHOLE}",
        re.IGNORECASE,
    ),
    lazy(rf"{_SHARE}[，,]\s?{THAT_IS_ZH}\s?{_WHOLE}{_W}{{0,12}}?[中里]{_W}{{0,8}}?{_PART}"),
    lazy(
        rf"{_PART}\s?/\s?(?:上限|总[数量额]|目标|共)?\s?{_WHOLE}{_W}{{0,8}}?[，,]{_W}{{0,4}}?率(?:为|达|约)?\s?{_SHARE}"
    ),
)
_CHANGE = lazy(SAYS_CHANGE, re.IGNORECASE)
"""Words of a change, or of a rate that is counted otherwise."""
_OTHER_AFTER = lazy(
    r"\s?(?:points? |percentage )?(?:of|above|below|over|under|per|a year|annual|interest|"
    r"的(?!比例|占比)|以上|以下)"
)
"""Words behind a share that make it one of something else."""
_REACH = 16
"""So far behind a form words may say of what it is a share."""


def misstated_shares(document: Document) -> Iterator[WrongShare]:
    """Every share that is stated with its part and its whole, and is not theirs."""
    for told in told_with_share(document):
        words = skeleton(told.text)
        if len(words.figures) > 2:
            yield from _misstated(words, told.start)


def _misstated(words: Skeleton, offset: int) -> Iterator[WrongShare]:
    judged: set[int] = set()
    for form in _FORMS:
        for match in form.finditer(words.text):
            at = words.slot(match, "share")
            part, whole, share = (
                words.figures[words.slot(match, name)] for name in ("part", "whole", "share")
            )
            if at in judged or _is_of_something_else(words.text, match) or not _can_be(part, whole, share):
                continue
            judged.add(at)
            fit = _fit(part.figure, whole.figure, share.figure)
            if fit < Fit.POSSIBLE:
                yield WrongShare(Part(part, share, True), whole.figure.value, whole.figure.text, offset, fit)


def _is_of_something_else(text: str, match: re.Match[str]) -> bool:
    behind = text[match.end() : match.end() + _REACH].split(SLOT)[0]
    ends_with_share = match.end() == match.end("share")
    return bool(
        _CHANGE.search(match.group())
        or _CHANGE.search(behind)
        or (ends_with_share and _OTHER_AFTER.match(behind))
    )


def _can_be(part: Mention, whole: Mention, share: Mention) -> bool:
    amounts = part.figure, whole.figure
    return (
        share.figure.measure == "percent"
        and share.figure.is_plain
        and not share.figure.direction
        and all(each.measure == "number" and each.is_plain and not each.direction for each in amounts)
        and (not part.figure.unit or not whole.figure.unit or part.figure.unit == whole.figure.unit)
        and 0 < part.figure.value <= whole.figure.value
    )


def _fit(part: Figure, whole: Figure, share: Figure) -> Fit:
    """How a share fits, be it that of the part or that of all the rest."""
    quotient = Bounds.of(part).over(Bounds.of(whole))
    if quotient is None:
        return Fit.RIGHT
    return max(judge(share, each) for each in (quotient, Bounds.point(Fraction(1)).minus(quotient)))
