"""The technologies: what is scored, with inputs, contest, evidence and outlook."""

from __future__ import annotations

import enum

from pydantic import Field, model_validator

from generator.model.blocks import Formula, Item, Section, Table
from generator.model.parts import Citation, Figure, Identifier, Identifiers, Label, Number, Part, Text


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
