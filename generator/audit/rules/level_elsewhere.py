"""A score stated with a level's name lies in the interval that another document defines for the level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.band_breaches import BandBreach, band_breaches
from generator.audit.bands import Band, bands
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Names and scores against the definitions of other documents, where all agree on the definition."""
    homes = _definitions(corpus)
    for document in corpus:
        own = {band.name for band in bands(document)}
        foreign = [band for name, (_, band) in homes.items() if name not in own]
        for breach in band_breaches(document, foreign):
            yield _finding(homes[breach.band.name][0], breach)


def _definitions(corpus: Sequence[Document]) -> dict[str, tuple[Document, Band]]:
    """The names that are defined in one way only, each with its home."""
    homes: dict[str, tuple[Document, Band]] = {}
    disputed = set()
    for document in corpus:
        for band in bands(document):
            known = homes.setdefault(band.name, (document, band))[1]
            if (known.low, known.high) != (band.low, band.high):
                disputed.add(band.name)
    return {name: home for name, home in homes.items() if name not in disputed}


def _finding(home: Document, breach: BandBreach) -> Diagnostic:
    band, first = breach.band, breach.places[0]
    others = [
        Note(breach.document.span(place.start, place.end), f"states {place.text.strip()}")
        for place in breach.places[1:]
    ]
    return RULE.finding(
        breach.document.span(first.start, first.end),
        f"{band.name} means {band} in {home.path}, but it stands with {first.text.strip()} here",
        "correct the score, the name or the interval",
        notes=(Note(home.span(band.start, band.end), f"{band.name} is defined as {band}"), *others),
        stated=first.text.strip(),
        expected=str(band),
    )


RULE: Rule[Sequence[Document]] = Rule(
    code="CA511",
    name="level-elsewhere",
    severity=Severity.WARNING,
    title={
        "en": "a score does not earn the level that it stands with, as another document defines it",
        "zh": "得分不在另一文档所定义的等级区间内",
    },
    why={
        "en": "Readers carry a definition from one chapter into the next.",
        "zh": "读者会把一章的定义带到下一章。",
    },
    check=check,
    bad=(),
    good=(Example("完全收敛，收敛度 90%。\n", note="no document defines the name"),),
)
"""Scores outside of a level that another document defines."""
