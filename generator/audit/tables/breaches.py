"""Turns cells that break the law of their column into findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.audit.bounds import Fit
from generator.audit.tables.columns import find_breaches
from generator.audit.tables.wrong_cells import Breach
from generator.audit.wording import restated, shown
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Rule


def findings(
    document: Document,
    rule: Rule[Document],
    kinds: tuple[str, ...],
    severity: Callable[[Breach], Severity] | None = None,
) -> Iterator[Diagnostic]:
    """One finding for each cell that breaks a law of these kinds."""
    for breach in find_breaches(document):
        if breach.law.kind in kinds:
            yield _finding(document, rule, breach, (severity or default_severity)(breach))


def default_severity(breach: Breach) -> Severity:
    """A gap of less than a unit of the last digit is a warning, more is an error."""
    return Severity.ERROR if breach.fit is Fit.WRONG else Severity.WARNING


def _finding(document: Document, rule: Rule[Document], breach: Breach, severity: Severity) -> Diagnostic:
    cell = breach.grid.cell(breach.row, breach.column)
    figure = breach.figure
    bounds = breach.expectation.bounds.size() if breach.law.size_only else breach.expectation.bounds
    value = -bounds.exact if breach.law.size_only and figure.value < 0 else bounds.exact
    if value == figure.value and breach.law.size_only:
        value = -value
    others = "" if breach.named else " as in the other rows"
    expected = restated(figure, value)
    return rule.finding(
        document.span(cell.start, cell.end),
        f"the cell says {figure.text}, but {breach.expectation.formula} is {shown(figure, value)}{others}",
        f"write {expected}, or correct a figure that it is computed from",
        severity=severity,
        stated=figure.text,
        expected=expected,
    )
