"""A rounded value stands behind `≈`, an exact one behind `=`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.relations import Judged, steps
from generator.audit.verdicts import quote
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.formula import Grade, Step
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each rounded figure behind an equals sign."""
    for each, step in steps(document):
        if step.grade is Grade.ROUNDED and step.link.sign == "=" and step.right.literal is not None:
            yield _finding(document, each, step)


def _finding(document: Document, each: Judged, step: Step) -> Diagnostic:
    start, end = each.offset + step.link.start, each.offset + step.link.end
    blank = "" if document.text[end : end + 1].isspace() else " "
    sign = f"\\approx{blank}" if each.chain.latex else "≈"
    stated = quote(document, each.offset + step.right.start, each.offset + step.right.end)
    fix = Fix(document.span(start, end), sign) if document.text[start:end] == "=" else None
    return RULE.finding(
        document.span(start, end),
        f"{stated} is a rounded value",
        "write ≈ instead of =",
        fix=fix,
        stated="=",
        expected="≈",
    )


RULE: Rule[Document] = Rule(
    code="CA503",
    name="rounded-as-equal",
    severity=Severity.INFO,
    title={"en": "a rounded value stands behind =", "zh": "四舍五入后的数值前写了等号"},
    why={
        "en": "An equals sign promises the exact value; ≈ tells the reader that digits follow.",
        "zh": "等号表示精确值；约等号告诉读者后面还有数位。",
    },
    check=check,
    bad=(
        Example("$1 / 3 ⟦=⟧ 0.33$\n"),
        Example("通过率 15/16 ⟦=⟧ 94%\n"),
    ),
    good=(
        Example("$1 / 3 \\approx 0.33$ and $1 / 4 = 0.25$\n"),
        Example("通过率 15/16 ≈ 94%，48/50 = 96%。\n"),
    ),
)
"""Rounded values behind `=`."""
