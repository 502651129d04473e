"""A verdict beside a threshold and a measured figure fits them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.figures import bare, read_figure
from generator.audit.levels.intervals import read_interval
from generator.audit.tables.titles import column_titles
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Row, Table
from generator.patterns import lazy
from generator.rule import Example, Rule

_THRESHOLD = lazy(
    r"阈值|目标值?|要求|标准|门槛|上限|下限|指标值|threshold|target|limit|requirement|goal|SLO|bar",
    re.IGNORECASE,
)
_MEASURED = lazy(
    r"实测值?|实际值?|当前值?|现状|结果值?|测量值?|测得|达到|[造化进级]后|actual|measured|current|\bafter\b|result|observed|value",
    re.IGNORECASE,
)
_MET = lazy(
    r"(?:✅|✓|√)?\s?(?:达标|合格|通过|满足|符合|达成|是|pass(?:ed)?|met|ok|yes)?(?:✅|✓|√)?", re.IGNORECASE
)
_MISSED = lazy(
    r"(?:❌|✗|×|⚠️?)?\s?(?:未达标|不达标|不合格|未通过|不通过|不满足|不符合|未达成|否|"
    r"fail(?:ed)?|missed|not met|no)?(?:❌|✗|×)?",
    re.IGNORECASE,
)
_IN_TEXT = lazy(
    r"(?:要求|上限|下限|阈值|目标|限值|门槛)\s?(?:值)?(?:为|是|：|:)?\s?(?P<bound>[^，,。；;]{1,16})[，,]\s?"
    r"(?:实测|实际|当前|测得)(?:值)?(?:为|是|达)?\s?(?P<value>[^，,。；;]{1,12})[，,]\s?"
    r"(?P<verdict>满足|符合|达标|低于上限|未超过?上限|高于下限|合格|通过|不满足|不符合|不达标|未达标|超过上限|高于上限|低于下限|不合格)"
)
_FAILURE = lazy(r"不|未达|超过上限|高于上限|低于下限")


def check(document: Document) -> Iterator[Diagnostic]:
    """Tables with the three columns, then sentences with the three parts."""
    for table in document.tables:
        columns = _columns(table)
        for row in table.rows if columns else ():
            yield from _row(document, row, *columns)
    for run in document.runs:
        for found in _IN_TEXT.finditer(document.plain, run.start, run.end):
            yield from _sentence(document, found)


def _columns(table: Table) -> tuple[int, ...]:
    """The columns of thresholds, of measured figures and of verdicts; nothing if one is missing."""
    titles = column_titles(table)
    rows = [row for row in table.rows if len(row.cells) == len(titles)]
    verdicts = [
        index
        for index in range(1, len(titles))
        if rows and all(_verdict(bare(row.cells[index].text)) is not None for row in rows)
    ]
    bounds = [index for index, title in enumerate(titles) if _THRESHOLD.search(title)]
    known = {*bounds, *verdicts}
    values = [index for index, title in enumerate(titles) if _MEASURED.search(title) and index not in known]
    found = (bounds, values, verdicts)
    return tuple(each[0] for each in found) if all(len(each) == 1 for each in found) else ()


def _verdict(text: str) -> bool | None:
    """Whether a cell says that the threshold is met; nothing if it says neither."""
    if not text:
        return None
    return True if _MET.fullmatch(text) else False if _MISSED.fullmatch(text) else None


def _row(document: Document, row: Row, bound: int, value: int, verdict: int) -> Iterator[Diagnostic]:
    if len(row.cells) <= max(bound, value, verdict):
        return
    said = _verdict(bare(row.cells[verdict].text))
    cell = row.cells[value]
    if said is not None:
        found = _judged(bare(row.cells[bound].text), bare(cell.text))
        if found is not None and found != said:
            yield _finding(document, cell.start, cell.end, bare(row.cells[bound].text), bare(cell.text), said)


def _judged(bound: str, value: str) -> bool | None:
    """Whether a figure lies in the interval; nothing if either cannot be read or their units differ."""
    interval, figure = read_interval(bound), read_figure(value)
    if interval is None or figure is None or figure.kind != "exact":
        return None
    if (figure.measure == "percent") != ("%" in bound) or len(interval.bounds) != 1:
        return None
    return interval.holds(figure.value)


def _sentence(document: Document, found: re.Match[str]) -> Iterator[Diagnostic]:
    bound, value = found["bound"].strip(), found["value"].strip()
    if read_figure(bound) is not None:
        is_floor = "下限" in found.group()[:4]
        bound = f"{'≥' if is_floor else '≤'} {bound}" if "限" in found.group()[:4] else bound
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
            "| 门禁 | 要求 | 实测 | 结果 |\n| --- | --- | --- | --- |\n| 覆盖率 | ≥ 80% | ⟦83.6%⟧ | ❌ |\n"
            "| P99 延迟 | ≤ 60 ms | 62 ms | ❌ |\n"
        ),
        Example(
            "| 指标 | 阈值 | 实测 | 结论 |\n| --- | --- | --- | --- |\n| 准确率 | ≥ 0.80 | 0.83 | 达标 |\n"
            "| 召回率 | ≥ 0.70 | ⟦0.66⟧ | 达标 |\n| 覆盖率 | ≥ 85% | 81% | 未达标 |\n"
        ),
        Example("首字延迟要求低于 300ms，实测 ⟦340ms⟧，满足要求。\n"),
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
            "| 指标 | 阈值 | 实测 | 结论 |\n| --- | --- | --- | --- |\n| 准确率 | ≥ 0.80 | 0.83 | 达标 |\n"
            "| 覆盖率 | ≥ 85% | 81% | 未达标 |\n"
        ),
        Example("错误率上限为 0.5%，实测 0.3%，低于上限。延迟要求低于 200ms，实测 180ms，满足要求。\n"),
    ),
)
"""Verdicts."""
