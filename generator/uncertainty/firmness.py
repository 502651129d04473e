"""How firm a technology's level is: what its figures, its weights and its profile leave open.

The procedure follows the OECD/JRC *Handbook on Constructing Composite Indicators* (2008, §7):
uncertainty analysis (how far does the score spread?) and sensitivity analysis (which input decides?).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.model.scale import Band, FirmnessPolicy, Scale
from generator.quantity import half_up
from generator.uncertainty.distributions import Distribution, any_weights, quantile, varied_weights
from generator.uncertainty.flips import Flip, nearest, nearest_input_flip, nearest_weight_flip

if TYPE_CHECKING:
    from generator.scores import Score, ScoredAtlas

ZERO, ONE = Fraction(0), Fraction(1)
TAIL = Fraction(1, 20)
"""What is left out on each side of a 5–95 % band."""
PLACES = 3
"""Decimals of the quantiles."""


class Interval(NamedTuple):
    """A closed interval of scores."""

    low: Fraction
    high: Fraction


class Doubt(enum.StrEnum):
    """What makes a level borderline."""

    STRADDLES = "straddles"
    """The written precision of the inputs leaves room for another level."""
    VARIED = "varied"
    """Too many of the weights near the profile's give another level."""
    ANY = "any"
    """Too many of all possible weights give another level."""


@dataclass(frozen=True)
class Firmness:
    """Everything that is computed about the firmness of one technology's level."""

    score: Score
    band: Band
    scale: Scale
    policy: FirmnessPolicy

    @cached_property
    def inputs(self) -> tuple[Interval, ...]:
        """What each input can be by its written precision, in the order of the terms."""
        given = self.score.technology.inputs
        return tuple(
            written_interval(term.value, given[term.component.id].written) for term in self.score.terms
        )

    @cached_property
    def interval(self) -> Interval:
        """What the score can be by the written precision of its inputs."""
        weights = [term.weight for term in self.score.terms]
        low = sum((weight * each.low for weight, each in zip(weights, self.inputs, strict=True)), ZERO)
        high = sum((weight * each.high for weight, each in zip(weights, self.inputs, strict=True)), ZERO)
        return Interval(low, high)

    @cached_property
    def varied(self) -> Distribution:
        """The distribution of the score with every weight varied by the policy's share and renormalised."""
        weights = [term.weight for term in self.score.terms]
        return varied_weights(weights, self._values, Fraction(self.policy.variation))

    @cached_property
    def any(self) -> Distribution:
        """The distribution of the score when all weights are equally likely."""
        return any_weights(self._values)

    @property
    def _values(self) -> list[Fraction]:
        return [term.value for term in self.score.terms]

    @cached_property
    def share_varied(self) -> Fraction:
        """The share of varied weights under which the level holds."""
        return level_share(self.varied, self.band)

    @cached_property
    def share_any(self) -> Fraction:
        """The share of all weights under which the level holds."""
        return level_share(self.any, self.band)

    @cached_property
    def spread_varied(self) -> Interval:
        """The middle 90 % of the score under varied weights."""
        return spread(self.varied)

    @cached_property
    def spread_any(self) -> Interval:
        """The middle 90 % of the score under all weights."""
        return spread(self.any)

    @cached_property
    def extent(self) -> Interval:
        """What the score can be at worst: inputs within their precision and weights varied, both at once."""
        weights = [term.weight for term in self.score.terms]
        low = lowest_mean(weights, [each.low for each in self.inputs], Fraction(self.policy.variation))
        # the highest mean of x is what the lowest mean of 1 − x leaves
        rest = lowest_mean(weights, [1 - each.high for each in self.inputs], Fraction(self.policy.variation))
        return Interval(low, 1 - rest)

    @property
    def is_certain(self) -> bool:
        """Whether not even the worst combination of inputs and varied weights changes the level."""
        return self._is_within(self.extent)

    def _is_within(self, interval: Interval) -> bool:
        is_above = self.band.above is None or interval.low > Fraction(self.band.above)
        return is_above and interval.high <= Fraction(self.band.up_to)

    @cached_property
    def input_flips(self) -> tuple[Flip | None, ...]:
        """The nearest flip of each input."""
        return tuple(nearest_input_flip(self.score, term, self.scale) for term in self.score.terms)

    @cached_property
    def weight_flips(self) -> tuple[Flip | None, ...]:
        """The nearest flip of each weight, the others rescaled in proportion."""
        return tuple(nearest_weight_flip(self.score, term, self.scale) for term in self.score.terms)

    @property
    def nearest_input(self) -> Flip | None:
        """The nearest flip of all inputs."""
        return nearest(self.input_flips)

    @property
    def nearest_weight(self) -> Flip | None:
        """The nearest flip of all weights."""
        return nearest(self.weight_flips)

    @cached_property
    def sensitivities(self) -> tuple[Fraction, ...]:
        """First-order index of each input, for inputs uniform within their written precision."""
        weights = [term.weight for term in self.score.terms]
        return first_order_indices(weights, [variance(each) for each in self.inputs])

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why the policy calls the level borderline; empty when it is firm."""
        failed = {
            Doubt.STRADDLES: not self._is_within(self.interval),
            Doubt.VARIED: self.share_varied < Fraction(self.policy.min_share),
            Doubt.ANY: self.share_any < Fraction(self.policy.min_share_any),
        }
        return tuple(doubt for doubt, is_raised in failed.items() if is_raised)


def analyse_firmness(scored: ScoredAtlas) -> dict[str, Firmness]:
    """The firmness of every technology that has a score and a level, when the scale has a policy for it."""
    scale = scored.atlas.scale
    if scale.firmness is None:
        return {}
    return {
        identifier: Firmness(score, score.band, scale, scale.firmness)
        for identifier, score in scored.scores.items()
        if score.band is not None
    }


def written_interval(value: Fraction, written: Decimal) -> Interval:
    """Half a unit of the last written digit around a value, within [0, 1]."""
    exponent = written.as_tuple().exponent
    half = Fraction(10) ** (exponent if isinstance(exponent, int) else 0) / 2
    return Interval(max(ZERO, value - half), min(ONE, value + half))


def level_share(distribution: Distribution, band: Band) -> Fraction:
    """The probability that a score lies in a band."""
    below = ZERO if band.above is None else distribution(Fraction(band.above))
    return distribution(Fraction(band.up_to)) - below


def spread(distribution: Distribution) -> Interval:
    """The middle 90 % of a distribution, to the places shown."""
    return Interval(quantile(distribution, TAIL, PLACES), quantile(distribution, ONE - TAIL, PLACES))


def lowest_mean(weights: Sequence[Fraction], values: Sequence[Fraction], variation: Fraction) -> Fraction:
    """The smallest weighted mean when each weight may be varied by a share of itself, exact.

    At the smallest mean every value below it has its largest weight and every other its smallest, so
    one of the n + 1 ways to cut the values in order is it.
    """
    pairs = sorted(zip(values, weights, strict=True))
    means = []
    for cut in range(len(pairs) + 1):
        varied = [
            (value, weight * (1 + variation if index < cut else 1 - variation))
            for index, (value, weight) in enumerate(pairs)
        ]
        total = sum((weight for _, weight in varied), ZERO)
        means.append(sum((value * weight for value, weight in varied), ZERO) / total)
    return min(means)


def variance(interval: Interval) -> Fraction:
    """The variance of a figure that is uniform on an interval."""
    return (interval.high - interval.low) ** 2 / 12


def first_order_indices(weights: Sequence[Fraction], variances: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Sobol's first-order indices of a linear form, wᵢ²σᵢ² / Σ wⱼ²σⱼ²; all 0 when nothing varies."""
    parts = [weight**2 * each for weight, each in zip(weights, variances, strict=True)]
    total = sum(parts, ZERO)
    return tuple(part / total if total else ZERO for part in parts)


def share_text(share: Fraction) -> str:
    """A share as a percentage to one decimal. Only all is 100 %, and only none is 0 %."""
    if share in (ZERO, ONE):
        return f"{share * 100}%"
    shown = half_up(share * 100, 1)
    if shown >= 100:
        return "> 99.9%"
    return f"{shown:f}%" if shown > 0 else "< 0.1%"
