"""What the header of a column says about how the column is computed."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.patterns import lazy

(
    CHANGE,
    FACTOR,
    SHARE,
    CUMULATIVE,
    SUM,
    MEAN,
    PRODUCT,
    RATE,
    QUOTIENT,
    WEIGHTED,
    DIFFERENCE,
    HARMONIC,
    STATED,
) = (
    "change",
    "factor",
    "share",
    "cumulative",
    "sum",
    "mean",
    "product",
    "rate",
    "quotient",
    "weighted",
    "difference",
    "harmonic",
    "stated",
)
"""Kinds of laws.

RATE is a quotient that a percentage states, HARMONIC the mean of precision and recall; for STATED, a cell
spells the arithmetic out.
"""
ALL = frozenset(
    (CHANGE, FACTOR, SHARE, CUMULATIVE, SUM, MEAN, PRODUCT, RATE, QUOTIENT, WEIGHTED, DIFFERENCE, STATED)
)
"""The laws that a column may obey whatever it is called."""
_WORDS: dict[str, re.Pattern[str]] = {
    CUMULATIVE: lazy(r"累[计积]|\bcumul(?:ative|é|\b)|running total|\bcum\b|kumul", re.IGNORECASE),
    SHARE: lazy(
        r"占比|占[全总]|份额|比例|比重|百分比|构成|\bshare|percent(?!ile)|% of|\bproportion|"
        r"\bfraction|^[%％]$|\banteil|^part$",
        re.IGNORECASE,
    ),
    FACTOR: lazy(
        r"倍|加速比|speed-?up|\bratio|\bfactor|multiple|\btimes\b|压缩[比率]|compression|faster",
        re.IGNORECASE,
    ),
    CHANGE: lazy(
        r"变化|变动|增[长幅加减速]|涨[跌幅]|降[低幅]|下降|减少|减幅|提[升高]|改善|节[省约]|差[距异值额]|"
        r"[^偏误温时]差$|同比|环比"
        r"|\bchange|(?:year|quarter|month|week|day)[- ](?:on|over)[- ]"
        r"|\bdelta|Δ|growth|increase|decrease|reduction|improve|\bgain|\bdiff|saving|"
        r"\by-?o-?y|\bm-?o-?m|\bq-?o-?q"
        r"|[±+]/-|\bdrop\b|\bloss vs"
        r"|\bécart|\bévolution|\bvariation\b|veränderung|änderung|differenz|abweichung",
        re.IGNORECASE,
    ),
    MEAN: lazy(r"平均|均值|均分|\baverage|\bmean\b|\bavg\b|\bmoyenne|durchschnitt|mittelwert", re.IGNORECASE),
    SUM: lazy(r"[总合共]计|总[分和数额量]|\btotal|\bsum\b|^all$", re.IGNORECASE),
    PRODUCT: lazy(
        r"金额|总价|小计|总额|amount|montant|betrag|subtotal|revenue|销售额|总?成本$|总?费用$|line total",
        re.IGNORECASE,
    ),
    RATE: lazy(r"(?<!概)率$|(?<!概)率[（(]|\brate\b|accuracy|准确|pass|利用|转化|margin", re.IGNORECASE),
}
_COEFFICIENT = lazy(
    r"\b(?:discount|pv|present value|annuity|conversion|emission|load|safety|form|power|correction|capacity)"
    r" factor",
    re.IGNORECASE,
)
"""Factors that are given, and compare nothing."""
_AGAINST = r"(?:^|[(（]|change |diff(?:erence)? |Δ ?)(?:vs\b|versus\b)"
"""Against what a column is; a name such as `tea vs coffee` compares nothing with the other columns."""
_HINTS: dict[str, re.Pattern[str]] = {
    DIFFERENCE: lazy(
        r"利润(?!率)|毛利(?!率)|结余|余[额量]|剩余|缺口|净(?![化水])[一-龥]|盈[余亏]|\bprofit(?!ab)|\bnet\b|remaining|\bleft\b|"
        r"\bbalance\b|\bgap\b|surplus|deficit|unspent|headroom|\bmargin\b",
        re.IGNORECASE,
    ),
    PRODUCT: lazy(
        r"年|annual|year|成本|费用?|总|价|得分|评分|加权|优先|风险|损失|支出|工时|净|实付|折后|[含税]税|\bcosts?\b|\bpay|price|\bloss\b|"
        r"\bspend|\bnet\b|score|\btotal|weighted|contribution|贡献|\brisk\b|停机|宕机|不可用|downtime|outage|\bRPN\b|\bRICE\b|exposure|value|工作量",
        re.IGNORECASE,
    ),
    RATE: lazy(
        r"[%％]|(?<!概)率|平均|均|成本|单价|\bavg\b|average|\bAOV\b|\bcosts?\b|price|达成|完成|执行|人均|均价|单[卡台位件机人次节价]|每|能效|密度|性价比|\bper\b|/|attain|achiev|complet|progress|"
        r"efficien|utili[sz]ation|availab|uptime|success|进度|占",
        re.IGNORECASE,
    ),
    HARMONIC: lazy(r"\bF-?1\b|F1[值分]|F-?score|F-measure", re.IGNORECASE),
    MEAN: lazy(r"综合|overall", re.IGNORECASE),
    FACTOR: lazy(rf"^[x×]$|相对|relative|{_AGAINST}", re.IGNORECASE),
    CHANGE: lazy(rf"{_AGAINST}|relative|相[较比]|[较对]比|同期", re.IGNORECASE),
}
"""Words that many other columns have as well: they need rows that agree more closely than chance would."""
_HOUR, _DAY, _WEEK, _MONTH, _QUARTER, _YEAR = (
    lazy(words, re.IGNORECASE)
    for words in (
        r"小时|时$|hour|/h\b",
        r"日|天|\bday|daily",
        r"周|week",
        r"月|month",
        r"季|quarter",
        r"年|annual|year",
    )
)
_PERIODS = (
    (_HOUR, _DAY, 24),
    (_DAY, _MONTH, 30),
    (_DAY, _YEAR, 365),
    (_WEEK, _YEAR, 52),
    (_MONTH, _YEAR, 12),
    (_QUARTER, _YEAR, 4),
)
_WEIGHTED_TARGET = lazy(r"加权|综合|总[分评]|得分|期望|score|overall|weighted|total|expected", re.IGNORECASE)


@lru_cache(maxsize=1024)
def header_kinds(header: str) -> tuple[str, ...]:
    """The laws that a header names, the most specific first."""
    named = (kind for kind, pattern in _WORDS.items() if pattern.search(header))
    return tuple(kind for kind in named if kind != FACTOR or not _COEFFICIENT.search(header))


@lru_cache(maxsize=1024)
def hinted_kinds(header: str) -> tuple[str, ...]:
    """The laws that a header may mean besides those that it names."""
    named = header_kinds(header)
    hinted = tuple(kind for kind, pattern in _HINTS.items() if kind not in named and pattern.search(header))
    return (*hinted, QUOTIENT) if RATE in (*named, *hinted) else hinted


@lru_cache(maxsize=1024)
def names_a_score(header: str) -> bool:
    """Whether a header may name a weighted sum."""
    return bool(_WEIGHTED_TARGET.search(header))


def periods_between(part: str, whole: str) -> list[int]:
    """How many of the periods that one header names (months) make that of another (a year)."""
    return [
        count
        for short, long, count in _PERIODS
        if short.search(part) and long.search(whole) and not long.search(part)
    ]
