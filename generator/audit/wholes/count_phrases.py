"""Phrases that say how many things follow: `以下三种方法`, `four steps`, `数学、架构、能力三个维度`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.audit.number_words import NUMBER_WORDS, read_number_word
from generator.patterns import cased_words, lazy

_ZH_NUMBER = r"(?P<zh>十[一二三四五六七八九]?|[两二三四五六七八九]|(?<![\d.,\-–~第])\d{1,2}(?![\d.,%]))"
_MEASURE = (
    r"(?:大(?!于|约|幅|概)|个(?!月|百分点|人|小时|字)|种|类|项(?!目)|点(?!\d)|步(?!骤之)|条|层|款|家|方面|"
    r"部分|阶段|维度|章|节|名(?!称)|位(?!置|数)|组|支|门|篇|件(?!\d)|轮|股|套|环节|要素|原则|步骤)"
)
_ZH_COUNT = lazy(rf"(?=[十两二三四五六七八九\d]){_ZH_NUMBER}\s?{_MEASURE}")
_EN_COUNT = lazy(
    rf"(?=[tfsen\d])(?<![\w.,/$€£%-])(?P<en>{'|'.join(NUMBER_WORDS[1:])}|\d{{1,2}})(?![\d.,%:/-])\s+"
    r"(?P<noun>(?:[a-z][a-z-]{1,20}\s+){0,3}?(?!(?:is|was|has|does|this|as|its|thus|us|less|plus|"
    r"versus)\b)[a-z][a-z-]{1,20}s)\b",
    re.IGNORECASE,
)
_NO_THINGS = lazy(
    r"\b(?:(?:mili|nano|micro)?seconds|minutes|hours|days|weeks|months|years|quarters|decades|times|points|"
    r"bytes|bits|"
    r"tokens|dollars|cents|lines|characters|pixels|percents|decimals|digits|places|columns|kilo\w+|meters|"
    r"metres|inches|"
    r"cores|threads|[gmk]bs|parameters|runs|epochs|iterations|others|orders|versions|releases|ones)$",
    re.IGNORECASE,
)
_LOOSE_BEFORE = lazy(
    r"(?:至少有?|最多有?|至多|不止|超过|约|近|大约|不少于|多达|前|后|首|末|最后|其余|另外?|其他|剩余|其中|"
    r"任[意选何]?|每|各|某|第|这|那|该|上述|以上|之|"
    r"\b(?:at least|at most|up to|more than|over|about|around|nearly|first|last|top|other|another|remaining"
    r"|next|"
    r"any|each|every|these|those|both|of the|one of|previous|past|within|after|only|the above|all|than|or|"
    r"to|and|least|additional|extra|between|last|every|tier|level|phase|stage|grade|class|type|"
    r"category|round|priority|generation))\s*$",
    re.IGNORECASE,
)
_LOOSE_AFTER = lazy(r"\s*(?:之一|以上|以下|左右|或|到|至|多|余|or more|or so|or \w+\b)", re.IGNORECASE)
_ZH_CUE = lazy(
    r"(?:以下|下列|如下|分为|分成|划分为|包括|包含|涵盖|共有?|总共|合计|归纳为|总结为|概括为|列出了?|"
    r"给出了?|提出了?|定义了?|设有|设置了?|经过|遵循|支持|提供了?|存在|面临|有|由|从|含|计|需要?|采用)\s?$"
)
_EN_CUE = lazy(
    r"\b(?:following|there (?:are|were)|ha[sd]|have|into|consists? of|composed of|made up of|comprises?|"
    r"includes?|"
    r"contains?|defines?|lists?|supports?|provides?|offers?|covers?|uses?|total of|with|these are the|in|"
    r"across|identif(?:y|ied)|found|follows?|takes?|needs?|requires?)(?: the| a total of| exactly)?\s*$",
    re.IGNORECASE,
)
_ZH_NOUN = lazy(
    r"(?:主要的?|不同的?|关键的?|核心的?|重要的?|常见的?|独立的?|典型的?|具体的?|可能的?|基本的?)?"
    r"(?P<noun>[^\s，,。；;：:、（()）的\d]{0,10}?)"
    r"(?:如下|所示|分别[为是]|包括|组成|构成|为|是|有|即|依次[为是])*\s*$"
)
_NO_ZH_NOUN = lazy(
    r"对比|比较|差异|区别|关系|之间|变化|结果|情况|影响|优势|特点|分析|月|年|天|小时|以下|下列|例如|比如|"
    r"问题在|在于|中$|里$|上$|后$|时$"
)
_EN_TAIL = lazy(
    r"\s*(?:\([^()]*\))?\s*(?:(?:are|is|were)?\s*(?:as follows|listed below|shown below|given below|below|"
    r"here|in total|the following|these)?|are)\s*$",
    re.IGNORECASE,
)


_IN_BRACKETS = lazy(
    r"[（(]\s?(?:共\s?)?(?P<number>\d{1,3})\s?(?:个(?![月人小])|[项条篇份种类章]|"
    r"(?:files?|items?|tasks?|issues?|features?|services?|modules?|questions?|entries|documents?|"
    r"rules?|checks?|"
    r"criteria|steps?|scenarios?)\b)[^()（）]{0,40}[)）][\s*_]*[:：]?[\s*_]*$",
    re.IGNORECASE,
)


class Count(NamedTuple):
    """A number of things that a text names; `is_cued` if the words before it announce them."""

    number: int
    text: str
    start: int
    end: int
    is_cued: bool
    is_chinese: bool


def counts(text: str) -> Iterator[Count]:
    """Every definite number of things that a text names."""
    for found in _ZH_COUNT.finditer(text):
        number = read_number_word(found["zh"])
        before = text[: found.start()]
        if number > 1 and not _is_loose(before, text, found.end()):
            is_cued = bool(_ZH_CUE.search(before[-6:]))
            yield Count(number, found.group(), found.start(), found.end(), is_cued, True)
    for found in _EN_COUNT.finditer(text):
        number = read_number_word(found["en"])
        before = text[: found.start()]
        if number > 1 and not _NO_THINGS.search(found["noun"]) and not _is_loose(before, text, found.end()):
            is_cued = bool(_EN_CUE.search(before[-30:]))
            yield Count(number, found.group(), found.start(), found.end(), is_cued, False)


def _is_loose(before: str, text: str, end: int) -> bool:
    return bool(_LOOSE_BEFORE.search(before[-16:]) or _LOOSE_AFTER.match(text, end))


def announced(text: str) -> Count | None:
    """The number of things that a text announces with its last words (`分为以下三类：`), if it does."""
    head = text.rstrip(" :：*_\n")
    found = list(counts(head))
    if len(found) != 1:
        return None
    count = found[0]
    rest = head[count.end :]
    if not count.is_chinese:
        return count if _EN_TAIL.fullmatch(rest) else None
    noun = _ZH_NOUN.fullmatch(rest)
    if noun is None or _NO_ZH_NOUN.search(rest if not count.is_cued else rest[-3:]):
        return None
    return count


def titled(text: str) -> Count | None:
    """The number of things in brackets at the end of a title or lead: `Low priority (8 files)`."""
    found = _IN_BRACKETS.search(text)
    if found is None or int(found["number"]) < 2:
        return None
    start = found.start("number")
    shown = found[0][start - found.start() :].split(")")[0].split("）")[0].split(",")[0].split("，")[0]
    return Count(int(found["number"]), shown, start, start + len(shown), True, not shown.isascii())


_LONGEST_NAME = 5
"""A part of an English enumeration with more words is a clause."""
_SLIP = 2
"""Names before a number that are more off than this are not what it counts."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count with the things themselves beside it: how many they are at least and at most."""

    count: Count
    fewest: int
    most: int


_JOINED = cased_words(r"、|(?:and(?<=\sand)|&(?<=\s&))\s")
"""What every enumeration has between its things."""
_BRACKETED = lazy(r"[（(][^（()）]*[)）]|“[^”]*”|「[^」]*」|《[^》]*》|\"[^\"]*\"")
_ZH_LIST = lazy(
    r"[：:]\s*(?P<items>[^：:，,。；;！!？?\n]{3,160})|"
    r"[（(](?P<inner>[^（()）：:；;]{3,120})[)）]"
)
_ZH_BEFORE = lazy(r"(?P<items>(?:[^\s，,。；;：:、（()）]{1,14}、)+[^，,。；;：:、（()）]{1,14}?)\s*$")
_ZH_AND = lazy(r"以及|[和与及]|\band\b|/|\+|&")
_NOT_BEFORE = lazy(r"[的在有共分各每这其等为是了]\s*$|分别|以及.*其")
_EN_LIST = lazy(
    r"\s*(?::|—|–|\s-\s)\s*(?P<items>[^:;.!?\n—–]{5,200})(?=[.!?\n—–]|$)|"
    r"\s*\((?P<inner>[^():;]{5,160})\)"
)

_EN_AND = lazy(r"\s(?:and|&)\s")
_EN_EXAMPLES = lazy(r"\betc\b|e\.g|i\.e|such as|including|for example|\b(?:and|&) (?:more|others)\b|\.\.\.|…")
"""What is listed as an example, or goes on, is not all there is."""


def enumerations(text: str) -> Iterator[Enumeration]:
    """Every count whose things stand beside it: `三类：甲、乙、丙`, `甲、乙二类`, `modes (fast and safe)`."""
    if not _JOINED.search(text):
        return
    for count in counts(text):
        if count.is_chinese:
            yield from _chinese(text, count)
        else:
            yield from _english(text, count)


def _masked(text: str) -> str:
    return _BRACKETED.sub(lambda match: "\ufffc" * len(match.group()), text)


def _chinese(text: str, count: Count) -> Iterator[Enumeration]:
    noun = re.match(r"[^\s，,。；;：:、（()）的\d]{0,10}(?:，?分别[为是])?\s*", text[count.end :])
    at = count.end + (noun.end() if noun else 0)
    behind = _ZH_LIST.match(text, at)
    if behind:
        items = _masked(behind["items"] or behind["inner"])
        if "、" in items and not re.search(r"等\s*$|……|\.\.\.", items):
            yield _split(count, items.split("、"))
            return
    before = _ZH_BEFORE.search(_masked(text[: count.start]))
    if before and not _ZH_COUNT.search(before["items"]) and not _NOT_BEFORE.search(before["items"]):
        each = _split(count, before["items"].split("、"))
        if abs(each.fewest - count.number) <= _SLIP:
            yield each


def _split(count: Count, items: list[str]) -> Enumeration:
    joints = sum(bool(_ZH_AND.search(item)) for item in items)
    return Enumeration(count, len(items), len(items) + joints)


def _english(text: str, count: Count) -> Iterator[Enumeration]:
    behind = _EN_LIST.match(text, count.end)
    if not behind:
        return
    items = _masked(behind["items"] or behind["inner"])
    if not _EN_AND.search(items) or not re.search(r",| and ", items) or _EN_EXAMPLES.search(items):
        return
    parts = [part for part in re.split(r",\s+(?:(?:and|&)\s+)?", items.strip()) if part]
    if not parts or any(len(part.split()) > _LONGEST_NAME for part in parts):
        return
    joints = sum(len(_EN_AND.findall(part)) for part in parts)
    is_closed = bool(re.search(r",\s+(?:and|&)\s", items))
    if not is_closed and not _EN_AND.search(parts[-1]):
        return
    yield Enumeration(count, len(parts) + (not is_closed), len(parts) + joints)
