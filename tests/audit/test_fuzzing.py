"""A short run of the fuzzer: 2,000 random and mutated inputs, no crash and none over its limit."""

from __future__ import annotations

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_random_inputs_neither_crash_nor_linger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from fuzz_audit import faults

    assert faults(2_000, seed=2) == []


def test_what_exceeds_the_limit_is_reported_with_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness itself: with no time allowed, every input is a fault."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import fuzz_audit

    monkeypatch.setattr(fuzz_audit, "LIMIT", -1.0)
    assert len(fuzz_audit.faults(3, seed=2)) == 3
