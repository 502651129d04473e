"""Scores right beside the name of a level: `A3 in 2024 (0.48)`, `66.8 (poor)`, `$$S = 0.67$$ This is A3.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.levels.bands import Band
from generator.audit.levels.names import Names
from generator.audit.levels.scores import CHANGE, CLAUSE, MOVES, POINTS, SCORE, Statement, value_of
from generator.formula import latex_chains
from generator.markdown import Document
from generator.patterns import lazy

_MARKS = '*_ "“”「」'
_BRACKETED = lazy(r"(?P<before>[^()（）]{1,60})[（(](?P<inside>[^()（）]{1,24})[)）]")
_WHEN = lazy(r"(?<=[^\d.])(?:in\s|于\s?)?(?:19|20)\d\d\s?年?\s*$")
_WORD = lazy(
    r"(?:[a-z]+ )?(?:scor(?:e|ing|es)|with)(?: of)?:?\s|(?:综合)?(?:得分|评分)[为:：]?\s?", re.IGNORECASE
)
_NO_SCORE = lazy(r"[$¥￥€£]\s?$")
_POINTING = lazy(
    r"(?:this|that|it|they|the (?:score|result|value|index)|hence|thus|therefore|so|accordingly)\b|"
    r"因此|所以|因而|故|即|该|这|此|由此|结果|可见|对应|属于?|处于|判定|评[为定]",
    re.IGNORECASE,
)


def in_brackets(text: str, offset: int, names: Names[Band]) -> Iterator[Statement]:
    """A name and a score, one of them in brackets behind the other.

    A whole number must be called a score, or it may as well be a count. What is a bound of the level tells
    where the level begins.
    """
    for found in _BRACKETED.finditer(text):
        before = _WHEN.sub("", found["before"]).rstrip(_MARKS)
        inside = found["inside"].strip(_MARKS)
        band = names.by_name.get(inside)
        if band:
            score = _last_score(before, is_clear=len(inside) > 1 or not inside.isascii())
            start = found.start() + (score.start() if score else 0)
        else:
            score, band = _only_score(inside), _last_name(before, names)
            start = found.start("inside")
        if band and score and _may_be(score, band):
            end = start + len(score.group()) if band.names.count(inside) else found.end("inside")
            yield Statement(band, value_of(score), score.group().strip(), offset + start, offset + end)


def _last_score(before: str, *, is_clear: bool) -> re.Match[str] | None:
    """The score that a text ends in: in points, or with a decimal point where the name is clear."""
    for score in SCORE.finditer(before):
        unit = POINTS.match(before, score.end())
        is_last = before[unit.end() if unit else score.end() :].strip(_MARKS) == ""
        if is_last and (unit or (is_clear and "." in score[1])) and not _is_amount(before[: score.start()]):
            return score
    return None


def _is_amount(before: str) -> bool:
    """Whether a figure behind these words is money, or says by how much something differs."""
    return bool(_NO_SCORE.search(before) or CHANGE.search(before))


def _only_score(inside: str) -> re.Match[str] | None:
    """The score that a text consists of: one with a decimal point, in points, or called a score."""
    called = _WORD.match(inside)
    score = SCORE.match(inside, called.end() if called else 0)
    unit = POINTS.match(inside, score.end()) if score else None
    if score is None or not (called or unit or "." in score[1]):
        return None
    return None if inside[unit.end() if unit else score.end() :] else score


def _last_name(before: str, names: Names[Band]) -> Band | None:
    """The level that a text ends in the name of."""
    places = names.within(before)
    last = max(places, default=None)
    return None if last is None or before[last:] not in places[last].names else places[last]


def _may_be(score: re.Match[str], band: Band) -> bool:
    """Whether a figure is on the scale of a band, and none of its bounds."""
    value = value_of(score)
    highest = max(band.interval.bounds)
    scale = next(top for power in range(12) if (top := 10**power) >= highest)
    return (
        not score[2]
        and value not in band.interval.bounds
        and (value <= 1) == band.interval.is_share
        and value <= scale
    )


def behind_formulas(document: Document, names: Names[Band]) -> Iterator[Statement]:
    """What the words behind a formula of its own line call its result."""
    ends = {math.end: math for math in document.maths if document.text.startswith("$$", math.start)}
    for run in document.runs if ends else ():
        math = ends.get(_end_of_text(document.text, run.start))
        clause = CLAUSE.match(document.flat, run.start, run.end) if math else None
        if (
            math is None
            or clause is None
            or not _POINTING.match(clause.group())
            or MOVES.search(clause.group())
        ):
            continue
        places = names.within(clause.group())
        chains = latex_chains(document.math_body(math))
        if len(places) == len(chains) == 1 and chains[0].links[-1].sign in "=≈":
            (at, band), result = next(iter(places.items())), chains[0].members[-1]
            if result.value is not None and result.value.is_point:
                start = clause.start() + at
                end = start + max(len(name) for name in band.names if document.flat.startswith(name, start))
                text = document.text[math.body_start + result.start : math.body_start + result.end]
                yield Statement(band, result.value.low, text.strip(), start, end)


def _end_of_text(text: str, end: int) -> int:
    """Where the text in front of a place ends, blanks left out."""
    while end and text[end - 1].isspace():
        end -= 1
    return end
