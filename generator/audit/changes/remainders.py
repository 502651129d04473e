"""What is left of one figure without another: `预算 92 万元，支出 86 万元，结余 6 万元`, `leaves $52`.

The words must say that the second figure was taken from the first, or that the two are compared; and there
must be no third figure of their kind in front of the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.bounds import Bounds, Fit, judge
from generator.audit.changes.change_phrases import Change
from generator.audit.changes.comparisons import as_change
from generator.audit.skeletons import SLOT, Skeleton
from generator.audit.vocabulary import IS_EN
from generator.patterns import lazy, words

LEFT_BEHIND = words(
    r"余|额|[还尚仍][差缺欠需]|缺口|相差|差距|剩|超[支出]|利润|盈利|亏损|节[省约]|省下|未[付还交完处解到用售]|leav(?:es|ing)|\bleft\b|surplus|deficit|"
    r"shortfall|remain|profit|margin|difference|saved|owes?\b|overspent|overran|overrun|missing|free\b|needed|"
    r"outstanding|to go\b|unpaid|available|pending"
)
"""One of these words stands in front of every remainder."""
_LEFT = lazy(
    r"(?:结余|结存|盈余|节余|剩余|尚余|还剩|剩下|余下|空余|空置|余额|差额|缺口|超支|超出|净利润|利润|盈利|亏损|相差|差距|"
    r"[还尚仍](?:差|缺|欠|需要?)|节[省约]|省下|未(?:付|还|交付|完成|处理|解决|到|用|售))"
    rf"(?:了|约|为|是|达|有|：|:|\s)*(?P<zh>{SLOT})|"
    r"\b(?:leav(?:es|ing)|left)\s(?:us |them |it |you )?(?:with )?(?:only |just |about )?(?:an? |the )?"
    r"(?:net |operating |gross )?"
    r"(?:surplus |deficit |profit |loss |shortfall |balance |remainder |margin |gap )?"
    rf"(?:of )?(?P<en>{SLOT})|\b(?:surplus|deficit|shortfall|remainder|profit|margin|difference) "
    rf"(?:of|{IS_EN}) (?P<of>{SLOT})|"
    rf"\b(?:saved|owes?|overspent|overran by|overrun of|missing) (?:us |by )?(?P<by>{SLOT})|"
    rf"(?P<still>{SLOT})(?: [a-z]+){{0,2}}? (?:(?:is|are|was|were|remains?|remained) )?(?:still |yet |now )?"
    r"(?:left|missing|free|needed|outstanding|to go|unpaid|available|pending|remain(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_COMPARED = lazy(r"相差|差距|差额|超出|difference|overr[au]n")
_TAKEN = lazy(
    r"支出|花费|开支|成本|费用|已?使?用[去了掉]?|消耗|实际|执行|发放|售出|卖出|完成|处理|删除|移除|扣除|减去|"
    r"已(?:到|占|交|还|付|收|售|领|办)|收集|到账|领[取用]|取消|"
    r"\b(?:costs?|spen[dt]\w*|expens\w+|us(?:ed|es|ing)|took|takes?|remov\w+|against|minus|less|after|paid|filter\w*|"
    r"arriv\w+|taken|cancel\w*|collect\w*|deliver\w*|sold|booked|occupied|closed|handled|finished|need(?:ed|s))\b"
)
_NO_REST = lazy(r"其中|分别|同比|环比|占比|[增提]|\b(?:respectively|per|each|including)\b")
_A_PERIOD = lazy(r"(?:年|月|日|天|周|季度?)(?:均|可|共|合计)?$")
"""A remainder of a whole year is not that of amounts of a month."""
_OPERANDS = 2
"""What there was, and what was taken; a third figure of the kind leaves open which of them are meant."""


def remainders(words: Skeleton) -> Iterator[Change]:
    """Each difference that a sentence states of the only two figures of its kind in front of it."""
    for match in _LEFT.finditer(words.text):
        stated = words.slot(match, match.lastgroup or "zh")
        pair = _pair(words, stated)
        lead = words.text[: match.start()]
        if pair is None or _NO_REST.search(lead) or _A_PERIOD.search(lead):
            continue
        if _COMPARED.match(match.group()) or _TAKEN.search(lead):
            yield as_change(words, pair[0], (pair[1],), stated, match.group())


def _pair(words: Skeleton, stated: int) -> tuple[int, int] | None:
    """The two figures in front that count or measure the same, unless they are added up."""
    noun = words.nouns[stated]
    is_alone = len(words.figures) == _OPERANDS + 1
    alike = [
        at
        for at in range(stated)
        if words.are_alike(at, stated) and (is_alone or (noun and words.nouns[at] == noun))
    ]
    if len(alike) != _OPERANDS or any(words.figures[at].figure.direction for at in (*alike, stated)):
        return None
    one, other = (Bounds.of(words.figures[at].figure) for at in alike)
    is_sum = judge(words.figures[stated].figure, one.plus(other)) >= Fit.POSSIBLE
    return None if is_sum else (alike[0], alike[1])
