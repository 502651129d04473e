"""The JSON Schema of atlas.json (draft 2020-12)."""

from __future__ import annotations

from typing import Any

SCHEMA_VERSION = "1.0.0"
"""Semantic: a field that goes or changes its meaning raises the first number, a new field the second."""

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
IDENTIFIER: Schema = {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
WORDS: Schema = {"$ref": "#/$defs/words"}
PLACES: Schema = {"$ref": "#/$defs/places"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _maybe(schema: Schema) -> Schema:
    """The schema, or null for what is unknown or does not apply."""
    return {"anyOf": [schema, {"type": "null"}]}


def _record(description: str, /, **fields: Schema) -> Schema:
    """An object that has exactly these fields."""
    return {
        "type": "object",
        "description": description,
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


COMPONENT = _record(
    "An input of a score. A complement component enters as 1 − x.",
    id=IDENTIFIER, name=WORDS, symbol=STRING, complement={"type": "boolean"}, description=WORDS,
)  # fmt: skip
PROFILE = _record(
    "Weights over components; they sum to 1.",
    id=IDENTIFIER, name=WORDS, weights={"type": "object", "additionalProperties": SHARE}, source=PLACES,
)  # fmt: skip
BAND = _record(
    "The scores of a level: above < C ≤ up_to. The lowest band has no above and includes 0.",
    level=IDENTIFIER, above=_maybe(SHARE), up_to=SHARE,
)  # fmt: skip
ANCHOR = _record(
    "A label of rank in the sources, not a score.", level=IDENTIFIER, value=STRING, source=PLACES
)
SCALE = _record(
    "How scores are made and read.",
    components=_list(COMPONENT), profiles=_list(PROFILE), bands=_list(BAND), anchors=_list(ANCHOR),
)  # fmt: skip
TERM = _record(
    "A summand of a score: weight × value. `written` is the input as its data file has it.",
    component=IDENTIFIER, weight=SHARE, value=SHARE, product=SHARE,
    written={"type": "object", "additionalProperties": STRING, "minProperties": 1, "maxProperties": 1},
    source=PLACES, errata=_list(IDENTIFIER),
)  # fmt: skip
ALTERNATIVE = _record(
    "A side of a contest; its share as written.", id=IDENTIFIER, name=WORDS, share=STRING, source=PLACES
)
CONTEST = _record(
    "A competition; `basis` says whose share enters the score.",
    component=IDENTIFIER, basis={"enum": ["leader", "smallest"]}, alternatives=_list(ALTERNATIVE),
)  # fmt: skip
TECHNOLOGY = _record(
    "What is scored. The score is the sum of the products of its terms.",
    id=IDENTIFIER, name=WORDS, level=IDENTIFIER, score=SHARE, profile=IDENTIFIER, terms=_list(TERM),
    contest=_maybe(CONTEST), errata=_list(IDENTIFIER), references=_list(IDENTIFIER), forces=_list(IDENTIFIER),
    source=PLACES,
)  # fmt: skip
ERRATUM = _record(
    "A claim of a source that does not hold: what it states, and what that recomputes to or conflicts with.",
    id=IDENTIFIER, kind=STRING, quote=WORDS, stated=_maybe(STRING),
    recomputed=_maybe(_record("How it was recomputed.", expression=STRING, value=STRING)),
    conflict=PLACES, resolution=WORDS, source=PLACES,
)  # fmt: skip
REFERENCE = _record(
    "Something that the sources cite.",
    id=IDENTIFIER, kind=STRING, title=WORDS, authors=_maybe(WORDS), year=_maybe(STRING), venue=_maybe(STRING),
    doi=_maybe(STRING), arxiv=_maybe(STRING),
)  # fmt: skip
SOURCE = _record(
    "A source document; places name its lines.",
    id=IDENTIFIER, title=WORDS, version=STRING, updated=STRING, lines={"type": "integer", "minimum": 1},
)  # fmt: skip
STANDING = _record("A score and its level.", score=SHARE, level=IDENTIFIER)
CHANGE = _record(
    "A dated change of a score or, without technology, of the scale.",
    id=IDENTIFIER, date=DAY, kind={"enum": ["first", "world", "formula"]}, technology=_maybe(IDENTIFIER),
    before=_maybe(STANDING), after=_maybe(STANDING), text=WORDS,
)  # fmt: skip

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "AI Convergence Atlas",
    **_record(
        "Every score with its terms, levels, sources, errata and changes.",
        **{"$schema": STRING, "schema_version": {"const": SCHEMA_VERSION}},
        as_of=DAY,
        title=WORDS,
        languages=_list(STRING),
        scale=SCALE,
        levels=_list(_record("A level of convergence.", id=IDENTIFIER, name=WORDS, summary=WORDS)),
        technologies=_list(TECHNOLOGY),
        errata=_list(ERRATUM),
        references=_list(REFERENCE),
        sources=_list(SOURCE),
        changes=_list(CHANGE),
    ),
    "$defs": {
        "words": {
            "description": "A text by language code, or one string where it reads the same in all languages.",
            "anyOf": [STRING, {"type": "object", "additionalProperties": STRING, "minProperties": 1}],
        },
        "places": {
            "description": "Lines of source documents, such as L2:126 or L2:87-93.",
            **_list({"type": "string", "pattern": "^[A-Za-z0-9-]+:[0-9]+(-[0-9]+)?$"}),
        },
    },
}
