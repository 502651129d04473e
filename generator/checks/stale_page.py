"""CA430: every page on disk is what its data and template render to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.checks.pages import RenderedAtlas, as_one
from generator.diagnostics import Diagnostic, Severity, Span
from generator.rule import Edit, Example, Rule

RENDER = "run `python -m generator render`"


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Compare each page with the file of its name; missing and stray files have their own rules."""
    return as_one(
        _first_difference(path, subject.existing[path].text, text)
        for path, text in subject.pages.items()
        if path in subject.existing and subject.existing[path].text != text
    )


def _first_difference(path: str, existing: str, rendered: str) -> Diagnostic:
    lines = zip_longest(existing.split("\n"), rendered.split("\n"))
    number, found, expected = next(
        (number, found, expected)
        for number, (found, expected) in enumerate(lines, start=1)
        if found != expected
    )
    wanted = "ends here" if expected is None else f"has {expected.strip()[:60]!r}"
    message = f"the page on disk differs from this line on: what the data renders to {wanted}"
    end = len(found or "") + 1
    return RULE.finding(
        Span(path, number, 1, number, end), message, f"{RENDER}; pages are not edited by hand"
    )


RULE = Rule(
    code="CA430",
    name="stale-page",
    severity=Severity.ERROR,
    title={"zh": "磁盘上的页面已经过时", "en": "a page on disk is stale"},
    why={
        "zh": "页面由数据生成，并一同提交。数据改了而页面没有重新生成，或者有人直接改了页面，"
        "两者就不再一致。",
        "en": "Pages are generated from data and committed with it. If the data changed and nobody "
        "rendered, or somebody edited a page, the two no longer agree.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("disk:docs/en/index.md", "| Belt | 30% |", "⟦| Belt | 31% |⟧"),),
            note="a figure changed by hand in a generated page",
        ),
        Example(
            edits=(Edit("disk:docs/zh/index.md", "看看价格。", "⟦看看价格吧。⟧"),),
            note="a sentence changed by hand",
        ),
    ),
    good=(
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A new look at prices."),),
            note="rendered again after a change",
        ),
        Example(
            edits=(Edit("disk:docs/zh/notes.md", "", "# 手写的说明 {#notes}\n"),),
            note="a page written by hand and listed as such",
        ),
    ),
)
