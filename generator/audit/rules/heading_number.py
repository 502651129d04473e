"""Heading numbers continue their siblings and begin with the number of their section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from generator.audit.headings.numbering import Number, Section, like, read_sections
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Heading
from generator.rule import Example, Rule


@dataclass(frozen=True, slots=True)
class _Sibling:
    """A heading with the number printed and the parts that it should have."""

    heading: Heading
    number: Number
    expected: tuple[int, ...]


def check(document: Document) -> Iterator[Diagnostic]:
    """Each numbered heading against its section and the sibling before it."""
    sections = read_sections(document.headings)
    following = _following(sections)
    latest: dict[tuple[int, str, int], _Sibling] = {}
    corrected: dict[int, tuple[int, ...]] = {}
    last_anywhere: dict[tuple[int, str], int] = {}
    for index, section in enumerate(sections):
        number = section.number
        if number is None:
            continue
        key = _group(section, number)
        before = latest.get(key)
        prefix = _prefix(sections, section, before, following.get(index))
        position = _position(number, before, last_anywhere.get((section.heading.level, number.style)))
        last_anywhere[section.heading.level, number.style] = number.last
        latest[key] = _Sibling(section.heading, number, (*prefix, position))
        if (*prefix, position) == number.parts:
            continue
        corrected[index] = (*prefix, position)
        around = corrected.get(section.parent)  # what the section around is reported to be
        if around is None or (*around, position) != number.parts:
            agreeing = _agreeing(sections, index, (*prefix, position))
            yield _finding(document, section, number, (*prefix, position), before, agreeing)


def _group(section: Section, number: Number) -> tuple[int, str, int]:
    """What is counted together: the headings of one depth and style in one section."""
    return section.parent, number.style, section.heading.level


def _following(sections: Sequence[Section]) -> dict[int, Number]:
    """The number of the sibling after each numbered heading that has one."""
    following: dict[int, Number] = {}
    latest: dict[tuple[int, str, int], int] = {}
    for index, section in enumerate(sections):
        if section.number:
            key = _group(section, section.number)
            if key in latest:
                following[latest[key]] = section.number
            latest[key] = index
    return following


def _prefix(
    sections: Sequence[Section], section: Section, before: _Sibling | None, after: Number | None
) -> tuple[int, ...]:
    """The parts before the last: the number of the nearest section that has as many, else the siblings'."""
    assert section.number is not None  # only numbered sections are checked
    length = len(section.number.parts) - 1
    index = section.parent
    around = sections[index].number if index >= 0 else None
    if around and length and around.parts[1:] == section.number.parts[:-1] and _are_whole(sections, section):
        return around.parts  # 5.1 in 20.5, where 20.2 holds 20.2.1
    while length and index >= 0:
        number = sections[index].number
        if number and len(number.parts) == length:
            return number.parts
        index = sections[index].parent
    expected = before.expected if before else ()
    if len(expected) == length + 1 and (length > 1 or _interrupts(section.number, expected, after)):
        return expected[:-1]
    if before is None and after and _is_first_of(section.number, after):
        return after.parts[:-1]
    return section.number.parts[:-1]


def _are_whole(sections: Sequence[Section], section: Section) -> bool:
    """Whether headings of this depth elsewhere begin with the whole number of their section."""
    return any(
        each.number and each.number.parts[:-1] == around.parts
        for each in sections
        if each.heading.level == section.heading.level and each.parent >= 0
        if (around := sections[each.parent].number) and len(around.parts) > 1
    )


def _interrupts(number: Number, before: tuple[int, ...], after: Number | None) -> bool:
    """Whether the group goes on behind a heading that left it (6.2, 4.3, 6.4), or ends with it (6.5, 7.6)."""
    if after is None or len(after.parts) != len(number.parts):
        return number.last == before[-1] + 1
    return after.parts[:-1] == before[:-1]


def _is_first_of(number: Number, after: Number) -> bool:
    """Whether the number would come just before the next one if it began with the same parts."""
    return len(after.parts) == len(number.parts) > 1 and (number.last, after.last) == (1, 2)


def _position(number: Number, before: _Sibling | None, last: int | None) -> int:
    """The last part expected: one more than the sibling before it, be that as printed or as it should be."""
    if before is None:
        starts = {0, 1} if len(number.parts) > 1 else {0, 1, number.last if last is None else last + 1}
        return number.last if number.last in starts else 1
    sibling, expected = before.number, before.expected[-1]
    if len(sibling.parts) > 1 and sibling.parts[:-1] != number.parts[:-1] and number.last == 1:
        return 1 if _leaves(sibling, number) else expected + 1
    return number.last if number.last in (expected + 1, sibling.last + 1) else expected + 1


def _leaves(before: Number, number: Number) -> bool:
    """Whether a dotted number opens the next group without a heading of its own (1.1, 1.2, 2.1)."""
    return number.parts[:-1] > before.parts[:-1]


def _agreeing(sections: list[Section], index: int, expected: tuple[int, ...]) -> list[Section]:
    """The sections in a section that are numbered as if it had the number it should have."""
    level = sections[index].heading.level
    inside = takewhile(lambda each: each.heading.level > level, islice(sections, index + 1, None))
    return [each for each in inside if each.number and each.number.parts[:-1] == expected]


def _finding(
    document: Document,
    section: Section,
    number: Number,
    expected: tuple[int, ...],
    before: _Sibling | None,
    agreeing: Sequence[Section],
) -> Diagnostic:
    heading = section.heading
    start = document.text.find(number.written.strip(), heading.text_start, heading.text_end)
    span = (
        document.span(start, start + len(number.written.strip()))
        if start >= 0
        else document.span(heading.start, heading.end)
    )
    wanted = like(number, expected)
    said = [(each.heading, f"numbered as if it stood in {wanted}") for each in agreeing]
    said = [(before.heading, "the heading before it"), *said] if before else said
    notes = tuple(Note(document.span(each.text_start, each.text_end), text) for each, text in said)
    written = number.written.strip()
    return RULE.finding(
        span,
        f"the heading is numbered {written!r}, but its place makes it {wanted!r}",
        f"write {wanted}",
        notes=notes,
        stated=written,
        expected=wanted,
    )


RULE: Rule[Document] = Rule(
    code="CA401",
    name="heading-number",
    severity=Severity.ERROR,
    title={
        "en": "a heading number skips, repeats or does not fit its section",
        "zh": "标题编号跳号、重复或与所在章节不符",
    },
    why={
        "en": "Readers and links refer to sections by number; section 2.1 inside section 3 is "
        "found by nobody.",
        "zh": "读者与链接都按编号引用章节；第 3 章里的 2.1 谁也找不到。",
    },
    check=check,
    bad=(
        Example("## Pillar 1: Access\n\n## Pillar 2: Privacy\n\n## ⟦Pillar 4⟧: Lineage\n"),
        Example("## I. A\n\n## II. B\n\n## ⟦IV.⟧ C\n\n## V. D\n", note="Roman numerals"),
        Example("## Appendix A: Data\n\n## Appendix B: Code\n\n## ⟦Appendix D⟧: Proofs\n"),
        Example(
            "## 1. A\n\n### 1.1 a\n\n## ⟦1.⟧ B\n\n### 2.1 b\n\n### 2.2 c\n\n## 3. C\n",
            note="its subsections have the right number",
        ),
        Example("# T\n\n## 一、甲\n\n## 二、乙\n\n### ⟦1.1⟧ 丙\n", note="section two holds 2.1"),
        Example("## 1. A\n\n## 2. B\n\n## ⟦4.⟧ C\n\n## 5. D\n", note="only the step that breaks is reported"),
        Example("## 十、甲\n\n## 十一、乙\n\n## ⟦十三、⟧ 丙\n", note="compound Chinese numerals count too"),
        Example("## 三、甲\n\n## 四、乙\n\n## ⟦四、⟧ 丙\n\n## 五、丁\n", note="a number used twice"),
        Example("## Step 1: a\n\n## Step 2: b\n\n## ⟦Step 4⟧: c\n"),
        Example("# 6 A\n\n## 6.1 a\n\n## 6.2 b\n\n## ⟦4.3⟧ c\n\n## 6.4 d\n", note="the others begin with 6"),
        Example("## ⟦33.1⟧ A\n\n## 13.2 B\n\n## 13.3 C\n"),
        Example("## 1. A\n\n## 2. B\n\n### ⟦3.1⟧ a\n\n### 2.2 b\n"),
    ),
    good=(
        Example("## 3.1 A\n\n### 1.1 a\n\n### 1.2 b\n\n## 3.2 B\n\n### 2.1 c\n", note="left out everywhere"),
        Example("## A. Einstein\n\n## N. Bohr\n\n## M. Curie\n", note="names"),
        Example(
            "## A. a\n\n## B. b\n\n## C. c\n\n## D. d\n\n## E. e\n\n## F. f\n\n## G. g\n\n"
            "## H. h\n\n## I. i\n\n## J. j\n",
            note="C, D and I are letters here",
        ),
        Example("# T\n\n## 一、甲\n\n### 1.1 乙\n\n### 1.2 丙\n\n## 二、丁\n\n### 2.1 戊\n"),
        Example("## 3. The third file of a book\n\n## 4. Goes on\n", note="a document may begin anywhere"),
        Example(
            "## 1. A\n\n### 1. a\n\n### 2. b\n\n## 2. B\n\n### 3. c\n", note="counting through is a style"
        ),
        Example(
            "## 1.2.0 (2025-01-02)\n\n## 1.1.0 (2024-12-01)\n\n## 1.0.0\n", note="releases are no sections"
        ),
        Example(
            "## 2025年发展\n\n## 5 tips\n\n## 3D graphics\n\n## 3.5 Turbo\n",
            note="numbers of the title itself",
        ),
        Example("## 1.1 A\n\n## 1.2 B\n\n## 2.1 C\n", note="groups without headings of their own"),
    ),
)
"""Heading numbers."""
