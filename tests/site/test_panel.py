"""Findings on the pages that are served: what the panel says, and that it is text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.diagnostics import Diagnostic, Note, Severity, Span, no_lines
from generator.serving.panel import MOST_SHOWN, show_findings

LINES = {("d.yml", 3): "score: <1>", ("scale.yml", 7): "weight: 0.3"}
ERROR = Diagnostic("CA203", "mismatch", Severity.ERROR, Span("d.yml", 3, 8, 3, 11), "states <b>", "write it")
WARNING = Diagnostic("CA218", "outside", Severity.WARNING, Span("a.yml", 1, 2, 1, 3), "is outside")


def read_line(path: str, number: int) -> str:
    return LINES.get((path, number), "")


def page(language: str) -> str:
    return f'<html lang="{language}" class="no-js"><body class="x"><main>text</main></body></html>'


def words_of(html: str) -> str:
    """What a reader reads of the panel."""
    section = re.search(r"<section.*?</section>", html, re.DOTALL)
    assert section
    text = re.sub(r"<style>.*?</style>|<script>.*?</script>", "", section[0], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_the_panel_comes_first_and_leaves_the_page_as_it_is() -> None:
    html = show_findings(page("en"), [ERROR], read_line)
    before, after = page("en").split("<main>")
    assert html.startswith(f'{before}<section class="atlas-findings is-error"')
    assert html.endswith(f"</section><main>{after}")


def test_a_finding_is_shown_with_place_line_and_hint_and_as_text() -> None:
    html = show_findings(page("en"), [ERROR], read_line)
    assert "d.yml 3:8 error CA203 states &lt;b&gt; 3 score: &lt;1&gt; hint: write it" in words_of(html)
    assert "score: <mark>&lt;1&gt;</mark></pre>" in html


def test_a_second_place_is_shown_with_its_line() -> None:
    found = replace(ERROR, notes=(Note(Span("scale.yml", 7, 9, 7, 12), "the weight"),))
    html = show_findings(page("en"), [found], read_line)
    assert "scale.yml:7:9 the weight 7 weight: 0.3" in words_of(html)
    assert "<mark>0.3</mark>" in html


def test_a_place_without_extent_or_line_is_shown_as_well() -> None:
    point = replace(ERROR, span=Span("d.yml", 3, 1, 3, 1))
    assert "<mark> </mark>score:" in show_findings(page("en"), [point], read_line)
    assert "<pre>" not in show_findings(page("en"), [ERROR], no_lines)


def test_findings_stand_by_file_those_with_errors_first() -> None:
    late = replace(ERROR, span=Span("z.yml", 1, 1, 1, 2))
    text = words_of(show_findings(page("en"), [WARNING, ERROR, late, ERROR], no_lines))
    assert text.index("d.yml") < text.index("z.yml") < text.index("a.yml")
    assert text.count("d.yml") == 1


@pytest.mark.parametrize(
    ("language", "errors", "warnings"),
    [
        ("zh", "有错误：1 处。这里仍是上一次正确的页面。", "有警告：1 处。"),
        ("en", "Errors: 1. This is still the last good page.", "Warnings: 1."),
        ("fr", "Errors: 1. This is still the last good page.", "Warnings: 1."),
    ],
)
def test_the_panel_speaks_the_language_of_the_page(language: str, errors: str, warnings: str) -> None:
    assert words_of(show_findings(page(language), [ERROR, WARNING], no_lines)).startswith(errors)
    assert words_of(show_findings(page(language), [WARNING], no_lines)).startswith(warnings)


def test_only_warnings_can_be_closed_and_are_known_by_what_they_say() -> None:
    assert "<button" not in show_findings(page("en"), [ERROR, WARNING], no_lines)
    html = show_findings(page("en"), [WARNING], no_lines)
    assert '<button type="button" hidden aria-label="Close"' in html
    digests = {
        re.findall(r'data-digest="(\w+)"', show_findings(page(language), [found], no_lines))[0]
        for language in ("zh", "en")
        for found in (WARNING, replace(WARNING, message="is far outside"))
    }
    assert len(digests) == 2


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [replace(ERROR, message=f"number {index:02}") for index in range(MOST_SHOWN + 5)]
    text = words_of(show_findings(page("en"), many, no_lines))
    assert text.startswith(f"Errors: {MOST_SHOWN + 5}.")
    assert f"number {MOST_SHOWN - 1:02}" in text
    assert f"number {MOST_SHOWN:02}" not in text
    assert text.endswith("5 more in the terminal.")


@pytest.mark.parametrize("findings", [[], [replace(WARNING, severity=Severity.INFO)]])
def test_without_errors_and_warnings_a_page_is_left_alone(findings: list[Diagnostic]) -> None:
    assert show_findings(page("en"), findings, no_lines) == page("en")
