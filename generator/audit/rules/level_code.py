"""The code and the name of a level that stand together are those of one level of the scale."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.levels.level_codes import Mixed, mixed_codes
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Each code with the name of another level, and each that the scale does not have."""
    for mixed in mixed_codes(document):
        yield _finding(document, mixed)


def _finding(document: Document, mixed: Mixed) -> Diagnostic:
    span = document.span(*mixed.place)
    if mixed.named is None:
        return RULE.finding(
            span,
            f"the scale of this document has no level {mixed.code}",
            "use a level of the scale, or define it there",
            stated=mixed.code,
        )
    named = mixed.named
    return RULE.finding(
        span,
        f"{named.name} is level {named.code} of the scale, not {mixed.code}",
        f"write {named.code}, or the name that belongs to {mixed.code}",
        notes=(Note(document.span(*named.place), f"{named.code} is {named.name}"),),
        stated=mixed.code,
        expected=named.code,
    )


_SCALE = (
    "| Level | Name | Score |\n| --- | --- | --- |\n| 1 | Initial | below 1.5 |\n| 2 | Defined | 1.5 to 3 |\n"
    "| 3 | Managed | above 3 |\n\n"
)
_ZH = (
    "| 层级 | 含义 |\n| --- | --- |\n| L2: 收敛 | 标准已定 |\n| L1: 竞争 | 两强并存 |\n"
    "| L0: 分化 | 场景撕裂 |\n\n"
)
RULE: Rule[Document] = Rule(
    code="CA524",
    name="level-code",
    severity=Severity.WARNING,
    title={
        "en": "a level's code stands with the name of another level",
        "zh": "层级的编号与名称不匹配",
    },
    why={
        "en": "When a score changes, the code is corrected and the name beside it stays.",
        "zh": "得分变了，编号改了，旁边的名称却没有改。",
    },
    check=check,
    bad=(
        Example(_SCALE + "**Result: Level ⟦3⟧ (Defined)**\n"),
        Example(
            _SCALE + "| Team | Level |\n| --- | --- |\n| Search | ⟦1⟧ – Managed |\n| Mail | 2 – Defined |\n"
        ),
        Example(_ZH + "LoRA 属于 ⟦L2⟧（竞争）。\n"),
        Example(
            _ZH + "| 技术 | 层级 |\n| --- | --- |\n| 甲 | L2 |\n| 乙 | L1 |\n| 丙 | ⟦L7⟧ |\n",
            note="no such level",
        ),
    ),
    good=(
        Example(
            _SCALE + "**Result: Level 2 (Defined)**, up from level 1 (Initial). Level 7 of the building.\n"
        ),
        Example(
            _ZH + "甲属于 L2（收敛），缓存分 L1、L2、L3 三级，L3 缓存 16 MB。\n", note="another kind of L3"
        ),
        Example(
            _ZH + "| 层级 | 含义 |\n| --- | --- |\n| L2: 应用 | a |\n| L1: 平台 | b |\n| L0: 硬件 | c |\n\n"
            "L2 应用。\n",
            note="two scales with the same codes",
        ),
    ),
)
"""Codes and names of levels."""
