"""Whether the rows of a column are evidence enough for a law, although some of them break it.

A name in the header is strong evidence, a hint is weak, and without either only luck that is out of the
question tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.audit.bounds import Fit, judge
from generator.audit.figures import bare
from generator.audit.tables.grid import Column, Grid
from generator.audit.tables.header_kinds import CHANGE, CUMULATIVE, FACTOR, RATE, SHARE, SUM, WEIGHTED
from generator.audit.tables.laws import Law
from generator.audit.tables.trials import Trial
from generator.patterns import lazy

_CHANCE = Fraction(1, 2000)
"""So little luck is no chance, whatever the header says."""
_HINTED = Fraction(1, 20)
"""So little luck must be needed where the header only hints at a law."""
_ALONE = Fraction(1, 200)
"""So little where only one row obeys it."""
_FEWEST_OF_TWO = 2
"""Of two columns one is seldom the whole of the other: so many rows must show it."""
_FEW = 6
"""Of so many rows one may break a law at which the header only hints."""
MOST_BROKEN = 4
"""More breaches than this show that the column is computed from something else."""
_BASELINE = lazy(r"[(（]?(?:baseline|base|reference|基准|基线|对照|参照)[)）]?", re.IGNORECASE)
"""What a first row says instead of a change, if the other rows are compared with it."""
SHARES = (SHARE, RATE)
"""Laws whose results are parts of a whole: people cut their digits off, and the whole itself is 100 %."""
_BETWEEN_COLUMNS = (CHANGE, FACTOR, SUM, RATE, WEIGHTED)
"""Laws that the columns before this one obey often enough for half of the rows to prove them."""


def is_established(grid: Grid, column: Column, best: Trial, trials: list[Trial]) -> bool:
    """Whether a law that the header names holds for the column although some rows break it."""
    right, broken = best.certain if best.law.size_only else len(best.right), len(best.wrong) + len(best.last)
    if not broken:
        return True
    if best.law.is_fitted and broken > 2:
        return False
    if best.law.kind == CUMULATIVE and broken <= right > 2:
        return True
    if right >= 2 and broken <= min(MOST_BROKEN, max(1, right // 2)):
        return True
    luck = _luck(column, best.right, len(trials), saturates=best.law.kind == CHANGE)
    if broken <= min(MOST_BROKEN, right * 2 // 3) and luck <= _CHANCE:
        return True
    if broken <= min(MOST_BROKEN, right + 1) and _is_computed(column, best):
        return True
    if _is_against_baseline(grid, column, best):
        return True
    if best.law.kind in (CHANGE, CUMULATIVE, SHARE) and _has_no_rival(best, trials):
        if broken > 1 and best.law.kind == CHANGE and luck > _HINTED:
            return False
        is_of_two = best.law.kind == SHARE and len(best.law.operands) > 1
        return right >= max(broken, _FEWEST_OF_TWO if is_of_two else 0)
    return right >= 1 and broken == 1 and best.law.kind in (CHANGE, FACTOR) and _is_adjacent(column, best.law)


def _has_no_rival(best: Trial, trials: list[Trial]) -> bool:
    """Whether all laws of its kind compute the column from the same others."""
    alike = (trial.law for trial in trials if trial.law.kind == best.law.kind)
    return len({frozenset(each.index for each in law.operands) for law in alike}) == 1


def is_cut_off(best: Trial) -> bool:
    """Whether a column of shares holds but for its last digits, which were cut off, and a few cells."""
    near = len(best.right) + len(best.last)
    return best.law.kind in SHARES and 0 < len(best.wrong) * 3 <= near and len(best.right) > 1


def is_likely(grid: Grid, column: Column, best: Trial, tried: int) -> bool:
    """Whether a law that the header only hints at holds: two rows and most of all, more than by chance.

    Where luck is out of the question, half of the rows may break it.
    """
    if not best.wrong:
        return len(best.right) > 1
    if _is_against_baseline(grid, column, best):
        return True
    if best.law.size_only and len(best.wrong) > best.certain:
        return False
    rows = (*best.right, *_obeying_totals(grid, column, best.law))
    if best.law.is_fitted:
        rows = rows[1:] if len(best.wrong) <= 2 else ()
    is_adjacent = _is_adjacent(column, best.law)
    luck = _luck(column, rows, 1 if is_adjacent else tried, fewest=1 if is_adjacent else 2)
    if len(best.wrong) > max(1, len(rows) // _FEW):
        return len(rows) > 1 and len(best.wrong) <= len(rows) and luck <= _CHANCE
    return luck <= (_HINTED if len(rows) > 1 else _ALONE) and (is_adjacent or len(rows) > 1)


def is_beyond_chance(grid: Grid, column: Column, best: Trial, tried: int) -> bool:
    """Whether at least three rows obey and one breaks the law, and luck does not explain that."""
    rows = (*best.right, *_obeying_totals(grid, column, best.law))
    if any(len({figure.unit for figure in each.known}) > 1 for each in (column, *best.law.operands)):
        return False
    if len(rows) < 3 or len(best.wrong) != 1 or best.last:
        return False
    return _luck(column, rows, tried, only_possible=best) <= _CHANCE


def is_no_chance(column: Column, best: Trial) -> bool:
    """Whether the rows that obey, be it one, do so by no chance."""
    return best.certain > 0 and _luck(column, best.right, 1, fewest=1) <= _ALONE


def is_of_one_whole(column: Column, best: Trial, tried: int) -> bool:
    """Whether two shares and half of all are those of a whole that was found among so many figures."""
    broken = len(best.wrong) + len(best.last)
    return 2 <= best.certain >= broken and _luck(column, best.right, tried, fewest=2) <= _CHANCE


def _is_computed(column: Column, best: Trial) -> bool:
    """Whether the columns before this one make its other rows, by no chance."""
    few = len(best.right) == 1
    luck = _luck(column, best.right, 1, fewest=1, saturates=best.law.kind == CHANGE)
    if few:
        return len(best.wrong) + len(best.last) == 1 and _is_adjacent(column, best.law) and luck <= _ALONE
    return best.law.kind in _BETWEEN_COLUMNS and luck <= _CHANCE


def _is_against_baseline(grid: Grid, column: Column, best: Trial) -> bool:
    """Whether the first row says that the others are compared with it, and half of them surely are."""
    first = grid.parts[0] if grid.parts else None
    if first is None or column.figures[first] or not grid.has_cell(first, column):
        return False
    is_baseline = bool(_BASELINE.fullmatch(bare(grid.cell(first, column).text)))
    broken = len(best.wrong) + len(best.last)
    return is_baseline and len(best.law.operands) == 1 and broken <= best.certain


def _is_adjacent(column: Column, law: Law) -> bool:
    """Whether the operands are the columns directly before the column, and at least two."""
    operands = {each.index for each in law.operands}
    return len(operands) > 1 and operands == set(range(column.index - len(operands), column.index))


def _obeying_totals(grid: Grid, column: Column, law: Law) -> Iterator[int]:
    """The total rows that obey a law which holds for totals as for their parts: more evidence for it."""
    for row in grid.totals if law.of_totals else ():
        figure = column.figures[row]
        expected = law.expect(row) if figure else ()
        if figure and any(
            judge(figure, each.bounds, size_only=law.size_only) is Fit.RIGHT for each in expected
        ):
            yield row


def _luck(
    column: Column,
    rows: Sequence[int],
    tried: int,
    *,
    fewest: int = 3,
    saturates: bool = False,
    only_possible: Trial | None = None,
) -> Fraction:
    """How likely so many rows obey one of so many laws by chance; 1 if their values are too much alike.

    A decrease saturates: where nearly all is saved, everything makes nearly 100 %. Rows that obey a law only
    if its operands were rounded have the room that the rounding leaves, if the trial is told.
    """
    figures = [figure for row in rows if (figure := column.figures[row])]
    values = {abs(figure.value) for figure in figures}
    if not values or len(values) < fewest or Fraction(0) in values:
        return Fraction(1)
    spread = max(values)
    if saturates and column.is_percent and spread <= 1:
        spread = min(spread, max(1 - value for value in values) or 2 * figures[0].digit)
    luck = Fraction(tried)
    for row in rows:
        figure = column.figures[row]
        if figure:
            roomy = only_possible and row in only_possible.right[only_possible.certain :]
            width = 2 * figure.digit + (_room(only_possible.law, row) if only_possible and roomy else 0)
            luck *= min(Fraction(1), width / spread)
    return luck


def _room(law: Law, row: int) -> Fraction:
    """How wide an interval the rounding of a row's operands leaves."""
    return min((each.bounds.high - each.bounds.low for each in law.expect(row)), default=Fraction(0))
