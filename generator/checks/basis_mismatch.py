"""CA208: the input of a contested component is the share of the side that the contest names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.checks.contest_shares import is_whole
from generator.diagnostics import Diagnostic, Note, Severity
from generator.model.technologies import Alternative, Basis, Contest, Input, Technology
from generator.quantity import exact_decimal
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Compare inputs with shares, unless the shares themselves are wrong."""
    for technology in subject.atlas.technologies.values():
        contest = technology.contest
        if contest and is_contradicted(technology):
            yield _mismatch(technology.inputs[contest.component], contest, technology)


def is_contradicted(technology: Technology) -> bool:
    """Whether the contest speaks against the input."""
    contest = technology.contest
    given = technology.inputs.get(contest.component) if contest else None
    if contest is None or given is None or not is_whole(contest):
        return False
    return not chosen_side(contest).share.contains(raw_value(given))


def chosen_side(contest: Contest) -> Alternative:
    """The side whose share enters the score."""
    choose = max if contest.basis is Basis.LEADER else min
    return choose(contest.alternatives, key=lambda side: side.share.value)


def raw_value(given: Input) -> Fraction:
    """The component itself, x, also where the input is written as 1 − x."""
    written = Fraction(given.written)
    return written if given.field == "value" else 1 - written


def _mismatch(given: Input, contest: Contest, technology: Technology) -> Diagnostic:
    side = chosen_side(contest)
    share = exact_decimal(side.share.value)
    sort = "leader" if contest.basis is Basis.LEADER else "smallest side"
    message = (
        f"the {contest.component} of {technology.id} is {given.written}, "
        f"but the {sort} of its contest, {side.id}, has {side.share.text}"
    )
    notes = (Note(side.span("share"), f"the share of the {sort}"),)
    hint = f"write {share}, or correct the share or the basis"
    stated = str(given.written)
    return RULE.finding(given.span(given.field), message, hint, notes=notes, stated=stated, expected=share)


RULE = Rule(
    code="CA208",
    name="basis-mismatch",
    severity=Severity.ERROR,
    title={"zh": "分量与竞争份额不符", "en": "an input differs from the share it is taken from"},
    why={
        "zh": "有竞争时，采用率取自其中一方的份额，取哪一方由数据写明。两处数字不同，得分就没有出处。",
        "en": "In a contest the input is the share of one side, and the data says which. If the two "
        "figures differ, the score rests on nothing.",
    },
    check=check,
    bad=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "spread: {value: 0.70", "spread: {value: ⟦0.75⟧"),),
            note="the leader has 70%; the score that no longer follows is not reported as well",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "basis: smallest", "basis: leader"),
                Edit("data/technologies/axles.yml", "spread: {value: 0.20", "spread: {value: ⟦0.20⟧"),
            ),
            note="the smallest side has 20%, the leader about 45%",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit("data/technologies/shifting.yml", "spread: {value: 0.70", "spread: {complement: 0.30"),
            ),
            note="the input written as 1 − x",
        ),
        Example(
            edits=(Edit("data/technologies/shifting.yml", "share: 70%", "share: ≈ 70%"),),
            note="a share written as about",
        ),
    ),
)
