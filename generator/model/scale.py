"""The scale: how scores are made from components, and how they are read as levels."""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from generator.model.parts import Citation, Figure, Identifier, Number, Part, Text


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
