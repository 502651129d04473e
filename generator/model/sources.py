"""The sources: documents and the lines they have, what they refer to, and what in them does not hold."""

from __future__ import annotations

import enum
from typing import Annotated

from pydantic import Field, model_validator

from generator.model.parts import Citation, Figure, Identifier, Label, Part, Text


class ReferenceKind(enum.StrEnum):
    """What a reference points to."""

    PAPER = "paper"
    RESEARCH = "research"
    DOCUMENTATION = "documentation"


class Reference(Part):
    """Something that the sources cite. `research` names a line of work rather than one text."""

    id: Identifier
    kind: ReferenceKind
    authors: Label | None = None
    title: Label
    year: str | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    note: Text
    source: Citation


class ErratumKind(enum.StrEnum):
    """What sort of contradiction an erratum records."""

    ARITHMETIC = "arithmetic"
    PERCENTAGE = "percentage"
    LABEL = "label"
    DEFINITION = "definition"
    RANGE = "range"
    COUNT = "count"
    TIMELINE = "timeline"
    DIAGRAM = "diagram"
    CROSS_DOCUMENT = "cross-document"


class Erratum(Part):
    """A claim of a source that does not hold.

    `stated` is the figure the source prints; `recomputed` is an expression over addresses of the
    atlas (see `generator.values`) whose value must contradict it, or the erratum is stale. Where
    two statements without a figure contradict each other, `conflict` cites the other one instead.
    `cause` says how the slip can have come about, where that is plain. `claims` are the ids of
    the claims in the benchmark that it settles.
    """

    id: Identifier
    kind: ErratumKind
    quote: Label
    stated: Figure | None = None
    recomputed: str | None = None
    conflict: Citation | None = None
    resolution: Text
    cause: Text | None = None
    claims: tuple[str, ...] = ()
    source: Citation

    @model_validator(mode="after")
    def _recomputed_or_conflict(self) -> Erratum:
        has_figures = self.stated is not None and self.recomputed is not None
        if has_figures == (self.conflict is not None) or (self.stated is None) != (self.recomputed is None):
            raise ValueError("give stated and recomputed, or else conflict")
        return self


class Heading(Part):
    """A heading of a source document, so that a citation can name its section."""

    line: Annotated[int, Field(ge=1)]
    title: str


class StructuralDefect(enum.StrEnum):
    """What can be wrong with the form of a document: nothing that it states depends on it."""

    HEADING_NUMBER = "heading-number"
    DUPLICATE_HEADING = "duplicate-heading"
    TOC_ENTRY = "toc-entry"
    INTERNAL_LINK = "internal-link"
    TABLE_ROW = "table-row"
    MERMAID_SYNTAX = "mermaid-syntax"


class Document(Part):
    """A source document of the atlas. `structural` counts what is wrong with its form."""

    id: Identifier
    title: Text
    updated: str
    version: str
    lines: Annotated[int, Field(ge=1)]
    headings: tuple[Heading, ...] = ()
    structural: dict[StructuralDefect, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    note: Text | None = None

    def heading_at(self, line: int) -> Heading | None:
        """The last heading at or before a line."""
        before = [heading for heading in self.headings if heading.line <= line]
        return before[-1] if before else None
