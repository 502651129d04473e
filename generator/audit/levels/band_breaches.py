"""Scores that do not earn the name that they stand with, gathered so that each contradiction is said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.levels.band_statements import statements
from generator.audit.levels.bands import Band
from generator.audit.levels.scores import Statement
from generator.markdown import Document, Piece


class BandBreach(NamedTuple):
    """A band and all places of one document that give the same score outside of it to its name."""

    document: Document
    band: Band
    value: Fraction
    places: tuple[Statement, ...]


def band_breaches(
    document: Document, known: Sequence[Band], extent: Piece | None = None
) -> Iterator[BandBreach]:
    """The contradictions of a document, or of an extent of it, in the order of their first places."""
    start, end = extent or (0, len(document.text))
    found: dict[tuple[int, int, Fraction], list[Statement]] = {}
    for each in statements(document, known):
        value = _on_scale(each)
        if (
            value is not None
            and start <= each.start < end
            and not each.band.interval.holds(value)
            and _is_elsewhere(value, each.band, known)
        ):
            found.setdefault((each.band.scale, each.band.start, value), []).append(each)
    for (_, _, value), places in sorted(found.items(), key=lambda item: item[1][0].start):
        ordered = sorted({place.start: place for place in places}.values(), key=lambda place: place.start)
        yield BandBreach(document, ordered[0].band, value, tuple(ordered))


def _is_elsewhere(value: Fraction, band: Band, known: Sequence[Band]) -> bool:
    """Whether another band of the scale claims the score; a band that stands alone needs none that does.

    What lies between two closed intervals (`80–89`, `90–100`) or beyond all of them is left alone.
    """
    others = [each for each in known if each.scale == band.scale and each is not band]
    return not others or any(each.interval.holds(value) for each in others)


def _on_scale(each: Statement) -> Fraction | None:
    """The score on the scale of the band; `None` if it cannot be on that scale."""
    if each.band.interval.is_share:
        return each.value if each.value <= 1 else None
    return each.value * 100 if "%" in each.text else each.value
