"""What is written as a link is one: its target has no raw blank."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Fix, Severity
from generator.markdown import Document, LinkKind
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each stretch that looks like a link but that a blank keeps from being one."""
    for link in document.links:
        if link.kind is LinkKind.BROKEN:
            encoded = link.target.strip().replace(" ", "%20")
            span = document.span(link.target_start, link.target_end)
            yield RULE.finding(
                span,
                f"the target {link.target!r} contains a blank, which ends it: this is no link",
                f"write {encoded}",
                fix=Fix(span, encoded),
                stated=link.target,
                expected=encoded,
            )


RULE: Rule[Document] = Rule(
    code="CA405",
    name="broken-link",
    severity=Severity.ERROR,
    title={
        "en": "a blank in its target keeps a link from being one",
        "zh": "链接目标含有空格，因此不成为链接",
    },
    why={
        "en": "Readers see brackets and a file name instead of a link.",
        "zh": "读者看到的是方括号和文件名，而不是链接。",
    },
    check=check,
    bad=(
        Example("[Scaling Law](⟦../05.4.1-Scaling Law.md⟧)\n"),
        Example("![chart](⟦my chart.png⟧)\n"),
    ),
    good=(
        Example(
            "[Scaling Law](../05.4.1-Scaling%20Law.md) and [b](<with blank.md>) and [c](d.md 'a title')\n"
        ),
        Example("[1](see the notes) and `[a](b c.md)`\n", note="brackets beside parentheses, and code"),
    ),
)
"""Links that are none."""
