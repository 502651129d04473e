"""Scales whose levels have a code and a name (`L3: 准收敛`, `4 | Managed`), and texts that mix them up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.audit.diagrams.diagram_nodes import read_nodes
from generator.audit.figures import bare
from generator.audit.levels.bands import LONGEST_NAME
from generator.audit.levels.names import LEVEL_HEADER
from generator.audit.lists import first_line, lists
from generator.audit.tables.titles import column_titles
from generator.markdown import Document, Item, Piece, Table
from generator.patterns import lazy

_CODE = lazy(r"([A-Z]{0,2})(\d{1,2})")
_BOTH = lazy(r"([A-Z]{0,2})(\d{1,2})(?:\s?[:：–—-]\s?|\s)([^\d\s:：(（|][^\d:：(（|]{1,23}?)\s?(?:[（(].*)?")
_BOLD = lazy(r"\*\*([^*\n]{2,40})\*\*")
_NAME_HEADER = lazy(r"name|label|meaning|stage|名称|含义|阶段|状态|等级|级别|层级", re.IGNORECASE)
_GRADED = r"(?:属于?|处于|评为|定为|判定为|达到了?|\bat|\bis|\brated|\bgraded)\s?"
_LEVEL = r"(?:levels?|tier|grade|stage|等级|级别|层级|第)\s?"
_FEWEST, _MOST = 3, 12


class Coded(NamedTuple):
    """A level: its code, its name, and the cell that says so."""

    code: str
    name: str
    place: Piece


class Mixed(NamedTuple):
    """A code that stands with another level's name (`named`), or that no level has (`None`)."""

    code: str
    place: Piece
    named: Coded | None


class _Scale(NamedTuple):
    prefix: str
    by_code: Mapping[str, Coded]
    by_name: Mapping[str, Coded]
    tables: frozenset[int]


def mixed_codes(document: Document) -> Iterator[Mixed]:
    """Every code that does not belong to the name beside it, and every code of no level that grades."""
    scale = _scale(document)
    if scale is None:
        return
    beside = _beside(scale)
    for start, text in _texts(document, scale):
        for found in beside.finditer(text):
            group = "before" if found["before"] else "after"
            named = scale.by_name[(found["name"] or found["title"]).casefold()]
            if found[group].upper() != named.code:
                place = Piece(start + found.start(group), start + found.end(group))
                yield Mixed(found[group], place, named)
    yield from _unknown(document, scale) if scale.prefix else ()


def _scale(document: Document) -> _Scale | None:
    """The scale that the tables and lists of a document define; none if they disagree."""
    in_tables = {table.start: _in_table(table) for table in document.tables}
    in_lists = [_in_list(document, items) for items in lists(document)]
    levels: dict[str, Coded] = {}
    for level in chain.from_iterable((*in_tables.values(), *in_lists)):
        if levels.setdefault(level.code, level).name != level.name:
            return None
    by_name = {level.name.casefold(): level for level in levels.values()}
    prefixes = {_CODE.sub(r"\1", code) for code in levels}
    if len(prefixes) != 1 or len(by_name) != len(levels):
        return None
    defining = frozenset(start for start, found in in_tables.items() if found)
    return _Scale(prefixes.pop(), levels, by_name, defining)


def _in_table(table: Table) -> list[Coded]:
    """The levels of a table that gives every row a code and a name, in one cell or in two."""
    titles = column_titles(table)
    is_short = _FEWEST <= len(table.rows) <= _MOST
    if not is_short or any(len(row.cells) < len(titles) for row in table.rows):
        return []
    for index, title in enumerate(titles):
        if not LEVEL_HEADER.search(title):
            continue
        cells = [row.cells[index] for row in table.rows]
        texts = [bare(cell.text) for cell in cells]
        places = [Piece(cell.start, cell.end) for cell in cells]
        if both := _read_all(_BOTH, texts):
            return _coded(both, places)
        others = (other for other in range(len(titles)) if other != index)
        named = [other for other in others if _NAME_HEADER.fullmatch(titles[other])]
        codes = _read_all(_CODE, texts)
        if codes and len(named) == 1:
            names = (bare(row.cells[named[0]].text) for row in table.rows)
            return _coded([(*code, name) for code, name in zip(codes, names, strict=True)], places)
    return []


def _in_list(document: Document, items: Sequence[Item]) -> list[Coded]:
    """The levels of a list whose every item begins with a code and a name in bold type."""
    if not _FEWEST <= len(items) <= _MOST:
        return []
    begun = [_BOLD.match(first_line(document, item)) for item in items]
    bold = [found[1].strip() if found else "" for found in begun]
    return _coded(_read_all(_BOTH, bold), [Piece(item.text_start, item.text_start + 1) for item in items])


def _read_all(form: re.Pattern[str], texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The groups of a form in each of the texts; nothing unless all have that form."""
    found = [form.fullmatch(text) for text in texts]
    return [each.groups() for each in found if each] if all(found) else []


def _coded(found: Sequence[tuple[str, ...]], places: Sequence[Piece]) -> list[Coded]:
    """The levels with these prefixes, numbers and names; none unless they are one series without a gap."""
    numbers = sorted(int(number) for _, number, _ in found)
    is_series = [number - numbers[0] for number in numbers] == list(range(len(numbers)))
    is_one_kind = len({prefix for prefix, _, _ in found}) == 1
    if not is_series or not is_one_kind or not all(1 < len(name) <= LONGEST_NAME for _, _, name in found):
        return []
    return [
        Coded(prefix + number, name.strip(), place)
        for (prefix, number, name), place in zip(found, places, strict=True)
    ]


def _beside(scale: _Scale) -> re.Pattern[str]:
    """A code right before a name, or behind it in brackets; codes without a letter only behind "level"."""
    names = "|".join(re.escape(name) for name in sorted(scale.by_name, key=len, reverse=True))
    code = rf"{scale.prefix}\d{{1,2}}"
    cue = "" if scale.prefix else rf"(?:{_LEVEL}|^)"
    before = rf"{cue}(?P<before>{code})(?!\d)\s?(?:[:：–—-]\s?|[（(]\s?|\s)?(?P<name>{names})(?![A-Za-z0-9])"
    behind = rf"[（(]\s?{'' if scale.prefix else _LEVEL}(?P<after>{code})\s?[)）]"
    pattern = rf"(?<![A-Za-z0-9.]){before}|(?<![A-Za-z0-9])(?P<title>{names})\s?{behind}"
    return re.compile(pattern, re.IGNORECASE)


def _texts(document: Document, scale: _Scale) -> Iterator[tuple[int, str]]:
    for run in document.runs:
        yield run.start, document.flat[run.start : run.end]
    for table in document.tables:
        for row in table.rows if table.start not in scale.tables else ():
            for cell in row.cells:
                yield cell.start, cell.text
    for node in read_nodes(document):
        yield node.start, document.text[node.start : node.end]


def _unknown(document: Document, scale: _Scale) -> Iterator[Mixed]:
    """Codes of no level: in columns that otherwise hold codes of the scale, and behind words that grade."""
    code = re.compile(rf"{scale.prefix}\d{{1,2}}")
    graded = re.compile(rf"{_GRADED}({scale.prefix}\d{{1,2}})(?![\dA-Za-z.])")
    for run in document.runs:
        for found in graded.finditer(document.flat, run.start, run.end):
            if found[1] not in scale.by_code:
                yield Mixed(found[1], Piece(*found.span(1)), None)
    for table in document.tables:
        for index in range(table.width):
            cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
            coded = [(cell, text) for cell in cells if code.fullmatch(text := bare(cell.text))]
            odd = [(cell, text) for cell, text in coded if text not in scale.by_code]
            if len(coded) > 2 * len(odd):
                for cell, text in odd:
                    yield Mixed(text, Piece(cell.start, cell.end), None)
