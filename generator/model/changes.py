"""The dated record of how scores and levels changed, and why: the world moved, or the formula did."""

from __future__ import annotations

import enum

from pydantic import model_validator

from generator.model.overview import Day
from generator.model.parts import Citation, Identifier, Number, Part, Text


class ChangeKind(enum.StrEnum):
    """Why a score is what it is from a day on."""

    FIRST = "first"
    """It was computed for the first time."""
    WORLD = "world"
    """An input changed: what is measured is no longer what it was."""
    FORMULA = "formula"
    """Weights, bands or rules changed, while the world stayed as it was."""


class Standing(Part):
    """A score and its level at some time."""

    score: Number
    level: Identifier


class ScoreChange(Part):
    """One change on one day: of a technology, or of the scale when none is named."""

    id: Identifier
    date: Day
    kind: ChangeKind
    technology: Identifier | None = None
    before: Standing | None = None
    after: Standing | None = None
    text: Text
    source: Citation | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> ScoreChange:
        if (self.technology is None) != (self.after is None):
            raise ValueError("give technology and after, or neither for a change of the scale")
        is_first = self.kind is ChangeKind.FIRST
        if self.technology is not None and is_first != (self.before is None):
            raise ValueError("every change but the first one gives before")
        return self
