"""The figures of a pie chart agree with each other, and so do the shares on the arrows out of one node."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import FIGURE, Figure, make_figure
from generator.audit.rules.diagram_syntax import diagrams, first_line
from generator.audit.wholes.partitions import is_improbable
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Fence
from generator.patterns import lazy
from generator.quantity import exact_decimal, half_up
from generator.rule import Example, Rule

_SLICE = re.compile(r"^[ \t]*\"([^\"\n]*)\"[ \t]*:[ \t]*(\d{1,12}(?:\.\d{1,9})?)[ \t]*$", re.MULTILINE)
_PERCENT = re.compile(r"[%％]|占比|份额|百分比|比例|\bshare|\bpercent", re.IGNORECASE)
_NEAR = 20
_FLOW = lazy(r"(?:graph|flowchart)\b")
_EDGE = lazy(
    r"^[ \t]*(?P<source>\w+)[^\n|>]{0,200}?(?:-->|==>|-\.->|---)\|(?P<label>[^|\n]{1,40})\||"
    r"^[ \t]*(?P<other>\w+)[^\n|>]{0,200}?\s--\s(?P<text>[^\n|>-]{1,40}?)\s?-->",
    re.MULTILINE,
)
_SHARE = lazy(
    r"\"?(?![^\"]*(?:提|增|涨|降|减|超|低于|高于|准确|置信|阈|growth|gain|\bup\b|down|more|less|fast|over|under|accur|confid))"
    r"[^\d%<>≤≥≈~+\"]{0,12}(?P<share>\d{1,3}(?:\.\d{1,2})?)\s?[%％]\s?[^\d%<>\"]{0,8}\"?",
    re.IGNORECASE,
)


class Slice(NamedTuple):
    """A slice of a pie: its label, its value, one unit of the value's last digit."""

    label: str
    value: Fraction
    digit: Fraction
    start: int
    end: int


def check(document: Document) -> Iterator[Diagnostic]:
    """Each pie, and the arrows out of each node of a flowchart, if all of them carry shares.

    Percentages in the labels of a pie are compared with its values, values that are percentages with 100.
    """
    for fence in _pie_fences(document):
        slices = list(_slices(document, fence))
        if len(slices) > 1:
            yield from _labels(document, slices)
            yield from _whole(document, fence, slices)
    for fence in diagrams(document):
        if _FLOW.match(document.text, first_line(document, fence)[0]):
            yield from _branches(document, fence)


def _branches(document: Document, fence: Fence) -> Iterator[Diagnostic]:
    """Shares of what flows out of one node make no more than 100 %."""
    by_source: dict[str, list[tuple[Fraction, int, int]] | None] = {}
    for edge in _EDGE.finditer(document.text, fence.body_start, fence.body_end):
        source = edge["source"] or edge["other"]
        group = "label" if edge["label"] else "text"
        share = _SHARE.fullmatch(edge[group].strip())
        known = by_source.setdefault(source, [])
        if share is None or known is None:
            by_source[source] = None
        else:
            known.append((Fraction(share["share"]), edge.start(group), edge.end(group)))
    for shares in by_source.values():
        whole = sum((value for value, _, _ in shares or ()), Fraction(0))
        if shares and len(shares) > 1 and 100 + len(shares) / 2 < whole <= 100 + _NEAR:
            yield RULE.finding(
                document.span(shares[-1][1], shares[-1][2]),
                f"the arrows out of this node carry {exact_decimal(whole)}% in all",
                "correct a share",
                severity=Severity.WARNING,
                notes=(Note(document.span(shares[0][1], shares[0][2]), "the first of them"),),
                stated=f"{exact_decimal(whole)}%",
                expected="100%",
            )


def pies(document: Document) -> Iterator[list[Slice]]:
    """The slices of each pie."""
    return (list(_slices(document, fence)) for fence in _pie_fences(document))


def _pie_fences(document: Document) -> Iterator[Fence]:
    for fence in diagrams(document):
        start, end = first_line(document, fence)
        if document.text[start:end].startswith("pie"):
            yield fence


def _slices(document: Document, fence: Fence) -> Iterator[Slice]:
    for found in _SLICE.finditer(document.text, fence.body_start, fence.body_end):
        places = len(found[2].partition(".")[2])
        yield Slice(found[1], Fraction(found[2]), Fraction(1, 10**places), found.start(2), found.end(2))


def _labels(document: Document, slices: list[Slice]) -> Iterator[Diagnostic]:
    """A percentage in a label is the value itself, or the value's part of the pie."""
    whole = sum((each.value for each in slices), Fraction(0))
    for each in slices:
        figure = _percentage(each.label)
        if figure is None or not whole:
            continue
        readings = (each.value / 100, each.value / whole)
        slack = figure.digit / 2 + each.digit / 200
        if all(abs(figure.value - reading) > slack for reading in readings):
            expected = f"{half_up(readings[1] * 100, 1).normalize():f}%"
            yield RULE.finding(
                document.span(each.start, each.end),
                f"the label says {figure.text}, but the slice is {exact_decimal(each.value)} of "
                f"{exact_decimal(whole)}",
                "correct the label or the value",
                stated=figure.text,
                expected=expected,
            )


def _percentage(label: str) -> Figure | None:
    figures = [
        make_figure(found)
        for found in FIGURE.finditer(label)
        if (found["scale"] or "") in "%％" and found["scale"]
    ]
    return figures[0] if len(figures) == 1 and figures[0] and figures[0].kind == "exact" else None


def _whole(document: Document, fence: Fence, slices: list[Slice]) -> Iterator[Diagnostic]:
    """Values that are meant as percentages make 100."""
    whole = sum((each.value for each in slices), Fraction(0))
    gap = abs(whole - 100)
    digit = max(each.digit for each in slices)
    is_rounded = not is_improbable(gap, digit, len(slices))
    lines = document.text[fence.body_start : fence.body_end].split("\n")
    is_read = len(slices) == sum(line.lstrip().startswith('"') for line in lines)
    if is_rounded or gap > _NEAR or not is_read:
        return
    is_percent = bool(_PERCENT.search(document.text, fence.body_start, slices[0].start))
    yield RULE.finding(
        document.span(slices[-1].start, slices[-1].end),
        f"the slices add up to {exact_decimal(whole)}, not to 100",
        "correct a slice",
        severity=Severity.ERROR if is_percent else Severity.WARNING,
        notes=(Note(document.span(slices[0].start, slices[-1].end), "the slices"),),
        stated=exact_decimal(whole),
        expected="100",
    )


RULE: Rule[Document] = Rule(
    code="CA542",
    name="diagram-figures",
    severity=Severity.ERROR,
    title={
        "en": "the figures of a diagram contradict each other",
        "zh": "图中的数字互相矛盾",
    },
    why={
        "en": "Mermaid scales any values to a full circle, so a wrong slice looks as convincing as "
        "a right one.",
        "zh": "mermaid 会把任何数值缩放成整圆，错误的扇区看起来同样可信。",
    },
    check=check,
    bad=(
        Example(
            "```mermaid\nflowchart TD\n    R[Requests] -->|90 %| A[Cache]\n    R -->|⟦15 %⟧| B[Model]\n```\n",
            note="shares of what flows out of one node",
        ),
        Example('```mermaid\npie title 市场份额（%）\n    "甲" : 45\n    "乙" : 35\n    "丙" : ⟦30⟧\n```\n'),
        Example('```mermaid\npie\n    "a (40%)" : 40\n    "b (50%)" : ⟦60⟧\n```\n'),
    ),
    good=(
        Example(
            "```mermaid\ngraph LR\n    A[查询] -->|提升 70%| B\n    A -->|提升 50%| C\n    C -->|≥ 80%| D\n"
            "    C -->|< 80%| E\n```\n",
            note="changes and limits",
        ),
        Example(
            '```mermaid\npie title Shares\n    "a" : 45\n    "b" : 35\n    "c : 20\n```\n',
            note="not read in full",
        ),
        Example('```mermaid\npie title Shares\n    "a" : 45\n    "b" : 35\n    "c" : 20\n```\n'),
        Example('```mermaid\npie title Papers\n    "a (75%)" : 120\n    "b (25%)" : 40\n```\n'),
        Example('```mermaid\npie\n    "a" : 33.3\n    "b" : 33.3\n    "c" : 33.3\n```\n', note="rounded"),
    ),
)
"""Pies and branches."""
