"""A link into its own document leads to a heading or an id that exists there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from generator.audit.headings.contents import fragment_of, fragments
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.markdown import Document, Link
from generator.rule import Example, Rule

_MADE_BY_RENDERERS = re.compile(
    r"top|fn(ref)?[:\-].*|cite[_-].*|:~:.*|[Ll]\d+(-[Ll]?\d+)?|user-content-.*|__.*"
)
_VARIATION = "\ufe0f"
_MOST_COMPARISONS = 20_000
"""So many pairs of fragments are compared to suggest one, which takes a second: enough for any page."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each fragment against the ids of the document."""
    links = [link for link in document.links if fragment_of(link)]
    if not links:
        return
    known = fragments(document)
    anchors = [heading.anchor for heading in document.headings]
    by_title: dict[str, list[str]] = {}
    for heading in document.headings:
        by_title.setdefault(heading.plain, []).append(heading.anchor)
    comparisons = _MOST_COMPARISONS
    for link in links:
        fragment = fragment_of(link).replace(_VARIATION, "")
        if fragment not in known and not _MADE_BY_RENDERERS.fullmatch(fragment):
            named = by_title.get(link.text, [])
            comparisons -= 0 if named else len(anchors)
            similar = get_close_matches(fragment, anchors, n=1) if not named and comparisons >= 0 else []
            yield _finding(document, link, fragment, named, similar)


def _finding(
    document: Document, link: Link, fragment: str, named: list[str], similar: list[str]
) -> Diagnostic:
    span = document.span(link.target_start, link.target_end)
    close = named or similar
    hint = f"write #{close[0]}" if close else "link to a heading of the document"
    fix = Fix(span, f"#{named[0]}") if len(named) == 1 else None
    return RULE.finding(
        span,
        f"the document has no heading or id {fragment!r}",
        hint,
        fix=fix,
        stated=link.target,
        expected=f"#{close[0]}" if close else "",
    )


RULE: Rule[Document] = Rule(
    code="CA404",
    name="dead-fragment",
    severity=Severity.ERROR,
    title={
        "en": "a link leads to a fragment that the document does not have",
        "zh": "链接指向文档中不存在的锚点",
    },
    why={
        "en": "The reader clicks and stays where he is: nothing says that the section was renamed.",
        "zh": "读者点击后停在原地，没有任何提示说明该章节已改名。",
    },
    check=check,
    bad=(
        Example("# T\n\n[see](⟦#instal⟧)\n\n## Install\n"),
        Example(
            "## 目录\n\n- [二、乙](⟦#二、乙⟧)\n\n## 二、乙\n", note="punctuation is not part of a fragment"
        ),
    ),
    good=(
        Example(
            "# T\n\n[a](#install-it) [b](#%E4%BA%8C%E4%B9%99) [c](#x) [d](#top)\n\n"
            "## Install it!\n\n## 二、乙\n\n### q {#x}\n"
        ),
        Example(
            '<a id="there"></a>\n\n[a](#there) [b](other.md#where)\n', note="other documents are another rule"
        ),
        Example("# A\n\n# A\n\n[second](#a-1)\n"),
    ),
)
"""Links within a document."""
