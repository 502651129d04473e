"""Changes every number of a data file, one at a time, and says which changes no rule notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from generator.checks import DATA_RULES
from generator.load import COLLECTIONS, FOLDERS, SINGLES
from generator.model.atlas import Atlas
from generator.model.blocks import Paragraph
from generator.model.parts import Part, Reading
from generator.model.walk import walk
from generator.rule import Rule
from generator.scores import ScoredAtlas, compute_scores
from generator.source import SourceText
from generator.yaml_nodes import MappingNode, Node, Scalar, SequenceNode, parse_yaml

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LANGUAGES = frozenset({"zh", "en"})

WORDING_RULES = frozenset({"CA110", "CA111", "CA115", "CA301", "CA302"})
"""Rules that need nothing but the texts and citations of the changed file; they are asked first."""
WHOLE_ATLAS_RULES = frozenset({"CA117", "CA304", "CA305"})
"""Rules about what is used somewhere, about words and about the interface: no number is their business."""


@dataclass(frozen=True)
class Mutant:
    """One number of a file: where it stands, in which field, and what it is changed to."""

    source: SourceText
    start: int
    end: int
    field: str
    scalar: Scalar

    @property
    def changed(self) -> SourceText:
        """The file with the last digit of the number changed."""
        number = self.source.text[self.start : self.end]
        digit = "8" if number[-1] == "9" else str(int(number[-1]) + 1)
        text = self.source.text[: self.end - 1] + digit + self.source.text[self.end :]
        return SourceText(self.source.path, text)

    def __str__(self) -> str:
        line, column = self.source.place(self.start)
        return f"{self.source.path}:{line}:{column} {self.source.text[self.start : self.end]}"


def find_mutants(source: SourceText) -> Iterator[Mutant]:
    """Every number of a file, comments aside."""
    root, _ = parse_yaml(source)
    kind = source.path.split("/")[1].removesuffix(".yml")
    if root is not None:
        for scalar, path in _scalars(root, ()):
            for match in NUMBER.finditer(source.text, scalar.start, scalar.end):
                yield Mutant(source, match.start(), match.end(), _field(kind, path), scalar)


def _field(kind: str, path: tuple[str, ...]) -> str:
    """The name under which the numbers of a field are counted; citations are all alike."""
    inner = ("*", *path[1:]) if f"{kind}.yml" in COLLECTIONS else path  # the first key is an id
    return CITATION if path[-1] == "source" else ".".join((kind, *inner))


def _scalars(node: Node, path: tuple[str, ...]) -> Iterator[tuple[Scalar, tuple[str, ...]]]:
    """Every key and value with the names of the fields that lead to it; languages are no fields."""
    if isinstance(node, Scalar):
        yield node, path
    elif isinstance(node, SequenceNode):
        for entry in node.nodes:
            yield from _scalars(entry, path)
    elif isinstance(node, MappingNode):
        names = {key: () if key in LANGUAGES else (_name(key, path),) for key in node.nodes}
        for key, scalar in node.keys_at.items():
            yield scalar, (*path, *names[key], "key")
        for key, entry in node.nodes.items():
            yield from _scalars(entry, (*path, *names[key]))


def _name(key: str, path: tuple[str, ...]) -> str:
    """Keys that are ids (components, columns, alternatives) stand for each other."""
    return "*" if path and path[-1] in ("inputs", "weights", "cells", "values") else key


CITATION = "source"
"""The field of every citation, wherever it stands."""


class Judge:
    """Tells whether any rule notices a changed file, reading nothing else again."""

    def __init__(self, atlas: Atlas, without: frozenset[str] = frozenset()) -> None:
        self.atlas = atlas
        rules = [rule for rule in DATA_RULES if rule.code not in {*WHOLE_ATLAS_RULES, *without}]
        self.first = [rule for rule in rules if rule.code in WORDING_RULES]
        self.then = [rule for rule in rules if rule.code not in WORDING_RULES]
        self.citing = [rule for rule in rules if rule.code == "CA115"]
        self.usage = [rule for rule in DATA_RULES if rule.code == "CA117"]
        scored = compute_scores(atlas)
        asked = (*self.then, *self.usage)
        self.known = {(found.code, found.message) for rule in asked for found in rule.check(scored)}

    def notices(self, mutant: Mutant) -> bool:
        """Whether reading the changed file or a rule gives a finding that was not there before."""
        if mutant.field == CITATION:
            return self._is_citation_noticed(mutant)
        atlas = self._with(mutant.changed)
        if atlas is None or self._finds(self.first, ScoredAtlas(atlas, {}, {}, {}, {})):
            return True
        if self._finds(self.then, compute_scores(atlas)):
            return True
        if mutant.field.endswith((".errata", ".references")):
            del atlas.__dict__["walk"]  # what is used somewhere takes all texts
            return self._finds(self.usage, ScoredAtlas(atlas, {}, {}, {}, {}))
        return False

    def _is_citation_noticed(self, mutant: Mutant) -> bool:
        """A citation is the business of its form and of CA115; the rest of the file is not read again."""
        written = mutant.changed.text[mutant.scalar.start : mutant.scalar.end].strip("'\"")
        try:
            part = Paragraph.model_validate({"text": {}, "source": written})
        except ValidationError:
            return True
        atlas = replace(self.atlas)
        atlas.__dict__["walk"] = walk([part])
        return self._finds(self.citing, ScoredAtlas(atlas, {}, {}, {}, {}))

    def _finds(self, rules: list[Rule[ScoredAtlas]], scored: ScoredAtlas) -> bool:
        """Whether the rules find anything that was not there before the change."""
        findings = (found for rule in rules for found in rule.check(scored))
        return any((found.code, found.message) not in self.known for found in findings)

    def _with(self, changed: SourceText) -> Atlas | None:
        """The atlas with one file read again, whose texts are the only ones to look at; None if it fails."""
        root, problems = parse_yaml(changed)
        if problems or not isinstance(root, MappingNode):
            return None
        reading = Reading()
        try:
            held, parts = self._read(root, changed.path, reading)
        except ValidationError:
            return None
        if reading.unknown:
            return None
        atlas = replace(self.atlas, **held)
        atlas.__dict__["walk"] = walk(parts)
        return atlas

    def _read(
        self, root: MappingNode, path: str, reading: Reading
    ) -> tuple[dict[str, Any], tuple[Part, ...]]:
        """What a file holds, by the field of the atlas, and its parts."""
        _, folder, name = f"/{path}".rsplit("/", 2)
        stem = name.removesuffix(".yml")
        if folder in FOLDERS:
            root["id"] = stem
            part = FOLDERS[folder].model_validate(root, context=reading)
            return {folder: {**getattr(self.atlas, folder), stem: part}}, (part,)
        if name in SINGLES:
            part = SINGLES[name].model_validate(root, context=reading)
            return {stem: part}, (part,)
        parts: dict[str, Part] = {}
        for identifier, node in root.nodes.items():
            assert isinstance(node, MappingNode)
            node["id"] = identifier
            parts[identifier] = COLLECTIONS[name].model_validate(node, context=reading)
        return {stem: parts}, tuple(parts.values())
