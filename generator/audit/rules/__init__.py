"""The rules of the audit, in the order in which they run.

A rule is one module and one line here. `RULES` judge one document, `CORPUS_RULES` all documents of a run.
`COVERAGE` holds the functions that say, for one document, what the rules judged and what they left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from generator.audit import relations
from generator.audit.coverage import Coverage
from generator.audit.rules import (
    bound_breach,
    broken_link,
    chain_drift,
    change_elsewhere,
    change_mismatch,
    contents_drift,
    converted_amount,
    count_mismatch,
    count_percentage,
    dead_fragment,
    dead_link,
    definition_conflict,
    degree_elsewhere,
    described_product,
    diagram_figures,
    diagram_strictness,
    diagram_syntax,
    diagram_table,
    duplicate_heading,
    enumerated_total,
    factor_mismatch,
    false_comparison,
    false_inequality,
    formula_mismatch,
    heading_number,
    interval_gap,
    last_digit,
    level_code,
    level_degree,
    level_elsewhere,
    level_threshold,
    listed_shares,
    listed_total,
    missing_file,
    movement_mismatch,
    percent_line,
    quantity_conflict,
    quantity_elsewhere,
    repeated_figures,
    restated_amount,
    restated_figure,
    rounded_as_equal,
    share_total,
    slipped_figure,
    stated_total,
    suppression_without_reason,
    table_change,
    table_cumulative,
    table_derived,
    table_mean,
    table_remark,
    table_share,
    table_statement,
    table_total,
    threshold_verdict,
    unit_total,
    unused_suppression,
    weights_differ,
    weights_sum,
)
from generator.audit.tables import columns
from generator.markdown import Document
from generator.rule import Rule

Corpus = Sequence[Document]
"""The documents of one run, ordered by path."""

RULES: tuple[Rule[Document], ...] = (
    formula_mismatch.RULE,
    last_digit.RULE,
    rounded_as_equal.RULE,
    false_inequality.RULE,
    false_comparison.RULE,
    threshold_verdict.RULE,
    chain_drift.RULE,
    weights_sum.RULE,
    weights_differ.RULE,
    count_percentage.RULE,
    quantity_conflict.RULE,
    table_statement.RULE,
    table_remark.RULE,
    repeated_figures.RULE,
    restated_figure.RULE,
    bound_breach.RULE,
    definition_conflict.RULE,
    described_product.RULE,
    level_threshold.RULE,
    level_degree.RULE,
    level_code.RULE,
    interval_gap.RULE,
    count_mismatch.RULE,
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
    table_mean.RULE,
    stated_total.RULE,
    change_mismatch.RULE,
    change_elsewhere.RULE,
    factor_mismatch.RULE,
    movement_mismatch.RULE,
    restated_amount.RULE,
    converted_amount.RULE,
    unit_total.RULE,
    slipped_figure.RULE,
    listed_shares.RULE,
    listed_total.RULE,
    percent_line.RULE,
    enumerated_total.RULE,
    diagram_figures.RULE,
    diagram_table.RULE,
    diagram_syntax.RULE,
    diagram_strictness.RULE,
    suppression_without_reason.RULE,
    unused_suppression.RULE,
)

CORPUS_RULES: tuple[Rule[Corpus], ...] = (
    dead_link.RULE,
    missing_file.RULE,
    level_elsewhere.RULE,
    degree_elsewhere.RULE,
    quantity_elsewhere.RULE,
)

COVERAGE: tuple[Callable[[Document], Coverage], ...] = (
    relations.coverage,
    columns.coverage,
    dead_link.coverage,
    diagram_syntax.coverage,
)

ALL_RULES: tuple[Rule[Any], ...] = (*RULES, *CORPUS_RULES)
"""Every rule of the audit, for the command that explains rules and the page that lists them."""

GUESS = slipped_figure.RULE.code
"""The rule that only takes something for likely; it keeps silent beside a finding of another one."""

OWN_PAGES_ERRORS = frozenset({last_digit.RULE.code})
"""Warnings in other people's text that are errors in pages which we compute ourselves."""
