"""Which side of a limit is the good one, as names tell: costs shall be low, scores high."""

from __future__ import annotations

import re
from typing import Literal

from generator.patterns import lazy

Side = Literal["≤", "≥"]

_CEILING = lazy(
    r"上限|最高|最大|至多|不超过|限[值额]|时限|期限|预算|红线|警戒|定额|"
    r"\b(?:max(?:imum|\.)?|ceiling|cap|upper|budget\w*|at most|deadline|allowed|allowance|permitted)\b",
    re.IGNORECASE,
)
_FLOOR = lazy(
    r"下限|最低|最小|至少|不低于|不少于|及格|门槛|"
    r"\b(?:min(?:imum|\.)?|floor|lower|at least|quota|pass(?:ing)? (?:mark|score|grade))\b",
    re.IGNORECASE,
)
_SMALL_IS_GOOD = lazy(
    r"时[间长限]|耗时|用时|延迟|时延|响应|周期|天数|工期|成本|费用?|支出|花费|造价|单价|[投客]诉|差错|错误|缺陷|隐患|漏洞|故障|事故|"
    r"流失|离职|退货|逾期|超期|拖欠|不良|次品|"
    r"破损|能耗|损耗|排放|浓度|噪声|噪音|误差|中断|停机|误报|"
    r"漏报|放弃率|负债|丢包|"
    r"[(（]m?s[)）]|\b(?:latency|times?|durations?|delays?|costs?|spend\w*|expens\w*|price|errors?|defects?|fail\w*|"
    r"incidents?|complaints?|churn|loss(?:es)?|emissions?|waste|scrap|turnover|downtime|outages?|p9\d|memory|"
    r"wait\w*|days to|hours to|backlog|debt|attrition|absence|noise|mtt[rd]|"
    r"respon\w+|resolution|reopen\w*|turnaround|bugs?|vulnerabilit\w+|abandon\w*|dropout|returns?)\b",
    re.IGNORECASE,
)
_LARGE_IS_GOOD = lazy(
    r"得分|评分|分数|成绩|满意|覆盖|产[量值]|"
    r"收入|营收|利润|毛利|销[量售]|完成[率度]|合格|通过|达成|达标|可用|准确|精[确度]|召回|"
    r"参与|出勤|到课|及时|回收|利用|良率|留存|转化|续[约费]|增长|好评|入学|就业|"
    r"\b(?:accuracy|recall|precision|coverage|scores?|uptime|availab\w*|revenues?|sales|output|throughput|"
    r"satisfaction|yield|profits?|margin|attendance|retention|conversion|completion|success|pass rate|"
    r"on-time|utili[sz]ation|growth|nps|csat|marks?)\b",
    re.IGNORECASE,
)


def side_of(limit: str, *names: str) -> Side | None:
    """The sign of a limit, by the header of the limits, else by the first name that tells it."""
    for small, large, text in (
        (_CEILING, _FLOOR, limit),
        *((_SMALL_IS_GOOD, _LARGE_IS_GOOD, name) for name in (*names, limit)),
    ):
        is_small, is_large = bool(small.search(text)), bool(large.search(text))
        if is_small != is_large:
            return "≤" if is_small else "≥"
    return None
