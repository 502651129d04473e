"""Findings have one order and four formats, none of which loses anything."""

from __future__ import annotations

import json

from generator.diagnostics import (
    FORMATS,
    Diagnostic,
    Fix,
    Note,
    Severity,
    Span,
    format_github,
    format_json,
    format_sarif,
    format_text,
    has_errors,
    ordered,
    summary,
)

LATER = Diagnostic(
    "CA203", "score-mismatch", Severity.ERROR, Span("b.yml", 2, 8, 2, 12), "states 0.33", "write 0.31"
)
SOONER = Diagnostic(
    "CA218",
    "outside",
    Severity.WARNING,
    Span("a.yml", 1, 4, 1, 5),
    "100% of it: a, b",
    notes=(Note(Span("c.yml", 1, 1, 1, 2), "here"),),
    fix=Fix(Span("a.yml", 1, 4, 1, 5), "x"),
)


def _line(path: str, number: int) -> str:
    return {"a.yml": "比例：高", "b.yml": "score: 0.33", "c.yml": "x"}[path]


def test_findings_have_one_order() -> None:
    """By place, then code; exact repetitions count once, whatever order they came in."""
    assert ordered([LATER, SOONER, LATER]) == ordered([SOONER, LATER]) == (SOONER, LATER)


def test_a_summary_counts_by_severity() -> None:
    """Errors first, in words that fit the number."""
    assert summary([LATER, SOONER, SOONER]) == "1 error, 2 warnings"
    assert summary([]) == "no findings"
    assert has_errors([LATER])
    assert not has_errors([SOONER])


def test_text_points_with_carets() -> None:
    """Headline, source line, carets under the span, hint; Chinese characters take two cells."""
    assert format_text([LATER], _line).split("\n") == [
        "b.yml:2:8: error CA203 score-mismatch: states 0.33",
        "  2 | score: 0.33",
        "    |        ^^^^",
        "  hint: write 0.31   (python -m generator explain CA203)",
        "",
    ]
    assert "    |       ^^\n" in format_text([SOONER], _line)


def test_json_has_every_field() -> None:
    """What is promised to other programs is there, and text is not escaped away."""
    first, second = json.loads(format_json([SOONER, LATER], _line))
    assert first["notes"] == [{"place": "c.yml:1:1", "message": "here"}]
    assert first["fix"] == "x"
    assert (second["code"], second["line"], second["end_column"], second["hint"]) == (
        "CA203",
        2,
        12,
        "write 0.31",
    )


def test_github_commands_are_escaped() -> None:
    """Percent signs, line ends and separators cannot break out of a workflow command."""
    line = format_github([SOONER], _line)
    assert line.startswith("::warning file=a.yml,line=1,endLine=1,col=4,endColumn=5,title=CA218 outside::")
    assert line.endswith("100%25 of it: a, b")


def test_sarif_is_complete() -> None:
    """Rules are listed once, places count characters, and notes are related locations."""
    run = json.loads(format_sarif([SOONER, LATER, LATER], _line))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["CA203", "CA218"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0]["relatedLocations"][0]["message"]["text"] == "here"
    assert [each["level"] for each in run["results"]] == ["warning", "error", "error"]


def test_every_format_takes_nothing() -> None:
    """No findings are a valid report in every format."""
    for format_report in FORMATS.values():
        assert isinstance(format_report([], _line), str)
