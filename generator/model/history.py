"""The past of the atlas: editions of the scale, and inputs that later ones replaced.

With both, every score that was ever published can be computed again, and past inputs can be scored by
today's formula (and today's by a past one): did the world move, or the formula?
"""

from __future__ import annotations

from pydantic import Field

from generator.model.overview import Day
from generator.model.parts import Identifier, Number, Part
from generator.model.scale import Band
from generator.model.technologies import Input


class Edition(Part):
    """Bands and weights as they were from a day on. The newest edition repeats the scale in force."""

    id: Identifier
    date: Day
    bands: tuple[Band, ...] = Field(min_length=1)
    weights: dict[str, dict[str, Number]] = Field(min_length=1)


class PastState(Part):
    """The inputs of a technology until the day on which a change replaced them."""

    technology: Identifier
    until: Day
    profile: Identifier
    inputs: dict[str, Input]


class History(Part):
    """Editions of the scale and past states of technologies, oldest first."""

    editions: tuple[Edition, ...] = Field(min_length=1)
    states: tuple[PastState, ...] = ()

    def edition_on(self, day: str) -> Edition | None:
        """The edition in force on a day; the one that begins on it is."""
        begun = [edition for edition in self.editions if edition.date <= day]
        return begun[-1] if begun else None

    def edition_before(self, day: str) -> Edition | None:
        """The edition in force until a day."""
        begun = [edition for edition in self.editions if edition.date < day]
        return begun[-1] if begun else None
