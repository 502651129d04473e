"""What a quantity is made of, as a document defines it: a weighted sum in a formula, a product in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import bare
from generator.audit.quantities.quantities import quantity_name
from generator.audit.quantities.sections import Sections
from generator.audit.quantities.weights import Weights, weights
from generator.markdown import Document, Row, Table
from generator.patterns import lazy

_DEFINED = lazy(r"\s*(?P<formula>\\text\s?\{(?P<name>[^{}]{1,60})\}\s*=(?P<sum>[^=≈<>]{5,1500}?))\s*\Z")
_TERM = lazy(
    r"\s*(?:(?P<figure>\d*\.\d+)|[wW]_\{?(?P<index>\d)\}?)\s*(?:\\times|\\cdot|×|·|\*)\s*"
    r"(?P<inverse>(?:\\left)?\(\s*1\s*-\s*)?\\text\s?\{(?P<name>[^{}]{1,40})\}\s*(?:(?:\\right)?\))?\s*"
)
_WORD = r"[㐀-鿿]{2,8}|[A-Za-z][A-Za-z -]{2,24}[A-Za-z]"
_PRODUCT = lazy(rf"(?:[^:：×]{{1,12}}[:：]\s?)?((?:{_WORD})(?:\s?[×*]\s?(?:{_WORD})){{1,7}})")
_ENDING = lazy(r"(?:程度|度|率|性|\s?(?:rate|degree|level))$")


class Factor(NamedTuple):
    """A named part: with its weight in a sum (`None`: not printed), and whether it counts as 1 − part."""

    name: str
    weight: Fraction | None = None
    is_inverse: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """The same for `无争议率` and `1 - 争议度`, for `标准化` and `标准化程度`."""
        return stem(self.name), self.is_inverse


class Definition(NamedTuple):
    """A quantity and what it is made of; `row` is that of the table, if it stands in one."""

    name: str
    section: int
    factors: tuple[Factor, ...]
    start: int
    end: int
    table: Table | None = None
    row: Row | None = None

    @property
    def is_product(self) -> bool:
        """Whether the parts are multiplied; otherwise they are a weighted sum."""
        return self.row is not None


def stem(name: str) -> str:
    """A name without the ending that tells how it is measured."""
    return _ENDING.sub("", name) or name


def sums(document: Document) -> Iterator[Definition]:
    """Formulas `\\text{name} = weight × \\text{part} + …`; symbols for weights are looked up behind them."""
    sections = Sections(document)
    declared: tuple[Weights, ...] | None = None
    for math in document.maths:
        found = _DEFINED.match(document.math_body(math))
        name = quantity_name(found["name"]) if found else ""
        parts = found["sum"].split("+") if found else []
        terms = [term for part in parts if (term := _TERM.fullmatch(part))]
        if found is None or not name or len(terms) < 2 or len(terms) < len(parts):
            continue
        declared = weights(document) if declared is None else declared
        values = _values(declared, math.body_end, terms)
        factors = tuple(
            Factor(quantity_name(term["name"]), value, bool(term["inverse"]))
            for term, value in zip(terms, values, strict=True)
        )
        start, end = math.body_start + found.start("formula"), math.body_start + found.end("formula")
        yield Definition(name, sections.at(math.start), factors, start, end)


def _values(
    declared: tuple[Weights, ...], position: int, terms: list[re.Match[str]]
) -> tuple[Fraction | None, ...]:
    printed = tuple(Fraction(term["figure"]) if term["figure"] else None for term in terms)
    if None not in printed:
        return printed
    for each in declared:
        if 0 <= each.start - position < 400 and len(each.values) == len(terms) and each.is_introduced:
            return each.values
    return printed


def products(document: Document) -> Iterator[Definition]:
    """Table rows of a quantity with a cell `part × part × …` in words."""
    sections = Sections(document)
    for table in document.tables:
        for row in table.rows:
            name = quantity_name(row.cells[0].text) if row.cells else ""
            for cell in row.cells[1:] if name else ():
                found = _PRODUCT.fullmatch(bare(cell.text))
                if found:
                    factors = tuple(_factor(part) for part in re.split(r"[×*]", found[1]))
                    section = sections.at(table.start)
                    yield Definition(name, section, factors, cell.start, cell.end, table, row)


def _factor(word: str) -> Factor:
    name = quantity_name(word)
    lacking = re.fullmatch(r"无(.{2,6}[率度])", name)
    return Factor(lacking[1], None, True) if lacking else Factor(name)
