"""CA431: docs/ holds no page that neither the data renders to nor a person wrote."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.pages import RenderedAtlas, as_one
from generator.checks.stale_page import RENDER
from generator.diagnostics import Diagnostic, Severity, Span
from generator.rule import Edit, Example, Rule


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Compare the files on disk with the pages and the list of hand-written ones."""
    hint = f"{RENDER}, which removes it, or move it elsewhere"
    return as_one(
        RULE.finding(Span.of_file(path), f"nothing renders to {path}", hint)
        for path in subject.existing
        if path not in subject.pages and path not in subject.hand_written
    )


RULE = Rule(
    code="CA431",
    name="stray-page",
    severity=Severity.ERROR,
    title={"zh": "多出一个没有来源的页面", "en": "a page that nothing renders to"},
    why={
        "zh": "改名或删除条目后，旧页面若还留着，读者仍会搜到过时的内容。",
        "en": "A page left behind when its part was renamed or removed would still be found, and believed.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("disk:docs/en/old.md", "", "# Old {#old}\n"),),
            note="the page of a part that is gone",
        ),
        Example(
            edits=(Edit("disk:docs/zh/figures/old.svg", "", "<svg/>\n"),),
            note="a figure that no page shows any more",
        ),
    ),
    good=(
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A new look at prices."),),
            note="a page that changed",
        ),
        Example(
            edits=(Edit("disk:docs/zh/notes.md", "", "# 手写的说明 {#notes}\n"),),
            note="a page written by hand and listed as such",
        ),
    ),
)
