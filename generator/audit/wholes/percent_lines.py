"""Lines whose label says what percentage of the lines above they are: `Contingency (20%)`, `增值税 13%`.

Lines stand in tables, column by column, and in lists. People take the percentage of the total above, of all
lines above, of the line before or of what is left after other such lines; tax may be contained in the total
below. A line is wrong if it is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import Figure, bare
from generator.audit.lists import first_line, lists
from generator.audit.statements import mentions
from generator.audit.tables.grid import TOTAL_LABEL, read_grids
from generator.markdown import Document
from generator.patterns import lazy


class Line(NamedTuple):
    """A line with its label, its amount, and where that stands."""

    label: str
    figure: Figure
    start: int
    end: int

    @property
    def is_total(self) -> bool:
        """Whether it sums up lines above it."""
        return bool(TOTAL_LABEL.fullmatch(self.label) or _TOTAL.search(self.label))


class PercentLine(NamedTuple):
    """A line that is not its percentage of anything, what it was taken of, and what that makes."""

    line: Line
    share: str
    base: str
    value: Fraction


_PERCENT = lazy(r"(?<![\d.])(?P<share>\d{1,2}(?:\.\d{1,3})?)\s?[%％]")
_ON_TOP = lazy(
    r"税|折扣|优惠|不可预见|预备|备用|准备金|管理费|服务费|手续费|佣金|附加|公积金|利润|"
    r"\b(?:tax|vat|gst|hst|mwst|contingenc(?:y|ies)|discount|rebate|overheads?|commission|fees?|reserve|buffer|"
    r"surcharge|mark-?up|service charge|tip|gratuity|insurance|retention|profit|g&a|indirects?)\b",
    re.IGNORECASE,
)
"""Names of what is a percentage of other amounts."""
_TOTAL = lazy(r"合计|小计|总计|\b(?:sub)?total\b", re.IGNORECASE)
_LABELLED = lazy(r"[\s*_]*(?P<label>[^:：\n]{2,60}?)[\s*_]*[:：][\s*_]*(?=[^\s*_])")
_FEWEST = 2
_MOST_LINES = 60


@lru_cache(maxsize=2)
def percent_lines(document: Document) -> tuple[PercentLine, ...]:
    """Every such line of a table or a list that is no such percentage."""
    return tuple(_percent_lines(document))


def _percent_lines(document: Document) -> Iterator[PercentLine]:
    for grid in read_grids(document):
        labels = [bare(row.cells[0].text) if row.cells else "" for row in grid.rows]
        if len(labels) <= _MOST_LINES and any(map(_is_on_top, (*labels, *grid.labels))):
            for column in grid.columns:
                lines = [
                    Line(label if _is_on_top(label) else grid.labels[row], figure, cell.start, cell.end)
                    for row, (label, figure) in enumerate(zip(labels, column.figures, strict=True))
                    if figure and figure.measure == "number"
                    for cell in (grid.cell(row, column),)
                ]
                yield from _wrong(lines)
    for items in lists(document):
        if _FEWEST < len(items) <= _MOST_LINES:
            found = [_listed(first_line(document, item), item.text_start) for item in items]
            yield from _wrong([each for each in found if each])


def _is_on_top(label: str) -> bool:
    return bool(_PERCENT.search(label) and _ON_TOP.search(label))


def _listed(text: str, start: int) -> Line | None:
    """`Contingency (20%): $1,634`: the one amount behind a label."""
    found = _LABELLED.match(text)
    figures = mentions(text[found.end() :]) if found else []
    figures = [each for each in figures if each.figure.measure == "number"]
    if found is None or len(figures) != 1 or figures[0].start > 2:
        return None
    at = start + found.end()
    return Line(found["label"], figures[0].figure, at + figures[0].start, at + figures[0].end)


def _wrong(lines: Sequence[Line]) -> Iterator[PercentLine]:
    for index, line in enumerate(lines):
        share = _PERCENT.search(line.label) if _ON_TOP.search(line.label) and not line.is_total else None
        if share is None or not line.figure.is_plain or line.figure.unit.startswith("/"):
            continue
        part = Bounds.point(Fraction(share["share"]) / 100)
        bases = list(_bases(lines, index, part))
        fits = [judge(line.figure, base.times(part), size_only=True) for base, _ in bases]
        if not fits or max(fits) >= Fit.POSSIBLE or fits[0] is Fit.LAST_DIGIT:
            continue
        base, words = bases[0]
        yield PercentLine(line, share["share"] + "%", words, base.times(part).exact)


def _bases(lines: Sequence[Line], index: int, part: Bounds) -> Iterator[tuple[Bounds, str]]:
    """What the percentage may be of, the likeliest first; nothing if too little stands above."""
    above = lines[:index]
    amounts = [Bounds.of(each.figure) for each in above]
    totals = [at for at, each in enumerate(above) if each.is_total]
    parts = [amount for amount, each in zip(amounts, above, strict=True) if not each.is_total]
    if totals:
        yield amounts[totals[-1]], above[totals[-1]].figure.text
    if len(parts) >= _FEWEST:
        yield total(parts), "the sum of the lines above"
    elif not totals:
        return
    if totals:
        for end in range(totals[-1] + 1, len(amounts)):
            yield total(amounts[totals[-1] : end + 1]), "the total and the lines behind it"
        yield total(amounts[at] for at in totals), "the totals above"
    for amount, each in zip(amounts, above, strict=True):
        yield amount, each.figure.text
    for start in range(1, len(amounts)):
        yield total(amounts[start:]), "the lines before"
    rest = Bounds.point(Fraction(1)).plus(part)
    for each in lines[index + 1 :]:
        yield Bounds.of(each.figure), each.figure.text
        contained = Bounds.of(each.figure).over(rest)
        if contained:
            yield contained, each.figure.text
