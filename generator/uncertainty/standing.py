"""Where technologies stand among each other, and what other choices would give."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from generator.model.technologies import Basis, Technology
from generator.scores import Score, ScoredAtlas, band_of
from generator.uncertainty.firmness import Interval


class OtherScore(NamedTuple):
    """A score that another choice would give, with its level."""

    total: Fraction
    level: str


def score_on_other_basis(scored: ScoredAtlas, technology: Technology) -> OtherScore | None:
    """The score with the smallest share of the contest for the leader's, or the reverse.

    None without a contest, or when its share does not enter the score as it is.
    """
    contest, score = technology.contest, scored.scores.get(technology.id)
    if contest is None or score is None:
        return None
    term = next((each for each in score.terms if each.component.id == contest.component), None)
    if term is None or term.component.complement:
        return None
    shares = [side.share.value for side in contest.alternatives]
    other = min(shares) if contest.basis is Basis.LEADER else max(shares)
    return _other_score(scored, score, score.total + term.weight * (other - term.value))


def _other_score(scored: ScoredAtlas, score: Score, total: Fraction) -> OtherScore | None:
    band = band_of(total, scored.atlas.scale)
    return OtherScore(total, band.level) if band else None


def rank_interval(own: Interval, others: list[Interval]) -> tuple[int, int]:
    """The best and the worst rank that intervals of scores leave open, 1 for the highest score."""
    above = sum(other.low > own.high for other in others)
    reach = sum(other.high >= own.low for other in others)
    return 1 + above, 1 + reach


def rank_range(scored: ScoredAtlas, technology: str) -> tuple[int, int]:
    """The ranks that the middle 90 % of the scores under varied weights leave open."""
    spreads = {identifier: each.spread_varied for identifier, each in scored.firmness.items()}
    own = spreads.pop(technology)
    return rank_interval(own, list(spreads.values()))


def least_firm(scored: ScoredAtlas) -> list[str]:
    """The ids of all technologies, the least firm level first: by the shares of weights, then by doubts."""
    firmness = scored.firmness
    return sorted(
        firmness,
        key=lambda each: (
            firmness[each].share_varied,
            firmness[each].share_any,
            -len(firmness[each].doubts),
            _room(scored, each),
        ),
    )


def _room(scored: ScoredAtlas, technology: str) -> Fraction:
    """How far the score is from the nearest inner edge of its band: all inputs together must move so far."""
    each = scored.firmness[technology]
    scale = scored.atlas.scale
    inner = {Fraction(band.above) for band in scale.bands if band.above is not None}
    return min((abs(each.score.total - edge) for edge in inner), default=Fraction(1))
