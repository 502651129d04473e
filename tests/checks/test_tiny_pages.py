"""The templates know no component, level or technology by name: the tiny atlas about bicycles renders too."""

from __future__ import annotations

from pathlib import Path

from sample_atlas import TESTS, render_pages, show, tiny

from generator.checks import PAGE_RULES, RenderedAtlas, run_rules
from generator.source import SourceText

TEMPLATES = TESTS.parent / "templates"


def _pages(templates: Path) -> RenderedAtlas:
    pages = render_pages(tiny(), templates)
    return RenderedAtlas(tiny(), pages, {path: SourceText(path, text) for path, text in pages.items()})


def test_the_tiny_atlas_renders_without_a_finding() -> None:
    """Its pages have one structure and the same figures in both languages, and no link leads nowhere."""
    subject = _pages(TEMPLATES)
    found = run_rules(PAGE_RULES, subject)
    assert not found, show(found)
    assert "0.4×0.70" in subject.pages["docs/en/levels/open.md"].replace(" ", "")


def test_no_word_of_the_shipped_atlas_is_left_in_it() -> None:
    """Nothing on its level pages speaks of AI technologies."""
    words = ("MoE", "Transformer", "L4", "adoption", "采用率")
    pages = {
        path: text
        for path, text in _pages(TEMPLATES).pages.items()
        if "/levels/" in path and path.endswith(".md")
    }
    assert pages
    assert [(path, word) for path, text in pages.items() for word in words if word in text] == []
