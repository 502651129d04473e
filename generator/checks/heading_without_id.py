"""CA312: every heading has an ASCII id of its own, and no id stands twice on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.pages import RenderedAtlas, template_of
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Anchor, Document
from generator.rule import Edit, Example, Rule

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Look at the headings and other anchors of each rendered page."""
    for document in subject.documents.values():
        hint = f"mend {template_of(document)} or the macro that writes this"
        first: dict[str, Anchor] = {}
        for anchor, is_heading in _anchors(document):
            span = document.span(anchor.start, anchor.end)
            if is_heading and not _ID.fullmatch(anchor.name):
                message = (
                    f"the id {anchor.name!r} is not ASCII"
                    if anchor.name
                    else "this heading has no explicit id"
                )
                yield RULE.finding(span, message, f"{hint}: end the heading with {{#id}}")
                continue
            earlier = first.setdefault(anchor.name, anchor)
            if earlier is not anchor and "<" in document.text[earlier.end : anchor.start]:
                notes = (Note(document.span(earlier.start, earlier.end), "first given here"),)
                yield RULE.finding(
                    span, f"the id {anchor.name!r} stands twice on this page", hint, notes=notes
                )


def _anchors(document: Document) -> list[tuple[Anchor, bool]]:
    """Every id with its place, in order, and whether it is that of a heading.

    A form field whose name is its id gives the id twice in one tag, which is no repetition.
    """
    headings = [(Anchor(each.start, each.end, each.explicit_id), True) for each in document.headings]
    return sorted([*headings, *((anchor, False) for anchor in document.anchors)])


RULE = Rule(
    code="CA312",
    name="heading-without-id",
    severity=Severity.ERROR,
    title={"zh": "标题没有自己的编号", "en": "a heading without an id of its own"},
    why={
        "zh": "链接靠标题的编号定位。没有写明的编号会随标题文字变动，两种语言也不会相同。",
        "en": "Links rely on the ids of headings. An id that is not written out changes with the words, "
        "and is not the same in two languages.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("docs/zh/index.md", "## 厂家 {#makers}", "⟦## 厂家⟧"),),
            note="no id: the link would have to be in Chinese",
        ),
        Example(
            edits=(Edit("docs/zh/index.md", "三家。", '<a id="⟦prices⟧"></a>三家。'),),
            note="an anchor with the id of a heading",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("docs/zh/index.md", "看看价格。", '看看<a id="look"></a>价格。'),
                Edit("docs/en/index.md", "A look at prices.", 'A <a id="look"></a>look at prices.'),
            ),
            note="an anchor inside a paragraph",
        ),
        Example(
            edits=(Edit("docs/zh/index.md", "## 价格 {#prices}", "## 价格 {: #prices .wide }"),),
            note="the other way to write an id",
        ),
    ),
)
