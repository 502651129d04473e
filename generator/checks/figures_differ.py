"""CA301: a text states the same numbers in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from generator.diagnostics import Diagnostic, Note, Severity
from generator.markup import hide_references
from generator.model.parts import NEUTRAL
from generator.model.walk import Wording
from generator.numerals import are_alike, count_numerals, find_numerals
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tex import formula_shapes, hide_formulas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare every language with the default one, whatever the numbers are printed like."""
    default = subject.atlas.default_language.code
    for wording in subject.atlas.walk.wordings:
        texts = wording.text.root
        if default in texts and NEUTRAL not in texts:
            for language in texts:
                if language != default and texts[language].strip() and texts[default].strip():
                    yield from _compare(wording, default, language)


def _compare(wording: Wording, default: str, language: str) -> Iterator[Diagnostic]:
    if are_alike(wording.text[default], wording.text[language]):
        return
    one, other = _comparable(wording.text[default], wording.text[language], wording.field)
    stated, expected = count_numerals(other), count_numerals(one)
    surplus, missing = stated - expected, expected - stated
    if not surplus and not missing:
        return
    here, there = (language, default) if surplus else (default, language)
    start, end = _first(other if surplus else one, surplus or missing)
    message = (
        f"{here} states {_spell_out(wording.text[here], surplus or missing)}"
        f", where {there} states {_spell_out(wording.text[there], missing if surplus else surplus)}"
    )
    notes = (Note(wording.span(there), f"the same text in {there}"),)
    hint = "write the same figures in every language, in digits"
    yield RULE.finding(wording.span_within(here, start, end), message, hint, notes=notes)


def _comparable(one: str, other: str, field: str) -> tuple[str, str]:
    """Both texts without references; without formulas too where those differ otherwise (CA302)."""
    texts = hide_references(one), hide_references(other)
    if field != "tex" and formula_shapes(one) != formula_shapes(other):
        return hide_formulas(texts[0]), hide_formulas(texts[1])
    return texts


def _first(text: str, values: Counter[Decimal]) -> tuple[int, int]:
    """Where the first of some numbers stands."""
    return next((found.start, found.end) for found in find_numerals(text) if found.value in values)


def _spell_out(text: str, values: Counter[Decimal]) -> str:
    """The numbers as the text writes them; `nothing of the kind` if there are none."""
    written = [
        text[found.start : found.end]
        for found in find_numerals(hide_references(text))
        if found.value in values
    ]
    return ", ".join(dict.fromkeys(written)) or "nothing of the kind"


RULE = Rule(
    code="CA301",
    name="figures-differ",
    severity=Severity.ERROR,
    title={"zh": "同一段文字的数字因语言而异", "en": "the languages state different figures"},
    why={
        "zh": "中英文各自成文，数字却必须一致。只改了一种语言里的数字，两边的读者就会读到两套事实。",
        "en": "The two languages need not be translations of each other, but they state the same figures. "
        "A figure changed in one alone would give the readers two sets of facts.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    "{zh: 没有超过 50% 者, en: Nobody has more than ⟦60%⟧}",
                ),
            ),
            note="50% and 60%",
        ),
        Example(
            edits=(Edit("data/technologies/chain-drive.yml", "about 20,000 km", "about ⟦2,000⟧ km"),),
            note="2 万 is 20,000",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/open.yml",
                    "            两种做法各有 1 个长处，\n",
                    "            两种做法各有 ⟦3⟧ 个长处，\n",
                ),
                Edit(
                    "data/levels/open.yml",
                    "            Each way has 1 strength",
                    "            Each way has a strength",
                ),
            ),
            note="a figure that one language does not have, inside a block string",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    '{zh: ２００５ 年起超过 50 万辆, en: "more than 500,000 since 2005"}',
                ),
            ),
            note="the same figures in other digits and units",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    '{zh: 三种标准, en: "three standards, such as BB-30"}',
                ),
            ),
            note="number words, and digits that belong to a name",
        ),
    ),
)
