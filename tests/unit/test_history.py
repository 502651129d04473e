"""The past can be computed again, and a change of the formula is told from one of the world."""

from __future__ import annotations

from fractions import Fraction

from sample_atlas import TINY, apply_edits, find_in_data, read_texts, show, take_marks, tiny

from generator.ageing import age_in_days, parse_day
from generator.history import day_time, nominal_points, quarter_time, recorded_states
from generator.rule import Edit
from generator.scores import Score, ScoredAtlas

HISTORY = """editions:
  - id: first
    date: 2025-03-01
    bands:
      - {level: settled, above: 0.80, up_to: 1}
      - {level: open, above: 0.25, up_to: 0.80}
      - {level: split, up_to: 0.25}
    weights:
      street: {spread: 0.5, fit: 0.3, quarrel: 0.2}
      workshop: {spread: 0.4, fit: 0.3, quarrel: 0.2, repair: 0.1}
  - id: second
    date: 2025-05-01
    bands:
      - {level: settled, above: 0.80, up_to: 1}
      - {level: open, above: 0.50, up_to: 0.80}
      - {level: split, up_to: 0.50}
    weights:
      street: {spread: 0.5, fit: 0.3, quarrel: 0.2}
      workshop: {spread: 0.4, fit: 0.3, quarrel: 0.1, repair: 0.2}
states:
  - technology: axles
    until: 2025-04-01
    profile: workshop
    inputs:
      spread: {value: 0.10, source: handbook:50}
      fit: {value: 0.30, source: handbook:50}
      quarrel: {value: 0.60, source: handbook:50}
      repair: {value: 0.50, source: handbook:50}
"""
CHANGES = """axles-first:
  date: 2025-03-01
  kind: first
  technology: axles
  after: {score: 0.26, level: open}
  text: {zh: 首次。, en: First.}
axles-world:
  date: 2025-04-01
  kind: world
  technology: axles
  before: {score: 0.26, level: open}
  after: {score: 0.30, level: open}
  text: {zh: 更普及了。, en: More of them.}
axles-formula:
  date: 2025-05-01
  kind: formula
  technology: axles
  before: {score: 0.30, level: open}
  after: {score: 0.31, level: split}
  text: {zh: 更看重可修性。, en: Repair counts more.}
"""


def with_a_past() -> ScoredAtlas:
    """The sample with two editions of the scale and three records of one technology; it is sound."""
    edits = [Edit("data/history.yml", "", HISTORY), Edit("data/changes.yml", "", CHANGES)]
    found, scored = find_in_data(take_marks(apply_edits(read_texts(TINY), edits)).sources)
    assert scored is not None
    assert not found, show(found)
    return scored


def total(score: Score | None) -> Fraction | None:
    """The amount of a score, if there is one."""
    return score.total if score else None


def test_every_state_is_scored_by_every_edition() -> None:
    """Down a column the world moves, along a row the formula does; the diagonal is what was published."""
    atlas = with_a_past().atlas
    states = recorded_states(atlas, atlas.technologies["axles"])
    scores = [[total(state.scores[edition]) for edition in ("first", "second")] for state in states]
    assert [state.change.id for state in states] == ["axles-first", "axles-world", "axles-formula"]
    hundredths = [[26, 27], [30, 31], [30, 31]]
    assert scores == [[Fraction(number, 100) for number in row] for row in hundredths]


def test_a_band_of_the_past_gives_the_level_of_the_past() -> None:
    """Levels follow from the bands of the edition, whose edge was at 0.25 and is at 0.50 now."""
    atlas = with_a_past().atlas
    newest = recorded_states(atlas, atlas.technologies["axles"])[-1]
    levels = {edition: score.band.level for edition, score in newest.scores.items() if score and score.band}
    assert levels == {"first": "open", "second": "split"}


def test_without_a_record_there_is_no_past() -> None:
    """An atlas that keeps no history has none to show."""
    atlas = tiny().atlas
    assert all(not recorded_states(atlas, technology) for technology in atlas.technologies.values())


def test_times_lie_on_one_axis_of_years() -> None:
    """Days and quarters become exact fractions of years."""
    assert day_time("2025-01-01") == 2025
    assert day_time("2024-07-02") == 2024 + Fraction(1, 2)
    assert quarter_time("2026-Q3", is_end=False) == Fraction(4053, 2)
    assert quarter_time("2026-Q4", is_end=True) == 2027


def test_nominal_points_need_a_timeline() -> None:
    """Technologies that no prediction is about have no nominal history."""
    assert all(
        [point.time for point in points] == sorted(point.time for point in points)
        for points in (nominal_points(tiny().atlas, identifier) for identifier in tiny().atlas.technologies)
    )


def test_age_runs_from_the_document_to_the_atlas() -> None:
    """Dates come from the data; what is no date has no age."""
    document = tiny().atlas.documents["handbook"]
    assert age_in_days(document, "2025-06-01") == 151
    assert parse_day("unknown") is None
