"""The figures of a pie chart agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.figures import FIGURE, Figure, make_figure
from generator.audit.rules.diagram_syntax import diagrams, first_line
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Fence
from generator.quantity import exact_decimal, half_up
from generator.rule import Example, Rule

_SLICE = re.compile(r"^[ \t]*\"([^\"\n]*)\"[ \t]*:[ \t]*(\d{1,12}(?:\.\d{1,9})?)[ \t]*$", re.MULTILINE)
_PERCENT = re.compile(r"[%％]|占比|份额|百分比|比例|\bshare|\bpercent", re.IGNORECASE)
_NEAR = 20


class Slice(NamedTuple):
    """A slice of a pie: its label, its value, one unit of the value's last digit."""

    label: str
    value: Fraction
    digit: Fraction
    start: int
    end: int


def check(document: Document) -> Iterator[Diagnostic]:
    """Each pie: percentages in labels against the values, values that are percentages against 100."""
    for fence in _pie_fences(document):
        slices = list(_slices(document, fence))
        if len(slices) > 1:
            yield from _labels(document, slices)
            yield from _whole(document, fence, slices)


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
    is_rounded = gap * gap * 12 * 10_000 <= 329 * 329 * digit * digit * len(slices)
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
        "en": "the figures of a pie chart contradict each other",
        "zh": "饼图中的数字互相矛盾",
    },
    why={
        "en": "Mermaid scales any values to a full circle, so a wrong slice looks as convincing as "
        "a right one.",
        "zh": "mermaid 会把任何数值缩放成整圆，错误的扇区看起来同样可信。",
    },
    check=check,
    bad=(
        Example('```mermaid\npie title 市场份额（%）\n    "甲" : 45\n    "乙" : 35\n    "丙" : ⟦30⟧\n```\n'),
        Example('```mermaid\npie\n    "a (40%)" : 40\n    "b (50%)" : ⟦60⟧\n```\n'),
    ),
    good=(
        Example(
            '```mermaid\npie title Shares\n    "a" : 45\n    "b" : 35\n    "c : 20\n```\n',
            note="not read in full",
        ),
        Example('```mermaid\npie title Shares\n    "a" : 45\n    "b" : 35\n    "c" : 20\n```\n'),
        Example('```mermaid\npie title Papers\n    "a (75%)" : 120\n    "b (25%)" : 40\n```\n'),
        Example('```mermaid\npie\n    "a" : 33.3\n    "b" : 33.3\n    "c" : 33.3\n```\n', note="rounded"),
    ),
)
"""Pie charts."""
