"""Named quantities as a document states them: whose quantity, its name, its figure.

Only what is named unmistakably counts: a table row in the section of its subject, a formula that begins with
the name and ends in a figure, a diagram node with its subject, a sentence that names both. Movements,
comparisons, dates and forecasts are left alone.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.diagrams.diagram_nodes import Node, read_nodes
from generator.audit.figures import bare
from generator.audit.qualifiers import QUALIFIERS_EN, QUALIFIERS_ZH
from generator.audit.quantities.sections import Sections, subject
from generator.audit.statements import SENTENCE
from generator.audit.tables.titles import column_titles
from generator.formula import latex_chains
from generator.markdown import Document, Row, Table
from generator.patterns import lazy
from generator.quantity import Kind, Quantity, QuantityError, parse_quantity, rounded_digit

FIGURE = (
    r"(?:[<>≤≥≈~约]\s?)?\d{1,9}(?:\.\d{1,6})?\s?%?(?:\s?[-–~至]\s?\d{1,9}(?:\.\d{1,6})?\s?%?)?\+?"
    r"(?![0-9A-Za-z_×倍年万亿千]|\.\d)"
)
_NAME = r"[㐀-鿿]{2,8}|[A-Za-z][A-Za-z -]{2,24}[A-Za-z]"
_NAME_FIRST = lazy(rf"({_NAME})\s?(?:[:：=≈]|为|是|达到?|\bis\b|\bof\b)?\s?({FIGURE})")
_FIGURE_FIRST = lazy(rf"({FIGURE})\s?的?({_NAME})")
_SAID = lazy(rf"({_NAME})\s?(?:[:：=]|为|是|达到?|\bis\b|\bof\b)?\s?({FIGURE})")
_IN_BRACKETS = lazy(rf"^([^，。,；;：:（(→]{{3,60}})[（(]\s?({FIGURE})\s?({_NAME})\s?[)）]")
_BOLD = lazy(rf"\*\*({_NAME})\s?[=＝]\s?({FIGURE})\*\*")
_FIELD = lazy(rf"(?:\*\*)?({_NAME})(?:\*\*)?[:：](?:\*\*)?\s?({FIGURE})(?:\s*[（(，,；;。].*)?$", re.DOTALL)
_WORDED = lazy(rf"[^\d（(<>≤≥]{{1,8}}[（(]\s?({FIGURE})\s?[)）]")
_VALUE_HEADER = lazy(
    r"(?:当前|current )?"
    r"(?:数值|取值|指标值|结果|特征|水平|影响程度|程度|分数|得分|评分|values?|results?|figures?|scores?|level|状态|值)",
    re.IGNORECASE,
)
_WEIGHT_HEADER = lazy(r"权重|weights?", re.IGNORECASE)
_QUALIFIED = lazy(
    rf"{QUALIFIERS_ZH}|⬆|⬇|曾|不再|尚未|未达|若|如果|假设|以上|之前|之后|相比|而非|其中|"
    r"(?:19|20)\d\d|Q[1-4]|在[^，,]{0,20}[上中下内时里]|"
    rf"{QUALIFIERS_EN}|\bif\b|versus|\bvs\b|before|after|in the|on the",
    re.IGNORECASE,
)
_WRITTEN = lazy(r"\\(?:text|mathrm|operatorname)\s?\{([^{}]*)\}")
_FORMULA = lazy(r"\\(?:text|mathrm|operatorname)\s?\{[^{}]*\}[\s&]*=")
_SCENARIO = lazy(
    r"例如|示例|举例|若|假设|如果|基线|对照|此前|上一|旧|目标|预[计期测]|情景|场景|方案|案例|(?:19|20)\d\d|Q[1-4]|"
    r"\b(?:baseline|example|e\.g\.|suppose|if|assum\w*|previous|target|without|scenario|case|run)\b",
    re.IGNORECASE,
)
_FIGURE_ALONE = lazy(FIGURE)
_LEAD = lazy(r"^\s*\*\*[^*]{1,12}\*\*\s*[:：]\s*")
MAX_SENTENCE = 300
_MOST_NAMES = 60
"""A table of more rows than this lists no quantities of one subject."""
_INTRODUCTION = 160
_FEWEST_SUBJECTS = 2


class Claim(NamedTuple):
    """A stated quantity. `section` is the place of its heading (-1: it names its subject itself).

    `source` is the kind of place (`table`, `matrix`, `formula`, `node`, `bold`, `text`); an `open` subject
    only begins with the subject's name.
    """

    subject: str
    section: int
    name: str
    quantity: Quantity
    start: int
    end: int
    source: str
    is_open: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether the place leaves no doubt about what the figure belongs to."""
        return self.source in ("table", "matrix", "formula", "node")

    @property
    def scale(self) -> str:
        """Only figures on the same scale compare: shares and percentages are one."""
        return _scale(self.quantity)

    def meets(self, other: Claim) -> bool:
        """Whether one value can be meant by both."""
        if self.quantity.text == other.quantity.text:
            return True
        low, high = _interval(self.quantity)
        other_low, other_high = _interval(other.quantity)
        return (low is None or other_high is None or low <= other_high) and (
            high is None or other_low is None or other_low <= high
        )


@lru_cache(maxsize=1024)
def _scale(quantity: Quantity) -> str:
    is_fraction = quantity.digit < 1 and 0 <= quantity.value <= 1 and not quantity.unit
    return "share" if quantity.is_percentage or is_fraction else f"number {quantity.unit}"


@lru_cache(maxsize=1024)
def _interval(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    """The values that would be written so: half a unit of the last digit more or less."""
    is_about = quantity.kind is Kind.ABOUT
    digit = rounded_digit(quantity.value, quantity.digit) if is_about else quantity.digit
    low = None if quantity.low is None else quantity.low - digit / 2
    high = None if quantity.high is None else quantity.high + digit / 2
    return low, high


_last: list[tuple[weakref.ref[Document], list[Claim]]] = []


def claims(document: Document) -> list[Claim]:
    """All claims of a document in the order of the text; read once for all rules."""
    if _last and _last[0][0]() is document:
        return _last[0][1]
    sections = Sections(document)
    found = [
        *_in_tables(document, sections),
        *_in_matrices(document),
        *_in_formulas(document, sections),
        *_in_diagrams(document),
        *_in_text(document, sections),
    ]
    found += _in_brackets(document, sections, found)
    result = sorted(found, key=lambda claim: claim.start)
    _last[:] = [(weakref.ref(document), result)]
    return result


def quantity_name(text: str) -> str:
    """The name of a quantity without emphasis, blanks and case; "" for symbols and sentences."""
    name = re.sub(r"\s+", " ", bare(text)).strip(" :：")
    return name.casefold() if re.fullmatch(_NAME, name) else ""


def read(text: str) -> Quantity | None:
    """A figure as written."""
    try:
        quantity = parse_quantity(text.strip())
    except QuantityError:
        return None
    return None if quantity.kind is Kind.RATING else quantity


def _in_tables(document: Document, sections: Sections) -> Iterator[Claim]:
    """Rows of tables that list a subject's quantities: one column of values, told by its header."""
    for table in document.tables:
        column = value_column(table)
        section = sections.at(table.start)
        if column is None or section < 0 or _is_scenario(document, table.start):
            continue
        for row in table.rows:
            claim = _in_row(row, column, section)
            if claim:
                yield claim


def _in_matrices(document: Document) -> Iterator[Claim]:
    """Percentages in tables with a subject in each row and the names of quantities in the header."""
    for table in document.tables:
        if not table.header or value_column(table) is not None or len(table.rows) < _FEWEST_SUBJECTS:
            continue
        if "%" not in document.text[table.start : table.end] or _is_scenario(document, table.start):
            continue
        names = [quantity_name(cell.text) for cell in table.header[-1].cells]
        for row in table.rows:
            for cell, name in zip(row.cells[1:], names[1:], strict=False):
                text = bare(cell.text) if name and "%" in cell.text else ""
                quantity = read(text) if _FIGURE_ALONE.fullmatch(text) else None
                whose = subject(row.cells[0].text) if quantity else ""
                if whose and quantity:
                    yield Claim(whose, -1, name, quantity, cell.start, cell.end, "matrix")


def _is_scenario(document: Document, position: int) -> bool:
    """Whether the line that leads to a place speaks of an example, another case or another time."""
    before = document.plain[max(0, position - _INTRODUCTION) : position].rstrip()
    line = before[before.rfind("\n") + 1 :]
    return not line.startswith("#") and bool(_SCENARIO.search(line))


def value_column(table: Table) -> int | None:
    """The column of values beside a column of names; weights are values if nothing else is figures."""
    titles = column_titles(table)
    found = [index for index, title in enumerate(titles) if _VALUE_HEADER.fullmatch(title)]
    if found:
        return 1 if found[0] == 1 else None
    is_weights = (
        len(titles) > 1 and _WEIGHT_HEADER.fullmatch(titles[1]) and not any(map(_has_figure, table.rows))
    )
    return 1 if is_weights else None


def _has_figure(row: Row) -> bool:
    """Whether a cell beyond the second is a figure."""
    return any(_FIGURE_ALONE.fullmatch(bare(cell.text)) for cell in row.cells[2:])


def _in_row(row: Row, column: int, section: int) -> Claim | None:
    if len(row.cells) <= column:
        return None
    cell = row.cells[column]
    text = bare(cell.text)
    worded = _WORDED.fullmatch(text)
    name = quantity_name(row.cells[0].text)
    plain = re.fullmatch(FIGURE, text)
    quantity = read(worded[1] if worded else text) if worded or plain else None
    if not name or quantity is None:
        return None
    return Claim("", section, name, quantity, cell.start, cell.end, "table")


def _in_formulas(document: Document, sections: Sections) -> Iterator[Claim]:
    """`\\text{name} = … = figure`."""
    for math in document.maths:
        body = document.math_body(math)
        section = sections.at(math.start)
        if section < 0 or not _FORMULA.search(body) or _is_scenario(document, math.start):
            continue
        for chain in latex_chains(body):
            first, last = chain.members[0], chain.members[-1]
            written = _WRITTEN.fullmatch(body[first.start : first.end].strip())
            name = quantity_name(written[1]) if written and first.value is None else ""
            quantity = read(body[last.start : last.end].replace("\\", "")) if last.literal else None
            if name and quantity and all(link.sign in "=≈" for link in chain.links):
                start, end = math.body_start + last.start, math.body_start + last.end
                yield Claim("", section, name, quantity, start, end, "formula")


def _in_diagrams(document: Document) -> Iterator[Claim]:
    """Nodes with their subject in another line, and figures alone, which belong to the nodes before."""
    for node in read_nodes(document):
        yield from _in_node(node)


def _in_node(node: Node) -> Iterator[Claim]:
    stated = _figure_line(node.lines[-1])
    if stated is None:
        return
    name, quantity = stated
    if len(node.lines) == 2 and not _QUALIFIED.search("".join(node.lines)):
        yield Claim(subject(node.lines[0]), -1, name, quantity, node.start, node.end, "node")
    if len(node.lines) == 1:
        for before in node.before:
            yield Claim(subject(before.label), -1, name, quantity, before.start, before.end, "node")


def _figure_line(line: str) -> tuple[str, Quantity] | None:
    """`收敛度: 95%` or `95%收敛度`."""
    line = line.strip(" *\"'")
    if found := _NAME_FIRST.fullmatch(line):
        name, figure = found[1], found[2]
    elif found := _FIGURE_FIRST.fullmatch(line):
        name, figure = found[2], found[1]
    else:
        return None
    quantity = read(figure)
    name = quantity_name(name)
    return (name, quantity) if name and quantity and quantity.is_percentage else None


def _in_text(document: Document, sections: Sections) -> Iterator[Claim]:
    """Sentences about the section's subject, subjects with a figure in brackets, bold equations."""
    topic = sections.topic
    for run in document.runs:
        text = document.plain[run.start : run.end]
        if "%" not in text or run.kind not in ("paragraph", "item") or document.is_quoted(run.start):
            continue
        section = sections.at(run.start)
        if run.kind == "item" and (field := _FIELD.match(text)):
            yield from _claim("", section, field[1], field[2], run.start + field.start(2), "field")
        for found in _BOLD.finditer(text):
            yield from _claim("", section, found[1], found[2], run.start + found.start(2), "bold")
        bracketed = _IN_BRACKETS.match(text)
        if bracketed and not _QUALIFIED.search(text):
            start = run.start + bracketed.start(2)
            yield from _claim(subject(bracketed[1]), -1, bracketed[3], bracketed[2], start, "text")
        for sentence in SENTENCE.finditer(text):
            if len(sentence[0]) <= MAX_SENTENCE:
                start = run.start + sentence.start()
                said = _LEAD.sub("", sentence[0])
                yield from _in_sentence(said, sentence[0], start, sections.title(section), section)
                yield from _in_sentence(said, sentence[0], start, topic)


def _in_sentence(said: str, text: str, offset: int, title: str, section: int = -1) -> Iterator[Claim]:
    """`X has reached …, name 95%`: first the subject of section or document, then one figure in a clause.

    `said` is the text without what leads to it.
    """
    is_about = len(title) >= 3 and said and subject(said).startswith(title)
    if not is_about or _QUALIFIED.search(said):
        return
    found = list(_SAID.finditer(text))
    if len(found) != 1:
        return
    before = text[: found[0].start()].rstrip()
    if before.endswith(("，", ",", "的", ":", "：")) or subject(before) == title:
        whose = title if section < 0 else ""
        yield from _claim(whose, section, found[0][1], found[0][2], offset + found[0].start(2), "text")


def _in_brackets(document: Document, sections: Sections, known: Sequence[Claim]) -> Iterator[Claim]:
    """`name is high (95%)` in the chapter of the one table that lists the name."""
    chapters: dict[int, dict[str, list[Claim]]] = {}
    for claim in known:
        if claim.source == "table" and claim.quantity.is_percentage:
            chapters.setdefault(sections.chapter(claim.start), {}).setdefault(claim.name, []).append(claim)
    few = {chapter: names for chapter, names in chapters.items() if len(names) <= _MOST_NAMES}
    patterns = {chapter: _named_in_brackets(names) for chapter, names in few.items()}
    for run in document.runs:
        chapter = sections.chapter(run.start)
        if chapter not in patterns or run.kind == "heading" or document.is_quoted(run.start):
            continue
        for found in patterns[chapter].finditer(document.plain, run.start, run.end):
            same = chapters[chapter][found[1].casefold()]
            if len(same) == 1 and not _QUALIFIED.search(found[0]):
                yield from _claim("", same[0].section, found[1], found[2], found.start(2), "text")


def _named_in_brackets(names: Collection[str]) -> re.Pattern[str]:
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"({longest})[^，,；;。：:（(\d|]{{0,12}}[（(]\s?({FIGURE})\s?[)）]", re.IGNORECASE)


def _claim(whose: str, section: int, name: str, figure: str, start: int, source: str) -> Iterator[Claim]:
    quantity, named = read(figure), quantity_name(name)
    if quantity and named and (whose or section >= 0):
        end = start + len(figure.rstrip())
        yield Claim(whose, -1 if whose else section, named, quantity, start, end, source, bool(whose))
