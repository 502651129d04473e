"""CA310: a page has the same structure in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from generator.checks.pages import Pair, RenderedAtlas, template_of
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Edit, Example, Rule
from generator.tex import shape


class Element(NamedTuple):
    """Something on a page, described by what every language shares, and where it stands."""

    description: str
    start: int
    end: int


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Compare headings first; on pages with equal headings, tables, formulas, diagrams and images."""
    for pair in subject.pairs():
        if not all(heading.explicit_id for heading in (*pair.default.headings, *pair.other.headings)):
            continue  # CA312 says so; without ids there is nothing to go by
        found = next(_differences(_headings, pair), None)
        if found is not None:
            yield found
            continue
        for list_elements in (_tables, _formulas, _diagrams, _images):
            yield from _differences(list_elements, pair)


def _differences(list_elements: Callable[[Document], Iterator[Element]], pair: Pair) -> Iterator[Diagnostic]:
    """The first place where the elements of one kind differ; what follows would be a consequence."""
    for expected, stated in zip_longest(list_elements(pair.default), list_elements(pair.other)):
        if (expected and expected.description) != (stated and stated.description):
            yield _mismatch(expected, stated, pair)
            return


def _mismatch(expected: Element | None, stated: Element | None, pair: Pair) -> Diagnostic:
    here, document = (stated, pair.other) if stated else (expected, pair.default)
    assert here is not None  # zip_longest gives at least one of the two
    line_end = document.text.find("\n", here.start, here.end)
    span = document.span(here.start, here.end if line_end < 0 else line_end)
    notes: tuple[Note, ...] = ()
    if stated and expected:
        notes = (Note(pair.default.span(expected.start, expected.end), "the other page"),)
        message = f"{stated.description} where {pair.default.path} has {expected.description}"
    else:
        lacking = pair.default.path if stated else pair.other.path
        message = f"{here.description} has no counterpart in {lacking}"
    hint = f"mend {template_of(document)} or the macro that writes this"
    return RULE.finding(span, message, hint, notes=notes)


def _headings(document: Document) -> Iterator[Element]:
    for heading in document.headings:
        yield Element(f"heading {heading.level} #{heading.explicit_id}", heading.start, heading.end)


def _tables(document: Document) -> Iterator[Element]:
    for table in document.tables:
        yield Element(f"a table of {len(table.rows)} rows × {table.width} columns", table.start, table.end)


def _formulas(document: Document) -> Iterator[Element]:
    """Display formulas in order; inline ones follow the order of the words, which CA302 compares."""
    for math in document.maths:
        if math.kind != "inline":
            yield Element(f"the formula {shape(document.math_body(math))}", math.start, math.end)


def _diagrams(document: Document) -> Iterator[Element]:
    for fence in document.fences:
        if fence.language == "mermaid":
            body = document.text[fence.body_start : fence.body_end].strip().split("\n")
            kind = body[0].split(" ")[0]
            yield Element(f"a {kind} of {len(body)} lines", fence.start, fence.end)


def _images(document: Document) -> Iterator[Element]:
    for link in document.links:
        if link.is_image:
            yield Element(f"the image {link.target}", link.start, link.end)


RULE = Rule(
    code="CA310",
    name="page-structure",
    severity=Severity.ERROR,
    title={"zh": "两种语言的页面结构不同", "en": "a page differs in structure between languages"},
    why={
        "zh": "切换语言时，读者应当停在同一个位置。标题、表格、公式、图都要一一对应，锚点也要相同。",
        "en": "Switching the language must leave readers where they are: headings with their ids, tables, "
        "formulas, diagrams and images correspond one to one.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("docs/en/index.md", "## Makers {#makers}", "⟦## Makers {#brands}⟧"),),
            note="another anchor in one language",
        ),
        Example(
            edits=(
                Edit("docs/en/index.md", "| Make | Share |", "⟦| Make | Share |⟧"),
                Edit("docs/en/index.md", "| Chain | 70% |\n| Belt | 30% |", "| Chain 70%, belt 30% | |"),
            ),
            note="a table with fewer rows",
        ),
        Example(
            edits=(Edit("docs/en/index.md", "```math\nC = 0.5", "⟦```math⟧\nC + 0.5"),),
            note="another formula",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("docs/en/index.md", "A look at prices.", "A long look at prices.\n\nIn two paragraphs."),
            ),
            note="paragraphs are the language's own business",
        ),
        Example(
            edits=(Edit("docs/en/index.md", "## Prices {#prices}", "## What it costs {#prices}"),),
            note="titles too",
        ),
    ),
)
