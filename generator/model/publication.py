"""What is published beside levels and technologies: chapters, the glossary, the interface, the site."""

from __future__ import annotations

from pydantic import Field

from generator.model.blocks import Section
from generator.model.parts import Citation, Identifier, Identifiers, Part, Text


class Language(Part):
    """A language of the atlas and the strings of its interface, by key."""

    code: Identifier
    name: str
    default: bool = False
    strings: dict[str, str]


class Chapter(Part):
    """A chapter of prose; its template may add what is computed to its sections."""

    id: Identifier
    title: Text
    summary: Text
    lead: Text
    sections: tuple[Section, ...]
    errata: Identifiers = ()
    references: Identifiers = ()
    source: Citation | None = None


class Entry(Part):
    """A term of the glossary. `avoid` lists, by language, words that must not stand for it."""

    id: Identifier
    name: Text
    definition: Text
    avoid: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Site(Part):
    """What the published site says of itself, and where its sources can be edited."""

    title: Text
    tagline: Text
    introduction: Text
    repository: str
    branch: str
    address: str = ""
    """Where it is published, for citations and feeds; left out while it has no address of its own."""

    def line_address(self, path: str, line: int) -> str:
        """The web address at which one line of a file can be seen."""
        return f"{self.repository}/blob/{self.branch}/{path}#L{line}"

    def edit_address(self, path: str) -> str:
        """The web address at which a file of the repository can be edited, or a folder seen."""
        action = "tree" if path.endswith("/") else "edit"
        return f"{self.repository}/{action}/{self.branch}/{path}"
