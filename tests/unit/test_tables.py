"""Computed columns and results are exact, and unknown where an operand is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.model.blocks import Table
from generator.quantity import parse_quantity
from generator.tables import agrees, compute_table

F = Fraction


def _table(
    computation: dict[str, object], *rows: dict[str, str], results: list[dict[str, object]] | None = None
) -> Table:
    title = {"zh": "表", "en": "table"}
    columns = [{"id": each, "title": title, "type": "figure"} for each in ("x", "y")]
    computed = {"id": "z", "title": title, "type": "figure", "compute": computation}
    return Table.model_validate(
        {
            "id": "t",
            "title": title,
            "columns": [*columns, computed],
            "rows": [{"cells": row} for row in rows],
            "results": [{"title": title, **each} for each in results or []],
        }
    )


@pytest.mark.parametrize(
    ("operation", "of", "expected"),
    [
        ("cumulative", ["x"], [F(1, 2), F(3, 4)]),
        ("share", ["x"], [F(2, 3), F(1, 3)]),
        ("reduction", ["x", "y"], [F(4, 5), F(1, 5)]),
        ("factor", ["x", "y"], [F(1, 5), F(4, 5)]),
        ("difference", ["x", "y"], [F(-2, 5), F(-1, 20)]),
        ("sum", ["x", "y"], [F(3, 5), F(9, 20)]),
        ("mean", ["x", "y"], [F(3, 10), F(9, 40)]),
    ],
)
def test_columns_are_computed_exactly(operation: str, of: list[str], expected: list[Fraction]) -> None:
    """Each operation over the rows (50 %, 10 %) and (25 %, 20 %)."""
    table = _table({"do": operation, "of": of}, {"x": "50%", "y": "10%"}, {"x": "25%", "y": "20%"})
    assert list(compute_table(table).columns["z"]) == expected


def test_a_weighted_mean_divides_by_the_weights() -> None:
    """Weights need not sum to 1."""
    table = _table({"do": "weighted-mean", "of": ["x", "y"], "weights": ["3", "1"]}, {"x": "4", "y": "8"})
    assert compute_table(table).columns["z"] == (F(5),)


def test_an_unknown_operand_makes_the_cell_unknown() -> None:
    """Nothing is computed from a cell that is missing, and a running sum is unknown from there on."""
    rows = ({"x": "1", "y": "2"}, {"y": "2"}, {"x": "3", "y": "2"})
    assert compute_table(_table({"do": "sum", "of": ["x", "y"]}, *rows)).columns["z"] == (F(3), None, F(5))
    assert compute_table(_table({"do": "cumulative", "of": ["x"]}, *rows)).columns["z"] == (F(1), None, None)
    assert compute_table(_table({"do": "share", "of": ["x"]}, *rows)).columns["z"] == (None, None, None)


def test_nothing_is_divided_by_zero() -> None:
    """A reduction or factor from zero is unknown."""
    assert compute_table(_table({"do": "reduction", "of": ["x", "y"]}, {"x": "0", "y": "2"})).columns[
        "z"
    ] == (None,)


def test_results_are_taken_over_rows() -> None:
    """A sum of the first rows, and a mean of all."""
    results: list[dict[str, object]] = [
        {"id": "two", "compute": {"do": "sum", "of": ["x"], "first": 2}, "stated": "3"},
        {"id": "all", "compute": {"do": "mean", "of": ["x"]}, "stated": "2"},
        {"id": "none", "compute": {"do": "mean", "of": ["y"]}, "stated": "2"},
    ]
    table = _table({"do": "sum", "of": ["x"]}, {"x": "1"}, {"x": "2"}, {"x": "3"}, results=results)
    assert compute_table(table).results == {"two": F(3), "all": F(2), "none": None}


@pytest.mark.parametrize(
    ("stated", "value", "verdict"),
    [
        ("73%", F(11, 15), True),
        ("73.3%", F(11, 15), True),
        ("74%", F(11, 15), False),
        ("0.5", F(45, 100), True),
        ("≈ 70%", F(695, 1000), True),
        ("95%+", F(955, 1000), True),
        ("95%+", F(96, 100), False),
        ("< 1%", F(1, 200), True),
        ("< 5%", F(1, 200), False),
        ("50–70%", F(6, 10), True),
        ("50–70%", F(8, 10), False),
    ],
)
def test_a_stated_figure_agrees_with_what_it_can_be_printed_from(
    stated: str, value: Fraction, verdict: bool
) -> None:
    """Half a unit of the last digit for exact figures, one unit beyond the bound for open ones."""
    assert agrees(parse_quantity(stated), value) is verdict
