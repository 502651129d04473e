"""A score stated with a level's name lies in the interval that another document defines for the level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.audit.levels.band_breaches import BandBreach, band_breaches
from generator.audit.levels.bands import Band, bands
from generator.audit.levels.intervals import Interval
from generator.audit.levels.names import is_specific
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Names and scores against the definitions of other documents, where all agree on the definition."""
    homes = _definitions(corpus)
    for document in corpus if homes else ():
        own = {name for band in bands(document) for name in band.names}
        for home, known in homes:
            foreign = [band for band in known if not own.intersection(band.names)]
            if home is not document and foreign:
                for breach in band_breaches(document, foreign):
                    yield _finding(home, breach)


def _definitions(corpus: Sequence[Document]) -> list[tuple[Document, list[Band]]]:
    """The bands whose names have one meaning in the corpus, with the first document that says so.

    Names that many scales use (`A`, `good`) tell nothing about another document.
    """
    meanings: dict[str, set[Interval]] = {}
    homes = [(document, bands(document)) for document in corpus]
    for _, known in homes:
        for band in known:
            for name in band.names:
                meanings.setdefault(name, set()).add(band.interval)
    seen: set[str] = set()
    found = []
    for document, known in homes:
        kept = [band for band in known if all(len(meanings[name]) == 1 for name in band.names)]
        kept = [band for band in _specific(kept) if not seen.intersection(band.names)]
        seen.update(name for band in kept for name in band.names)
        if kept:
            found.append((document, kept))
    return found


def _specific(known: Iterable[Band]) -> Iterator[Band]:
    """The bands by those of their names that no other scale is likely to use."""
    for band in known:
        names = tuple(filter(is_specific, band.names))
        if names:
            yield band._replace(names=names)


def _finding(home: Document, breach: BandBreach) -> Diagnostic:
    band, first = breach.band, breach.places[0]
    others = [
        Note(breach.document.span(place.start, place.end), f"states {place.text.strip()}")
        for place in breach.places[1:]
    ]
    return RULE.finding(
        breach.document.span(first.start, first.end),
        f"{band.name} means {band.interval} in {home.path}, but it stands with {first.text.strip()} here",
        "correct the score, the name or the interval",
        notes=(Note(home.span(band.start, band.end), f"{band.name} is defined as {band.interval}"), *others),
        stated=first.text.strip(),
        expected=str(band.interval),
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
