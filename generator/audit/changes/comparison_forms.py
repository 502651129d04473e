"""The forms of sentences that state a change beside a figure and its base, written over skeletons.

Each form names the slots of the figure (`after`), of its base (`before`) and of the change (`stated`), and
the words of the change (`words`), which may tell how it is to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.changes.change_words import (
    ADVERB_ZH,
    AGAINST_EN,
    CHANGE_NOUN_EN,
    CHANGE_ZH,
    MORE_EN,
    NOW_EN,
    PAST_EN,
    PAST_ZH,
    ROSE_EN,
)
from generator.audit.skeletons import SLOT
from generator.audit.vocabulary import FROM_ZH, MOVES_EN, TO_ZH
from generator.patterns import lazy, words

_N = rf"[^{SLOT}，。；：、（）(),;:]"
"""A character of a Chinese phrase."""
_W = rf"[^{SLOT}.,;:()—]"
"""A character of an English phrase."""
_NAME = rf"(?:(?!\b(?:so|because|which|that|is|was|are|were|has|had|have|if|when)\b){_W})"
"""The same in words that name something: those without a verb, as far as that can be seen."""
_AFTER, _STATED = f"(?P<after>{SLOT})", f"(?P<stated>{SLOT})"
_BASE = rf"(?P<before>{SLOT})(?!\s?(?:months?|years?|weeks?|quarters?|days?|hours?)\b)"
_NO_CHANGE = r"(?<![多少高低长短快慢增减升降涨跌了])(?<![多少高低长短快慢增减升降涨跌了]\s)"
"""`比上月多 3 件` says a change, and no base."""
_BY = r"(?:by )?(?:just |only )?"
_THAT_IS = (
    r"(?:or |i\.e\.,? |that is,? |which is |so |hence |thus |meaning |and )?(?:it is |this is )?"
    r"(?:an? |the )?(?:total |net |relative |absolute |overall )?"
)
_OF = rf"(?:(?:{CHANGE_NOUN_EN} of|a factor of|up|down|by|saving|gaining|losing) )?{_BY}"

_ARROW = r"(?:→|⟶|➜|➔|->|=>)"


class Form(NamedTuple):
    """A form to be looked for in small letters, and what each sentence of it has, which is seen faster."""

    cue: re.Pattern[str]
    pattern: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place of the form in a text."""
        return self.pattern.finditer(text) if self.cue.search(text) else iter(())


def _form(cue: str, *pieces: str) -> Form:
    return Form(words(cue), lazy("".join(pieces)))


def _phrase(*pieces: str) -> re.Pattern[str]:
    return lazy("".join(pieces), re.IGNORECASE)


CHANGES = (
    # 46 件，较上月的 40 件增加 15%
    _form(
        "[较比]",
        rf"{_AFTER}{_N}{{0,8}}[，,（(]?\s?(?:较|比|相比|相较|对比|与)[^{SLOT}。；，]{{0,20}}?{_NO_CHANGE}{_BASE}",
        rf"{_N}{{0,8}}[)）]?\s?(?:相比)?[，,]?\s?{ADVERB_ZH}(?P<words>{CHANGE_ZH})\s?{_STATED}",
    ),
    # 18.4 万，环比增长 15%（上月 16 万）
    _form(
        "[（(]",
        rf"{_AFTER}{_N}{{0,8}}[，,（(]?\s?(?:(?:同比|环比|(?:较|比|相比){_N}{{1,8}}?)\s?)?{ADVERB_ZH}",
        rf"(?P<words>{CHANGE_ZH})\s?{_STATED}{_N}{{0,6}}[（(]{_N}{{0,4}}{PAST_ZH}[^{SLOT}。；（()）]{{0,8}}",
        rf"{_BASE}{_N}{{0,8}}[,，)）]",
    ),
    # 高于行业平均（65%）7 个百分点
    _form(
        "领先|落后|高于|低于|高出|超出|超过",
        rf"{_AFTER}[，,]?\s?(?P<words>领先|落后|高于|低于|高出|超出|超过){_N}{{0,14}}[（(]{_N}{{0,4}}",
        rf"{_BASE}[)）]\s?{_STATED}",
    ),
    # 目前 55%，距 75% 的门槛还差 20 个百分点
    _form(
        "[距离]",
        rf"{_AFTER}{_N}{{0,6}}[，,]?\s?(?:距离?|离){_N}{{0,20}}{_BASE}{_N}{{0,12}}",
        rf"(?P<words>[差缺少])[了约着]?\s?{_STATED}",
    ),
    # 120, up 20% from 100
    _form(
        r"\b(?:up|down|of)\b",
        rf"{_AFTER}{_W}{{0,40}}?[,(—–-]\s?{_THAT_IS}(?:is |was )?(?:up|down|{CHANGE_NOUN_EN} of) {_BY}",
        rf"{_STATED}(?P<words>{_W}{{0,20}}?)\b(?:from|over|on|{AGAINST_EN})\s{_W}{{0,40}}?{_BASE}",
    ),
    # 120 (+20 % vs 100 in 2023); 120 万（+20%，上年 100 万）
    _form(
        "[（(]",
        rf"{_AFTER}{_W}{{0,12}}[（(]\s?(?:{CHANGE_ZH}|up |down )?{_STATED}(?P<words>)[,，]?\s?",
        rf"(?:{AGAINST_EN}|over|from|on|较|比|相比|对比|{PAST_ZH})\s?{_NAME}{{0,30}}?{_NO_CHANGE}{_BASE}",
    ),
    # increased 20% to 120 (2023: 100)
    _form(
        rf"\b{ROSE_EN} {_BY}{SLOT}",
        rf"\b{ROSE_EN} {_BY}{_STATED}(?P<words>)\s?{_W}{{0,30}}?\bto\s{_W}{{0,16}}?{_AFTER}",
        rf"{_W}{{0,16}}?\(\s?(?:(?:19|20)\d\d|{PAST_EN}):?\s{_W}{{0,12}}?{_BASE}",
    ),
    # rose 20% to 120 from 100
    _form(
        rf"\b{ROSE_EN} {_BY}{SLOT}",
        rf"\b{ROSE_EN} {_BY}{_STATED}(?P<words>)\s?{_W}{{0,12}}\bto\s{_W}{{0,16}}?{_AFTER}{_W}{{0,16}}?",
        rf"\bfrom\s{_W}{{0,16}}?{_BASE}",
    ),
    # at 50 %, it is 20 points short of the 70 % …; 46 is 15% more than 40
    _form(
        r"short of|shy of|away from|below|above|under|over|ahead of|behind|\bthan\b",
        rf"{_AFTER}{_W}{{0,40}}?(?:,|\bis|\bare|\bwas|\bwere)\s(?:it (?:is|was) )?",
        rf"(?:still |now |already )?{_BY}{_STATED}(?: points?)?",
        r"(?P<words> (?:short of|shy of|away from|below|above|under|over|ahead of|",
        rf"behind|{MORE_EN} than))\s{_NAME}{{0,30}}?{_BASE}",
    ),
    # $2,496 more than May ($89,856 vs. $87,360); 200 more models (300 vs 100)
    _form(
        MORE_EN,
        rf"{_STATED}(?P<words> {MORE_EN}\b){_W}{{0,30}}?[(–—-]\s?{_W}{{0,20}}?{_AFTER}{_W}{{0,12}}?\s?",
        rf"(?:\bvs\.?|{AGAINST_EN})\s?{_BASE}",
    ),
    # a 897% increase from baseline (40 → 399 tests); 56% Memory Reduction: 800MB → 350MB
    _form(
        rf"{CHANGE_NOUN_EN}|{MORE_EN}",
        rf"{_STATED}(?P<words> (?:[a-z-]+ ){{0,2}}?(?:{CHANGE_NOUN_EN}|{MORE_EN})\b){_W}{{0,24}}?",
        rf"[(:–—-]\s?(?:from )?{_BASE}{_W}{{0,12}}?\s?(?:{_ARROW}|\bto\b)\s?{_AFTER}",
    ),
    # vulnerabilities: -95% (was 8, now 0.4)
    _form(
        r"\b(?:was|were|had|previously|before|formerly|originally)\b",
        rf"{_STATED}(?P<words>){_W}{{0,20}}?\(\s?(?:it )?(?:was|were|had been|previously|before|formerly|"
        rf"originally) {_BASE}",
        rf"{_W}{{0,12}}?[,;] (?:it is |is )?{NOW_EN} (?:it is )?{_AFTER}",
    ),
    # 提升了 16.2 个百分点（从 20.2% 升至 36.4%）
    _form(
        r"[（(，,]\s?即?[从由自]",
        rf"(?P<words>{CHANGE_ZH}|[新增][增开设派配])\s?{_STATED}{_N}{{0,6}}?[（(，,]\s?即?{FROM_ZH}{_N}{{0,8}}?{_BASE}",
        rf"{_N}{{0,10}}?{TO_ZH}{_N}{{0,4}}?{_AFTER}",
    ),
    # 由 1,150 小时降至 1,050 小时，发电量减少 1,000 MWh，降幅 8.7%
    _form(
        "[降增涨减升跌]幅",
        rf"{FROM_ZH}{_N}{{0,20}}?{_BASE}{_N}{{0,16}}?{TO_ZH}{_N}{{0,8}}?{_AFTER}{_N}{{0,6}}[，,]{_N}{{0,16}}{SLOT}",
        rf"{_N}{{0,4}}[，,]\s?(?P<words>[降增涨减升跌]幅)(?:约|为|达|是|\s)*{_STATED}",
    ),
    # 上半年 3,820 万元，下半年 4,830 万元，下半年比上半年多 1,010 万元
    _form(
        "比",
        rf"(?P<one>[一-龥]{{2,8}}?)[一-龥]{{0,4}} ?{_BASE}{_N}{{0,4}}[，,；;]\s?",
        rf"(?P<other>[一-龥]{{2,8}}?)[一-龥]{{0,4}} ?{_AFTER}{_N}{{0,4}}[，,；;]\s?",
        r"(?:(?P=other)比(?P=one)|(?P=one)比(?P=other)|后者比前者|前者比后者)",
        rf"(?P<words>{CHANGE_ZH})\s?{_STATED}",
    ),
)
"""Forms that hold all three figures."""

RATIOS = (
    # 36 小时，是上一代（48 小时）的 75%
    _form(
        rf"的\s?{SLOT}",
        rf"{_AFTER}{_N}{{0,8}}[，,]\s?(?:仅|只)?(?P<words>是|为|相当于|达到?|占|约占|仅占|只占){_N}{{0,24}}[（(]?{_BASE}",
        rf"{_N}{{0,8}}[)）]?的\s?{_STATED}",
    ),
    # compared with today's 340k this saves 50k (15 %)
    _form(
        "sav(?:es|ing)|adds",
        rf"\b{AGAINST_EN}\s{_NAME}{{0,30}}?{_BASE}{_W}{{0,24}}?,?\s",
        rf"(?P<words>saves|saving|a saving of|adds)\s{_BY}{_AFTER}{_W}{{0,10}}\(\s?{_STATED}",
    ),
    # 36 hours, 75 % of the 48 hours the old model needed
    _form(
        " of the ",
        rf"{_AFTER}{_W}{{0,12}},\s(?:which is |or |that is |only |just )?{_STATED}(?P<words>) of the {_BASE}",
    ),
)
"""Forms that state how much of the base a figure is; it may be the difference to it."""

PAIRS = (
    # 46, up from 40 last month …
    _form("(?:up|down) from", rf"{_AFTER}{_W}{{0,40}}?,?\s(?:up|down) from\s{_W}{{0,24}}?{_BASE}"),
    # … to 46 from 40 …
    _form(rf"\bto {SLOT}", rf"\bto {_AFTER}{_W}{{0,20}}? from\s{_W}{{0,20}}?{_BASE}"),
    # 2,000 tokens/s against 1,200 …
    _form(
        rf"\b(?:{AGAINST_EN}|instead of|rather than)",
        rf"{_AFTER}{_W}{{0,40}}?[,(]?\s?\b(?:{AGAINST_EN}|instead of|rather than)\s{_W}{{0,40}}?{_BASE}",
    ),
    # from 125 to 156 stations …; from 60 % in 2023 to 95 % in 2025 …
    _form(r"\bfrom\b", rf"\bfrom\s{_W}{{0,16}}?{_BASE}{_W}{{0,30}}? to\s{_W}{{0,12}}?{_AFTER}"),
    # 由 512 MB 降至 384 MB …
    _form("[从由自]", rf"{FROM_ZH}{_N}{{0,20}}?{_BASE}{_N}{{0,16}}?{TO_ZH}{_N}{{0,8}}?{_AFTER}"),
)
"""Forms with a figure and its base, which a change may follow."""

STATED_BEHIND = _phrase(
    rf"(?P<words>(?:{_W}{{0,30}}?\s?[,;:(—–-]\s?{_THAT_IS}{_OF}|{_N}{{0,6}}[，,（(]\s?即?{ADVERB_ZH}{CHANGE_ZH}\s?))",
    rf"{_STATED}",
    r"(?P<behind>(?:\s?(?:points?|percent))?(?:\s[a-z-]+){0,3})",
)
"""The change behind such a pair."""

STATED_CLAUSE = _phrase(
    rf"\s?(?P<words>(?:(?:so|thus|hence) (?:the |our |its )?[a-z]+ (?:is|are|was|were|{MOVES_EN}) )?",
    rf"{_THAT_IS}{_OF}|即?{ADVERB_ZH}{CHANGE_ZH})\s?{_STATED}(?P<behind>[^{SLOT}]{{0,30}})",
)
"""A clause that begins with a change."""

AGAIN = _phrase(
    rf"[)）]?{_N}{{0,4}}(?:[，,]\s?(?:即|净|共)?{ADVERB_ZH}(?P<words>{CHANGE_ZH})|[（(])\s?{_STATED}{_N}{{0,2}}(?=[，。；,;）)]|$)"
)
"""A change said a second time, in another unit."""

GAP = _phrase(
    rf"(?:[^{SLOT}]{{0,12}}?[，,；;：:)）]\s?)?(?P<who>[^{SLOT}，,；;：:)）]{{0,12}}?)",
    r"(?P<words>差距|相差|差额|差值|之差|高出|领先|落后|\b(?:gap|difference|lead|distance)",
    r"(?: between [a-z ]{2,20})? (?:of|is|was)|\bdiffer by|\bapart by|\bahead by|\bbehind by)",
    rf"(?:了|约|为|达|：|是|\s|about )*{_STATED}",
)
"""The gap between two figures in front of it; `who` is ahead."""

SAYS_CHANGE = _phrase(
    rf"\b(?:up|down|by|factor of|{MOVES_EN}|gaining|losing|{CHANGE_NOUN_EN})\b|Δ|{CHANGE_ZH}"
)
CHANGE_BEHIND = _phrase(
    rf"\s?(?:points? |percent )?(?:[a-z-]+ ){{0,2}}?(?:{CHANGE_NOUN_EN}|{MORE_EN}|over|under)\b"
)
"""Words in front of a figure and behind it that call it a change."""
