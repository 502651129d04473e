"""Columns that number rows are not read; columns that name rows by numbers are."""

from __future__ import annotations

import pytest

from generator.audit.tables.index_columns import without_index_columns
from generator.markdown import scan
from generator.source import SourceText

_ROWS = "| 1 | a | 10 |\n| 2 | b | 20 |\n"


def _headers(text: str) -> list[str]:
    document = without_index_columns(scan(SourceText("a.md", text)))
    assert all(len(row.cells) == document.tables[0].width for row in document.tables[0].rows)
    return [cell.text for cell in document.tables[0].header[0].cells]


@pytest.mark.parametrize("header", ["#", "No.", "序号", "编号", "", "**#**", "ID"])
def test_row_numbers_are_left_out(header: str) -> None:
    """Whatever their column is called, also where a total has no number."""
    text = f"| {header} | Name | Count |\n| --- | --- | --- |\n{_ROWS}|  | Total | 30 |\n"
    assert _headers(text) == ["Name", "Count"]


@pytest.mark.parametrize(
    "text",
    [
        f"| Week | Name | Count |\n| --- | --- | --- |\n{_ROWS}",
        "| # | Name | Count |\n| --- | --- | --- |\n| 1 | a | 10 |\n| 3 | b | 20 |\n",
        f"| # | Name | Count |\n| --- | --- | --- |\n{_ROWS}| **Total** | | 30 |\n",
        "| # | Count |\n| --- | --- |\n| 1 | 10 |\n| 2 | 20 |\n",
    ],
    ids=["a week", "numbers of something else", "a label among them", "nothing else names the rows"],
)
def test_what_names_a_row_stays(text: str) -> None:
    """Without it nobody would know what the row is."""
    document = scan(SourceText("a.md", text))
    assert without_index_columns(document) is document
