"""The figures of firmness and history draw what was computed, inside the drawing, and say it in words."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from xml.etree import ElementTree

import pytest
from sample_atlas import TINY, apply_edits, find_in_data, read_texts, take_marks
from test_history import CHANGES, HISTORY

from generator.figures.drawing import WIDTH, position, tenths
from generator.figures.firmness import draw_all_spreads, draw_flips, draw_spread
from generator.figures.history import draw_history
from generator.history import NominalPoint, quarter_time, recorded_states
from generator.model.overview import Prediction
from generator.model.publication import Language
from generator.rule import Edit
from generator.scores import ScoredAtlas

POLICY = Edit(
    "data/scale.yml",
    "as_of: 2025-06-01\n",
    "as_of: 2025-06-01\nfirmness: {variation: 0.25, min_share: 0.95, min_share_any: 0.80}\n",
)
SVG = "{http://www.w3.org/2000/svg}"


@cache
def scored() -> ScoredAtlas:
    """The sample with a policy and a past."""
    edits = [POLICY, Edit("data/history.yml", "", HISTORY), Edit("data/changes.yml", "", CHANGES)]
    _, atlas = find_in_data(take_marks(apply_edits(read_texts(TINY), edits)).sources)
    assert atlas is not None
    return atlas


def languages() -> list[Language]:
    """The languages of the sample."""
    return list(scored().atlas.languages.values())


def parsed(svg: str) -> ElementTree.Element:
    """A drawing, with its bars looked at: none leaves the drawing."""
    root = ElementTree.fromstring(svg)
    for bar in root.iter(f"{SVG}rect"):
        left, width = Fraction(bar.attrib["x"]), Fraction(bar.attrib["width"])
        assert left >= 0
        assert width >= 0
        assert left + width <= WIDTH
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    return root


@pytest.mark.parametrize("identifier", ["axles", "chain-drive", "chainrings", "shifting"])
def test_a_spread_is_drawn_from_its_low_to_its_high_end(identifier: str) -> None:
    """Each bar begins where the interval begins, and both languages draw the same."""
    firmness = scored().firmness[identifier]
    drawings = [parsed(draw_spread(firmness, language)) for language in languages()]
    shapes = [
        [(bar.get("x"), bar.get("width"), bar.get("y")) for bar in drawing.iter(f"{SVG}rect")]
        for drawing in drawings
    ]
    assert shapes[0] == shapes[1]
    starts = {bar.get("x") for bar in drawings[0].iter(f"{SVG}rect") if "span" in bar.get("class", "")}
    intervals = (firmness.interval, firmness.spread_varied, firmness.spread_any, firmness.extent)
    assert starts == {tenths(position(interval.low)) for interval in intervals}


def test_every_flip_has_a_bar_between_now_and_then() -> None:
    """As many bars as inputs can flip the level; where none can, the words say so."""
    for firmness in scored().firmness.values():
        drawing = parsed(draw_flips(firmness, languages()[0]))
        flips = [flip for flip in firmness.input_flips if flip]
        assert len([bar for bar in drawing.iter(f"{SVG}rect") if bar.get("class") == "flip"]) == len(flips)


def test_all_spreads_name_every_technology() -> None:
    """Two bars for each technology, and its name."""
    drawing = parsed(draw_all_spreads(scored(), languages()[0]))
    bars = [bar for bar in drawing.iter(f"{SVG}rect") if "span" in bar.get("class", "")]
    assert len(bars) == 2 * len(scored().firmness)


def test_only_forecasts_are_dashed_and_every_edition_has_its_line() -> None:
    """What happened is a solid line; each recorded state has a mark by each edition of the scale."""
    technology = scored().atlas.technologies["axles"]
    states = recorded_states(scored().atlas, technology)
    prediction = Prediction.model_construct()
    points = [
        NominalPoint(quarter_time(quarter, is_end=True), quarter, degree, text, True, is_forecast, prediction)
        for quarter, degree, text, is_forecast in (
            ("2024-Q4", Fraction(1, 5), "20%", False),
            ("2025-Q1", Fraction(3, 10), "30%", False),
            ("2026-Q4", Fraction(1, 2), "50%", True),
        )
    ]
    drawing = parsed(draw_history(scored(), technology, points, states, languages()[0]))
    lines = [line for line in drawing.iter(f"{SVG}path") if line.get("class") == "nominal"]
    assert ["stroke-dasharray" in line.attrib for line in lines] == [False, True]
    marks = [mark for mark in drawing.iter(f"{SVG}rect") if mark.get("class") == "score-mark"]
    assert len(marks) == len(states) * 2
