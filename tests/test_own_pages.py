"""The audit of our own pages: nothing wrong, and no more left unchecked than is on record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.audit import AuditReport
from generator.audit.files import audit_paths

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "unchecked.yml"
HEADER = "# What the audit leaves unchecked in docs/, by reason. `pytest --update-goldens` writes it anew.\n"


@pytest.fixture(scope="module")
def report() -> AuditReport:
    """The audit of every published chapter."""
    return audit_paths([ROOT / "docs"], own_pages=True)


def test_our_pages_state_no_wrong_number(report: AuditReport) -> None:
    """Read back from the text, every number that can be recomputed holds."""
    assert [str(found.span) for found in report.diagnostics] == []
    assert report.checked["relations"] > 100


def test_no_more_is_left_unchecked_than_on_record(report: AuditReport, pytestconfig: pytest.Config) -> None:
    """A number that the audit can no longer read is a loss; every reason and its count is on record."""
    counts = report.skipped_by_reason
    if pytestconfig.getoption("--update-goldens"):
        RECORD.write_text(HEADER + yaml.safe_dump(dict(sorted(counts.items())), width=120), encoding="utf-8")
    recorded = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    risen = {reason: count for reason, count in counts.items() if count > recorded.get(reason, 0)}
    assert not risen, f"unchecked more often than {RECORD.name} says: {risen}"
