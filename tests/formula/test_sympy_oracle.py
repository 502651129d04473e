"""A second opinion on every value: latex2sympy2_extended agrees wherever both can read a segment.

It is no part of the audit: it is slow and drops what it does not know. What it values, we value alike.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formula import Member, latex_chains
from generator.markdown import scan
from generator.source import SourceText

latex2sympy2 = pytest.importorskip(
    "latex2sympy2_extended", reason="the oracle is a development dependency: `make test` installs it"
)
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
_TOLERANCE = Fraction(1, 10**9)
"""The oracle keeps 15 digits of a decimal."""

_NUMBERS = st.one_of(
    st.integers(1, 999).map(str),
    st.integers(1, 9999).map(lambda whole: f"{whole / 1000:.3f}"),
)
_SHARES = st.integers(1, 999).map(lambda tenths: f"{tenths / 10:.1f}\\%")
_POSITIVE = st.one_of(
    _NUMBERS,
    st.builds("\\frac{{{}}}{{{}}}".format, _NUMBERS, _NUMBERS),
    st.builds("\\sqrt{{{}}}".format, st.integers(1, 400)),
    st.builds("{}^{{{}}}".format, st.integers(1, 30), st.integers(0, 5)),
    st.builds("e^{{-{}}}".format, st.integers(1, 50).map(lambda tenths: f"{tenths / 10:.1f}")),
    st.builds("\\ln({})".format, st.integers(2, 99)),
    st.builds("\\log_{{{}}}({})".format, st.sampled_from([2, 10]), st.integers(2, 99)),
)
_TERMS = st.builds("{}{}{}".format, _POSITIVE, st.sampled_from([" \\times ", " \\cdot "]), _POSITIVE)
_EXPRESSIONS = st.builds(
    "{} {} {}".format, st.one_of(_TERMS, _POSITIVE), st.sampled_from(["+", "-"]), st.one_of(_TERMS, _POSITIVE)
)
_NESTED = st.one_of(
    _EXPRESSIONS,
    st.builds("{} \\times ({})".format, _NUMBERS, _EXPRESSIONS),
    st.builds("{} \\times {} {} {}".format, _NUMBERS, _SHARES, st.sampled_from(["+", "-"]), _NUMBERS),
)
"""Arguments stand in brackets: without them the oracle takes the factors behind into the argument."""


def opinion(text: str) -> Fraction | None:
    """The value that the oracle gives to a segment; `None` for what it does not read as one number."""
    try:
        value = latex2sympy2.latex2sympy(text).doit()
        if not value.is_number or value.is_real is not True or not value.is_finite:
            return None
        return Fraction(str(value.evalf(30)))
    except Exception:  # its parser raises whatever its grammar runs into
        return None


def agrees(member: Member, value: Fraction) -> bool:
    """Whether the oracle's value lies in our enclosure, but for its digits."""
    assert member.value is not None
    return member.value.distance(value) <= _TOLERANCE * max(1, abs(value))


@settings(max_examples=100, deadline=None)
@given(_NESTED)
def test_both_give_a_generated_expression_the_same_value(text: str) -> None:
    value = opinion(text)
    assert value is not None, f"the oracle cannot read {text}"
    (chain,) = latex_chains(f"{text} = 1")
    member = chain.members[0]
    assert member.value is not None, f"{text}: {member.refusal}"
    assert agrees(member, value), f"{text}: {member.value} and {value}"


def test_both_give_every_segment_of_the_seeds_the_same_value() -> None:
    if not SEEDS.is_dir():
        pytest.skip("../shared/seeds is not there: no documents to compare on")
    compared, apart = 0, []
    for path in sorted(SEEDS.glob("*.md")):
        document = scan(SourceText(path.name, path.read_text(encoding="utf-8")))
        for math in document.maths:
            body = document.math_body(math)
            for member in (each for chain in latex_chains(body) for each in chain.members if each.value):
                text = body[member.start : member.end]
                value = opinion(text)
                compared += value is not None
                if value is not None and not agrees(member, value):
                    apart.append(f"{path.name}: {text}: {member.value} and {value}")
    assert not apart, "\n".join(apart)
    assert compared >= 50, f"only {compared} segments could be compared"
