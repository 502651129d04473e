"""Loading collects every problem of every file, with its place, and goes on without what cannot be read."""

from __future__ import annotations

import pytest
from sample_atlas import TINY, apply_edits, read_texts, show, take_marks

from generator.diagnostics import Diagnostic
from generator.load import Loaded, did_you_mean, load
from generator.rule import Edit

AXLES = "data/technologies/axles.yml"


def _load(*edits: Edit) -> Loaded:
    return load(take_marks(apply_edits(read_texts(TINY), edits)).sources)


def _places(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{each.span} {each.code}" for each in found]


def test_the_sample_loads_without_a_finding() -> None:
    """A sound atlas gives no finding, drops nothing, and keeps the order that pages use."""
    loaded = _load()
    assert loaded.atlas is not None
    assert not loaded.diagnostics, show(loaded.diagnostics)
    assert not loaded.atlas.dropped
    assert list(loaded.atlas.levels) == ["settled", "open", "split"]
    assert list(loaded.atlas.technologies) == ["chain-drive", "shifting", "chainrings", "axles"]
    assert next(iter(loaded.atlas.languages)) == "zh"


def test_a_broken_file_is_dropped_and_the_others_load() -> None:
    """A file with a syntax error is one finding; its id and path are known to be missing."""
    loaded = _load(Edit(AXLES, "score: 0.31", "score: 0.31: 0.32"))
    assert _places(loaded.diagnostics) == [f"{AXLES}:4:12 CA101"]
    assert loaded.atlas is not None
    assert loaded.atlas.dropped == {AXLES, "axles"}
    assert len(loaded.atlas.technologies) == 3


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    """Three mistakes of different kinds in one file are three findings."""
    loaded = _load(
        Edit(AXLES, "score: 0.31", "score: high"),
        Edit(AXLES, "lead: {", "colour: red\nlead: {"),
        Edit(AXLES, "basis: smallest", "basis: biggest"),
    )
    assert sorted(each.code for each in loaded.diagnostics) == ["CA104", "CA106", "CA106"]


def test_a_misspelt_field_is_one_finding() -> None:
    """A required field under a wrong name is unknown, and not missing as well."""
    loaded = _load(Edit(AXLES, "score: 0.31", "scoer: 0.31"))
    assert _places(loaded.diagnostics) == [f"{AXLES}:4:1 CA104"]
    assert loaded.diagnostics[0].hint == "did you mean 'score'?"


def test_a_missing_field_is_reported_at_the_key_that_lacks_it() -> None:
    """Something missing has no place of its own: the key above it stands for it."""
    loaded = _load(Edit(AXLES, "fit: {value: 0.30, source: handbook:45}", "fit: {value: 0.30}"))
    assert _places(loaded.diagnostics) == [f"{AXLES}:9:3 CA105"]


def test_the_id_of_a_file_is_its_name() -> None:
    """An id written inside the file would be ignored, so it is a finding."""
    loaded = _load(Edit(AXLES, "score: 0.31", "id: wheels\nscore: 0.31"))
    assert _places(loaded.diagnostics) == [f"{AXLES}:4:1 CA104"]


@pytest.mark.parametrize("path", ["data/scale.yml", "data/site.yml"])
def test_what_everything_needs_is_reported_when_it_is_missing(path: str) -> None:
    """Without scale or site there is no atlas, and one finding says why."""
    loaded = _load(Edit(path, "", ""))
    assert loaded.atlas is None
    assert _places(loaded.diagnostics) == [f"{path}:1:1 CA108"]


def test_a_file_in_the_wrong_place_is_a_finding() -> None:
    """Files that nothing reads are named, so that nobody waits for them to show up."""
    assert _places(_load(Edit("data/axles.yml", "", "score: 1\n")).diagnostics) == [
        "data/axles.yml:1:1 CA107"
    ]


def test_an_empty_file_is_a_finding() -> None:
    """A file that holds no mapping says so."""
    assert _places(_load(Edit(AXLES, "", "# nothing\n")).diagnostics) == [f"{AXLES}:1:1 CA106"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [("axels", "did you mean 'axles'?"), ("zzz", ""), ("shiftin", "did you mean 'shifting'?")],
)
def test_close_words_are_suggested(word: str, hint: str) -> None:
    """A hint names the closest known word, or nothing if none is close."""
    assert did_you_mean(word, ["axles", "shifting", "chain"]) == hint
