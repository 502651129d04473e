"""The relations of a document: found in formulas, cells, running text and diagram labels, judged once."""

from __future__ import annotations

import enum
import re
import weakref
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from generator.audit.coverage import Coverage, Skip
from generator.diagnostics import Severity, Span
from generator.formula import Boundary, Chain, Step, Unjudged, judge, latex_chains, plain_chains
from generator.formula.plain import RELATION_SIGN, clauses
from generator.formula.reasons import Reason
from generator.markdown import Document
from generator.patterns import lazy


class Place(enum.Enum):
    """Where a relation stands; formulas and tables are stricter than prose."""

    FORMULA = "formula"
    CELL = "cell"
    PROSE = "prose"
    LABEL = "label"


class Judged(NamedTuple):
    """One relation with its verdict; offsets of the verdict count from `offset`."""

    offset: int
    chain: Chain
    verdict: Step | Unjudged
    place: Place

    @property
    def severity(self) -> Severity:
        """Running text without clean ends is worth a warning, everything else an error."""
        tight = Boundary.TIGHT in (self.chain.left, self.chain.right)
        return Severity.WARNING if self.place is Place.PROSE and tight else Severity.ERROR


_LABEL = lazy(r"[\[({|\"]([^\[\](){}|\"\n]{3,300})[\])}|\"]")
MOST_RELATIONS = 100_000
"""So many of one document are judged; what is behind them is not, and the account says so."""
_Reading = tuple[tuple[Chain, tuple[Step | Unjudged, ...]], ...]
_MOST_REMEMBERED = 200
_NO_CODE = lazy(r"[×÷≈]")
"""Signs that no language computes with: inline code that has one holds arithmetic for readers."""
_LINE_BREAK = lazy(r"<br\s*/?>", re.IGNORECASE)
_last: list[tuple[weakref.ref[Document], tuple[Judged, ...]]] = []


def judged(document: Document) -> tuple[Judged, ...]:
    """Every relation of a document with its verdict, in the order of the text."""
    if _last and _last[0][0]() is document:
        return _last[0][1]
    found = islice(_judged(document), MOST_RELATIONS)
    result = tuple(sorted(found, key=lambda each: each.offset + each.verdict.link.start))
    _last[:] = [(weakref.ref(document), result)]
    return result


def steps(document: Document) -> Iterator[tuple[Judged, Step]]:
    """The relations that could be judged."""
    for each in judged(document):
        if isinstance(each.verdict, Step):
            yield each, each.verdict


def _judged(document: Document) -> Iterator[Judged]:
    for offset, text, place in _passages(document):
        for chain, verdicts in _read(text, place):
            for verdict in verdicts:
                yield Judged(offset, chain, verdict, place)


class Found(NamedTuple):
    """A chain and where its text begins."""

    offset: int
    chain: Chain
    place: Place


def chains(document: Document) -> Iterator[Found]:
    """Every chain of relations of a document."""
    for offset, text, place in _passages(document):
        for chain, _ in _read(text, place):
            yield Found(offset, chain, place)


def _read(text: str, place: Place) -> _Reading:
    """The chains of a passage with their verdicts. What a text repeats is read once."""
    read = _read_once if len(text) <= _MOST_REMEMBERED else _read_once.__wrapped__
    return read(text, latex=place is Place.FORMULA)


@lru_cache(maxsize=2048)
def _read_once(text: str, *, latex: bool) -> _Reading:
    found = latex_chains(text) if latex else plain_chains(text)
    return tuple((chain, judge(chain)) for chain in found)


def _passages(document: Document) -> Iterator[tuple[int, str, Place]]:
    """The formulas and the clauses of a document that may hold relations, each with its place."""
    for math in document.maths:
        yield math.body_start, document.math_body(math), Place.FORMULA
    for start, end, place in _stretches(document):
        yield from _clauses(start, document.plain[start:end], place)
    for offset, text in labels(document):
        yield from _clauses(offset, text, Place.LABEL)
    for code in document.codes:
        is_own = not document.is_quoted(code.start)  # in a quotation it is somebody else's
        if is_own and _NO_CODE.search(document.text, code.start, code.end):
            yield from _clauses(code.start, document.text[code.start : code.end], Place.PROSE)


def _clauses(offset: int, text: str, place: Place) -> Iterator[tuple[int, str, Place]]:
    for start, end in clauses(text):
        yield offset + start, text[start:end], place


def _stretches(document: Document) -> Iterator[tuple[int, int, Place]]:
    for run in document.runs:
        yield run.start, run.end, Place.PROSE
    for table in document.tables:
        if RELATION_SIGN.search(document.plain, table.start, table.end):
            for row in (*table.header, *table.rows):
                for cell in row.cells:
                    yield cell.start, cell.end, Place.CELL


def labels(document: Document) -> Iterator[tuple[int, str]]:
    """The texts in mermaid labels, with their offsets; line breaks become commas of the same length."""
    for fence in document.fences:
        if fence.language != "mermaid":
            continue
        for match in _LABEL.finditer(document.text, fence.body_start, fence.body_end):
            text = _LINE_BREAK.sub(lambda tag: "," * len(tag.group()), match.group(1))
            yield match.start(1), text


def coverage(document: Document) -> Coverage:
    """How many relations were judged, and which were not."""
    checked = sum(1 for _ in steps(document))
    skipped = [_skip(document, each) for each in judged(document) if isinstance(each.verdict, Unjudged)]
    if len(judged(document)) == MOST_RELATIONS:
        skipped.append(
            Skip(Span.of_file(document.path), f"more than {MOST_RELATIONS:,} relations in one document")
        )
    return Coverage("relations", checked, tuple(skipped))


def _skip(document: Document, each: Judged) -> Skip:
    span, text = place(document, each)
    assert isinstance(each.verdict, Unjudged)
    reason: Reason = each.verdict.reason
    return Skip(span, str(reason), text)


def place(document: Document, each: Judged) -> tuple[Span, str]:
    """The span and the wording of a whole relation, both sides."""
    verdict = each.verdict
    start = each.offset + min(verdict.left.start, verdict.right.start)
    end = each.offset + max(verdict.left.end, verdict.right.end)
    return document.span(start, end), " ".join(document.text[start:end].split())
