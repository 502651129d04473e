"""Arithmetic in text: finds chains of relations, evaluates them exactly and judges them.

`latex_chains` and `plain_chains` find, `judge` decides. Nothing is guessed: what is not understood is
returned as `Unjudged` with its reason. Never `eval`; time and memory are bounded on any input.
"""

from __future__ import annotations

from generator.formula.judgement import Cause, Grade, Step, Unjudged, judge
from generator.formula.latex import latex_chains
from generator.formula.members import Boundary, Chain, Link, Member
from generator.formula.plain import plain_chains
from generator.formula.reasons import NotCheckable, Reason

__all__ = [
    "Boundary",
    "Cause",
    "Chain",
    "Grade",
    "Link",
    "Member",
    "NotCheckable",
    "Reason",
    "Step",
    "Unjudged",
    "judge",
    "latex_chains",
    "plain_chains",
]
