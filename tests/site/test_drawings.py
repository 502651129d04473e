"""Diagrams: drawn at build time, twice, or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pymdownx.superfences import SuperFencesException

from generator.diagrams import failures_shown, fence, problem

GOOD = 'graph TB\n  accTitle: 层级关系\n  A["注意力机制（0.98）"] --> B["L4"]\n'
BROKEN = "graph TB\n  A[(x --> B\n"


def format_diagram(source: str) -> str:
    options: dict[str, Any] = {}
    return fence(source, "mermaid", "diagram", options, None)


@pytest.fixture
def serving() -> Iterator[None]:
    token = failures_shown.set(True)
    yield
    failures_shown.reset(token)


def test_a_good_diagram_has_no_problem() -> None:
    assert problem(GOOD) is None


@pytest.mark.parametrize("source", [BROKEN, "no diagram at all", ""])
def test_a_broken_diagram_has_a_reason_in_one_line(source: str) -> None:
    reason = problem(source)
    assert reason
    assert "\n" not in reason


def test_a_figure_holds_a_light_and_a_dark_drawing_under_one_name() -> None:
    html = format_diagram(GOOD)
    assert html.count("<svg") == 2
    assert 'role="img" aria-label="层级关系"' in html
    assert html.count("aria-label") == 1


def test_drawings_bring_no_ids_that_could_collide() -> None:
    assert ' id="' not in format_diagram(GOOD)


def test_labels_do_not_enter_the_search_index_twice() -> None:
    assert "data-search-exclude" in format_diagram(GOOD)


def test_a_broken_diagram_stops_a_build() -> None:
    with pytest.raises(SuperFencesException, match="diagram:"):
        format_diagram(BROKEN)


@pytest.mark.usefixtures("serving")
def test_while_serving_a_broken_diagram_is_a_box_that_says_why() -> None:
    html = format_diagram("graph TB\n A[(<b> --> B\n")
    assert 'role="alert"' in html
    assert "&lt;b&gt;" in html
