"""Atlas → scored atlas: every score with its terms, every level with its statistics.

The score is a composite indicator with linear aggregation (OECD/JRC, *Handbook on Constructing
Composite Indicators*, 2008, §6): C = Σ wᵢ·xᵢ with Σ wᵢ = 1 and xᵢ in [0, 1], so C is in [0, 1].
All values are exact `Fraction`s; nothing is rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from generator.model.atlas import Atlas
from generator.model.scale import Band, Component, Profile, Scale
from generator.model.technologies import Input, Technology
from generator.quantity import exact_decimal
from generator.tables import ComputedTable, compute_table
from generator.uncertainty.firmness import Firmness, analyse_firmness
from generator.values import Value, collect_values

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a score: weight × value, where the value is 1 − x for a complement component."""

    component: Component
    weight: Fraction
    value: Fraction
    weight_text: str
    value_text: str
    """Weight and value as written in the data; a value turned into its complement is exact."""

    @property
    def product(self) -> Fraction:
        """What the term contributes to the score."""
        return self.weight * self.value


@dataclass(frozen=True)
class Score:
    """A technology's score under a profile, with the sum it comes from."""

    technology: Technology
    profile: Profile
    terms: tuple[Term, ...]
    band: Band | None

    @cached_property
    def total(self) -> Fraction:
        """C = Σ wᵢ·xᵢ, exact."""
        return sum((term.product for term in self.terms), Fraction(0))


class Ranked(NamedTuple):
    """A score with its rank; equal scores share one, and the next rank is left out."""

    rank: int
    score: Score


@dataclass(frozen=True, slots=True)
class LevelScores:
    """The scores of the technologies of one level."""

    scores: tuple[Score, ...]

    @property
    def totals(self) -> tuple[Fraction, ...]:
        """The scores as numbers, in the order of the technologies."""
        return tuple(score.total for score in self.scores)

    @property
    def mean(self) -> Fraction:
        """The arithmetic mean of the scores; the level must have one."""
        return sum(self.totals, Fraction(0)) / len(self.totals)


@dataclass(frozen=True)
class ScoredAtlas:
    """The atlas with everything that follows from it. A score that cannot be computed is absent.

    `under` has the score of every technology under every profile, by (technology, profile).
    """

    atlas: Atlas
    scores: dict[str, Score]
    under: dict[tuple[str, str], Score]
    levels: dict[str, LevelScores]
    tables: dict[tuple[str, str], ComputedTable]

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every figure of the atlas by its address."""
        return collect_values(self)

    @cached_property
    def ranking(self) -> tuple[Ranked, ...]:
        """All scores from the highest down."""
        ordered = sorted(self.scores.values(), key=lambda score: -score.total)
        first: dict[Fraction, int] = {}
        return tuple(
            Ranked(first.setdefault(score.total, rank), score) for rank, score in enumerate(ordered, start=1)
        )

    @cached_property
    def firmness(self) -> dict[str, Firmness]:
        """How firm the level of each technology is, by its id."""
        return analyse_firmness(self)


def term_value(component: Component, given: Input) -> Fraction:
    """The value that enters the score: x, or 1 − x for a complement component."""
    written = Fraction(given.written)
    return written if (given.field == "complement") == component.complement else ONE - written


def compute_score(technology: Technology, profile: Profile, scale: Scale) -> Score | None:
    """Score a technology under a profile; None if a weighted component has no input.

    Unknown is unknown: a missing input is never read as zero and its weight never spread.
    """
    terms = []
    for identifier, weight in profile.weights.items():
        component, given = scale.component(identifier), technology.inputs.get(identifier)
        if component is None or given is None:
            return None
        value = term_value(component, given)
        is_written = value == Fraction(given.written)
        text = str(given.written) if is_written else exact_decimal(value)
        terms.append(Term(component, Fraction(weight), value, str(weight), text))
    total = sum((term.product for term in terms), Fraction(0))
    return Score(technology, profile, tuple(terms), band_of(total, scale))


def band_of(total: Fraction, scale: Scale) -> Band | None:
    """The band that a score lies in: above < C ≤ up_to; the lowest band includes 0."""
    for band in scale.bands:
        is_above = total >= 0 if band.above is None else total > Fraction(band.above)
        if is_above and total <= Fraction(band.up_to):
            return band
    return None


def compute_scores(atlas: Atlas) -> ScoredAtlas:
    """Score every technology under every profile, its own among them, and compute every table."""
    under = {}
    for technology in atlas.technologies.values():
        for profile in atlas.scale.profiles:
            score = compute_score(technology, profile, atlas.scale)
            if score is not None:
                under[technology.id, profile.id] = score
    scores = {
        technology.id: under[technology.id, technology.profile]
        for technology in atlas.technologies.values()
        if (technology.id, technology.profile) in under
    }
    levels = {
        level: LevelScores(
            tuple(scores[tech.id] for tech in atlas.technologies_of(level) if tech.id in scores)
        )
        for level in atlas.levels
    }
    tables = {(owner, table.id): compute_table(table) for owner, _, table in atlas.tables()}
    return ScoredAtlas(atlas, scores, under, levels, tables)
