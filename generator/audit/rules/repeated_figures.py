"""A column or list that repeats the figures of another one repeats all of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.tables.series import Repeat, repeats
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each figure that differs, where the others of the two places agree."""
    for repeat in repeats(document):
        yield _finding(document, repeat)


def _finding(document: Document, repeat: Repeat) -> Diagnostic:
    stated, expected = repeat.later.figure.text, repeat.earlier.figure.text
    other = document.span(repeat.earlier.start, repeat.earlier.end)
    what = f"{repeat.name} of {repeat.label}" if repeat.name else repeat.label
    return RULE.finding(
        document.span(repeat.later.start, repeat.later.end),
        f"{what} is {stated} here, but {expected} in line {other.line}; the other figures of both agree",
        "state one value in both places, or name what differs",
        notes=(Note(other, f"states {expected}"),),
        stated=stated,
        expected=expected,
    )


_TABLE = (
    "| 产品 | 转化度 | 开源 |\n| --- | --- | --- |\n| 甲 | 57% | 是 |\n| 乙 | 54% | 否 |\n"
    "| 丙 | 50% | 否 |\n| 丁 | 47% | 是 |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA522",
    name="repeated-figures",
    severity=Severity.WARNING,
    title={
        "en": "a table or list repeats the figures of another one, but for one",
        "zh": "表格或列表重复了另一处的数值，却有一个不同",
    },
    why={
        "en": "A summary is copied once and then forgotten when the figures change.",
        "zh": "汇总表复制之后，原数改了，它却没有跟着改。",
    },
    check=check,
    bad=(
        Example(
            _TABLE + "## 排名\n\n| 产品 | 转化度 | 排名 |\n| --- | --- | --- |\n| 甲 | 57% | 1 |\n"
            "| 乙 | ⟦45%⟧ | 2 |\n| 丙 | 50% | 3 |\n| 丁 | 47% | 4 |\n"
        ),
        Example(
            "| Service | p95 (ms) | Owner |\n| --- | --- | --- |\n| auth | 120 | A |\n| search | 340 | B |\n"
            "| mail | 85 | C |\n| files | 210 | D |\n\nIn short:\n\n- auth: 120 ms\n- search: ⟦430 ms⟧\n"
            "- mail: 85 ms\n- files: 210 ms\n",
            note="a list",
        ),
    ),
    good=(
        Example(
            _TABLE + "## 排名\n\n| 产品 | 转化度 | 排名 |\n| --- | --- | --- |\n| 甲 | 57.2% | 1 |\n"
            "| 乙 | 54.4% | 2 |\n| 丙 | 50% | 3 |\n| 丁 | 47% | 4 |\n",
            note="rounded",
        ),
        Example(
            "## 华东\n\n" + _TABLE + "## 华南\n\n" + _TABLE.replace("54%", "45%"),
            note="two tables of one make: variants",
        ),
        Example(
            _TABLE + "| 产品 | 目标转化度 |\n| --- | --- |\n| 甲 | 57% |\n| 乙 | 60% |\n| 丙 | 50% |\n"
            "| 丁 | 47% |\n",
            note="another quantity",
        ),
        Example(
            "| Model | Heads | Layers |\n| --- | --- | --- |\n| S | 8 | 12 |\n| M | 8 | 24 |\n"
            "| L | 8 | 24 |\n| XL | 16 | 32 |\n\n| Model | Heads | Experts |\n| --- | --- | --- |\n"
            "| S | 8 | 1 |\n| M | 8 | 8 |\n| L | 8 | 8 |\n| XL | 8 | 64 |\n",
            note="few distinct values: equal by nature, not by copying",
        ),
    ),
)
"""Figures that differ from those that they repeat."""
