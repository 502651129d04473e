"""How old the evidence is at the date of the atlas, and when it is due for review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.diagnostics import Severity
from generator.model.atlas import Atlas
from generator.model.parts import Place
from generator.model.scale import ReviewKind, ReviewPolicy
from generator.model.sources import Document
from generator.model.technologies import Alternative, Evidence, Input, Technology, Trend


@dataclass(frozen=True)
class Reliance:
    """That figures of one kind rest on one document: which technologies', and how old it is."""

    document: Document
    policy: ReviewPolicy
    technologies: tuple[str, ...]
    age: int | None
    """Days from the document's date to that of the atlas; None if it bears no date."""

    @property
    def due(self) -> str | None:
        """The day from which the figures count as due for review."""
        updated = parse_day(self.document.updated)
        return (updated + timedelta(days=self.policy.notice)).isoformat() if updated else None

    @property
    def severity(self) -> Severity | None:
        """How far the policy lets the age go; a document without a date is worth a notice."""
        if self.age is None:
            return Severity.INFO
        if self.age >= self.policy.error:
            return Severity.ERROR
        if self.age >= self.policy.warning:
            return Severity.WARNING
        return Severity.INFO if self.age >= self.policy.notice else None


def parse_day(text: str) -> date | None:
    """A date as written; None for `unknown` and the like."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def age_in_days(document: Document, as_of: str) -> int | None:
    """How old a document is at the date of the atlas."""
    updated, today = parse_day(document.updated), parse_day(as_of)
    return (today - updated).days if updated and today else None


def find_reliance(atlas: Atlas) -> list[Reliance]:
    """Every kind of figure under the policy with every document that such figures rest on."""
    found = []
    for policy in atlas.scale.review:
        resting: dict[str, list[str]] = {}
        for technology in atlas.technologies.values():
            for name in dict.fromkeys(place.document for place in cited(technology, policy.kind)):
                resting.setdefault(name, []).append(technology.id)
        for identifier, document in atlas.documents.items():
            if identifier in resting:
                age = age_in_days(document, atlas.scale.as_of)
                found.append(Reliance(document, policy, tuple(resting[identifier]), age))
    return found


def cited(technology: Technology, kind: ReviewKind) -> Iterator[Place]:
    """The places that a technology's figures of one kind come from."""
    contest = technology.contest
    parts: dict[ReviewKind, tuple[Input | Alternative | Evidence | Trend, ...]] = {
        ReviewKind.INPUTS: tuple(technology.inputs.values()),
        ReviewKind.CONTEST: contest.alternatives if contest else (),
        ReviewKind.EVIDENCE: technology.evidence,
        ReviewKind.TRENDS: technology.trends,
    }
    for part in parts[kind]:
        yield from part.source
