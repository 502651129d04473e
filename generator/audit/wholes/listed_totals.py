"""Totals of lists and of plain blocks: `- Rent: $100`, `- Food: $50`, `- Total: $150`. Ranges add up too.

In a block the lines of one indentation between two blank lines belong together. A heading line counts as its
own subtotal, or as what its lines make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import CURRENCIES, Figure
from generator.audit.lists import lists
from generator.audit.statements import is_plain_block, mentions
from generator.markdown import Document
from generator.patterns import lazy

_TOTAL = lazy(
    r"(?:月度|年度|本月|全年|总体)?(?:[合总小共]计|总和|总额|总量)|"
    r"(?:grand |sub-?|monthly |annual |yearly |overall )?total"
    r"(?: (?:cost|price|time|score|points|idle|typical|max\w*|budget|hours|days))?|sum",
    re.IGNORECASE,
)
_NO_PART = lazy(
    r"其中|平均|目标|预算|剩余|差|average|mean|target|of which|remaining|minimum|maximum|typical|max\b|min\b",
    re.IGNORECASE,
)
_LINE = lazy(
    r"(?P<indent>[ \t]*)(?:[-*+•├└│─]\s?)*(?P<label>[^:：=\n]{1,60}?)\s*(?P<sign>[:：=])\s*(?P<value>[^\n]*)"
)
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_RANGE = lazy(
    rf"\D{{0,3}}?({_AMOUNT})\s?[-–~至]\s?[{CURRENCIES}]?({_AMOUNT})\s?(?P<unit>%|[A-Za-z㐀-鿿]{{0,8}})"
)
_FREE = lazy(r"(?:免费|free|included|none)\b", re.IGNORECASE)
_MOST_PARTS = 60


class Entry(NamedTuple):
    """A line: its label, the bounds of its figure (equal but for ranges), and one unit of the last digit."""

    label: str
    low: Fraction
    high: Fraction
    digit: Fraction
    is_count: bool
    unit: str
    text: str
    start: int
    end: int

    @property
    def half(self) -> Fraction:
        """How far the figure may be from what was rounded; counts are exact."""
        return Fraction(0) if self.is_count else self.digit / 2

    @property
    def is_total(self) -> bool:
        """Whether the line sums up those before it."""
        return bool(_TOTAL.fullmatch(self.label))


class Mistotal(NamedTuple):
    """A total, its parts, and what they make."""

    total: Entry
    parts: tuple[Entry, ...]
    low: Fraction
    high: Fraction


def mistotals(document: Document) -> Iterator[Mistotal]:
    """Every total of a list or a block that is not the sum of its parts."""
    for items in lists(document):
        if 2 < len(items) <= _MOST_PARTS:
            lines = [document.plain[item.text_start : item.text_end].split("\n")[0] for item in items]
            entries = [_entry(line, item.text_start) for line, item in zip(lines, items, strict=True)]
            yield from _judged(entries)
    for fence in document.fences:
        if is_plain_block(fence):
            yield from _in_block(document.text[fence.body_start : fence.body_end], fence.body_start)


def _judged(entries: Sequence[Entry | None]) -> Iterator[Mistotal]:
    """A total against all lines before it, back to the total before."""
    parts: list[Entry | None] = []
    for entry in entries:
        if entry is None or not entry.is_total:
            parts += [] if entry and not entry.unit and not entry.high else [entry]
            continue
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) > 1 and _are_parts(known, entry):
            low = sum((part.low for part in known), Fraction(0))
            high = sum((part.high for part in known), Fraction(0))
            is_rounded = any(part.digit < entry.digit for part in known)
            slack = sum((part.half for part in known), entry.digit / 2 if is_rounded else entry.half)
            if abs(low - entry.low) > slack or abs(high - entry.high) > slack:
                yield Mistotal(entry, tuple(known), low, high)
        parts = []


def _are_parts(parts: Sequence[Entry], total: Entry) -> bool:
    one_unit = all(part.unit == total.unit for part in parts)
    return one_unit and total.unit != "%" and not any(_NO_PART.search(part.label) for part in parts)


def _in_block(text: str, offset: int) -> Iterator[Mistotal]:
    """The lines of each group, and the totals that stand on the outermost indentation over all groups."""
    groups: list[tuple[Entry | None, bool]] = []
    position = offset
    for paragraph in re.split(r"(\n[ \t]*\n)", text):
        if paragraph.strip():
            entries = list(_lines(paragraph, position))
            yield from _judged([entry for entry, depth in entries if depth])
            yield from _judged([entry for entry, depth in entries if not depth])
            groups.append(_group(entries))
        position += len(paragraph)
    yield from _judged([entry for entry, is_group in groups if is_group])


def _lines(paragraph: str, offset: int) -> Iterator[tuple[Entry | None, int]]:
    """The lines of a paragraph that state a figure, with their depth; a line that goes on replaces one."""
    lines = paragraph.split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    found: list[tuple[Entry | None, int]] = []
    for line in lines:
        if line.strip():
            depth = len(line) - len(line.lstrip()) - min(indents)
            continues = line.lstrip().startswith(("=", "+"))
            if continues and found:
                found.pop()
            is_title = line.rstrip().endswith((":", "：")) and not depth
            if not is_title:
                found.append((_entry(line, offset), depth))
        offset += len(line) + 1
    yield from found


def _group(entries: Sequence[tuple[Entry | None, int]]) -> tuple[Entry | None, bool]:
    """What a paragraph counts as in a total over all: its own total, or its only figure."""
    totals = [entry for entry, _ in entries if entry and entry.is_total]
    if totals:
        last = totals[-1]
        is_over_all = len(entries) == 1
        return (last, True) if is_over_all else (last._replace(label=""), True)
    figures = [entry for entry, _ in entries if entry is None or entry.unit or entry.high]
    return (figures[0], True) if len(figures) == 1 else (None, bool(figures))


def _entry(line: str, offset: int) -> Entry | None:
    """`label: figure …` or `… = figure`."""
    line = line.replace("*", " ")
    found = _LINE.match(line)
    if found is None:
        return None
    start = found.start("value") + _result(found["value"])
    value = re.split(r"[（(]|≈|\s{3,}", line[start:])[0]
    start += len(value) - len(value.lstrip())
    value, label = value.strip(), found["label"].strip()
    if _FREE.match(value):
        zero = Fraction(0)
        return Entry(label, zero, zero, zero, True, "", value, offset + start, offset + start + len(value))
    bounds = _RANGE.match(value)
    if bounds:
        low, high = (Fraction(each.replace(",", "")) for each in bounds.groups()[:2])
        place = (offset + start, offset + start + len(value))
        return Entry(label, low, high, Fraction(0), True, bounds["unit"].casefold(), value, *place)
    figures = mentions(value)
    if not figures or figures[0].start or not figures[0].figure.is_plain:
        return None
    figure, end = figures[0].figure, figures[0].end
    unit, place = _unit(figure, value[end:]), (offset + start, offset + start + end)
    is_count = figure.is_count and figure.kind == "exact"
    return Entry(label, figure.value, figure.value, figure.rounded_digit, is_count, unit, figure.text, *place)


def _result(value: str) -> int:
    """Where the result of a line begins: behind its last `=`, unless that only converts a currency."""
    at = value.rfind("=")
    converts = value[:1] in CURRENCIES and value[at + 1 :].strip()[:1] in CURRENCIES.replace(value[:1], "")
    return 0 if at < 0 or converts else at + 1


def _unit(figure: Figure, rest: str) -> str:
    """The currency of a figure, else the unit or word behind it."""
    if figure.currency:
        return figure.currency
    if figure.measure == "percent":
        return "%"
    word = re.match(r"\s?([A-Za-z㐀-鿿/]{1,12})", rest)
    return (figure.unit or (word[1] if word else "")).casefold()
