"""Recomputed values in the notation of the figure that they replace."""

from __future__ import annotations

import pytest

from generator.audit import audit_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs $30,000 - $16,000 = $15,114.", "$14,000"),
        ("It costs 30,000 - 16,000 = 15,114.", "14,000"),
        ("It costs 30000 - 16000 = 15114.", "14000"),
        ("It loses 16,000 - 30,000 = -15,114.", "-14,000"),
        ("$30{,}000 - 16{,}000 = 15{,}114$", "14{,}000"),
        ("$$30\\,000 - 16\\,000 = 15\\,114$$", "14\\,000"),
        ("共 1,200 × 1.5 = 1,900 元。", "1,800"),
        ("占 0.7 × 0.6 = 43%。", "42%"),
        ("It costs ￥20 × 60 = ￥1,300.", "￥1,200"),
        ("It makes 2 × 3 million = 7 million.", "6 million"),
    ],
)
def test_the_text_to_paste_looks_like_what_it_replaces(text: str, expected: str) -> None:
    """Thousands are grouped in the same way, and a currency stays."""
    assert [each.expected for each in audit_text(text).diagnostics] == [expected]
