"""The schemas of data files say what the model says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from sample_atlas import TINY, apply_edits, inspect, read_texts, take_marks

from generator.checks import RULES
from generator.checks.reading import READING_RULES
from generator.hover import HOVER
from generator.load import COLLECTIONS, FOLDERS, SINGLES
from generator.rule import Example
from generator.schema import make_schemas
from generator.schema_files import FOLDER, MODELINE, find_drift, schema_of, write_schemas

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "data").rglob("*.yml"))
SCHEMAS = {f"{FOLDER}/{name}": json.loads(text) for name, text in make_schemas(["en", "zh"]).items()}


def complaints(path: str, text: str) -> list[str]:
    """What a standard validator says of a data file."""
    schema = SCHEMAS[schema_of(path) or ""]
    read = YAML(typ="safe").load(text)
    written = json.loads(json.dumps(read, default=str))  # dates are words to JSON, as they are to editors
    return [error.message for error in Draft202012Validator(schema).iter_errors(written)]


@pytest.mark.parametrize("name", [Path(name).name for name in SCHEMAS])
def test_schemas_are_valid(name: str) -> None:
    """Each schema is itself what draft 2020-12 demands."""
    Draft202012Validator.check_schema(SCHEMAS[f"{FOLDER}/{name}"])


@pytest.mark.parametrize("path", DATA)
def test_every_data_file_fits_its_schema(path: str) -> None:
    """What loads without findings has nothing for the editor to mark."""
    assert complaints(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", DATA)
def test_every_data_file_names_its_schema(path: str) -> None:
    """The first line leads from the file to its schema."""
    first = (ROOT / path).read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(MODELINE)
    target = (ROOT / path).parent / first.removeprefix(MODELINE)
    assert target.resolve() == ROOT / str(schema_of(path))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_check_jsonschema_agrees(schema: str) -> None:
    """The command that other projects use accepts the files of every kind."""
    files = [ROOT / path for path in DATA if schema_of(path) == schema]
    assert files
    accepted = judge(schema, *files)
    assert accepted.exit_code == 0, accepted.output


def test_check_jsonschema_points_at_what_does_not_fit(tmp_path: Path) -> None:
    """It finds what a schema can express, and says where."""
    file = tmp_path / "rlhf.yml"
    text = (ROOT / "data/technologies/rlhf.yml").read_text(encoding="utf-8")
    file.write_text(text.replace("score:", "scoer:"), encoding="utf-8")
    refused = judge("schemas/technologies.json", file)
    assert refused.exit_code == 1
    assert "scoer" in refused.output


def judge(schema: str, *files: Path) -> Result:
    """Run check-jsonschema on files, without a network."""
    return CliRunner().invoke(check_jsonschema.main, ["--schemafile", str(ROOT / schema), *map(str, files)])


def test_schemas_on_disk_are_those_of_the_model() -> None:
    """`python -m generator schema` has been run since the model last changed."""
    assert find_drift(ROOT, make_schemas(["en", "zh"])) == []


def test_drift_is_found_and_mended(tmp_path: Path) -> None:
    """An edited, a missing and a stray schema are one finding each; writing mends all, once."""
    made = make_schemas(["en"])
    assert find_drift(tmp_path, made) == []
    write_schemas(tmp_path, made)
    folder = tmp_path / FOLDER
    (folder / "scale.json").write_text("{}", encoding="utf-8")
    (folder / "site.json").unlink()
    (folder / "moods.json").write_text("{}", encoding="utf-8")
    found = find_drift(tmp_path, made)
    assert [each.code for each in found] == ["CA006"] * 3
    assert {each.name for each in found} <= {rule.name for rule in READING_RULES}
    assert write_schemas(tmp_path, made) == (["scale.json", "site.json"], ["moods.json"])
    assert write_schemas(tmp_path, made) == ([], [])
    assert find_drift(tmp_path, made) == []


def walk_fields(schema: Any) -> list[tuple[str, Any]]:
    """Every (field, schema) of every object in a schema."""
    if isinstance(schema, list):
        return [found for entry in schema for found in walk_fields(entry)]
    if not isinstance(schema, dict):
        return []
    own = [(name, field) for name, field in schema.get("properties", {}).items() if isinstance(field, dict)]
    return own + [found for key, entry in schema.items() if key != "if" for found in walk_fields(entry)]


def test_every_field_has_words_in_both_languages() -> None:
    """Hovering over any field shows what it is: add what is missing to generator/hover.py."""
    languages = {"zh", "en"}
    fields = [each for schema in SCHEMAS.values() for each in walk_fields(schema) if each[0] not in languages]
    missing = {name for name, field in fields if " · " not in field.get("description", "")}
    assert not missing
    known = {name.split(".")[-1] for name in HOVER}
    assert known - {name for name, _ in fields} <= {"code"}


EXPRESSIBLE = {
    "unknown-field",
    "missing-field",
    "wrong-type",
    "missing-translation",
    "unfilled-place",
    "component-range",
}
"""Rules whose every finding a schema can express. All others compare one place with another."""


@pytest.mark.parametrize(
    ("name", "example"),
    [
        pytest.param(rule.name, example, id=f"{rule.name}-{number}")
        for rule in RULES
        if rule.name in EXPRESSIBLE
        for number, example in enumerate(rule.bad, start=1)
    ],
)
def test_the_schema_finds_what_it_can_express(name: str, example: Example) -> None:
    """Where such a rule reports something, so does a standard validator; the good file passes."""
    before = read_texts(TINY)
    after = take_marks(apply_edits(before, example.edits), [edit.file for edit in example.edits]).sources
    changed = [path for path in after if after[path].text != before.get(path)]
    assert [each.name for each in inspect(example.edits)[0]] == [name]
    assert any(complaints(path, after[path].text) for path in changed)


def test_a_missing_language_is_found() -> None:
    """A text without one of the languages does not fit."""
    path = "data/site.yml"
    text = (ROOT / path).read_text(encoding="utf-8")
    assert complaints(path, text.replace("title: {zh: AI 收敛图谱, en:", "title: {en:"))


def test_kinds_of_files_are_those_of_loading() -> None:
    """Each kind of data file has its schema, and no other file has one."""
    assert len(SCHEMAS) == len(SINGLES) + len(FOLDERS) + len(COLLECTIONS)
    assert schema_of("data/technologies/rlhf.yml") == "schemas/technologies.json"
    assert schema_of("data/notes.yml") is None
    assert schema_of("data/elsewhere/scale.yml") is None
