"""What `python -m generator explain ID` prints: the derivation of a score, or the page of a rule."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.catalogue import EVERY_RULE
from generator.formats import interval
from generator.load import did_you_mean, load
from generator.model.atlas import Atlas
from generator.model.parts import Place
from generator.project import read_tree
from generator.quantity import exact_decimal
from generator.rule import Rule
from generator.scores import Score, compute_scores

LANGUAGE = "en"
"""The language of the command line."""


def explain(root: Path, identifier: str) -> tuple[str | None, str]:
    """The text for an id, or None and a hint."""
    rules = {name: rule for rule in EVERY_RULE for name in (rule.code, rule.code.lower(), rule.name)}
    if identifier in rules:
        return explain_rule(rules[identifier]), ""
    loaded = load(read_tree(root).data)
    if loaded.atlas is None:
        return None, "the data cannot be read: run `python -m generator check`"
    scored = compute_scores(loaded.atlas)
    if identifier in scored.scores:
        return explain_score(loaded.atlas, scored.scores[identifier]), ""
    known = [*loaded.atlas.technologies, *rules]
    return None, did_you_mean(identifier, known) or f"technologies: {', '.join(loaded.atlas.technologies)}"


def explain_score(atlas: Atlas, score: Score) -> str:
    """The derivation of a score: inputs with sources, terms, sum, band, level."""
    technology, band = score.technology, score.band
    lines = [
        f"{technology.name[LANGUAGE]} ({technology.id})",
        f"profile {score.profile.id}: {score.profile.name[LANGUAGE]}",
        "",
        f"  {'component':<28}{'weight':>8}{'value':>8}{'term':>10}   source",
    ]
    for term in score.terms:
        given = technology.inputs[term.component.id]
        name = term.component.name[LANGUAGE]
        name = f"1 − {name}" if term.component.complement else name
        lines.append(
            f"  {name:<28}{exact_decimal(term.weight):>8}{exact_decimal(term.value):>8}"
            f"{exact_decimal(term.product):>10}   {_places(given.source)}"
            f"  ({given_at(technology, term.component.id)})"
        )
    lines += [
        f"  {'sum':<28}{'1':>8}{'':>8}{exact_decimal(score.total):>10}",
        "",
        f"C = {spell_sum(score)} = {exact_decimal(score.total)}",
    ]
    if band is not None:
        lines.append(f"band {interval(band)} → level {band.level}: {atlas.levels[band.level].name[LANGUAGE]}")
    return "\n".join(lines)


def given_at(technology: Any, component: str) -> str:
    """Where an input is written in data/."""
    return str(technology.span("inputs", component))


def spell_sum(score: Score) -> str:
    """The sum of a score, spelled out."""
    return " + ".join(f"{exact_decimal(term.weight)}×{exact_decimal(term.value)}" for term in score.terms)


def _places(places: Iterable[Place]) -> str:
    return ", ".join(str(place) for place in places)


def explain_rule(rule: Rule[Any]) -> str:
    """The page of a rule: what it finds, why it matters, and its examples."""
    lines = [
        f"{rule.code} {rule.name} ({rule.severity})",
        "",
        rule.title[LANGUAGE],
        "",
        rule.why[LANGUAGE],
    ]
    for heading, examples in (("Wrong (what is found stands in ⟦ ⟧):", rule.bad), ("Right:", rule.good)):
        if examples:
            lines += ["", heading]
        for example in examples:
            shown = example.text or "\n".join(
                f"{edit.file}: {edit.before} → {edit.after}" for edit in example.edits
            )
            lines += ["", *(f"    {line}" for line in shown.split("\n"))]
            if example.note:
                lines.append(f"  ({example.note})")
    return "\n".join(lines)
