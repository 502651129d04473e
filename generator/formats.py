"""How values and structures are printed in Markdown: figures, intervals, line numbers, tables, code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from generator.model.scale import Band
from generator.quantity import Quantity, exact_decimal, half_up, terminates
from generator.rule import Example


def line_ranges(lines: Iterable[int]) -> list[str]:
    """Line numbers in order, runs joined: `["5", "8–10"]`."""
    ranges: list[list[int]] = []
    for line in sorted(lines):
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    return [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges]


def points(before: Quantity, after: Quantity) -> str:
    """The difference of two shares in percentage points, with its sign."""
    difference = (after.value - before.value) * 100
    return f"{'+' if difference >= 0 else '−'}{exact_decimal(abs(difference))}"


def example_block(example: Example) -> str:
    """An example of a rule as a code block: the Markdown itself, or the edits that lead to it."""
    edits = "\n".join(f"{edit.file}\n- {edit.before}\n+ {edit.after}" for edit in example.edits)
    text = example.text or edits
    shown = text.encode("utf-8", errors="backslashreplace").decode()  # some show bytes that are no text
    return fenced(shown, "markdown" if example.text else "diff")


def fenced(text: str, language: str) -> str:
    """A code block that holds any text, fences included; with a language nobody reads it as formulas."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text.rstrip()}\n{ticks}"


def rounded(value: Any, places: int) -> str:
    """A value rounded half-up for display, behind ≈ if that loses anything."""
    shown = half_up(value, places)
    exact = terminates(value) and exact_decimal(value) == exact_decimal(type(value)(shown))
    return f"{shown:f}" if exact else f"≈ {shown:f}"


def interval(band: Band) -> str:
    """A band in interval notation: `(0.60, 0.80]`."""
    return f"[0, {band.up_to}]" if band.above is None else f"({band.above}, {band.up_to}]"


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], align: str = "") -> str:
    """A Markdown table. `align` has one letter per column: l, c or r; the rest is left."""
    titles = [_in_cell(header) for header in headers]
    marks = {"l": ":--", "c": ":-:", "r": "--:"}
    rules = [marks[letter] for letter in align.ljust(len(titles), "l")]
    lines = [titles, rules, *([_in_cell(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


_MATH = re.compile(r"(\$[^$\n]+\$)")


def _in_cell(text: str) -> str:
    """Escape what would end a cell: `|` becomes `\\vert` in math and `\\|` elsewhere."""
    pieces = _MATH.split(" ".join(text.split()))
    return "".join(
        piece.replace(r"\|", r"\Vert ").replace("|", r"\vert ") if odd else piece.replace("|", r"\|")
        for odd, piece in ((index % 2, piece) for index, piece in enumerate(pieces))
    )
