"""The forward oracle: what is true and printed rightly is never flagged, and what is changed is found."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from true_statements import FORMS, Pair

from generator.audit import audit_text
from generator.diagnostics import Severity

_EXAMPLES, _STATEMENTS = 40, 25
"""10,000 statements over ten forms."""


def findings(text: str) -> list[str]:
    """The findings that are more than advice."""
    found = audit_text(f"{text}\n").diagnostics
    return [f"{each.code} {each.message}" for each in found if each.severity is not Severity.INFO]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@settings(max_examples=_EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_true_statements_are_silent_and_their_false_twins_are_found(
    form: Callable[[Random], Pair], seed: int
) -> None:
    source = Random(seed)
    for _ in range(_STATEMENTS):
        pair = form(source)
        assert not findings(pair.true), pair.true
        assert findings(pair.false), f"{pair.change}: {pair.false}"
