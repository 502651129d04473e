"""The formula as data: whole numbers that stand for exactly the figures of the atlas."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

from sample_atlas import tiny

from generator.exploration import STRINGS, build_model, find_unit, model_text
from generator.model.publication import Language


def language() -> Language:
    """A language with every string that the script says, and one that could end a script element."""
    strings = {key: f"{key} {{name}}" for key in STRINGS}
    return Language(code="en", name="English", strings={**strings, "unknown": "</script>"})


def test_the_model_gives_every_published_score() -> None:
    """Σ w·x / (Σ w · unit) over the model's whole numbers is the exact score, for every technology."""
    model = build_model(tiny(), language())
    profiles = {profile["id"]: profile["weights"] for profile in model["profiles"]}
    for technology in model["technologies"]:
        pairs = list(zip(profiles[technology["profile"]], technology["values"], strict=True))
        total = sum(weight * value for weight, value in pairs if weight)
        size = sum(weight for weight, _ in pairs if weight) * model["unit"]
        assert Fraction(total, size) == tiny().scores[technology["id"]].total


def test_an_unknown_input_stays_unknown() -> None:
    """A component without an input is null, never zero."""
    model = build_model(tiny(), language())
    for technology in model["technologies"]:
        given = tiny().atlas.technologies[technology["id"]].inputs
        known = [component["id"] in given for component in model["components"]]
        assert [value is not None for value in technology["values"]] == known


def test_the_unit_fits_the_longest_figure() -> None:
    """Every figure becomes a whole number, and a slider has at least 100 steps."""
    assert find_unit([Decimal("1.0"), Decimal("0.5")]) == 100
    assert find_unit([Decimal("0.125"), Decimal("1")]) == 1000


def test_the_model_cannot_end_its_script_element() -> None:
    """No closing tag inside a text gets out, and the text survives."""
    text = model_text(build_model(tiny(), language()))
    assert "</" not in text
    assert json.loads(text)["strings"]["unknown"] == "</script>"
