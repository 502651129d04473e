"""A waiver waives something: when the finding is gone, so is the need for the waiver."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.audit.suppressions import Suppression
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def unused(
    document: Document, waivers: Sequence[Suppression], used: Collection[tuple[Suppression, str]]
) -> Iterator[Diagnostic]:
    """One finding for each code of a waiver that waived nothing."""
    for waiver in waivers:
        for code in waiver.codes:
            if (waiver, code) not in used:
                yield RULE.finding(
                    waiver.span,
                    f"the waiver of {code} waives nothing in the next block",
                    "delete it, or move it",
                )


def check(document: Document) -> Iterator[Diagnostic]:
    """Nothing by itself: whether a waiver is used is known when all other rules have run.

    The engine calls `unused` then. A document without waivers needs no answer.
    """
    return iter(())


RULE: Rule[Document] = Rule(
    code="CA902",
    name="unused-suppression",
    severity=Severity.ERROR,
    title={"en": "a waiver waives nothing", "zh": "豁免注释没有豁免任何问题"},
    why={
        "en": "A waiver that outlives its finding hides the next mistake at the same place.",
        "zh": "问题已消失而豁免仍在，会掩盖同一处的下一个错误。",
    },
    check=check,
    bad=(Example("⟦<!-- audit: ignore CA501 the source says so -->⟧\n\n9 × 8 = 72\n"),),
    good=(Example("<!-- audit: ignore CA501 the source says so -->\n\n9 × 8 = 73\n"),),
)
"""Waivers that waive nothing."""
