"""CA232: a score, a level, a band or a weight that changed has a dated record that says so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks.unacknowledged_level import settled_scores
from generator.diagnostics import Diagnostic, Note, Severity, Span
from generator.history import recorded_changes
from generator.model.changes import ChangeKind
from generator.model.history import Edition, History
from generator.model.scale import Band, Scale
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare scores with the newest record of each technology, and the scale with its newest edition."""
    yield from _check_technologies(subject)
    history = subject.atlas.history
    if history is not None:
        yield from _check_scale(subject.atlas.scale, history.editions[-1])
        yield from _check_editions(subject, history)


def _check_technologies(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    for score in settled_scores(subject):
        changes = recorded_changes(subject.atlas, score.technology.id)
        recorded = changes[-1].after if changes else None
        if recorded is None:
            continue  # nothing is said of its past
        stated = (Fraction(recorded.score), recorded.level)
        if stated != (score.total, score.technology.level):
            now = f"{exact_decimal(score.total)}, {score.technology.level}"
            message = f"the score is {now}, but its newest record says {recorded.score}, {recorded.level}"
            hint = "add a record to data/changes.yml that says whether the world changed or the formula"
            notes = (Note(changes[-1].span("after"), "the newest record"),)
            yield RULE.finding(score.technology.span("score"), message, hint, notes=notes, expected=now)


def _check_scale(scale: Scale, edition: Edition) -> Iterator[Diagnostic]:
    """Every band and weight of the scale, compared with the newest edition."""
    recorded = {band.level: _edges(band) for band in edition.bands}
    for band in scale.bands:
        if recorded.get(band.level) != _edges(band):
            message = f"the band of {band.level} differs from that of the newest edition, {edition.id!r}"
            yield _scale_finding(band.span("up_to"), message, edition)
    for profile in scale.profiles:
        if edition.weights.get(profile.id) != profile.weights:
            message = f"the weights of {profile.id!r} differ from those of the newest edition, {edition.id!r}"
            yield _scale_finding(profile.span("weights"), message, edition)


def _scale_finding(span: Span, message: str, edition: Edition) -> Diagnostic:
    hint = "add an edition to data/history.yml and a record of kind `formula` to data/changes.yml"
    return RULE.finding(span, message, hint, notes=(Note(edition.span("date"), "the newest edition"),))


def _edges(band: Band) -> tuple[Fraction | None, Fraction]:
    return None if band.above is None else Fraction(band.above), Fraction(band.up_to)


def _check_editions(subject: ScoredAtlas, history: History) -> Iterator[Diagnostic]:
    """Every edition but the first one has a record that calls it a change of the formula."""
    changed = {change.date for change in subject.atlas.changes.values() if change.kind is ChangeKind.FORMULA}
    for edition in history.editions[1:]:
        if edition.date not in changed:
            message = f"the edition {edition.id!r} has no record of kind `formula` on {edition.date}"
            hint = "add the record to data/changes.yml, and say what the formula change is"
            yield RULE.finding(edition.span("date"), message, hint)


_RECORD = Edit(
    "data/changes.yml",
    "",
    "axles-first:\n"
    "  date: 2025-06-01\n"
    "  kind: first\n"
    "  technology: axles\n"
    "  after: {score: 0.31, level: split}\n"
    "  source: handbook:50\n"
    "  text: {zh: 首次算出。, en: First computed.}\n",
)
EDITION = (
    "editions:\n"
    "  - id: first\n"
    "    date: 2025-06-01\n"
    "    bands:\n"
    "      - {level: settled, above: 0.80, up_to: 1}\n"
    "      - {level: open, above: 0.50, up_to: 0.80}\n"
    "      - {level: split, up_to: 0.50}\n"
    "    weights:\n"
    "      street: {spread: 0.5, fit: 0.3, quarrel: 0.2}\n"
    "      workshop: {spread: 0.4, fit: 0.3, quarrel: 0.1, repair: 0.2}\n"
)
"""The scale of the sample atlas, as an edition from a day on."""

_HISTORY = Edit("data/history.yml", "", EDITION)
_SECOND = EDITION.removeprefix("editions:\n").replace("id: first", "id: second").replace("06-01", "06-02")

RULE = Rule(
    code="CA232",
    name="unrecorded-change",
    severity=Severity.ERROR,
    title={"zh": "得分或标尺变了，却没有记录", "en": "a score or the scale changed without a record"},
    why={
        "zh": "得分变了，读者要知道变的是世界还是算法。改了输入、权重或区间，就要留下有日期的记录，"
        "过去的得分才能重算，两件事才不会混为一谈。",
        "en": "When a score changes, readers need to know whether the world moved or the formula. A change "
        "of an input, a weight or a band leaves a dated record, so that past scores can be computed again.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                _RECORD,
                Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 0.40"),
                Edit("data/technologies/axles.yml", "score: 0.31\n", "score: ⟦0.34⟧\n"),
            ),
            note="a score that moved, and a record that did not",
        ),
        Example(
            edits=(
                Edit("data/history.yml", "", EDITION.replace("0.50", "0.45")),
                Edit(
                    "data/history.yml",
                    "{level: open, above: 0.45, up_to: 0.80}",
                    "{level: open, above: 0.50, up_to: 0.80}",
                ),
                Edit(
                    "data/scale.yml",
                    "{level: split, up_to: 0.50}",
                    "{level: split, up_to: ⟦0.50⟧}",
                ),
            ),
            note="a band edge that the newest edition does not have",
        ),
        Example(
            edits=(
                Edit(
                    "data/history.yml",
                    "",
                    EDITION + _SECOND.replace("date: 2025-06-02", "date: ⟦2025-06-02⟧"),
                ),
            ),
            note="a second edition that no record explains",
        ),
    ),
    good=(
        Example(edits=(_RECORD, _HISTORY), note="the record and the edition agree with what is in force"),
        Example(
            edits=(
                Edit("data/history.yml", "", EDITION + _SECOND),
                Edit(
                    "data/changes.yml",
                    "",
                    "second:\n"
                    "  date: 2025-06-02\n"
                    "  kind: formula\n"
                    "  text: {zh: 权重重排。, en: Weights rearranged.}\n",
                ),
            ),
            note="a second edition with its record",
        ),
    ),
)
