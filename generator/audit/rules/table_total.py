"""A total row is the sum of the rows it sums up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from generator.audit.bounds import Bounds, Fit, judge, total
from generator.audit.figures import Figure, bare
from generator.audit.tables.columns import find_breaches, find_verdicts
from generator.audit.tables.grid import Column, Grid, read_grids
from generator.audit.tables.header_kinds import CHANGE, FACTOR, QUOTIENT, RATE
from generator.audit.tables.weighted_totals import weighted_cells
from generator.audit.wholes.partitions import is_improbable
from generator.audit.wholes.percent_lines import percent_lines
from generator.audit.wording import is_misprint, restated, shown
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import lazy
from generator.rule import Example, Rule

_NO_SUM = lazy(
    r"去重|独立|unique|distinct|平均|均值|中位|最[大小高低]|\b(?:average|mean|avg|median|max|min|peak|"
    r"best|rank)|排名|[^比]率$|\brate\b"
    r"|单价|price|回收期|payback|周期|系数|同比|环比|增[长幅]|growth|change|变[化动]|累[计积]|cumulative",
    re.IGNORECASE,
)
_RATES = (CHANGE, FACTOR, RATE, QUOTIENT)
"""Laws of columns whose percentages do not add up."""
_VALUE = lazy(r"values?|results?|数值|结果|取值|值", re.IGNORECASE)
"""What heads the values of a list of properties."""
_TOTAL_OF = lazy(r"total [a-z][a-z ]{2,30}|总[一-龥]{1,6}", re.IGNORECASE)
_TELLING = 3
"""Where all of so many digits but one agree, it is no chance."""
_PARTITION = lazy(r"占比|份额|比重|权重|share|weight", re.IGNORECASE)
"""Headers of columns whose parts make 100 %, so that any other total is wrong."""
_FARTHEST = 3
"""A total more than three times too large or too small is a total of something else."""
_SHIFTS = {Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3)}
"""Unless it is the sum with its point in the wrong place."""


class Sum(NamedTuple):
    """A total cell with the parts that it should be the sum of."""

    row: int
    column: Column
    stated: Figure
    bounds: Bounds
    size: int
    digit: Fraction
    fit: Fit
    title: str
    """What the column of labels is called (`Share of traffic`)."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Each total row of each table, column by column."""
    rates = {id(each.column) for each in find_verdicts(document) if each.law.kind in _RATES}
    for grid in read_grids(document):
        columns = [each for each in grid.columns if not (each.is_percent and id(each) in rates)]
        for row in () if _lists_properties(grid) else grid.totals:
            tried = [each for column in columns if (each := _best(grid, column, row))]
            is_total = any(each.fit is Fit.RIGHT for each in tried)
            if not is_total and _is_named_like_one(grid, row):
                continue
            sums = [each for each in tried if _is_sum(grid, each, is_total=is_total)]
            sums = [each for each in sums if not _is_explained(document, grid, each)]
            if any(each.fit < Fit.POSSIBLE for each in sums):
                weighted = weighted_cells(grid, row)
                sums = [each for each in sums if each.column not in weighted]
            agreeing = [each for each in sums if each.fit >= Fit.POSSIBLE]
            if len(sums) > 1 and not agreeing and any(map(_is_far, sums)):
                continue
            for each in sums:
                if each.fit < Fit.POSSIBLE or _is_doubtful(each):
                    yield _finding(document, grid, each)


def _is_named_like_one(grid: Grid, row: int) -> bool:
    """Whether a row among the others only has a name like that of a total (`Total nitrogen`)."""
    is_inside = any(part > row for part in grid.parts)
    is_set_off = any(cell.text.startswith("**") for cell in grid.rows[row].cells)
    return is_inside and not is_set_off and bool(_TOTAL_OF.fullmatch(grid.labels[row]))


def _lists_properties(grid: Grid) -> bool:
    """Whether a table lists names with their values, one of which is called a total of something."""
    last = len(grid.rows) - 1
    is_torn = any(row != last for row in grid.totals)
    return is_torn and len(grid.columns) == 1 and bool(_VALUE.fullmatch(grid.columns[0].header))


def _best(grid: Grid, column: Column, row: int) -> Sum | None:
    """A total cell with those parts that come nearest to it."""
    stated = column.figures[row]
    if stated is None or not stated.is_plain:
        return None
    if _NO_SUM.search(column.header + " " + grid.labels[row]) and not _is_net_change(column):
        return None
    best: Sum | None = None
    for rows in _summands(grid, row):
        each = _trial(grid, column, row, stated, rows)
        if each and (best is None or _closeness(each) > _closeness(best)):
            best = each
        if best and best.fit is Fit.RIGHT:
            break
    return best


def _is_explained(document: Document, grid: Grid, each: Sum) -> bool:
    """Whether a total is right once the parts are corrected that are known to be wrong."""
    if each.fit >= Fit.POSSIBLE:
        return False
    gaps = [
        breach.expectation.bounds.minus(Bounds.point(breach.figure.value))
        for breach in find_breaches(document)
        if breach.grid is grid and breach.column is each.column and breach.row in grid.parts
    ]
    starts = {grid.cell(row, each.column).start for row in grid.parts if grid.has_cell(row, each.column)}
    gaps += [
        Bounds.point(wrong.value - wrong.line.figure.value)
        for wrong in percent_lines(document)
        if wrong.line.start in starts
    ]
    return bool(gaps) and judge(each.stated, each.bounds.plus(total(gaps))) >= Fit.POSSIBLE


def _is_net_change(column: Column) -> bool:
    """Whether a column holds changes of a count with printed signs (`+98`, `-54`), which do add up."""
    return {figure.direction for figure in column.known} >= {-1, 1} and all(
        figure.is_count for figure in column.known
    )


def _closeness(each: Sum) -> tuple[Fit, Fraction]:
    return each.fit, -abs(each.bounds.exact - each.stated.value)


def _summands(grid: Grid, row: int) -> Iterator[Sequence[int]]:
    """The rows that a total may sum up: its block, all parts, the subtotals, the rows in bold type."""
    parts = [index for index in grid.parts if index not in grid.details]
    before = [index for index in grid.totals if index < row]
    start = before[-1] if before else -1
    if grid.is_subtotal(row):
        yield [index for index in parts if start < index < row]
        return
    yield parts
    yield [index for index in parts if start < index < row]
    yield [index for index in parts if index < row]
    yield [index for index in grid.totals if index != row]
    inner = [index for index in before if grid.is_subtotal(index)]
    yield [*inner, *(index for index in parts if inner and inner[-1] < index < row)]
    yield [index for index in parts if grid.rows[index].cells[0].text.startswith("**")]
    yield list(grid.parts)


def _trial(grid: Grid, column: Column, row: int, stated: Figure, rows: Sequence[int]) -> Sum | None:
    figures = [figure for index in rows if (figure := column.figures[index])]
    blanks = sum(column.figures[index] is None and grid.is_blank(index, column) for index in rows)
    if (
        len(figures) < 2
        or len(figures) + blanks != len(rows)
        or any(figure.kind == "most" for figure in figures)
        or not _are_alike((stated, *figures))
    ):
        return None
    bounds = total(bounds for index in rows if (bounds := column.bounds[index]))
    digit = max(figure.digit for figure in figures)
    title = " ".join(bare(line.cells[0].text) for line in grid.table.header if line.cells)
    return Sum(row, column, stated, bounds, len(figures), digit, judge(stated, bounds), title)


_THINGS = lazy(r"[个条项名件张份台套位次例种类组家只款]")
"""What things are counted with: 50 个指标 and 36 条规则 are 86 cases."""


def _are_alike(figures: Sequence[Figure]) -> bool:
    """Whether figures may count one thing; a list of properties holds totals of several (`603`, `5 MB`)."""
    measured = (figure for figure in figures if figure.unit and not _THINGS.match(figure.unit))
    units = {figure.unit.casefold().removesuffix("s") for figure in measured}
    is_alike = len(units) < 2 or _are_points(figures)
    return is_alike and len({figure.measure for figure in figures}) == 1


def _are_points(figures: Sequence[Figure]) -> bool:
    """Whether the first is out of what the others are out of together: 49/100 and ten scores out of 10."""
    stated, *parts = (figure.unit[1:] if figure.unit.startswith("/") else "" for figure in figures)
    numbers = [int(each) for each in parts if each.isdigit()]
    return stated.isdigit() and len(numbers) == len(parts) and sum(numbers) == int(stated)


def _is_sum(grid: Grid, each: Sum, *, is_total: bool) -> bool:
    """Whether the cell claims to be a sum at all, and not a mean or a total of something else.

    In a row with a right total of another column (`is_total`) it may miss the sum by any factor.
    """
    if each.fit >= Fit.POSSIBLE:
        return True
    if _is_slip(each, _TELLING):
        return True
    if _is_partition(each):
        return True
    values = [figure.value for row in grid.parts if (figure := each.column.figures[row])]
    if not values:  # a sum of other totals
        return False
    if min(values) < 0 < max(values):
        gap, size = abs(each.bounds.exact - each.stated.value), sum(map(abs, values), Fraction(0))
        return gap * _FARTHEST < size
    if min(values) <= each.stated.value <= max(values) or each.stated.value <= 0 or each.bounds.exact <= 0:
        return False
    ratio = each.bounds.exact / each.stated.value
    if ratio in _SHIFTS or (is_total and each.stated.value > max(values)):
        return True
    return Fraction(1, _FARTHEST) < ratio < _FARTHEST and ratio != 2


def _is_partition(each: Sum) -> bool:
    """Whether the parts are shares or weights that make 100 %: of so many, that is no chance."""
    is_whole = each.bounds.exact == 1 and each.stated.measure == "percent"
    return is_whole and (
        each.size >= _TELLING or bool(_PARTITION.search(f"{each.column.header} {each.title}"))
    )


def _is_slip(each: Sum, fewest: int) -> bool:
    """Whether a total of so many digits is the sum but for a misprint."""
    return each.stated.measure != "percent" and is_misprint(each.stated, each.bounds.exact, fewest)


def _is_far(each: Sum) -> bool:
    """Whether a total misses the sum by more than a fifth, so that it may be something else."""
    gap = abs(each.stated.value - each.bounds.exact)
    return gap * 5 > abs(each.bounds.exact) and not _is_slip(each, _TELLING) and not _is_partition(each)


def _is_doubtful(each: Sum) -> bool:
    """Whether rounding could explain the gap, but only with a luck of less than one in a thousand."""
    gap = abs(each.stated.value - each.bounds.exact)
    return each.bounds.low != each.bounds.high and is_improbable(gap, each.digit, each.size)


def _expected(each: Sum) -> str:
    return restated(each.stated, each.bounds.exact)


def _finding(document: Document, grid: Grid, each: Sum) -> Diagnostic:
    cell = grid.cell(each.row, each.column)
    expected = _expected(each)
    return RULE.finding(
        document.span(cell.start, cell.end),
        f"the total says {each.stated.text}, but the {each.size} parts add up to "
        f"{shown(each.stated, each.bounds.exact)}",
        "correct a part" if each.stated.text.strip() == "100%" else f"write {expected}, or correct a part",
        severity=Severity.ERROR if each.fit is Fit.WRONG else Severity.WARNING,
        stated=each.stated.text,
        expected=expected,
    )


RULE: Rule[Document] = Rule(
    code="CA530",
    name="table-total",
    severity=Severity.ERROR,
    title={
        "en": "a total row is not the sum of its parts",
        "zh": "合计行不等于各行之和",
    },
    why={
        "en": "A part was updated and the total was not. Rounded figures may miss their total by "
        "half a unit each.",
        "zh": "某一项更新了，合计却没有更新。四舍五入的数字每项至多相差半个单位。",
    },
    check=check,
    bad=(
        Example(
            "| # | Suite | Passed | Result |\n| --- | --- | --- | --- |\n| 1 | unit | 412 ✅ | ok |\n"
            "| 2 | system | 96 ✅ | ok |\n| 3 | load | 18 ⚠️ | slow |\n| | **Total** | ⟦**562**⟧ | |\n",
            note="rows are counted, figures praised",
        ),
        Example(
            "| 项 | 成本 |\n| --- | --- |\n| 打样 | 1500 |\n| 外壳 | 800 |\n"
            "| 耗材 | 300 |\n| **一期采购合计** | ⟦**~¥2,681**⟧ |\n",
            note="about, but to the last digit",
        ),
        Example(
            "| Control | Score |\n| --- | --- |\n| a | 10/10 |\n| b | 8/10 |\n| c | 6/10 |\n| "
            "**Total** | ⟦**29/30**⟧ |\n",
            note="points out of points",
        ),
        Example(
            "| 类别 | 用例数 |\n| --- | --- |\n| 采集 | 50 个指标 |\n| 告警 | 36 条规则 |\n"
            "| 注入 | 10 个场景 |\n"
            "| **总计** | ⟦**131**⟧ |\n",
            note="cases, whatever they are counted with",
        ),
        Example(
            "| Step | Time |\n| --- | --- |\n| a | 1.50 min |\n| b | 30 s |\n| c | 45 s |\n"
            "| Total | ⟦3.75 min⟧ |\n",
            note="minutes and seconds",
        ),
        Example(
            "| Item | Qty | Unit | Total |\n| --- | --- | --- | --- |\n| a | 4 | 1,902 | 7,608 |\n"
            "| b | 1 | 390 | 390 |\n"
            "| c | 4 | 85 | 340 |\n| | | **Subtotal** | ⟦**8,838**⟧ |\n",
            note="the label stands beside the figure",
        ),
        Example(
            "| Share of traffic | 2016 | 2024 |\n| --- | --- | --- |\n| HTTP/1.1 | 62% | 18% |\n"
            "| HTTP/2 | 29% | 47% |\n"
            "| Other | 9% | 35% |\n| Total | 100% | ⟦600%⟧ |\n",
            note="shares that make 100 %",
        ),
        Example(
            "| 项目 | 行数 |\n| --- | --- |\n| 模型 | 60,821 |\n| 索引 | 52,000 |\n| 测试 | 28,000 |\n"
            "| 合计 | ⟦740,821⟧ |\n",
            note="far off, but for one digit it is the sum",
        ),
        Example(
            "| 类别 | 项目 | 一季度 | 二季度 |\n| --- | --- | --- | --- |\n| 收入 | 订阅 | 120 | 150 |\n"
            "| 收入 | 授权 | 80 | 95 |\n| 收入 | 小计 | 200 | ⟦255⟧ |\n| 成本 | 算力 | 90 | 110 |\n",
            note="a subtotal of a group",
        ),
        Example(
            "| 任务 | 行数变化 |\n| --- | --- |\n| 甲 | -80 |\n| 乙 | -71 |\n| 丙 | +98 |\n| 丁 | -54 |\n| "
            "总计 | ⟦-150⟧ |\n",
            note="changes of a count add up",
        ),
        Example(
            "| Item | Cost |\n| --- | --- |\n| a | 165.0 |\n| b | 132.7 |\n"
            "| Subtotal programmes | 297.7 |\n"
            "| c | 146.0 |\n| Total | ⟦434.7⟧ |\n",
            note="a subtotal and what follows it",
        ),
        Example("| 项目 | 数量 |\n| --- | --- |\n| 甲 | 120 |\n| 乙 | 85 |\n| 丙 | 40 |\n| 合计 | ⟦254⟧ |\n"),
        Example(
            "| Team | Cost | Staff |\n| --- | ---: | ---: |\n| A | $1.2M | 10 |\n"
            "| B | $3.4M | 20 |\n| **Total** | ⟦**$5.1M**⟧ | **30** |\n"
        ),
        Example(
            "| 来源 | 占比 |\n| --- | --- |\n| 甲 | 40% |\n| 乙 | 35% |\n| 丙 | 35% |\n| 合计 | ⟦100%⟧ |\n"
        ),
    ),
    good=(
        Example(
            "| Parameter | Inlet | Outlet | Removal |\n| --- | --- | --- | --- |\n| BOD5 | 246 "
            "| 8.2 | 96.7 % |\n| COD | 538 | 41 | 92.4 % |\n| Total nitrogen | 52 | 14.3 | "
            "72.5 % |\n| Solids | 290 | 9.6 | 96.7 % |\n",
            note="a parameter of that name",
        ),
        Example(
            "| Criterion | Weight | A | B |\n| --- | --- | --- | --- |\n| Price | 5 | 3 | 4 |\n"
            "| Quality | 4 | 5 | 2 |\n| Support | 3 | 4 | 4 |\n| Total | 12 | 47 | 40 |\n",
            note="weighted sums beside the sum of the weights",
        ),
        Example(
            "| 项目 | 投资 | 年节约 | 回收期（年） |\n| --- | --- | --- | --- |\n"
            "| 提温 | 120 | 60 | 2.0 |\n| "
            "替换 | 540 | 180 | 3.0 |\n| **合计** | **660** | **240** | **2.75** |\n",
            note="periods do not add up",
        ),
        Example(
            "| 项目 | 年末 | 年初 | 变动率 |\n| --- | --- | --- | --- |\n"
            "| 流动资产 | 48,600 | 43,200 | 12.5% |\n| 非流动资产 | 43,400 | 41,800 | 3.8% |\n"
            "| **资产总计** | **92,000** | **85,000** | **8.2%** |\n",
            note="rates do not add up",
        ),
        Example(
            "| Control | Score |\n| --- | --- |\n| a | 10/10 |\n| b | 8/10 |\n| c | 6/10 |\n| "
            "**Overall** | **8/10** |\n\n| Test | Points |\n| --- | --- |\n| a | 9/15 |\n| b | "
            "8/10 |\n| **Total** | **17/25** |\n",
            note="a mean, and points out of points",
        ),
        Example(
            "| 类别 | 用例数 |\n| --- | --- |\n| 采集 | 50 个指标 |\n| 告警 | 36 条规则 |\n"
            "| 注入 | 10 个场景 |\n"
            "| **总计** | **96** |\n"
        ),
        Example(
            "| Metric | Result |\n| --- | --- |\n| Total net profit | -239.65 |\n"
            "| Gross profit | 1,238.71 |\n| Gross loss | -1,478.36 |\n"
            "| Sharpe ratio | -5.00 |\n| Total trades | 1,133 |\n| Won | 558 |\n",
            note="names and values",
        ),
        Example(
            "| Task | Effort |\n| --- | --- |\n| a | 2 days |\n| b | 12 hours |\n| Total | 3.5 days |\n",
            note="days beside hours may be working days",
        ),
        Example(
            "| Metric | Value |\n| --- | --- |\n| Packed | 1.4 MB |\n| Unpacked | 5.0 MB |\n"
            "| Total files | 603 |\n| Dependencies | 422 packages |\n| Bindings | 130 KB |\n",
            note="properties, not parts",
        ),
        Example(
            "| Metric | Value |\n| --- | --- |\n| Total hours | 12.5 |\n| Completed | 10 |\n"
            "| Remaining | 2.5 |\n| Progress | 80% |\n",
            note="a percentage is no part of hours",
        ),
        Example(
            "| 项目 | 数量 | 单价 | 金额 |\n| --- | --- | --- | --- |\n| 甲 | 3 | 120 | 360 |\n"
            "| 乙 | 2 | 250 | 550 |\n"
            "| 丙 | 4 | 80 | 320 |\n| 合计 | 9 | — | 1,180 |\n",
            note="right once the wrong part is corrected, which is reported",
        ),
        Example("| 项目 | 数量 |\n| --- | --- |\n| 甲 | 120 |\n| 乙 | 85 |\n| 丙 | — |\n| 合计 | 205 |\n"),
        Example(
            "| a | share |\n| --- | --- |\n| x | 33.3% |\n| y | 33.3% |\n| z | 33.3% |\n| Total | 100% |\n",
            note="rounded",
        ),
        Example(
            "| a | n | accuracy |\n| --- | --- | --- |\n| x | 10 | 90% |\n| y | 30 | 70% |\n"
            "| Total | 40 | 75% |\n",
            note="a mean",
        ),
        Example(
            "| a | n |\n| --- | --- |\n| x | 10 |\n| 小计 | 10 |\n| y | 5 |\n| z | 6 |\n"
            "| 小计 | 11 |\n| 总计 | 21 |\n"
        ),
        Example(
            "| a | n |\n| --- | --- |\n| x | 30 |\n| - 其中 y | 20 |\n| z | 12 |\n| 合计 | 42 |\n",
            note="a breakdown is no part",
        ),
        Example(
            "销售额（亿元）\n\n| a | n |\n| --- | --- |\n| x | 3 |\n| y | 4 |\n| z | 4 |\n| 合计 | 10 |\n",
            note="units hide decimals",
        ),
        Example(
            "| Suite | Passed |\n| --- | --- |\n| a | 100% |\n| b | 100% |\n| c | 100% |\n| Total | 100% |\n",
            note="a rate",
        ),
    ),
)
"""Total rows."""
