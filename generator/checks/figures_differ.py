"""CA301: a text states the same numbers in every language, and names with digits are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from generator.diagnostics import Diagnostic, Note, Severity
from generator.markup import hide_references
from generator.model.parts import NEUTRAL
from generator.model.walk import Wording
from generator.numerals import Name, Numeral, are_alike, find_names, find_numerals
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
    found = _mismatch(wording, (default, [*find_numerals(one)]), (language, [*find_numerals(other)]))
    if found is None and wording.field != "tex":
        one, other = hide_formulas(one), hide_formulas(other)
        found = _mismatch(wording, (default, [*find_names(one)]), (language, [*find_names(other)]))
    if found is not None:
        yield found


def _comparable(one: str, other: str, field: str) -> tuple[str, str]:
    """Both texts without references; without formulas too where those differ otherwise (CA302)."""
    texts = hide_references(one), hide_references(other)
    if field != "tex" and formula_shapes(one) != formula_shapes(other):
        return hide_formulas(texts[0]), hide_formulas(texts[1])
    return texts


Stated = tuple[str, Sequence[Numeral | Name]]
"""A language, and what its text states."""


def _mismatch(wording: Wording, expected: Stated, stated: Stated) -> Diagnostic | None:
    """A finding at the first figure or name that one language has more often than the other."""
    counts = [Counter(each.value for each in found) for _, found in (expected, stated)]
    surplus, missing = counts[1] - counts[0], counts[0] - counts[1]
    if not surplus and not missing:
        return None
    (here, found), (there, others) = (stated, expected) if surplus else (expected, stated)
    only, lacking = (surplus, missing) if surplus else (missing, surplus)
    first = next(each for each in found if each.value in only)
    message = (
        f"{here} states {_spell_out(wording.text[here], found, only)}, "
        f"where {there} states {_spell_out(wording.text[there], others, lacking)}"
    )
    notes = (Note(wording.span(there), f"the same text in {there}"),)
    hint = "write the same figures in every language, in digits"
    return RULE.finding(wording.span_within(here, first.start, first.end), message, hint, notes=notes)


def _spell_out(text: str, found: Sequence[Numeral | Name], values: Container[Decimal | str]) -> str:
    """Figures as the text writes them; `nothing of the kind` if there are none."""
    written = [text[each.start : each.end] for each in found if each.value in values]
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
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "{zh: 没有过半者, en: Nobody has half}",
                    '{zh: 三种标准，如 BB-30, en: "three standards, ⟦BB-31⟧ among them"}',
                ),
            ),
            note="another name",
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
                    '{zh: 三种标准，如 BB-30, en: "three standards, BB-30 among them"}',
                ),
            ),
            note="number words, and the same name in both",
        ),
    ),
)
