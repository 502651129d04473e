"""The nearest flip: the smallest change of one input, or of one weight, that gives another level.

A level holds while above < C ≤ up_to. Downwards it is therefore lost *at* the edge, upwards only
*beyond* it, and a change that ends exactly on the upper edge is no flip. All thresholds are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model.scale import Band, Component, Scale
from generator.model.technologies import Basis, Technology

if TYPE_CHECKING:
    from generator.scores import Score, Term

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest place at which a level changes when one quantity moves and nothing else does.

    `value` is the input as it enters the score (1 − x for a complement component), or the weight.
    """

    component: Component
    value: Fraction
    threshold: Fraction
    is_up: bool
    """Whether the level changes when the quantity rises; a complement's own figure falls then."""
    level: str
    """The level that the technology moves to."""
    is_beyond: bool
    """Whether the threshold itself still belongs to the old level."""
    is_possible: bool = True
    """False when a contest rules the threshold out: a leader of two cannot have less than a half."""

    @property
    def change(self) -> Fraction:
        """How far the quantity has to move, with its sign."""
        return self.threshold - self.value

    @property
    def own_value(self) -> Fraction:
        """The component's own figure now: x where 1 − x enters."""
        return ONE - self.value if self.component.complement else self.value

    @property
    def own_threshold(self) -> Fraction:
        """The threshold for the component's own figure."""
        return ONE - self.threshold if self.component.complement else self.threshold

    @property
    def own_is_up(self) -> bool:
        """Whether the component's own figure has to rise."""
        return self.is_up != self.component.complement


def edges(band: Band, scale: Scale) -> Iterator[tuple[Fraction, str, bool]]:
    """The inner edges of a band: the score, the level on the other side, whether it lies above."""
    for other in scale.bands:
        if band.above is not None and other.up_to == band.above:
            yield Fraction(band.above), other.level, False
        if other.above is not None and other.above == band.up_to:
            yield Fraction(band.up_to), other.level, True


def nearest_input_flip(score: Score, term: Term, scale: Scale) -> Flip | None:
    """The nearest flip of one input within [0, 1]; None if no value of it changes the level."""
    if score.band is None or not term.weight:
        return None
    low, high = possible_range(score.technology, term.component)
    found = []
    for edge, level, is_above in edges(score.band, scale):
        threshold = term.value + (edge - score.total) / term.weight
        within = threshold < ONE if is_above else threshold >= ZERO
        if within:
            is_possible = threshold < high if is_above else threshold >= low
            found.append(Flip(term.component, term.value, threshold, is_above, level, is_above, is_possible))
    return nearest(found)


def possible_range(technology: Technology, component: Component) -> tuple[Fraction, Fraction]:
    """The values that an input can take: a leader's share of n is at least 1/n, the smallest at most that."""
    contest = technology.contest
    if contest is None or contest.component != component.id or component.complement:
        return ZERO, ONE
    even = Fraction(1, len(contest.alternatives))
    return (even, ONE) if contest.basis is Basis.LEADER else (ZERO, even)


def nearest_weight_flip(score: Score, term: Term, scale: Scale) -> Flip | None:
    """The nearest flip of one weight within [0, 1], the others keeping their proportions to each other.

    With w′ for the weight and R for the mean of the other terms, C = w′·x + (1 − w′)·R.
    """
    if score.band is None or term.weight == ONE:
        return None
    rest = (score.total - term.product) / (ONE - term.weight)
    slope = term.value - rest
    found = []
    for edge, level, is_above in edges(score.band, scale):
        if slope:
            threshold = (edge - rest) / slope
            is_up = (slope > 0) == is_above
            is_within = (ZERO < threshold < ONE) if is_above else (ZERO <= threshold <= ONE)
            if is_within:
                found.append(Flip(term.component, term.weight, threshold, is_up, level, is_above))
    return nearest(found)


def nearest(flips: Sequence[Flip | None]) -> Flip | None:
    """The flip with the smallest change, one that is possible before one that is not."""
    given = [flip for flip in flips if flip is not None]
    return min(given, key=lambda flip: (not flip.is_possible, abs(flip.change)), default=None)
