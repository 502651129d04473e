"""The files for machines hold what the data says, exactly, and as their schema promises."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from sample_atlas import tiny
from test_figures import shipped

from generator.export_schema import SCHEMA, SCHEMA_VERSION
from generator.exports import EXPORTS, render_exports
from generator.feed import plain_text
from generator.model.changes import ScoreChange
from generator.quantity import exact_decimal
from generator.scores import ScoredAtlas

ATOM = "{http://www.w3.org/2005/Atom}"


def exported(scored: ScoredAtlas, name: str) -> str:
    return render_exports(scored)[EXPORTS + name]


def as_json(scored: ScoredAtlas) -> Any:
    """atlas.json with its numbers as written, not as floats."""
    return json.loads(exported(scored, "atlas.json"), parse_float=Decimal)


@pytest.mark.parametrize("scored", [tiny, shipped])
def test_the_json_is_what_its_schema_says(scored: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(exported(scored(), "atlas.json")))


def test_the_published_schema_is_the_one_that_was_checked() -> None:
    assert json.loads(exported(tiny(), "atlas.schema.json")) == SCHEMA
    assert as_json(tiny())["schema_version"] == SCHEMA_VERSION


def test_the_schema_refuses_a_score_above_one_and_a_field_too_many() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for change in ({"score": 1.2}, {"surprise": 1}):
        broken = json.loads(exported(tiny(), "atlas.json"))
        broken["technologies"][0].update(change)
        assert not validator.is_valid(broken), change


@pytest.mark.parametrize("scored", [tiny, shipped])
def test_every_number_is_exact(scored: Any) -> None:
    """Scores are the sums of their terms with nothing lost, in JSON and in CSV."""
    atlas = scored()
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(atlas, "scores.csv")))}
    for entry in as_json(atlas)["technologies"]:
        terms = entry["terms"]
        score = atlas.scores[entry["id"]].total
        assert Fraction(entry["score"]) == score
        assert (
            sum((Fraction(term["weight"]) * Fraction(term["value"]) for term in terms), Fraction(0)) == score
        )
        assert rows[entry["id"]]["score"] == exact_decimal(score)


def test_a_component_that_a_profile_has_not_is_an_empty_cell() -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(exported(tiny(), "scores.csv")))}
    unused = {
        (identifier, component.id)
        for identifier, score in tiny().scores.items()
        for component in tiny().atlas.scale.components
        if component.id not in score.profile.weights
    }
    assert unused
    for identifier, component in unused:
        assert rows[identifier][f"value_{component}"] == ""


def test_no_markup_is_left_in_the_texts() -> None:
    for path, text in render_exports(shipped()).items():
        assert "[[" not in text, path


def test_a_reference_in_a_text_becomes_the_figure_or_the_name() -> None:
    english = tiny().atlas.languages["en"]
    text = "The score is [[score:shifting]]; see [[technology:shifting]]."
    assert plain_text(text, tiny(), english) == "The score is 0.68; see Mechanical vs electronic shifting."


def changed(*changes: dict[str, Any]) -> ScoredAtlas:
    """The tiny atlas with a record of changes."""
    record = {each["id"]: ScoreChange.model_validate(each) for each in changes}
    scored = tiny()
    return replace(scored, atlas=replace(scored.atlas, changes=record))


FIRST = {
    "id": "shifting-first",
    "date": "2024-01-01",
    "kind": "first",
    "technology": "shifting",
    "after": {"score": "0.60", "level": "open"},
    "text": {"zh": "首次计算。", "en": "First computed."},
}
LATER = {
    **FIRST,
    "id": "shifting-rise",
    "date": "2025-05-01",
    "kind": "world",
    "before": {"score": "0.60", "level": "open"},
    "after": {"score": "0.68", "level": "open"},
}


def test_the_feed_tells_changes_from_the_latest_back() -> None:
    feed = ElementTree.fromstring(exported(changed(FIRST, LATER), "changes.en.atom"))
    titles = [entry.findtext(ATOM + "title") for entry in feed.iter(ATOM + "entry")]
    assert titles == [
        "Mechanical vs electronic shifting: 0.60 (open) → 0.68 (open)",
        "Mechanical vs electronic shifting: 0.60 (open)",
    ]
    assert feed.findtext(ATOM + "updated") == "2025-05-01T00:00:00Z"


@pytest.mark.parametrize("scored", [lambda: changed(FIRST, LATER), shipped, tiny])
def test_a_feed_has_what_atom_demands(scored: Any) -> None:
    """RFC 4287: an author and unique ids; a title, a date and content for every entry."""
    for code in ("zh", "en"):
        feed = ElementTree.fromstring(exported(scored(), f"changes.{code}.atom"))
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        ids = [feed.findtext(ATOM + "id")]
        for entry in feed.iter(ATOM + "entry"):
            assert all(entry.findtext(ATOM + tag) for tag in ("id", "title", "updated", "content"))
            ids.append(entry.findtext(ATOM + "id"))
        assert len(set(ids)) == len(ids), "ids are unique"


@pytest.mark.parametrize(
    "fields",
    [
        {**FIRST, "before": {"score": "0.5", "level": "open"}},
        {**LATER, "before": None},
        {**FIRST, "after": None},
        {**FIRST, "technology": None},
    ],
)
def test_a_change_without_its_before_or_after_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="give"):
        ScoreChange.model_validate(fields)


def test_the_last_change_of_every_shipped_technology_states_its_score_and_level() -> None:
    """The record is the other entry of the same figures: it cannot fall behind."""
    atlas = shipped().atlas
    last = {change.technology: change.after for change in atlas.changes.values() if change.technology}
    stated = {key: (each.score, each.level) for key, each in last.items() if each is not None}
    assert stated == {key: (each.score, each.level) for key, each in atlas.technologies.items()}
