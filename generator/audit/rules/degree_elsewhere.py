"""A degree stated with a level's name is one that the ladder of another document gives to the level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.levels.bands import bands
from generator.audit.levels.ladders import ladder
from generator.audit.rules.level_degree import wrong_degrees
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Levels and degrees of the documents without a ladder, where the corpus has exactly one."""
    known = [(document, found) for document in corpus if (found := ladder(document))]
    if len(known) != 1:
        return
    home, found = known[0]
    names = {name for level in found.levels for name in level.names}
    for document in corpus:
        own = {name for band in bands(document) for name in band.names}
        if document is not home and not own & names:
            yield from wrong_degrees(RULE, document, found, home)


RULE: Rule[Sequence[Document]] = Rule(
    code="CA523",
    name="degree-elsewhere",
    severity=Severity.WARNING,
    title={
        "en": "a level stands with a degree that another document gives to another level",
        "zh": "层级的程度值与另一文档中的层级定义不一致",
    },
    why={
        "en": "One chapter defines the levels, the others speak of them.",
        "zh": "层级由一章定义，其他各章都在引用。",
    },
    check=check,
    bad=(),
    good=(Example("L2 收敛进行时，收敛度 90%。\n", note="no document defines the level"),),
)
"""Degrees against a ladder elsewhere."""
