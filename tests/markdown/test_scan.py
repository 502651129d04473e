"""The scanner finds each element at its place, in both dialects, and nothing where there is none."""

from __future__ import annotations

import time

import pytest

from generator.markdown import MASK, Document, LinkKind, MathKind, scan
from generator.source import SourceText


def read(text: str) -> Document:
    """Scan a text."""
    return scan(SourceText("page.md", text))


def maths(text: str) -> list[tuple[str, str]]:
    """The formulas of a text as (kind, body)."""
    document = read(text)
    return [(str(math.kind), document.math_body(math)) for math in document.maths]


def tables(text: str) -> list[list[list[str]]]:
    """The tables of a text as rows of cell texts, header rows first."""
    return [
        [[cell.text for cell in row.cells] for row in (*table.header, *table.rows)]
        for table in read(text).tables
    ]


@pytest.mark.parametrize(
    ("text", "level", "plain", "anchor"),
    [
        ("# One", 1, "One", "one"),
        (
            "### **图 1：AI 收敛的四层金字塔模型**",
            3,
            "图 1：AI 收敛的四层金字塔模型",
            "图-1ai-收敛的四层金字塔模型",
        ),
        ("## 1.2 Name ##", 2, "1.2 Name", "12-name"),
        ("## Name {#given}", 2, "Name", "given"),
        ("## Name {: #given .wide }", 2, "Name", "given"),
        ("Title\n=====", 1, "Title", "title"),
        ("Title\n---", 2, "Title", "title"),
        ("> ## Quoted", 2, "Quoted", "quoted"),
        ("!!! note\n    ## Inside", 2, "Inside", "inside"),
        ("## The `code_name` of [x](y)", 2, "The code_name of x", "the-code_name-of-x"),
        ("## a_b and _c_", 2, "a_b and c", "a_b-and-c"),
    ],
)
def test_headings_have_level_text_and_fragment(text: str, level: int, plain: str, anchor: str) -> None:
    """A heading is read the same however it is written."""
    (heading,) = read(text).headings
    assert (heading.level, heading.plain, heading.anchor) == (level, plain, anchor)


def test_repeated_headings_get_numbered_fragments() -> None:
    """GitHub appends -1, -2 … and skips numbers that a heading has taken literally."""
    document = read("# a\n# a\n# a-1\n# a")
    assert [heading.anchor for heading in document.headings] == ["a", "a-1", "a-1-1", "a-2"]


@pytest.mark.parametrize(
    "text", ["#no blank", "    # code", "```\n# fenced\n```", "---\ntitle: '# x'\n---\n", "#######"]
)
def test_no_heading_where_none_is(text: str) -> None:
    """Code, front matter and hash tags are no headings."""
    assert read(text).headings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $x+1$ b", [("inline", "x+1")]),
        ("其中$C$为固定", [("inline", "C")]),
        ("$$a=b$$", [("display", "a=b")]),
        ("  $$\n  a\n  $$", [("display", "\n  a\n  ")]),
        ("\\(x\\) and \\[y\\]", [("inline", "x"), ("display", "y")]),
        ("```math\n1+1=2\n```", [("fence", "1+1=2\n")]),
        ("| $a|b$ | c |\n|---|---|\n| $x$ | 1 |", [("inline", "a|b"), ("inline", "x")]),
        ("> $$\n> a = b\n> $$", [("display", "\n  a = b\n  ")]),
        ("$`x`$", [("inline", "x")]),
        ("$5 + 3 = 8$", [("inline", "5 + 3 = 8")]),
        ("\\begin{align}\na &= 1\n\\end{align}", [("display", "\\begin{align}\na &= 1\n\\end{align}")]),
    ],
)
def test_math_is_found_with_its_body(text: str, expected: list[tuple[str, str]]) -> None:
    """Every way to delimit a formula is known, in text, cells and quotes."""
    assert maths(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "costs $5 and $10",
        "$100-$200",
        "from $10M to $1M",
        "`$x$`",
        "\\$x\\$",
        "$5, then 6$",
        "US$100，再加 5$",
        "```\n$x$\n```",
        "<!-- $x$ -->",
        "$ x $",
        "| $10M | $1M |\n|---|---|\n| $1 | $2 |",
    ],
)
def test_amounts_and_code_are_no_math(text: str) -> None:
    """A dollar sign before an amount is money."""
    assert maths(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", [["a", "b"], ["1", "2"]]),
        ("a | b\n--- | ---\n1 | 2", [["a", "b"], ["1", "2"]]),
        ("| a\\|b | `c` |\n|:-:|--:|\n| 1 | 2 |", [["a\\|b", "`c`"], ["1", "2"]]),
        ("| a | b |\n|---|---|\n| `x|y` | 2 |", [["a", "b"], ["`x|y`", "2"]]),
        ("text\n| h | i |\n| a | b |\n|---|---|\n| 1 | 2 |", [["h", "i"], ["a", "b"], ["1", "2"]]),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |", [["a", "b"], ["1", "2"]]),
        ("- x\n\n  | a | b |\n  |---|---|\n  | 1 | |", [["a", "b"], ["1", ""]]),
        ("!!! note\n    | a | b |\n    |---|---|\n    | 1 | 2 |", [["a", "b"], ["1", "2"]]),
        ("| a |\n|---|\n| 1 |\nafter", [["a"], ["1"]]),
    ],
)
def test_tables_are_read_cell_by_cell(text: str, expected: list[list[str]]) -> None:
    """Escapes, code, several header rows, quotes, lists and admonitions are understood."""
    assert tables(text) == [expected]


def test_cells_carry_their_offsets() -> None:
    """Each cell's offsets enclose its text in the source."""
    text = "x\n\n|  a | b  |\n|---|---|\n| 1 | `x|y` |\n"
    for table in read(text).tables:
        for row in (*table.header, *table.rows):
            assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)


@pytest.mark.parametrize(
    "text", ["a | b\n\n--- | ---", "| a | b |\n|---|", "```\n|a|\n|-|\n```", "text\n---"]
)
def test_no_table_where_none_is(text: str) -> None:
    """A table needs a header directly above a delimiter row of its width."""
    assert tables(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("[a](b.md)", LinkKind.INLINE, "b.md"),
        ("[a](<b c.md> 'title')", LinkKind.INLINE, "b c.md"),
        ("[a](b_(c).md)", LinkKind.INLINE, "b_(c).md"),
        ("[a](03.1.4-L1-未收敛（百家争鸣）.md)", LinkKind.INLINE, "03.1.4-L1-未收敛（百家争鸣）.md"),
        ("[a][X y]\n\n[x  Y]: b.md 'title'", LinkKind.REFERENCE, "b.md"),
        ("[a]\n\n[a]: <b.md>", LinkKind.REFERENCE, "b.md"),
        ("![a](b.png)", LinkKind.INLINE, "b.png"),
        ('<a href="b.md">x</a>', LinkKind.HTML, "b.md"),
        ("<https://example.org/x>", LinkKind.AUTO, "https://example.org/x"),
        ("见 https://example.org/a。", LinkKind.AUTO, "https://example.org/a"),
        ("[05.4.1-Scaling Law](../05.4.1-Scaling Law.md)", LinkKind.BROKEN, "../05.4.1-Scaling Law.md"),
    ],
)
def test_links_have_kind_and_target(text: str, kind: LinkKind, target: str) -> None:
    """Every way to write a link is known, and what only looks like one."""
    (link,) = read(text).links
    assert (link.kind, link.target) == (kind, target)
    assert text[link.target_start : link.target_end] == target


@pytest.mark.parametrize(
    "text", ["[a] (b)", "`[a](b)`", "[a](not a link)", "[1] and [x]", "\\[a](b)", "<!-- [a](b) -->"]
)
def test_no_link_where_none_is(text: str) -> None:
    """Brackets alone make no link."""
    assert read(text).links == ()


def test_an_image_in_a_link_is_found_beside_it() -> None:
    """A nested image does not hide the link around it."""
    links = read("[![alt](i.png)](page.md)").links
    assert [(link.target, link.is_image) for link in links] == [("i.png", True), ("page.md", False)]


def test_list_items_know_their_level() -> None:
    """Nesting by two or four blanks, bullets and numbers."""
    items = read("- a\n  - b\n    - c\n- d\n\n1. e\n    1. f\n").items
    assert [(item.level, item.marker) for item in items] == [
        (1, "-"),
        (2, "-"),
        (3, "-"),
        (1, "-"),
        (1, "1."),
        (2, "1."),
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("- Cost: $3\n* Rent: $4\n1. third\n├── fourth\n", ["Cost: $3", "Rent: $4", "third", "fourth"]),
        ("R = 2 +\n    3\n  - 1\n  = 4\n\nnext\n", ["R = 2 +\n    3\n  - 1\n  = 4", "next"]),
        ("- a: 3\n- 4 people\n=> 7\n", ["a: 3", "4 people", "=> 7"]),
    ],
    ids=["marks are no text", "arithmetic goes on over line ends", "items and arrows do not"],
)
def test_the_lines_of_a_plain_block_are_running_text(body: str, lines: list[str]) -> None:
    """Blocks without a language, or set as text, are read line by line; code never is."""
    document = scan(SourceText("a.md", f"```text\n{body}```\n\n```python\n{body}```\n"))
    assert [(run.kind, document.plain[run.start : run.end]) for run in document.runs] == [
        ("line", line) for line in lines
    ]
    assert document.plain[document.fences[1].start :].strip() == ""


def test_fences_know_language_and_body() -> None:
    """Info strings of both dialects, nested in lists and quotes; an open fence runs to the end."""
    text = (
        "```mermaid\npie\n```\n\n- x\n  ~~~ python title='a'\n  1\n  ~~~\n\n> ```sh\n> ls\nafter\n\n````\n```"
    )
    document = read(text)
    assert [(fence.language, fence.closed) for fence in document.fences] == [
        ("mermaid", True),
        ("python", True),
        ("sh", False),
        ("", False),
    ]
    assert text[document.fences[0].body_start : document.fences[0].body_end] == "pie\n"


def test_plain_text_keeps_every_offset() -> None:
    """What is no running text is blanked; inline code and math leave a mark that something is there."""
    text = "---\na: 1\n---\nA `1` $2$ [x](3) <b>4</b>\n\n```sh\n5\n```\n> 6 <!-- 7\n\n8 --> http://9.org\n"
    plain = read(text).plain
    assert len(plain) == len(text)
    assert [digit for digit in plain if digit.isdigit()] == ["4", "6"]
    assert plain.count("\n") == text.count("\n")
    assert plain[13:21] == f"A {MASK * 3} {MASK * 3}"[:8]


def test_comments_over_several_lines_hide_their_content() -> None:
    """Nothing in a comment is read, whatever it spans."""
    document = read("a <!-- x\n\n# no\n\n$y$ --> b\n\n# yes\n")
    assert [heading.plain for heading in document.headings] == ["yes"]
    assert len(document.comments) == 1
    assert document.maths == ()


def test_ids_in_html_and_attribute_lists_are_anchors() -> None:
    """Links may lead to any id."""
    document = read('<a id="one"></a>\n\n[x](y){#two .wide}\n')
    assert [anchor.name for anchor in document.anchors] == ["one", "two"]


def test_display_math_within_a_paragraph_is_display() -> None:
    """A formula on its own line of a list item is display math although text follows."""
    document = read("- a：\n  $$x = 1$$\n  其中$x$\n")
    assert [math.kind for math in document.maths] == [MathKind.DISPLAY, MathKind.INLINE]


@pytest.mark.parametrize(
    "text",
    [
        "# a {.1 " + "ab=c" * 40 + "（",
        "x {: " + "a" * 5000,
        "`" * 50_000 + " " + "``",
        "".join("`" * count + "a" for count in range(300)),
        "[" * 100_000 + "{" * 100_000,
        "[a](b" * 20_000,
        "[x]: y\n\n" + "[x][" * 20_000,
        "$a " * 30_000,
        "\\[ x\n\n" * 20_000 + "\\]",
        "<!--\n" * 30_000,
        "- " * 50_000,
        ">" * 100_000,
        "|" * 100_000,
        "a|b\n" + "-|" * 50_000,
        "x" * 1_000_000,
        "<a " * 50_000,
    ],
)
def test_no_text_takes_more_than_linear_time(text: str) -> None:
    """Inputs that make careless patterns explode are scanned in a moment, and keep their length."""
    start = time.perf_counter()
    assert len(read(text).plain) == len(text)
    assert time.perf_counter() - start < 2
