"""CA114: an id names one thing: within a level or technology, within a table, within the scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Note, Severity, Span
from generator.model.atlas import Atlas
from generator.model.blocks import ArgumentBlock, Table, TableBlock
from generator.model.levels import Level
from generator.model.parts import Part
from generator.model.publication import Chapter
from generator.model.technologies import Technology
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


class Named(NamedTuple):
    """An id, the kind of part it names, and where it is given."""

    identifier: str
    kind: str
    part: Part
    field: str

    @property
    def span(self) -> Span:
        """Where the id is written."""
        return self.part.span(self.field)


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Go through every namespace and report each id that is given again in it."""
    for namespace in _namespaces(subject.atlas):
        first: dict[str, Named] = {}
        for named in namespace:
            earlier = first.setdefault(named.identifier, named)
            if earlier is not named:
                message = (
                    f"the {named.kind} {named.identifier!r} has the id of the {earlier.kind} given before"
                )
                note = Note(earlier.span, "first given here")
                yield RULE.finding(named.span, message, "give each its own id", notes=(note,))


def _namespaces(atlas: Atlas) -> Iterator[Iterable[Named]]:
    scale = atlas.scale
    yield _named("component", scale.components)
    yield _named("profile", scale.profiles)
    yield _named("aspect", scale.aspects)
    yield _named("band", scale.bands, "level")
    yield _named("anchor", scale.anchors, "level")
    for level in atlas.levels.values():
        yield _anchors(level)
        yield _named("state", level.state, "aspect")
    for technology in atlas.technologies.values():
        yield _anchors(technology)
        if technology.contest:
            yield _named("alternative", technology.contest.alternatives)
    yield from (_anchors(chapter) for chapter in atlas.chapters.values())
    if atlas.map:
        yield _named("quadrant", atlas.map.quadrants)
        yield _named("point", atlas.map.points)
    if atlas.timeline:
        yield _named("track", atlas.timeline.tracks)
        yield _named("subject", atlas.timeline.subjects)
        yield _named("period", atlas.timeline.periods)
        yield _named("prediction", atlas.timeline.predictions)
    for _, _, table in atlas.tables():
        yield _named("column", table.columns)
        yield _named("result", table.results)


def _anchors(owner: Level | Technology | Chapter) -> Iterator[Named]:
    """Everything of one level, technology or chapter that has an anchor on its page."""
    inner = tuple(chain.from_iterable(section.sections for section in owner.sections))
    yield from _named("section", (*owner.sections, *inner))
    for block in chain.from_iterable(section.blocks for section in (*owner.sections, *inner)):
        if isinstance(block, ArgumentBlock):
            yield from _named("argument", (block.argument,))
        elif isinstance(block, TableBlock):
            yield from _named("table", (block.table,))
    if isinstance(owner, Technology):
        yield from _named("challenge", owner.challenges)
        tables: tuple[Table, ...] = tuple(each.table for each in owner.challenges if each.table)
        yield from _named("table", tables)


def _named(kind: str, parts: Iterable[Part], field: str = "id") -> Iterator[Named]:
    for part in parts:
        yield Named(part.__dict__[field], kind, part, field)


RULE = Rule(
    code="CA114",
    name="duplicate-id",
    severity=Severity.ERROR,
    title={"zh": "编号重复", "en": "an id is given twice"},
    why={
        "zh": "编号会成为页面锚点和数字的地址。两处同名，链接与引用就只能到达其中一处。",
        "en": "Ids become anchors of pages and addresses of figures. If two parts share one, links and "
        "references can reach only one of them.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "- id: batteries", "- id: ⟦market⟧"),),
            note="a challenge named like a section of the same technology",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "- {id: certainty,",
                    "- {id: ⟦spread⟧, name: {zh: 又一行, en: Again}}\n  - {id: certainty,",
                ),
            ),
            note="an aspect given twice",
        ),
        Example(
            edits=(Edit("data/technologies/axles.yml", "- {id: wide, name:", "- {id: ⟦narrow⟧, name:"),),
            note="two alternatives of one contest with the same id",
        ),
        Example(
            edits=(Edit("data/map.yml", "{id: wireless,", "{id: ⟦oiling⟧,"),),
            note="two points of the map with the same id",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/levels/open.yml", "- id: theory", "- id: market"),),
            note="a section of a level may be named like a section of a technology",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "- id: batteries", "- id: shares"),),
            note="a challenge with an id of its own",
        ),
    ),
)
