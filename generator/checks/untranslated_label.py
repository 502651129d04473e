"""CA111: a label that serves all languages holds no Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.parts import NEUTRAL
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas

_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3001-\u3011\uff01-\uff0f\uff1a-\uff20]+")


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look for Chinese characters and punctuation in neutral labels."""
    for wording in subject.atlas.walk.wordings:
        text = wording.text.root.get(NEUTRAL)
        match = _CJK.search(text) if text else None
        if text and match:
            span = wording.span_within(NEUTRAL, match.start(), match.end())
            message = f"{match[0]!r} stands in a label that every language prints as it is: {text[:60]!r}"
            yield RULE.finding(span, message, "write one entry per language: {zh: …, en: …}")


RULE = Rule(
    code="CA111",
    name="untranslated-label",
    severity=Severity.ERROR,
    title={"zh": "不分语言的标签里出现中文", "en": "a label for all languages holds Chinese"},
    why={
        "zh": "不分语言的标签会原样印在英文页面上，只适合产品名、数字这类各语言写法相同的内容。",
        "en": "Such a label is printed as it is on the English pages too. It suits names of products and "
        "figures, which read the same everywhere.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/chain-drive.yml", 'chain: "5,000 km"', 'chain: "5,000 ⟦公里⟧"'),),
            note="a unit in Chinese",
        ),
        Example(
            edits=(
                Edit(
                    "data/references.yml", "title: The Dancing Chain", "title: The Dancing Chain⟦（第二版）⟧"
                ),
            ),
            note="a title with a Chinese remark",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/chain-drive.yml", 'chain: "5,000 km"', "chain: 5–8k km"),),
            note="figures, dashes and units that read the same everywhere",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/chain-drive.yml", 'chain: "5,000 km"', "chain: {zh: 五千公里, en: far}"
                ),
            ),
            note="one entry per language",
        ),
    ),
)
