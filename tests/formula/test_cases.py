"""The text cases of tests/cases/formulas: title, input, and the verdict on each relation."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.formula import Step, Unjudged, judge, latex_chains, plain_chains

FOLDER = Path(__file__).parents[1] / "cases" / "formulas"


class Case(NamedTuple):
    """One case of a file."""

    title: str
    text: str
    expected: str


def _cases(name: str) -> list[Case]:
    """Cases are title, input and expected output, each ended by a lone dot."""
    found: list[Case] = []
    parts: list[str] = []
    lines: list[str] = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append("\n".join(lines).strip())
            lines = []
        else:
            lines.append(line)
        if len(parts) == 3:
            found.append(Case(*parts))
            parts = []
    assert not parts, "a case is not ended"
    return found


def _line(verdict: Step | Unjudged) -> str:
    if isinstance(verdict, Unjudged):
        return f"{verdict.link.sign} {verdict.reason}"
    drift = "drift " if verdict.is_drift else ""
    return f"{drift}{verdict.link.sign} {verdict.grade}"


def _params(name: str) -> list[object]:
    return [pytest.param(case, id=case.title.replace(" ", "-")) for case in _cases(name)]


@pytest.mark.parametrize("case", _params("plain.md"))
def test_plain_text(case: Case) -> None:
    verdicts = [_line(verdict) for chain in plain_chains(case.text) for verdict in judge(chain)]
    assert "\n".join(verdicts) == case.expected


@pytest.mark.parametrize("case", _params("latex.md"))
def test_latex(case: Case) -> None:
    verdicts = [_line(verdict) for chain in latex_chains(case.text) for verdict in judge(chain)]
    assert "\n".join(verdicts) == case.expected
