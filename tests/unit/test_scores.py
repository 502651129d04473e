"""Scores are exact weighted sums, and each lies in one band."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sample_atlas import TESTS, TINY, apply_edits, find_in_data, read_texts, take_marks, tiny

from generator.load import load
from generator.rule import Edit
from generator.scores import band_of, compute_score, compute_scores
from generator.source import SourceText

TWELVE = {
    "attention": ("L4", "0.98"),
    "pretraining-finetuning": ("L4", "0.984"),
    "adamw": ("L4", "0.9945"),
    "decoder-only": ("L3", "0.89"),
    "rlhf": ("L3", "0.8675"),
    "tokenization": ("L3", "0.89"),
    "moe-vs-dense": ("L2", "0.68"),
    "long-context-vs-rag": ("L2", "0.65"),
    "reasoning": ("L1", "0.49"),
    "multimodal-fusion": ("L1", "0.475"),
    "edge-vs-cloud": ("L0", "0.37"),
    "code-vs-general": ("L0", "0.27"),
}
"""The scores of the shipped atlas as its design gives them."""


def test_the_shipped_scores_are_those_of_the_design() -> None:
    """All twelve technologies have the exact score and the level that the design lists."""
    data = TESTS.parent / "data"
    files = {
        path: SourceText(path, file.read_text(encoding="utf-8"))
        for file in data.rglob("*.yml")
        for path in [file.relative_to(TESTS.parent).as_posix()]
    }
    atlas = load(files).atlas
    assert atlas is not None
    scores = compute_scores(atlas).scores
    found = {key: (score.band.level if score.band else "", score.total) for key, score in scores.items()}
    assert found == {key: (level, Fraction(total)) for key, (level, total) in TWELVE.items()}


def test_a_score_keeps_its_terms() -> None:
    """0.4×0.70 + 0.3×0.60 + 0.1×0.60 + 0.2×0.80 = 0.68, term by term."""
    score = tiny().scores["shifting"]
    assert [term.product for term in score.terms] == [Fraction(n, 100) for n in (28, 18, 6, 16)]
    assert score.total == Fraction(68, 100)


def test_a_complement_component_enters_as_one_minus_x() -> None:
    """It does so however the input is written: as x, or as 1 − x."""
    edit = Edit("data/technologies/shifting.yml", "quarrel: {complement: 0.60", "quarrel: {value: 0.40")
    found, scored = find_in_data(take_marks(apply_edits(read_texts(TINY), [edit])).sources)
    assert not found
    assert scored is not None
    assert scored.scores["shifting"].total == tiny().scores["shifting"].total


def test_a_missing_input_makes_no_score() -> None:
    """Unknown is unknown: no zero is put in its place, and its weight is not spread."""
    edit = Edit("data/technologies/axles.yml", "  repair: {value: 0.50, source: handbook:45}\n", "")
    _, scored = find_in_data(take_marks(apply_edits(read_texts(TINY), [edit])).sources)
    assert scored is not None
    assert "axles" not in scored.scores
    street = scored.atlas.scale.profile("street")
    assert street is not None
    other = compute_score(scored.atlas.technologies["axles"], street, scored.atlas.scale)
    assert other is not None
    assert other.total == Fraction(27, 100)


@pytest.mark.parametrize(
    ("total", "level"),
    [("0", "split"), ("0.5", "split"), ("0.5001", "open"), ("0.8", "open"), ("1", "settled")],
)
def test_bands_are_open_below_and_closed_above(total: str, level: str) -> None:
    """A bound belongs to the lower band; the lowest band includes 0."""
    band = band_of(Fraction(total), tiny().atlas.scale)
    assert band is not None
    assert band.level == level


def test_beyond_the_scale_there_is_no_band() -> None:
    """A total above 1 lies nowhere."""
    assert band_of(Fraction(11, 10), tiny().atlas.scale) is None


def test_a_level_knows_its_mean() -> None:
    """The mean of 0.68 and 0.655 is exact."""
    assert tiny().levels["open"].mean == Fraction(6675, 10000)
