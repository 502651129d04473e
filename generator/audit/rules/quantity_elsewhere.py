"""A named quantity of a subject has the value that the subject's own section in another document gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.audit.quantities.quantities import Claim
from generator.audit.quantities.quantity_conflicts import leading, majority, quantities
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule

Quantities = Mapping[tuple[str, str], list[Claim]]


class Home(NamedTuple):
    """A section about a subject and what it says about one quantity."""

    document: Document
    agreed: tuple[Claim, ...]


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Each node or sentence that names subject and quantity, against the one section of that subject."""
    if len(corpus) < 2:
        return
    found = [(document, quantities(document)) for document in corpus]
    homes = _homes(found)
    names = {subject for subject, _ in homes}
    for document, groups in found:
        for (subject, quantity), group in groups.items():
            home = homes.get((subject if subject in names else leading(subject, names), quantity))
            if home is not None and home.document is not document:
                yield from _against(home, document, group)


def _homes(found: Sequence[tuple[Document, Quantities]]) -> dict[tuple[str, str], Home]:
    """The quantities that exactly one document states in a section about their subject."""
    homes: dict[tuple[str, str], list[Home]] = {}
    for document, groups in found:
        for key, group in groups.items():
            agreed = majority([claim for claim in group if claim.section >= 0])
            if agreed and len(key[0]) > 2 and "#" not in key[0]:
                homes.setdefault(key, []).append(Home(document, agreed))
    return {key: each[0] for key, each in homes.items() if len(each) == 1}


def _against(home: Home, document: Document, group: Sequence[Claim]) -> Iterator[Diagnostic]:
    owner = home.agreed[0]
    place = home.document.span(owner.start, owner.end)
    for claim in group:
        if claim.section < 0 and claim.scale == owner.scale and not claim.meets(owner):
            yield RULE.finding(
                document.span(claim.start, claim.end),
                f"{claim.name} is {claim.quantity.text} here, but {owner.quantity.text} in {place.path}, "
                f"line {place.line}",
                "state one value in both documents, or name what differs",
                notes=(Note(place, f"states {owner.quantity.text}"),),
                stated=claim.quantity.text,
                expected=owner.quantity.text,
            )


RULE: Rule[Sequence[Document]] = Rule(
    code="CA512",
    name="quantity-elsewhere",
    severity=Severity.WARNING,
    title={
        "en": "the same quantity has another value in the document about its subject",
        "zh": "同一个量在另一文档的专门章节中取值不同",
    },
    why={
        "en": "An overview ages faster than the chapters it sums up.",
        "zh": "综述往往比它所概括的各章过时得更快。",
    },
    check=check,
    bad=(),
    good=(Example("## 优化器\n\n优化器已收敛，收敛度99%。\n", note="one document alone"),),
)
"""Quantities with another value elsewhere."""
