"""CA302: a text has the same formulas in every language, but for the words inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.parts import NEUTRAL
from generator.model.walk import Wording
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tex import find_formulas, formula_shapes, shape


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare every language with the default one; numbers inside are compared by CA301."""
    default = subject.atlas.default_language.code
    for wording in subject.atlas.walk.wordings:
        texts = wording.text.root
        if default not in texts or NEUTRAL in texts:
            continue
        for language, text in texts.items():
            has_formulas = wording.field == "tex" or "$" in text or "$" in texts[default]
            if language != default and has_formulas and text.strip() and texts[default].strip():
                yield from _compare(wording, default, language)


def _compare(wording: Wording, default: str, language: str) -> Iterator[Diagnostic]:
    expected, stated = _shapes(wording, default), _shapes(wording, language)
    if stated == expected:
        return
    notes = (Note(wording.span(default), f"the same text in {default}"),)
    if wording.field == "tex":
        message = f"the formula in {language} is not the one in {default}"
    else:
        here, there = _odd(wording, language, stated - expected), _odd(wording, default, expected - stated)
        message = f"{language} has {here}, where {default} has {there}"
    hint = r"write the same formula in every language; words belong inside \text{}"
    yield RULE.finding(wording.span(language), message, hint, notes=notes)


def _shapes(wording: Wording, language: str) -> Counter[str]:
    text = wording.text[language]
    return Counter([shape(text)]) if wording.field == "tex" else formula_shapes(text)


def _odd(wording: Wording, language: str, shapes: Counter[str]) -> str:
    """The formulas that only this language has, as written."""
    formulas = [each for each in find_formulas(wording.text[language]) if shape(each) in shapes]
    return ", ".join(f"${each}$" for each in formulas) or "no such formula"


RULE = Rule(
    code="CA302",
    name="formulas-differ",
    severity=Severity.ERROR,
    title={"zh": "同一段文字的公式因语言而异", "en": "the languages have different formulas"},
    why={
        "zh": "公式不分语言。除了 \\text{} 里的文字，两种语言的公式必须一模一样。",
        "en": "Formulas belong to no language. But for the words inside \\text{}, they are the same in all "
        "of them.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/open.yml",
                    'en: "U > 0.5 \\\\quad \\\\text{more than half}"',
                    'en: ⟦"U < 0.5 \\\\quad \\\\text{more than half}"⟧',
                ),
            ),
            note="the sign is turned round in one language",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    "{zh: 没有 $U > h$ 者, en: ⟦Nobody has $U > g$⟧}",
                ),
            ),
            note="another variable",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    "{zh: $a$ 与 $b$ 都不过半, en: Neither $b$ nor $a$ has half}",
                ),
            ),
            note="the order of a sentence may differ",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    "{zh: '$x_{\\text{轴}} < 5$', en: '$x_{\\text{axle}}<5$'}",
                ),
            ),
            note="words and blanks may differ",
        ),
    ),
)
