"""JSON Schemas of the data files (draft 2020-12), made from the model: what an editor completes and checks.

A schema can say which fields there are, which are needed, what a figure, an id or a citation looks
like, and in which languages a text is given. What follows from other files is left to the rules.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from generator.hover import find_hover
from generator.load import COLLECTIONS, FOLDERS, SINGLES
from generator.markup import PLACEHOLDER
from generator.model.parts import Citation, Figure, Identifiers, Label, Number, Part, Text
from generator.schema_files import file_of

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
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
    get_args(Number)[1].read: {"type": SCALAR, "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    get_args(Figure)[1].read: {"type": SCALAR, "pattern": FIGURE_PATTERN},
    get_args(Citation)[1].read: {
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
        made[file_of(where)] = text.replace(f'"{WORDS}"', '"$ref"')
    return made


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
