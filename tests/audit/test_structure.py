"""Numbering, contents and links: what the executed examples of the rules do not show."""

from __future__ import annotations

import pytest

from generator.audit import audit_text
from generator.audit.headings.contents import find_contents, fragments
from generator.audit.headings.numbering import read_number
from generator.audit.number_words import chinese_numeral, read_number_word
from generator.audit.rules import dead_link
from generator.markdown import Document, scan
from generator.source import SourceText


def read(text: str, path: str = "page.md") -> Document:
    """Scan a text under a path."""
    return scan(SourceText(path, text))


def test_chinese_ordinals_are_read_as_they_are_written() -> None:
    """Every ordinal up to 99 survives being written and read."""
    assert [read_number_word(chinese_numeral(value)) for value in range(1, 100)] == list(range(1, 100))


def test_numbers_that_leave_out_the_chapter_are_completed_as_the_others_are() -> None:
    """2.1 in 20.2 is wrong where 20.1 holds 20.1.1, and right where no section repeats the chapter."""
    text = "## 20.1 A\n\n### 20.1.1 a\n\n### 20.1.2 b\n\n## 20.2 B\n\n### 2.1 c\n\n### 2.2 d\n"
    found = audit_text(text).diagnostics
    assert [(each.code, each.stated, each.expected) for each in found] == [
        ("CA401", "2.1", "20.2.1"),
        ("CA401", "2.2", "20.2.2"),
    ]
    assert audit_text(text.replace("### 20.1.", "### 1.")).diagnostics == ()


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("十一、参考文档", (11,)),
        ("第三章 方法", (3,)),
        ("（二）方法", (2,)),
        ("2.1 收敛状态", (2, 1)),
        ("3. Results", (3,)),
        ("Step 2: build", (2,)),
    ],
)
def test_numbers_before_titles_are_read(title: str, parts: tuple[int, ...]) -> None:
    """Arabic and Chinese numerals, alone and with words."""
    number = read_number(title)
    assert number is not None
    assert number.parts == parts


@pytest.mark.parametrize(
    "title", ["2025年最新发展", "5G networks", "1.2.0 (2025-01-02)", "3D", "90%+采用率", "Results"]
)
def test_numbers_of_the_title_itself_are_left_alone(title: str) -> None:
    """Years, units, versions and percentages are no section numbers."""
    assert read_number(title) is None


def test_contents_without_links_are_recognised_by_their_entries() -> None:
    """A list under a contents heading that names headings is the contents."""
    contents = find_contents(read("# T\n\n## 目录\n\n1. 甲\n2. 乙\n3. 丙\n\n## 甲\n\n## 乙\n\n## 丙\n"))
    assert contents is not None
    assert [entry.text for entry in contents.entries] == ["甲", "乙", "丙"]


def test_a_list_of_links_is_not_contents_if_it_names_few_headings() -> None:
    """Three cross-references at the top of a page of ten sections are no table of contents."""
    sections = "".join(f"\n## S{number}\n" for number in range(10))
    assert find_contents(read("# T\n\n- [a](#s1)\n- [b](#s2)\n- [c](#s3)\n" + sections)) is None


def test_every_common_renderer_s_fragments_are_known() -> None:
    """GitHub, Python-Markdown with and without Unicode, explicit ids, HTML anchors, repeated headings."""
    names = fragments(read('# 一、概述 A\n\n# Same\n\n# Same\n\n# X {#given}\n\n<a id="there"></a>\n'))
    assert {"一概述-a", "a", "same", "same-1", "same_1", "given", "there"} <= names


def test_a_fragment_of_another_document_must_exist_there() -> None:
    """Only documents of the run are judged; the path is relative to the linking document."""
    first = read("[a](../other.md#here) [b](../other.md#gone) [c](../unknown.md#x)", "docs/page.md")
    other = read("# Here\n", "other.md")
    assert [found.stated for found in dead_link.RULE.check((first, other))] == ["../other.md#gone"]


def test_targets_outside_of_the_run_are_counted_as_not_checked() -> None:
    """Silence never means checked."""
    coverage = dead_link.coverage(read("[a](#here) [b](other.md) [c](https://example.org)\n\n# Here\n"))
    assert coverage.checked == 1
    assert sorted({skip.reason for skip in coverage.skipped}) == [
        "link target outside the checked files",
        "link to another host",
    ]
