"""Trials of laws: which rows of a column obey a law, and which break it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Fit, judge, judge_exactly
from generator.audit.figures import Figure
from generator.audit.tables.expectations import Expectation
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import CUMULATIVE, SUM
from generator.audit.tables.laws import Law, laws_of

_PRECISE = 1e8
"""Floats are trusted while no figure is so many times larger than what decides."""
_FEWEST_ROWS = 4
"""So many rows must agree on a sign or a reading for another one to be suspicious."""
_LUCK = Fraction(1, 20)
_REPORTED = (SUM, CUMULATIVE)
"""Laws for which rounded operands always count as rounded, as in financial reports."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How the rows of a column fare under a law."""

    law: Law
    right: tuple[int, ...]
    last: tuple[int, ...]
    wrong: tuple[int, ...]
    exact: int = 0
    """How many of the rows that obey do so in one reading, and without an excuse of rounded operands."""
    reading: str = ""
    """The reading that all of them share, if the law has several."""
    certain: int = 0
    """How many obey whatever the printed operands were rounded from."""

    @property
    def is_perfect(self) -> bool:
        """Whether several rows obey and none breaks the law: no other law can do better."""
        return len(self.right) > 1 and self.exact * 2 >= len(self.right) and not self.wrong and not self.last

    @property
    def rank(self) -> tuple[int, int, int]:
        """More obeying rows are better, then fewer breaches, then milder ones."""
        return (len(self.right) + self.exact, -len(self.wrong) - len(self.last), len(self.last))

    def readings(self, row: int) -> Sequence[Expectation]:
        """What the cell of a row should be, in the reading of the other rows if they share one."""
        expected = self.law.expect(row)
        return [each for each in expected if each.reading == self.reading] or expected


class _Sure(NamedTuple):
    """What is known of a row that surely obeys a law: the sign of what it should be, and how it reads."""

    sign: int
    readings: tuple[str, ...]


def try_laws(
    grid: Grid, column: Column, named: Sequence[str], kinds: frozenset[str], allowed: int
) -> list[Trial]:
    """Try the laws of some kinds, as far as no more rows than allowed break them.

    Only what a rough look leaves open is judged exactly, and nothing behind a law that every row obeys.
    """
    rough = next(each for each in grid.rough.columns if each.index == column.index)
    rows = sum(column.figures[row] is not None for row in grid.parts)
    trials: list[Trial] = []
    laws = zip(laws_of(grid.rough, rough, named, kinds), laws_of(grid, column, named, kinds), strict=True)
    for rough_law, law in laws:
        sure = _glance(grid.rough, rough, rough_law, allowed)
        if sure is not None:
            trials.append(_try(grid, column, law, sure))
            if trials[-1].is_perfect and len(trials[-1].right) == rows:
                return trials[-1:]
    return [trial for trial in trials if trial.right or trial.wrong or trial.last]


def try_law(grid: Grid, column: Column, law: Law) -> Trial:
    """Try one law, exactly."""
    return _try(grid, column, law, {})


def _glance(grid: Grid, column: Column, law: Law, allowed: int) -> dict[int, _Sure] | None:
    """The rows that surely obey a law; nothing if more than `allowed` surely do not.

    It computes with floats and judges only where their error cannot matter, to save the exact computation.
    """
    sure: dict[int, _Sure] = {}
    surely_wrong = 0
    largest = max(each.largest for each in (column, *law.operands))
    for row in grid.parts:
        expected = law.expect(row) if column.figures[row] else ()
        if not expected:
            continue
        value, _, right, near = column.estimates[row]
        if largest > right * _PRECISE:
            right = -1.0
        value = abs(value) if law.size_only else value
        is_near = False
        for each in expected:
            low, exact, high = each.bounds.size() if law.size_only else each.bounds
            if abs(value - exact) <= right < abs(exact):
                known = sure.get(row, _Sure(1 if each.bounds.exact > 0 else -1, ()))
                sure[row] = known._replace(readings=(*known.readings, each.reading))
            is_near = is_near or low - near <= value <= high + near
        if not is_near and row not in sure:
            surely_wrong += 1
            if surely_wrong > allowed:
                return None
    return sure


def _try(grid: Grid, column: Column, law: Law, sure: Mapping[int, _Sure]) -> Trial:
    """Judge a column's rows; those in `sure` are known to obey."""
    fates: dict[Fit, list[int]] = {fit: [] for fit in Fit}
    readings: dict[int, tuple[str, ...]] = {}
    for row in grid.parts:
        figure = column.figures[row]
        if row in sure:
            fates[Fit.RIGHT].append(row)
            readings[row] = sure[row].readings
            continue
        expected = law.expect(row) if figure else ()
        if figure and expected:
            fits = [judge(figure, each.bounds, size_only=law.size_only) for each in expected]
            fates[max(fits)].append(row)
            readings[row] = tuple(
                each.reading for each, fit in zip(expected, fits, strict=True) if fit is Fit.RIGHT
            )
    is_odd = law.kind not in _REPORTED and len(fates[Fit.POSSIBLE]) == 1
    if is_odd and (len(fates[Fit.RIGHT]) >= 3 or _are_exact(column, law, fates[Fit.RIGHT])):
        _judge_exactly(column, law, fates)
    shared, exact = _shared([readings[row] for row in fates[Fit.RIGHT]])
    if law.size_only:
        _judge_reading(column, law, fates, readings, shared)
        _judge_signs(column, law, fates, {row: each.sign for row, each in sure.items()})
    right = (*fates[Fit.RIGHT], *fates[Fit.POSSIBLE])
    last, wrong = tuple(fates[Fit.LAST_DIGIT]), tuple(fates[Fit.WRONG])
    return Trial(law, right, last, wrong, exact, shared, len(fates[Fit.RIGHT]))


def _shared(readings: Sequence[tuple[str, ...]]) -> tuple[str, int]:
    """The reading that most rows admit, and how many do."""
    votes = Counter(reading for each in readings for reading in each)
    reading, count = votes.most_common(1)[0] if votes else ("", 0)
    return (reading, count) if count > 1 else ("", count)


def _judge_reading(
    column: Column,
    law: Law,
    fates: dict[Fit, list[int]],
    readings: Mapping[int, tuple[str, ...]],
    shared: str,
) -> None:
    """One cell that only another reading explains than that of all other rows is wrong (9.8 → 13.1: +1.3)."""
    odd = [row for row in fates[Fit.RIGHT] if shared not in readings[row]]
    if len(odd) != 1 or len(fates[Fit.RIGHT]) <= _FEWEST_ROWS:
        return
    figure, others = column.figures[odd[0]], {_kind(column.figures[row]) for row in fates[Fit.RIGHT]}
    expected = [each for each in law.expect(odd[0]) if each.reading == shared]
    if figure is None or not expected or len(others) > 1:
        return
    if judge(figure, expected[0].bounds, size_only=True) is Fit.WRONG:
        fates[Fit.RIGHT].remove(odd[0])
        fates[Fit.WRONG].append(odd[0])


def _kind(figure: Figure | None) -> tuple[str, str]:
    return (figure.measure, figure.unit) if figure else ("", "")


def _judge_signs(column: Column, law: Law, fates: dict[Fit, list[int]], known: Mapping[int, int]) -> None:
    """One printed sign that is turned against those of all other rows is wrong.

    Which sign stands for what is the author's choice (a lower latency may be `+20%`), but it is one choice.
    Where some figures are negative, those without a sign are positive.
    """
    unsigned = 1 if any(figure.value < 0 for figure in column.known) else 0
    printed = {row: sign for row in fates[Fit.RIGHT] if (sign := _direction(column, row) or unsigned)}
    if len(printed) < _FEWEST_ROWS:
        return
    signs = {row: each * (known.get(row) or _sign(column, law, row)) for row, each in printed.items()}
    for turned in (-1, 1):
        rows = [row for row, sign in signs.items() if sign == turned]
        if len(rows) == 1 and sum(map(abs, signs.values())) >= _FEWEST_ROWS:
            fates[Fit.RIGHT].remove(rows[0])
            fates[Fit.WRONG].append(rows[0])
            return


def _direction(column: Column, row: int) -> int:
    """The printed sign of a change; 0 if none is."""
    figure = column.figures[row]
    return 0 if figure is None or figure.measure == "factor" else figure.direction


def _sign(column: Column, law: Law, row: int) -> int:
    """The sign of what a cell that obeys should be."""
    figure = column.figures[row]
    assert figure is not None  # it has been judged
    fitting = (each for each in law.expect(row) if judge(figure, each.bounds, size_only=True) is Fit.RIGHT)
    exact = next(fitting).bounds.exact
    return (exact > 0) - (exact < 0)


def _are_exact(column: Column, law: Law, rows: Sequence[int]) -> bool:
    """Whether so many rows agree to the digit only because the printed operands are not rounded."""
    luck = Fraction(1)
    for row in rows:
        figure, expected = column.figures[row], law.expect(row)
        width = expected[0].bounds.high - expected[0].bounds.low if expected else 0
        if figure and width > figure.digit:
            luck *= figure.digit / width
    return luck <= _LUCK


def _judge_exactly(column: Column, law: Law, fates: dict[Fit, list[int]]) -> None:
    """Where all other rows are computed from what is printed, hidden digits are no excuse for one row."""
    row = fates[Fit.POSSIBLE][0]
    figure = column.figures[row]
    assert figure is not None  # it has been judged
    exactly = (judge_exactly(figure, each.bounds, size_only=law.size_only) for each in law.expect(row))
    if max(exactly) is Fit.WRONG:
        fates[Fit.WRONG].append(fates[Fit.POSSIBLE].pop())
