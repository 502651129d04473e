"""A waiver names the codes that it waives, and why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.suppressions import read_suppressions
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Every waiver has at least one code and a reason."""
    for waiver in read_suppressions(document):
        if not waiver.codes:
            yield RULE.finding(
                waiver.span, "the waiver names no code", "write audit: ignore CA501 and the reason"
            )
        elif not waiver.reason:
            codes = ", ".join(waiver.codes)
            yield RULE.finding(
                waiver.span, f"the waiver of {codes} gives no reason", "say why the finding is wrong here"
            )


RULE: Rule[Document] = Rule(
    code="CA901",
    name="suppression-without-reason",
    severity=Severity.ERROR,
    title={"en": "a waiver gives no code or no reason", "zh": "豁免注释缺少代码或理由"},
    why={
        "en": "Without a reason nobody can tell later whether the waiver is still right.",
        "zh": "没有理由，日后无人能判断该豁免是否仍然成立。",
    },
    check=check,
    bad=(
        Example("⟦<!-- audit: ignore CA501 -->⟧\n\n9 × 8 = 73\n"),
        Example("⟦<!-- audit: ignore because it is fine -->⟧\n\ntext\n", note="no code"),
    ),
    good=(Example("An ordinary <!-- comment --> says nothing to the audit.\n"),),
)
"""Waivers without code or reason."""
