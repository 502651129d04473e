"""No two headings of a section have the same text, and no section number is used twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.headings.numbering import Number, Section, read_sections
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Heading
from generator.patterns import lazy
from generator.rule import Example, Rule

_RELEASE = lazy(
    r"(?:version |release |版本 ?)?\[?v?\d+\.\d+\.\d+|\[?unreleased\]?$|\[?\d{4}-\d\d-\d\d\b",
    re.IGNORECASE,
)
"""A heading of a changelog's entry; what follows it belongs to that release, whatever the levels are."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Repeated texts among siblings, then repeated numbers."""
    texts: dict[tuple[int, int, int, str], Heading] = {}
    release = 0
    numbers: dict[tuple[object, ...], Heading] = {}
    for section in read_sections(document.headings):
        heading = section.heading
        release += bool(_RELEASE.match(heading.plain))
        first = texts.setdefault((section.parent, release, heading.level, heading.plain.casefold()), heading)
        if first is not heading and heading.plain:
            yield _finding(
                document, heading, first, f"the heading {heading.plain!r} stands twice in its section"
            )
            continue
        number = section.number
        if number is None:
            continue
        first = numbers.setdefault(_identity(section, number), heading)
        if first is not heading:
            written = number.written.strip()
            yield _finding(document, heading, first, f"the heading number {written!r} is used twice")


def _identity(section: Section, number: Number) -> tuple[object, ...]:
    """Dotted numbers are unique in the document, others among their siblings."""
    place = () if number.style == "dotted" else (section.parent,)
    return (section.heading.level, number.style, number.parts, *place)


def _finding(document: Document, heading: Heading, first: Heading, message: str) -> Diagnostic:
    return RULE.finding(
        document.span(heading.text_start, heading.text_end),
        message,
        "rename or renumber one of them",
        notes=(Note(document.span(first.text_start, first.text_end), "first used here"),),
        stated=heading.plain,
    )


RULE: Rule[Document] = Rule(
    code="CA403",
    name="duplicate-heading",
    severity=Severity.ERROR,
    title={
        "en": "a heading or its number is used twice",
        "zh": "标题或标题编号重复",
    },
    why={
        "en": "Two headings with one name share a place in contents and links; the second cannot "
        "be reached by name.",
        "zh": "同名标题在目录和链接中无法区分，第二个标题无法按名称到达。",
    },
    check=check,
    bad=(
        Example("# T\n\n## Usage\n\n## ⟦Usage⟧\n"),
        Example("## 1. A\n\n### 1.1 a\n\n## 2. B\n\n### ⟦1.1 b⟧\n", note="one number, two sections"),
    ),
    good=(
        Example("# T\n\n## A\n\n### Example\n\n## B\n\n### Example\n", note="the section tells them apart"),
        Example("## 一、甲\n\n### （一）子\n\n## 二、乙\n\n### （一）丑\n"),
        Example("## 1.0.0\n\n### Fixed\n\n## 0.9.0\n\n### Fixed\n"),
        Example("### 1.0.1\n\n### Fixed\n\n### 1.0.0\n\n### Fixed\n", note="releases on the same level"),
    ),
)
"""Repeated headings."""
