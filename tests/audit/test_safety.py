"""No input crashes the audit, exhausts the stack or takes more than linear time."""

from __future__ import annotations

import random
import time

import pytest

from generator.audit import audit_text

HOSTILE = {
    "tower": "9^9^9^9 = 1 and $9^{9^{9^9}} = 1$\n",
    "braces": "$" + "{" * 100_000 + "1" + "}" * 100_000 + " = 2$\n",
    "boxes": "$" + "{" * 100_000 + "1 = 1" + "}" * 100_000 + "$\n",
    "brackets": "(" * 100_000 + "1" + ")" * 100_000 + " = 2\n",
    "powers": "9^" * 50_000 + "9 = 1\n",
    "grouping": "1,111," * 50_000 + " = 3\n",
    "chain": "1 = " * 20_000 + "1\n",
    "digits": "1" * 200_000 + " = 2\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_soon_without_a_crash(name: str) -> None:
    start = time.process_time()
    report = audit_text(HOSTILE[name])
    assert "CA001" not in {found.code for found in report.diagnostics}
    assert time.process_time() - start < 10


def test_time_grows_linearly_with_a_line() -> None:
    """Four times the line takes at most some eight times the time, not sixteen."""

    def spent(repeats: int) -> float:
        start = time.process_time()
        audit_text("a 3 + 4 = 7 und 12% " * repeats + "\n")
        return time.process_time() - start

    spent(100)
    assert spent(8_000) < 8 * max(spent(2_000), 0.05)


def test_random_bytes_are_input_like_any_other() -> None:
    source = random.Random(7)
    for _ in range(50):
        report = audit_text(source.randbytes(300))
        assert "CA001" not in {found.code for found in report.diagnostics}
