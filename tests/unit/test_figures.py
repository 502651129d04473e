"""Figures say what the data says, and no word in them touches another or runs out of the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sample_atlas import tiny

from generator.figures import render_figures
from generator.figures.badge import FILLS
from generator.figures.chart import Box
from generator.figures.drawing import FONT_SIZE, Drawing, position, tenths, text_width
from generator.load import load
from generator.project import read_tree
from generator.scores import ScoredAtlas, compute_scores

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).resolve().parents[2]


@cache
def shipped() -> ScoredAtlas:
    """The project's own data, scored."""
    atlas = load(read_tree(ROOT).data).atlas
    assert atlas is not None
    return compute_scores(atlas)


def drawings(scored: ScoredAtlas, pattern: str) -> Iterator[tuple[str, ElementTree.Element]]:
    """Every figure of every language whose path matches, parsed."""
    for language in scored.atlas.languages.values():
        for path, text in render_figures(scored, language).items():
            if re.search(pattern, path):
                yield f"{language.code}/{path}", ElementTree.fromstring(text)


def box_of(text: ElementTree.Element) -> Box:
    """The room that a text takes at most, with the little that letters reach below the line."""
    words = text.text or ""
    size = 12 if "edge" in text.get("class", "") else FONT_SIZE
    width = text_width(words, size)
    x, y = Fraction(text.get("x", "0")), Fraction(text.get("y", "0"))
    left = {"start": x, "middle": x - Fraction(width, 2), "end": x - width}[text.get("text-anchor", "start")]
    return Box(left, y - size + 3, left + width, y + 2)


def bars(drawing: ElementTree.Element, name: str) -> list[tuple[Fraction, Fraction]]:
    """The left and right ends of the bars of a class, in order."""
    found = [each for each in drawing.iter(SVG + "rect") if name in (each.get("class") or "").split()]
    starts = [(Fraction(each.get("x", "0")), Fraction(each.get("width", "0"))) for each in found]
    return [(left, left + width) for left, width in starts]


@pytest.mark.parametrize("scored", [tiny, shipped])
def test_no_two_words_overlap_and_none_leaves_the_drawing(scored: object) -> None:
    assert callable(scored)
    for path, drawing in drawings(scored(), r"figures/"):
        _, _, width, height = map(Fraction, drawing.get("viewBox", "").split())
        level = [text for text in drawing.iter(SVG + "text") if not text.get("transform")]
        boxes = [(text.text, box_of(text)) for text in level]
        for words, box in boxes:
            assert box.left >= -4, (path, words)
            assert box.right <= width + 4, (path, words)
            assert 0 <= box.top < box.bottom <= height + 2, (path, words)
        for (one, first), (other, second) in combinations(boxes, 2):
            assert not first.overlaps(second), (path, one, other)


def test_every_figure_has_a_title_and_says_in_words_what_it_shows() -> None:
    for path, drawing in drawings(tiny(), r"figures/"):
        for tag in ("title", "desc"):
            found = drawing.find(SVG + tag)
            assert found is not None, (path, tag)
            assert found.text, (path, tag)


def test_the_ladder_has_a_mark_at_every_score_inside_its_interval() -> None:
    scored = tiny()
    for _, drawing in drawings(scored, "ladder"):
        paths = [each.get("d", "") for each in drawing.iter(SVG + "path") if each.get("class") == "mark"]
        assert [d.split(" ")[0] for d in paths] == [
            f"M{tenths(position(score.total))}" for score in scored.scores.values()
        ]
    for identifier, firmness in scored.firmness.items():
        assert firmness.interval.low <= scored.scores[identifier].total <= firmness.interval.high


def test_the_terms_of_a_receipt_follow_each_other_and_end_at_the_score() -> None:
    scored = shipped()
    for path, drawing in drawings(scored, r"receipt-"):
        score = scored.scores[path.partition("receipt-")[2].removesuffix(".svg")]
        steps = bars(drawing, "term")
        assert steps[::2] == steps[1::2], "each step stands once in its row and once in the sum"
        assert steps[0][0] == position(Fraction(0))
        for (_, end), (start, _) in pairwise(steps[::2]):
            assert abs(end - start) <= Fraction(1, 5), path
        assert abs(steps[-1][1] - position(score.total)) <= Fraction(1, 5), path


def test_the_shares_of_a_contest_are_as_wide_as_they_are_large() -> None:
    contest = tiny().atlas.technologies["shifting"].contest
    assert contest is not None
    for _, drawing in drawings(tiny(), "shares-shifting"):
        ends = [position(Fraction(0)), position(Fraction(7, 10)), position(Fraction(1))]
        found = [bar for bar in bars(drawing, "share") if bar[1] - bar[0] > 12]
        assert [(tenths(left), tenths(right)) for left, right in found] == [
            (tenths(left), tenths(right)) for left, right in pairwise(ends)
        ]


def test_every_point_of_the_map_stands_in_the_quadrant_that_the_data_states() -> None:
    chart = shipped().atlas.map
    assert chart is not None
    quadrants = {quadrant.id: quadrant for quadrant in chart.quadrants}
    for _, drawing in drawings(shipped(), "map"):
        centre = next(drawing.iter(SVG + "rect"))
        middle = max(Fraction(each.get("x", "0")) for each in drawing.iter(SVG + "rect"))
        half = max(Fraction(each.get("y", "0")) for each in drawing.iter(SVG + "rect"))
        circles = list(drawing.iter(SVG + "circle"))
        assert centre is not None
        assert len(circles) == len(chart.points)
        for point, circle in zip(chart.points, circles, strict=True):
            sides = quadrants[point.quadrant].x.value, quadrants[point.quadrant].y.value
            is_right, is_high = Fraction(circle.get("cx", "")) > middle, Fraction(circle.get("cy", "")) < half
            assert sides == ("high" if is_right else "low", "high" if is_high else "low"), point.id


def test_a_badge_names_the_technology_and_its_words_stand_out() -> None:
    for path, drawing in drawings(shipped(), r"badges/"):
        title = drawing.find(SVG + "title")
        assert title is not None, path
        identifier = path.rpartition("/")[2].removesuffix(".svg")
        name = shipped().atlas.technologies[identifier].name[path.split("/")[0]]
        assert (title.text or "").startswith(name)
    for fill in FILLS:
        assert contrast_with_white(fill) >= 4.5, fill


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def test_edges_that_lie_close_together_keep_their_numbers_apart() -> None:
    scale = tiny().atlas.scale
    close = [band.model_copy(update={"above": Decimal("0.96")}) for band in scale.bands[:1]]
    close += [band.model_copy(update={"up_to": Decimal("0.96")}) for band in scale.bands[1:2]]
    drawing = Drawing.of_size(40, "edges", "edges")
    drawing.edges(scale.model_copy(update={"bands": (*close, *scale.bands[2:])}), 20)
    texts = [box_of(text) for text in drawing.root.iter("text")]
    assert len(texts) == 4
    assert not any(first.overlaps(second) for first, second in combinations(texts, 2))


def test_figures_are_the_same_every_time() -> None:
    language = tiny().atlas.default_language
    assert render_figures(tiny(), language) == render_figures(tiny(), language)
