"""Runs rules over one subject. A rule that crashes is one finding, and the others still run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.diagnostics import Diagnostic, Severity, Span, ordered
from generator.rule import Rule, Subject


def run_rules(rules: Iterable[Rule[Subject]], subject: Subject) -> tuple[Diagnostic, ...]:
    """Every finding of the rules, in order; what a rule found before it crashed is kept."""
    found: list[Diagnostic] = []
    for rule in rules:
        try:
            found.extend(rule.check(subject))
        except Exception as error:
            found.append(_crash(rule, error))
    return ordered(found)


def _crash(rule: Rule[Any], error: Exception) -> Diagnostic:
    path = rule.module.replace(".", "/") + ".py"
    return Diagnostic(
        "CA001",
        "rule-crash",
        Severity.ERROR,
        Span.of_file(path),
        f"the rule {rule.code} {rule.name} crashed: {type(error).__name__}: {error}",
        "report this with the data it happened on; the other rules have run",
    )
