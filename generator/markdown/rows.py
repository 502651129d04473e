"""Pipe tables, row by row."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.markdown.elements import Cell, Row

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*+\|?[ \t]*")
_PROTECTED = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|\$(?! )[^$\n]*(?<! )\$|\|", re.DOTALL)
_LONGEST_PROTECTED = 5000
"""Looking for pairs of ticks takes quadratic time, which a longer row could abuse."""


def read_alignments(text: str, start: int, end: int) -> tuple[str, ...]:
    """The alignments of a delimiter row such as `| --- | :-: |`; empty if the line is none."""
    if not _DELIMITER.fullmatch(text, start, end):
        return ()
    line = text[start:end].strip()
    if "|" not in line:
        return ()
    return tuple(_alignment(cell.strip()) for cell in line.strip("|").split("|"))


def _alignment(dashes: str) -> str:
    sides = (dashes[0] == ":", dashes[-1] == ":")
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(sides, "")


def read_row(text: str, start: int, end: int, width: int) -> Row:
    """Split a row at its pipes.

    A pipe after a backslash never splits. A pipe within code or math splits only if the row would
    not fit the table's width otherwise: dialects differ there, and authors write for theirs.
    """
    line = text[start:end].rstrip()
    end = start + len(line)
    if "\\" not in line and line.count("|") == width + 1 and line[0] == line[-1] == "|":
        return Row(start, end, _plain_cells(line, start))
    cuts = _cuts(line)
    if len(cuts) - 1 != width and ("`" in line or "$" in line) and len(line) <= _LONGEST_PROTECTED:
        careful = _careful_cuts(line)
        cuts = careful if len(careful) - 1 == width or len(cuts) - 1 > width else cuts
    cells = [_cell(line, start, left + 1, right) for left, right in pairwise(cuts)]
    return Row(start, end, tuple(cells))


def _plain_cells(line: str, offset: int) -> tuple[Cell, ...]:
    """The cells of `| a | b |`, where every pipe splits: nearly every row there is."""
    cells = []
    position = offset + 1
    for raw in line[1:-1].split("|"):
        text = raw.strip()
        first = position + raw.find(text)
        cells.append(Cell(first, first + len(text), text))
        position += len(raw) + 1
    return tuple(cells)


def _cuts(line: str) -> list[int]:
    """The positions around the cells: each cell lies between two neighbours."""
    inner = len(line) - (1 if line.endswith("|") and not line.endswith("\\|") and len(line) > 1 else 0)
    cuts = [0 if line.startswith("|") else -1]
    position = line.find("|", cuts[0] + 1)
    while 0 <= position < inner:
        if not _is_escaped(line, position):
            cuts.append(position)
        position = line.find("|", position + 1)
    cuts.append(inner)
    return cuts


def _is_escaped(line: str, position: int) -> bool:
    """Whether an odd number of backslashes (looked at up to 8) stands before the position."""
    if position == 0 or line[position - 1] != "\\":
        return False
    before = line[max(0, position - 8) : position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _careful_cuts(line: str) -> list[int]:
    inner = len(line) - (1 if line.endswith("|") and not line.endswith("\\|") and len(line) > 1 else 0)
    cuts = [0 if line.startswith("|") else -1]
    for found in _PROTECTED.finditer(line, cuts[0] + 1, inner):
        if found[0] == "|":
            cuts.append(found.start())
    cuts.append(inner)
    return cuts


def _cell(line: str, offset: int, start: int, end: int) -> Cell:
    raw = line[start:end]
    text = raw.strip()
    first = offset + start + (len(raw) - len(raw.lstrip()) if text else 0)
    return Cell(first, first + len(text), text)
