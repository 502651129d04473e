"""Navigation from patterns: every page is listed once, in a stated order."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.navigation import expand_navigation


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    files = {
        "index.md": "",
        "levels/a.md": "---\norder: 2\n---\n",
        "levels/b.md": "---\norder: 1\n---\n",
        "levels/c.md": "no order",
        "method.md": "",
        "unforeseen.md": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_star_lists_by_order_then_name(pages: Path) -> None:
    assert expand_navigation(["levels/*.md"], pages) == ["levels/b.md", "levels/a.md", "levels/c.md"]


def test_a_page_named_elsewhere_is_not_taken_by_a_star(pages: Path) -> None:
    patterns = ["index.md", {"Levels": ["levels/*.md"]}, {"Rest": ["*.md", "method.md"]}]
    listed = expand_navigation(patterns, pages)
    assert listed[0] == "index.md"
    assert listed[2] == {"Rest": ["unforeseen.md", "method.md"]}


def test_what_has_no_page_is_left_out(pages: Path) -> None:
    assert expand_navigation(["gone.md", {"Empty": ["none/*.md"]}, "index.md"], pages) == ["index.md"]


def test_a_single_page_may_have_a_label(pages: Path) -> None:
    assert expand_navigation([{"Home": "index.md"}, {"Gone": "gone.md"}], pages) == [{"Home": "index.md"}]
