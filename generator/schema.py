"""JSON Schemas of the data files (draft 2020-12), made from the model: what an editor completes and checks.

A schema can say which fields there are, which are needed, what a figure, an id or a citation looks
like, and in which languages a text is given. What follows from other files is left to the rules.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from generator.diagnostics import Diagnostic, Severity, Span
from generator.hover import find_hover
from generator.load import COLLECTIONS, FOLDERS, SINGLES
from generator.markup import PLACEHOLDER
from generator.model.parts import Citation, Figure, Identifiers, Label, Number, Part, Text

Schema = dict[str, Any]

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELINE = "# yaml-language-server: $schema="
"""The first line of a data file names its schema: editors follow it without further settings."""

SCALAR = ["string", "number"]
"""YAML readers make `2019` and `0.60` numbers; the model reads every scalar as it is written."""

FILLED: Schema = {"type": SCALAR, "pattern": r"\S", "not": {"type": "string", "pattern": PLACEHOLDER.pattern}}
"""A text that is there, without a place that the skeleton left to fill."""

ALSO: dict[str, Schema] = {
    "Input": {"oneOf": [{"required": ["value"]}, {"required": ["complement"]}]},
    "Evidence": {"oneOf": [{"required": ["component"]}, {"required": ["metric"]}]},
    "Erratum": {
        "oneOf": [{"required": ["stated", "recomputed"]}, {"required": ["conflict"]}],
        "dependentRequired": {"stated": ["recomputed"], "recomputed": ["stated"]},
    },
    "Prediction": {
        "if": {"properties": {"status": {"const": "resolved"}}},
        "then": {"required": ["outcome"]},
        "else": {"properties": {"outcome": False}},
    },
}
"""What the validators of these models demand of several fields together."""

_SHARE: Schema = {"minimum": 0, "maximum": 1}
LIMITS = {"Input.value": _SHARE, "Input.complement": _SHARE}
"""What rules demand of a field by itself."""

FIGURE_PATTERN = r"^\s*(★*☆*|(<=|>=|[≤≥<>≈~约])?\s*[$¥€]?[0-9].*)\s*$"
"""Anything that `generator.quantity` reads, and little else."""

_WRITTEN: dict[Any, Schema] = {
    get_args(Number)[1].func: {"type": SCALAR, "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    get_args(Figure)[1].func: {"type": SCALAR, "pattern": FIGURE_PATTERN},
    get_args(Citation)[1].func: {
        "type": "string",
        "pattern": r"^\s*[A-Za-z0-9-]+:[0-9]+(-[0-9]+)?(\s*,\s*[A-Za-z0-9-]+:[0-9]+(-[0-9]+)?)*\s*$",
    },
}
"""What is read by a function of the model, as a pattern."""


WORDS = "x-words"
"""Stands for `$ref` until pydantic, which follows only references of its own making, is done."""


class _Generator(GenerateJsonSchema):
    """Pydantic's own generator, taught how data files are written."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return {**super().str_schema(schema), "type": SCALAR}

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        return dict(_WRITTEN[schema["function"]["function"]])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> Schema:
        return {"anyOf": [self.generate_inner(choice) for choice in schema["choices"].values()]}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        kind = schema["cls"]
        if issubclass(kind, Label):
            return {"anyOf": [FILLED, {WORDS: "#/$defs/Words"}]}
        if issubclass(kind, Text):
            return {WORDS: "#/$defs/Words"}
        return super().model_schema(schema)

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> Schema:
        inner = super().function_after_schema(schema)
        is_once = schema["function"]["function"] is get_args(Identifiers)[1].func
        return {**inner, "uniqueItems": True} if is_once else inner

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Schema:
        return self.generate_inner(schema["schema"])


def make_schemas(languages: Sequence[str]) -> dict[str, str]:
    """The schema of every kind of data file: name of the schema's file → its text."""
    made = {}
    for where, kind in {**SINGLES, **FOLDERS, **COLLECTIONS}.items():
        schema = _describe(kind, languages)
        if where in COLLECTIONS:
            schema = _collection(schema, kind)
        elif where in FOLDERS:
            _take_id_from_file(schema)
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        made[_file_of(where)] = text.replace(f'"{WORDS}"', '"$ref"')
    return made


def _file_of(where: str) -> str:
    return f"{where.removesuffix('.yml')}.json"


def schema_of(path: str) -> str | None:
    """The schema's file for a data file such as `data/technologies/rlhf.yml`, below the project's root."""
    where, _, name = path.removeprefix("data/").rpartition("/")
    known = where if where in FOLDERS else name if not where and name in {**SINGLES, **COLLECTIONS} else None
    return f"{FOLDER}/{_file_of(known)}" if known else None


def _describe(kind: type[Part], languages: Sequence[str]) -> Schema:
    mode: JsonSchemaMode = "validation"
    schema = kind.model_json_schema(schema_generator=_Generator, mode=mode)
    definitions = schema.pop("$defs", {})
    schema = {"$schema": DIALECT, **schema}
    definitions["Words"] = {
        "type": "object",
        "description": "各种语言的文字 · The text in every language",
        "properties": dict.fromkeys(languages, FILLED),
        "required": list(languages),
        "additionalProperties": False,
    }
    for name, definition in [(kind.__name__, schema), *definitions.items()]:
        _tidy(name, definition)
    return {**schema, "$defs": dict(sorted(definitions.items()))}


def _tidy(model: str, schema: Schema) -> None:
    """Give every field its words in both languages; drop titles that repeat a field's name."""
    schema.pop("title", None)
    schema |= ALSO.get(model, {})
    for name, field in schema.get("properties", {}).items():
        field.pop("title", None)
        field |= LIMITS.get(f"{model}.{name}", {})
        hover = find_hover(model, name)
        if hover:
            field["description"] = f"{hover.zh} · {hover.en}"


def _take_id_from_file(schema: Schema) -> None:
    """A file's name is its id (a language's code): the file does not repeat it."""
    for field in ("id", "code"):
        if schema["properties"].pop(field, None) is not None:
            schema["required"].remove(field)


def _collection(schema: Schema, kind: type[BaseModel]) -> Schema:
    """Many parts of one kind, each under its id."""
    definitions = schema.pop("$defs")
    dialect = schema.pop("$schema")
    _take_id_from_file(schema)
    definitions[kind.__name__] = schema
    return {
        "$schema": dialect,
        "type": "object",
        "propertyNames": {"pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"},
        "additionalProperties": {"$ref": f"#/$defs/{kind.__name__}"},
        "$defs": dict(sorted(definitions.items())),
    }


def read_languages(paths: Mapping[str, object]) -> list[str]:
    """The codes of the languages among the data files."""
    prefix = "data/languages/"
    return sorted(Path(path).stem for path in paths if path.startswith(prefix) and path.endswith(".yml"))


def find_drift(root: Path, languages: Sequence[str]) -> list[Diagnostic]:
    """One finding for each schema on disk that is not what the model gives; none without schemas/."""
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    made = make_schemas(languages)
    stale = [name for name, text in made.items() if _read(folder / name) != text]
    stray = [file.name for file in sorted(folder.glob("*.json")) if file.name not in made]
    return [_stale(name, "is not what the model gives") for name in stale] + [
        _stale(name, "belongs to no kind of data file") for name in stray
    ]


def _stale(name: str, what: str) -> Diagnostic:
    span = Span.of_file(f"{FOLDER}/{name}")
    hint = "run `python -m generator schema`"
    return Diagnostic("CA006", "stale-schema", Severity.ERROR, span, f"the schema {what}", hint)


def _read(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def write_schemas(root: Path, languages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Write the schemas that changed, delete those of no kind of file; return both lists of names."""
    folder, made = root / FOLDER, make_schemas(languages)
    folder.mkdir(exist_ok=True)
    written = [name for name, text in made.items() if _read(folder / name) != text]
    deleted = [file.name for file in sorted(folder.glob("*.json")) if file.name not in made]
    for name in written:
        (folder / name).write_text(made[name], encoding="utf-8", newline="\n")
    for name in deleted:
        (folder / name).unlink()
    return written, deleted
