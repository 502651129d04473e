"""A score that is stated with a level's name lies in the interval that defines the level."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.band_breaches import BandBreach, band_breaches
from generator.audit.bands import bands
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Names and scores against the definitions in the same document."""
    known = bands(document)
    if known:
        for breach in band_breaches(document, known):
            yield _finding(document, breach)


def _finding(document: Document, breach: BandBreach) -> Diagnostic:
    """At the statement; but a definition that several statements contradict is the suspect itself."""
    band, places = breach.band, breach.places
    spans = [document.span(place.start, place.end) for place in places]
    definition = document.span(band.start, band.end)
    if len(places) > 1:
        span, notes = definition, tuple(Note(each, f"states {places[0].text.strip()}") for each in spans)
    else:
        span, notes = spans[0], (Note(definition, f"{band.name} is defined as {band}"),)
    count = f" in {len(places)} places" if len(places) > 1 else ""
    stated = places[0].text.strip()
    return RULE.finding(
        span,
        f"{band.name} means {band}, but it stands with {stated}{count}",
        "correct the score, the name or the interval",
        notes=notes,
        stated=stated,
        expected=str(band),
    )


RULE: Rule[Document] = Rule(
    code="CA510",
    name="level-threshold",
    severity=Severity.ERROR,
    title={"en": "a score does not earn the level that it stands with", "zh": "得分不在所写等级的区间内"},
    why={
        "en": "A document that defines its levels by thresholds must keep to them; a boundary value belongs "
        "to one side only.",
        "zh": "文档用阈值定义了等级，就必须遵守；边界值只属于一侧。",
    },
    check=check,
    bad=(
        Example(
            "$$0.60 < C(T) \\leq 0.80 \\iff T \\text{ 收敛进行时}$$\n\n"
            "该技术处于收敛进行时，收敛度 ⟦60%⟧。\n",
            note="0.60 is excluded",
        ),
        Example(
            "| Grade | Score range |\n| --- | --- |\n| excellent | [90, 100] |\n| sufficient | [60, 90) |\n\n"
            "Model A is excellent with a score of ⟦88⟧.\n"
        ),
        Example(
            "$$⟦x > 0.95 \\iff \\text{完全收敛}⟧$$\n\n完全收敛，收敛度 95%。\n\n"
            "| 维度 | 值 | 状态 |\n| --- | --- | --- |\n| 收敛度 | 95% | 完全收敛 |\n",
            note="two statements contradict the definition",
        ),
    ),
    good=(
        Example(
            "$$0.60 < C(T) \\leq 0.80 \\iff T \\text{ 收敛进行时}$$\n\n收敛进行时，收敛度 68%，采用率 50%。\n"
        ),
        Example(
            "$$C > 0.95 \\iff \\text{完全收敛}$$\n\n从 60% 到完全收敛还很远，收敛度 60%。\n",
            note="a movement, not a state",
        ),
        Example(
            "| Grade | Score range |\n| --- | --- |\n| excellent | [90, 100] |\n| sufficient | [60, 90) |\n\n"
            "Model A is excellent with a score of 90; model B has a score of 70.\n"
        ),
    ),
)
"""Scores outside of their level."""
