"""What a rule finds it finds in other words, too: the vocabulary of the audit cannot shrink unnoticed.

In the examples of all rules one word at a time is replaced by another for the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from generator.audit import audit_text
from generator.audit.rules import RULES
from generator.rule import MARK_CLOSE, MARK_OPEN

SYNONYMS = {
    "rises": ("提高", "提升", "上升", "增长", "增加", "上涨", "上调", "攀升", "走高", "回升"),
    "falls": ("下降", "降低", "减少", "下滑", "回落", "下跌", "下调", "缩减", "压降", "走低"),
    "rose to": ("提高到", "提升到", "提升至", "增加到", "上升到", "增长到", "增至", "升至", "升到"),
    "fell to": ("降到", "降至", "下降到", "减少到", "减至", "缩减到", "降为"),
    "from": ("从", "由", "自"),
    "in all": ("合计", "总计", "共计", "一共", "总共", "合共", "累计", "加起来"),
    "against": ("较上", "比上", "相比上", "相较于上", "对比上"),
    "the year before": ("上年", "去年", "上一年", "前一年", "上年度"),
    "the month before": ("上月", "上个月", "前一个月"),
    "that is": ("，即", "，也就是", "，相当于"),
    "about": ("约 ", "大约 ", "将近 ", "接近 ", "大概 "),
    "before": ("优化前", "改造前", "调整前", "升级前", "之前", "此前"),
    "after": ("优化后", "改造后", "调整后", "升级后", "现在", "目前"),
    "of what was": ("原来的", "原先的", "之前的", "以前的"),
    "by how much less": ("降幅", "跌幅", "减幅"),
    "points in Chinese": ("个百分点", "百分点", "个点", "pp"),
    "money in Chinese": ("万元", "万美元", "万欧元"),
    "what is left": ("结余", "盈余", "节余", "剩余", "余额"),
    "the rate of those who pass": ("及格率", "合格率", "通过率", "达标率"),
    "to rise": ("rose", "grew", "climbed", "increased", "went up", "surged", "has risen", "had grown"),
    "to fall": ("fell", "dropped", "declined", "decreased", "went down", "shrank", "has fallen", "plunged"),
    "an increase": ("increase", "rise", "gain", "growth", "jump", "improvement", "surge", "uptick"),
    "a decrease": ("reduction", "drop", "decrease", "cut", "decline", "dip"),
    "points": ("percentage points", "points", "pp", "p.p.", "ppt", "percent points"),
    "in total": ("in total", "altogether", "in all", "all told", "overall"),
    "roughly": ("about", "roughly", "around", "approximately", "nearly", "close to"),
    "a year ago": ("last year", "the year before", "the previous year", "a year earlier", "a year ago"),
    "today": ("now", "today", "currently", "at present", "presently"),
    "at first": ("at first", "initially", "originally", "previously"),
    "compared with": ("vs.", "versus", "against", "compared with", "as compared to", "relative to"),
    "i.e.": ("i.e.", "that is", "or", "in other words", "which means"),
    "comes to": ("costs", "comes to", "takes"),
    "dollars": ("$", "US$", "£", "USD ", "EUR "),
    "per cent": ("%", " %", " percent", " per cent"),
}
EVERYWHERE = ("万元", "及格率", "$", "%")
"""What is replaced wherever it stands: one unit, one rate, one currency, one way to write a percentage."""
FORMULAS = ("CA501", "CA502", "CA503", "CA504", "CA505")
ELSEWHERE = {
    "about": ("CA551",),
    "points": ("CA520",),
    "dollars": FORMULAS,
    "per cent": (*FORMULAS, "CA506", "CA520", "CA521"),
}
"""Rules with examples in which the words mean something else, or that read signs only."""


def _examples() -> list[tuple[str, str]]:
    """Each example of a finding about figures that is one sentence or several in a line."""
    return [
        (rule.code, each.text.strip())
        for rule in RULES
        for each in rule.bad
        if rule.code.startswith("CA5")
        and not each.edits
        and "|" not in each.text
        and "\n" not in each.text.strip()
    ]


def _reworded(text: str, words: tuple[str, ...]) -> Iterator[str]:
    """The text with each of the other words in place of the longest one that it has."""
    for word in sorted(words, key=len, reverse=True):
        edges = (
            r"\b" if word[0].isascii() and word[0].isalpha() else "",
            r"\b" if word[-1].isalpha() else "",
        )
        pattern = re.escape(word) if not word.isascii() else f"{edges[0]}{re.escape(word)}{edges[1]}"
        if re.search(pattern, text):
            for other in words:
                if other != word:
                    count = 0 if word in EVERYWHERE else 1
                    yield re.sub(pattern, lambda _, other=other: other, text, count=count)  # type: ignore[misc]
            return


@pytest.mark.parametrize("idea", SYNONYMS)
def test_a_finding_does_not_depend_on_the_word_for_it(idea: str) -> None:
    """All wordings of an example are found."""
    missed = [
        (code, text)
        for code, example in _examples()
        if code not in ELSEWHERE.get(idea, ())
        for text in _reworded(example, SYNONYMS[idea])
        if not any(each.code.startswith("CA5") for each in audit_text(_plain(text)).diagnostics)
    ]
    assert not missed


def _plain(text: str) -> str:
    return text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
