"""The rules of the audit, in the order in which they run.

A rule is one module and one line here. `RULES` judge one document, `CORPUS_RULES` all documents of a run.
`COVERAGE` holds the functions that say, for one document, what the rules judged and what they left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.audit.coverage import Coverage
from generator.audit.rules import (
    broken_link,
    change_mismatch,
    contents_drift,
    dead_fragment,
    dead_link,
    diagram_figures,
    diagram_strictness,
    diagram_syntax,
    duplicate_heading,
    heading_number,
    listed_shares,
    share_total,
    table_change,
    table_cumulative,
    table_derived,
    table_share,
    table_total,
)
from generator.markdown import Document
from generator.rule import Rule

Corpus = Sequence[Document]
"""The documents of one run, ordered by path."""

RULES: tuple[Rule[Document], ...] = (
    heading_number.RULE,
    contents_drift.RULE,
    duplicate_heading.RULE,
    dead_fragment.RULE,
    broken_link.RULE,
    table_total.RULE,
    share_total.RULE,
    table_share.RULE,
    table_cumulative.RULE,
    table_change.RULE,
    table_derived.RULE,
    change_mismatch.RULE,
    listed_shares.RULE,
    diagram_figures.RULE,
    diagram_syntax.RULE,
    diagram_strictness.RULE,
)

CORPUS_RULES: tuple[Rule[Corpus], ...] = (dead_link.RULE,)

COVERAGE: tuple[Callable[[Document], Coverage], ...] = (dead_link.coverage, diagram_syntax.coverage)
