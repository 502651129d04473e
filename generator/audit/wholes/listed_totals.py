"""Totals of lists and of plain blocks: `- Rent: $100`, `- Food: $50`, `- Total: $150`.

Ranges add up too, also in the columns of tables. In a block the lines of one indentation between two blank
lines belong together. A heading line counts as its own subtotal, or as what its lines make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import CURRENCIES, Figure, bare
from generator.audit.lists import first_line, lists
from generator.audit.statements import mentions
from generator.markdown import Cell, Document, Table
from generator.patterns import lazy

_TOTAL = lazy(
    r"(?:月度|年度|本月|全年|总体)?(?:[合总小共]计|总和|总额|总量|总(?:耗时|时间|时长|工时|工期|成本|费用|预算))|"
    r"(?:grand |sub-?|monthly |annual |yearly |overall )?total"
    r"(?: (?:cost|price|time|score|points|idle|typical|max\w*|budget|hours|days))?|sum",
    re.IGNORECASE,
)
_NO_PART = lazy(
    r"其中|平均|目标|预算|剩余|差|average|mean|target|of which|remaining|minimum|maximum|typical|max\b|min\b",
    re.IGNORECASE,
)
_LINE = lazy(r"[ \t]*(?:[-*+•├└│─]\s?)*(?P<label>[^:：=\n]{1,60}?)\s*[:：=]\s*(?P<value>[^\n]*)")
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_RANGE = lazy(
    rf"\D{{0,3}}?({_AMOUNT})\s?[-–~至]\s?[{CURRENCIES}]?({_AMOUNT})\s?(?P<unit>%|[A-Za-z㐀-鿿]{{0,8}})"
)
_GOES_ON = lazy(rf"[^\d,;，；]{{0,12}}?\s?[-–~至到]\s?[{CURRENCIES}]?\d")
"""Behind a figure: it only begins a range between two units (`900 KB - 1.1 MB`)."""
_ABOUT = lazy(r"[~≈约]|about\b|approx", re.IGNORECASE)
_EACH = lazy(r"\beach\b|每[个台人次]|/\s?[个台人次]", re.IGNORECASE)
"""What one of several takes is no part of what they take together."""
_FREE = lazy(r"(?:免费|free|included|none)\b", re.IGNORECASE)
_PARAGRAPH = lazy(r"(?:[^\S\n]*\S[^\n]*\n?)+")
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

    @property
    def is_nothing(self) -> bool:
        """Whether the line says that something costs nothing, which changes no total whatever its unit."""
        return not self.unit and not self.high


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
            yield from _judged([_entry(first_line(document, item), item.text_start) for item in items])
    for table in document.tables:
        yield from _in_table(table)
    for fence in document.fences:
        if fence.is_plain:
            yield from _in_block(document.text[fence.body_start : fence.body_end], fence.body_start)


def _in_table(table: Table) -> Iterator[Mistotal]:
    """The columns with ranges of which one end adds up and the other does not."""
    labels = [bare(row.cells[0].text) if row.cells else "" for row in table.rows[: _MOST_PARTS + 1]]
    if not 2 < len(labels) <= _MOST_PARTS or not _TOTAL.fullmatch(labels[-1]):
        return
    for index in range(1, table.width):
        cells = [row.cells[index] if index < len(row.cells) else None for row in table.rows]
        if not any(cell and _RANGE.match(bare(cell.text)) for cell in cells):
            continue
        entries = [cell and _cell_entry(label, cell) for label, cell in zip(labels, cells, strict=True)]
        for each in _judged(entries):
            if (each.low == each.total.low) != (each.high == each.total.high):
                yield each


def _cell_entry(label: str, cell: Cell) -> Entry | None:
    entry = _value_entry(label, cell.text.replace("*", " ").strip(), cell.start)
    return entry and entry._replace(start=cell.start, end=cell.end)


def _judged(entries: Sequence[Entry | None]) -> Iterator[Mistotal]:
    """A total against all lines before it, back to the total before."""
    parts: list[Entry | None] = []
    for entry in entries:
        if entry is None or not entry.is_total:
            parts += [] if entry and entry.is_nothing else [entry]
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
    """The lines of each paragraph by depth, and the totals over all paragraphs."""
    groups: list[Entry | None] = []
    for paragraph in _PARAGRAPH.finditer(text):
        lines = _lines(paragraph[0], offset + paragraph.start())
        yield from _judged([entry for entry, depth in lines if depth])
        yield from _judged([entry for entry, depth in lines if not depth])
        groups += _group([entry for entry, _ in lines])
    yield from _judged(groups)


def _lines(paragraph: str, offset: int) -> list[tuple[Entry | None, int]]:
    """The lines of a paragraph with their depth, but no title; one that goes on replaces the one before."""
    lines = paragraph.split("\n")
    outermost = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    found: list[tuple[Entry | None, int]] = []
    for line in lines:
        depth = len(line) - len(line.lstrip()) - outermost
        if line.lstrip().startswith(("=", "+")) and found:
            found.pop()
        is_title = line.rstrip().endswith((":", "：")) and not depth
        if line.strip() and not is_title:
            found.append((_entry(line, offset), depth))
        offset += len(line) + 1
    return found


def _group(entries: Sequence[Entry | None]) -> list[Entry | None]:
    """What a paragraph adds to a total over all: its total, else its only figure; `None` if unclear."""
    totals = [entry for entry in entries if entry and entry.is_total]
    if totals and len(entries) > 1:
        return [totals[-1]._replace(label="")]  # without its label it is a part
    figures = [entry for entry in entries if entry is None or entry in totals or not entry.is_nothing]
    return figures if len(figures) < 2 else [None]


def _entry(line: str, offset: int) -> Entry | None:
    """`label: figure …` or `… = figure`."""
    line = line.replace("*", " ")
    found = _LINE.match(line)
    if found is None:
        return None
    start = found.start("value") + _result(found["value"])
    value = re.split(r"[（(]|≈|\s{3,}", line[start:])[0]
    start += offset + len(value) - len(value.lstrip())
    return _value_entry(found["label"].strip(), value.strip(), start)


def _value_entry(label: str, value: str, start: int) -> Entry | None:
    """A line of this label by its value, which begins at a place."""
    if _EACH.search(value):
        return None
    place = (start, start + len(value))
    if _FREE.match(value):
        zero = Fraction(0)
        return Entry(label, zero, zero, zero, True, "", value, *place)
    bounds = _RANGE.match(value)
    if bounds:
        low, high = (Fraction(each.replace(",", "")) for each in bounds.groups()[:2])
        is_exact = not _ABOUT.match(value)
        return Entry(label, low, high, Fraction(1), is_exact, bounds["unit"].casefold(), value, *place)
    figures = mentions(value)
    if not figures or figures[0].start or not figures[0].figure.is_plain:
        return None
    figure, end = figures[0].figure, figures[0].end
    if _GOES_ON.match(value, end):
        return None
    unit, is_count = _unit(figure, value[end:]), figure.is_count and figure.kind == "exact"
    amount = figure.value
    return Entry(label, amount, amount, figure.rounded_digit, is_count, unit, figure.text, start, start + end)


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
