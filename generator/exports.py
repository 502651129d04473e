"""Scored atlas → files for machines: JSON with its schema, CSV, and an Atom feed per language. Pure.

They lie below docs/data/ and reach the site as they are. Numbers are exact: a score never has more
digits than JSON numbers carry, and figures whose wording matters (`60%`, `95%+`) are strings.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from generator.export_schema import SCHEMA, SCHEMA_VERSION
from generator.feed import newest_first, plain_text, write_feed
from generator.model.changes import ScoreChange, Standing
from generator.model.parts import NEUTRAL, Place, Text
from generator.model.publication import Language
from generator.model.scale import Scale
from generator.model.sources import Erratum, Reference
from generator.model.technologies import Contest, Technology
from generator.quantity import exact_decimal
from generator.scores import Score, ScoredAtlas, Term
from generator.values import evaluate, number_text

EXPORTS = "docs/data/"


def render_exports(scored: ScoredAtlas) -> dict[str, str]:
    """Every file for machines: path below the project's root → text."""
    feeds = {
        f"changes.{code}.atom": write_feed(scored, each) for code, each in scored.atlas.languages.items()
    }
    files = {
        "atlas.json": _json(_spell_out(describe_atlas(scored), scored, scored.atlas.default_language)),
        "atlas.schema.json": _json(SCHEMA),
        "scores.csv": write_csv(scored),
        **feeds,
    }
    return {EXPORTS + name: text for name, text in files.items()}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _spell_out(value: Any, scored: ScoredAtlas, language: Language) -> Any:
    """The same value with plain texts; below a key that is a language code, in that language."""
    if isinstance(value, dict):
        languages = scored.atlas.languages
        return {key: _spell_out(each, scored, languages.get(key, language)) for key, each in value.items()}
    if isinstance(value, list):
        return [_spell_out(each, scored, language) for each in value]
    return plain_text(value, scored, language) if isinstance(value, str) and "[[" in value else value


# -------------------------------------------------------------------------------------- JSON


def describe_atlas(scored: ScoredAtlas) -> dict[str, Any]:
    """The whole atlas as `atlas.schema.json` describes it."""
    atlas = scored.atlas
    return {
        "$schema": "atlas.schema.json",
        "schema_version": SCHEMA_VERSION,
        "as_of": atlas.scale.as_of,
        "title": _words(atlas.site.title),
        "languages": list(atlas.languages),
        "scale": _describe_scale(atlas.scale),
        "levels": [
            {"id": level.id, "name": _words(level.name), "summary": _words(level.summary)}
            for level in atlas.levels.values()
        ],
        "technologies": [_describe_technology(score) for score in scored.scores.values()],
        "errata": [_describe_erratum(erratum, scored) for erratum in atlas.errata.values()],
        "references": [_describe_reference(reference) for reference in atlas.references.values()],
        "sources": [
            {
                "id": each.id,
                "title": _words(each.title),
                "version": each.version,
                "updated": each.updated,
                "lines": each.lines,
            }
            for each in atlas.documents.values()
        ],
        "changes": [_describe_change(change) for change in newest_first(atlas.changes.values())],
    }


def _describe_scale(scale: Scale) -> dict[str, Any]:
    return {
        "components": [
            {
                "id": each.id,
                "name": _words(each.name),
                "symbol": each.symbol,
                "complement": each.complement,
                "description": _words(each.description),
            }
            for each in scale.components
        ],
        "profiles": [
            {
                "id": each.id,
                "name": _words(each.name),
                "weights": {key: number(Fraction(weight)) for key, weight in each.weights.items()},
                "source": _places(each.source),
            }
            for each in scale.profiles
        ],
        "bands": [
            {
                "level": each.level,
                "above": None if each.above is None else number(Fraction(each.above)),
                "up_to": number(Fraction(each.up_to)),
            }
            for each in scale.bands
        ],
        "anchors": [
            {"level": each.level, "value": each.value.text, "source": _places(each.source)}
            for each in scale.anchors
        ],
    }


def _describe_technology(score: Score) -> dict[str, Any]:
    technology = score.technology
    return {
        "id": technology.id,
        "name": _words(technology.name),
        "level": technology.level,
        "score": number(score.total),
        "profile": score.profile.id,
        "terms": [_describe_term(term, technology) for term in score.terms],
        "contest": _describe_contest(technology.contest) if technology.contest else None,
        "errata": list(technology.errata),
        "references": list(technology.references),
        "forces": list(technology.forces),
        "source": _places(technology.source),
    }


def _describe_term(term: Term, technology: Technology) -> dict[str, Any]:
    given = technology.inputs[term.component.id]
    return {
        "component": term.component.id,
        "weight": number(term.weight),
        "value": number(term.value),
        "product": number(term.product),
        "written": {given.field: str(given.written)},
        "source": _places(given.source),
        "errata": list(given.errata),
    }


def _describe_contest(contest: Contest) -> dict[str, Any]:
    sides = [
        {"id": side.id, "name": _words(side.name), "share": side.share.text, "source": _places(side.source)}
        for side in contest.alternatives
    ]
    return {"component": contest.component, "basis": contest.basis.value, "alternatives": sides}


def _describe_erratum(erratum: Erratum, scored: ScoredAtlas) -> dict[str, Any]:
    recomputed = None
    if erratum.recomputed:
        value = number_text(evaluate(erratum.recomputed, scored.values))
        recomputed = {"expression": erratum.recomputed, "value": value}
    return {
        "id": erratum.id,
        "kind": erratum.kind.value,
        "quote": _words(erratum.quote),
        "stated": erratum.stated.text if erratum.stated else None,
        "recomputed": recomputed,
        "conflict": _places(erratum.conflict or ()),
        "resolution": _words(erratum.resolution),
        "source": _places(erratum.source),
    }


def _describe_reference(reference: Reference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "kind": reference.kind.value,
        "title": _words(reference.title),
        "authors": _words(reference.authors) if reference.authors else None,
        "year": reference.year,
        "venue": reference.venue,
        "doi": reference.doi,
        "arxiv": reference.arxiv,
    }


def _describe_change(change: ScoreChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "date": change.date,
        "kind": change.kind.value,
        "technology": change.technology,
        "before": _standing(change.before),
        "after": _standing(change.after),
        "text": _words(change.text),
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    return None if standing is None else {"score": number(Fraction(standing.score)), "level": standing.level}


def number(value: Fraction) -> int | float:
    """A JSON number that is written exactly as the value is: 0.68, 1."""
    return value.numerator if value.denominator == 1 else float(exact_decimal(value))


def _words(text: Text) -> str | dict[str, str]:
    """A text by language; a plain string if it reads the same in all of them."""
    words = dict(text.entries())
    return words.get(NEUTRAL, words)


def _places(places: Iterable[Place]) -> list[str]:
    return [str(place) for place in places]


# --------------------------------------------------------------------------------------- CSV


def write_csv(scored: ScoredAtlas) -> str:
    """One row per technology; a component that its profile has not is an empty cell, never a zero."""
    atlas = scored.atlas
    names = [f"name_{code}" for code in atlas.languages]
    components = [
        f"{field}_{component.id}" for component in atlas.scale.components for field in ("value", "weight")
    ]
    header = ["id", *names, "level", "score", "above", "up_to", "anchor", "profile", *components, "as_of"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(_csv_row(score, scored) for score in scored.scores.values())
    return text.getvalue()


def _csv_row(score: Score, scored: ScoredAtlas) -> Iterator[str]:
    atlas, technology = scored.atlas, score.technology
    terms = {term.component.id: term for term in score.terms}
    band, anchor = atlas.scale.band(technology.level), atlas.scale.anchor(technology.level)
    yield technology.id
    yield from (technology.name[code] for code in atlas.languages)
    yield technology.level
    yield exact_decimal(score.total)
    yield "" if band is None or band.above is None else str(band.above)
    yield "" if band is None else str(band.up_to)
    yield anchor.value.text if anchor else ""
    yield score.profile.id
    for component in atlas.scale.components:
        term = terms.get(component.id)
        yield term.value_text if term else ""
        yield term.weight_text if term else ""
    yield atlas.scale.as_of
