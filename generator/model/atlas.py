"""The atlas: everything that was loaded, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property

from generator.model.blocks import Table
from generator.model.changes import ScoreChange
from generator.model.history import History
from generator.model.levels import Level
from generator.model.overview import Finding, Force, Map, Pyramid, Timeline
from generator.model.parts import Part
from generator.model.publication import Chapter, Entry, Language, Site
from generator.model.scale import Scale
from generator.model.sources import Document, Erratum, Reference
from generator.model.technologies import Technology
from generator.model.walk import Walk, walk
from generator.source import SourceText


@dataclass(frozen=True)
class Atlas:
    """Everything that was loaded. Mappings keep the order that pages use."""

    site: Site
    languages: dict[str, Language]
    scale: Scale
    levels: dict[str, Level]
    technologies: dict[str, Technology]
    chapters: dict[str, Chapter]
    forces: dict[str, Force]
    findings: dict[str, Finding]
    pyramid: Pyramid | None
    map: Map | None
    timeline: Timeline | None
    references: dict[str, Reference]
    glossary: dict[str, Entry]
    errata: dict[str, Erratum]
    documents: dict[str, Document]
    changes: dict[str, ScoreChange] = field(default_factory=dict)
    history: History | None = None
    files: dict[str, SourceText] = field(default_factory=dict, repr=False)
    dropped: frozenset[str] = frozenset()
    """Files with findings so bad that what they describe is missing here."""

    @property
    def default_language(self) -> Language:
        """The language of the pages at `/`."""
        chosen = [language for language in self.languages.values() if language.default]
        return chosen[0] if chosen else next(iter(self.languages.values()))

    @cached_property
    def walk(self) -> Walk:
        """Every part and every wording, for rules that look at all of them."""
        held = [getattr(self, each.name) for each in fields(self) if each.name not in ("languages", "files")]
        groups = [group.values() if isinstance(group, dict) else [group] for group in held]
        return walk(part for group in groups for part in group if isinstance(part, Part))

    def technologies_of(self, level: str) -> tuple[Technology, ...]:
        """The technologies whose file states that level, in order."""
        return tuple(tech for tech in self.technologies.values() if tech.level == level)

    def tables(self) -> Iterator[tuple[str, Part, Table]]:
        """Every table with the id and the part of the level, technology or chapter it belongs to."""
        parts: tuple[Level | Technology | Chapter, ...] = (
            *self.levels.values(),
            *self.technologies.values(),
            *self.chapters.values(),
        )
        for part in parts:
            for section in part.sections:
                for table in section.tables():
                    yield part.id, part, table
        for technology in self.technologies.values():
            for challenge in technology.challenges:
                if challenge.table:
                    yield technology.id, technology, challenge.table
