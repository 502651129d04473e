"""CA303: a text refers to the same parts and figures in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.checks.unknown_reference import resolves
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markup import find_references
from generator.model.parts import NEUTRAL
from generator.model.walk import Wording
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the references of every language with those of the default one."""
    atlas = subject.atlas
    default = atlas.default_language.code
    for wording in atlas.walk.wordings:
        texts = wording.text.root
        if default in texts and NEUTRAL not in texts and any("[[" in text for text in texts.values()):
            for language in texts:
                if language != default and texts[language].strip() and texts[default].strip():
                    found = (each for text in texts.values() for each in find_references(text))
                    if all(resolves(each, subject) for each in found):  # else CA113 says so
                        yield from _compare(wording, default, language)


def _compare(wording: Wording, default: str, language: str) -> Iterator[Diagnostic]:
    stated, expected = _addresses(wording.text[language]), _addresses(wording.text[default])
    surplus, missing = stated - expected, expected - stated
    for here, there, only in ((language, default, surplus), (default, language, missing)):
        if only:
            found = next(each for each in find_references(wording.text[here]) if each.address in only)
            listed = ", ".join(f"[[{address}]]" for address in only)
            message = f"{here} refers to {listed}, and {there} does not"
            notes = (Note(wording.span(there), f"the same text in {there}"),)
            span = wording.span_within(here, found.start, found.end)
            yield RULE.finding(span, message, "refer to the same parts in every language", notes=notes)
            return


def _addresses(text: str) -> Counter[str]:
    return Counter(reference.address for reference in find_references(text))


RULE = Rule(
    code="CA303",
    name="references-differ",
    severity=Severity.ERROR,
    title={"zh": "同一段文字的引用因语言而异", "en": "the languages refer to different parts"},
    why={
        "zh": "引用会变成链接和数字。一种语言有、另一种没有，两边的读者就看不到同样的依据。",
        "en": "References become links and figures. If one language has one that the other lacks, its "
        "readers see less of what a statement rests on.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    'en: "No charge, no gears; see [[cite:berto-2005]]."',
                    'en: "No charge, no gears."',
                ),
                Edit("data/technologies/shifting.yml", "见 [[cite:berto-2005]]", "见 ⟦[[cite:berto-2005]]⟧"),
            ),
            note="a citation that one language lost",
        ),
        Example(
            edits=(Edit("data/levels/open.yml", "scores [[score:shifting]]", "scores ⟦[[score:axles]]⟧"),),
            note="the score of another technology",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "en: Standards multiply.",
                    'en: "[[level:split]] [[technology:axles]]."',
                ),
                Edit(
                    "data/levels/split.yml",
                    "zh: 标准越来越多。",
                    'zh: "[[technology:axles]][[level:split]]。"',
                ),
            ),
            note="in another order",
        ),
        Example(
            edits=(
                Edit("data/levels/split.yml", "en: Standards multiply.", 'en: "Standards [sic] multiply."'),
            ),
            note="brackets that are no reference",
        ),
    ),
)
