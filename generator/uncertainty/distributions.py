"""The distribution of a weighted mean Σ wᵢ·xᵢ when its weights are uncertain, exact.

Two ways to be uncertain are used, and both have a closed form, so nothing is drawn at random:

- *varied*: every weight is independently uniform within ± a share of itself, then all are divided by
  their sum. The mean is at most t if and only if Σ vᵢ·(xᵢ − t) ≤ 0 for the weights before division:
  a linear form in independent uniform variables, whose distribution is a sum over the corners of a cube
  (Pólya 1913; Barrow & Smith, *American Mathematical Monthly* 86, 1979).
- *any*: all weights are equally likely (uniform on the simplex). The mean is above t with a probability
  that is a divided difference of (y − t)₊ⁿ⁻¹ over the values (Hermite–Genocchi; Curry & Schoenberg 1966).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import comb, factorial, lcm, prod

ZERO, ONE = Fraction(0), Fraction(1)

Distribution = Callable[[Fraction], Fraction]
"""P(score ≤ t) for a threshold t."""


def varied_weights(
    weights: Sequence[Fraction], values: Sequence[Fraction], variation: Fraction
) -> Distribution:
    """The distribution of the mean with each weight uniform within ±`variation` of itself, renormalised."""

    @cache
    def at_most(threshold: Fraction) -> Fraction:
        slopes = [weight * (value - threshold) for weight, value in zip(weights, values, strict=True)]
        return uniform_form_at_most(
            [2 * variation * slope for slope in slopes], -(1 - variation) * sum(slopes, ZERO)
        )

    return at_most


def any_weights(values: Sequence[Fraction]) -> Distribution:
    """The distribution of the mean with weights uniform on the simplex."""
    knots = sorted(values)

    @cache
    def at_most(threshold: Fraction) -> Fraction:
        return ONE - _share_above(knots, threshold)

    return at_most


def uniform_form_at_most(coefficients: Sequence[Fraction], bound: Fraction) -> Fraction:
    """P(Σ aᵢ·Uᵢ ≤ b) for independent Uᵢ, uniform on [0, 1].

    A negative aᵢ is turned round (U and 1 − U have one distribution). Then, for n positive
    coefficients, P = Σ_S (−1)^|S| (b − Σ_{i∈S} aᵢ)₊ⁿ / (n! · Π aᵢ), S over all subsets.
    """
    scale = lcm(bound.denominator, *(each.denominator for each in coefficients))
    sizes = [int(abs(each) * scale) for each in coefficients if each]
    limit = int((bound - sum((each for each in coefficients if each < 0), ZERO)) * scale)
    if not sizes:
        return ONE if limit >= 0 else ZERO
    total = 0
    for chosen in product((0, 1), repeat=len(sizes)):
        rest = limit - sum(size for size, taken in zip(sizes, chosen, strict=True) if taken)
        if rest > 0:
            total += (-1) ** sum(chosen) * rest ** len(sizes)
    return Fraction(total, factorial(len(sizes)) * prod(sizes))


def _share_above(knots: Sequence[Fraction], threshold: Fraction) -> Fraction:
    """The divided difference of (y − t)₊ⁿ⁻¹ over sorted knots, which may repeat."""
    degree = len(knots) - 1
    if knots[0] == knots[-1]:
        return ONE if knots[0] > threshold else ZERO

    def derivative(order: int, at: Fraction) -> Fraction:
        """The derivative divided by order!, which is what a repeated knot contributes."""
        return comb(degree, order) * (at - threshold) ** (degree - order) if at > threshold else ZERO

    column = [derivative(0, knot) for knot in knots]
    for order in range(1, len(knots)):
        column = [
            derivative(order, knots[index])
            if knots[index] == knots[index + order]
            else (column[index + 1] - column[index]) / (knots[index + order] - knots[index])
            for index in range(len(knots) - order)
        ]
    return column[0]


def quantile(distribution: Distribution, share: Fraction, places: int) -> Fraction:
    """The smallest multiple of 10^−places that the score stays at or below with that probability."""
    low, high, scale = 0, 10**places, 10**places
    while low < high:
        middle = (low + high) // 2
        if distribution(Fraction(middle, scale)) >= share:
            high = middle
        else:
            low = middle + 1
    return Fraction(low, scale)
