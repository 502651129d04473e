"""Whether a law holds for a column of a table, and which cells break it.

A law holds if the header names it and most rows obey, or if so many rows obey that chance cannot explain
it. A row that breaks a law that holds is suspicious.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.coverage import Coverage, Skip
from generator.audit.figures import Figure
from generator.audit.tables.declared_weights import declared_laws
from generator.audit.tables.evidence import (
    MOST_BROKEN,
    SHARES,
    is_beyond_chance,
    is_cut_off,
    is_established,
    is_likely,
    is_no_chance,
    is_of_one_whole,
)
from generator.audit.tables.expectations import Expectation
from generator.audit.tables.grid import Column, Grid, read_grids, transposed
from generator.audit.tables.header_formulas import header_law
from generator.audit.tables.header_kinds import (
    ALL,
    CHANGE,
    CUMULATIVE,
    DIFFERENCE,
    FACTOR,
    HARMONIC,
    PRODUCT,
    QUOTIENT,
    RATE,
    SHARE,
    STATED,
    SUM,
    WEIGHTED,
    header_kinds,
    hinted_kinds,
    names_a_score,
)
from generator.audit.tables.laws import Law, laws_of
from generator.audit.tables.plain_headers import plain_law
from generator.audit.tables.plain_readings import VARIANCE, PlainLaw, is_excused
from generator.audit.tables.row_laws import change_of, equal_to
from generator.audit.tables.stated_wholes import laws_of_stated_wholes
from generator.audit.tables.trials import Trial, try_law, try_laws
from generator.audit.tables.wrong_cells import Breach, told
from generator.diagnostics import Span
from generator.markdown import Document

_FEWEST_ROWS = 4
"""Without a name in the header, three rows must obey for the fourth to be suspicious."""
_FEWEST_EXACT = 3
"""Where so many rows need no rounding, one whose value needs none either has no excuse for its last digit."""
_NEVER_RIGHT = 2
"""Where no row obeys, so many may break the relation that the headers name; more mean something else."""
_RATES = (RATE, QUOTIENT, SHARE, CHANGE, FACTOR)
"""Laws that a total row obeys without being the sum of the rows above it."""
_LINEAR = (CHANGE, DIFFERENCE, SUM)
"""Laws between two columns that hold for the means of both as well."""
_NOT_VALUES = {CHANGE, FACTOR, SHARE, RATE, CUMULATIVE}
_BETWEEN_ROWS = (CHANGE, FACTOR, RATE, QUOTIENT, DIFFERENCE, PRODUCT, HARMONIC)
"""Laws by which a row may be computed from other rows; sums and means of rows are other rules' business."""


class Verdict(NamedTuple):
    """The law that was found to hold for a column, and the cells that break it."""

    column: Column
    law: Law
    breaches: tuple[Breach, ...]
    is_plain: bool = False
    """Whether the headers leave no other law, so that a row is judged by itself."""


@lru_cache(maxsize=2)
def find_verdicts(document: Document) -> tuple[Verdict, ...]:
    """The columns of the document's tables for which a law holds, and the rows that break one."""
    return tuple(verdict for grid in read_grids(document) for verdict in _of_table(document, grid))


def _of_table(document: Document, grid: Grid) -> Iterator[Verdict]:
    """The columns; if they are in order, also rows that a law computes from other rows (profit, change)."""
    verdicts = list(_verdicts(grid, _declared(document, grid)))
    verdicts += _of_stated_wholes(document, grid, verdicts)
    yield from verdicts
    if any(verdict.breaches for verdict in verdicts):
        return
    if any(header_kinds(label) or hinted_kinds(label) for label in grid.labels):
        turned = transposed(document, grid)
        if turned and len(turned.columns) > 1:
            declared = _declared(document, turned) if turned.weights is None else {}
            verdicts = [_of_values(each, turned) for each in _verdicts(turned, declared, named_only=True)]
            yield from (
                each
                for each in verdicts
                if each.breaches and (each.is_plain or each.law.kind in _BETWEEN_ROWS)
                if not (grid.totals and each.law.kind == CHANGE)  # `Process improvement`, a part of the total
            )


def _of_values(verdict: Verdict, turned: Grid) -> Verdict:
    """The verdict about a row without its cells in columns of changes, shares and rates.

    What a quantity is computed from tells nothing about how it grew.
    """
    kept = (each for each in verdict.breaches if not _is_relative(turned.labels[each.row]))
    return verdict._replace(breaches=tuple(kept))


def _is_relative(header: str) -> bool:
    return bool(_NOT_VALUES & {*header_kinds(header)} or VARIANCE.search(header))


def _declared(document: Document, grid: Grid) -> dict[int, Verdict]:
    """The columns of weighted scores whose weights the document declares, by their index."""
    verdicts = (_judge_declared(document, grid, column) for column in grid.columns)
    return {each.column.index: each for each in verdicts if each}


def _judge_declared(document: Document, grid: Grid, column: Column) -> Verdict | None:
    """Judge each row by itself where the declaration leaves nothing else that the column may be."""
    for plain, is_sure in declared_laws(document, grid, column):
        trial = try_law(grid, column, plain.law)
        if is_sure and (trial.right or not plain.needs_right):
            excused = {row for row in trial.wrong if is_excused(plain, column, row, is_shown=False)}
            if len(excused) * 2 <= len(column.known):
                is_shown = len(trial.right) >= len(excused)
                wrong = (row for row in trial.wrong if not is_excused(plain, column, row, is_shown=is_shown))
                last = trial.last if len(trial.last) < len(trial.right) else ()
                trial = replace(trial, wrong=tuple(wrong), last=last)
                return Verdict(
                    column, plain.law, tuple(_breaches(grid, column, trial, named=True)), is_plain=True
                )
        if trial.right and is_established(grid, column, trial, [trial]):
            return Verdict(column, plain.law, tuple(_breaches(grid, column, trial, named=True)))
    return None


def _of_stated_wholes(document: Document, grid: Grid, known: Sequence[Verdict]) -> Iterator[Verdict]:
    """Shares of wholes that the text beside the table states: at least two that chance cannot explain."""
    judged = {verdict.column.index for verdict in known}
    for column in grid.columns:
        laws = laws_of_stated_wholes(document, grid, column) if column.index not in judged else []
        trials = [try_law(grid, column, law) for law in laws]
        best = max(trials, key=lambda trial: trial.rank, default=None)
        if best and is_of_one_whole(column, best, len(trials)):
            yield Verdict(column, best.law, tuple(_breaches(grid, column, best, named=True)))


def _verdicts(grid: Grid, declared: Mapping[int, Verdict], *, named_only: bool = False) -> Iterator[Verdict]:
    """What is declared goes first, then the laws that headers name.

    What they explain needs no other law (a + b = c is c − b = a).
    """
    if len(grid.columns) + len(grid.workings) < 2:
        return
    explained: list[set[int]] = []
    unnamed: list[Column] = []
    for column in grid.columns:
        verdict = declared.get(column.index) or _judge_named(grid, column) or _judge_plain(grid, column)
        if verdict and grid.totals and not verdict.is_plain:
            verdict = _with_totals(grid, verdict)
        if verdict is None:
            unnamed.append(column)
            continue
        explained.append(_columns_of(verdict))
        yield verdict
    everything = {each.index for each in (*grid.columns, *grid.workings)}
    if any(everything <= columns for columns in explained):
        return  # whatever else holds is explained as well
    for column in unnamed:
        verdict = _judge_hinted(grid, column) or (None if named_only else _judge_unnamed(grid, column))
        if verdict and not any(_columns_of(verdict) <= columns for columns in explained):
            yield verdict


def _columns_of(verdict: Verdict) -> set[int]:
    return {verdict.column.index, *(each.index for each in verdict.law.operands)}


def find_breaches(document: Document) -> tuple[Breach, ...]:
    """The cells of the document's tables that break the law of their column, one of a row for each cause."""
    by_row: dict[int, list[Breach]] = {}
    for verdict in find_verdicts(document):
        for breach in verdict.breaches:
            by_row.setdefault(breach.grid.rows[breach.row].start, []).append(breach)
    return tuple(each for breaches in by_row.values() for each in told(breaches))


def _judge_named(grid: Grid, column: Column) -> Verdict | None:
    spelled = header_law(grid, column)
    if spelled:
        trial = try_law(grid, column, spelled)
        if trial.right:
            return Verdict(column, spelled, tuple(_breaches(grid, column, trial, named=True)))
    worked = _judge_worked(grid, column)
    if worked:
        return worked
    named = header_kinds(column.header)
    named = (*named, RATE if column.is_percent else STATED) if grid.workings else named
    named = (*named, WEIGHTED) if names_a_score(column.header) else named
    trials = try_laws(grid, column, named, frozenset(named), _share(column, 2)) if named else []
    best = max(trials, key=lambda trial: trial.rank, default=None)
    if best and is_established(grid, column, best, trials):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=True)))
    if best and is_cut_off(best):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=False)))
    return None


def _judge_worked(grid: Grid, column: Column) -> Verdict | None:
    """Judge the results of the computations that the column before spells out, if half of them are right."""
    for each in grid.workings:
        if each.index == column.index - 1 and not column.is_percent:
            trial = try_law(grid, column, Law(STATED, (each,), equal_to(each)))
            if trial.right and len(trial.wrong) + len(trial.last) <= len(trial.right):
                return Verdict(column, trial.law, tuple(_breaches(grid, column, trial, named=True)))
    return None


def _judge_plain(grid: Grid, column: Column) -> Verdict | None:
    """Judge each row by itself where the headers leave only one relation, unless nearly all break it."""
    plain = plain_law(grid, column)
    if plain is None:
        return None
    trial = try_law(grid, column, plain.law)
    is_shown = len(trial.right) > max(1, len(trial.wrong))
    wrong = tuple(row for row in trial.wrong if not is_excused(plain, column, row, is_shown=is_shown))
    if not plain.is_declared and len(wrong) > (len(trial.right) * 2 + 1 if trial.right else _NEVER_RIGHT):
        return None
    if plain.needs_right and wrong and not is_no_chance(column, trial):
        return None
    trial = replace(trial, wrong=wrong, last=())
    breaches = {each.row: each for each in _breaches(grid, column, trial, named=True)}
    if trial.right:
        breaches.update((each.row, each) for each in _plain_totals(grid, column, plain))
    return Verdict(column, plain.law, tuple(breaches.values()), is_plain=not plain.needs_right)


def _with_totals(grid: Grid, verdict: Verdict) -> Verdict:
    """The same verdict with the total rows that break the law, if the headers leave no other."""
    plain = plain_law(grid, verdict.column)
    if plain is None or [*map(id, plain.law.operands)] != [*map(id, verdict.law.operands)]:
        return verdict
    known = {breach.row for breach in verdict.breaches}
    more = [each for each in _plain_totals(grid, verdict.column, plain) if each.row not in known]
    return verdict._replace(breaches=(*verdict.breaches, *more))


def _plain_totals(grid: Grid, column: Column, plain: PlainLaw) -> Iterator[Breach]:
    for breach in _wrong_totals(grid, column, plain.law, named=True, with_counts=True):
        if not is_excused(plain, column, breach.row, is_shown=False):
            yield breach


def _judge_hinted(grid: Grid, column: Column) -> Verdict | None:
    hinted = hinted_kinds(column.header)
    trials = (
        try_laws(grid, column, hinted, frozenset(hinted), min(_share(column, 2), MOST_BROKEN))
        if hinted
        else []
    )
    best = max(trials, key=lambda trial: trial.rank, default=None)
    if best and is_likely(grid, column, best, len(trials)):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=False)))
    return None


def _judge_unnamed(grid: Grid, column: Column) -> Verdict | None:
    if len(column.known) < _FEWEST_ROWS:
        return None
    named = header_kinds(column.header)
    trials = try_laws(grid, column, named, ALL, 1)
    best = max(trials, key=lambda trial: trial.rank, default=None)
    if best and is_beyond_chance(grid, column, best, len(list(laws_of(grid, column, named)))):
        return Verdict(column, best.law, tuple(_breaches(grid, column, best, named=False)))
    return None


def _share(column: Column, part: int) -> int:
    """One row, or one of so many."""
    return max(1, (len(column.known) + 1) // part)


def _breaches(grid: Grid, column: Column, trial: Trial, *, named: bool) -> Iterator[Breach]:
    is_exact = trial.exact == len(trial.right) >= _FEWEST_EXACT
    for fit, rows in ((Fit.WRONG, trial.wrong), (Fit.LAST_DIGIT, trial.last)):
        for row in rows:
            figure = column.figures[row]
            if figure and figure.kind in ("least", "most") and not column.holds_limits:
                continue  # a limit among figures is what they are compared with
            if trial.law.kind in SHARES and row == grid.parts[0] and figure and figure.value == 1:
                continue  # the baseline that the other rows are compared with
            if fit is Fit.LAST_DIGIT and trial.law.kind == CHANGE and figure and abs(figure.value) == 1:
                continue  # "100 %" for nearly all
            if (not named and _is_unproven(trial, row)) or _is_finer(column, trial.law, row):
                continue
            expected = trial.readings(row)
            nearest = min(expected, key=lambda each: _gap(figure, each, size_only=trial.law.size_only))
            needs_rounding = figure is None or nearest.bounds.exact % figure.digit != 0
            if fit is Fit.LAST_DIGIT and not named and (needs_rounding or not is_exact):
                continue
            yield Breach(grid, column, row, trial.law, fit if named else Fit.WRONG, nearest, named)
    is_own = not trial.wrong or (named and trial.law.kind in _RATES and len(trial.wrong) < len(trial.right))
    if is_own and len(trial.right) > 1:
        yield from _wrong_totals(grid, column, trial.law, named=named)


def _is_finer(column: Column, law: Law, row: int) -> bool:
    """Whether a cell times one operand is the other, which shows fewer digits: 3 × 0.038 kg, 0.11 kg."""
    figure = column.figures[row]
    if figure is None or len(law.operands) != 2:
        return False
    for rounded, other in (law.operands, law.operands[::-1]):
        shown, factor = rounded.figures[row], other.bounds[row]
        if shown and factor and shown.digit > figure.digit and not shown.is_count:
            product = Bounds.point(figure.value).times(Bounds.point(factor.exact))
            if judge(shown, product) is Fit.RIGHT:
                return True
    return False


def _is_unproven(trial: Trial, row: int) -> bool:
    """Whether an operand differs here that is the same in all rows that obey, so that it may not matter.

    Where all operands are the same in these rows, they are one row told twice.
    """
    seen = [
        {figure.value for each in trial.right if (figure := operand.figures[each])}
        for operand in trial.law.operands
    ]
    return any(len(values) > 1 for values in seen) and any(
        len(values) == 1 and (figure := operand.figures[row]) is not None and figure.value not in values
        for values, operand in zip(seen, trial.law.operands, strict=True)
    )


def _wrong_totals(
    grid: Grid, column: Column, law: Law, *, named: bool, with_counts: bool = False
) -> Iterator[Breach]:
    """Rows of totals and of means that obey the law in no reading.

    The rate of a total is that of the totals, or the mean of the rates above it; the difference in a row of
    means is that of the means, or the mean of the differences.
    """
    totals = grid.totals if law.of_totals and law.kind in (*_RATES, DIFFERENCE) else ()
    means = grid.means if len(law.operands) > 1 and law.kind in _LINEAR else ()
    for row in (*totals, *means):
        figure = column.figures[row]
        expected = law.expect(row) if figure else ()
        if not figure or not expected or (row in totals and figure.value == 1):
            continue
        if row in totals and figure.is_count and not with_counts:
            continue
        if row in totals and _is_of_wrong_totals(grid, column, law, row):
            continue  # another rule says so
        parts = [bounds for each in grid.parts if (bounds := column.bounds[each])]
        readings = [each.bounds for each in expected]
        readings += [total(parts).divided(len(parts))] if parts else []
        readings += [total(parts)] if parts and row in totals else []
        if max(judge(figure, each, size_only=law.size_only) for each in readings) is Fit.WRONG:
            nearest = min(expected, key=lambda each: _gap(figure, each, size_only=law.size_only))
            yield Breach(grid, column, row, law, Fit.WRONG, nearest, named)


def _is_of_wrong_totals(grid: Grid, column: Column, law: Law, row: int) -> bool:
    """Whether totals that the cell relates are not the sums of their parts, and may be all that is wrong."""
    sums = [_as_sum(grid, operand, row) for operand in law.operands]
    if all(each is operand for each, operand in zip(sums, law.operands, strict=True)):
        return False
    figure = column.figures[row]
    if figure is None or law.kind != CHANGE or len(sums) != 2:
        return True
    expected = change_of(column, sums[0], sums[1])(row)
    return any(judge(figure, each.bounds, size_only=True) is not Fit.WRONG for each in expected)


def _as_sum(grid: Grid, column: Column, row: int) -> Column:
    """A column with the sum of its parts as its total; itself if that is what it says."""
    stated, parts = column.figures[row], [column.bounds[each] for each in grid.parts]
    known = [bounds for bounds in parts if bounds]
    if stated is None or len(known) < len(parts) or not known or judge(stated, total(known)) is not Fit.WRONG:
        return column
    figures = (*column.figures[:row], stated._replace(value=total(known).exact), *column.figures[row + 1 :])
    return replace(column, figures=figures)


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
