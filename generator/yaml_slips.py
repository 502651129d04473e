"""The usual slips that keep a file from being YAML. The parser stumbles later, and over something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics import Fix, Span
from generator.source import SourceText


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip and its place. Where it can only have been meant in one way, `fix` writes it so."""

    span: Span
    message: str
    hint: str
    fix: Fix | None


_SLIPS = (
    (re.compile(r"^ *(\t+)"), "a tab stands in the indentation", "indent by spaces", None),
    (
        re.compile(r"(?:^ *(?:- )?|[{,] *)[A-Za-z_-]+(：[ 　]*)"),
        "a full-width colon stands behind a key",
        "write `: `, half-width and with a space",
        ": ",
    ),
    (
        re.compile(r"\{[^{}]*?(，[ 　]*)[A-Za-z_-]+: "),
        "a full-width comma stands between two keys",
        "write `, `, half-width and with a space",
        ", ",
    ),
    (
        re.compile(r": (\[\[[^\]]*\]\]) *[^\s,}\]]"),
        "a text begins with a bracket, which begins a list in YAML",
        'put the text in double quotes: "[[…]] …"',
        None,
    ),
)
"""Shape (the slip is its group), message, hint, and what can only have been meant."""


def find_slip(source: SourceText, lines: Iterable[int]) -> Slip | None:
    """The first usual slip in these lines, between which the parser lost its way."""
    for number in lines:
        for shape, message, hint, meant in _SLIPS:
            match = shape.search(source.line(number))
            if match:
                span = Span(source.path, number, match.start(1) + 1, number, match.end(1) + 1)
                return Slip(span, message, hint, None if meant is None else Fix(span, meant))
    return None
