"""CA110: every text is given in every language of the atlas, and in no other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.load import did_you_mean
from generator.model.atlas import Atlas
from generator.model.parts import NEUTRAL
from generator.model.walk import Wording
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare the languages of each text with those of the atlas; a misspelt one is one finding."""
    languages = subject.atlas.languages.keys()
    complete = {*languages}
    for wording in subject.atlas.walk.wordings:
        given = wording.text.root
        if given.keys() != complete and NEUTRAL not in given:
            yield from _wrong_languages(wording, subject.atlas)
        for language, text in given.items():
            if not text.strip() and (language in complete or language == NEUTRAL):
                yield _missing(wording, language)


def _wrong_languages(wording: Wording, atlas: Atlas) -> Iterator[Diagnostic]:
    unknown = [key for key in wording.text.root if key not in atlas.languages and key not in atlas.dropped]
    for key in unknown:
        hint = did_you_mean(key, atlas.languages) or f"languages: {', '.join(atlas.languages)}"
        message = f"the atlas has no language {key!r}"
        yield RULE.finding(wording.text.key_span(key), message, hint)
    if not unknown:
        for language in atlas.languages:
            if language not in wording.text.root:
                yield _missing(wording, language)


def _missing(wording: Wording, language: str) -> Diagnostic:
    if language == NEUTRAL:
        return RULE.finding(wording.span(language), "the label is empty", "write it, or leave the field out")
    has_key = language in wording.text.root
    span = wording.text.key_span(language) if has_key else wording.key_span
    other = next((f": {text.strip()[:40]!r}" for key, text in wording.text.entries() if key != language), "")
    return RULE.finding(
        span, f"{wording.field!r} has no {language} text beside {other[2:]}", f"write it in {language}"
    )


RULE = Rule(
    code="CA110",
    name="missing-translation",
    severity=Severity.ERROR,
    title={"zh": "文字缺少某种语言的版本", "en": "a text is missing in a language"},
    why={
        "zh": "两种语言的页面结构相同，缺一句就会在页面上留下空白。图谱从不用另一种语言悄悄补位。",
        "en": "Pages have the same structure in every language, so a missing sentence would leave a hole. "
        "The Atlas never falls back silently to another language.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "summary: {zh: 没有共识。, en: No agreement.}",
                    "⟦summary⟧: {zh: 没有共识。}",
                ),
            ),
            note="the English text was deleted",
        ),
        Example(
            edits=(Edit("data/levels/split.yml", "en: Each to their own", '⟦en⟧: ""'),),
            note="the English text is empty",
        ),
        Example(
            edits=(Edit("data/levels/split.yml", "en: Each to their own", "⟦eng⟧: Each to their own"),),
            note="a language that the atlas does not have",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 各行其是, en: Each to their own}",
                    "{en: To each, zh: 各自}",
                ),
            ),
            note="the order of the languages does not matter",
        ),
        Example(
            edits=(
                Edit("data/technologies/chain-drive.yml", 'chain: "5,000 km"', "chain: {zh: 短, en: short}"),
            ),
            note="a label may be one string for all languages, or one per language",
        ),
    ),
)
