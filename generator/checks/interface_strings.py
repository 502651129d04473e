"""CA305: every language has the same interface strings, with the same placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.load import did_you_mean
from generator.model.publication import Language
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare every language with the default one, key by key."""
    default = subject.atlas.default_language
    for language in subject.atlas.languages.values():
        if language is not default:
            yield from _compare_keys(language, default)
            for key, text in language.strings.items():
                if key in default.strings:
                    yield from _compare_placeholders(key, text, language, default)


def _compare_keys(language: Language, default: Language) -> Iterator[Diagnostic]:
    unknown = [key for key in language.strings if key not in default.strings]
    mended = set()
    for key in unknown:
        hint = did_you_mean(key, default.strings.keys() - language.strings.keys())
        mended |= {hint.split("'")[1]} if hint else set()
        message = f"{language.code} has a string {key!r} that {default.code} has not"
        yield RULE.finding(
            language.key_span("strings", key), message, hint or f"remove it, or add it to {default.code}"
        )
    for key in default.strings:
        if key not in language.strings and key not in mended:
            message = f"{default.code} has a string {key!r} that {language.code} has not"
            notes = (Note(language.key_span("strings"), f"the strings of {language.code}"),)
            yield RULE.finding(
                default.key_span("strings", key), message, f"add it to {language.code}", notes=notes
            )


def _compare_placeholders(key: str, text: str, language: Language, default: Language) -> Iterator[Diagnostic]:
    stated = Counter(_PLACEHOLDER.findall(text))
    expected = Counter(_PLACEHOLDER.findall(default.strings[key]))
    if stated.keys() != expected.keys():
        odd = ", ".join(sorted(stated.keys() ^ expected.keys()))
        message = f"the placeholders of {key!r} differ between {language.code} and {default.code}: {odd}"
        notes = (Note(default.span("strings", key), f"the string in {default.code}"),)
        span = language.span("strings", key)
        yield RULE.finding(span, message, "use the same placeholders in every language", notes=notes)


RULE = Rule(
    code="CA305",
    name="interface-strings",
    severity=Severity.ERROR,
    title={"zh": "界面文字因语言而异", "en": "the languages have different interface strings"},
    why={
        "zh": "同一个模板渲染所有语言。少一条界面文字，页面就生成不了；占位符不同，数字就填不进去。",
        "en": "One template renders every language. A missing string stops it, and a placeholder that "
        "differs keeps a figure out of the sentence.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/languages/zh.yml", "strings:\n", "strings:\n  ⟦sample⟧: 示例\n"),),
            note="a string that only one language has",
        ),
        Example(
            edits=(
                Edit("data/languages/zh.yml", "strings:\n", "strings:\n  sample: 第 {number} 项\n"),
                Edit("data/languages/en.yml", "strings:\n", "strings:\n  sample: ⟦item {count}⟧\n"),
            ),
            note="placeholders with different names",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/languages/zh.yml",
                    "strings:\n",
                    "strings:\n  sample: 共 {count} 项，第 {number} 项\n",
                ),
                Edit(
                    "data/languages/en.yml", "strings:\n", 'strings:\n  sample: "item {number} of {count}"\n'
                ),
            ),
            note="the same placeholders in another order",
        ),
        Example(
            edits=(
                Edit("data/languages/zh.yml", "strings:\n", "strings:\n  sample: 示例\n"),
                Edit("data/languages/en.yml", "strings:\n", "strings:\n  sample: example\n"),
            ),
            note="a string in both",
        ),
    ),
)
