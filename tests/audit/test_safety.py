"""No input crashes the audit, exhausts the stack or takes more than linear time."""

from __future__ import annotations

import random
import time

import pytest
from growth import KINDS, make, seconds

from generator.audit import audit_text, relations

HOSTILE = {
    "long line": "".join(f"{number} + {number} = {2 * number}, " for number in range(30_000)),
    "long table": "| a | b | total |\n|---|---|---|\n" + "| 10 | 20 | 31 |\n" * 1_000,
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


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_linearly(kind: str) -> None:
    """Four times the text takes at most some eight times the time, not sixteen."""
    small, large = make(kind, 15_000), make(kind, 60_000)
    seconds(small)
    assert seconds(large) < 8 * max(seconds(small), 0.05)


RAGGED = {
    "rows that end early, beside a diagram": """
| Pool | Nodes | Cores |
| --- | --- | --- |
| API |
| Workers | 12 | 192 |
| Search | 6 | 96 |

```mermaid
pie
    "API" : 30
    "Workers" : 12
    "Search" : 6
```
""",
    "weights of nothing": "| 维度 | 权重 |\n| --- | --- |\n| 合计 | 605 |\n",
    "totals of totals": "| 项目 | 数量 | 单价 | 金额 |\n| --- | --- | --- | --- |\n"
    + "| 合计 | 9 | — | 1,615  | 506 | 331 N81 |\n" * 2
    + "| 合计 | 9 | — | 1,615 |\n",
}
"""Tables as fuzzing tears them."""


@pytest.mark.parametrize("name", RAGGED)
def test_a_torn_table_crashes_no_rule(name: str) -> None:
    assert "CA001" not in {found.code for found in audit_text(RAGGED[name]).diagnostics}


def test_blanks_between_figures_take_linear_time() -> None:
    text = f"It fell 12%{' ' * 500}x from 49 to 70.\n"
    assert min(seconds(text) for _ in range(3)) < 0.15


def test_a_long_line_is_judged_up_to_a_bound_and_the_account_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "MOST_RELATIONS", 10)
    report = audit_text("3 + 4 = 7, " * 11)
    assert report.checked["relations"] == 10
    assert [skip.reason for skip in report.skipped] == ["more than 10 relations in one document"]


def test_random_bytes_are_input_like_any_other() -> None:
    source = random.Random(7)
    for _ in range(50):
        report = audit_text(source.randbytes(300))
        assert "CA001" not in {found.code for found in report.diagnostics}
