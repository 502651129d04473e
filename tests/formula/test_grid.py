"""The grid of relation × rounding × severity, and the worked examples of neighbouring checkers."""

from __future__ import annotations

import pytest

from generator.audit import audit_text
from generator.formula import Cause, Grade, Step, judge, latex_chains, plain_chains

GRID = [
    # 2/3 = 0.6666…: a value that no number of digits states
    ("=", "0.67", Grade.ROUNDED, ""),
    ("=", "0.66", Grade.LAST_DIGIT, Cause.TRUNCATED),
    ("=", "0.68", Grade.INCONSISTENT, ""),
    ("≈", "0.67", Grade.ROUNDED, ""),
    ("≈", "0.7", Grade.ROUNDED, ""),
    ("≈", "1", Grade.ROUNDED, ""),
    ("≈", "0.66", Grade.LAST_DIGIT, Cause.TRUNCATED),
    ("≈", "0.6", Grade.LAST_DIGIT, Cause.TRUNCATED),
    ("≈", "0.65", Grade.INCONSISTENT, ""),
    ("≈", "67%", Grade.ROUNDED, ""),
    ("≈", "66%", Grade.LAST_DIGIT, Cause.TRUNCATED),
    ("≈", "65%", Grade.INCONSISTENT, ""),
    ("=", "1", Grade.LAST_DIGIT, Cause.RAISED),  # behind =, a whole number must be exact
    (">", "0.66", Grade.EXACT, ""),
    (">", "0.68", Grade.INCONSISTENT, ""),
    ("≥", "0.66", Grade.EXACT, ""),
    ("≥", "0.68", Grade.INCONSISTENT, ""),
    ("<", "0.68", Grade.EXACT, ""),
    ("<", "0.66", Grade.INCONSISTENT, ""),
    ("≤", "0.68", Grade.EXACT, ""),
    ("≤", "0.66", Grade.INCONSISTENT, ""),
]
SIGNS = {"≈": "\\approx", "≥": "\\geq", "≤": "\\leq"}
PLACES = {
    "formula": ("$2 / 3 {sign} {stated}$", "error"),
    "prose": ("so that 2 / 3 {sign} {stated} in all", "error"),
    "cell": ("| Sum |\n| --- |\n| 2 / 3 {sign} {stated} |", "error"),
}
CODES = {Grade.INCONSISTENT: {"CA501", "CA504"}, Grade.LAST_DIGIT: {"CA502"}}


def only_step(text: str, *, latex: bool) -> Step:
    (chain,) = latex_chains(text) if latex else plain_chains(text)
    (step,) = judge(chain)
    assert isinstance(step, Step), f"not judged: {text}"
    return step


@pytest.mark.parametrize(("sign", "stated", "grade", "cause"), GRID)
@pytest.mark.parametrize("latex", [False, True])
def test_relation_and_rounding_give_the_grade(
    sign: str, stated: str, grade: Grade, cause: str, latex: bool
) -> None:
    printed = f"2 / 3 {SIGNS.get(sign, sign)} {stated.replace('%', chr(92) + '%')}" if latex else None
    step = only_step(printed or f"2 / 3 {sign} {stated}", latex=latex)
    assert (step.grade, step.cause) == (grade, cause)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("sign", "stated", "grade", "cause"), GRID)
def test_the_grade_gives_the_severity(place: str, sign: str, stated: str, grade: Grade, cause: str) -> None:
    form, severity = PLACES[place]
    sign = SIGNS.get(sign, sign) if place == "formula" else sign
    stated = stated.replace("%", "\\%") if place == "formula" else stated
    found = audit_text(form.format(sign=sign, stated=stated) + "\n").diagnostics
    serious = {each.code: str(each.severity) for each in found if str(each.severity) != "info"}
    if grade.holds:
        assert not serious
    else:
        assert set(serious) <= CODES[grade]
        assert list(serious.values()) == ["warning" if grade is Grade.LAST_DIGIT else severity]


def test_the_index_recomputed_from_its_printed_components_is_accepted() -> None:
    """The human development index of a handbook: components 1/3, .07667 and .26862 make .22621."""
    assert only_step("(.33333 + .07667 + .26862) / 3 ≈ .22621", latex=False).grade is Grade.ROUNDED
    assert only_step("(.33 + .076 + .268) / 3 ≈ .225", latex=False).grade is Grade.ROUNDED


def test_the_index_with_hidden_digits_is_found() -> None:
    """From what is printed, .33, .076 and .268, nobody gets .226."""
    assert not only_step("(.33 + .076 + .268) / 3 ≈ .226", latex=False).grade.holds


def test_a_sum_of_rounded_figures_may_be_off_in_a_table_but_not_in_a_formula() -> None:
    """12.1 + 45.4 = 57.6: reported figures are intervals, operands of a formula are what they are."""
    assert only_step("12.1 + 45.4 = 57.6", latex=True).grade is Grade.LAST_DIGIT
    table = "| Item | Sum |\n| --- | ---: |\n| a | 12.1 |\n| b | 45.4 |\n| Total | {} |\n"
    assert not audit_text(table.format("57.6")).diagnostics
    assert [each.code for each in audit_text(table.format("57.7")).diagnostics] == ["CA530"]
