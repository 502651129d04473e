"""The formula as data: what the page that recomputes scores in the browser needs, all in whole numbers.

Every decimal becomes a multiple of 1/unit, so that a script computes exactly what Python does:
C = Σ wᵢ·xᵢ / (Σ wᵢ · unit), compared with edges and rounded in integers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.markup import capital
from generator.model.publication import Language
from generator.model.scale import Component, Scale
from generator.model.technologies import Technology
from generator.scores import ScoredAtlas, term_value

STRINGS = (
    "complement",
    "explore-because",
    "explore-changed",
    "explore-copied",
    "explore-missing",
    "explore-none-changed",
    "list-separator",
    "unknown",
)
"""Strings of the interface that the script says."""


def build_model(scored: ScoredAtlas, language: Language) -> dict[str, Any]:
    """Components, profiles, bands and technologies with names in one language and figures × unit."""
    atlas, code = scored.atlas, language.code
    unit = find_unit(_figures(scored))
    return {
        "unit": unit,
        "components": [_component(each, language) for each in atlas.scale.components],
        "profiles": [
            {"id": profile.id, "weights": _by_component(atlas.scale, profile.weights, unit)}
            for profile in atlas.scale.profiles
        ],
        "bands": [
            {
                "level": band.level,
                "above": None if band.above is None else _scaled(band.above, unit),
                "upTo": _scaled(band.up_to, unit),
            }
            for band in atlas.scale.bands
        ],
        "technologies": [
            {
                "id": score.technology.id,
                "name": capital(score.technology.name[code]),
                "profile": score.profile.id,
                "values": _by_component(atlas.scale, _entering(score.technology, atlas.scale), unit),
            }
            for score in scored.scores.values()
        ],
        "strings": {key: language.strings[key] for key in STRINGS},
    }


def model_text(model: Mapping[str, Any]) -> str:
    """The model as JSON that can stand inside a script element."""
    return json.dumps(model, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def find_unit(figures: Iterable[Decimal]) -> int:
    """The power of ten that makes every figure a whole number; at least 100, for the sliders."""
    places = [-exponent for each in figures if isinstance(exponent := each.as_tuple().exponent, int)]
    return int(10 ** max(2, *places))


def _figures(scored: ScoredAtlas) -> list[Decimal]:
    scale = scored.atlas.scale
    return [
        *(weight for profile in scale.profiles for weight in profile.weights.values()),
        *(edge for band in scale.bands for edge in (band.above, band.up_to) if edge is not None),
        *(given.written for score in scored.scores.values() for given in score.technology.inputs.values()),
    ]


def _component(component: Component, language: Language) -> dict[str, str]:
    name = component.name[language.code]
    entering = language.strings["complement"].format(name=name) if component.complement else name
    return {"id": component.id, "name": entering}


def _entering(technology: Technology, scale: Scale) -> dict[str, Fraction]:
    """The values that can enter a score, by component."""
    values = {}
    for identifier, given in technology.inputs.items():
        component = scale.component(identifier)
        if component is not None:
            values[identifier] = term_value(component, given)
    return values


def _by_component(scale: Scale, figures: Mapping[str, Decimal | Fraction], unit: int) -> list[int | None]:
    """Figures in the order of the components; None where there is none."""
    return [_scaled(figures[each.id], unit) if each.id in figures else None for each in scale.components]


def _scaled(figure: Decimal | Fraction, unit: int) -> int:
    return int(Fraction(figure) * unit)
