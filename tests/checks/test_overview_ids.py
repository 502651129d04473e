"""Ids on the map and the timeline are looked up like all others."""

from __future__ import annotations

import pytest
from sample_atlas import inspect, show

from generator.rule import Edit

MAP = """\
title: {zh: 图, en: Map}
lead: {zh: 一张图。, en: A map.}
source: handbook:55
x: {name: {zh: 横, en: across}, low: {zh: 低, en: low}, high: {zh: 高, en: high}}
y: {name: {zh: 纵, en: along}, low: {zh: 低, en: low}, high: {zh: 高, en: high}}
quadrants:
  - {id: easy, x: high, y: high, name: {zh: 易, en: easy}, strategy: {zh: 做, en: do it}, source: handbook:56}
points:
  - {id: chain, name: X, x: 0.9, y: 0.8, quadrant: easy, technology: chain-drive, source: handbook:57}
"""
TIMELINE = """\
tracks:
  - {id: parts, name: {zh: 零件, en: Parts}}
periods:
  - id: belts
    track: parts
    name: {zh: 皮带, en: Belts}
    start: 2024-01-01
    end: 2024-12-31
    progress: done
    source: handbook:58
subjects:
  - {id: chains, name: {zh: 链条, en: Chains}, technology: chain-drive}
predictions: []
"""


def _found(text: str, path: str) -> list[str]:
    found, _ = inspect((Edit(path, "", text),))
    return [f"{each.code} {each.span.line}:{each.span.column} {each.hint}" for each in found]


@pytest.mark.parametrize(("path", "text"), [("data/map.yml", MAP), ("data/timeline.yml", TIMELINE)])
def test_sound_ids_are_silent(path: str, text: str) -> None:
    """Nothing is found where every id names what there is."""
    found, _ = inspect((Edit(path, "", text),))
    assert not found, show(found)


@pytest.mark.parametrize(
    ("path", "text", "before", "after", "place"),
    [
        ("data/map.yml", MAP, "quadrant: easy", "quadrant: eazy", "9:52 did you mean 'easy'?"),
        (
            "data/map.yml",
            MAP,
            "technology: chain-drive",
            "technology: chain-driv",
            "9:70 did you mean 'chain-drive'?",
        ),
        ("data/timeline.yml", TIMELINE, "track: parts", "track: part", "5:12 did you mean 'parts'?"),
        (
            "data/timeline.yml",
            TIMELINE,
            "technology: chain-drive",
            "technology: axle",
            "12:58 did you mean 'axles'?",
        ),
    ],
)
def test_misspelt_ids_are_found(path: str, text: str, before: str, after: str, place: str) -> None:
    """Each is one finding at the id, with the id that was meant."""
    assert _found(text.replace(before, after), path) == [f"CA112 {place}"]


def test_ids_are_given_once() -> None:
    """Two points of the map with one id are a finding at the second."""
    twice = MAP + MAP.splitlines()[-1].replace("0.9", "0.7") + "\n"
    assert _found(twice, "data/map.yml") == ["CA114 10:10 give each its own id"]
