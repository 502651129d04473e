"""CA304: no text uses a word that the glossary says to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.markup import hide_references
from generator.model.atlas import Atlas
from generator.model.parts import NEUTRAL
from generator.model.publication import Entry
from generator.model.walk import Wording
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tex import hide_formulas

_CODE = re.compile(r"`[^`\n]*`")
_LATIN = re.compile(r"[A-Za-z0-9]")


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Search every text but formulas, code, quotes of errata and the term's own definition."""
    atlas = subject.atlas
    searched = [wording for wording in atlas.walk.wordings if wording.field != "quote"]
    for code in atlas.languages:
        texts = [(each, key) for each in searched for key in (code, NEUTRAL) if key in each.text.root]
        words = _occurring(atlas, code, "\n".join(wording.text.root[key] for wording, key in texts))
        pattern = re.compile("|".join(_alternative(word) for word in words), re.IGNORECASE)
        for wording, key in texts if words else ():
            folded = wording.text.root[key].casefold()
            if any(word in folded for word in words):
                yield from _search(wording, key, code, pattern, atlas)


def _occurring(atlas: Atlas, language: str, texts: str) -> list[str]:
    """The avoided words of a language that stand anywhere in the texts, case-folded, longest first."""
    avoided = (word for entry in atlas.glossary.values() for word in entry.avoid.get(language, ()))
    folded = texts.casefold()
    return sorted(
        {word for each in avoided if (word := each.casefold()) in folded}, key=lambda word: (-len(word), word)
    )


def _alternative(word: str) -> str:
    """Latin words match as whole words, Chinese ones anywhere."""
    before = r"(?<![A-Za-z0-9])" if _LATIN.match(word[0]) else ""
    after = r"(?![A-Za-z0-9])" if _LATIN.match(word[-1]) else ""
    return before + re.escape(word) + after


def _search(
    wording: Wording, language: str, code: str, pattern: re.Pattern[str], atlas: Atlas
) -> Iterator[Diagnostic]:
    text = wording.text[language]
    visible = _CODE.sub(lambda match: " " * len(match[0]), hide_formulas(hide_references(text)))
    for match in pattern.finditer(visible):
        entry = _entry(match[0], code, atlas)
        if entry is not wording.owner:
            message = f"{match[0]!r} is a word to avoid; the term is {entry.name[code]!r}"
            span = wording.span_within(language, match.start(), match.end())
            notes = (Note(entry.span("avoid"), "the glossary says so"),)
            yield RULE.finding(span, message, f"write {entry.name[code]!r}", notes=notes)


def _entry(word: str, language: str, atlas: Atlas) -> Entry:
    """The entry of the glossary that avoids a word."""
    return next(
        entry
        for entry in atlas.glossary.values()
        if word.casefold() in (each.casefold() for each in entry.avoid.get(language, ()))
    )


RULE = Rule(
    code="CA304",
    name="avoided-term",
    severity=Severity.ERROR,
    title={"zh": "用了术语表要求避免的词", "en": "a word that the glossary avoids"},
    why={
        "zh": "一个概念只用一个名字，读者才不会以为说的是两件事。术语表列出每个术语，以及不应代替它的说法。",
        "en": "One name for one idea, or readers look for a difference that is not there. The glossary "
        "lists each term and the words that must not stand for it.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/chain-drive.yml",
                    "The chain remains the answer.",
                    "The chain and its ⟦Gear Mover⟧ remain.",
                ),
            ),
            note="an English word, whatever its capitals",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/chain-drive.yml", "zh: 链条仍是答案。", "zh: 链条与⟦拨链机⟧仍是答案。"
                ),
            ),
            note="a Chinese word within a sentence",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/technologies/chain-drive.yml",
                    "The chain remains the answer.",
                    "Two gear movers; `gear mover`.",
                ),
            ),
            note="another word that begins alike, and code",
        ),
        Example(
            edits=(
                Edit("data/errata.yml", "three makers hold most of it", "the gear mover holds most of it"),
            ),
            note="a quote of a source",
        ),
    ),
)
