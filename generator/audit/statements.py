"""Statements in running text that can be recomputed: the stretches to read, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge_exactly
from generator.audit.figures import FIGURE, MONEY, POINTS_WORD, SCALES, Figure, make_figure, printed_scale
from generator.markdown import Cell, Document, Piece
from generator.patterns import is_small, lazy, small

_UNIT = lazy(
    rf"\s?(?:{POINTS_WORD}|"
    rf"毫秒|秒|分钟|小时|天|周|个月|倍|{MONEY}|"
    r"[xX×](?![\w])|times\b|-?fold\b|[kKMGT]?B(?:/s)?\b|[mμn]?s\b|[kM]?Hz\b|"
    r"tokens?(?:/s)?\b|[A-Za-z]{1,6}/[A-Za-z]{1,6}\b|hours?\b|days?\b|minutes?\b)"
)
_NO_FIGURE_AFTER = lazy(r"\s?(?:年|月|日|号|季度|Q\d|[-–~—:：/]\s?\d|\.\d|版|th\b|rd\b|nd\b|st\b)")
_NO_FIGURE_BEFORE = lazy(
    r"(?<=[\d.,/:_#A-Za-z\\^§№~–第图表-])|(?<=[第图表v]\s)|(?<=Fig\.\s)|(?<=Table\s)|(?<=Section\s)"
)
_NO_SIGN_BEFORE = lazy(r"(?<=[\w%％)）])|(?<=[\w%％)）]\s)")
"""Behind these a dash is no minus."""


_DASH = lazy(r"(?<=[^\W\d_] )– ")
"""A dash between blanks behind a word, which is no sign of the figure behind it."""


class Mention(NamedTuple):
    """A figure in a stretch of text, with its place in that stretch (its unit included)."""

    start: int
    end: int
    figure: Figure


SENTENCE = lazy(r"(?:[^。；;！!？?\n.]++|\.(?!\s))++")
"""What stands between full stops, semicolons and line ends. Possessive: going back would cost memory."""
_WHOLE_SENTENCE = lazy(
    r"(?:[^。！!？?\n.]++|\.(?!\s)|(?<=i\.e)\.|(?<=e\.g)\.|(?<=p\.p)\.|(?<=\bvs)\.|(?<=\bca)\.)++"
)
_FIGURE_ALONE = lazy(r"[-+]?\d[\d.,]*\s?[%％]?")
LONGEST_SENTENCE = 600


@dataclass(frozen=True)
class Stretch:
    """A piece of running text and where it begins in the document."""

    start: int
    text: str

    @cached_property
    def small(self) -> str:
        """The text in small letters."""
        return small(self.text)

    @cached_property
    def sentences(self) -> tuple[Piece, ...]:
        """Where its sentences stand in it, semicolons and all."""
        return tuple(Piece(*found.span()) for found in _WHOLE_SENTENCE.finditer(self.text))


def stretches(document: Document, trigger: re.Pattern[str]) -> Iterator[Stretch]:
    """The paragraphs, items, headings, cells and lines of diagrams and plain blocks with a trigger."""
    plain = document.plain
    searched = document.small if is_small(trigger) else plain
    for stretch in _of_runs(document):
        if trigger.search(stretch.small if is_small(trigger) else stretch.text):
            yield stretch
    for table, cells in zip(document.tables, _worded_cells(document), strict=True):
        for cell in cells if trigger.search(searched, table.start, table.end) else ():
            if trigger.search(searched, cell.start, cell.end):
                yield Stretch(cell.start, plain[cell.start : cell.end])
    for fence in document.fences:
        body = document.text[fence.body_start : fence.body_end] if fence.language == "mermaid" else ""
        if trigger.search(small(body) if is_small(trigger) else body):
            yield from _lines(body, fence.body_start)


@lru_cache(maxsize=2)
def _of_runs(document: Document) -> tuple[Stretch, ...]:
    """The running text, for every rule that asks."""
    return tuple(Stretch(run.start, document.flat[run.start : run.end]) for run in document.runs)


@lru_cache(maxsize=2)
def _worded_cells(document: Document) -> tuple[tuple[Cell, ...], ...]:
    """The cells of each table that hold more than a figure alone, of which nothing is said."""
    is_figure, plain = _FIGURE_ALONE.fullmatch, document.plain
    rows = ((*table.header, *table.rows) for table in document.tables)
    cells = ((cell for row in each for cell in row.cells) for each in rows)
    return tuple(tuple(cell for cell in each if not is_figure(plain, cell.start, cell.end)) for each in cells)


class Sentence(NamedTuple):
    """A sentence, and where the one in front of it begins (itself, if it is the first of its stretch)."""

    start: int
    text: str
    before: int


def sentences(document: Document, trigger: re.Pattern[str]) -> Iterator[Sentence]:
    """The sentences of those stretches in which the trigger occurs."""
    for stretch in stretches(document, trigger):
        before = 0
        searched = stretch.small if is_small(trigger) else stretch.text
        for start, end in stretch.sentences:
            if trigger.search(searched, start, end):
                text = stretch.text[start : min(end, start + LONGEST_SENTENCE)]
                yield Sentence(stretch.start + start, text, stretch.start + before)
            before = start


def _lines(body: str, position: int) -> Iterator[Stretch]:
    for line in body.split("\n"):
        yield Stretch(position, line)
        position += len(line) + 1


def mentions(text: str) -> list[Mention]:
    """The figures of a short text in their order; dates, ranges, versions and names with digits are none."""
    return list(_mentions(text))


@lru_cache(maxsize=2048)
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(mention for found in FIGURE.finditer(text) if (mention := _mention(text, found)))


def _mention(text: str, found: re.Match[str]) -> Mention | None:
    about, sign = found.group("about", "sign")
    end = found.end()
    if sign:
        if sign == "–" and _DASH.match(text, found.start("sign")):
            unsigned = FIGURE.match(text, found.start("sign") + 2)
            return _mention(text, unsigned) if unsigned else None
        if sign in "-–−" and _NO_SIGN_BEFORE.match(text, found.start("sign")):
            return None
    elif _NO_FIGURE_BEFORE.match(text, found.start("about" if about else "number")):
        return None
    if _NO_FIGURE_AFTER.match(text, end):
        return None
    unit = _UNIT.match(text, end)
    start = end - len(found[0].lstrip())
    end = unit.end() if unit else end
    figure = make_figure(found, unit[0].strip() if unit else "", wording=text[start:end])
    return Mention(start, end, figure) if figure else None


def loose(figure: Figure) -> Bounds:
    """The bounds of a figure in prose: exact as printed, but "about 200" may be 150 to 250."""
    if figure.kind != "about" or not figure.value:
        return Bounds.point(figure.value)
    half = figure.rounded_digit / 2
    return Bounds(figure.value - half, figure.value, figure.value + half)


def agree(first: Figure, second: Figure) -> bool:
    """Whether both can be one value, each rounded to the digits that it shows."""
    if first.digit >= second.digit:
        return judge_exactly(first, loose(second)) is Fit.RIGHT
    return judge_exactly(second, loose(first)) is Fit.RIGHT


_SCALED_ONCE = 20
"""How many times the other's number a number may be (or the reverse) that shares its scale word."""


def _in_scale_of(scaled: Figure, figure: Figure) -> Figure:
    """The first figure of `3.2 to 4.0 million` in millions: as printed both are of one order."""
    step = SCALES.get(printed_scale(scaled), Fraction(1))
    if step <= 1 or printed_scale(figure) or figure.unit or figure.measure != "number" or not figure.value:
        return figure
    ratio = scaled.value / step / figure.value
    if not Fraction(1, _SCALED_ONCE) < ratio < _SCALED_ONCE:
        return figure
    return figure._replace(value=figure.value * step, digit=figure.digit * step, is_count=False)


def comparable(first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Two figures in the same unit, which may be written once ("from 40 to 70%"). None if they differ."""
    first = _in_scale_of(second, first)
    if first.measure == "number" and not first.unit and second.measure == "percent" and first.value >= 1:
        first = first.as_percent()
    if first.unit and second.unit and first.unit != second.unit:
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    if first.measure != second.measure or "most" in (first.kind, second.kind):
        return None
    return None if first.value == Fraction(0) else (first, second)
