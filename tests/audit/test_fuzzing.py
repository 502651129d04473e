"""A short run of the fuzzer: 2,000 random and mutated inputs, no crash and none over its limit."""

from __future__ import annotations

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_random_inputs_neither_crash_nor_linger() -> None:
    from fuzz_audit import run

    assert run(2_000, first=0).faults == []


def test_what_exceeds_the_limit_is_reported_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness itself: with no time allowed, every input is a fault."""
    import fuzz_audit

    monkeypatch.setattr(fuzz_audit, "LIMIT", -1.0)
    found = fuzz_audit.run(3, first=7).faults
    assert [each.split(":")[0] for each in found] == ["input 7", "input 8", "input 9"]


def test_a_number_always_means_the_same_input() -> None:
    from fuzz_audit import make_input

    assert [make_input(number) for number in range(50)] == [make_input(number) for number in range(50)]
