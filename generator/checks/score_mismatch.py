"""CA203: the stated score of a technology is the sum of its weighted inputs (double entry)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks import basis_mismatch, component_range, evidence_mismatch, weights_sum
from generator.diagnostics import Diagnostic, Fix, Severity
from generator.model.technologies import Technology
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import Score, ScoredAtlas, Term


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Recompute each score whose inputs and weights nothing else speaks against."""
    for score in subject.scores.values():
        technology = score.technology
        if is_computable(score) and not is_stated_right(score) and not _is_contradicted(technology):
            yield _mismatch(score)


def is_computable(score: Score) -> bool:
    """Whether weights and inputs are of a kind that makes a score."""
    given = (score.technology.inputs[term.component.id] for term in score.terms)
    return weights_sum.is_sound(score.profile) and all(component_range.is_within(each) for each in given)


def is_stated_right(score: Score) -> bool:
    """Whether the technology states the score that follows from its inputs, exactly."""
    return Fraction(score.technology.score) == score.total


def _is_contradicted(technology: Technology) -> bool:
    """Whether an input is at odds with its own source: that is the finding then, not the sum."""
    return basis_mismatch.is_contradicted(technology) or evidence_mismatch.is_contradicted(technology)


def _mismatch(score: Score) -> Diagnostic:
    technology = score.technology
    total, stated = exact_decimal(score.total), str(technology.score)
    span = technology.span("score")
    message = f"states {stated}, but {spell_out(score)} = {total}"
    hint = f"write {total}, or correct an input"
    return RULE.finding(span, message, hint, fix=Fix(span, total), stated=stated, expected=total)


def spell_out(score: Score) -> str:
    """The sum with its figures as written: `0.3×0.60 + 0.2×(1−0.30)`."""
    return " + ".join(_product(term, score.technology) for term in score.terms)


def _product(term: Term, technology: Technology) -> str:
    given = technology.inputs[term.component.id]
    is_as_written = Fraction(given.written) == term.value
    factor = str(given.written) if is_as_written else f"(1−{given.written})"
    return f"{exact_decimal(term.weight)}×{factor}"


RULE = Rule(
    code="CA203",
    name="score-mismatch",
    severity=Severity.ERROR,
    title={"zh": "得分与分量算出的不一致", "en": "a score is not the sum of its terms"},
    why={
        "zh": "得分写了两遍：一遍是分量，一遍是结果。任何一处单独改动都会在这里暴露，抄错的数字上不了页面。",
        "en": "Every score is entered twice, as inputs and as a result. A change of one side alone shows "
        "here, so that no typing error reaches a page.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "score: 0.68\n", "score: ⟦0.685⟧\n"),),
            note="0.4×0.70 + 0.3×0.60 + 0.1×0.60 + 0.2×0.80 is 0.68",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "repair: {value: 0.80", "repair: {value: 0.90"),
                Edit("data/technologies/shifting.yml", "score: 0.68\n", "score: ⟦0.68⟧\n"),
            ),
            note="an input changed, and the score not",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "score: 0.68\n", "score: 0.680\n"),),
            note="the same score with one more digit",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "repair: {value: 0.80", "repair: {value: 0.90"),
                Edit("data/technologies/shifting.yml", "score: 0.68\n", "score: 0.70\n"),
                Edit("data/errata.yml", "stated: 0.70", "stated: 0.72"),
            ),
            note="input and score changed together",
        ),
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "quarrel: {complement: 0.60", "quarrel: {value: 0.40"),
            ),
            note="a complement component given as x instead of 1 − x",
        ),
    ),
)
