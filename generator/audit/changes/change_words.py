"""The words in which changes are told, in both languages, as pieces of patterns."""

from __future__ import annotations

import re

from generator.patterns import lazy

PAST_ZH = (
    r"(?:上(?:个?月|周|年|个?季度?|一?期|半年|一?财年|一?[次版轮代])|去年|前年|昨[天日]|往年|同期|"
    r"此前|之前|以前|先前|前[一]?[月周年季期日天版次轮值]|[年月期]初|原[来先本始]|初始|当初|最初|起初|旧版?|"
    r"基线|基准|基期|曾为?|[一-龥]{0,6}(?:改[造进版]|优化|升级|迁移|调整|重构|治理|上线|切换|启用|实施)前)"
)
NOW_ZH = (
    r"(?:现在|现[为已]|目前|如今|当前|本(?:月|周|年|季度?|期|次|版|轮)|今年|今[天日]|新版|之后|后来|最终|"
    r"(?:改[造进版]|优化|升级|迁移|调整|重构|治理|上线|切换|启用|实施)[之以]?后)"
)
_EN_PERIOD = r"(?:day|week|month|quarter|year|sprint|cycle|period|release|version|edition|time)"
PAST_EN = (
    rf"(?:\b(?:a|one|two|three|the) {_EN_PERIOD}s? (?:ago|earlier|before)|"
    rf"\b(?:last|previous|prior) {_EN_PERIOD}|\bbefore(?! the (?:deadline|end))|"
    r"\b(?:originally|initially|at first|formerly|previously|used to be|in the beginning|baseline|"
    r"at the (?:start|beginning|outset)|earlier|was|were|in (?:v|version |release )?\d[\d.]*))"
)
NOW_EN = (
    rf"\b(?:now|today|currently|at present|this {_EN_PERIOD}|after(?:wards)?|at the end|by the end|"
    r"in the end|finally|later|lately)\b"
)
PAST, NOW = lazy(f"{PAST_ZH}|{PAST_EN}", re.IGNORECASE), lazy(f"{NOW_ZH}|{NOW_EN}", re.IGNORECASE)

CHANGE_NOUN_EN = (
    r"(?:increase|decrease|reduction|drop|rise|gain|improvement|jump|growth|decline|cut|"
    r"speed-?up|saving|fall|boost|change|difference|delta)s?"
)
MORE_EN = (
    r"(?:less|fewer|more|higher|lower|faster|slower|shorter|longer|cheaper|better|worse|smaller|larger|"
    r"quicker|bigger|greater)"
)
ROSE_EN = (
    r"(?:rose|risen|fell|fallen|grew|grown|dropped|increased?|decreased?|climbed|declined|jumped|shrank|"
    r"slipped|surged|soared|plunged|(?:went|gone|go|goes) (?:up|down)|up|down|improved|gained|lost)"
)
CHANGE_ZH = (
    r"(?:提升|提高|增长|增加|上升|扩大|上涨|攀升|高出|多出|下降|降低|减少|缩短|压缩|下滑|下跌|回落|缩减|"
    r"节省|节约|改善|增|涨|升|多|高|快|长|贵|跌|降|减|少|低|慢|短)(?:幅度?)?(?:了|约|为|达到?|近|超过?|[：:]|\s)*"
)
ADVERB_ZH = r"(?:同比|环比|同样|又|再|还|也|已|均|总体|整体|大幅|小幅|略|明显|显著|净|共|相对|绝对)?"
AGAINST_EN = r"(?:compared (?:with|to)|versus|vs\.?|against|relative to)"

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
_SHORT_PAST = lazy(r"上(?:个?月|周|个?季度?)|last (?:month|week|quarter)|前一[月周季日]", re.IGNORECASE)
_LONG_PAST = lazy(r"去年|上年|前年|同期|last year|a year ", re.IGNORECASE)


def is_other_period(text: str) -> bool:
    """Whether a change against the year before stands beside a figure of the month before, or the reverse."""
    is_yearly = _YEARLY.search(text) and _SHORT_PAST.search(text)
    return bool(is_yearly or (_SUCCESSIVE.search(text) and _LONG_PAST.search(text)))
