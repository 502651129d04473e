"""The atlas: scale, levels, technologies, and what is said about them. Frozen once loaded."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from generator.model.blocks import Formula, Item, Section, Table
from generator.model.changes import ScoreChange
from generator.model.overview import Finding, Force, Map, Pyramid, Timeline
from generator.model.parts import Citation, Figure, Identifier, Identifiers, Label, Number, Part, Text
from generator.model.walk import Walk, walk
from generator.source import SourceText

if TYPE_CHECKING:
    from generator.model.history import History  # it is made of parts that are defined here

# ------------------------------------------------------------------------------- scale.yml


class Component(Part):
    """One input of a score, in [0, 1]. A `complement` component enters as 1 − x."""

    id: Identifier
    name: Text
    symbol: str
    complement: bool = False
    description: Text


class Profile(Part):
    """Named weights over some components; they sum to exactly 1."""

    id: Identifier
    name: Text
    weights: dict[str, Number] = Field(min_length=1)
    description: Text
    source: Citation

    @property
    def total(self) -> Fraction:
        """What the weights sum to; 1 in any profile that passes the rules."""
        return sum((Fraction(weight) for weight in self.weights.values()), Fraction(0))


class Band(Part):
    """A half-open interval of scores, (above, up_to], that belongs to one level.

    The lowest band has no `above` and includes 0.
    """

    level: Identifier
    above: Number | None = None
    up_to: Number


class Anchor(Part):
    """The nominal anchor of a level: an ordinal label in the sources, not a score."""

    level: Identifier
    value: Figure
    source: Citation


class Aspect(Part):
    """A row of the table that describes the state of a level."""

    id: Identifier
    name: Text
    role: Annotated[str, StringConstraints(pattern="^(certainty|anchor)$")] | None = None


class FirmnessPolicy(Part):
    """When a level counts as borderline and has to be acknowledged in the technology's file.

    `variation` is the share by which each weight is varied. The level has to hold in `min_share` of
    the varied weights and in `min_share_any` of all weights.
    """

    variation: Number
    min_share: Number
    min_share_any: Number

    def shares(self) -> dict[str, Number]:
        """The three shares by the names under which texts refer to them."""
        return {
            "variation": self.variation,
            "min-share": self.min_share,
            "min-share-any": self.min_share_any,
        }


class ReviewKind(enum.StrEnum):
    """The figures of a technology that age together."""

    INPUTS = "inputs"
    CONTEST = "contest"
    EVIDENCE = "evidence"
    TRENDS = "trends"


Days = Annotated[int, Field(gt=0), BeforeValidator(int)]


class ReviewPolicy(Part):
    """After how many days figures of a kind are due for review, first in a notice, in the end in an error."""

    kind: ReviewKind
    notice: Days
    warning: Days
    error: Days

    @model_validator(mode="after")
    def _rising(self) -> ReviewPolicy:
        if not self.notice <= self.warning <= self.error:
            raise ValueError("notice, warning and error come in this order")
        return self


class Scale(Part):
    """How scores are made and read. Levels are listed from the most converged down."""

    components: tuple[Component, ...] = Field(min_length=1)
    profiles: tuple[Profile, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    anchors: tuple[Anchor, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    firmness: FirmnessPolicy | None = None
    review: tuple[ReviewPolicy, ...] = ()
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]

    def component(self, identifier: str) -> Component | None:
        """The component of that id, if there is one."""
        return next((part for part in self.components if part.id == identifier), None)

    def profile(self, identifier: str) -> Profile | None:
        """The weight profile of that id, if there is one."""
        return next((part for part in self.profiles if part.id == identifier), None)

    def band(self, level: str) -> Band | None:
        """The band of a level, if it has one."""
        return next((part for part in self.bands if part.level == level), None)

    def anchor(self, level: str) -> Anchor | None:
        """The nominal anchor of a level, if it has one."""
        return next((part for part in self.anchors if part.level == level), None)


# ------------------------------------------------------------------------ levels/, technologies/


class State(Part):
    """One aspect of a level: the value in the sources, and what it means today."""

    aspect: Identifier
    value: Label
    text: Text
    source: Citation
    errata: Identifiers = ()


class ExpectedRange(Part):
    """What the definition of a level expects of one component."""

    component: Identifier
    low: Number | None = None
    high: Number | None = None
    text: Text
    source: Citation
    errata: Identifiers = ()


class Definition(Part):
    """The formal definition of a level, as its chapter gives it."""

    symbol: str
    profile: Identifier
    ranges: tuple[ExpectedRange, ...] = ()
    source: Citation


class LevelBand(Part):
    """The band of a level, stated once more in its own file (double entry)."""

    above: Number | None = None
    up_to: Number
    source: Citation | None = None
    note: Text | None = None
    errata: Identifiers = ()


class Level(Part):
    """A level of convergence and everything its chapter says about it."""

    id: Identifier
    name: Text
    subtitle: Text
    lead: Text
    summary: Text
    band: LevelBand
    definition: Definition | None = None
    state: tuple[State, ...]
    sections: tuple[Section, ...] = ()
    conclusions: tuple[Item, ...]
    references: Identifiers = ()
    errata: Identifiers = ()
    source: Citation

    def aspect(self, identifier: str) -> State | None:
        """What the level says of an aspect, if anything."""
        return next((row for row in self.state if row.aspect == identifier), None)


class Input(Part):
    """The input of a component: `value` is x itself, `complement` is 1 − x, as the source writes it."""

    value: Number | None = None
    complement: Number | None = None
    source: Citation
    note: Text | None = None
    errata: Identifiers = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Input:
        if (self.value is None) == (self.complement is None):
            raise ValueError("give either value or complement")
        return self

    @property
    def field(self) -> str:
        """Which of the two fields holds the figure."""
        return "value" if self.value is not None else "complement"

    @property
    def written(self) -> Number:
        """The figure as written, whichever field holds it."""
        figure = self.value if self.value is not None else self.complement
        assert figure is not None  # the validator demands one of the two
        return figure


class Alternative(Part):
    """One side of a contest."""

    id: Identifier
    name: Text
    products: Label | None = None
    share: Figure
    investment: Text | None = None
    source: Citation


class Basis(enum.StrEnum):
    """Whose share of a contest enters the score."""

    LEADER = "leader"
    SMALLEST = "smallest"


class Contest(Part):
    """A competition between alternatives; their shares of one component sum to 100 %."""

    component: Identifier
    basis: Basis
    alternatives: tuple[Alternative, ...] = Field(min_length=2)
    verdict: Text
    source: Citation
    errata: Identifiers = ()

    def alternative(self, identifier: str) -> Alternative | None:
        """The alternative of that id, if there is one."""
        return next((part for part in self.alternatives if part.id == identifier), None)


class Evidence(Part):
    """A measured or reported figure about the technology, with its evidence and confidence.

    With `component`, the figure is the one that the score's input is taken from.
    """

    component: Identifier | None = None
    metric: Text | None = None
    value: Label
    evidence: Text
    confidence: Figure
    source: Citation
    errata: Identifiers = ()

    @model_validator(mode="after")
    def _named_once(self) -> Evidence:
        if (self.component is None) == (self.metric is None):
            raise ValueError("give either component or metric")
        return self


class Comparison(Part):
    """One metric on which alternatives are compared. `winners` are ids of alternatives."""

    metric: Text
    values: dict[str, Label]
    winners: Identifiers = ()
    source: Citation
    errata: Identifiers = ()


class Challenge(Part):
    """A problem that stands in the way, with what is done about it."""

    id: Identifier
    owner: Identifier | None = None
    title: Text
    problem: Text
    formula: Formula | None = None
    solutions: tuple[Item, ...] = ()
    table: Table | None = None
    source: Citation


class Trend(Part):
    """A direction of research. Shares of one technology's directions sum to 100 %."""

    name: Text
    share: Figure | None = None
    text: Text
    source: Citation


class Acknowledgement(Part):
    """That a level is known to be borderline, and why it stands nevertheless."""

    reason: Text


class Technology(Part):
    """What is scored. States its inputs and its score and level: the engine recomputes both."""

    id: Identifier
    name: Text
    level: Identifier
    profile: Identifier
    score: Number
    inputs: dict[str, Input]
    lead: Text
    acknowledged: Acknowledgement | None = None
    contest: Contest | None = None
    evidence: tuple[Evidence, ...] = ()
    comparison: tuple[Comparison, ...] = ()
    sections: tuple[Section, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    trends: tuple[Trend, ...] = ()
    conclusion: Text
    references: Identifiers = ()
    forces: Identifiers = ()
    errata: Identifiers = ()
    source: Citation


# ---------------------------------------------------------- glossary, references, errata, sources


class Entry(Part):
    """A term of the glossary. `avoid` lists, by language, words that must not stand for it."""

    id: Identifier
    name: Text
    definition: Text
    avoid: dict[str, tuple[str, ...]] = Field(default_factory=dict)


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


@dataclass(frozen=True)
class Atlas:
    """Everything that was loaded. Mappings keep the order that pages use."""

    site: Site
    languages: dict[str, Language]
    scale: Scale
    levels: dict[str, Level]
    technologies: dict[str, Technology]
    chapters: dict[str, Chapter]
    forces: dict[str, Force]
    findings: dict[str, Finding]
    pyramid: Pyramid | None
    map: Map | None
    timeline: Timeline | None
    references: dict[str, Reference]
    glossary: dict[str, Entry]
    errata: dict[str, Erratum]
    documents: dict[str, Document]
    changes: dict[str, ScoreChange] = field(default_factory=dict)
    history: History | None = None
    files: dict[str, SourceText] = field(default_factory=dict, repr=False)
    dropped: frozenset[str] = frozenset()
    """Files with findings so bad that what they describe is missing here."""

    @property
    def default_language(self) -> Language:
        """The language of the pages at `/`."""
        chosen = [language for language in self.languages.values() if language.default]
        return chosen[0] if chosen else next(iter(self.languages.values()))

    @cached_property
    def walk(self) -> Walk:
        """Every part and every wording, for rules that look at all of them."""
        held = [getattr(self, each.name) for each in fields(self) if each.name not in ("languages", "files")]
        groups = [group.values() if isinstance(group, dict) else [group] for group in held]
        return walk(part for group in groups for part in group if isinstance(part, Part))

    def technologies_of(self, level: str) -> tuple[Technology, ...]:
        """The technologies whose file states that level, in order."""
        return tuple(tech for tech in self.technologies.values() if tech.level == level)

    def tables(self) -> Iterator[tuple[str, Part, Table]]:
        """Every table with the id and the part of the level, technology or chapter it belongs to."""
        parts: tuple[Level | Technology | Chapter, ...] = (
            *self.levels.values(),
            *self.technologies.values(),
            *self.chapters.values(),
        )
        for part in parts:
            for section in part.sections:
                for table in section.tables():
                    yield part.id, part, table
        for technology in self.technologies.values():
            for challenge in technology.challenges:
                if challenge.table:
                    yield technology.id, technology, challenge.table
