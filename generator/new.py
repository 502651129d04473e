"""What `python -m generator new KIND ID` adds: a skeleton with comments, in its own file or at its place.

Skeletons are data (skeletons/*.yml). Places to fill stand in angle quotes; `check` lists those left.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template

from generator.load import load
from generator.markup import PLACEHOLDER
from generator.model.atlas import Atlas
from generator.model.scale import Profile
from generator.project import read_tree
from generator.schema_files import MODELINE, schema_of
from generator.source import SourceText
from generator.yaml_nodes import MappingNode, parse_yaml

SKELETONS = "skeletons"

FILES = {
    "technology": "data/technologies/{}.yml",
    "force": "data/forces/{}.yml",
    "chapter": "data/chapters/{}.yml",
    "prediction": "data/timeline.yml",
    "reference": "data/references.yml",
    "document": "data/documents.yml",
}
"""Kinds that can be begun, and the file that each goes to: one of its own where `{}` stands."""

LISTS = {"prediction": "predictions"}
"""Kinds that are entries of a list, with the key of the list; others go to the end of their file."""

AFTER = {
    "technology": (
        "its page, its level's chapter, the tables and the figures follow by themselves",
        "python -m generator explain {id}   shows the sum",
        "to announce it in the feed, record it in data/changes.yml (kind: first)",
    ),
    "force": ("name technologies in its cases; `check --fix` adds the force to each of them",),
    "chapter": ("the menu lists it by itself",),
    "prediction": ("move it to its place in the order of due quarters",),
    "reference": ("list it under `references` of what cites it, or write [[cite:{id}]] in a text",),
    "document": ("cite its lines where a `source` is asked for, such as {id}:12",),
}


class RefusedError(ValueError):
    """Nothing was begun; the message says why."""


@dataclass(frozen=True)
class Beginning:
    """A file as it will be, the lines in it that are new, and what to do next."""

    path: str
    text: str
    added: str
    steps: tuple[str, ...]


def begin(root: Path, kind: str, identifier: str) -> Beginning:
    """Prepare a skeleton; raise `RefusedError` if the id cannot be used. Writes nothing."""
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", identifier):
        raise RefusedError(
            f"{identifier!r} is no id: write words of ASCII letters and figures, joined by hyphens"
        )
    tree = read_tree(root)
    atlas = load(tree.data).atlas
    if atlas is None:
        raise RefusedError("the data cannot be read: run `python -m generator check`")
    # Not every file system tells capitals apart, and neither do all readers.
    taken = next((each for each in used_ids(atlas)[kind] if each.lower() == identifier.lower()), None)
    if taken:
        raise RefusedError(f"there is a {kind} {taken!r} already")
    path = FILES[kind].format(identifier)
    if "{}" in FILES[kind] and path in tree.data:
        raise RefusedError(f"{path} exists already")
    skeleton = Template((root / SKELETONS / f"{kind}.yml").read_text(encoding="utf-8"))
    added = skeleton.substitute(id=identifier, **_words(atlas))
    if "{}" in FILES[kind]:
        text = added = f"{MODELINE}../../{schema_of(path)}\n{added}"
    else:
        text = insert(tree.data[path], LISTS.get(kind), added)
    return Beginning(path, text, added, _steps(kind, identifier, path, _open_lines(text, added)))


def used_ids(atlas: Atlas) -> dict[str, set[str]]:
    """The ids that are taken, by kind."""
    predictions = atlas.timeline.predictions if atlas.timeline else ()
    return {
        "technology": set(atlas.technologies),
        "force": set(atlas.forces),
        "chapter": set(atlas.chapters),
        "prediction": {each.id for each in predictions},
        "reference": set(atlas.references),
        "document": set(atlas.documents),
    }


def _words(atlas: Atlas) -> dict[str, str]:
    """What a skeleton says of this atlas: its levels, the usual profile, and where its sources are."""
    profile = _usual_profile(atlas)
    document = next(iter(atlas.documents), "document")
    return {
        "levels": ", ".join(band.level for band in atlas.scale.bands),
        "profile": profile.id,
        "sum": " + ".join(f"{weight}×{name}" for name, weight in _weighed(atlas, profile)),
        "place": f"{document}:12 or {document}:12-18",
        "inputs": "".join(
            f"  {name}:\n    value: ‹0.00›\n    source: ‹document:line›\n" for name in profile.weights
        ),
    }


def _weighed(atlas: Atlas, profile: Profile) -> list[tuple[str, str]]:
    """The components of a profile as they enter the score, with their weights."""
    named = []
    for name, weight in profile.weights.items():
        component = atlas.scale.component(name)
        named.append((f"(1 − {name})" if component and component.complement else name, str(weight)))
    return named


def _usual_profile(atlas: Atlas) -> Profile:
    """The profile that most technologies are scored with."""
    used = Counter(technology.profile for technology in atlas.technologies.values())
    return max(atlas.scale.profiles, key=lambda profile: used[profile.id])


def insert(source: SourceText, key: str | None, added: str) -> str:
    """The text of a file with lines added: behind the last entry of a list, or at its end."""
    end = len(source.text)
    root, _ = parse_yaml(source)
    if key is not None and isinstance(root, MappingNode):
        following = list(root.keys_at)[list(root.keys_at).index(key) + 1 :]
        end = root.keys_at[following[0]].start if following else end
    before, after = source.text[:end].rstrip("\n"), source.text[end:]
    return "\n".join([before, added, after]) if after else f"{before}\n{added}"


def _open_lines(text: str, added: str) -> list[int]:
    """The numbers of the lines among those added that have a place to fill."""
    before = text[: text.index(added)].count("\n")
    lines = enumerate(added.splitlines(), start=before + 1)
    return [number for number, line in lines if PLACEHOLDER.search(line)]


def _steps(kind: str, identifier: str, path: str, places: list[int]) -> tuple[str, ...]:
    return (
        f"fill the places in angle quotes in {path}: lines {places[0]} to {places[-1]}",
        *(step.format(id=identifier) for step in AFTER[kind]),
        "python -m generator check    says what is missing or wrong",
        "python -m generator render   writes the pages; commit them with the data",
    )


def write(root: Path, beginning: Beginning) -> None:
    """Put the file in its place."""
    file = root / beginning.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(beginning.text, encoding="utf-8", newline="\n")
