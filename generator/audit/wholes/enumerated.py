"""Totals and means of what a sentence enumerates: `甲 10、乙 20，合计 30`, `12, 5 and 8, 25 in total`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import Figure
from generator.audit.lists import lists
from generator.audit.skeletons import SLOT, Skeleton, skeleton
from generator.audit.slips import slip_chance
from generator.audit.statements import Mention, sentences
from generator.audit.vocabulary import IS_EN, THAT_IS_EN, TOTAL_EN, TOTAL_ZH
from generator.markdown import Document, Item, Run
from generator.patterns import lazy, words


class Enumerated(NamedTuple):
    """A stated total or mean, the figures that it should be computed from, and how it fits."""

    start: int
    end: int
    stated: Figure
    terms: tuple[Figure, ...]
    value: Fraction
    is_mean: bool
    fit: Fit


_N = rf"[^{SLOT}，。；：、（）(),;:!?]"
_W = rf"[^{SLOT}.,;:()—!?]"
_ZH_GAP = rf"{_N}{{0,6}}(?:[、，,；;+＋]\s?(?:和|以及)?|[和与及]|以及){_N}{{0,14}}?"
_EN_GAP = rf"{_W}{{0,40}}?(?:,\s?(?:and )?|\sand\s|\splus\s){_W}{{0,24}}?"
_ZH_TERMS = rf"(?P<terms>{SLOT}(?:{_ZH_GAP}{SLOT}){{1,11}})"
_EN_TERMS = rf"(?P<terms>{SLOT}(?:{_EN_GAP}{SLOT}){{1,11}})"
_RESULT = rf"(?P<result>{SLOT})(?!\s?[*×+/=÷-])"
_ZH_TOTAL = rf"(?:{TOTAL_ZH}|总(?![体裁部经结统理监局会站行成])[一-龥]{{1,4}}?|共[一-龥]{{0,3}}?)"
_SUMS = (
    (
        rf"{_ZH_TERMS}{_N}{{0,6}}[，,；;]?\s?{_N}{{0,4}}?{_ZH_TOTAL}(?:为|是|达到?|共|有|\s)*{_N}{{0,6}}?{_RESULT}"
    ),
    (
        rf"{_EN_TERMS}{_W}{{0,30}}?,?\s(?:so |thus |and )?(?:(?:the|our|their) [a-z]+ )?"
        r"(?:(?:for |making |giving )?a total of|totall?ing|"
        r"(?:which )?(?:add(?:ing|s)? up to|makes?|c[oa]mes? to|brings? the [a-z]+ to)|together|"
        r"altogether|"
        rf"sum(?:s|med|ming)? to|equals?|total(?:s|led)?)\s{_W}{{0,10}}?{_RESULT}"
    ),
    (
        rf"{_EN_TERMS}{_W}{{0,30}}?[,:]\s(?:{THAT_IS_EN} |thus )?{_RESULT}(?: [a-z]+)? "
        rf"{TOTAL_EN}\b"
    ),
)
_SUMS_TOLD_FIRST = (
    rf"{_RESULT}{_N}{{0,10}}[：:（(]\s?{_N}{{0,14}}?{_ZH_TERMS}{_N}{{0,8}}(?=[)）。]|$)",
    rf"{_RESULT}{_W}{{0,24}}?[:(]\s?{_W}{{0,24}}?{_EN_TERMS}{_W}{{0,24}}(?=[).]|$)",
)
"""What stands in brackets or behind a colon; it may be but a part, so three terms are asked for."""
_FEWEST_TOLD = 3
_ZH_MEAN = r"(?:平均(?:值|分|得分|成绩|[一-龥]{1,4})?|均值|均分|[日月]均)(?:为|是|达|约|\s)*"
_MEANS = (
    rf"{_ZH_TERMS}{_N}{{0,6}}[，,；;]?\s?{_N}{{0,4}}?{_ZH_MEAN}{_RESULT}",
    rf"{_ZH_MEAN}{_RESULT}{_N}{{0,4}}[（(]{_N}{{0,12}}?{_ZH_TERMS}{_N}{{0,4}}[)）]",
    rf"\b(?:average|mean) of (?:the )?{_EN_TERMS}\s{_W}{{0,12}}?(?:{IS_EN}|=)\s{_RESULT}",
    (
        rf"{_EN_TERMS}{_W}{{0,20}}?[,;]?\s(?:(?:for|with|giving|gives?|which gives|or) )?"
        rf"(?:an average of|a mean of|averaging|on average)\s{_RESULT}"
    ),
    (
        rf"{_EN_TERMS}{_W}{{0,24}}?[,;]\s(?:so |thus |hence )?(?:the |their |its |an? )?"
        rf"(?:average|mean)(?: [a-z]+){{0,2}} {IS_EN} {_RESULT}"
    ),
    rf"{_EN_TERMS}{_W}{{0,20}}?, {_RESULT}(?: [a-z]+)? on average\b",
)
_FORMS = (
    *((lazy(form, re.IGNORECASE), False) for form in _SUMS),
    *((lazy(form, re.IGNORECASE), True) for form in _MEANS),
)
_TOLD_FIRST = tuple(lazy(form, re.IGNORECASE) for form in _SUMS_TOLD_FIRST)
_FOUR = lazy(r"\d\D+\d+\D+\d+\D+\d")
"""The fewest figures that a total told first needs: its own, and three terms."""
_TRIGGER = words(
    rf"{TOTAL_ZH}|总[一-龥]|共|平均|[日月]均|均[值分]|"
    rf"\b(?:total|sums?|summed|equals?|totall?ing|add(?:s|ing)? up|makes?|comes?|came|brings?|{TOTAL_EN}|"
    r"average|averaging|mean)\b"
)
_NOT_SO = lazy(
    r"加权|几何|中位|其中|累计|约|除|weighted|geometric|median|moving|rolling|per\b|at least|about|"
    r"roughly|nearly|more|less|each|every",
    re.IGNORECASE,
)
_PARTLY = lazy(r"等|例如|比如|包括|include|including|such as|e\.g|etc\b|among|others", re.IGNORECASE)
"""Words of lists that are not whole."""
_SHARE_IN_BRACKETS = lazy(r"[（(][^()（）]{0,12}\d[\d.]*\s?[%％][^()（）]{0,6}[)）]")
_CLOSING = lazy(
    r"\s*(?:\*\*)?(?:Together|In total|Combined|Altogether|"
    r"[两三四五六七八九十以上项者]{0,4}(?:合计|共计|总计|一共|总共))",
    re.IGNORECASE,
)
_HEAD = lazy(
    r"\s(?:[a-z-]+ ){0,2}?(?P<head>[a-z]{3,}s)(?=\s?[,.;:(]|\s(?:and|plus|in|all|altogether|overall)\b|"
    r"$)"
)
"""The last word of what a figure counts."""
_PLAIN_TERMS = lazy(rf"{SLOT}(?:\s?(?:[、，,/]|和|与|及|,? and |,)\s?(?:and )?{SLOT})+")
"""Bare figures, of which all are meant; among words the first ones may belong to something else."""
_MEAN = lazy("平均|均值|average|averaging|mean", re.IGNORECASE)
_CLOSE = 6
"""So close in front of a figure a word says what it is."""
_FARTHEST = Fraction(1, 4)
"""A total that is off by more, and not by a slip of the pen, is that of something else."""


def enumerated(document: Document) -> Iterator[Enumerated]:
    """Every total and mean that is not that of the figures enumerated with it."""
    for told in sentences(document, _TRIGGER):
        text = _SHARE_IN_BRACKETS.sub(lambda share: " " * len(share[0]), told.text)
        words = skeleton(text)
        for form, is_mean in _FORMS if len(words.figures) > 2 else ():
            for match in form.finditer(words.text):
                if not _NOT_SO.search(match.group()) and not (is_mean and _are_means(words.text, match)):
                    yield from _in_sentence(words, match, told.start, is_mean=is_mean)
    yield from _told_first(document)
    starts = [run.start for run in document.runs]
    for group in lists(document):
        at = bisect_left(starts, group[-1].text_end)
        if len(group) > 1 and at < len(starts) and document.runs[at].kind == "paragraph":
            yield from _list(document, group, document.runs[at])


def _are_means(text: str, match: re.Match[str]) -> bool:
    """Whether the terms are means themselves (`师资平均 80.8 分，实训平均 79.6 分`)."""
    start, end = match.span("terms")
    return bool(_MEAN.search(text, max(0, start - _CLOSE), end))


def _told_first(document: Document) -> Iterator[Enumerated]:
    """Totals with their parts behind a colon or in brackets."""
    for told in sentences(document, _FOUR):
        words = skeleton(told.text)
        for form in _TOLD_FIRST if len(words.figures) > _FEWEST_TOLD else ():
            for match in form.finditer(words.text):
                is_whole = not _PARTLY.search(words.text) and not _NOT_SO.search(words.text)
                if is_whole and match["terms"].count(SLOT) >= _FEWEST_TOLD:
                    yield from _in_sentence(words, match, told.start, is_mean=False)


def _in_sentence(
    words: Skeleton, match: re.Match[str], offset: int, *, is_mean: bool
) -> Iterator[Enumerated]:
    first, result = words.slot(match, "terms"), words.slot(match, "result")
    terms = range(first, first + match["terms"].count(SLOT))
    named = {words.nouns[each] for each in (*terms, result)}
    if "money" in named and len(named) > 1:
        return
    if not all(_count_alike(words, each, result) and _is_exact(words.figures[each]) for each in terms):
        return
    found = _wrong(
        [words.figures[each].figure for each in terms],
        words.figures[result],
        is_mean=is_mean,
        are_all=bool(_PLAIN_TERMS.fullmatch(match["terms"])),
    )
    if found:
        yield found._replace(start=found.start + offset, end=found.end + offset)


def _count_alike(words: Skeleton, term: int, result: int) -> bool:
    """Whether two figures count the same: `320 unit tests` and `420 tests` do, by their last word."""
    if words.are_alike(term, result):
        return True
    figures = [words.figures[each].figure for each in (term, result)]
    heads = [_HEAD.match(words.text.split(SLOT)[each + 1]) for each in (term, result)]
    one, other = (found["head"].casefold() if found else "" for found in heads)
    return bool(one) and one == other and all(each.is_count and not each.unit for each in figures)


def _is_exact(mention: Mention) -> bool:
    return mention.figure.kind == "exact" and not mention.figure.direction


def _wrong(
    terms: Sequence[Figure], result: Mention, *, is_mean: bool, are_all: bool = False
) -> Enumerated | None:
    """The statement, if neither all terms make the figure nor those that are left without the first ones.

    With `are_all` there is no doubt that the first ones belong to it.
    """
    stated = result.figure
    if not _is_exact(result) or stated.value <= 0:
        return None
    values = [
        total(map(Bounds.of, rest)).divided(len(rest) if is_mean else 1)
        for rest in (terms[at:] for at in range(1 if are_all else len(terms) - 1))
    ]
    fits = [judge(stated, value) for value in values]
    is_slip = slip_chance(float(stated.value), float(stated.digit), float(values[0].exact))
    is_near = abs(values[0].exact - stated.value) <= stated.value * _FARTHEST
    if max(fits) >= Fit.POSSIBLE or not (is_near or is_slip):
        return None
    return Enumerated(result.start, result.end, stated, tuple(terms), values[0].exact, is_mean, fits[0])


def _list(document: Document, items: Sequence[Item], behind: Run) -> Iterator[Enumerated]:
    """The total behind a list of which every item has one figure in its unit."""
    text = document.flat[behind.start : behind.end]
    if not _CLOSING.match(text):
        return
    words = skeleton(re.split(r"[.。,，;；]\s?(?!\d)", text)[0])
    if not words.figures or not words.nouns[0]:
        return
    terms = [_one(document.plain[item.text_start : item.text_end], words.nouns[0]) for item in items]
    known = [each for each in terms if each]
    found = _wrong(known, words.figures[0], is_mean=False) if len(known) == len(terms) else None
    if found:
        yield found._replace(start=found.start + behind.start, end=found.end + behind.start)


def _one(text: str, noun: str) -> Figure | None:
    """The one figure of a text that counts such things."""
    words = skeleton(text.split("\n")[0])
    figures = [each for each, named in zip(words.figures, words.nouns, strict=True) if named == noun]
    return figures[0].figure if len(figures) == 1 and _is_exact(figures[0]) else None
