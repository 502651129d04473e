"""What the theme's search needs beyond itself: the terms of the data, and one index per language."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jieba
import yaml

LONGEST_TERM = 8
"""Characters. What is longer is a sentence, not a term."""

_HAN_TERM = re.compile(rf"[\u4e00-\u9fff]{{2,{LONGEST_TERM}}}")


def find_terms(data: Path) -> tuple[str, ...]:
    """Return, sorted, the texts in the data that are one short run of Chinese: names, labels, glossary terms.

    A file that is not YAML gives none; saying so is the loader's task.
    """
    found: set[str] = set()
    for file in sorted(data.rglob("*.yml")):
        try:
            scalars = list(_scalars(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            continue
        found.update(text for text in scalars if _HAN_TERM.fullmatch(text))
    return tuple(sorted(found))


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _scalars(text: str) -> Iterator[str]:
    """All scalars of a YAML text, whatever tags it uses."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent):
            yield event.value


def write_dictionary(terms: Sequence[str], file: Path) -> bool:
    """Write jieba's user dictionary: one term a line, never to be cut. Say whether it changed."""
    text = "".join(f"{term} 100000\n" for term in terms)
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return True


def teach_terms(file: Path) -> None:
    """Make jieba know its own dictionary and the terms, and nothing else, however often this is called.

    Loading a list of terms once more makes all of its words more frequent, and cuts texts differently.
    """
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.initialized = False
    jieba.initialize()
    with file.open("rb") as terms:
        jieba.load_userdict(terms)


def split_index(site: Path, languages: Sequence[str]) -> None:
    """Move the entries of every language that has a folder of its own into an index in that folder."""
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    rest = list({entry["location"]: entry for entry in index["docs"]}.values())
    for language in languages:
        prefix = f"{language}/"
        own = [entry for entry in rest if entry["location"].startswith(prefix)]
        rest = [entry for entry in rest if not entry["location"].startswith(prefix)]
        if own:
            docs = [{**entry, "location": entry["location"].removeprefix(prefix)} for entry in own]
            config = {**index["config"], "lang": [language]}
            write_index(site / language / "search" / "search_index.json", {"config": config, "docs": docs})
    write_index(file, {**index, "docs": rest})


def write_index(file: Path, index: dict[str, Any]) -> None:
    """Write an index as the theme reads it, in as few bytes as JSON allows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
