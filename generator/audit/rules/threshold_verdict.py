"""A verdict beside a threshold and a measured figure fits them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from generator.audit.figures import bare, read_figure
from generator.audit.levels.intervals import read_interval
from generator.audit.statements import Mention, mentions
from generator.audit.tables.sides import side_of
from generator.audit.tables.titles import column_titles
from generator.diagnostics import Diagnostic, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Cell, Document, Row, Table
from generator.patterns import lazy
from generator.rule import Example, Rule

_THRESHOLD = lazy(
    r"阈值|目标值?|要求|标准|门槛|[上下时]限|限[值额]|指标值|承诺|预算|计划|红线|警戒|最[低高][^得分]|threshold|target|"
    r"limit|requirement|goal|\bSL[OA]\b|\bbar\b|budget|\bplan(?:ned)?\b|promise|commit|allow|maximum|minimum|"
    r"\b(?:max|min|cap|quota|norm)\b",
    re.IGNORECASE,
)
_MEASURED = lazy(
    r"实测值?|实际|当前值?|现状|结果值?|测量值?|测得|达到|实绩|完成(?!率)|[造化进级]后|actual|measured|current|\bafter\b|"
    r"result|observed|value|achieved|reali[sz]ed",
    re.IGNORECASE,
)
_MET = lazy(
    r"(?:✅|✓|√|✔️?)?\s?(?:已?达标|合格|通过|满足|符合|达成|已?兑现|按[时期]|是|pass(?:ed)?|met|ok|yes|compliant|"
    r"reached|achieved|kept|within)?\s?(?:✅|✓|√|✔️?)?",
    re.IGNORECASE,
)
_MISSED = lazy(
    r"(?:❌|✗|×|✘|⚠️?)?\s?(?:未达标|不达标|不合格|未通过|不通过|不满足|不符合|未达成|未兑现|超[时期标限]|否|"
    r"fail(?:ed)?|missed|not (?:met|reached|achieved|kept)|non-?compliant|no)?\s?(?:❌|✗|×|✘)?",
    re.IGNORECASE,
)
_REVERSED = lazy(r"整改|告警|报警|超标|超限|异常|违规|violat|alert|alarm|breach|exceed|fail", re.IGNORECASE)
"""Columns whose "yes" says that a limit is broken."""
_TOLD = lazy(
    r"达标|兑现|合格|满足|符合|达成|判定|结[论果]|状态|完成|通过|评价|\b(?:met|meets?|pass(?:ed)?|ok|status|verdict|"
    r"complian\w+|reached|within|achiev\w+|on target|results?|fulfilled|kept)\b",
    re.IGNORECASE,
)
"""Columns that judge what stands beside them."""
_AT_LEAST = lazy(r"不低于|不少于|至少|达到|(?:at least|no less than|minimum of)\s?$", re.IGNORECASE)
_AT_MOST = lazy(r"不超过|不高于|不得超过|(?:at most|no more than|maximum of)\s?$", re.IGNORECASE)
_TELLING = 3
"""So many rows tell the side of limits that have no sign."""
_REACH = 400
"""So far in front of a table a threshold for it may stand."""
_NO_NUMBER = lazy(r"[^\d.]+")
_LIMIT = lazy(r"[≥≤<>＜＞]=?\s?[\d$¥€£]")
_IN_TITLE = lazy(r"[（(]\s?([≥≤<>]=?\s?\d[\d.,]*\s?%?)[^()（）]{0,8}[)）]\s*[?？]?$")
"""`是否上线（≥ 0.70）`: the limit that a column of verdicts names itself."""
_YEAR = lazy(r"(?:19|20)\d\d")
_IN_TEXT = lazy(
    r"(?:要求|上限|下限|阈值|目标|限值|门槛)\s?(?:值)?(?:为|是|：|:)?\s?(?P<bound>[^，,。；;]{1,16})[，,]\s?"
    r"(?:实测|实际|当前|测得)(?:值)?(?:为|是|达)?\s?(?P<value>[^，,。；;]{1,12})[，,]\s?"
    r"(?P<verdict>满足|符合|达标|低于上限|未超过?上限|高于下限|合格|通过|不满足|不符合|不达标|未达标|超过上限|高于上限|低于下限|不合格)"
)
_FAILURE = lazy(r"不|未达|(?<!未)超过上限|高于上限|低于下限")
_SIGNS = {"上限": "≤", "限值": "≤", "下限": "≥"}
"""What the names of bounds say of a figure that has no sign itself."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Tables with the three columns, then sentences with the three parts."""
    for table in document.tables:
        for each in _table(document, table):
            if each.holds != each.said:
                cell = each.cell
                yield _finding(document, cell.start, cell.end, each.limit, bare(cell.text), each.said)
    for run in document.runs:
        for found in _IN_TEXT.finditer(document.flat, run.start, run.end):
            yield from _sentence(document, found)


class _Columns(NamedTuple):
    """Where the limits (a column, or one for all), the measured figures and the verdicts stand."""

    bound: int | str
    value: int
    verdict: int
    titles: Sequence[str]
    is_signed: bool
    """Whether the limits say which side they are on (`≤ 5`); otherwise their names or the rows tell."""
    side: str = ""
    """The side of limits whose names leave it open."""

    def limit(self, row: Row) -> str:
        """The limit of a row, with its sign; "" if it has none."""
        if isinstance(self.bound, str):
            return self.bound
        text, title = bare(row.cells[self.bound].text), self.titles[self.bound]
        figure = read_figure(text)
        if figure is None or figure.kind != "exact":
            return text
        sign = side_of(title, bare(row.cells[0].text), self.titles[self.value]) or self.side
        number = shown(point(figure.value * (100 if figure.measure == "percent" else 1)))
        return f"{sign} {number}{'%' if figure.measure == 'percent' else ''}" if sign else ""


class _Judged(NamedTuple):
    """A row: its measured figure and its limit, what is said of the two, and what is true."""

    cell: Cell
    limit: str
    said: bool
    holds: bool


def _table(document: Document, table: Table) -> Sequence[_Judged]:
    """The rows by the columns that most of them agree with; nothing if two pairs of columns do."""
    found = [(columns, _judged_rows(table, columns)) for columns in _columns(document, table)]
    fitting: dict[int, list[list[_Judged]]] = {}
    for columns, rows in found:
        right = sum(each.holds == each.said for each in rows)
        wrong = len(rows) - right
        is_clear = wrong <= max(right, 1) if columns.is_signed else wrong < right
        if is_clear and (not columns.side or wrong < _TELLING <= right):
            fitting.setdefault(right, []).append(rows)
    best = fitting[max(fitting)] if fitting else []
    return best[0] if len(best) == 1 else ()


def _columns(document: Document, table: Table) -> Iterator[_Columns]:
    """The three columns, in all ways; the text may state one threshold for the percentages."""
    titles = column_titles(table)
    rows = [row for row in table.rows if len(row.cells) == len(titles)]
    verdicts = [
        index
        for index in range(1, len(titles))
        if rows
        and not _REVERSED.search(titles[index])
        and all(_verdict(bare(row.cells[index].text)) is not None for row in rows)
    ]
    if len(verdicts) != 1:
        return
    cells = [index for index in range(1, len(titles)) if index not in verdicts]
    said = _IN_TITLE.search(titles[verdicts[0]])
    if said:
        figures = [index for index in cells if all(read_figure(row.cells[index].text) for row in rows)]
        yield from (_Columns(said[1], each, verdicts[0], titles, is_signed=True) for each in figures)
        return
    limits = [index for index in cells if all(_is_limit(bare(row.cells[index].text)) for row in rows)]
    bounds = limits if len(limits) == 1 else [index for index in cells if _THRESHOLD.search(titles[index])]
    cells = [index for index in cells if index not in bounds]
    values = [index for index in cells if _MEASURED.search(titles[index])] or _latest(titles, cells)
    if bounds:
        for bound, value in product(bounds, values):
            known = _Columns(bound, value, verdicts[0], titles, bound in limits)
            if not (known.is_signed or _TOLD.search(titles[known.verdict])):
                continue
            yield from (
                [known] if any(map(known.limit, rows)) else (known._replace(side=side) for side in "≤≥")
            )
        return
    shares = [index for index in cells if all("%" in row.cells[index].text for row in rows)]
    stated = _stated(document, table) if len(shares) == 1 else None
    if stated:
        yield _Columns(stated, shares[0], verdicts[0], titles, is_signed=True)


def _is_limit(text: str) -> bool:
    """Whether a cell says itself what it allows: `≥ 300`, `40%–60%`."""
    return bool(_LIMIT.match(text)) or read_interval(text) is not None


def _stated(document: Document, table: Table) -> str | None:
    """The only percentage that the text in front of a table demands at least, or allows at most."""
    text = document.plain[max(0, table.start - _REACH) : table.start].rpartition("\n#")[2]
    demands = [
        each
        for each in mentions(text)
        if each.figure.measure == "percent" and (each.figure.kind in ("least", "most") or _asked(text, each))
    ]
    if len(demands) != 1:
        return None
    sign = "≤" if demands[0].figure.kind == "most" or _asked(text, demands[0]) == "most" else "≥"
    return f"{sign} {_NO_NUMBER.sub('', demands[0].figure.text)}%"


def _asked(text: str, mention: Mention) -> str:
    """Which bound the words in front of a figure make it; nothing if they make it none."""
    lead = text[max(0, mention.start - 16) : mention.start]
    return "most" if _AT_MOST.search(lead) else "least" if _AT_LEAST.search(lead) else ""


def _latest(titles: Sequence[str], columns: Sequence[int]) -> list[int]:
    """The column of the latest year, where the columns are of years."""
    years = {
        int(found[0]): index for index in columns if (found := _YEAR.fullmatch(titles[index].strip(" 年")))
    }
    return [years[max(years)]] if len(years) > 1 else []


def _verdict(text: str) -> bool | None:
    """Whether a cell says that the threshold is met; nothing if it says neither."""
    if not text:
        return None
    return True if _MET.fullmatch(text) else False if _MISSED.fullmatch(text) else None


def _judged_rows(table: Table, columns: _Columns) -> list[_Judged]:
    """The rows that can be judged."""
    judged = []
    for row in table.rows:
        if len(row.cells) == table.width:
            said, limit, cell = (
                _verdict(bare(row.cells[columns.verdict].text)),
                columns.limit(row),
                row.cells[columns.value],
            )
            holds = _judged(limit, bare(cell.text))
            if said is not None and holds is not None:
                judged.append(_Judged(cell, limit, said, holds))
    return judged


def _judged(bound: str, value: str) -> bool | None:
    """Whether a figure lies in the interval; nothing if either cannot be read or their units differ."""
    interval, figure = read_interval(bound), read_figure(value)
    if interval is None or figure is None or figure.kind != "exact":
        return None
    if (figure.measure == "percent") != ("%" in bound):
        return None
    return interval.holds(figure.value)


def _sentence(document: Document, found: re.Match[str]) -> Iterator[Diagnostic]:
    bound, value = found["bound"].strip(), found["value"].strip()
    name = found.group()[:2]
    if name in _SIGNS and read_figure(bound) is not None:
        bound = f"{_SIGNS[name]} {bound}"
    fits = _judged(bound, value)
    said = not _FAILURE.search(found["verdict"])
    if fits is not None and fits != said:
        yield _finding(document, found.start("value"), found.end("value"), bound, value, said)


def _finding(document: Document, start: int, end: int, bound: str, value: str, said: bool) -> Diagnostic:
    words = "is said to meet" if said else "is said to miss"
    return RULE.finding(
        document.span(start, end),
        f"{value} {words} {bound}, but it does {'not' if said else 'meet it'}",
        "correct the verdict or a figure",
        stated=value,
        expected=bound,
    )


RULE: Rule[Document] = Rule(
    code="CA521",
    name="threshold-verdict",
    severity=Severity.ERROR,
    title={
        "en": "a verdict does not fit the threshold and the figure beside it",
        "zh": "结论与旁边的阈值和实测值不符",
    },
    why={
        "en": "Pass or fail is what readers look for first.",
        "zh": "是否达标是读者最先看的。",
    },
    check=check,
    bad=(
        Example(
            "| 系统 | 得分 | 是否可上线（≥ 0.70） |\n| --- | --- | --- |\n| 问答 | 0.876 | 是 |\n| 审阅 | "
            "0.756 | 是 |\n| 运维 | ⟦0.605⟧ | 是 |\n",
            note="the limit stands in the header",
        ),
        Example(
            "| Region | Plan | Actual | Reached |\n| --- | --- | --- | --- |\n| North | 400 | "
            "412 | yes |\n| South | 350 | 361 | yes |\n| East | 500 | ⟦478⟧ | yes |\n| West | "
            "300 | 290 | no |\n",
            note="the other rows tell the side",
        ),
        Example(
            "| KPI | Target | Actual | Met? |\n| --- | --- | --- | --- |\n| Coverage | 80% | "
            "83% | yes |\n| Satisfaction score | 4.2 | ⟦4.0⟧ | yes |\n| Response time (h) | 8 "
            "| 6.5 | yes |\n| Defect rate | 2% | 2.6% | no |\n",
            note="the names tell the side of each limit",
        ),
        Example(
            "| 事项 | 法定时限 | 承诺时限 | 实际平均 | 是否兑现 |\n"
            "| --- | --- | --- | --- | --- |\n| 企业 | 15 | "
            "1 | 0.8 | 兑现 |\n| 不动产 | 30 | 5 | 4.2 | 兑现 |\n| 施工 | 20 | 7 | 7.6 | 未兑现 |\n| 食品 | "
            "20 | 6 | ⟦5.5⟧ | 未兑现 |\n",
            note="a time limit is a ceiling; the rows tell which of two limits is meant",
        ),
        Example(
            "| 门禁 | 要求 | 实测 | 结果 |\n| --- | --- | --- | --- |\n| 覆盖率 | ≥ 80% | ⟦83.6%⟧ | ❌ |\n"
            "| P99 延迟 | ≤ 60 ms | 62 ms | ❌ |\n"
        ),
        Example(
            "| 指标 | 阈值 | 实测 | 结论 |\n| --- | --- | --- | --- |\n| 准确率 | ≥ 0.80 | 0.83 | 达标 |\n"
            "| 召回率 | ≥ 0.70 | ⟦0.66⟧ | 达标 |\n| 覆盖率 | ≥ 85% | 81% | 未达标 |\n"
        ),
        Example(
            "| Target | Limit | Measured | Met |\n| --- | --- | --- | --- |\n| Output | ≥ 60 | ⟦66⟧ | no |\n"
            "| p99 | ≤ 35 ms | 31.5 | yes |\n| Mirrored | ≥ 45,000 | 41,000 | no |\n"
        ),
        Example(
            "| 指标 | 2024 年 | 2025 年 | 目标 | 是否达标 |\n| --- | --- | --- | --- | --- |\n"
            "| 放弃率 | 4.1% | 5.2% | ≤ 5% | 否 |\n"
            "| 解决率 | 72.4% | ⟦75.8%⟧ | ≥ 75% | 否 |\n",
            note="the latest year is measured against the target",
        ),
        Example(
            "The contract asks for at least 90%.\n\n| Line | Rate | Contract met |\n| --- | --- | --- |\n"
            "| 1 | 93.0% | yes |\n| 3 | 88.0% | no |\n| 4 | ⟦92.0%⟧ | no |\n",
            note="one threshold for all",
        ),
        Example("首字延迟要求低于 300ms，实测 ⟦340ms⟧，满足要求。\n"),
        Example("错误率上限为 0.5%，实测 ⟦0.8%⟧，未超过上限。\n"),
        Example(
            "| Check | Limit | Measured | Verdict |\n| --- | --- | --- | --- |\n"
            "| p95 | < 200 ms | 182 ms | pass |\n"
            "| p99 | < 300 ms | ⟦312 ms⟧ | pass |\n"
        ),
        Example(
            "| 环节 | 改造前 | 改造后 | 目标 | 是否达标 |\n| --- | --- | --- | --- | --- |\n"
            "| 挂号 | 12.5 | 6.0 | ≤ 8 | 是 |\n| 检验 | 15.0 | ⟦9.6⟧ | ≤ 10 | 否 |\n"
        ),
    ),
    good=(
        Example(
            "| Item | Target | Actual | Passed |\n| --- | --- | --- | --- |\n| Widgets | 10 | "
            "12 | no |\n| Tests | 400 | 420 | yes |\n| Stories | 30 | 28 | no |\n",
            note="too few rows to tell the side",
        ),
        Example(
            "| KPI | Target | Actual | Automated |\n| --- | --- | --- | --- |\n| Coverage | "
            "80% | 83% | yes |\n| Uptime | 99% | 99.4% | yes |\n| Recall | 70% | 64% | yes |\n",
            note="a column that judges something else",
        ),
        Example(
            "| Metric | Target | Actual | OK |\n| --- | --- | --- | --- |\n| a | 10 | 12 | yes "
            "|\n| b | 10 | 8 | yes |\n| c | 10 | 9 | no |\n| d | 10 | 11 | no |\n",
            note="nothing tells the side",
        ),
        Example(
            "| Target | Limit | Measured | Met |\n| --- | --- | --- | --- |\n| Output | ≥ 60 | 66 | yes |\n"
            "| p99 | ≤ 35 ms | 31.5 | yes |\n| Mirrored | ≥ 45,000 | 41,000 | no |\n"
        ),
        Example(
            "| 指标 | 阈值 | 实测 | 需整改 |\n| --- | --- | --- | --- |\n| 一 | ≥ 80% | 83% | 否 |\n"
            "| 二 | ≥ 80% | 78% | 是 |\n| 三 | ≤ 5% | 4% | 否 |\n",
            note="the column says the reverse",
        ),
        Example(
            "| 指标 | 阈值 | 实测 | 结论 |\n| --- | --- | --- | --- |\n| 准确率 | ≥ 0.80 | 0.83 | 达标 |\n"
            "| 覆盖率 | ≥ 85% | 81% | 未达标 |\n"
        ),
        Example("错误率上限为 0.5%，实测 0.3%，未超过上限。延迟要求低于 200ms，实测 180ms，满足要求。\n"),
    ),
)
"""Verdicts."""
