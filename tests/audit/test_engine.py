"""The engine: suppressions, crashes, own pages, selection, coverage."""

from __future__ import annotations

import pytest

from generator.audit import AuditReport, Selection, audit_text, engine
from generator.diagnostics import Severity
from generator.markdown import Document
from generator.rule import Rule

WRONG = "9 × 8 = 73\n"


def _codes(report: AuditReport) -> list[str]:
    return [found.code for found in report.diagnostics]


def test_a_waiver_with_a_reason_silences_the_next_block_only() -> None:
    text = f"<!-- audit: ignore CA501 quoted from the source -->\n\n{WRONG}\n{WRONG}"
    report = audit_text(text)
    assert [(found.code, found.span.line) for found in report.diagnostics] == [("CA501", 5)]


def test_a_waiver_in_a_line_of_text_speaks_for_its_own_block() -> None:
    assert _codes(audit_text("9 × 8 = 73 <!-- audit: ignore CA501 a joke -->\n")) == []


def test_a_waiver_covers_a_whole_fence_with_blank_lines() -> None:
    text = "<!-- audit: ignore CA501 quoted -->\n\n```math\n1 + 1 = 2\n\n2 + 2 = 5\n```\n"
    assert _codes(audit_text(text)) == []


def test_a_waiver_may_name_a_family() -> None:
    assert _codes(audit_text(f"<!-- audit: ignore CA5 the source says so -->\n\n{WRONG}")) == []


def test_a_waiver_without_reason_still_waives_but_is_itself_a_finding() -> None:
    assert _codes(audit_text(f"<!-- audit: ignore CA501 -->\n\n{WRONG}")) == ["CA901"]


def test_an_unused_waiver_is_a_finding_unless_only_some_codes_were_asked_for() -> None:
    text = "<!-- audit: ignore CA501 gone -->\n\n9 × 8 = 72\n"
    assert _codes(audit_text(text)) == ["CA902"]
    assert _codes(audit_text(text, selection=Selection(select=("CA4",)))) == []


def test_selection_takes_codes_and_prefixes() -> None:
    assert _codes(audit_text(WRONG, selection=Selection(select=("CA5",)))) == ["CA501"]
    assert _codes(audit_text(WRONG, selection=Selection(ignore=("CA501",)))) == []


def test_a_wrong_last_digit_is_an_error_in_our_own_pages_only() -> None:
    text = "$2 / 3 \\approx 0.66$\n"
    assert [found.severity for found in audit_text(text).diagnostics] == [Severity.WARNING]
    assert [found.severity for found in audit_text(text, own_pages=True).diagnostics] == [Severity.ERROR]


def test_a_rule_that_crashes_is_one_finding_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(document: Document) -> list[engine.Diagnostic]:
        raise ZeroDivisionError("planted")

    first = engine.RULES[0]
    broken = Rule("CA599", "planted", Severity.ERROR, first.title, first.why, crash, (), ())
    monkeypatch.setattr(engine, "RULES", (broken, *engine.RULES))
    report = audit_text(WRONG)
    assert _codes(report) == ["CA001", "CA501"]
    assert "CA599" in report.diagnostics[0].message


def test_what_is_not_checked_is_counted_with_its_reason() -> None:
    report = audit_text("$x + 3 = 7$ and $2 + 3 = 5$\n")
    assert report.checked["relations"] == 1
    assert report.skipped_by_reason == {"contains a symbol without a known value": 1}


def test_bytes_that_are_not_utf8_are_a_finding_and_the_rest_is_read() -> None:
    assert _codes(audit_text(b"\xff\n\n9 \xc3\x97 8 = 73\n")) == ["CA003", "CA501"]


def test_a_finding_carries_what_is_printed_what_it_recomputes_to_and_what_to_write() -> None:
    (found,) = audit_text("$$0.3 \\times 0.60 + 0.7 \\times 0.50 = 0.585$$\n").diagnostics
    assert (found.stated, found.expected) == ("0.585", "0.53")
    assert "off by 0.055" in found.message
    assert "write 0.53" in found.hint
    assert found.fix is None, "which side is wrong has two readings"


def test_the_same_text_gives_the_same_report_twice() -> None:
    text = f"{WRONG}\n$x = 3$\n\n{WRONG}"
    assert audit_text(text) == audit_text(text)
