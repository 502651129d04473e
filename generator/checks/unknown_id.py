"""CA112: every id that names another part of the atlas names one that exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Severity, Span
from generator.load import did_you_mean
from generator.model.atlas import Atlas
from generator.model.blocks import Column, Result, Table
from generator.model.levels import Level
from generator.model.overview import Case, Change, Point, Prediction, Subject
from generator.model.parts import Part
from generator.model.scale import Scale
from generator.model.technologies import Technology
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.yaml_nodes import Path


class Mention(NamedTuple):
    """An id where it is used, what it should name, and the ids that there are."""

    identifier: str
    owner: Part
    path: Path
    kind: str
    known: Collection[str]
    is_key: bool = False

    @property
    def span(self) -> Span:
        """Where the id is written."""
        return self.owner.key_span(*self.path) if self.is_key else self.owner.span(*self.path)


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look every id up where its kind is kept. Parts that could not be read are not unknown."""
    atlas = subject.atlas
    for mention in _mentions(atlas):
        if mention.identifier in mention.known or mention.identifier in atlas.dropped:
            continue
        known = ", ".join(sorted(mention.known)[:12]) or "none"
        hint = did_you_mean(mention.identifier, mention.known) or f"known: {known}"
        message = f"there is no {mention.kind} {mention.identifier!r}"
        yield RULE.finding(mention.span, message, hint)


def is_lost(atlas: Atlas, path: str, collection: Collection[str]) -> bool:
    """Whether a whole collection could not be read, so that nothing can be said of its ids."""
    return not collection and path in atlas.dropped


def _mentions(atlas: Atlas) -> Iterator[Mention]:
    yield from _scale_mentions(atlas)
    for level in atlas.levels.values():
        yield from _level_mentions(level, atlas.scale)
    for technology in atlas.technologies.values():
        yield from _technology_mentions(technology, atlas)
    for _, _, table in atlas.tables():
        yield from _table_mentions(table)
    yield from _overview_mentions(atlas)
    yield from _timeline_mentions(atlas)
    yield from _lists(atlas.walk.parts, "errata", "erratum", atlas.errata, atlas)
    yield from _lists(atlas.walk.parts, "references", "reference", atlas.references, atlas)


def _scale_mentions(atlas: Atlas) -> Iterator[Mention]:
    components = {component.id for component in atlas.scale.components}
    for profile in atlas.scale.profiles:
        for key in profile.weights:
            yield Mention(
                key,
                profile,
                (
                    "weights",
                    key,
                ),
                "component",
                components,
                is_key=True,
            )
    levels = {band.level for band in atlas.scale.bands} | atlas.levels.keys()
    for anchor in atlas.scale.anchors:
        yield Mention(anchor.level, anchor, ("level",), "level", levels)


def _level_mentions(level: Level, scale: Scale) -> Iterator[Mention]:
    aspects = {aspect.id for aspect in scale.aspects}
    for row in level.state:
        yield Mention(row.aspect, row, ("aspect",), "aspect", aspects)
    if level.definition:
        profiles = {profile.id for profile in scale.profiles}
        yield Mention(level.definition.profile, level.definition, ("profile",), "profile", profiles)
        components = {component.id for component in scale.components}
        for expected in level.definition.ranges:
            yield Mention(expected.component, expected, ("component",), "component", components)


def _technology_mentions(technology: Technology, atlas: Atlas) -> Iterator[Mention]:
    components = {component.id for component in atlas.scale.components}
    levels = {band.level for band in atlas.scale.bands} | atlas.levels.keys()
    profiles = {profile.id for profile in atlas.scale.profiles}
    yield Mention(technology.level, technology, ("level",), "level", levels)
    yield Mention(technology.profile, technology, ("profile",), "profile", profiles)
    for index, force in enumerate(technology.forces):
        yield Mention(force, technology, ("forces", index), "force", atlas.forces)
    for key in technology.inputs:
        yield Mention(
            key,
            technology,
            (
                "inputs",
                key,
            ),
            "component",
            components,
            is_key=True,
        )
    if technology.contest:
        contest = technology.contest
        yield Mention(contest.component, contest, ("component",), "component", components)
    for row in technology.evidence:
        if row.component:
            yield Mention(row.component, row, ("component",), "component", components)
    yield from _side_mentions(technology)


def _side_mentions(technology: Technology) -> Iterator[Mention]:
    contest = technology.contest
    sides = {side.id for side in contest.alternatives} if contest else set()
    for row in technology.comparison:
        for key in row.values:
            yield Mention(
                key,
                row,
                (
                    "values",
                    key,
                ),
                "alternative",
                sides,
                is_key=True,
            )
        for index, winner in enumerate(row.winners):
            if winner not in row.values or winner in sides:  # else said of the values already
                yield Mention(
                    winner,
                    row,
                    (
                        "winners",
                        index,
                    ),
                    "alternative",
                    sides,
                )
    for challenge in technology.challenges:
        if challenge.owner:
            yield Mention(challenge.owner, challenge, ("owner",), "alternative", sides)


def _overview_mentions(atlas: Atlas) -> Iterator[Mention]:
    technologies = atlas.technologies.keys()
    for part in atlas.walk.parts:
        if isinstance(part, Point | Change | Prediction | Subject) and part.technology:
            yield Mention(part.technology, part, ("technology",), "technology", technologies)
        elif isinstance(part, Case):
            for index, technology in enumerate(part.technologies):
                yield Mention(technology, part, ("technologies", index), "technology", technologies)
    quadrants = {quadrant.id for quadrant in atlas.map.quadrants} if atlas.map else set()
    for point in atlas.map.points if atlas.map else ():
        yield Mention(point.quadrant, point, ("quadrant",), "quadrant", quadrants)


def _timeline_mentions(atlas: Atlas) -> Iterator[Mention]:
    if atlas.timeline is None:
        return
    tracks = {track.id for track in atlas.timeline.tracks}
    for period in atlas.timeline.periods:
        yield Mention(period.track, period, ("track",), "track", tracks)
    subjects = {subject.id for subject in atlas.timeline.subjects}
    for prediction in atlas.timeline.predictions:
        if prediction.shift:
            yield Mention(prediction.shift.subject, prediction.shift, ("subject",), "subject", subjects)


def _table_mentions(table: Table) -> Iterator[Mention]:
    columns = {column.id for column in table.columns}
    computations: tuple[Column | Result, ...] = (*table.columns, *table.results)
    for computed in computations:
        of = computed.compute.of if computed.compute else ()
        for index, column in enumerate(of):
            yield Mention(
                column,
                computed,
                (
                    "compute",
                    "of",
                    index,
                ),
                "column",
                columns,
            )
    for check in table.sums:
        yield Mention(check.column, check, ("column",), "column", columns)
    for row in table.rows:
        for column in row.cells:
            yield Mention(
                column,
                row,
                (
                    "cells",
                    column,
                ),
                "column",
                columns,
                is_key=True,
            )


def _lists(
    parts: Iterable[Part], field: str, kind: str, collection: Collection[str], atlas: Atlas
) -> Iterator[Mention]:
    path = {"erratum": "data/errata.yml", "reference": "data/references.yml"}[kind]
    if is_lost(atlas, path, collection):
        return
    for part in parts:
        listed = part.__dict__.get(field)
        for index, identifier in enumerate(listed or ()):
            yield Mention(
                identifier,
                part,
                (
                    field,
                    index,
                ),
                kind,
                collection,
            )


RULE = Rule(
    code="CA112",
    name="unknown-id",
    severity=Severity.ERROR,
    title={"zh": "编号所指的条目不存在", "en": "an id names nothing"},
    why={
        "zh": "编号把技术、层级、分量、文献和勘误连在一起。写错一个字母，链接就断了，"
        "或者一个数字不再参与计算。",
        "en": "Ids tie technologies, levels, components, references and errata together. One wrong letter "
        "breaks a link, or keeps a figure out of a computation.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "profile: workshop", "profile: ⟦workshp⟧"),),
            note="a profile misspelt",
        ),
        Example(
            edits=(Edit("data/scale.yml", "fit: 0.3, quarrel: 0.2}", "⟦fitt⟧: 0.3, quarrel: 0.2}"),),
            note="a component misspelt in a weight profile",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "errata: [shifting-sum]",
                    "errata: [shifting-sum, ⟦none⟧]",
                ),
            ),
            note="an erratum that was never written",
        ),
        Example(
            edits=(Edit("data/technologies/chain-drive.yml", "winners: [belt]", "winners: [⟦belts⟧]"),),
            note="a winner that is no alternative",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "do: reduction, of: [y2015, y2025]",
                    "do: reduction, of: [y2015, ⟦y2026⟧]",
                ),
            ),
            note="a computation over a column that the table does not have",
        ),
        Example(
            edits=(Edit("data/map.yml", "quadrant: basics", "quadrant: ⟦basic⟧"),),
            note="a point in a quadrant that the map does not have",
        ),
        Example(
            edits=(Edit("data/map.yml", "technology: shifting", "technology: ⟦shiftings⟧"),),
            note="a point of a technology that does not exist",
        ),
        Example(
            edits=(Edit("data/timeline.yml", "{id: belts, track: parts", "{id: belts, track: ⟦part⟧"),),
            note="a period on a track that the timeline does not have",
        ),
        Example(
            edits=(
                Edit("data/timeline.yml", "{subject: gears, before: 60%", "{subject: ⟦gear⟧, before: 60%"),
            ),
            note="a shift of a subject that the timeline does not have",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "forces: [rough-roads]",
                    "forces: [rough-roads, ⟦smooth-roads⟧]",
                ),
            ),
            note="a force that does not exist",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/technologies/axles.yml",
                    "name: {zh: 轮轴标准",
                    "references: [berto-2005]\nname: {zh: 轮轴标准",
                ),
            ),
            note="a reference that exists",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "owner: electronic", "owner: mechanical"),),
            note="the other side of the contest",
        ),
    ),
)
