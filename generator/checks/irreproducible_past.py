"""CA233: every recorded score of the past can be computed again from the data in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks.unrecorded_change import EDITION
from generator.diagnostics import Diagnostic, Severity
from generator.history import recorded_changes, score_by_edition, technology_until
from generator.model.atlas import Atlas
from generator.model.changes import ChangeKind, ScoreChange
from generator.model.technologies import Technology
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Recompute what each change says the score was before, where editions are kept."""
    atlas = subject.atlas
    if atlas.history is None:
        return
    for technology in atlas.technologies.values():
        for change in recorded_changes(atlas, technology.id):
            if change.before is not None:
                yield from _check_before(atlas, technology, change)


def _check_before(atlas: Atlas, technology: Technology, change: ScoreChange) -> Iterator[Diagnostic]:
    assert atlas.history is not None
    assert change.before is not None
    stated = change.before
    edition = atlas.history.edition_before(change.date)
    if edition is None:
        message = f"no edition of the scale was in force before {change.date}"
        yield RULE.finding(change.span("date"), message, "add the edition to data/history.yml")
        return
    then = technology_until(atlas, technology, change.date)
    score = score_by_edition(atlas.scale, edition, then)
    found = None if score is None or score.band is None else (score.total, score.band.level)
    if found != (Fraction(stated.score), stated.level):
        recomputed = f"{exact_decimal(found[0])}, {found[1]}" if found else "nothing"
        message = f"the score before {change.date} is recorded as {stated.score}, {stated.level}, "
        hint = "correct the record"
        if change.kind is ChangeKind.WORLD:
            hint += ", or add the inputs of that time to `states` in data/history.yml"
        span = change.span("before", "score")
        yield RULE.finding(span, f"{message}but recomputes to {recomputed}", hint, expected=recomputed)


_EDITION = EDITION.replace("06-01", "05-01")
_STATE = (
    "states:\n"
    "  - technology: axles\n"
    "    until: 2025-06-01\n"
    "    profile: workshop\n"
    "    inputs:\n"
    "      spread: {value: 0.20, source: handbook:50}\n"
    "      fit: {value: 0.20, source: handbook:50}\n"
    "      quarrel: {value: 0.60, source: handbook:50}\n"
    "      repair: {value: 0.50, source: handbook:50}\n"
)


def _changes(before: str) -> Edit:
    return Edit(
        "data/changes.yml",
        "",
        "axles-moved:\n"
        "  date: 2025-06-01\n"
        "  kind: world\n"
        "  technology: axles\n"
        f"  before: {before}\n"
        "  after: {score: 0.31, level: split}\n"
        "  text: {zh: 互换性提高了。, en: More parts fit.}\n",
    )


RULE = Rule(
    code="CA233",
    name="irreproducible-past",
    severity=Severity.ERROR,
    title={"zh": "过去的得分无法重算", "en": "a past score cannot be computed again"},
    why={
        "zh": "记录里的旧得分若没有当时的输入与权重，就只是一句话。留下它们，谁都能重算一遍。",
        "en": "A past score without the inputs and weights of its time is hearsay. With them anyone can "
        "compute it again.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/history.yml", "", _EDITION),
                _changes("{score: ⟦0.28⟧, level: split}"),
            ),
            note="the inputs of that time are not kept",
        ),
        Example(
            edits=(
                Edit("data/history.yml", "", _EDITION + _STATE),
                _changes("{score: ⟦0.29⟧, level: split}"),
            ),
            note="the inputs of that time give 0.28",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/history.yml", "", _EDITION + _STATE),
                _changes("{score: 0.28, level: split}"),
            ),
            note="inputs and edition of that time give the recorded score",
        ),
        Example(edits=(_changes("{score: 0.29, level: split}"),), note="an atlas that keeps no editions"),
    ),
)
