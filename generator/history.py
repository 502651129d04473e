"""How scores moved, and whether the world or the formula moved them; and the nominal degrees of the sources.

Scores have a dated record (data/changes.yml). Each recorded state is scored by every edition of the
scale, so that a change of the formula is never mistaken for one of the world. The nominal degrees in
data/timeline.yml are the sources' own: they are shown beside the scores and never mixed with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.model.atlas import Atlas
from generator.model.changes import ScoreChange
from generator.model.history import Edition
from generator.model.overview import Prediction, Status
from generator.model.scale import Scale
from generator.model.technologies import Input, Technology
from generator.scores import Score, compute_score


@dataclass(frozen=True, slots=True)
class NominalPoint:
    """A nominal degree at the beginning or the end of a quarter. `quarter` is as written."""

    time: Fraction
    quarter: str
    degree: Fraction
    degree_text: str
    is_end: bool
    is_forecast: bool
    prediction: Prediction


@dataclass(frozen=True)
class RecordedState:
    """A technology from one recorded change on, and its score by every edition of the scale."""

    change: ScoreChange
    scores: dict[str, Score | None]

    @property
    def time(self) -> Fraction:
        """When it began."""
        return day_time(self.change.date)


def day_time(day: str) -> Fraction:
    """A day as a point on the axis of years: `2025-07-02` lies half way through 2025."""
    moment = date.fromisoformat(day)
    first, following = date(moment.year, 1, 1), date(moment.year + 1, 1, 1)
    return moment.year + Fraction((moment - first).days, (following - first).days)


def quarter_time(quarter: str, *, is_end: bool) -> Fraction:
    """The beginning or the end of a quarter on the axis of years."""
    year, number = quarter.split("-Q")
    return int(year) + Fraction(int(number) - (0 if is_end else 1), 4)


def nominal_points(atlas: Atlas, technology: str) -> list[NominalPoint]:
    """The nominal degrees of a technology over time, from the shifts of its predictions."""
    if atlas.timeline is None:
        return []
    subjects = {part.id for part in atlas.timeline.subjects if part.technology == technology}
    today, points = day_time(atlas.scale.as_of), []
    for prediction in atlas.timeline.predictions:
        shift = prediction.shift
        if shift is None or shift.subject not in subjects:
            continue
        is_open = prediction.status is not Status.RESOLVED
        for quarter, figure, is_end in (
            (prediction.start, shift.before, False),
            (prediction.due, shift.after, True),
        ):
            time = quarter_time(quarter, is_end=is_end)
            points.append(
                NominalPoint(
                    time, quarter, figure.value, figure.text, is_end, is_open and time > today, prediction
                )
            )
    return sorted(points, key=lambda point: point.time)


def recorded_states(atlas: Atlas, technology: Technology) -> list[RecordedState]:
    """Every recorded state of a technology, oldest first, scored by every edition."""
    changes = recorded_changes(atlas, technology.id)
    states = []
    for index, change in enumerate(changes):
        following = changes[index + 1].date if index + 1 < len(changes) else None
        then = technology_until(atlas, technology, following)
        states.append(RecordedState(change, score_by_editions(atlas, then)))
    return states


def recorded_changes(atlas: Atlas, technology: str) -> list[ScoreChange]:
    """The recorded changes of a technology, oldest first."""
    found = [change for change in atlas.changes.values() if change.technology == technology]
    return sorted(found, key=lambda change: change.date)


def technology_until(atlas: Atlas, technology: Technology, day: str | None) -> Technology:
    """A technology with the inputs that it had until a day; without a recorded state, as it is.

    Inputs stay when only the formula changed, so the next state at or after that day counts.
    """
    states = atlas.history.states if atlas.history and day is not None else ()
    for state in sorted(states, key=lambda state: state.until):
        if state.technology == technology.id and day is not None and state.until >= day:
            inputs: dict[str, Input] = state.inputs
            return technology.model_copy(update={"profile": state.profile, "inputs": inputs})
    return technology


def score_by_editions(atlas: Atlas, technology: Technology) -> dict[str, Score | None]:
    """The score of a technology by every edition of the scale, by the edition's id."""
    editions = atlas.history.editions if atlas.history else ()
    return {edition.id: score_by_edition(atlas.scale, edition, technology) for edition in editions}


def score_by_edition(scale: Scale, edition: Edition, technology: Technology) -> Score | None:
    """The score of a technology by an edition; None if the edition lacks its profile or it lacks an input."""
    profile, weights = scale.profile(technology.profile), edition.weights.get(technology.profile)
    if profile is None or weights is None:
        return None
    then = scale.model_copy(update={"bands": edition.bands})
    return compute_score(technology, profile.model_copy(update={"weights": weights}), then)
