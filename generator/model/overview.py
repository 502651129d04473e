"""The wider picture: forces, the map of certainty and flexibility, findings, the timeline."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from generator.model.blocks import Argument, Item
from generator.model.parts import Citation, Figure, Identifier, Identifiers, Label, Number, Part, Text

# ----------------------------------------------------------------------------------- forces/


class Direction(enum.StrEnum):
    """Which way a force pushes."""

    FOR = "for"
    AGAINST = "against"


class Chain(Part):
    """A chain of cause and effect: every step leads to the next."""

    steps: tuple[Text, ...] = Field(min_length=2)
    source: Citation


class Case(Part):
    """An instance of a force; `technologies` are those it concerns, and they name the force in turn."""

    name: Text
    text: Text | None = None
    technologies: Identifiers = ()
    source: Citation


class Force(Part):
    """What drives for or against convergence."""

    id: Identifier
    direction: Direction
    name: Text
    summary: Text
    mechanism: Text
    chains: tuple[Chain, ...] = Field(min_length=1)
    effects: tuple[Item, ...] = ()
    cases: tuple[Case, ...] = ()
    errata: Identifiers = ()
    source: Citation


# ----------------------------------------------------------------------------------- map.yml


HALF = Decimal("0.5")
"""Where the map is divided."""


class Side(enum.StrEnum):
    """One half of an axis."""

    LOW = "low"
    HIGH = "high"


class Axis(Part):
    """An axis of the map, from 0 (low) to 1 (high)."""

    name: Text
    low: Text
    high: Text


class Quadrant(Part):
    """A quarter of the map: its name, what to do there, and an example."""

    id: Identifier
    x: Side
    y: Side
    name: Text
    strategy: Text
    example: Text | None = None
    source: Citation
    errata: Identifiers = ()


class Point(Part):
    """A point of the map. `quadrant` is stated and must be the one that the coordinates lie in."""

    id: Identifier
    name: Label
    x: Number
    y: Number
    quadrant: Identifier
    technology: Identifier | None = None
    source: Citation
    errata: Identifiers = ()


class Map(Part):
    """A chart of points in the unit square, divided at one half into four quadrants."""

    title: Text
    lead: Text
    x: Axis
    y: Axis
    quadrants: tuple[Quadrant, ...]
    points: tuple[Point, ...]
    source: Citation

    def quadrant_at(self, point: Point) -> Quadrant | None:
        """The quadrant that a point lies in: above one half is high."""
        sides = (Side.HIGH if point.x > HALF else Side.LOW, Side.HIGH if point.y > HALF else Side.LOW)
        return next((part for part in self.quadrants if (part.x, part.y) == sides), None)


# ------------------------------------------------------------------------------- findings.yml


class Change(Part):
    """How a degree of convergence moved: from, to, and the difference in percentage points (double entry)."""

    subject: Text
    technology: Identifier | None = None
    before: Figure
    after: Figure
    points: Figure
    before_text: Text | None = None
    after_text: Text | None = None
    certainty_before: Figure | None = None
    certainty_after: Figure | None = None
    source: Citation
    errata: Identifiers = ()


class Finding(Part):
    """A result of recent research: what it says, and what it changes."""

    id: Identifier
    title: Text
    published: Label | None = None
    argument: Argument
    evidence: tuple[Item, ...] = ()
    impact: tuple[Item, ...] = ()
    changes: tuple[Change, ...] = ()
    references: Identifiers = ()
    source: Citation
    errata: Identifiers = ()


# ------------------------------------------------------------------------------- timeline.yml

Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A date, `2026-06-30`."""

Quarter = Annotated[str, StringConstraints(pattern=r"^\d{4}-Q[1-4]$")]
"""A quarter, `2026-Q2`."""


def quarter_of(day: str) -> str:
    """The quarter that a day lies in; quarters compare as text in the order of time."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


class Progress(enum.StrEnum):
    """How far a period of the timeline is, at the date of the atlas."""

    DONE = "done"
    ACTIVE = "active"
    PLANNED = "planned"


class Track(Part):
    """A row of the timeline: a layer of the field."""

    id: Identifier
    name: Text


class Period(Part):
    """A stretch of time on a track; a milestone is one day."""

    id: Identifier
    track: Identifier
    name: Text
    start: Day
    end: Day
    progress: Progress
    critical: bool = False
    source: Citation
    errata: Identifiers = ()

    @property
    def is_milestone(self) -> bool:
        """Whether it is a single day."""
        return self.start == self.end


class Status(enum.StrEnum):
    """Where a prediction stands at the date of the atlas."""

    OPEN = "open"
    DUE = "due"
    RESOLVED = "resolved"


class Shift(Part):
    """A change of the nominal degree of a subject; shifts of one subject chain from one to the next."""

    subject: Identifier
    before: Figure
    after: Figure
    errata: Identifiers = ()


class Prediction(Part):
    """A dated statement. `basis` says what it rests on; a resolved one gives its evidence."""

    id: Identifier
    statement: Text
    start: Quarter
    due: Quarter
    status: Status
    basis: Text
    breakthrough: Text | None = None
    outcome: Text | None = None
    shift: Shift | None = None
    technology: Identifier | None = None
    references: Identifiers = ()
    source: Citation
    errata: Identifiers = ()

    @model_validator(mode="after")
    def _resolved_with_evidence(self) -> Prediction:
        if (self.status is Status.RESOLVED) != (self.outcome is not None):
            raise ValueError("a resolved prediction gives its outcome, and only a resolved one does")
        return self


class Subject(Part):
    """What a shift is about: a technology, or something wider that has a name of its own."""

    id: Identifier
    name: Text
    technology: Identifier | None = None


class Timeline(Part):
    """Periods and predictions, as one dated data set."""

    tracks: tuple[Track, ...]
    periods: tuple[Period, ...]
    subjects: tuple[Subject, ...]
    predictions: tuple[Prediction, ...]


# ------------------------------------------------------------------------------- pyramid.yml


class Tier(Part):
    """A layer of the pyramid, what has converged there, and what has not."""

    id: Identifier
    name: Text
    state: Text
    text: Text
    unconverged: Text | None = None
    certainty: Figure | None = None
    source: Citation
    errata: Identifiers = ()


class Pyramid(Part):
    """The layers of the field, from the top down; each rests on the next."""

    lead: Text
    tiers: tuple[Tier, ...] = Field(min_length=2)
    source: Citation
