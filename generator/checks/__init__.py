"""The rules about data and pages: one file each, and one line each in the tuples below."""

from __future__ import annotations

from typing import Any

from generator.checks import (
    anchor_mismatch,
    avoided_term,
    band_mismatch,
    bands_partition,
    basis_mismatch,
    broken_chain,
    cell_mismatch,
    certainty_mismatch,
    column_sum,
    component_range,
    contest_shares,
    date_order,
    duplicate_id,
    evidence_age,
    evidence_mismatch,
    figures_differ,
    formulas_differ,
    heading_without_id,
    input_mismatch,
    interface_strings,
    irreproducible_past,
    level_mismatch,
    link_target,
    malformed_expression,
    misplaced_point,
    missing_level,
    missing_page,
    missing_translation,
    needless_acknowledgement,
    not_a_figure,
    one_sided_link,
    outside_expected_range,
    overdue_prediction,
    page_figures,
    page_structure,
    progress_mismatch,
    rating_out_of_scale,
    references_differ,
    result_mismatch,
    score_mismatch,
    stale_erratum,
    stale_page,
    stray_page,
    trend_shares,
    unacknowledged_level,
    unfilled_place,
    unknown_citation,
    unknown_id,
    unknown_reference,
    unrecorded_change,
    untranslated_label,
    unused_part,
    weights_sum,
    wrong_difference,
)
from generator.checks.pages import RenderedAtlas
from generator.checks.reading import READING_RULES
from generator.checks.run import run_rules
from generator.rule import Rule
from generator.scores import ScoredAtlas

__all__ = ["DATA_RULES", "PAGE_RULES", "RULES", "RenderedAtlas", "run_rules"]

DATA_RULES: tuple[Rule[ScoredAtlas], ...] = (
    missing_translation.RULE,
    untranslated_label.RULE,
    unknown_id.RULE,
    unknown_reference.RULE,
    duplicate_id.RULE,
    unknown_citation.RULE,
    not_a_figure.RULE,
    unused_part.RULE,
    malformed_expression.RULE,
    unfilled_place.RULE,
    weights_sum.RULE,
    bands_partition.RULE,
    score_mismatch.RULE,
    level_mismatch.RULE,
    component_range.RULE,
    input_mismatch.RULE,
    contest_shares.RULE,
    basis_mismatch.RULE,
    trend_shares.RULE,
    evidence_mismatch.RULE,
    cell_mismatch.RULE,
    result_mismatch.RULE,
    column_sum.RULE,
    band_mismatch.RULE,
    anchor_mismatch.RULE,
    stale_erratum.RULE,
    missing_level.RULE,
    outside_expected_range.RULE,
    rating_out_of_scale.RULE,
    broken_chain.RULE,
    wrong_difference.RULE,
    misplaced_point.RULE,
    one_sided_link.RULE,
    overdue_prediction.RULE,
    date_order.RULE,
    progress_mismatch.RULE,
    certainty_mismatch.RULE,
    unacknowledged_level.RULE,
    needless_acknowledgement.RULE,
    unrecorded_change.RULE,
    irreproducible_past.RULE,
    evidence_age.RULE,
    figures_differ.RULE,
    formulas_differ.RULE,
    references_differ.RULE,
    avoided_term.RULE,
    interface_strings.RULE,
)
"""Rules about the scored atlas, in the order of their codes."""

PAGE_RULES: tuple[Rule[RenderedAtlas], ...] = (
    page_structure.RULE,
    page_figures.RULE,
    heading_without_id.RULE,
    link_target.RULE,
    stale_page.RULE,
    stray_page.RULE,
    missing_page.RULE,
)
"""Rules about rendered pages. They take an atlas without errors."""

RULES: tuple[Rule[Any], ...] = (*READING_RULES, *DATA_RULES, *PAGE_RULES)
"""Every rule of this package; the audit and the built site have rules of their own."""
