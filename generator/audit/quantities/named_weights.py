"""Weights with the names of what they weigh: from sentences, sums and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.quantities.weights import weights
from generator.audit.statements import SENTENCE
from generator.audit.tables.grid import Grid, read_grids
from generator.markdown import Document
from generator.patterns import lazy, small, words

_NAME = r"[^\W\d_](?:[^\W\d_]|[ -](?=[^\W\d_])){0,20}"
_NUMBER = r"(?P<number>\d*\.\d+|\d{1,3}\s?\\?%)"
_BEHIND = lazy(
    rf"(?P<name>{_NAME})\s?(?:的?权重)?(?:为|是|占)?\s?[（(:：=]?\s?(?:w\s?=\s?|权重\s?)?{_NUMBER}"
)
"""`速度 0.3`, `质量（40%）`."""
_BEFORE = lazy(rf"{_NUMBER}\s?(?:\\times|\\cdot|[×*·⋅])\s?(?:\\(?:text|mathrm)\s?\{{)?(?P<name>{_NAME})")
"""`0.4 × 质量`."""
_ABOUT = words("权重|加权|weight")
WEIGHT_HEADER = lazy(r".{0,4}权重(?:\s?[（(].*)?|weights?(?:\s?[（(].*)?", re.IGNORECASE)
"""What a column of weights is called."""
_FILLER = lazy(
    r"^(?:and|和|与|及|以及|.{0,6}按|其中|维度|the)\s?|(?:的?权重|维度|得分|能力|概率)$", re.IGNORECASE
)


class NamedWeights(NamedTuple):
    """Weights by name, and where they stand."""

    by_name: Mapping[str, Fraction]
    start: int
    end: int
    in_table: bool


@lru_cache(maxsize=2)
def named_weights(document: Document) -> tuple[NamedWeights, ...]:
    """Every place of the document where at least three weights stand with their names."""
    found = [
        *_in_sums(document),
        *_in_sentences(document),
        *(each for grid in read_grids(document) for each in _in_table(grid)),
    ]
    by_end = {each.end: each for each in found if len(each.by_name) > 2}
    return tuple(sorted(by_end.values(), key=lambda each: each.start))


def key_of(name: str) -> str:
    """A name as it is compared: without case, blanks and words that say nothing."""
    return "".join(_FILLER.sub("", name.strip().casefold()).split())


def matched(names: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """For each name the one other name that contains it or is contained in it; nothing if any has none."""
    found: dict[str, str] = {}
    candidates = list(others)
    for name in names:
        alike = [other for other in candidates if name and other and (name in other or other in name)]
        if len(alike) != 1 or alike[0] in found.values():
            return {}
        found[name] = alike[0]
    return found


def _in_sums(document: Document) -> Iterator[NamedWeights]:
    for group in weights(document):
        text = document.text[group.start : group.end + 20]
        for pattern in (_BEFORE, _BEHIND):
            pairs = [(key_of(found["name"]), _value(found["number"])) for found in pattern.finditer(text)]
            if len(pairs) >= len(group.values) and len(dict(pairs)) == len(pairs):
                yield NamedWeights(dict(pairs[: len(group.values)]), group.start, group.end, in_table=False)
                break


def _in_sentences(document: Document) -> Iterator[NamedWeights]:
    """A sentence about weights that gives at least three names figures which make 1."""
    for run in document.runs:
        if run.kind == "heading" or not _ABOUT.search(document.small, run.start, run.end):
            continue
        for sentence in SENTENCE.finditer(document.flat, run.start, run.end):
            pairs = list(_BEHIND.finditer(sentence[0])) if _ABOUT.search(small(sentence[0])) else []
            by_name = {key_of(pair["name"]): _value(pair["number"]) for pair in pairs}
            if len(by_name) == len(pairs) > 2 and sum(by_name.values()) == 1:
                start = sentence.start() + pairs[0].start()
                yield NamedWeights(by_name, start, sentence.start() + pairs[-1].end(), in_table=False)


def _in_table(grid: Grid) -> Iterator[NamedWeights]:
    for column in grid.columns:
        values = {
            key_of(grid.labels[row]): figure.value
            for row in grid.parts
            if (figure := column.figures[row]) and 0 < figure.value < 1
        }
        if values and len(values) == len(grid.parts) and WEIGHT_HEADER.fullmatch(column.header):
            first, last = grid.cell(grid.parts[0], column), grid.cell(grid.parts[-1], column)
            yield NamedWeights(values, first.start, last.end, in_table=True)


def _value(number: str) -> Fraction:
    plain = Fraction(number.rstrip("\\% "))
    return plain / 100 if "%" in number else plain
