"""A short run of the fuzzer: 2,000 random and mutated inputs, no crash and none over its limit."""

from __future__ import annotations

import fuzz_audit
import pytest

from generator.audit import audit_text


def test_random_inputs_neither_crash_nor_linger() -> None:
    assert fuzz_audit.run(2_000, first=0).faults == []


def test_a_list_that_mixes_numbers_and_bullets_crashes_no_rule() -> None:
    """What the fuzzer found: a bullet has no ordinal."""
    report = audit_text("训练流程分为以下三个阶段：\n\n4. 预训练\n  - 数据\n   茶\n")
    assert "CA001" not in {found.code for found in report.diagnostics}


def test_what_exceeds_the_limit_is_reported_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """The harness itself: with no time allowed, every input is a fault."""
    monkeypatch.setattr(fuzz_audit, "LIMIT", -1.0)
    found = fuzz_audit.run(3, first=7).faults
    assert [each.split(":")[0] for each in found] == ["input 7", "input 8", "input 9"]


def test_a_number_always_means_the_same_input() -> None:
    inputs = [fuzz_audit.make_input(number) for number in range(50)]
    assert [fuzz_audit.make_input(number) for number in range(50)] == inputs
