"""Weights as documents introduce them: `w_1 = 0.4, w_2 = …`, lists after the word, weighted sums of names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.lists import first_line, lists
from generator.audit.statements import SENTENCE
from generator.markdown import Document
from generator.patterns import lazy

_SYMBOL = lazy(
    r"(?:w(?<![A-Za-z\\].)|W(?<![A-Za-z\\].)|ω(?<![A-Za-z\\].)|\\omega(?<![A-Za-z\\].{6}))"
    r"\s?(?:_\s?\{?(\d{1,2})\}?|([₁-₉]))\s?=\s?(\d*\.\d+|\d+)(\s?\\?%)?"
    r"(?![\d.]|\s?(?:[×*/+^-]|\\times|\\cdot|\\pm))"
)
"""What may not stand before a symbol is looked at behind its first character, by which it is found fast."""
_NUMBER = r"(?:\d*\.\d+|\d{1,3})\s?\\?%|0?\.\d+|1\.0+"
_LIST = lazy(
    r"(?:权重(?:系数|值)?(?:分别|依次)?(?:设)?(?:为|是|：|:|取|\s(?=0?\.\d))|(?:概率|probabilit(?:y|ies))\s?(?:分别)?(?:为|是|：|:|of|are|were)|\b[Ww]eights?\s?(?:\w+\s)?(?:are|were|is|of"
    r"|:|=|(?=[\d.])))\s?"
    rf"(?:set to\s|respectively\s|分别为\s?)?[\[(（]?\s?"
    rf"((?:{_NUMBER})(?:\s?(?:[、,，/:：]|和|及|与|and|, and)\s?(?:{_NUMBER})){{1,12}})"
    rf"(?!\s?[、,，]?\s?(?:和|及|与|and|…|等)?\s?(?:{_NUMBER}))"
)
_NO_NAME = r"\d、，,；;：:。.（()）+×*=\n"
_NAMED = rf"[^\s{_NO_NAME}][^{_NO_NAME}]{{0,15}}?[（(]?\s?(?:{_NUMBER})\s?[)）]?"
_NAMED_LIST = lazy(
    rf"(?:权重|加权|\b[Ww]eight(?:s|ed|ing)?\b)[^\d。；;：:\n]{{0,24}}[:：]\s?"
    rf"({_NAMED}(?:(?:\s?[、，,]\s?(?:和|以及|and\s)?|\s?(?:和|以及|and)\s?){_NAMED}){{2,11}})"
    r"(?=[。.；;\n]|\Z)"
)
_FARTHEST = Fraction(3, 10)
"""Figures that miss 1 by more than this are no weights of one score."""
_POINTS = (Fraction(10), Fraction(100))
"""What weights make that are given in points."""
_NEAR = Fraction(1, 5)
"""Weights that miss their whole by no more than this were meant to make it."""
_WEIGHT_IN_BRACKETS = lazy(
    r"[（(]\s?(?:[wW]|权重|占比权重|weights?)\s?(?:[=:：为]\s?|\s)?(\d*\.\d+|\d{1,3})\s?(\\?%)?\s?[)）]"
)
_SYMBOL_NAME = lazy(r"(?:\(\s?1\s?[-−]\s?)?[A-Z](?:_\{?\w\}?)?(?![A-Za-z0-9(])(?:\s?\))?")
_OF_SCORE = lazy(r"权重|加权|得分|评分|综合|场景|weight|scor|rubric|index|rating", re.IGNORECASE)
_IS_WEIGHTED_SCORE = lazy(
    r"(?:\b(?:score|rating|index|grade)\b|得分|评分|指数|评级|总分)[^.。\n]{0,40}"
    r"(?:\bis (?:an? |the )?weighted (?:sum|average|mean) of"
    r"|[是为][^.。\n]{0,24}加权(?:平均|求?和|总和|之和))",
    re.IGNORECASE,
)
"""What says that a score is a weighted sum, however far its weights are from making 1."""
_LISTED = lazy(r"权重|加权|eight|概率|robabilit")
_TERM = lazy(r"(\d*\.\d+|\d{1,3}\s?\\?%)\s?(?:\\times|\\cdot|\\ast|[×*·⋅]|\\,|(?=[A-Z](?![A-Za-z])))\s?")
_NAME = lazy(r"\\(?:text|mathrm|operatorname)\s?\{[^{}]*\}|[㐀-鿿]{2,}|[A-Za-z][A-Za-z ]{2,}")
_LEFT = 60
_NAMED_FACTOR = r"[^\W\d_](?:[^\W\d_]|[ /-](?=[^\W\d_])){0,30}"
_FACTOR = r"(?:0?\.\d+|\d{1,3}(?:\.\d+)?\s?[%％])"
_PRODUCT = (
    rf"(?:[（(]\s?)?(?:{_NAMED_FACTOR}\s?[×*·]\s?{_FACTOR}|{_FACTOR}\s?[×*·]\s?{_NAMED_FACTOR})(?:\s?[)）])?"
)
_TIMES_WEIGHT = lazy(r"[×*·]\s?(?:0?\.\d|\d{1,3}\s?[%％])|(?:\.\d{1,4}|[%％])\s?[×*·]")
"""What every such sum has."""
_SUM_OF_PRODUCTS = lazy(rf"{_PRODUCT}(?:\s?[+＋]\s?{_PRODUCT}){{1,11}}")
_CONTEXT = lazy("权重|加权|weight|Weight|WEIGHT")
_REACH = 300
_MAX_FORMULA = 2_000


class Weights(NamedTuple):
    """Weights in their order, their place, and the name of what they make up ("" if unsaid)."""

    values: tuple[Fraction, ...]
    start: int
    end: int
    owner: str
    is_introduced: bool

    @property
    def total(self) -> Fraction:
        """The sum."""
        return sum(self.values, Fraction(0))


def whole_of(weights: Sequence[Fraction]) -> Fraction | None:
    """What weights should make: 1, or 10 or 100 points; nothing for figures that make neither."""
    made = sum(weights, Fraction(0))
    if any(weight <= 0 for weight in weights):
        return None
    if all(weight < 1 for weight in weights):
        return Fraction(1) if abs(made - 1) <= _NEAR else None
    return made if made in _POINTS else None


@lru_cache(maxsize=2)
def weights(document: Document) -> tuple[Weights, ...]:
    """All introductions of weights, in the order of the text."""
    found = [*_assigned(document), *_listed(document), *_bracketed(document), *_in_items(document)]
    sums = [*_in_sums(document), *_in_sums_of_products(document)]
    found += [each for index, each in enumerate(sums) if not _overlaps(each, sums[:index])]
    return tuple(sorted(found, key=lambda each: each.start))


def _value(number: str, percent: str | None) -> Fraction:
    return Fraction(number) / (100 if percent and "%" in percent else 1)


def _figures(text: str) -> tuple[Fraction, ...]:
    found = re.findall(r"(\d*\.\d+|\d+)\s?(\\?%)?", text)
    return tuple(_value(number, percent) for number, percent in found)


def _assigned(document: Document) -> Iterator[Weights]:
    """`w_1 = 0.4, w_2 = 0.3, w_3 = 0.3`: indexes from 1 in a row, near each other, none missing."""
    run: list[tuple[re.Match[str], int]] = []
    for match in (*_SYMBOL.finditer(document.text), None):
        index = 0 if match is None else _index(match)
        follows = bool(run) and match is not None and index == run[-1][1] + 1
        near = follows and match is not None and match.start() - run[-1][0].end() < _REACH
        if not near:
            yield from _run_weights(document, run)
            run = []
        if match is not None and (near or index == 1) and _is_read(document, match.start()):
            run.append((match, index))


def _index(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else ord(match[2]) - ord("₀")


def _run_weights(document: Document, run: list[tuple[re.Match[str], int]]) -> Iterator[Weights]:
    if len(run) < 2:
        return
    start, end = run[0][0].start(), run[-1][0].end()
    around = document.text[max(0, start - 1500) : end + 200]
    following = len(run) + 1
    if re.search(rf"[wWω]\s?(?:_\s?\{{?{following}\b|{chr(ord('₀') + following)})", around):
        return
    yield Weights(tuple(_value(match[3], match[4]) for match, _ in run), start, end, "", True)


def _listed(document: Document) -> Iterator[Weights]:
    """`权重分别为 40%、30%、30%`, `weights of 0.5, 0.3 and 0.2`."""
    if not _LISTED.search(document.plain):
        return
    for match in _LIST.finditer(document.plain):
        values = _figures(match.group(1))
        if all(0 < value <= 1 for value in values):
            yield Weights(values, match.start(1), match.end(1), "", True)
    for match in _NAMED_LIST.finditer(document.plain):
        values = _figures(match.group(1))
        if all(0 < value < 1 for value in values) and abs(sum(values, Fraction(0)) - 1) <= _FARTHEST:
            yield Weights(values, match.start(1), match.end(1), "", True)


def _bracketed(document: Document) -> Iterator[Weights]:
    """`latency (w = 0.5), cost (w = 0.3)`, `质量（权重 60%）`: at least two in one sentence."""
    for run in document.runs:
        if not _CONTEXT.search(document.flat, run.start, run.end):
            continue
        for sentence in SENTENCE.finditer(document.flat, run.start, run.end):
            found = list(_WEIGHT_IN_BRACKETS.finditer(document.flat, *sentence.span()))
            values = tuple(_value(match[1], match[2]) for match in found)
            if len(values) > 1 and all(0 < value < 1 for value in values):
                yield Weights(values, found[0].start(), found[-1].end(), "", True)


def _in_items(document: Document) -> Iterator[Weights]:
    """`- Relevance (weight 25%): …`: a list of which each item says the weight of one thing."""
    if not _WEIGHT_IN_BRACKETS.search(document.plain):
        return
    for items in lists(document):
        found = [list(_WEIGHT_IN_BRACKETS.finditer(first_line(document, item))) for item in items]
        if len(items) < 3 or any(len(each) != 1 for each in found):
            continue
        values = tuple(_value(match[1], match[2]) for (match,) in found)
        if all(0 < value < 1 for value in values) and abs(sum(values, Fraction(0)) - 1) <= _FARTHEST:
            first, last = items[0].text_start + found[0][0].start(), items[-1].text_start + found[-1][0].end()
            yield Weights(values, first, last, "", True)


def _in_sums(document: Document) -> Iterator[Weights]:
    """`0.4 × adoption + 0.6 × maturity` in formulas and in text."""
    for math in document.maths:
        body = document.math_body(math)
        if "+" in body and len(body) <= _MAX_FORMULA:
            yield from _sums(document, body, math.body_start)
    for run in document.runs:
        text = document.flat[run.start : run.end]
        if "+" in text and len(text) <= _MAX_FORMULA:
            yield from _sums(document, text, run.start)


def _overlaps(found: Weights, others: Sequence[Weights]) -> bool:
    return any(other.start < found.end and found.start < other.end for other in others)


def _in_sums_of_products(document: Document) -> Iterator[Weights]:
    """`(quality × 0.4) + (price × 0.6)`: the names first, or each product in brackets; also as code."""
    pieces = [(document.flat, run.start, run.end) for run in document.runs]
    pieces += [(document.text, code.start, code.end) for code in document.codes]
    for text, start, end in pieces:
        if not _TIMES_WEIGHT.search(text, start, end):
            continue
        for match in _SUM_OF_PRODUCTS.finditer(text, start, end):
            values = _figures(match[0])
            near = text[max(start, match.start() - _LEFT) : match.start()]
            is_near = abs(sum(values, Fraction(0)) - 1) <= _FARTHEST
            if all(0 < value < 1 for value in values) and is_near:
                yield Weights(values, match.start(), match.end(), _owner(near), bool(_OF_SCORE.search(near)))


def _sums(document: Document, text: str, offset: int) -> Iterator[Weights]:
    """Maximal rows of terms `number × name` joined by plus signs."""
    parts: list[tuple[Fraction, int, int]] = []
    owner = ""
    for match in _TERM.finditer(text):
        end = _name_end(text, match.end())
        joined = bool(parts) and text[parts[-1][2] : match.start()].strip() == "+"
        if not joined:
            yield from _sum_weights(document, parts, offset, owner, text)
            parts = []
            owner = _owner(text[: match.start()])
        if end > match.end() and _NAME.search(text, match.end(), end):
            parts.append((_value(match[1].rstrip("\\% "), match[1]), match.start(), end))
        elif symbol := _SYMBOL_NAME.match(text, match.end()):
            parts.append((_value(match[1].rstrip("\\% "), match[1]), match.start(), symbol.end()))
        else:
            parts = []
    yield from _sum_weights(document, parts, offset, owner, text)


def _name_end(text: str, start: int) -> int:
    """Past a name: up to a plus, minus, relation or punctuation outside of brackets."""
    depth = 0
    for index in range(start, min(len(text), start + 120)):
        char = text[index]
        if char in "({（":
            depth += 1
        elif char in ")}）":
            if depth == 0:
                return index
            depth -= 1
        elif (
            depth == 0 and char in "+=≈<>，。；,;\n\\$" and not text.startswith(("\\text", "\\mathrm"), index)
        ):
            return index
    return min(len(text), start + 120)


def _owner(before: str) -> str:
    """What stands on the left of the sum: the last member before an equals sign."""
    left, sign, rest = before.rpartition("=")
    if not sign or rest.strip(" \\,;&"):
        return ""
    name = re.split(r"[=，。；,;\n]", left)[-1]
    return re.sub(r"\\(?:text|mathrm|operatorname)|[\s{}$*&]", "", name)


def _sum_weights(
    document: Document, parts: list[tuple[Fraction, int, int]], offset: int, owner: str, text: str
) -> Iterator[Weights]:
    values = tuple(value for value, _, _ in parts)
    if len(values) < 2 or not all(0 < value < 1 for value in values):
        return
    rest = text[parts[-1][2] :].lstrip(" \\,;&")
    if rest.startswith(("+", "-", "−")) or text[: parts[0][1]].rstrip().endswith(("+", "-", "−")):
        return
    start = offset + parts[0][1]
    near = document.text[max(0, start - _REACH) : start]
    is_near = len(values) >= 3 and abs(sum(values, Fraction(0)) - 1) <= _FARTHEST
    is_symbolic = not any(_NAME.search(text, start, end) for _, start, end in parts)
    introduced = bool(_CONTEXT.search(near)) or is_near
    if is_symbolic:
        introduced = is_near and bool(_OF_SCORE.search(near[-120:]))
        introduced = introduced or (len(values) > 2 and bool(_IS_WEIGHTED_SCORE.search(near)))
    yield Weights(values, start, offset + parts[-1][2], owner, introduced)


def _is_read(document: Document, position: int) -> bool:
    """Whether a place is running text or a formula, not code, a comment or a target."""
    if not document.plain[position].isspace() and document.plain[position] == document.text[position]:
        return True
    index = bisect_right(document.maths, position, key=lambda math: math.start) - 1
    return index >= 0 and position < document.maths[index].end
