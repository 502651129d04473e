"""CA206: a technology has an input for exactly the components that its profile weighs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model.scale import Profile, Scale
from generator.model.technologies import Technology
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare inputs and weights, unless an unknown id among them explains the difference."""
    scale = subject.atlas.scale
    known = {component.id for component in scale.components}
    for technology in subject.atlas.technologies.values():
        profile = scale.profile(technology.profile)
        if profile and {*profile.weights, *technology.inputs} <= known:
            yield from _compare(technology, profile, scale)


def _compare(technology: Technology, profile: Profile, scale: Scale) -> Iterator[Diagnostic]:
    for component in profile.weights:
        if component not in technology.inputs:
            message = (
                f"the profile {profile.id!r} weighs {component!r}, but {technology.id} has no input for it"
            )
            yield RULE.finding(
                technology.key_span("inputs"), message, "add the input, or choose another profile"
            )
    fitting = [each.id for each in scale.profiles if each.weights.keys() == technology.inputs.keys()]
    for component in technology.inputs:
        if component not in profile.weights:
            message = f"the profile {profile.id!r} gives {component!r} no weight, so this input is lost"
            hint = f"remove it, or choose a profile that weighs it ({', '.join(fitting) or 'none does'})"
            yield RULE.finding(technology.key_span("inputs", component), message, hint)


RULE = Rule(
    code="CA206",
    name="input-mismatch",
    severity=Severity.ERROR,
    title={"zh": "分量与权重方案不符", "en": "inputs and weights do not match"},
    why={
        "zh": "缺少的分量不会当作 0，也不会把权重摊给别人；多余的分量不参与计算，留着只会误导。",
        "en": "A missing input is never read as 0 and its weight never spread over the others; a "
        "superfluous one would only mislead, since it does not count.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "inputs:\n", "⟦inputs⟧:\n"),
                Edit("data/technologies/axles.yml", "  repair: {value: 0.50, source: handbook:45}\n", ""),
            ),
            note="an input that the profile weighs is missing",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/chainrings.yml",
                    "inputs:\n",
                    "inputs:\n  ⟦repair⟧: {value: 0.9, source: handbook:41}\n",
                ),
            ),
            note="an input that the profile does not weigh",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "  repair: {value: 0.50, source: handbook:45}\n", ""),
                Edit("data/technologies/axles.yml", "profile: workshop", "profile: street"),
                Edit("data/technologies/axles.yml", "score: 0.31", "score: 0.27"),
            ),
            note="another profile, with the inputs that it weighs",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "  repair: {value: 0.50, source: handbook:45}\n", ""),
                Edit(
                    "data/technologies/axles.yml",
                    "inputs:\n",
                    "inputs:\n  repair: {value: 0.50, source: handbook:45}\n",
                ),
            ),
            note="their order does not matter",
        ),
    ),
)
