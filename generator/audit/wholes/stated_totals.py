"""Totals that a heading, a sentence or a caption states beside a table or a pie: `合计 240 万元：`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple

from generator.audit.figures import CURRENCIES, FIGURE, NUMBER, Figure, make_figure
from generator.markdown import Document, Run
from generator.patterns import lazy, small

_FIGURE = rf"(?P<figure>[{CURRENCIES}]?{NUMBER})"
_NOUN = r"\s?(?P<noun>[A-Za-z]{2,20}|[一-鿿]{1,3})"
_STATED = tuple(
    lazy(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:共计?|合计|总计|总共|满分|总分)(?:有|为|是)?\s?{_FIGURE}{_NOUN}",
        rf"\b(?:total of|maximum(?: of)?:?|sum of|received|collected|comprises|contains)\s{_FIGURE}{_NOUN}",
        rf"(?<![\w.,]){_FIGURE}{_NOUN}\s(?:in total|total|altogether|by [a-z]+:)",
    )
)
_IN_BRACKETS = lazy(rf"[（(]\s?(?:共|合计|n\s?=)?\s?{_FIGURE}{_NOUN}(?:\stotal)?\s?[)）]")
"""In headings and captions brackets are enough."""
_MAKE_EN = r" (?:(?:sum|add)s?(?: up)? to|totals?|come to)\s(?P<figure>[\d$€£¥])"
_MAKE_ZH = r"(?:之和|总和|合计|总计|加总|相加)\s?(?:共|为|是|等于|达)?\s?(?P<figure>[\d$€£¥￥])"
_SUMMED_EN = r"(?:^|(?<=[.;:!?] )|(?<=[.;:!?] \*\*)|\b(?:the|all|these|their|its|and) ){}s?" + _MAKE_EN
_SUMMED_ZH = r"(?:^|(?<=[，。；：、,;: ])|各[项个类组]?|所有|全部){}" + _MAKE_ZH
_MAKE = lazy(_MAKE_EN.replace("?P<figure>", "?:") + "|" + _MAKE_ZH.replace("?P<figure>", "?:"), re.IGNORECASE)
"""What stands behind a name that is summed up."""
_PARTIAL = lazy(
    r"前\s?[\d一二三四五六七八九十]|主要|部分|其中|典型|示例|例如|每[一-鿿]|节选|去重|"
    r"\b(?:top|largest|biggest|main|most|only|some|selected|example|excerpt|each|per|at least|more than|"
    r"unique)\b",
    re.IGNORECASE,
)
"""Where not all parts are shown, or where the total counts something once that the parts count twice."""
_CAPTION = lazy(r"\**(?:table|figure|fig\.|表|图)\s?\d+", re.IGNORECASE)
_FARTHEST = 400


class StatedTotal(NamedTuple):
    """A total with its place, and what it counts: a noun, or a unit with its scale (`万元`)."""

    figure: Figure
    noun: str
    start: int
    end: int


def totals_before(document: Document, position: int) -> Iterator[StatedTotal]:
    """The totals in the paragraph before a place, and in the headings around that."""
    first = bisect_right(document.runs, position - _FARTHEST, key=_end)
    before = document.runs[first : bisect_right(document.runs, position, key=_end)]
    last_table = bisect_left(document.tables, position, key=lambda table: table.start) - 1
    paragraphs = 0
    for run in reversed(before):
        paragraphs += run.kind != "heading"
        if paragraphs > 1 or (last_table >= 0 and document.tables[last_table].start > run.end):
            return
        yield from _totals(document, run, in_brackets=run.kind == "heading")


def _end(run: Run) -> int:
    return run.end


def totals_after(document: Document, position: int) -> Iterator[StatedTotal]:
    """The totals in a caption behind a place."""
    at = bisect_left(document.runs, position, key=lambda run: run.start)
    after = document.runs[at] if at < len(document.runs) else None
    if (
        after
        and _CAPTION.match(document.plain, after.start)
        and not document.text[position : after.start].strip()
    ):
        yield from _totals(document, after, in_brackets=True)


def totals_of(document: Document, names: Collection[str]) -> Iterator[StatedTotal]:
    """What sentences say that all figures of a name make: `Weights sum to 100`, `权重之和为 100%`."""
    written: dict[str, list[str]] = {}
    for name in names:
        written.setdefault(name.removesuffix("s"), []).append(name)
    lengths = {len(each) for each in written}
    for run in document.runs if written else ():
        text = document.flat[run.start : run.end]
        ends = [found.start() for found in _MAKE.finditer(text)]
        lowered = small(text) if ends else ""
        ends += [end - 1 for end in ends if lowered[end - 1 : end] == "s"]
        said = {lowered[end - length : end] for end in ends for length in lengths if length <= end}
        for each in said & written.keys():
            for name in written[each]:
                yield from _totals_of(text, run.start, name)


def _totals_of(text: str, offset: int, name: str) -> Iterator[StatedTotal]:
    """The totals of one name in a text."""
    form = _SUMMED_EN if name.isascii() else _SUMMED_ZH
    for found in re.finditer(form.format(re.escape(name.removesuffix("s"))), text, re.IGNORECASE):
        figure = FIGURE.match(text, found.start("figure"))
        read = make_figure(figure) if figure else None
        if figure and read and read.kind == "exact" and not _PARTIAL.search(text, 0, found.start()):
            yield StatedTotal(read, name, offset + figure.start(), offset + figure.end())


def _totals(document: Document, run: Run, *, in_brackets: bool) -> Iterator[StatedTotal]:
    text = document.plain[run.start : run.end]
    if _PARTIAL.search(text):
        return
    for pattern in (*_STATED, _IN_BRACKETS) if in_brackets else _STATED:
        for found in pattern.finditer(text):
            figure = FIGURE.fullmatch(found["figure"].strip())
            read = make_figure(figure) if figure else None
            if read and read.kind == "exact":
                start = run.start + found.start("figure")
                yield StatedTotal(read, found["noun"].casefold(), start, run.start + found.end("figure"))
