"""CA216: what an erratum says a source states still contradicts what it recomputes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.checks import cell_mismatch, column_sum, score_mismatch, weights_sum
from generator.diagnostics import Diagnostic, Severity
from generator.model.blocks import Table
from generator.quantity import Kind, Quantity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas
from generator.tables import ComputedTable
from generator.values import ExpressionError, evaluate, number_text


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Recompute each erratum whose expression can be evaluated."""
    doubtful = _doubtful(subject)
    for erratum in subject.atlas.errata.values():
        if erratum.stated is None or erratum.recomputed is None:
            continue  # a conflict between statements without figures
        if doubtful.intersection(_IDS.findall(erratum.recomputed)):
            continue  # what it recomputes with is wrong itself, which has its own finding
        try:
            amount = evaluate(erratum.recomputed, subject.values)
        except ExpressionError:
            continue  # CA113 or CA118
        if is_consistent(
            erratum.stated, amount, is_entered=bool(_ENTERED.fullmatch(erratum.recomputed.strip()))
        ):
            recomputed = number_text(amount)
            message = (
                f"the erratum {erratum.id!r} says that {erratum.stated.text} is wrong, "
                f"but {erratum.recomputed} = {recomputed}, which agrees"
            )
            hint = "remove the erratum and the marks that lead to it, or correct it"
            span = erratum.span("stated")
            yield RULE.finding(span, message, hint, stated=erratum.stated.text, expected=f"not {recomputed}")


_ENTERED = re.compile(r"(weight|band-above|band-up-to|anchor|count|share|input):\S+")
"""A single figure that is entered and not computed: no rounding explains a difference from it."""


_IDS = re.compile(r"[:@]([A-Za-z0-9-]+)")
"""The technology, level or profile that an address begins with or is taken under."""


def _doubtful(subject: ScoredAtlas) -> set[str]:
    """The technologies, levels and profiles whose figures other rules speak against."""
    atlas = subject.atlas
    profiles = {profile.id for profile in atlas.scale.profiles if not weights_sum.is_sound(profile)}
    tables = {
        owner for owner, _, table in atlas.tables() if not _is_right(table, subject.tables[owner, table.id])
    }
    wrong = {
        technology.id
        for technology in atlas.technologies.values()
        if technology.id not in subject.scores
        or not score_mismatch.is_stated_right(subject.scores[technology.id])
    }
    levels = {technology.level for technology in atlas.technologies.values() if technology.id in wrong}
    return profiles | tables | wrong | levels


def _is_right(table: Table, computed: ComputedTable) -> bool:
    is_sum_right = not column_sum.is_contradicted(table)
    return is_sum_right and next(cell_mismatch.find_mismatches(table, computed), None) is None


def is_consistent(stated: Quantity, amount: Fraction, is_entered: bool = False) -> bool:
    """Whether a figure as printed can stand for an amount: rounded, or within its bounds."""
    if stated.kind is Kind.EXACT and is_entered:
        return amount == stated.value
    if stated.kind in (Kind.EXACT, Kind.ABOUT):
        return abs(amount - stated.value) <= stated.digit / 2
    return stated.contains(amount)


RULE = Rule(
    code="CA216",
    name="stale-erratum",
    severity=Severity.ERROR,
    title={"zh": "勘误已经没有矛盾可言", "en": "an erratum contradicts nothing"},
    why={
        "zh": "勘误记录资料里站不住脚的数字。数据改过之后，如果原文其实没错，勘误就成了冤案，必须撤下。",
        "en": "An erratum records a figure of a source that does not hold. Once data changes make the "
        "source right after all, the erratum accuses it wrongly and has to go.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/errata.yml", "stated: 0.70\n", "stated: ⟦0.68⟧\n"),),
            note="the score is 0.68",
        ),
        Example(
            edits=(Edit("data/errata.yml", 'stated: "> 90%"', 'stated: ⟦"> 80%"⟧'),),
            note="85% is more than 80%",
        ),
        Example(
            edits=(
                Edit("data/errata.yml", "stated: 0.70\n", "stated: ⟦≈ 70%⟧\n"),
                Edit(
                    "data/errata.yml", "recomputed: score:shifting\n", "recomputed: score:shifting + 0.015\n"
                ),
            ),
            note="0.695 rounds to 70%",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/errata.yml", "stated: 0.70\n", "stated: ≈ 0.69\n"),),
            note="0.68 is not about 0.69: a whole unit of the last digit lies between",
        ),
        Example(
            edits=(
                Edit("data/errata.yml", "stated: 0.70\n", "stated: 1\n"),
                Edit("data/errata.yml", "recomputed: score:shifting\n", "recomputed: weight:street.spread\n"),
            ),
            note="a weight of 0.5 is entered, so no rounding makes it 1",
        ),
        Example(
            edits=(Edit("data/errata.yml", 'stated: "> 90%"', "stated: 50–70%"),),
            note="85% is not in the range",
        ),
    ),
)
