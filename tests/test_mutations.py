"""No figure of the shipped data changes unnoticed, unless tests/unguarded.yml gives a reason for it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from mutation import Judge, Mutant, find_mutants

from generator.load import load
from generator.source import SourceText

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "tests" / "unguarded.yml"
OVERVIEW = ("data/findings.yml", "data/map.yml", "data/pyramid.yml", "data/timeline.yml")


@pytest.fixture(scope="module")
def files() -> dict[str, SourceText]:
    """The data files by path."""
    found = sorted((ROOT / "data").rglob("*.yml"))
    paths = [file.relative_to(ROOT).as_posix() for file in found]
    return {path: SourceText(path, (ROOT / path).read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="module")
def judge(files: dict[str, SourceText]) -> Judge:
    """The judge of changes of the shipped data."""
    atlas = load(files).atlas
    assert atlas is not None
    return Judge(atlas)


def _mutants(files: dict[str, SourceText]) -> list[Mutant]:
    """Every number in the levels, the technologies, the scale and the overview."""
    kinds = ("data/levels/", "data/technologies/", "data/scale.yml", *OVERVIEW)
    return [
        mutant for path, source in files.items() if path.startswith(kinds) for mutant in find_mutants(source)
    ]


def test_changed_figures_are_noticed(
    files: dict[str, SourceText], judge: Judge, request: pytest.FixtureRequest
) -> None:
    """Each number is changed by itself; what no rule notices is counted by field and compared."""
    free: defaultdict[str, list[str]] = defaultdict(list)
    for mutant in _mutants(files):
        if not judge.notices(mutant):
            free[mutant.field].append(str(mutant))
    counts = {field: len(places) for field, places in sorted(free.items())}
    if request.config.getoption("--update-goldens"):
        _renew(counts)
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    allowed = {field: entry["count"] for field, entry in record.items()}
    risen = {field: places for field, places in free.items() if len(places) > allowed.get(field, 0)}
    assert not risen, "\n".join(f"{field}: {places}" for field, places in risen.items())
    fallen = {field: count for field, count in allowed.items() if counts.get(field, 0) < count}
    assert not fallen, f"fewer than recorded: renew tests/unguarded.yml with --update-goldens: {fallen}"


def test_every_exception_has_a_reason() -> None:
    """A field stands in the record only with a reason why nothing else in the data determines its figures."""
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    assert [field for field, entry in record.items() if not entry["reason"].strip()] == []


def test_figures_of_scores_are_never_free() -> None:
    """Inputs, scores, weights and bands are guarded without exception."""
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    guarded = (
        "technologies.inputs",
        "technologies.score",
        "scale.profiles.weights",
        "scale.bands",
        "levels.band.",
    )
    assert [
        field for field in record if field.startswith(guarded) and not field.endswith((".source", ".note"))
    ] == []


def test_a_planted_blind_spot_is_found(files: dict[str, SourceText], judge: Judge) -> None:
    """With the rule on scores taken away, changed inputs go unnoticed: the test can fail."""
    mutants = [mutant for mutant in _mutants(files) if mutant.field in ("technologies.score",)]
    assert mutants
    assert all(judge.notices(mutant) for mutant in mutants)
    blind = Judge(judge.atlas, without=frozenset({"CA203"}))
    assert any(not blind.notices(mutant) for mutant in mutants)


def _renew(counts: dict[str, int]) -> None:
    """Write the counts, keeping the reasons; a new field gets an empty one, which another test refuses."""
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    reasons = {field: entry["reason"] for field, entry in (record or {}).items()}
    lines = [
        "# Figures of the data that can change without a finding, by field: how many, and why nothing else"
    ]
    lines += [
        "# determines them. Renewed by `pytest tests/test_mutations.py --update-goldens`; reasons are kept."
    ]
    for field, count in counts.items():
        reason = reasons.get(field, "")
        lines.append(
            f"{json.dumps(field)}: {{count: {count}, reason: {json.dumps(reason, ensure_ascii=False)}}}"
        )
    RECORD.write_text("\n".join(lines) + "\n", encoding="utf-8")
