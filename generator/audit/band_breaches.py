"""Scores that do not earn the name that they stand with, gathered so that each contradiction is said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bands import Band, Statement, statements
from generator.markdown import Document


class BandBreach(NamedTuple):
    """A band and all places of one document that give the same score outside of it to its name."""

    document: Document
    band: Band
    value: Fraction
    places: tuple[Statement, ...]


def band_breaches(document: Document, known: Sequence[Band]) -> Iterator[BandBreach]:
    """The contradictions of a document, in the order of their first places."""
    by_name: dict[str, Band] = {}
    for band in known:
        by_name.setdefault(band.name, band)
    found: dict[tuple[str, Fraction], list[Statement]] = {}
    for each in _outside(document, by_name):
        band = by_name[each.name]
        value = _on_scale(each, band)
        if value is not None and not band.holds(value):
            found.setdefault((each.name, value), []).append(each)
    for (name, value), places in sorted(found.items(), key=lambda item: item[1][0].start):
        yield BandBreach(document, by_name[name], value, tuple(sorted(places, key=lambda place: place.start)))


def _outside(document: Document, by_name: dict[str, Band]) -> Iterable[Statement]:
    """The statements of a document, without the definitions themselves."""
    return statements(document, frozenset(by_name))


def _on_scale(each: Statement, band: Band) -> Fraction | None:
    """The score on the scale of the band; `None` if it cannot be on that scale."""
    if band.is_share:
        return each.value if each.value <= 1 else None
    return each.value * 100 if "%" in each.text else each.value
