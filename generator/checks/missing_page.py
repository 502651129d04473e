"""CA432: every page that the data renders to is on disk."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.pages import RenderedAtlas, as_one
from generator.checks.stale_page import RENDER
from generator.diagnostics import Diagnostic, Severity, Span
from generator.rule import Edit, Example, Rule


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Look for each rendered page on disk."""
    return as_one(
        RULE.finding(Span.of_file(path), f"{path} has not been rendered", RENDER)
        for path in subject.pages
        if path not in subject.existing
    )


RULE = Rule(
    code="CA432",
    name="missing-page",
    severity=Severity.ERROR,
    title={"zh": "页面还没有生成", "en": "a page has not been rendered"},
    why={
        "zh": "页面与数据一同提交，代码托管平台上的读者才读得到；少一页，链接也会断。",
        "en": "Pages are committed with the data, so that readers on a code host see them. A missing one "
        "also breaks the links to it.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("disk:docs/en/parts/other.md", "", ""),),
            note="the file was deleted",
        ),
        Example(
            edits=(Edit("disk:docs/zh/index.md", "", ""),),
            note="a page that was never committed",
        ),
    ),
    good=(
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A new look at prices."),),
            note="all pages rendered",
        ),
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "Nothing."),),
            note="also a short one",
        ),
    ),
)
