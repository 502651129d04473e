"""Findings on the pages that are served."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity, Span, no_lines
from generator.serving.panel import show_findings


def test_findings_are_shown_as_text_never_as_markup() -> None:
    finding = Diagnostic(
        "CA203", "score-mismatch", Severity.ERROR, Span("d.yml", 3, 7, 3, 9), "states <b>", "write it"
    )
    html = show_findings('<body class="x"><main>', [finding], no_lines)
    assert html.startswith('<body class="x"><section class="atlas-findings" role="alert">')
    assert "<code>d.yml:3:7</code>" in html
    assert "states &lt;b&gt;" in html
    assert "write it" in html


def test_without_findings_a_page_is_left_alone() -> None:
    assert show_findings("<body>", [], no_lines) == "<body>"
