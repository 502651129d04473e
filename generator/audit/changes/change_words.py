"""The words in which changes are told, in both languages, as pieces of patterns."""

from __future__ import annotations

import re

from generator.audit.vocabulary import MOVES_EN, MOVES_ZH
from generator.patterns import lazy

_EVENT_ZH = r"(?:改[造进版]|优化|升级|迁移|调整|重构|治理|上线|切换|启用|实施|扩容|整改|改革)"
BASE_ZH = rf"(?:原[来先本始有]|[之以此先]前|最初|当初|起初|初始|{_EVENT_ZH}[之以]?前)"
"""What was, without a date."""
PAST_ZH = (
    r"(?:上(?:一?个?月|一?周|一?年度?|一?个?季度?|一?期|半年|一?财年|一?[次版轮代])|去年|前年|昨[天日]|往年|同期|"
    r"前[一]?(?:个)?[月周年季期日天版次轮值]|[年月期]初|旧版?|基线|基准|基期|曾为?|"
    rf"{BASE_ZH}|[一-龥]{{0,6}}{_EVENT_ZH}[之以]?前)"
)
NOW_ZH = (
    r"(?:现在|现[为已]|目前|如今|当前|本(?:月|周|年|季度?|期|次|版|轮)|今年|今[天日]|新版|之后|后来|最终|"
    rf"眼下|现阶段|当[月周年季期]|这(?:个月|个?季度|一?次|一?年)|{_EVENT_ZH}[之以]?后)"
)
_EN_PERIOD = (
    r"(?:day|week|month|quarter|year|sprint|cycle|period|release|version|edition|time|term|season|round)"
)
PAST_EN = (
    rf"(?:\b(?:an?|one|two|three|the) {_EN_PERIOD}s? (?:ago|earlier|before|prior)|"
    rf"\b(?:last|previous|prior) {_EN_PERIOD}|\bbefore(?! the (?:deadline|end))|"
    r"\b(?:originally|initially|at first|formerly|previously|used to be|in the beginning|baseline|"
    r"at the (?:start|beginning|outset)|earlier|was|were|in (?:v|version |release )?\d[\d.]*))"
)
NOW_EN = (
    rf"\b(?:now|today|currently|presently|at present|these days|this {_EN_PERIOD}|after(?:wards)?|"
    r"at the end|by the end|"
    r"in the end|finally|later|lately)\b"
)
PAST, NOW = lazy(f"{PAST_ZH}|{PAST_EN}", re.IGNORECASE), lazy(f"{NOW_ZH}|{NOW_EN}", re.IGNORECASE)

CHANGE_NOUN_EN = (
    r"(?:increase|decrease|reduction|drop|rise|gain|improvement|jump|growth|decline|cut|"
    r"speed-?up|saving|fall|boost|change|difference|delta|surge|climb|uptick|dip|hike|shortfall|uplift)s?"
)
MORE_EN = (
    r"(?:less|fewer|more|higher|lower|faster|slower|shorter|longer|cheaper|better|worse|smaller|larger|"
    r"quicker|bigger|greater)"
)
ROSE_EN = rf"(?:{MOVES_EN}|up|down)"
CHANGE_ZH = (
    rf"(?:{MOVES_ZH}|高出|多出|少了|多|高|快|长|贵|少|低|慢|短)(?:幅度?)?(?:了|约|为|达到?|近|超过?|"
    r"[：:]|\s)*"
)
ADVERB_ZH = r"(?:同比|环比|同样|又|再|还|也|已|均|总体|整体|大幅|小幅|略|明显|显著|净|共|相对|绝对)?"
AGAINST_EN = (
    r"(?:compared (?:with|to)|as compared (?:with|to)|versus|vs\.?|against|as against|relative to|"
    r"in comparison (?:with|to))"
)

OTHER_KIND = lazy(
    r"共[计有]?|合计|累计|年均|复合|平均(?=每|增|上|下|减|降|提)|每年|分别|预计|"
    r"\b(?:total|together|combined|per year|a year(?! ago| earlier| before)|annual\w*|each year|"
    r"CAGR|respectively|on average|average (?:annual|yearly|monthly|growth|rate|increase|change))\b",
    re.IGNORECASE,
)
"""Words that make a figure something else than the change between two others."""
OTHER_BASE = lazy(
    r"\s?(?:points? |percent )?(?:[a-z-]+ )?(?:from|over|since|than|vs\.?|versus|against|compared|on|"
    r"year[- ](?:on|over)[- ]year)\b|\s?的(?!幅度|水平)",
    re.IGNORECASE,
)
"""What stands behind a change that is against something else again, or of something else."""
_YEARLY = lazy(r"同比|year[- ](?:on|over)[- ]year|\by-?o-?y", re.IGNORECASE)
_SUCCESSIVE = lazy(r"环比|(?:month|quarter)[- ](?:on|over)[- ](?:month|quarter)", re.IGNORECASE)
_SHORT_PAST = lazy(
    r"上(?:一?个?月|一?周|一?个?季度?)|last (?:month|week|quarter)|前一个?[月周季日]", re.IGNORECASE
)
_LONG_PAST = lazy(r"去年|上一?年|前一?年|同期|last year|a year ", re.IGNORECASE)


def is_other_period(text: str) -> bool:
    """Whether a change against the year before stands beside a figure of the month before, or the reverse."""
    is_yearly = _YEARLY.search(text) and _SHORT_PAST.search(text)
    return bool(is_yearly or (_SUCCESSIVE.search(text) and _LONG_PAST.search(text)))
