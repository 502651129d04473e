"""Data files → `Atlas` and findings. Collects every problem; never stops at the first.

A file that cannot be read as what it should be is dropped and said so; the others still load,
so that one mistake does not hide the next.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from unicodedata import normalize

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, Fix, Severity, Span
from generator.markup import PLACEHOLDER
from generator.model.atlas import Atlas
from generator.model.blocks import TAG_PREFIX
from generator.model.changes import ScoreChange
from generator.model.history import History
from generator.model.levels import Level
from generator.model.overview import Finding, Force, Map, Pyramid, Timeline
from generator.model.parts import Part, Reading, UnknownField
from generator.model.publication import Chapter, Entry, Language, Site
from generator.model.scale import Scale
from generator.model.sources import Document, Erratum, Reference
from generator.model.technologies import Technology
from generator.source import SourceText
from generator.yaml_nodes import MappingNode, Node, Path, Scalar, node_at, parse_yaml
from generator.yaml_style import Departure, find_departures

DATA = "data/"

SINGLES: dict[str, type[Part]] = {
    "scale.yml": Scale,
    "site.yml": Site,
    "map.yml": Map,
    "pyramid.yml": Pyramid,
    "timeline.yml": Timeline,
    "history.yml": History,
}
"""Files of data/ that are one part each."""

NEEDED = ("scale.yml", "site.yml", "languages")
"""Without these there is no atlas; all else may be missing."""

FOLDERS: dict[str, type[Part]] = {
    "chapters": Chapter,
    "forces": Force,
    "languages": Language,
    "levels": Level,
    "technologies": Technology,
}
"""Folders of data/ with one part per file; the file's stem is the part's id."""

COLLECTIONS: dict[str, type[Part]] = {
    "changes.yml": ScoreChange,
    "documents.yml": Document,
    "errata.yml": Erratum,
    "findings.yml": Finding,
    "glossary.yml": Entry,
    "references.yml": Reference,
}
"""Files of data/ with many parts, each under its id."""

AnyPart = TypeVar("AnyPart", bound=Part)


def _describe(departure: Departure, source: SourceText) -> Diagnostic:
    """A finding at the first line of what departs from the style, with its mend."""
    first_line = source.text[departure.start : departure.end].split("\n")[0]
    return Diagnostic(
        "CA109",
        "untidy-layout",
        Severity.WARNING,
        source.span(departure.start, departure.start + len(first_line)),
        departure.what,
        "run `python -m generator check --fix`",
        fix=Fix(source.span(departure.start, departure.end), departure.replacement),
    )


@dataclass
class _Loading:
    problems: list[Diagnostic] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)

    def report(
        self, code: str, name: str, span: Span, message: str, hint: str, fix: Fix | None = None
    ) -> None:
        self.problems.append(Diagnostic(code, name, Severity.ERROR, span, message, hint, fix=fix))

    def mapping(self, source: SourceText) -> MappingNode | None:
        """The root mapping of a file; None (and a finding) if it has none."""
        root, problems = parse_yaml(source)
        self.problems += problems
        if isinstance(root, MappingNode):
            if not problems:
                self.problems += [_describe(each, source) for each in find_departures(source, root)]
            return root
        if not problems:
            span = Span.of_file(source.path)
            self.report("CA106", "wrong-type", span, "the file holds no mapping", "write `key: value` lines")
        self.dropped.add(source.path)
        return None

    def part(
        self, kind: type[AnyPart], node: Node, path: str, identifier: str | None = None
    ) -> AnyPart | None:
        """Validate one part; a part that cannot be made is dropped, under its id."""
        value: Any = node
        reading = Reading()
        if isinstance(node, MappingNode) and identifier is not None:
            field = "code" if kind is Language else "id"
            if field in node.keys_at:  # the name of the file, or the key above, is the id
                reading.unknown.append(UnknownField(node, field, frozenset(kind.model_fields)))
            node[field] = identifier
        try:
            return kind.model_validate(value, context=reading)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if not _is_misspelt(node, detail, reading):
                    self.report_invalid(node, detail)
            self.dropped |= {path, *([identifier] if identifier else [])}
            return None
        finally:
            for unknown in reading.unknown:
                self.report_unknown(unknown.node, unknown.key, unknown.known)

    def report_unknown(self, node: MappingNode, key: str, known: frozenset[str]) -> None:
        known = known - {"id", "code"}
        hint = did_you_mean(key, known) or f"known fields: {', '.join(sorted(known))}"
        message = f"there is no field {key!r} here"
        self.report("CA104", "unknown-field", node.keys_at[key].span, message, hint)

    def report_invalid(self, node: Node, detail: ErrorDetails) -> None:
        path = tuple(step for step in detail["loc"] if not str(step).startswith(TAG_PREFIX))
        if detail["type"] == "missing":
            span = _owner_span(node, path[:-1])
            self.report("CA105", "missing-field", span, f"the field {path[-1]!r} is missing", "add it")
            return
        given = detail["input"]
        if isinstance(given, str) and PLACEHOLDER.search(given):
            return  # a rule of its own lists every place that is still to be filled
        if detail["type"] == "too_short" and given:
            return  # a consequence: the entries are there, and what is wrong with them is reported
        message = detail["msg"].removeprefix("Value error, ")
        if isinstance(given, str) and repr(given) not in message:
            message = f"{given!r} does not fit: {message[:1].lower()}{message[1:]}"
        name = f"the field {path[-1]!r}" if path and isinstance(path[-1], str) else "this entry"
        hint = f"correct {name}"
        fix = _half_width(node_at(node, path))
        if fix:
            hint = f"write {fix.replacement}, half-width"
        self.report("CA106", "wrong-type", node_at(node, path).span, message, hint, fix)


def _half_width(node: Node) -> Fix | None:
    """The mend of a word that is wrong, and would be ASCII if its full-width signs were half-width."""
    if not isinstance(node, Scalar) or node.style:
        return None
    half = normalize("NFKC", node.value)
    return Fix(node.span, half) if half != node.value and half.isascii() else None


def _is_misspelt(node: Node, detail: ErrorDetails, reading: Reading) -> bool:
    """Whether a missing field stands there under a wrong name, which has its own finding and hint."""
    *path, field = detail["loc"] if detail["type"] == "missing" else ("",)
    owner = node_at(node, tuple(step for step in path if not str(step).startswith(TAG_PREFIX)))
    unknown = (each for each in reading.unknown if each.node is owner)
    return any(did_you_mean(each.key, each.known) == f"did you mean {field!r}?" for each in unknown)


def _owner_span(node: Node, path: Path) -> Span:
    """Where to point for something missing: the key that holds the incomplete part, or its begin."""
    owner = node_at(node, path)
    parent = node_at(node, path[:-1])
    if path and isinstance(parent, MappingNode) and path[-1] in parent.keys_at:
        return parent.keys_at[str(path[-1])].span
    return owner.span


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the closest known word; "" if none is close."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


@dataclass(frozen=True)
class Loaded:
    """What loading gave. `atlas` is None only when scale, site or languages could not be read."""

    atlas: Atlas | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class FileReading:
    """What one data file gave: parts by id ("" for a file that needs none), findings, what was dropped."""

    group: str
    parts: dict[str, Any]
    problems: tuple[Diagnostic, ...]
    dropped: frozenset[str]


def read_file(source: SourceText) -> FileReading:
    """Read one data file by itself. Its path says what it should be."""
    loading = _Loading()
    group, _, name = source.path.removeprefix(DATA).rpartition("/")
    parts: dict[str, Any] = {}
    if not group and name in SINGLES:
        group, parts = name, _read_part(loading, SINGLES[name], source)
    elif group in FOLDERS and name.endswith(".yml"):
        parts = _read_part(loading, FOLDERS[group], source, name.removesuffix(".yml"))
    elif not group and name in COLLECTIONS:
        group, parts = name, _read_collection(loading, COLLECTIONS[name], source)
    else:
        message = "this file is not part of the atlas"
        known = ", ".join([*SINGLES, *(f"{folder}/ID.yml" for folder in FOLDERS), *COLLECTIONS])
        loading.report("CA107", "unknown-file", Span.of_file(source.path), message, f"data/ holds {known}")
    return FileReading(group, parts, tuple(loading.problems), frozenset(loading.dropped))


def load(files: Mapping[str, SourceText], read: Callable[[SourceText], FileReading] = read_file) -> Loaded:
    """Read all data files (by path, `data/…`) into an atlas. `read` may remember what `read_file` gave."""
    parts: dict[str, dict[str, Any]] = {name: {} for name in (*SINGLES, *FOLDERS, *COLLECTIONS)}
    problems: list[Diagnostic] = []
    dropped: set[str] = set()
    for _, source in sorted(files.items()):
        reading = read(source)
        problems += reading.problems
        dropped |= reading.dropped
        parts.setdefault(reading.group, {}).update(reading.parts)
    problems += _find_missing(parts, files)
    atlas = _assemble(parts, files, dropped) if all(parts[name] for name in NEEDED) else None
    return Loaded(atlas, tuple(problems))


def _read_part(
    loading: _Loading, kind: type[Part], source: SourceText, identifier: str | None = None
) -> dict[str, Any]:
    """Read a file that is one part; give it under its id (under "" if it needs none)."""
    root = loading.mapping(source)
    part = loading.part(kind, root, source.path, identifier) if root is not None else None
    if part is not None:
        return {identifier or "": part}
    loading.dropped |= {source.path, identifier or source.path}
    return {}


def _read_collection(loading: _Loading, kind: type[Part], source: SourceText) -> dict[str, Any]:
    root = loading.mapping(source)
    nodes = root.nodes if root is not None else {}
    parts = {
        identifier: loading.part(kind, node, source.path, identifier) for identifier, node in nodes.items()
    }
    return {identifier: part for identifier, part in parts.items() if part is not None}


def _find_missing(
    parts: Mapping[str, Mapping[str, Any]], files: Mapping[str, SourceText]
) -> Iterator[Diagnostic]:
    """What an atlas cannot be without, where not even a file with mistakes is there."""
    for name in NEEDED:
        if not parts[name] and not any(path.startswith(DATA + name) for path in files):
            span = Span.of_file(DATA + name)
            message = f"{DATA}{name} is missing"
            yield Diagnostic("CA108", "missing-file", Severity.ERROR, span, message, "add it")


def _assemble(
    parts: Mapping[str, dict[str, Any]], files: Mapping[str, SourceText], dropped: Iterable[str]
) -> Atlas:
    scale: Scale = parts["scale.yml"][""]
    order = {band.level: index for index, band in enumerate(scale.bands)}
    levels = dict(sorted(parts["levels"].items(), key=lambda item: order.get(item[0], len(order))))
    ranked = sorted(
        parts["technologies"].items(),
        key=lambda item: (order.get(item[1].level, len(order)), -item[1].score, item[0]),
    )
    return Atlas(
        site=parts["site.yml"][""],
        languages=dict(sorted(parts["languages"].items(), key=lambda item: not item[1].default)),
        scale=scale,
        levels=levels,
        technologies=dict(ranked),
        chapters=parts["chapters"],
        forces=parts["forces"],
        findings=parts["findings.yml"],
        pyramid=parts["pyramid.yml"].get(""),
        map=parts["map.yml"].get(""),
        timeline=parts["timeline.yml"].get(""),
        references=parts["references.yml"],
        glossary=parts["glossary.yml"],
        errata=parts["errata.yml"],
        documents=parts["documents.yml"],
        changes=parts["changes.yml"],
        history=parts["history.yml"].get(""),
        files=dict(files),
        dropped=frozenset(dropped),
    )
