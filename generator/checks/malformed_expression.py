"""CA118: what an erratum recomputes with is an expression over figures of the atlas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.values import ExpressionError, UnknownAddressError, evaluate
from generator.yaml_nodes import Scalar

_TYPED = re.compile(r"\s*\d+(\.\d+)?%?\s*")


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Evaluate each expression; an address that does not resolve is the business of CA113."""
    values = subject.values
    for erratum in subject.atlas.errata.values():
        if erratum.stated is None or erratum.recomputed is None:
            continue  # a conflict between statements without figures
        span = erratum.span("recomputed")
        if _TYPED.fullmatch(erratum.recomputed):
            message = f"{erratum.recomputed!r} is typed, not recomputed"
            yield RULE.finding(span, message, "write the address or the sum that gives the figure")
            continue
        try:
            evaluate(erratum.recomputed, values)
        except UnknownAddressError:
            continue
        except ExpressionError as error:
            node = erratum.node("recomputed")
            if isinstance(node, Scalar) and error.start < error.end:
                blanks = len(erratum.recomputed[error.start :]) - len(
                    erratum.recomputed[error.start :].lstrip()
                )
                span = node.span_within(error.start + blanks, error.end)
            hint = "use + - * / and parentheses over decimals, percentages and addresses such as score:ID"
            yield RULE.finding(span, f"cannot evaluate {erratum.recomputed!r}: {error}", hint)


RULE = Rule(
    code="CA118",
    name="malformed-expression",
    severity=Severity.ERROR,
    title={"zh": "重算表达式写错", "en": "an expression cannot be evaluated"},
    why={
        "zh": "勘误里的正确值不是抄上去的，而是每次从数据重新算出来的；算式读不懂，就无法证明原文有误。",
        "en": "The right figure of an erratum is recomputed from the data every time, never typed. If the "
        "expression cannot be read, the erratum proves nothing.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit("data/errata.yml", "recomputed: score:shifting\n", "recomputed: score:shifting ⟦)⟧\n"),
            ),
            note="a parenthesis that was never opened",
        ),
        Example(
            edits=(
                Edit(
                    "data/errata.yml",
                    "result:shifting.makers.top-two + 10%",
                    "result:shifting.makers.top-two ⟦ten⟧",
                ),
            ),
            note="a word where an operator should be",
        ),
        Example(
            edits=(Edit("data/errata.yml", "recomputed: score:shifting\n", "recomputed: ⟦0.68⟧\n"),),
            note="the result typed instead of recomputed",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/errata.yml",
                    "recomputed: score:shifting\n",
                    "recomputed: (0.4 * 0.70 + 0.3 * 0.60) + 0.22\n",
                ),
            ),
            note="an expression of figures as the source gives them",
        ),
        Example(
            edits=(
                Edit(
                    "data/errata.yml",
                    "result:shifting.makers.top-two + 10%",
                    "2 * (share:shifting.electronic + 12.5%)",
                ),
            ),
            note="percentages and parentheses",
        ),
    ),
)
