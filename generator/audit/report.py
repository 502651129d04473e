"""What an audit found, what it checked, and what it left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.audit.coverage import Coverage, Skip
from generator.diagnostics import Diagnostic, Severity, ordered


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The result of one audit: findings in order, and the account of what they rest on."""

    diagnostics: tuple[Diagnostic, ...]
    coverage: tuple[Coverage, ...]
    documents: int = 1

    @property
    def checked(self) -> dict[str, int]:
        """How many of each subject were judged."""
        return {each.subject: each.checked for each in self.coverage}

    @property
    def skipped(self) -> tuple[Skip, ...]:
        """Everything that was left alone, in the order of the text."""
        return tuple(sorted(skip for each in self.coverage for skip in each.skipped))

    @property
    def skipped_by_reason(self) -> dict[str, int]:
        """How often each reason occurred, the most frequent first."""
        return dict(Counter(skip.reason for skip in self.skipped).most_common())

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(found.severity is severity for found in self.diagnostics)


def merged(parts: Iterable[AuditReport]) -> AuditReport:
    """One report from those of several documents."""
    found: list[Diagnostic] = []
    subjects: dict[str, list[Coverage]] = {}
    documents = 0
    for part in parts:
        found += part.diagnostics
        documents += part.documents
        for each in part.coverage:
            subjects.setdefault(each.subject, []).append(each)
    return AuditReport(ordered(found), tuple(map(_joined, subjects.values())), documents)


def _joined(parts: list[Coverage]) -> Coverage:
    skipped = tuple(skip for part in parts for skip in part.skipped)
    return Coverage(parts[0].subject, sum(part.checked for part in parts), skipped)
