"""The Atom feed of score and level changes, and texts as plain words for readers outside the site. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree

from generator.citation import page_address
from generator.markup import Reference, find_references, join_words
from generator.model.changes import ScoreChange
from generator.model.publication import Language
from generator.scores import ScoredAtlas

ATOM = "http://www.w3.org/2005/Atom"


def newest_first(changes: Iterable[ScoreChange]) -> list[ScoreChange]:
    """Changes from the latest day back; those of one day in the order of the data."""
    return sorted(changes, key=lambda change: change.date, reverse=True)


def write_feed(scored: ScoredAtlas, language: Language) -> str:
    """The Atom feed of score and level changes in one language (RFC 4287)."""
    atlas, strings = scored.atlas, language.strings
    changes = newest_first(atlas.changes.values())
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language.code})
    _add(root, "title", f"{atlas.site.title[language.code]}{strings['colon']}{strings['feed-title']}")
    _add(root, "id", f"urn:atlas:changes:{language.code}")
    _add(root, "updated", _moment(changes[0].date if changes else atlas.scale.as_of))
    _add(ElementTree.SubElement(root, "author"), "name", atlas.site.title[language.code])
    home = page_address(atlas, language, "index.md")
    if home:
        ElementTree.SubElement(root, "link", {"rel": "alternate", "href": home})
    for change in changes:
        _add_entry(root, change, scored, language)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add_entry(
    root: ElementTree.Element, change: ScoreChange, scored: ScoredAtlas, language: Language
) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _add(entry, "title", change_title(change, scored, language))
    _add(entry, "id", f"urn:atlas:change:{change.id}:{language.code}")
    _add(entry, "updated", _moment(change.date))
    page = f"technologies/{change.technology}.md" if change.technology else "method.md"
    address = page_address(scored.atlas, language, page)
    if address:
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": address})
    ElementTree.SubElement(entry, "category", {"term": change.kind.value})
    _add(entry, "content", plain_text(change.text[language.code], scored, language))


def change_title(change: ScoreChange, scored: ScoredAtlas, language: Language) -> str:
    """What changed, in a line: the name, the score before and after, the levels."""
    technology = scored.atlas.technologies.get(change.technology or "")
    name = technology.name[language.code] if technology else language.strings["scale"]
    steps = [f"{each.score} ({each.level})" for each in (change.before, change.after) if each is not None]
    return name + (language.strings["colon"] + " → ".join(steps) if steps else "")


def _add(parent: ElementTree.Element, tag: str, words: str) -> None:
    ElementTree.SubElement(parent, tag).text = words


def _moment(day: str) -> str:
    """The beginning of a day, as Atom wants it."""
    return f"{day}T00:00:00Z"


def plain_text(text: str, scored: ScoredAtlas, language: Language) -> str:
    """A text with its references as plain words: figures as printed, parts by their names."""
    result, position = "", 0
    for reference in find_references(text):
        words = _referenced(reference, scored, language)
        result = join_words(join_words(result, text[position : reference.start]), words)
        position = reference.end
    return join_words(result, text[position:]) if position else text


def _referenced(reference: Reference, scored: ScoredAtlas, language: Language) -> str:
    if reference.address in scored.values:
        return scored.values[reference.address].text
    atlas = scored.atlas
    named: dict[str, Mapping[str, Any]] = {
        "technology": atlas.technologies,
        "level": atlas.levels,
        "term": atlas.glossary,
    }
    part = named.get(reference.kind, {}).get(reference.target)
    return part.name[language.code] if part is not None else reference.target
