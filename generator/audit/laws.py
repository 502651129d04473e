"""Laws of columns: what a column of a table may be computed from.

A law says for each row what a cell should be: the sum of other cells, their change, a share, a running
sum. Whether a law holds for a column is judged in `generator.audit.columns`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate, combinations

from generator.audit.bounds import Bounds, total
from generator.audit.figures import Figure
from generator.audit.grid import Column, Grid
from generator.patterns import lazy

CHANGE, FACTOR, SHARE, CUMULATIVE, SUM, MEAN, PRODUCT, RATE, WEIGHTED = (
    "change",
    "factor",
    "share",
    "cumulative",
    "sum",
    "mean",
    "product",
    "rate",
    "weighted",
)
ALL = frozenset((CHANGE, FACTOR, SHARE, CUMULATIVE, SUM, MEAN, PRODUCT, RATE, WEIGHTED))
_WORDS: dict[str, re.Pattern[str]] = {
    CUMULATIVE: re.compile(r"累[计积]|\bcumulative|running total|\bcum\b", re.IGNORECASE),
    SHARE: re.compile(
        r"占比|份额|比例|比重|百分比|构成|\bshare|percent(?!ile)|% of|\bproportion|\bfraction|^[%％]$",
        re.IGNORECASE,
    ),
    FACTOR: re.compile(
        r"倍|加速比|speed-?up|\bratio|\bfactor|multiple|\btimes\b|压缩[比率]|compression|faster",
        re.IGNORECASE,
    ),
    CHANGE: re.compile(
        r"变化|变动|增[长幅加减速]|涨[跌幅]|降[低幅]|下降|减少|减幅|提[升高]|改善|节[省约]|差[距异值额]|"
        r"[^偏误温时]差$|同比|环比"
        r"|\bchange|\bdelta|Δ|growth|increase|decrease|reduction|improve|\bgain|\bdiff|saving|"
        r"\by-?o-?y|\bm-?o-?m|\bq-?o-?q"
        r"|[±+]/-|\bdrop\b|\bloss vs",
        re.IGNORECASE,
    ),
    MEAN: re.compile(r"平均|均值|均分|\baverage|\bmean\b|\bavg\b", re.IGNORECASE),
    SUM: re.compile(r"[总合共]计|总[分和数额量]|\btotal|\bsum\b|^all$", re.IGNORECASE),
    PRODUCT: re.compile(
        r"金额|总价|小计|总额|amount|subtotal|revenue|销售额|总?成本$|总?费用$|line total", re.IGNORECASE
    ),
    RATE: re.compile(r"率$|率[（(]|\brate\b|accuracy|准确|pass|利用|转化|margin", re.IGNORECASE),
}
_WEIGHT_IN_HEADER = lazy(
    r"[（(]\s*(?:权重|weight)?\s*[:：=]?\s*(\d+(?:\.\d+)?)\s*([%％]?)\s*[)）]", re.IGNORECASE
)
_WEIGHTED_TARGET = lazy(r"加权|综合|总[分评]|得分|score|overall|weighted|total", re.IGNORECASE)
_FEW_COLUMNS = 5
_FEWEST_IN_PROPORTION = 4
_NARROW = 200
"""A row tells the factor between two columns of measured figures if it does so to half a percent."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a cell should be, and how it was computed, in words."""

    bounds: Bounds
    formula: str


@dataclass(frozen=True, slots=True)
class Law:
    """A relation that a column may obey. A row obeys it if any of its expectations fits."""

    kind: str
    operands: tuple[Column, ...]
    expect: Callable[[int], Sequence[Expectation]]
    size_only: bool = False


@lru_cache(maxsize=1024)
def header_kinds(header: str) -> tuple[str, ...]:
    """The laws that a header names, the most specific first."""
    return tuple(kind for kind, pattern in _WORDS.items() if pattern.search(header))


def names_a_score(header: str) -> bool:
    """Whether a header may name a weighted sum."""
    return bool(_WEIGHTED_TARGET.search(header))


def laws_of(grid: Grid, column: Column, named: Sequence[str], kinds: frozenset[str] = ALL) -> Iterator[Law]:
    """Every law of these kinds that the column may obey, given the other columns and "
    "what the header names."""
    others = [other for other in grid.columns if other.index != column.index]
    candidates = _candidates(grid, column, others, named, kinds)
    return (law for law in candidates if law.kind in kinds)


def _candidates(
    grid: Grid, column: Column, others: list[Column], named: Sequence[str], kinds: frozenset[str]
) -> Iterator[Law]:
    measures = {figure.measure for figure in column.known}
    if WEIGHTED in kinds:
        yield from _weighted(grid, column, others)
    if kinds & {SHARE, CUMULATIVE, CHANGE, FACTOR, PRODUCT}:
        for other in others:
            yield from _of_one(grid, column, other, named, measures)
    if kinds & {CHANGE, FACTOR, PRODUCT, RATE, SHARE}:
        for first, second in combinations(others, 2):
            yield from _of_two(column, first, second, named, measures)
    if kinds & {SUM, MEAN}:
        alike = [other for other in others if other.is_percent == column.is_percent]
        for group in _groups(column, alike):
            yield Law(SUM, group, _sum_of(group))
            yield Law(MEAN, group, _mean_of(group))


def _groups(column: Column, others: list[Column]) -> Iterator[tuple[Column, ...]]:
    """The columns that may be added up: all, all to the left, all but the first."""
    seen: set[tuple[int, ...]] = set()
    left = [other for other in others if other.index < column.index]
    pairs = [list(pair) for pair in combinations(left, 2)] if len(left) <= _FEW_COLUMNS else []
    for group in (others, left, left[1:], left[-2:], left[:-1], *pairs):
        key = tuple(other.index for other in group)
        if len(group) >= 2 and key not in seen:
            seen.add(key)
            yield tuple(group)


def _of_one(
    grid: Grid, column: Column, other: Column, named: Sequence[str], measures: set[str]
) -> Iterator[Law]:
    if not other.is_percent and "percent" in measures:
        yield Law(SHARE, (other,), _share_of(grid, other))
        yield Law(CUMULATIVE, (other,), _cumulative_share(grid, other))
    if not other.is_percent and other.index < column.index and not measures & {"points", "factor"}:
        kind = SHARE if "percent" in measures else PRODUCT
        yield Law(kind, (other,), _in_proportion(grid, column, other))
    if other.is_percent == column.is_percent:
        yield Law(CUMULATIVE, (other,), _cumulative(grid, column, other))
    if CHANGE in named or FACTOR in named:
        kind = CHANGE if CHANGE in named else FACTOR
        yield Law(kind, (other,), _against(grid, column, other, previous=True), size_only=True)
        yield Law(kind, (other,), _against(grid, column, other, previous=False), size_only=True)


def _of_two(
    column: Column, first: Column, second: Column, named: Sequence[str], measures: set[str]
) -> Iterator[Law]:
    pair = (first, second)
    if first.is_percent == second.is_percent:
        kind = FACTOR if FACTOR in named and CHANGE not in named else CHANGE
        yield Law(kind, pair, _change_of(column, first, second), size_only=True)
        yield Law(kind, pair, _change_of(column, second, first), size_only=True)
    if not measures & {"points", "factor"}:
        yield Law(PRODUCT, pair, _product_of(first, second))
    if not first.is_percent and not second.is_percent:
        for a, b in (pair, (second, first)):
            yield Law(RATE, pair, _ratio_of(a, b))
            yield Law(SHARE, pair, _ratio_of(a, b))


def _bounds(column: Column, row: int) -> Bounds | None:
    return column.bounds[row]


def _same_unit(first: Column, second: Column, row: int) -> bool:
    """Whether two cells of a row are in one unit, as far as they name it (24 min and 36 sec are not)."""
    a, b = first.figures[row], second.figures[row]
    return a is None or b is None or not a.unit or not b.unit or a.unit == b.unit


def _one_unit(column: Column, first: int, second: int) -> bool:
    """The same for two rows of a column."""
    a, b = column.figures[first], column.figures[second]
    return a is None or b is None or not a.unit or not b.unit or a.unit == b.unit


def _text(column: Column, row: int) -> str:
    figure = column.figures[row]
    return figure.text if figure else "?"


def _change_of(column: Column, first: Column, second: Column) -> Callable[[int], list[Expectation]]:
    """From one column to the other: difference, relative change or factor, as the cell's unit admits."""

    def expect(row: int) -> list[Expectation]:
        before, after, figure = _bounds(first, row), _bounds(second, row), column.figures[row]
        if before is None or after is None or figure is None or not _same_unit(first, second, row):
            return []
        return list(
            changes(before, after, figure, (_text(first, row), _text(second, row)), percent=first.is_percent)
        )

    return expect


def changes(
    before: Bounds, after: Bounds, figure: Figure, texts: tuple[str, str], *, percent: bool
) -> Iterator[Expectation]:
    """Every reading of a stated change from one value to another that its unit admits."""
    a, b = texts
    difference = after.minus(before)
    if figure.measure == "points" or (figure.measure == "percent") == percent:
        yield Expectation(difference, f"{b} − {a}")
    if figure.measure == "number" and percent:
        yield Expectation(difference.times(Bounds.point(Fraction(100))), f"{b} − {a}")
    if figure.measure == "points":
        if not percent:
            yield Expectation(difference.divided(100), f"{b} − {a}")
        return
    if figure.measure == "percent":
        relative = difference.over(before)
        if relative:
            yield Expectation(relative, f"({b} − {a}) / {a}")
        return
    for top, bottom, words in ((after, before, f"{b} / {a}"), (before, after, f"{a} / {b}")):
        factor = top.over(bottom)
        if factor:
            yield Expectation(factor, words)
            if figure.measure == "factor":
                yield Expectation(factor.less(1), f"{words} − 1")


def _against(
    grid: Grid, column: Column, other: Column, *, previous: bool
) -> Callable[[int], list[Expectation]]:
    """Each row against the row before it, or against the first."""

    def expect(row: int) -> list[Expectation]:
        place = grid.places[row]
        figure = column.figures[row]
        if figure is None or (not place and (previous or figure.measure != "factor")):
            return []
        base = grid.parts[place - 1 if previous else 0]
        before, after = _bounds(other, base), _bounds(other, row)
        if before is None or after is None or not _one_unit(other, base, row):
            return []
        texts = (_text(other, base), _text(other, row))
        return list(changes(before, after, figure, texts, percent=other.is_percent))

    return expect


def _share_of(grid: Grid, other: Column) -> Callable[[int], list[Expectation]]:
    """A row's part of the whole column: of the total that is printed, or of the sum of the parts."""
    wholes = cache(lambda: list(_wholes(grid, other)))

    def expect(row: int) -> list[Expectation]:
        part = _bounds(other, row)
        shares = [(part.over(whole), words) for whole, words in wholes()] if part else []
        return [Expectation(share, f"{_text(other, row)} / {words}") for share, words in shares if share]

    return expect


def _wholes(grid: Grid, other: Column) -> Iterator[tuple[Bounds, str]]:
    parts = [bounds for row in grid.parts if (bounds := _bounds(other, row)) and not grid.is_detail(row)]
    if len(parts) > 1:
        yield total(parts), "the sum of the column"
    for row in grid.totals:
        printed = _bounds(other, row)
        if printed and not grid.is_subtotal(row):
            yield printed, _text(other, row)


def _cumulative(grid: Grid, column: Column, other: Column) -> Callable[[int], list[Expectation]]:
    """The running sum, or the cell above plus the row's own part: one slip is reported once."""
    running = cache(
        lambda: list(accumulate(_sums_so_far(grid, other), lambda a, b: a.plus(b) if a and b else None))
    )

    def expect(row: int) -> list[Expectation]:
        place = grid.places[row]
        so_far, own = running()[place], _bounds(other, row)
        if so_far is None or own is None:
            return []
        found = [Expectation(so_far, "the sum so far")]
        above = _bounds(column, grid.parts[place - 1]) if place else None
        if above:
            words = f"{_text(column, grid.parts[place - 1])} + {_text(other, row)}"
            found.insert(0, Expectation(above.plus(own), words))
        return found

    return expect


def _cumulative_share(grid: Grid, other: Column) -> Callable[[int], list[Expectation]]:
    """The running sum of counts as a part of their sum."""
    sums = cache(
        lambda: list(accumulate(_sums_so_far(grid, other), lambda a, b: a.plus(b) if a and b else None))
    )

    def expect(row: int) -> list[Expectation]:
        running, whole = sums()[grid.places[row]], sums()[-1]
        share = running.over(whole) if running and whole else None
        return [Expectation(share, "the sum so far as a part of the whole")] if share else []

    return expect


def _in_proportion(grid: Grid, column: Column, other: Column) -> Callable[[int], list[Expectation]]:
    """The other column times one factor: the one that most rows agree on, at least four of them."""
    factor = cache(lambda: _common_factor(grid, column, other))

    def expect(row: int) -> list[Expectation]:
        value, common = _bounds(other, row), factor()
        if value is None or common is None or _is_rough(other, row):
            return []
        words = f"{_text(other, row)} in the proportion of the other rows"
        return [Expectation(value.times(common), words)]

    return expect


def _is_rough(column: Column, row: int) -> bool:
    """Whether a cell says "about" or gives a bound."""
    figure = column.figures[row]
    return figure is not None and figure.kind != "exact"


def _common_factor(grid: Grid, column: Column, other: Column) -> Bounds | None:
    """The factors that the most rows admit; nothing if fewer than four rows admit the same."""
    rows = (row for row in grid.parts if not _is_rough(other, row))
    pairs = ((_bounds(column, row), _bounds(other, row)) for row in rows)
    ratios = [ratio for a, b in pairs if a and b and a.low > 0 and (ratio := a.over(b))]
    if not column.is_percent:
        ratios = [ratio for ratio in ratios if (ratio.high - ratio.low) * _NARROW <= ratio.high]
    ends = sorted([(each.low, 0) for each in ratios] + [(each.high, 1) for each in ratios])
    best, depth, at = 0, 0, 0
    for index, (_, is_end) in enumerate(ends):
        depth += -1 if is_end else 1
        if depth > best:
            best, at = depth, index
    if best < _FEWEST_IN_PROPORTION or best * 2 <= len(ratios):
        return None
    low, high = ends[at][0], ends[at + 1][0]
    return Bounds(low, (low + high) / 2, high)


def _sums_so_far(grid: Grid, other: Column) -> Iterator[Bounds | None]:
    return (_bounds(other, row) for row in grid.parts)


def _terms(group: Sequence[Column], row: int) -> list[Bounds]:
    terms = [_bounds(each, row) for each in group]
    if any(not _same_unit(group[0], each, row) for each in group):
        return []
    return [term for term in terms if term] if all(terms) else []


def _sum_of(group: tuple[Column, ...]) -> Callable[[int], list[Expectation]]:
    def expect(row: int) -> list[Expectation]:
        terms = _terms(group, row)
        return [Expectation(total(terms), " + ".join(_text(each, row) for each in group))] if terms else []

    return expect


def _mean_of(group: tuple[Column, ...]) -> Callable[[int], list[Expectation]]:
    def expect(row: int) -> list[Expectation]:
        terms = _terms(group, row)
        if not terms:
            return []
        mean = total(terms).divided(len(terms))
        return [Expectation(mean, f"({' + '.join(_text(each, row) for each in group)}) / {len(terms)}")]

    return expect


def _product_of(first: Column, second: Column) -> Callable[[int], list[Expectation]]:
    def expect(row: int) -> list[Expectation]:
        a, b = _bounds(first, row), _bounds(second, row)
        return [Expectation(a.times(b), f"{_text(first, row)} × {_text(second, row)}")] if a and b else []

    return expect


def _ratio_of(top: Column, bottom: Column) -> Callable[[int], list[Expectation]]:
    def expect(row: int) -> list[Expectation]:
        a, b = _bounds(top, row), _bounds(bottom, row)
        ratio = a.over(b) if a and b else None
        return [Expectation(ratio, f"{_text(top, row)} / {_text(bottom, row)}")] if ratio else []

    return expect


def _weighted(grid: Grid, column: Column, others: list[Column]) -> Iterator[Law]:
    """A weighted sum whose weights stand in the headers or in a row of their own."""
    if not _WEIGHTED_TARGET.search(column.header):
        return
    weights = [(other, weight) for other in others if (weight := _weight(grid, other)) is not None]
    if len(weights) < 2 or sum(weight for _, weight in weights) != 1:
        return
    group = tuple(other for other, _ in weights)

    def expect(row: int) -> list[Expectation]:
        terms = _terms(group, row)
        if not terms:
            return []
        products = [
            term.times(Bounds.point(weight)) for term, (_, weight) in zip(terms, weights, strict=True)
        ]
        words = " + ".join(f"{float(weight):g}×{_text(other, row)}" for other, weight in weights)
        return [Expectation(total(products), words)]

    yield Law(WEIGHTED, group, expect)


def _weight(grid: Grid, column: Column) -> Fraction | None:
    found = _WEIGHT_IN_HEADER.search(column.header)
    if found:
        value = Fraction(found[1])
        return value / 100 if found[2] or value > 1 else value
    figure = column.figures[grid.weights] if grid.weights is not None else None
    return figure.value if figure and figure.is_plain else None
