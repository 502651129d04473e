"""Weights that are introduced as such make up the whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.weights import weights
from generator.diagnostics import Diagnostic, Severity
from generator.formula.enclosure import point
from generator.formula.writing import shown
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Every introduction of weights against the sum 1."""
    for group in weights(document):
        if group.is_introduced and group.total != 1:
            terms = " + ".join(shown(point(value)) for value in group.values)
            total = shown(point(group.total))
            yield RULE.finding(
                document.span(group.start, group.end),
                f"the weights {terms} make {total}, not 1",
                "correct a weight, or divide by their sum and say so",
                stated=total,
                expected="1",
            )


RULE: Rule[Document] = Rule(
    code="CA506",
    name="weights-sum",
    severity=Severity.ERROR,
    title={"en": "weights do not sum to 1", "zh": "权重之和不等于 1"},
    why={
        "en": "A weighted mean with other weights leaves the scale of its components: thresholds lose their "
        "meaning.",
        "zh": "权重不合计为一的加权平均会离开分量的尺度，阈值也就失去意义。",
    },
    check=check,
    bad=(
        Example("其中权重 ⟦w₁ = 0.4, w₂ = 0.4, w₃ = 0.3⟧。\n"),
        Example(
            "$$\\text{总分} = ⟦0.3 \\times \\text{质量} + 0.3 \\times \\text{成本} "
            "+ 0.3 \\times \\text{速度}⟧$$\n"
        ),
        Example("三项权重分别为 ⟦50%、30%、30%⟧。\n"),
        Example("The criteria have weights of ⟦0.5, 0.3 and 0.1⟧.\n"),
    ),
    good=(
        Example("其中 $w_1 = 0.4, w_2 = 0.3, w_3 = 0.3$，权重分别为 40%、30%、30%。\n"),
        Example(
            "$$C = 0.3 \\times \\text{采用率} + 0.3 \\times \\text{标准化度} "
            "+ 0.4 \\times (1 - \\text{争议度})$$\n"
        ),
        Example("$y = 0.5 \\times x + 0.3 \\times z$ fits the data.\n", note="coefficients, not weights"),
        Example("其中 $w_1 = 0.5$，$w_2 = 0.2$，$w_3$ 待定。\n", note="one weight is open"),
    ),
)
"""Weights whose sum is not 1."""
