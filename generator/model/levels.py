"""The levels of convergence, and what the sources say of each."""

from __future__ import annotations

from generator.model.blocks import Item, Section
from generator.model.parts import Citation, Identifier, Identifiers, Label, Number, Part, Text


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
