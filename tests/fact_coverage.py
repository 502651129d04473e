"""Which part of the data carries each fact of the sources.

The map stands in tests/coverage/*.yml, keyed by the fact's path in its file: the address of the part
that cites the fact's lines (`data/levels/L2.yml#state.0`), or the reason why no part does (`reason: …`).
Run this file to write the map anew from the facts and the data: `python -m tests.fact_coverage FACTS_FOLDER`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from generator.model.parts import Place, parse_citation
from generator.source import SourceText
from generator.yaml_nodes import MappingNode, Node, SequenceNode, parse_yaml

ROOT = Path(__file__).resolve().parent.parent
MAPS = Path(__file__).resolve().parent / "coverage"

STRUCTURE: dict[str, str] = {
    "link": "navigation between the files of the source; the site has its own",
    "caption": "a caption of the source; the tables and sections of the atlas have their own",
    "heading": "a heading of the source, kept in data/documents.yml",
    "metadata": "when and by whom the source was written, kept in data/documents.yml",
    "contents": "a table of contents of the source",
    "subsection": "a heading inside a section of the source",
    "styles": "colours of a diagram of the source; diagrams are generated with classes",
}
"""Kinds of facts that are about the source's own form, and why no part of the data carries them."""

COMPUTED: dict[str, str] = {
    "diagram": "computed: the diagram of a level, from its technologies, their scores and its anchor",
    "comparison": "computed: levels are compared by printing their states side by side",
    "degree": "computed: the anchor of the level, in data/scale.yml; a technology has a score instead",
}
"""Facts that repeat what the atlas computes, and from what it does."""

BROAD: tuple[tuple[str, str, str], ...] = (
    ("data/levels/", "conclusion", "conclusions"),
    ("data/technologies/", "conclusion", "conclusion"),
    ("data/technologies/", "formula", "profile"),
    ("data/levels/", "fact", "lead"),
    ("data/technologies/", "fact", "lead"),
    ("data/forces/", "", "summary"),
    ("data/pyramid.yml", "diagram", "tiers"),
    ("data/chapters/", "diagram", "title"),
)
"""Where only a whole file cites a line: which of its fields carries facts of a kind ("" is any)."""


@dataclass(frozen=True)
class Fact:
    """A fact: its path in the facts file, the source lines it stands on, its kind, words and section."""

    path: str
    first: int
    last: int
    kind: str
    words: str = ""
    section: str = ""


def read_facts(file: Path) -> Iterator[Fact]:
    """Every fact of a facts file that has a line of its own."""
    document = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    yield from _metadata(document)
    for number, section in enumerate(document["sections"]):
        yield Fact(f"sections.{number}", section["line"], section["line"], "heading")
        for fact in _nested(section.get("items") or [], f"sections.{number}.items", "item"):
            yield replace(fact, section=section["title"])


def _metadata(document: dict[str, Any]) -> Iterator[Fact]:
    for key, entry in (document.get("metadata") or {}).items():
        yield Fact(f"metadata.{key}", entry["line"], entry["line"], "metadata")
    first, _, last = str(document.get("contents_lines", "")).partition("-")
    if first:
        yield Fact("contents_lines", int(first), int(last or first), "contents")


def _nested(value: Any, path: str, kind: str) -> Iterator[Fact]:
    """Facts below a value: every mapping with a line, or with lines and nothing finer inside."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _nested(entry, f"{path}.{number}", kind)
    elif isinstance(value, dict):
        kind = str(value.get("type", kind))
        lines = value.get("line", value.get("lines"))
        if lines is not None and "rows" not in value and "nodes" not in value:
            first, _, last = str(lines).partition("-")
            yield Fact(path, int(first), int(last or first), kind, _words(value))
        for key, entry in value.items():
            if key.endswith("_line") and isinstance(entry, int):
                yield Fact(f"{path}.{key}", entry, entry, "caption")
            elif isinstance(entry, list | dict):
                yield from _nested(entry, f"{path}.{key}", "styles" if key == "styles" else kind)


def _words(value: dict[str, Any]) -> str:
    """What a fact says first: its sentence, or the first cell of its row."""
    return str(value.get("fact") or next(iter(value.get("cells") or []), ""))


@dataclass(frozen=True)
class Carrier:
    """A part of the data that cites a place in a source."""

    address: str
    place: Place


def read_carriers(root: Path) -> list[Carrier]:
    """Every part below data/ with a source, by address; the finest citations first."""
    carriers: list[Carrier] = []
    for file in sorted((root / "data").rglob("*.yml")):
        if file.parent.name == "languages":
            continue  # strings of the interface cite nothing
        path = file.relative_to(root).as_posix()
        node, _ = parse_yaml(SourceText(path, file.read_text(encoding="utf-8")))
        if node is not None:
            carriers += _carriers(node, path, ())
    return sorted(carriers, key=lambda carrier: carrier.place.last - carrier.place.first)


def _carriers(node: Node, file: str, path: tuple[str, ...]) -> Iterator[Carrier]:
    if isinstance(node, MappingNode):
        for key in ("source", "conflict"):
            for place in parse_citation(node[key]) if isinstance(node.get(key), str) else ():
                yield Carrier(f"{file}#{'.'.join(path)}", place)
        for key, inner in node.nodes.items():
            yield from _carriers(inner, file, (*path, key))
    elif isinstance(node, SequenceNode):
        for number, inner in enumerate(node.nodes):
            yield from _carriers(inner, file, (*path, str(number)))


def find_carrier(fact: Fact, document: str, carriers: list[Carrier]) -> str | None:
    """The address of the part with the narrowest citation that covers the fact; errata come last."""
    covering = [
        carrier
        for carrier in carriers
        if carrier.place.document == document
        and carrier.place.first <= fact.first
        and fact.last <= carrier.place.last
    ]
    covering.sort(key=lambda carrier: carrier.address.startswith("data/errata.yml"))
    return covering[0].address if covering else None


def map_facts(file: Path, root: Path) -> dict[str, str]:
    """The map of one facts file: fact path → address or `reason: …`; what nothing carries is missing."""
    carriers = read_carriers(root)
    mapped: dict[str, str] = {}
    for fact in read_facts(file):
        address = find_carrier(fact, file.stem, carriers)
        reason = find_reason(fact, address)
        if reason is not None:
            mapped[fact.path] = f"reason: {reason}"
        elif address is not None:
            mapped[fact.path] = narrow(fact, address)
    return mapped


def find_reason(fact: Fact, address: str | None) -> str | None:
    """Why a fact needs no carrier of its own: it is about the source's form, or the atlas computes it."""
    is_broad = address is None or address.endswith("#")
    if is_broad and fact.kind in STRUCTURE:
        return STRUCTURE[fact.kind]
    if LINK_ONLY.match(fact.words):
        return STRUCTURE["link"]
    if not is_broad or address is None or not LEVEL_FILE.match(address):
        return None
    if fact.kind == "diagram":
        return COMPUTED["diagram"]
    if "收敛度" in fact.words:
        return COMPUTED["degree"]
    return COMPUTED["comparison"] if COMPARISON.search(fact.section) else None


def narrow(fact: Fact, address: str) -> str:
    """The address of a file as that of the field in it that carries facts of this kind."""
    if not address.endswith("#"):
        return address
    fields = (field for start, kind, field in BROAD if address.startswith(start) and kind in ("", fact.kind))
    return address + next(fields, "")


LINK_ONLY = re.compile(r"details?(ed contents?)?\b.*\.md\b")
LEVEL_FILE = re.compile(r"data/(levels|technologies)/")
COMPARISON = re.compile(r"\bL\d vs L\d\b")


def main(folder: Path) -> int:
    """Write every map; list the facts that nothing carries."""
    missing = 0
    for file in sorted(folder.glob("*.yml")):
        mapped = map_facts(file, ROOT)
        for fact in read_facts(file):
            if fact.path not in mapped:
                missing += 1
                print(f"{file.stem}:{fact.first}-{fact.last} {fact.path} ({fact.kind}) is carried by nothing")
        lines = [
            f"{path}: {yaml.safe_dump(carrier, allow_unicode=True, width=500).splitlines()[0]}"
            for path, carrier in mapped.items()
        ]
        header = "# Which part of the data carries each fact; written by tests/fact_coverage.py.\n"
        (MAPS / file.name).write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{missing} facts are carried by nothing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
