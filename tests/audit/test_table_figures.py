"""Tables made from a hidden truth are accepted however they are rounded; one changed cell is found."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.audit import audit_text
from generator.audit.figures import read_figure
from generator.diagnostics import Severity
from generator.quantity import half_up

COUNTS = st.lists(st.integers(20, 900), min_size=4, max_size=8)
PAIRS = st.lists(
    st.tuples(st.integers(100, 999), st.integers(100, 999)).filter(lambda pair: abs(pair[0] - pair[1]) > 30),
    min_size=4,
    max_size=8,
    unique_by=(lambda pair: pair[0], lambda pair: pair[1]),
)


def codes(text: str) -> set[str]:
    """The codes of the findings that are errors."""
    return {found.code for found in audit_text(text).diagnostics if found.severity is Severity.ERROR}


def share_table(counts: list[int], places: int, total: int | None = None) -> str:
    """Counts, their shares, their running sum and their total."""
    whole = sum(counts)
    rows = ["| 类别 | 数量 | 占比 | 累计 |", "| --- | ---: | ---: | ---: |"]
    for index, count in enumerate(counts):
        share = half_up(Fraction(100 * count, whole), places)
        rows.append(f"| 项{index} | {count} | {share}% | {sum(counts[: index + 1])} |")
    return "\n".join([*rows, f"| 合计 | {whole if total is None else total} | 100% | |", ""])


def change_table(pairs: list[tuple[int, int]], header: str = "变化") -> str:
    """Figures before and after, with the relative change."""
    rows = [f"| 项 | 之前 | 之后 | {header} |", "| --- | --- | --- | --- |"]
    for index, (before, after) in enumerate(pairs):
        rows.append(
            f"| x{index} | {before} | {after} | {half_up(Fraction(100 * (after - before), before), 1):+}% |"
        )
    return "\n".join([*rows, ""])


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(0, 2))
def test_true_shares_and_sums_are_accepted(counts: list[int], places: int) -> None:
    """Whatever the counts, and to however many digits the shares are rounded."""
    assert codes(share_table(counts, places)) == set()


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.integers(1, 9))
def test_a_total_of_counts_that_is_off_is_found(counts: list[int], gap: int) -> None:
    """Counts are exact: a total that is off by one is wrong."""
    assert "CA530" in codes(share_table(counts, 1, total=sum(counts) + gap))


@settings(max_examples=60, deadline=None)
@given(PAIRS)
def test_true_changes_are_accepted(pairs: list[tuple[int, int]]) -> None:
    """Relative changes, rounded."""
    assert codes(change_table(pairs)) == set()


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.data())
def test_one_stale_change_is_found(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    """The figure after was updated in one row, its change was not."""
    lines = change_table(pairs).split("\n")
    row = data.draw(st.integers(0, len(pairs) - 1))
    before, after = pairs[row]
    stale = after + 150 if after < 550 else after - 150
    lines[2 + row] = lines[2 + row].replace(f"| {before} | {after} |", f"| {before} | {stale} |")
    assert "CA534" in codes("\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(100, 9999), min_size=3, max_size=9))
def test_rounded_parts_may_miss_their_total(parts: list[int]) -> None:
    """Parts and total are rounded each by itself, as in financial reports."""
    rows = [f"| p{index} | {half_up(Fraction(part, 100), 1)} |" for index, part in enumerate(parts)]
    total = half_up(Fraction(sum(parts), 100), 1)
    table = "\n".join(["| part | amount |", "| --- | --- |", *rows, f"| Total | {total} |", ""])
    assert codes(table) == set()


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 98), st.integers(2, 99), st.sampled_from(("zh", "en", "arrow", "list")))
def test_true_changes_in_text_are_accepted_and_wrong_ones_found(low: int, high: int, form: str) -> None:
    """From a to b by c, in several forms, in points."""
    if low >= high:
        low, high = high - 1, low + 1
    forms = {
        "zh": "采用率从 {a}% 提升到 {b}%，提升了 {c} 个百分点。",
        "en": "It rose from {a}% to {b}%, an increase of {c} percentage points.",
        "arrow": "| 变化 |\n| --- |\n| {a}% → {b}%（+{c} pp） |\n",
        "list": "- 采用率：{a}% → {b}%（⬆{c} 个百分点）\n",
    }
    true = forms[form].format(a=low, b=high, c=high - low)
    false = forms[form].format(a=low, b=high, c=high - low + 7)
    assert codes(true) == set()
    assert codes(false) == {"CA540"}


@pytest.mark.parametrize(
    ("cell", "value", "measure"),
    [
        ("**48,000+**", 48000, "number"),
        ("95.5%", Fraction(955, 1000), "percent"),
        ("50万", 500_000, "number"),
        ("+5 pp", Fraction(5, 100), "points"),
        ("−12%", Fraction(-12, 100), "percent"),
        ("3 倍", 3, "factor"),
        ("$0.0001/token", Fraction(1, 10_000), "number"),
        ("100%（实现层面）", 1, "percent"),
    ],
)
def test_cells_are_read_as_figures(cell: str, value: Fraction, measure: str) -> None:
    """Emphasis, currency, scales, units and notes around the number."""
    figure = read_figure(cell)
    assert figure is not None
    assert (figure.value, figure.measure) == (value, measure)


@pytest.mark.parametrize(
    "cell", ["50-70%", "3/4", "2024-01-02", "v2", "16:00", "INT8", "—", "", "Q3", "1e-4", "12 月"]
)
def test_other_cells_are_no_figures(cell: str) -> None:
    """Ranges, ratios, dates, versions and names with digits."""
    assert read_figure(cell) is None
