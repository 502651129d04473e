"""What a rule is: a code, a meaning in every language, a check, and examples that are executed.

A rule only decides. It never reads files, parses options or prints. The same examples are its
tests (every bad one gives exactly this rule's code at the marked place, every good one is silent)
and its documentation (`python -m generator explain CODE`, the Rules page of the site).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from generator.diagnostics import Diagnostic, Fix, Note, Severity, Span

Subject = TypeVar("Subject")

MARK_OPEN, MARK_CLOSE = "⟦", "⟧"
"""In a bad example these two enclose the text that the finding must point at."""


class Edit(NamedTuple):
    """A change of one file of the sample atlas: `before` occurs in it exactly once."""

    file: str
    before: str
    after: str


class Example(NamedTuple):
    """An example of a rule: a Markdown `text`, or `edits` that turn the sample atlas into one.

    `note` says in half a sentence what the example shows (English; shown beside it).
    """

    text: str = ""
    edits: tuple[Edit, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One rule. `title` and `why` map a language code to text; `title` completes "…": it names the defect.

    `code` never changes its meaning and is never reused. `name` is the defect in kebab-case and
    equals the module's name with hyphens.
    """

    code: str
    name: str
    severity: Severity
    title: Mapping[str, str]
    why: Mapping[str, str]
    check: Callable[[Subject], Iterable[Diagnostic]]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]

    @property
    def module(self) -> str:
        """The module that holds the rule, dotted."""
        return self.check.__module__

    def finding(
        self,
        span: Span,
        message: str,
        hint: str = "",
        *,
        severity: Severity | None = None,
        notes: tuple[Note, ...] = (),
        fix: Fix | None = None,
        stated: str = "",
        expected: str = "",
    ) -> Diagnostic:
        """Make this rule's diagnostic, complete at birth. `severity` overrides the rule's own."""
        return Diagnostic(
            self.code,
            self.name,
            severity or self.severity,
            span,
            message,
            hint,
            notes,
            fix,
            stated,
            expected,
        )
