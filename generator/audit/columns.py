"""Whether a law holds for a column of a table, and which cells break it.

A law holds if the header names it and most rows obey, or if so many rows obey that chance cannot explain
it. A row that breaks a law that holds is suspicious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.bounds import Fit, judge, judge_exactly
from generator.audit.coverage import Coverage, Skip
from generator.audit.figures import Figure
from generator.audit.grid import Column, Grid, read_grids
from generator.audit.laws import (
    ALL,
    CHANGE,
    CUMULATIVE,
    FACTOR,
    SHARE,
    SUM,
    WEIGHTED,
    Expectation,
    Law,
    header_kinds,
    laws_of,
    names_a_score,
)
from generator.diagnostics import Span
from generator.markdown import Document

_CHANCE = Fraction(1, 2000)
_FEWEST_ROWS = 4
"""Without a name in the header, three rows must obey for the fourth to be suspicious."""
_PRECISE = 1e8
"""Floats are trusted while no figure is so many times larger than what decides."""
_MOST_BROKEN = 4
"""More breaches than this show that the column is computed from something else."""
_REPORTED = (SUM, CUMULATIVE)
"""Laws for which rounded operands always count as rounded, as in financial reports."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A cell that breaks the law of its column."""

    grid: Grid
    column: Column
    row: int
    law: Law
    fit: Fit
    expectation: Expectation
    named: bool
    """Whether the header names the law; otherwise the other rows prove it."""

    @property
    def figure(self) -> Figure:
        """The stated figure."""
        figure = self.column.figures[self.row]
        assert figure is not None  # only cells with figures are judged
        return figure


@dataclass(frozen=True, slots=True)
class Trial:
    """How the rows of a column fare under a law."""

    law: Law
    right: tuple[int, ...]
    last: tuple[int, ...]
    wrong: tuple[int, ...]
    exact: int = 0
    """How many of the rows that obey do so without an excuse of rounded operands."""

    @property
    def is_perfect(self) -> bool:
        """Whether several rows obey and none breaks the law: no other law can do better."""
        return len(self.right) > 1 and self.exact * 2 >= len(self.right) and not self.wrong and not self.last

    @property
    def rank(self) -> tuple[int, int, int]:
        """More obeying rows are better, then fewer breaches, then milder ones."""
        return (len(self.right) + self.exact, -len(self.wrong) - len(self.last), len(self.last))


class Verdict(NamedTuple):
    """The law that was found to hold for a column, and the cells that break it."""

    column: Column
    law: Law
    breaches: tuple[Breach, ...]


@lru_cache(maxsize=2)
def find_verdicts(document: Document) -> tuple[Verdict, ...]:
    """The columns of the document's tables for which a law holds."""
    return tuple(verdict for grid in read_grids(document) for verdict in _verdicts(grid))


def _verdicts(grid: Grid) -> Iterator[Verdict]:
    """The laws that headers name go first; what they explain needs no other law (a + b = c is c − b = a)."""
    if len(grid.columns) < 2:
        return
    explained: list[set[int]] = []
    unnamed: list[Column] = []
    for column in grid.columns:
        verdict = _judge_named(grid, column)
        if verdict is None:
            unnamed.append(column)
            continue
        explained.append(_columns_of(verdict))
        yield verdict
    for column in unnamed:
        verdict = _judge_unnamed(grid, column)
        if verdict and not any(_columns_of(verdict) <= columns for columns in explained):
            yield verdict


def _columns_of(verdict: Verdict) -> set[int]:
    return {verdict.column.index, *(each.index for each in verdict.law.operands)}


def find_breaches(document: Document) -> tuple[Breach, ...]:
    """The cells of the document's tables that break the law of their column, at most one a row."""
    found: dict[tuple[int, int], Breach] = {}
    for verdict in find_verdicts(document):
        for breach in verdict.breaches:
            place = (breach.grid.table.start, breach.row)
            if place not in found or _says_more(breach, found[place]):
                found[place] = breach
    return tuple(found.values())


def _says_more(breach: Breach, other: Breach) -> bool:
    """Whether a breach explains another of its row: what is computed from a wrong cell is wrong as well."""
    explains = any(each is breach.column for each in other.law.operands)
    follows = any(each is other.column for each in breach.law.operands)
    if explains != follows:
        return explains and breach.named >= other.named
    return _clarity(breach) > _clarity(other)


def _clarity(breach: Breach) -> tuple[bool, bool, int]:
    """One wrong cell breaks several laws of its row: a named one says it best, then a "
    "column after its operands."""
    index = breach.column.index
    return (breach.named, all(each.index < index for each in breach.law.operands), index)


def _judge_named(grid: Grid, column: Column) -> Verdict | None:
    named = header_kinds(column.header)
    if not named and not names_a_score(column.header):
        return None
    trials = _trials(grid, column, named, frozenset((*named, WEIGHTED)))
    best = max(trials, key=lambda trial: trial.rank, default=None)
    if best and _is_established(column, best, trials):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=True)))
    return None


def _judge_unnamed(grid: Grid, column: Column) -> Verdict | None:
    if len(column.known) < _FEWEST_ROWS:
        return None
    named = header_kinds(column.header)
    trials = _trials(grid, column, named, ALL)
    best = max(trials, key=lambda trial: trial.rank, default=None)
    if best and _is_beyond_chance(column, best, len(list(laws_of(grid, column, named)))):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=False)))
    return None


def _trials(grid: Grid, column: Column, named: Sequence[str], kinds: frozenset[str]) -> list[Trial]:
    """Try the laws of some kinds. Only what a rough look leaves open is judged exactly."""
    allowed = 1 if kinds == ALL else max(1, len(column.known) // 2)
    rough = next(each for each in grid.rough.columns if each.index == column.index)
    certain: dict[int, dict[int, int]] = {}
    for index, law in enumerate(laws_of(grid.rough, rough, named, kinds)):
        signs = _glance(grid.rough, rough, law, allowed)
        if signs is not None:
            certain[index] = signs
    if not certain:
        return []
    trials: list[Trial] = []
    for index, law in enumerate(laws_of(grid, column, named, kinds)):
        if index in certain:
            trials.append(_try(grid, column, law, certain[index]))
            if trials[-1].is_perfect:
                return trials[-1:]
    return [trial for trial in trials if trial.right or trial.wrong or trial.last]


def _glance(grid: Grid, column: Column, law: Law, allowed: int) -> dict[int, int] | None:
    """The rows that surely obey a law, with the sign of what they should be; nothing if more than `allowed`
    surely do not.

    It computes with floats and judges only where their error cannot matter, to save the exact computation.
    """
    signs: dict[int, int] = {}
    surely_wrong = 0
    largest = max(each.largest for each in (column, *law.operands))
    for row in grid.parts:
        value, _, right, near = column.estimates[row]
        expected = law.expect(row) if column.figures[row] else ()
        if largest > right * _PRECISE:
            right = -1.0
        value = abs(value) if law.size_only else value
        for each in expected:
            exact = float(each.bounds.exact)
            if abs(value - (abs(exact) if law.size_only else exact)) <= right < abs(exact):
                signs[row] = 1 if exact > 0 else -1
                break
            bounds = each.bounds.size() if law.size_only else each.bounds
            if bounds.low - near <= value <= bounds.high + near:
                break
        else:
            surely_wrong += bool(expected)
            if surely_wrong > allowed:
                return None
    return signs


def _try(grid: Grid, column: Column, law: Law, signs: Mapping[int, int]) -> Trial:
    """Judge a column's rows; those in `signs` are known to obey, with the sign of what they should be."""
    fates: dict[Fit, list[int]] = {fit: [] for fit in Fit}
    for row in grid.parts:
        if row in signs:
            fates[Fit.RIGHT].append(row)
            continue
        figure = column.figures[row]
        expected = law.expect(row) if figure else ()
        if figure and expected:
            fates[max(judge(figure, each.bounds, size_only=law.size_only) for each in expected)].append(row)
    if law.kind not in _REPORTED and len(fates[Fit.POSSIBLE]) == 1 and len(fates[Fit.RIGHT]) >= 3:
        _judge_exactly(column, law, fates)
    if law.size_only:
        _judge_signs(column, law, fates, signs)
    right = (*fates[Fit.RIGHT], *fates[Fit.POSSIBLE])
    exact = len(fates[Fit.RIGHT])
    return Trial(law, right, tuple(fates[Fit.LAST_DIGIT]), tuple(fates[Fit.WRONG]), exact)


def _judge_signs(column: Column, law: Law, fates: dict[Fit, list[int]], known: Mapping[int, int]) -> None:
    """One printed sign that is turned against those of all other rows is wrong.

    Which sign stands for what is the author's choice (a lower latency may be `+20%`), but it is one choice.
    """
    printed = {row: sign for row in fates[Fit.RIGHT] if (sign := _direction(column, row))}
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


def _judge_exactly(column: Column, law: Law, fates: dict[Fit, list[int]]) -> None:
    """Where all other rows are computed from what is printed, hidden digits are no excuse for one row."""
    row = fates[Fit.POSSIBLE][0]
    figure = column.figures[row]
    assert figure is not None  # it has been judged
    exactly = (judge_exactly(figure, each.bounds, size_only=law.size_only) for each in law.expect(row))
    if max(exactly) is Fit.WRONG:
        fates[Fit.WRONG].append(fates[Fit.POSSIBLE].pop())


def _is_established(column: Column, best: Trial, trials: list[Trial]) -> bool:
    """Whether a law that the header names holds for the column although some rows break it."""
    right, broken = len(best.right), len(best.wrong) + len(best.last)
    if not broken:
        return True
    if right >= 2 and broken <= min(_MOST_BROKEN, max(1, right // 2)):
        return True
    if broken <= min(_MOST_BROKEN, right * 2 // 3) and _luck(column, best, len(trials)) <= _CHANCE:
        return True
    rivals = {
        frozenset(each.index for each in trial.law.operands)
        for trial in trials
        if trial.law.kind == best.law.kind
    }
    if best.law.kind in (CHANGE, CUMULATIVE, SHARE) and len(rivals) == 1:
        return broken <= right or (
            right == 0 and broken == 1 and best.law.kind == CHANGE and _is_adjacent(column, best.law)
        )
    return right >= 1 and broken == 1 and best.law.kind in (CHANGE, FACTOR) and _is_adjacent(column, best.law)


def _is_adjacent(column: Column, law: Law) -> bool:
    """Whether the operands are the two columns directly before the column."""
    return {each.index for each in law.operands} == {column.index - 2, column.index - 1}


def _is_beyond_chance(column: Column, best: Trial, tried: int) -> bool:
    """Whether at least three rows obey and one breaks the law, and luck does not explain that."""
    if len(best.right) < 3 or len(best.wrong) != 1 or best.last:
        return False
    if any(len({figure.unit for figure in each.known}) > 1 for each in (column, *best.law.operands)):
        return False
    return _luck(column, best, tried) <= _CHANCE


def _luck(column: Column, best: Trial, tried: int) -> Fraction:
    """How likely so many rows obey one of so many laws by chance; 1 if their values are too much alike."""
    figures = [figure for row in best.right if (figure := column.figures[row])]
    values = {abs(figure.value) for figure in figures}
    if len(values) < 3 or Fraction(0) in values:
        return Fraction(1)
    spread = max(values)
    luck = Fraction(tried)
    for figure in figures:
        luck *= min(Fraction(1), 2 * figure.digit / spread)
    return luck


def _breaches(grid: Grid, column: Column, trial: Trial, *, named: bool) -> Iterator[Breach]:
    for fit, rows in ((Fit.WRONG, trial.wrong), (Fit.LAST_DIGIT, trial.last)):
        for row in rows:
            figure = column.figures[row]
            expected = trial.law.expect(row)
            nearest = min(expected, key=lambda each: _gap(figure, each, size_only=trial.law.size_only))
            yield Breach(grid, column, row, trial.law, fit, nearest, named)


def _gap(figure: Figure | None, expected: Expectation, *, size_only: bool) -> Fraction:
    assert figure is not None  # only cells with figures are judged
    bounds = expected.bounds.size() if size_only else expected.bounds
    return abs((abs(figure.value) if size_only else figure.value) - bounds.exact)


def coverage(document: Document) -> Coverage:
    """The columns for which a law was found, and those whose header promises one that no columns show."""
    judged = {id(verdict.column) for verdict in find_verdicts(document)}
    skipped = [
        Skip(
            _header_span(document, grid, column), "table column whose header names a relation that none shows"
        )
        for grid in read_grids(document)
        for column in grid.columns
        if id(column) not in judged and len(grid.columns) > 1 and header_kinds(column.header)
    ]
    return Coverage("table columns", len(judged), tuple(skipped))


def _header_span(document: Document, grid: Grid, column: Column) -> Span:
    cell = grid.table.header[-1].cells[column.place]
    return document.span(cell.start, cell.end)
