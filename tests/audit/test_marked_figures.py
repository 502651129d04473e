"""Bold figures and figures set as code: read without their marks, reported with the right place."""

from __future__ import annotations

import pytest

from generator.audit import audit_text
from generator.audit.marked_figures import without_marks
from generator.markdown import scan
from generator.source import SourceText


@pytest.mark.parametrize(
    "text",
    [
        "Coverage rose from **40%** to **70%**, by **⟦35⟧** points.\n",
        "覆盖率从**40%**升到**70%**，提高**⟦35 个百分点⟧**。\n",
        "Coverage rose from `40%` to `70%`, by **⟦35⟧** points, as __hoped__.\n",
        "One\ntwo **three**, and of **200** cases **15** (***⟦9%⟧***) were late.\n",
        "| A | B |\n| --- | --- |\n| x | **48/50** pass (⟦**86%**⟧) |\n",
    ],
)
def test_findings_point_at_the_figure_between_its_marks(text: str) -> None:
    """Line and column are those of the file, the marks around the figure left out."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    plain = text.replace("⟦", "").replace("⟧", "")
    marks = len(plain[start:end]) - len(plain[start:end].strip("*"))
    span = SourceText("<text>", plain).span(start + marks // 2, end - marks // 2)
    assert [each.span for each in audit_text(plain).diagnostics] == [span]


@pytest.mark.parametrize(
    "text",
    [
        "**Total: 30**\n",
        "**3 rules** – what they say.\n",
        "**1. First** things.\n",
        "**Score = 30**, as said.\n",
        "- **4 tools**: a and b.\n",
        "| A | B |\n| --- | --- |\n| **Total** | **30** |\n",
        "Returns `404`, listens on `8080`, needs `3.12`.\n",
        "A **bold** word, a * 3 * b, 2**3**4 and snake_4_case.\n",
        "```text\na **5%** b\n```\n",
        "## Part **2**\n",
    ],
    ids=lambda text: text.strip().splitlines()[-1],
)
def test_marks_that_mean_something_stay(text: str) -> None:
    """Labels, bold lines and cells, numbers of items, codes and code blocks are read as they are written."""
    document = scan(SourceText("a.md", text))
    assert without_marks(document) is document


def test_what_is_taken_out_changes_no_line() -> None:
    """Every place of the text without marks is the place of the same character in the original."""
    text = "x **1%**\n\ny **2**, `3%`\n\n- z ***4*** and __5__ ab\n"
    document = scan(SourceText("a.md", text))
    read = without_marks(document)
    assert read.text == "x 1%\n\ny 2, 3%\n\n- z 4 and 5 ab\n"
    original = document.source
    for offset, character in enumerate(read.text):
        line, column = read.source.place(offset)
        assert text[original.line_starts[line - 1] + column - 1] == character
    span = read.span(0, len(read.text))
    assert (span.line, span.column) == (1, 1)
    assert (span.end_line, span.end_column) == (5, len("- z ***4*** and __5__ ab") + 2)


def test_a_fix_replaces_no_half_of_a_pair_of_marks() -> None:
    """What would have to be replaced holds a mark: the reader is told, the text is left alone."""
    [torn] = audit_text("It is so for 15 of 200 (**7**.1%).\n").diagnostics
    assert torn.stated == "7.1%"
    assert torn.fix is None
    [whole] = audit_text("It is so for 15 of 200 (**7.1%**).\n").diagnostics
    assert whole.fix is not None
