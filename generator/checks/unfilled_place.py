"""CA119: nothing that `python -m generator new` left to fill is still open."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.markup import PLACEHOLDER
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look for marked places in the files themselves: a part with one may be too incomplete to load."""
    for source in subject.atlas.files.values():
        for match in PLACEHOLDER.finditer(source.text):
            span = source.span(*match.span())
            yield RULE.finding(span, f"{match[0]} is still to be filled", "write the text or the figure")


RULE = Rule(
    code="CA119",
    name="unfilled-place",
    severity=Severity.ERROR,
    title={"zh": "骨架中还有未填的地方", "en": "a place of a skeleton is still open"},
    why={
        "zh": "`python -m generator new` 用尖引号标出要填的地方。忘了一处，读者就会看到它。",
        "en": "`python -m generator new` marks what is to be filled with angle quotes. What is forgotten "
        "would be published.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/levels/split.yml", "en: No agreement.}", "en: ⟦‹What it is.›⟧}"),),
            note="a text that was left as the skeleton has it",
        ),
        Example(
            edits=(Edit("data/references.yml", "title: The Dancing Chain", "title: ⟦‹Title as published›⟧"),),
            note="one field of a reference",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/levels/split.yml", "en: No agreement.}", 'en: "“No” ‘agreement’."}'),),
            note="quotation marks of other kinds",
        ),
        Example(
            edits=(Edit("data/levels/split.yml", "en: No agreement.}", "en: Less < more.}"),),
            note="signs of comparison",
        ),
    ),
)
