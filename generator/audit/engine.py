"""Runs the rules. Pure: text in, report out; a rule that crashes is one finding, and the others still run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.audit.coverage import Coverage
from generator.audit.decimal_comma import digit_grouping, restored, with_points
from generator.audit.kept import ask_all
from generator.audit.marked_figures import with_safe_fix, without_marks
from generator.audit.report import AuditReport, merged
from generator.audit.rules import CORPUS_RULES, COVERAGE, GUESS, OWN_PAGES_ERRORS, RULES
from generator.audit.rules.unused_suppression import unused
from generator.audit.suppressions import Suppression, Suppressions, read_suppressions
from generator.audit.tables.index_columns import without_index_columns
from generator.diagnostics import Diagnostic, Severity, Span, ordered
from generator.markdown import Document, scan
from generator.rule import Rule
from generator.source import decode

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which codes count: those that start with one of `select` (all, if empty) and with none of `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def admits(self, code: str) -> bool:
        """Whether findings with this code are reported."""
        return (not self.select or code.startswith(self.select)) and not (
            self.ignore and code.startswith(self.ignore)
        )

    @property
    def is_partial(self) -> bool:
        """Whether any code is left out."""
        return bool(self.select or self.ignore)


EVERYTHING = Selection()
"""Every code counts."""


def audit_text(
    text: str | bytes, path: str = "<text>", *, own_pages: bool = False, selection: Selection = EVERYTHING
) -> AuditReport:
    """Audit one text by itself; findings call it `path`. Bytes that are not UTF-8 are a finding (CA003)."""
    data = text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text
    source, problems = decode(path, data)
    report = audit_documents([scan(source)], own_pages=own_pages, selection=selection)
    return replace(report, diagnostics=ordered((*problems, *report.diagnostics)))


def audit_documents(
    documents: Sequence[Document], *, own_pages: bool = False, selection: Selection = EVERYTHING
) -> AuditReport:
    """Audit scanned documents, each by itself and all together.

    `own_pages` tells that the pages are ours: findings that are warnings in other people's text and could
    only come from our own computations are errors then.
    """
    corpus = sorted(documents, key=lambda document: document.path)
    parts = [inspect(document, selection) for document in corpus]
    return conclude(corpus, parts, own_pages=own_pages, selection=selection)


def inspect(document: Document, selection: Selection = EVERYTHING) -> AuditReport:
    """What the rules for one document find in it, before suppressions; processes can share this work."""
    grouping = digit_grouping(document)
    read = without_marks(with_points(document, grouping) if grouping else document)
    read = without_index_columns(read)
    found = [
        each for rule in RULES if selection.admits(rule.code) for each in _run(rule, read, document.path)
    ]
    if read is not document:
        with suppress(Exception):  # a rule that asks again reports the crash
            ask_all(document)  # the rules asked the text as it was read, the corpus asks the text itself
    coverage = tuple(_covered(count, read) for count in COVERAGE)
    found = [with_safe_fix(each, read) for each in _without_guesses(found)]
    found = [restored(each, grouping) for each in found] if grouping else found
    return AuditReport(tuple(found), coverage)


def _without_guesses(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What is only likely is not said again where a rule knows it."""
    known = {(each.span.line, each.span.column) for each in found if each.code != GUESS}
    return [each for each in found if each.code != GUESS or (each.span.line, each.span.column) not in known]


def conclude(
    corpus: Sequence[Document],
    parts: Sequence[AuditReport],
    *,
    own_pages: bool = False,
    selection: Selection = EVERYTHING,
    more: Iterable[Diagnostic] = (),
) -> AuditReport:
    """Join what was found in each document with what the corpus shows, and apply suppressions.

    `more` are findings of the caller, who knows the files.
    """
    whole = merged(parts)
    found = [*whole.diagnostics, *(each for each in more if selection.admits(each.code))]
    place = corpus[0].path if corpus else "<text>"
    for rule in CORPUS_RULES:
        if selection.admits(rule.code):
            found += _run(rule, corpus, place)
    if own_pages:
        found = [_hardened(each) for each in found]
    found = list(_unsuppressed(found, corpus, selection))
    return replace(whole, diagnostics=ordered(found), documents=len(corpus))


def _hardened(found: Diagnostic) -> Diagnostic:
    if found.code in OWN_PAGES_ERRORS and found.severity is Severity.WARNING:
        return replace(found, severity=Severity.ERROR)
    return found


def _unsuppressed(
    found: Sequence[Diagnostic], corpus: Sequence[Document], selection: Selection
) -> Iterator[Diagnostic]:
    """The findings that remain when suppressions are honoured, with those about unused suppressions."""
    suppressions = {document.path: Suppressions(read_suppressions(document)) for document in corpus}
    used: set[tuple[Suppression, str]] = set()
    for each in found:
        known = suppressions.get(each.span.path)
        honoured = list(known.honoured_by(each)) if known else []
        used.update(honoured)
        if not honoured:
            yield each
    if not selection.is_partial:
        for document in corpus:
            yield from unused(document, suppressions[document.path].all, used)


def _run(rule: Rule[Subject], subject: Subject, path: str) -> list[Diagnostic]:
    try:
        return list(rule.check(subject))
    except Exception as crash:  # whatever a rule does, the others must run
        return [_crash(rule.code, rule.name, path, crash)]


def _crash(code: str, name: str, path: str, crash: Exception) -> Diagnostic:
    return Diagnostic(
        "CA001",
        "rule-crash",
        Severity.ERROR,
        Span.of_file(path),
        f"rule {code} {name} failed with {type(crash).__name__}: {crash}",
        "report this as a bug of the audit, with the file",
    )


def _covered(count: Callable[[Document], Coverage], document: Document) -> Coverage:
    try:
        return count(document)
    except Exception:  # the rule beside it reports the crash
        return Coverage(count.__module__.rpartition(".")[2], 0)
