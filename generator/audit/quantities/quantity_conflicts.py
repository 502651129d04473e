"""Which claims speak of the same quantity of the same subject, and which of them cannot be true together."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from generator.audit.kept import kept
from generator.audit.quantities.quantities import Claim, claims
from generator.audit.quantities.sections import Sections
from generator.markdown import Document

MIN_NAME = 3
"""Shorter names of subjects also begin other words."""
MAX_WORDINGS = 20
"""What is said to have more values than this is no one quantity."""


class Conflict(NamedTuple):
    """Claims of one quantity: those that most others agree with, and those that contradict them."""

    subject: str
    agreed: tuple[Claim, ...]
    odd: tuple[Claim, ...]


@kept
def quantities(document: Document) -> dict[tuple[str, str], list[Claim]]:
    """The claims by subject and name; a section that repeats a title is a subject of its own."""
    sections = Sections(document)
    found = claims(document)
    known = {sections.title(claim.section) if claim.section >= 0 else claim.subject for claim in found}
    named = {claim.subject for claim in found if claim.source in ("matrix", "node")}
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in found:
        owner = _owner(claim, sections, known, named)
        if owner:
            groups.setdefault((owner, claim.name), []).append(claim)
    return {key: settled(group) for key, group in groups.items()}


def _owner(claim: Claim, sections: Sections, known: Set[str], named: Set[str]) -> str:
    """The subject: that of the section, or one of a table or diagram that a heading above begins with."""
    if claim.section >= 0:
        for title in sections.chain(claim.section) if named else ():
            if found := leading(title, named):
                return found
        title = sections.title(claim.section)
        return title if sections.is_unique(title) else f"{title}#{claim.section}"
    if not claim.is_open:
        return claim.subject
    return leading(claim.subject, known) or claim.subject


def leading(text: str, names: Set[str]) -> str:
    """The longest of the names that a text begins with; "" if none."""
    lengths = range(len(text), MIN_NAME - 1, -1)
    return next((text[:length] for length in lengths if text[:length] in names), "")


def settled(group: list[Claim]) -> list[Claim]:
    """The claims without kinds of place that disagree in themselves: they speak of several things.

    Unless claims of two whole kinds agree, or three claims of any that are more than all that differ.
    """
    kinds_of_place: dict[str, list[Claim]] = {}
    for claim in group:
        kinds_of_place.setdefault(claim.source, []).append(claim)
    torn = {kind for kind, told in kinds_of_place.items() if _is_torn(told)}
    agreed = majority(group) if torn and len(kinds_of_place) > 1 else ()
    kinds = {claim.source for claim in agreed}
    if len(kinds - torn) > 1 or (len(kinds) > 1 and len(agreed) > 2 and len(agreed) * 2 > len(group)):
        return group
    return [claim for claim in group if claim.source not in torn]


def _is_torn(group: list[Claim]) -> bool:
    return any(not claim.meets(group[0]) or claim.scale != group[0].scale for claim in group)


def conflicts(document: Document) -> Iterator[Conflict]:
    """The quantities of a document with claims that contradict each other."""
    for (subject, _), group in quantities(document).items():
        agreed = majority(group)
        odd = tuple(
            claim
            for claim in group
            if agreed and claim.scale == agreed[0].scale and not claim.meets(agreed[0])
        )
        if odd:
            yield Conflict(subject, agreed, odd)


def majority(group: list[Claim]) -> tuple[Claim, ...]:
    """The claims that agree with the one that most agree with; of several the first. None if all differ."""
    best: tuple[Claim, ...] = ()
    wordings = {claim.quantity.text: claim for claim in reversed(group)}
    for claim in reversed(wordings.values()) if len(wordings) <= MAX_WORDINGS else ():
        agreed = (claim, *(each for each in group if each is not claim and _agree(claim, each)))
        best = agreed if len(agreed) > len(best) else best
    return best


def _agree(first: Claim, second: Claim) -> bool:
    return first.scale == second.scale and first.meets(second)
