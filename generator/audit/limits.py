"""What sentences say of figures and their limits: `p95 ≤ 800 ms; it was 760, so missed`, `48%，超过 50%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.levels.intervals import Interval, intervals_in
from generator.audit.skeletons import SLOT, Skeleton
from generator.audit.statements import Mention, mentions
from generator.patterns import lazy, words


class Judgement(NamedTuple):
    """A figure, its limit, and what the words say of the two: that it is above, or that the limit is kept."""

    figure: Mention
    limit: Mention
    words: str
    holds: bool


_N = rf"[^{SLOT}，。；：、（）(),;:!?！？]"
_W = rf"[^{SLOT}.,;:()—!?]"
_LIMIT_ZH = r"(?:门槛|阈值|标准|要求|目标值?|[上下]限|红线|及格线|控制线|警戒线|底线|基准线|合格线|分数线|线)"
_FLOOR_EN, _CEILING_EN, _GOAL_EN = (
    r"(?:minimum|floor|lower (?:limit|bound))",
    r"(?:maximum|limit|cap|ceiling|budget|upper (?:limit|bound))",
    r"(?:target|threshold|goal|requirement|bar|quorum|bound)",
)
_NAMED_LIMIT = (
    rf"(?:{_LIMIT_ZH}|平均|均值|多数|安全库存|定额|预算|\b(?:{_FLOOR_EN}|{_CEILING_EN}|{_GOAL_EN}|majority|average|mean|"
    r"median|norm|standard|plan|slo|sla|guideline)\b)"
)
_STILL_ZH = r"(?:已经?|也|仍|刚|刚好|均|都|但|而|并|尚|远|大幅|略)*"
_ABOVE_ZH = r"(?:达到|达成|超过|高于|大于|超出|突破|跨过|越过|满足)了?"
_BELOW_ZH = (
    r"(?:低于|小于|少于|未能?达到|未达|没有?达到|达不到|不足|不到|(?:未|没有|不)超过|未突破|[不未]满足)"
)
_DIRECT = tuple(
    lazy(form, re.IGNORECASE)
    for form in (
        # 0.587，已达到 0.60 的协作级门槛; 48%，超过 50%。
        (
            rf"(?P<figure>{SLOT})\s?[个分件项元天]?[，,]?\s?{_STILL_ZH}"
            rf"(?:(?P<below>{_BELOW_ZH})|(?P<above>{_ABOVE_ZH}))\s?{_N}{{0,10}}?(?P<limit>{SLOT}){_N}{{0,2}}?"
            rf"(?:\s?的?{_N}{{0,10}}?{_LIMIT_ZH}|(?=\s?(?:[，。；,;]|$)))"
        ),
        # reaches 48 points and misses the minimum of 35 points; at 78 %, clears the threshold of 80 %
        (
            rf"(?P<figure>{SLOT}){_W}{{0,40}}?,?{_W}{{0,30}}?\b(?:"
            r"(?P<below>misses|missed|(?:falls|fell|is|was) short of|fails|failed|(?:stays|remains) below)|"
            rf"(?P<above>reaches|reached|clears|cleared|passes|passed|meets|met|exceeds|exceeded))\s"
            r"(?:the |our |its |this |a )?(?:[a-z-]+ ){0,2}?"
            rf"(?:{_FLOOR_EN}|{_GOAL_EN}) of (?P<limit>{SLOT})"
        ),
    )
)
_IN_BRACKETS = lazy(
    rf"(?P<figure>{SLOT}){_W}{{0,16}}?\s?[（(]\s?"
    rf"(?:(?P<below>{_BELOW_ZH}|(?:still |just |well )?(?:below|under|short of|misses))|"
    rf"(?P<above>{_ABOVE_ZH}|(?:still |just |well )?(?:above|over|exceeds|exceeding|beyond)))\s?"
    rf"(?=[^()（）]*?{_NAMED_LIMIT})(?:[^{SLOT}()（）,，]{{0,30}}?"
    rf"(?:\b(?:of|is|was|at) |[:：=]\s?|(?<=[一-龥])\s?|{_NAMED_LIMIT} ))?"
    rf"(?P<limit>{SLOT})[^{SLOT}()（）]{{0,12}}[)）]",
    re.IGNORECASE,
)
"""`173 seats (below the majority: 175)`, `2.6%（高于 2% 的上限）`: a limit with its name in brackets."""
_CLAUSE = lazy(
    rf"[，,]\s?(?:并|也|且)?(?:(?P<below>{_BELOW_ZH})|(?P<above>{_ABOVE_ZH}))\s?{_N}{{0,12}}?(?P<limit>{SLOT}){_N}{{0,2}}?"
    rf"\s?的?{_N}{{0,6}}?{_LIMIT_ZH}"
)
"""A clause that begins with what is said of a figure further up."""
_WITHIN = lazy("以内|之内")
"""`未达到 0.40% 以内的目标`: what is not reached is a ceiling."""
_BEHIND = 6
_SEVERAL = 2
"""So many figures in front leave open of which of them a clause speaks."""
_FLOOR = lazy(
    r"(?:≥|>=|＞|不低于|不少于|不小于|至少|(?<!不)(?:大于|高于)|下限(?:为|是)?|at least|no less than|"
    rf"no fewer than|above|more than|{_FLOOR_EN}(?: is| was)?(?: of)?)\s?$",
    re.IGNORECASE,
)
_CEILING = lazy(
    r"(?:≤|<=|＜|不得?超过|不高于|不大于|(?<!不)(?:小于|低于)|上限(?:为|是)?|预算(?:为|是)?|at most|"
    rf"no more than|below|under|less than|{_CEILING_EN}(?: is| was)?(?: of)?)\s?$",
    re.IGNORECASE,
)
_DEMANDED = lazy(
    r"要求|规定|目标|标准|阈值|门槛|[上下]限|预算|SL[AO]|红线|指标|"
    r"\b(?:demands?|requires?|required|asks? for|must|policy|target|threshold|limit|budget|SL[AO]|goal|floor|"
    r"cap|ceiling|minimum|maximum|agreed|promises?|allows?|rule)\b",
    re.IGNORECASE,
)
_MISSED = lazy(
    r"未达标|不达标|未达成|不满足|未满足|不符合|不合格|未通过|不通过|超标|超限|超出预算|"
    r"\b(?:missed|misses|not (?:met|satisfied|fulfilled|kept)|violat\w+|breach\w*|broken|exceed(?:s|ed)?|"
    r"over budget|fail(?:s|ed)?)\b",
    re.IGNORECASE,
)
_MET = lazy(
    r"达标|满足|符合|合格|通过(?![图率数的量后])|在(?:预算|限值|上限|要求)(?:之)?内|"
    r"\b(?:met|satisfied|fulfilled|meets?|satisf(?:y|ies)|pass(?:es|ed)?|kept|"
    r"within (?:the |our |its )?(?:budget|limits?|target|sl[ao]|bounds?))\b",
    re.IGNORECASE,
)
_NOT_SAID = lazy(
    r"如果|若|应当?|必?须|需要?|并未|不再|尚未|预计|有望|计划|一旦|直到|才|→|从|争取|力争|将|曾|"
    r"\b(?:not|no longer|never|if|should|must|would|unless|until|once|when|expected|almost|nearly|only|will|"
    r"to be|without|neither|nor)\b|n't",
    re.IGNORECASE,
)
_IS_ASKED = lazy(r"如果|假如|若|除非|一旦|\b(?:if|unless|once|would|whether|until)\b", re.IGNORECASE)
_ASIDE = lazy(rf"\s?[（(][^{SLOT}()（）]{{0,40}}[)）]")
_VERDICT_REACH = 60
LIMITED = words(
    rf"{_ABOVE_ZH}|{_BELOW_ZH}|{_MISSED.pattern}|{_MET.pattern}|"
    r"\b(?:above|below|under|over|exceed|short of|reach|clear|stays|remains|range|band|class|category|"
    r"grade|stage|level|bucket|rated|corresponds)|范围|区间|属于|归入|归为|评为|划入|定为|对应"
)
"""Some of these words stand in every such sentence."""


def judgements(words: Skeleton) -> Iterator[Judgement]:
    """Every figure of a sentence with a limit that the sentence says it keeps, passes or misses."""
    if _IS_ASKED.search(words.text):
        return
    words = words._replace(text=_ASIDE.sub("", words.text))
    for form in (*_DIRECT, _IN_BRACKETS):
        for match in form.finditer(words.text):
            figure, limit = words.slot(match, "figure"), words.slot(match, "limit")
            is_alike = _are_alike(words, figure, limit, is_named=form is _IN_BRACKETS)
            is_within = match["below"] and _WITHIN.search(words.text, match.start(), match.end() + _BEHIND)
            if not _NOT_SAID.search(match.group()) and is_alike and not is_within:
                value, bound = (words.figures[each].figure.value for each in (figure, limit))
                is_below = match["below"] is not None
                yield Judgement(
                    words.figures[figure],
                    words.figures[limit],
                    (match["below"] or match["above"]).strip(),
                    value <= bound if is_below else value >= bound,
                )
    yield from _of_none(words)
    yield from _verdict(words)


def _of_none(words: Skeleton) -> Iterator[Judgement]:
    """What is said of no figure in particular must hold for one of those in front of it."""
    for match in _CLAUSE.finditer(words.text):
        limit = words.slot(match, "limit")
        measure = words.figures[limit].figure.measure
        before = [each for each in range(limit) if _are_alike(words, each, limit)]
        before = [each for each in before if words.figures[each].figure.measure == measure]
        if len(before) < _SEVERAL or _NOT_SAID.search(match.group()) or _WITHIN.search(match.group()):
            continue
        bound = words.figures[limit].figure.value
        is_below = match["below"] is not None
        values = [words.figures[each].figure.value for each in before]
        if all(value > bound if is_below else value < bound for value in values):
            said = (match["below"] or match["above"]).strip()
            yield Judgement(words.figures[before[0]], words.figures[limit], said, holds=False)


def _are_alike(words: Skeleton, figure: int, limit: int, *, is_named: bool = False) -> bool:
    """Whether a figure is stated exactly, and the limit in the same unit.

    It must be named at both, unless they are shares or the limit itself has a name.
    """
    one = words.figures[figure].figure
    if one.kind != "exact" or one.direction or words.figures[limit].figure.direction:
        return False
    exact = words.with_exact(limit)
    is_share = one.measure in ("percent", "points")
    is_same = is_named or is_share or words.nouns[figure] == words.nouns[limit]
    return is_same and exact.are_alike(figure, limit)


def _verdict(words: Skeleton) -> Iterator[Judgement]:
    """A demand, the one figure in its unit, and a verdict behind both."""
    if not _DEMANDED.search(words.text):
        return
    pieces = words.text.split(SLOT)
    bounds = [
        (number, is_floor)
        for number, each in enumerate(words.figures)
        if (is_floor := _side(each, pieces[number])) is not None
    ]
    if len(bounds) != 1:
        return
    limit, is_floor = bounds[0]
    figures = [each for each in range(len(words.figures)) if each != limit and _are_alike(words, each, limit)]
    if len(figures) != 1:
        return
    last = max(figures[0], limit)
    behind = pieces[last + 1][:_VERDICT_REACH]
    missed, met = _MISSED.search(behind), _MET.search(behind)
    said = missed or met
    if said is None or (_NOT_SAID.search(behind[: said.start()]) and not missed):
        return
    value, bound = (words.figures[each].figure.value for each in (figures[0], limit))
    if value == bound:
        return  # whether a limit itself is allowed is a matter of wording
    keeps = value >= bound if is_floor else value <= bound
    yield Judgement(words.figures[figures[0]], words.figures[limit], said.group(), keeps != bool(missed))


def _side(mention: Mention, before: str) -> bool | None:
    """Whether a figure is a lower limit, by the words before it or its sign; nothing if it is none."""
    if _FLOOR.search(before):
        return True
    if _CEILING.search(before):
        return False
    kind = mention.figure.kind
    return kind == "least" if kind in ("least", "most") else None


_OUTSIDE = lazy(r"(?:\boutside|\bbeyond|\bout of|超出|不在|落在)[^\d，。；,;.]{0,24}$", re.IGNORECASE)
_INSIDE = lazy(
    r"(?:\bwithin|\binside|\b(?:lies|falls|is) in|落在|处于|位于|介于)[^\d，。；,;.]{0,24}$", re.IGNORECASE
)
_CLASSED = lazy(
    r"(?:\b(?:corresponds to|in|into|as|means|rated|graded|labelled|hence|thus|so|i\.e\.,?)|"
    r"属于|归入|归为|处于|评为|划入|定为|落入|对应)\s?(?:the |an? )?[^，。；,;()（）]{1,40}[（(]\s?$"
)
"""The name of a class, whose interval follows in brackets."""
_CLOSED = lazy(r"\s?[^\d()（），,;；]{0,12}[)）]")
_ASTRAY = 2
"""So many times its width may a figure be off an interval that is its own scale's."""
_BEYOND_ZH = lazy(r"\s?的?(?:区间|范围|合理区间)?之?外")


class Placed(NamedTuple):
    """A figure, and where the words place it: in an interval or out of it."""

    start: int
    end: int
    text: str
    holds: bool


def _is_of_scale(mention: Mention, interval: Interval, written: str) -> bool:
    """Whether a figure and an interval may be of one scale: near each other, and written alike."""
    low, high = interval.bounds
    value, reach = mention.figure.value, (high - low) * _ASTRAY
    is_near = low - reach <= value <= high + reach
    return is_near and ("." in mention.figure.text) == ("." in written) and not mention.figure.direction


def placed(text: str) -> Iterator[Placed]:
    """Every figure that a sentence places in an interval with two ends: `7.5% lies outside 5–8%`."""
    for start, end, interval in intervals_in(text):
        before = text[max(0, start - 60) : start]
        outside, inside = _OUTSIDE.search(before), _INSIDE.search(before)
        classed = _CLASSED.search(before) if _CLOSED.match(text, end) else None
        said = outside or inside or classed
        if len(interval.bounds) != 2 or said is None or _NOT_SAID.search(before[max(0, said.start() - 12) :]):
            continue
        figures = [
            each for each in mentions(text[: start - len(before) + said.start()]) if each.figure.is_plain
        ]
        if not figures or ("%" in text[start:end]) != (figures[-1].figure.measure == "percent"):
            continue
        figure = figures[-1]
        gap = text[figure.end : start - len(before) + said.start()]
        if len(gap) > 24 or re.search(r"[。；;.!?]", gap):
            continue
        if not (outside or inside) and not _is_of_scale(figure, interval, text[start:end]):
            continue
        is_out = bool(_BEYOND_ZH.match(text, end)) or bool(outside and not outside.group().startswith("落在"))
        holds = interval.holds(figure.figure.value) != is_out or figure.figure.value in interval.bounds
        yield Placed(figure.start, end, figure.figure.text, holds)
