"""How data files are laid out where YAML leaves the choice: what departs from it, each with its mend.

Two spaces a step, lists one step in, one space behind `:` and `,`, none inside brackets, double quotes,
no blanks at line ends, single blank lines, LF. Only what can change without what is read changing is
style: a departure is reported if the file mended so reads the same, else it belongs to a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.source import BYTE_ORDER_MARK, SourceText
from generator.yaml_indents import STEP, indented
from generator.yaml_nodes import MappingNode, Node, Scalar, SequenceNode, parse_yaml


@dataclass(frozen=True, slots=True)
class Departure:
    """Something off-style: text[start:end] is to be `replacement`. `what` names it."""

    start: int
    end: int
    replacement: str
    what: str

    def mend(self, text: str) -> str:
        """The text with this one place mended."""
        return text[: self.start] + self.replacement + text[self.end :]


def find_departures(source: SourceText, root: Node) -> list[Departure]:
    """What is off-style in a file that reads as `root`, in order and without overlaps."""
    text = source.text
    found = [*_stored(source), *_line_ends(text), *_spacing(text, root), *_indentation(source, root)]
    apart: list[Departure] = []
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if not apart or apart[-1].end <= each.start:
            apart.append(each)
    return apart if not apart or _reads_as(root, source, apart) else _harmless(apart, source, root)


def _reads_as(root: Node, source: SourceText, departures: Iterable[Departure]) -> bool:
    text = source.text
    for each in sorted(departures, key=lambda each: each.start, reverse=True):
        text = each.mend(text)
    node, problems = parse_yaml(SourceText(source.path, text))
    return not problems and node == root


def _harmless(found: Iterable[Departure], source: SourceText, root: Node) -> list[Departure]:
    """Those that can be mended together: one by one, each that leaves what is read as it is."""
    kept: list[Departure] = []
    for each in found:
        if _reads_as(root, source, [*kept, each]):
            kept.append(each)
    return kept


# ------------------------------------------------------------------------------ ends of lines

_BLANKS = re.compile(r"[ \t]+(?=\n|\Z)")
_BLANK_LINES = re.compile(r"(?<=\n)\n{2,}(?=[^\n])")


def _stored(source: SourceText) -> Iterator[Departure]:
    """What is not part of the text: writing the file again mends it."""
    stored = source.stored or ""
    if stored.startswith(BYTE_ORDER_MARK):
        yield Departure(0, 0, "", "a byte order mark")
    if "\r" in stored:
        number = stored.count("\n", 0, stored.index("\r"))
        end = source.line_starts[number] + len(source.line(number + 1))
        yield Departure(end, end, "", "line ends other than LF")


def _line_ends(text: str) -> Iterator[Departure]:
    if " \n" in text or "\t\n" in text or text.endswith((" ", "\t")):
        for match in _BLANKS.finditer(text):
            yield Departure(match.start(), match.end(), "", "blanks at the end of a line")
    for match in _BLANK_LINES.finditer(text):
        yield Departure(match.start(), match.end(), "\n", "more than one blank line in a row")
    end = len(text.rstrip("\n"))
    if text[end:] != "\n":
        what = "blank lines at the end of the file" if text[end:] else "no line end at the end of the file"
        yield Departure(end, len(text), "\n", what)


# --------------------------------------------------------------------- between keys and values

_BLANK = re.compile(r"[ \t]*")
_GAP = {"": _BLANK, " ": _BLANK, ", ": re.compile(r"[ \t]*,[ \t]*")}
"""What may stand in a gap instead of what should."""


def _spacing(text: str, node: Node) -> Iterator[Departure]:
    """Departures between what stands beside each other on a line; line breaks and comments are left."""
    for part in _all_nodes(node):
        if isinstance(part, Scalar):
            if part.style == "'" and not set(part.value) & set('"\\'):
                yield Departure(
                    part.start, part.end, f'"{part.value}"', "single quotes instead of double ones"
                )
            continue
        children = part.nodes if isinstance(part, SequenceNode) else [*part.nodes.values()]
        begins = children if isinstance(part, SequenceNode) else [*part.keys_at.values()]
        gaps = [] if isinstance(part, SequenceNode) else _around_colons(text, begins, children)
        if text[part.start] in "{[":
            gaps += _inside_brackets(part, begins, children)
        for start, end, wanted in gaps:
            if text[start:end] != wanted and _GAP[wanted].fullmatch(text, start, end):
                what = f"{text[start:end]!r} instead of {wanted!r}"
                yield Departure(start, end, wanted, what)


def _all_nodes(root: Node) -> list[Node]:
    found = [root]
    for node in found:
        if isinstance(node, SequenceNode):
            found += node.nodes
        elif isinstance(node, MappingNode):
            found += node.nodes.values()
    return found


Gap = tuple[int, int, str]
"""From where to where a gap goes, and what should be in it."""


def _around_colons(text: str, keys: Sequence[Node], values: Sequence[Node]) -> list[Gap]:
    """The gaps on both sides of colons; a null may be written by nothing at all, and has none before it."""
    gaps = []
    for key, value in zip(keys, values, strict=True):
        colon = text.index(":", key.end)
        gaps.append((key.end, colon, ""))
        if not (isinstance(value, Scalar) and value.is_null):
            gaps.append((colon + 1, value.start, " "))
    return gaps


def _inside_brackets(node: Node, begins: Sequence[Node], ends: Sequence[Node]) -> list[Gap]:
    """The gaps of a list in brackets, whose entries begin with one node each and end with another."""
    if not begins or any(isinstance(end, Scalar) and end.is_null for end in ends):
        return []
    commas = [(end.end, begin.start, ", ") for end, begin in zip(ends, begins[1:], strict=False)]
    return [(node.start + 1, begins[0].start, ""), *commas, (ends[-1].end, node.end - 1, "")]


# ------------------------------------------------------------------------------- indentation


def _indentation(source: SourceText, root: Node) -> Iterator[Departure]:
    """All lines that are indented otherwise, as one departure: one of them alone cannot be mended."""
    wanted = indented(source, root)
    if wanted is None:
        return
    pairs = list(zip(source.text.split("\n"), wanted.split("\n"), strict=True))
    off = [number for number, (given, other) in enumerate(pairs) if given != other]
    first, last = off[0], off[-1]
    yield Departure(
        source.line_starts[first],
        source.line_starts[last] + len(pairs[last][0]),
        "\n".join(other for _, other in pairs[first : last + 1]),
        f"an indentation other than {STEP} spaces a step",
    )
