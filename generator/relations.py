"""What concerns what: errata and what they are marked on, references and where they are cited, ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.markup import find_references
from generator.model.atlas import Atlas
from generator.model.overview import Force
from generator.model.parts import Part
from generator.model.sources import Erratum
from generator.model.technologies import Technology
from generator.model.walk import walk
from generator.scores import Ranked, ScoredAtlas

Appearance = tuple[str, str]
"""Where something appears, as (kind, id) of a link: a technology, a level, or the page of a chapter."""


def appearances(atlas: Atlas) -> Iterator[tuple[Appearance, tuple[Part, ...]]]:
    """Every page that parts of the data are written out on, with those parts, in the order of the site."""
    for technology in atlas.technologies.values():
        yield ("technology", technology.id), (technology,)
    for level in atlas.levels.values():
        yield ("level", level.id), (level,)
    overview: dict[str, Iterable[Part | None]] = {
        "forces": atlas.forces.values(),
        "tension": (atlas.pyramid, atlas.map, *atlas.findings.values()),
        "timeline": (atlas.timeline,),
    }
    for chapter in atlas.chapters.values():
        added = tuple(part for part in overview.get(chapter.id, ()) if part is not None)
        yield ("page", chapter.id), (chapter, *added)


def find_marked(atlas: Atlas) -> dict[str, list[Appearance]]:
    """For every erratum, where it is marked."""
    marked: dict[str, list[Appearance]] = {}
    for appearance, parts in appearances(atlas):
        listed = (erratum for part in walk(parts).parts for erratum in getattr(part, "errata", ()))
        for erratum in dict.fromkeys(listed):
            marked.setdefault(erratum, []).append(appearance)
    return marked


def find_cited(atlas: Atlas) -> dict[str, list[Appearance]]:
    """For every reference, where it is listed or cited in a text."""
    cited: dict[str, list[Appearance]] = {}
    for appearance, parts in appearances(atlas):
        for reference in dict.fromkeys(_citations(parts)):
            cited.setdefault(reference, []).append(appearance)
    return cited


def _citations(parts: Iterable[Part]) -> Iterator[str]:
    found = walk(parts)
    for part in found.parts:
        yield from getattr(part, "references", ())
    for wording in found.wordings:
        for _, text in wording.text.entries():
            yield from (each.target for each in find_references(text) if each.kind == "cite")


def errata_about(technology: Technology, errata: Iterable[Erratum]) -> tuple[Erratum, ...]:
    """The errata that are marked on a technology or on anything in its file, in the given order."""
    listed = {erratum for part in walk([technology]).parts for erratum in getattr(part, "errata", ())}
    return tuple(erratum for erratum in errata if erratum.id in listed)


def forces_on(technology: Technology, atlas: Atlas) -> tuple[Force, ...]:
    """The forces that a technology names, in the order of their page."""
    return tuple(force for force in atlas.forces.values() if force.id in technology.forces)


def neighbours_in_rank(technology: Technology, scored: ScoredAtlas) -> tuple[Ranked, ...]:
    """The technologies of the same level, and the ones just above and below them."""
    ranking = scored.ranking
    inside = [
        index for index, ranked in enumerate(ranking) if ranked.score.technology.level == technology.level
    ]
    return ranking[max(0, min(inside) - 1) : max(inside) + 2] if inside else ()
