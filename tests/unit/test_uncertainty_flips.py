"""A flip is nearest, exact, and really flips: tried by scoring again just before and just behind it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from sample_atlas import tiny

from generator.scores import Score, Term, band_of
from generator.uncertainty.flips import Flip, nearest, nearest_input_flip, nearest_weight_flip, possible_range
from generator.uncertainty.standing import score_on_other_basis

F = Fraction
STEP = F(1, 10**9)


def scores() -> list[Score]:
    """Every score of the sample, under every profile it can be computed with."""
    return list(tiny().under.values())


def level_with(score: Score, term: Term, value: F) -> str | None:
    """The level when one input changes."""
    band = band_of(score.total + term.weight * (value - term.value), tiny().atlas.scale)
    return band.level if band else None


def level_with_weight(score: Score, term: Term, weight: F) -> str | None:
    """The level when one weight changes and the others are rescaled."""
    share = (1 - weight) / (1 - term.weight)
    total = sum((weight if other is term else other.weight * share) * other.value for other in score.terms)
    band = band_of(F(total), tiny().atlas.scale)
    return band.level if band else None


def just_behind(flip: Flip) -> F:
    """The nearest value with the new level; on the way up the threshold itself still has the old one."""
    return flip.threshold + (STEP if flip.change > 0 else -STEP) * flip.is_beyond


def just_before(flip: Flip) -> F:
    """A value on the near side of the threshold."""
    if flip.is_beyond:
        return flip.threshold
    return flip.threshold - (STEP if flip.change > 0 else -STEP)


@pytest.mark.parametrize("score", scores(), ids=lambda score: f"{score.technology.id}@{score.profile.id}")
def test_input_flips_flip_and_nothing_nearer_does(score: Score) -> None:
    """Behind the threshold stands the new level, before it the old one; between, nothing changes."""
    assert score.band
    for term in score.terms:
        flip = nearest_input_flip(score, term, tiny().atlas.scale)
        if flip is None:
            assert {level_with(score, term, F(0)), level_with(score, term, F(1))} == {score.band.level}
            continue
        assert 0 <= flip.threshold <= 1
        assert level_with(score, term, just_behind(flip)) == flip.level != score.band.level
        assert level_with(score, term, just_before(flip)) == score.band.level
        mirrored = 2 * term.value - just_before(flip)
        if 0 <= mirrored <= 1:
            assert level_with(score, term, mirrored) == score.band.level


@pytest.mark.parametrize("score", scores(), ids=lambda score: f"{score.technology.id}@{score.profile.id}")
def test_weight_flips_flip_and_nothing_nearer_does(score: Score) -> None:
    """The same for weights, with the others in their proportions."""
    assert score.band
    for term in score.terms:
        flip = nearest_weight_flip(score, term, tiny().atlas.scale)
        if flip is None:
            ends = {level_with_weight(score, term, F(0)), level_with_weight(score, term, F(1))}
            assert ends == {score.band.level}
            continue
        assert 0 <= flip.threshold <= 1
        assert level_with_weight(score, term, just_behind(flip)) == flip.level != score.band.level
        assert level_with_weight(score, term, just_before(flip)) == score.band.level


def test_a_complement_speaks_of_the_figure_itself() -> None:
    """1 − x falls exactly when x rises, to one minus the threshold."""
    quarrel = tiny().atlas.scale.component("quarrel")
    assert quarrel is not None
    flip = Flip(quarrel, F(7, 10), F(4, 10), is_up=False, level="split", is_beyond=False)
    assert (flip.own_value, flip.own_threshold, flip.own_is_up) == (F(3, 10), F(6, 10), True)


def test_a_possible_flip_is_nearer_than_an_impossible_one() -> None:
    """What a contest rules out is named only if there is nothing else."""
    score = tiny().scores["axles"]
    flip = nearest_input_flip(score, score.terms[0], tiny().atlas.scale)
    assert flip is not None
    near = replace(flip, is_possible=False)
    farther = replace(flip, threshold=flip.threshold + F(1, 100), is_possible=True)
    assert nearest([near, farther, None]) is farther
    assert nearest([near, None]) is near
    assert nearest([None]) is None


def test_a_contest_limits_the_share_that_enters() -> None:
    """A leader of n sides has at least 1/n, the smallest at most that; other inputs are free."""
    scored = tiny()
    for technology in scored.atlas.technologies.values():
        for component in scored.atlas.scale.components:
            low, high = possible_range(technology, component)
            contest = technology.contest
            if contest and contest.component == component.id:
                even = F(1, len(contest.alternatives))
                assert (low, high) == ((even, 1) if contest.basis == "leader" else (0, even))
            else:
                assert (low, high) == (0, 1)


def test_the_other_basis_enters_the_other_share() -> None:
    """Switching moves the score by weight × difference of the shares; without a contest there is no other."""
    scored = tiny()
    seen = 0
    for score in scored.scores.values():
        other = score_on_other_basis(scored, score.technology)
        contest = score.technology.contest
        if contest is None:
            assert other is None
            continue
        shares = [side.share.value for side in contest.alternatives]
        weight = next(term.weight for term in score.terms if term.component.id == contest.component)
        assert other is not None
        assert abs(other.total - score.total) == weight * (max(shares) - min(shares))
        seen += 1
    assert seen
