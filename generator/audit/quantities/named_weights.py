"""Weights with the names of what they weigh: from sentences, sums and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.lists import first_line, line_before, lists
from generator.audit.quantities.weights import Weights, weights, whole_of
from generator.audit.statements import SENTENCE
from generator.audit.tables.grid import Grid, read_grids
from generator.markdown import Document
from generator.patterns import lazy, small, words

_NAME = r"[^\W\d_](?:[^\W\d_]|[ -](?=[^\W\d_])){0,20}"
_NUMBER = r"(?P<number>\d*\.\d+|\d{1,3}\s?\\?%)"
_BEHIND = lazy(
    rf"(?P<name>{_NAME}?)\s?(?:的?权重)?(?:为|是|占|[×*·]|(?<=\s)(?:at|by|with|is)\b)?\s?[（(:：=]?\s?"
    rf"(?:w\s?=\s?|权重\s?)?{_NUMBER}"
)
"""`速度 0.3`, `质量（40%）`, `quality × 0.4`, `price at 30%`."""
_BEFORE = lazy(
    rf"{_NUMBER}\s?(?:\\times|\\cdot|\\,|[×*·]|(?=[A-Z](?![A-Za-z])))\s?(?:\\(?:text|mathrm)\s?\{{)?"
    rf"(?P<name>{_NAME})"
)
r"""`0.4 × 质量`, `0.3\,P`."""
_MEANING = r"(?:[㐀-鿿]{2,8}|[A-Za-z]{3,}(?: [a-z]{2,}){0,5})"
_LEGEND = lazy(
    rf"\$(?P<first>[A-Z])\$\s?(?:[=:：为是]|is|denotes|表示|代表)\s?(?:the )?(?P<meaning>{_MEANING})"
    rf"|(?P<name>{_MEANING}) \$(?P<symbol>[A-Z])\$"
)
"""`$P$ is planning`, `规划 $P$`: what a symbol stands for."""
_BESIDE = 400
_IN_FRONT = lazy(
    rf"{_NUMBER}\s(?:for |on |to )?(?P<name>[^\W\d_]+(?:[ -](?!and\b|or\b|plus\b)[^\W\d_]+){{0,3}})"
)
"""`weighted 40% quality, 35% price and 25% delivery`."""
_IN_ITEM = lazy(
    r"\W{0,8}(?P<name>[^\d:：（()）=—–\n]{1,60}?)\W{0,4}?(?:[（(][^()（）\d]{1,20}[)）])?[\s*：:（(=—–-]{0,8}"
    rf"(?:权重|占比?|weight(?:ed)?|w)?(?:为|of)?[\s:：=]{{0,4}}{_NUMBER}",
    re.IGNORECASE,
)
"""`- **Price** (weight 30%): …`, `1. 环境（E）：40%`."""
_LETTERS = lazy(r"[^\W\d_]+")
_SHORTEST_WORD = 3
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
        *_in_lists(document),
        *(each for grid in read_grids(document) for each in _in_table(grid)),
    ]
    by_end = {each.end: each for each in found if len(each.by_name) > 2}
    return tuple(sorted(by_end.values(), key=lambda each: each.start))


def key_of(name: str) -> str:
    """A name as it is compared: without case, blanks and words that say nothing."""
    return "".join(_FILLER.sub("", name.strip().casefold()).split())


def paired(names: Sequence[str], others: Sequence[str], *, in_order: bool = False) -> dict[str, str]:
    """For each name the one other name that means the same; nothing if any has none.

    Equal names go first, then names that contain each other, then those that share all words of one of them.
    With `in_order`, half of the names tell what the others at the same places mean.
    """
    found: dict[str, str] = {}
    for alike in (str.__eq__, _contain, _share_words):
        _pair(names, others, alike, found)
    if len(found) == len(names):
        return found
    is_same_order = len(names) == len(others) and all(
        names.index(name) == others.index(other) for name, other in found.items()
    )
    if in_order and is_same_order and len(found) * 2 >= len(names):
        return dict(zip(names, others, strict=True))
    return {}


def _pair(
    names: Sequence[str], others: Sequence[str], alike: Callable[[str, str], bool], found: dict[str, str]
) -> None:
    """Add the pairs of names that are alike and have no rival."""
    left = [name for name in names if name not in found]
    free = [other for other in others if other and other not in found.values()]
    for name in left:
        fitting = [other for other in free if alike(name, other)]
        if len(fitting) == 1 and sum(alike(rival, fitting[0]) for rival in left) == 1:
            found[name] = fitting[0]


def _contain(name: str, other: str) -> bool:
    return bool(name) and (name in other or other in name)


def _share_words(name: str, other: str) -> bool:
    """Whether all words of one name are in the other (`Local/self-hosted`: local or self-hosted use)."""
    return any(
        len(words_of) > 1 and all(word in longer for word in words_of)
        for shorter, longer in ((name, other), (other, name))
        if (words_of := [word for word in _LETTERS.findall(shorter) if len(word) >= _SHORTEST_WORD])
    )


def _in_sums(document: Document) -> Iterator[NamedWeights]:
    for group in weights(document):
        text = document.text[group.start : group.end + 20]
        for pattern in (_BEFORE, _BEHIND):
            pairs = [(key_of(found["name"]), _value(found["number"])) for found in pattern.finditer(text)]
            if len(pairs) >= len(group.values) and len(dict(pairs)) == len(pairs):
                by_name = dict(pairs[: len(group.values)])
                by_name = _in_words(document, group, by_name) or by_name
                yield NamedWeights(by_name, group.start, group.end, in_table=False)
                break


def _in_words(document: Document, group: Weights, by_symbol: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The weights by what the text beside a formula says its symbols stand for; nothing if one is unsaid."""
    if any(len(symbol) > 1 or not symbol.isascii() for symbol in by_symbol):
        return {}
    text = document.text[max(0, group.start - _BESIDE) : group.end + _BESIDE]
    legend = {
        (found["symbol"] or found["first"]).casefold(): key_of(found["name"] or found["meaning"])
        for found in _LEGEND.finditer(text)
    }
    if any(symbol not in legend for symbol in by_symbol):
        return {}
    by_name = {legend[symbol]: weight for symbol, weight in by_symbol.items()}
    return by_name if len(by_name) == len(by_symbol) else {}


def _in_sentences(document: Document) -> Iterator[NamedWeights]:
    """A sentence about weights that gives at least three names figures which make 1."""
    for run in document.runs:
        if run.kind == "heading" or not _ABOUT.search(document.small, run.start, run.end):
            continue
        for sentence in SENTENCE.finditer(document.flat, run.start, run.end):
            if not _ABOUT.search(small(sentence[0])):
                continue
            for pattern in (_BEHIND, _IN_FRONT):
                pairs = list(pattern.finditer(sentence[0]))
                by_name = {key_of(pair["name"]): _value(pair["number"]) for pair in pairs}
                if len(by_name) == len(pairs) > 2 and sum(by_name.values()) == 1:
                    start = sentence.start() + pairs[0].start()
                    yield NamedWeights(by_name, start, sentence.start() + pairs[-1].end(), in_table=False)
                    break


def _in_lists(document: Document) -> Iterator[NamedWeights]:
    """A list about weights whose items each name what has which weight."""
    if not _ABOUT.search(document.small):
        return
    for items in lists(document):
        lines = [first_line(document, item) for item in items]
        is_introduced = bool(_ABOUT.search(small(line_before(document, items))))
        if len(items) < 3 or not (is_introduced or all(_ABOUT.search(small(line)) for line in lines)):
            continue
        found = [pair for line in lines if (pair := _IN_ITEM.match(line))]
        by_name = {key_of(pair["name"]): _value(pair["number"]) for pair in found}
        if len(by_name) == len(items) and whole_of([*by_name.values()]) is not None:
            yield NamedWeights(by_name, items[0].text_start, items[-1].text_end, in_table=False)


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
