"""CA311: every section of a page states the same figures in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.pages import RenderedAtlas, template_of
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.numerals import Numeral, are_alike, count_numerals, find_numerals
from generator.rule import Edit, Example, Rule


class Passage(NamedTuple):
    """A section of a page without its subsections: its anchor, place, and text."""

    anchor: str
    start: int
    end: int
    text: str


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Compare passages with the same anchor; which anchors there are is compared by CA310."""
    for pair in subject.pairs():
        others = {passage.anchor: passage for passage in _passages(pair.other)}
        for passage in _passages(pair.default):
            other = others.get(passage.anchor)
            if other is not None:
                yield from _compare(passage, other, pair.default, pair.other)


def _passages(document: Document) -> Iterator[Passage]:
    """The text of each section with link targets, code and comments blanked, formulas and diagrams kept."""
    text = _visible(document)
    starts = [(heading.anchor, heading.start) for heading in document.headings]
    bounds = [("", document.front_matter.end if document.front_matter else 0), *starts]
    for (anchor, start), end in zip(bounds, [*(start for _, start in starts), len(text)], strict=True):
        yield Passage(anchor, start, end, text[start:end])


def _visible(document: Document) -> str:
    pieces, position = [], 0
    hidden = sorted((*document.blanked, *document.comments))
    for piece in hidden:
        start = max(piece.start, position)
        if piece.end > start:
            pieces += [document.text[position:start], " " * (piece.end - start)]
            position = piece.end
    return "".join((*pieces, document.text[position:]))


def _compare(one: Passage, other: Passage, default: Document, document: Document) -> Iterator[Diagnostic]:
    if are_alike(one.text, other.text):
        return
    expected, stated = count_numerals(one.text), count_numerals(other.text)
    surplus, missing = stated - expected, expected - stated
    if not surplus and not missing:
        return
    here, passage, only = (document, other, surplus) if surplus else (default, one, missing)
    there = default if surplus else document
    found = next(each for each in find_numerals(passage.text) if each.value in only)
    written = _written(passage, found)
    message = f"#{passage.anchor} states {written} {only[found.value]} time(s) more than in {there.path}"
    counterpart = one if surplus else other
    notes = (Note(there.span(counterpart.start, counterpart.start + 1), "the same section"),)
    hint = f"mend {template_of(here)}, or the data where the languages state different figures"
    start = passage.start + found.start
    yield RULE.finding(here.span(start, start + len(written)), message, hint, notes=notes, stated=written)


def _written(passage: Passage, found: Numeral) -> str:
    return passage.text[found.start : found.end]


RULE = Rule(
    code="CA311",
    name="page-figures",
    severity=Severity.ERROR,
    title={"zh": "两种语言的页面数字不同", "en": "a page states different figures in two languages"},
    why={
        "zh": "数据里的数字一致还不够：模板也可能漏印、错印。这条规则只看生成出来的页面，"
        "逐节比对两种语言的全部数字。",
        "en": "Equal data is not enough, since a template can lose or misplace a figure. This rule reads "
        "the rendered pages only and compares all figures, section by section.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("docs/en/index.md", "| Belt | 30% |", "| Belt | ⟦3%⟧ |"),),
            note="a figure in a table",
        ),
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A look at prices since ⟦2005⟧."),),
            note="a figure that only one language has",
        ),
    ),
    good=(
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A look at prices, with the UCI-2 rules."),),
            note="digits that belong to a name",
        ),
        Example(
            edits=(
                Edit("docs/zh/index.md", "看看价格。", "看看 5 万元的价格。"),
                Edit("docs/en/index.md", "A look at prices.", "A look at prices of 50,000."),
            ),
            note="the same figure in other units",
        ),
    ),
)
