"""Which scores earn which name, as a document itself defines it, and where it uses the names.

A definition is `0.60 < C(T) \\leq 0.80 \\iff T \\text{ name}` or a table row with a name and an interval. A
statement is a sentence or a table row that has one of the names and a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import bare
from generator.formula import Chain, latex_chains, plain_chains
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document, Table

_EQUIVALENCE = re.compile(r"\\iff|\\(?:Long)?[lL]eftrightarrow|\\Leftrightarrow|⟺|⇔")
_TEXT = re.compile(r"\\text\s?\{([^{}]*)\}")
_INTERVAL = re.compile(r"([\[(])\s*(\d+(?:\.\d+)?)\s*(%?)\s*,\s*(\d+(?:\.\d+)?)\s*(%?)\s*([\])])")
_BAND_HEADER = re.compile(
    r"区间|阈值|范围|分数段|得分|评分|分数|score|range|threshold|interval|band|points", re.IGNORECASE
)
_NAME_HEADER = re.compile(
    r"等级|级别|层级|评级|判定|档|level|grade|rating|class|tier|category|verdict", re.IGNORECASE
)
_GENERIC_SCORES = ("得分", "评分", "分数", "总分", "score", "rating", "grade")
_FIGURE = re.compile(
    r"(?<![\d.,–~-])(\d+(?:\.\d+)?)\s*(%?)(?!\d|\.\d|\+|\s?[-–~至]\s?\d|[+＋]|\s?[kKMB万亿倍年月个]|\s?个?百分点)"
)
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")
_MOVES = re.compile(
    r"→|->|⬆|⬇|目标|预计|预期|从|曾|不再|尚未|若|如果|假设|target|expected|from|until|if |would",
    re.IGNORECASE,
)
_NEGATIONS = "未非不无"
MIN_SHARED = 2


class Band(NamedTuple):
    """A name and the scores that earn it; bounds of `None` are open to that side."""

    name: str
    low: Fraction | None
    high: Fraction | None
    has_low: bool
    has_high: bool
    start: int
    end: int

    def holds(self, value: Fraction) -> bool:
        """Whether a score earns the name."""
        above = self.low is None or value > self.low or (self.has_low and value == self.low)
        below = self.high is None or value < self.high or (self.has_high and value == self.high)
        return above and below

    @property
    def is_share(self) -> bool:
        """Whether the bounds are shares of 1."""
        return all(bound is None or bound <= 1 for bound in (self.low, self.high))

    def __str__(self) -> str:
        low = "" if self.low is None else f"{shown(point(self.low))} {'≤' if self.has_low else '<'} "
        high = "" if self.high is None else f" {'≤' if self.has_high else '<'} {shown(point(self.high))}"
        return f"{low}score{high}"


class Statement(NamedTuple):
    """A score that stands with a name."""

    name: str
    value: Fraction
    text: str
    start: int
    end: int


def bands(document: Document) -> tuple[Band, ...]:
    """The definitions of a document; names that it defines in several ways are left out."""
    found = [*_math_bands(document), *_table_bands(document)]
    meanings: dict[str, set[tuple[Fraction | None, Fraction | None]]] = {}
    for band in found:
        meanings.setdefault(band.name, set()).add((band.low, band.high))
    return tuple(band for band in found if len(meanings[band.name]) == 1)


def _math_bands(document: Document) -> Iterator[Band]:
    for math in document.maths:
        body = document.math_body(math)
        parts = _EQUIVALENCE.split(body)
        if len(parts) != 2:
            continue
        for condition, label in (parts, reversed(parts)):
            names = _TEXT.findall(label)
            chains = latex_chains(condition)
            bounds = _bounds(chains[0]) if len(chains) == 1 else None
            if bounds and names and names[-1].strip():
                start = math.body_start + len(body) - len(body.lstrip())
                yield Band(names[-1].strip(), *bounds, start, math.body_start + len(body.rstrip()))
                break


def _bounds(chain: Chain) -> tuple[Fraction | None, Fraction | None, bool, bool] | None:
    """The bounds that a chain of inequalities sets to the one name in it."""
    names = [index for index, member in enumerate(chain.members) if member.value is None]
    if (
        len(names) != 1
        or chain.members[names[0]].refusal
        or not all(link.sign in "<≤>≥" for link in chain.links)
    ):
        return None
    low: Fraction | None = None
    high: Fraction | None = None
    has_low = has_high = False
    for index, link in enumerate(chain.links):
        beside = index + 1 if index == names[0] else index
        value = chain.members[beside].value
        if value is None or not value.is_point or names[0] not in (index, index + 1):
            return None
        rising = (link.sign in "<≤") == (beside < names[0])
        if rising:
            low, has_low = value.low, link.sign in "≤≥"
        else:
            high, has_high = value.low, link.sign in "≤≥"
    return (low, high, has_low, has_high)


def _table_bands(document: Document) -> Iterator[Band]:
    """Rows of a table with one column of names and one of intervals, at least two intervals in all."""
    for table in document.tables:
        columns = _columns(table)
        if columns is None:
            continue
        name_column, band_column = columns
        found = []
        for row in table.rows:
            if len(row.cells) <= max(columns):
                continue
            cell = row.cells[band_column]
            bounds = cell_bounds(bare(cell.text))
            name = bare(row.cells[name_column].text)
            if bounds and name:
                found.append(Band(name, *bounds, cell.start, cell.end))
        if len(found) >= 2:
            yield from found


def _columns(table: Table) -> tuple[int, int] | None:
    if not table.header:
        return None
    titles = [bare(cell.text) for cell in table.header[-1].cells]
    names = [index for index, title in enumerate(titles) if _NAME_HEADER.search(title)]
    intervals = [
        index for index, title in enumerate(titles) if _BAND_HEADER.search(title) and index not in names
    ]
    return (names[0], intervals[0]) if len(names) == 1 and len(intervals) == 1 else None


def cell_bounds(text: str) -> tuple[Fraction | None, Fraction | None, bool, bool] | None:
    """The bounds in a cell: `(0.8, 0.95]`, `0.8 < C ≤ 0.95`, `≥ 90`."""
    match = _INTERVAL.fullmatch(text)
    if match:
        low, high = _figure(match[2], match[3] or match[5]), _figure(match[4], match[5])
        return low, high, match[1] == "[", match[6] == "]"
    chains = plain_chains(text.replace("$", ""))
    if (
        len(chains) == 1
        and chains[0].start <= 1
        and any(member.value is None for member in chains[0].members)
    ):
        return _bounds(chains[0])
    return None


def _figure(number: str, percent: str) -> Fraction:
    return Fraction(number) / (100 if percent else 1)


def statements(document: Document, names: frozenset[str]) -> Iterator[Statement]:
    """Every score that stands in one sentence or table row with exactly one of the names."""
    names = frozenset(name for name in names if name in document.text)
    if not names:
        return
    for run in document.runs:
        for match in _SENTENCE.finditer(document.plain, run.start, run.end):
            yield from _in_sentence(match.group(), match.start(), names)
    for table in document.tables:
        yield from _in_table(table, names)


def _in_sentence(text: str, offset: int, names: frozenset[str]) -> Iterator[Statement]:
    if not _FIGURE.search(text):
        return
    present = names_in(text, names)
    if len(present) != 1 or _MOVES.search(text):
        return
    name = present.pop()
    for match in _FIGURE.finditer(text):
        before = re.sub(
            r"(?:[\s*_：:为是达到至约=（(]|\b(?:of|is|was|at)\b)+$",
            "",
            text[max(0, match.start() - 40) : match.start()],
        )
        if _is_score(before, name):
            value = _figure(match[1], match[2])
            yield Statement(name, value, match.group(), offset + match.start(), offset + match.end())


def names_in(text: str, names: frozenset[str]) -> set[str]:
    """The names that a text uses; a name inside a longer one, or negated, does not count."""
    found = set()
    rest = text
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        pattern = (
            rf"(?<![\w]){re.escape(name)}(?![\w])"
            if name.isascii()
            else rf"(?<![{_NEGATIONS}]){re.escape(name)}"
        )
        if re.search(pattern, rest):
            found.add(name)
            rest = rest.replace(name, "\ufffc")
    return found


def _is_score(words: str, name: str) -> bool:
    """Whether the words before a figure end in the name of the score: generic, or kin of the band's name."""
    tail = words[-12:]
    if tail.lower().endswith(_GENERIC_SCORES):
        return True
    noun = re.search(r"[㐀-鿿]{2,6}$|[A-Za-z]{4,}$", tail)
    if noun is None or noun.group() == name:
        return False
    word = noun.group()
    if word.isascii():
        return len(name) > 5 and word[:6].lower() == name[:6].lower()
    return word[-1] == "度" and word[-3:-1] in name and len(word[-3:-1]) == MIN_SHARED


def _in_table(table: Table, names: frozenset[str]) -> Iterator[Statement]:
    titles = [bare(cell.text) for cell in table.header[-1].cells] if table.header else []
    for row in table.rows:
        texts = [bare(cell.text) for cell in row.cells]
        if not any(map(_FIGURE.fullmatch, texts)):
            continue
        inside = {name for text in texts for name in names_in(text, names)}
        for index, cell in enumerate(row.cells):
            match = _FIGURE.fullmatch(texts[index])
            title = titles[index] if index < len(titles) else ""
            above = names_in(title, names)
            owners = above or inside
            if match is None or index == 0 or len(owners) != 1:
                continue
            name = next(iter(owners))
            if _is_score(texts[0], name) or (_is_score(title, name) and not above):
                yield Statement(name, _figure(match[1], match[2]), match.group(), cell.start, cell.end)
