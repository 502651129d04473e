"""YAML with places: every mapping, list and scalar knows where it is written.

Only the plain subset that data needs is read. Anchors, aliases, tags, merge keys and several
documents in one file are findings, and so are duplicate keys. Scalars stay strings: what a
figure or a date means is the model's business (`0.60` keeps its written precision).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Note, Severity, Span
from generator.source import SourceText
from generator.yaml_slips import find_slip

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 60
"""Deeper nesting than this is refused: no sensible data file comes near it."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as written: its value and the offsets of its source text, quotes included."""

    source: SourceText
    value: str
    start: int
    end: int
    style: str
    is_null: bool = False

    @property
    def span(self) -> Span:
        """Where the scalar stands."""
        return self.source.span(self.start, self.end)

    def span_within(self, start: int, end: int) -> Span:
        """Where value[start:end] stands, also inside quoted, folded and literal scalars."""
        raw = self.source.text
        places: list[int] = []
        position = self._content_start()
        for index, char in enumerate(self.value[:end]):
            if not char.isspace():
                found = raw.find(char, position, self.end)
                position = found if found >= 0 else position
            elif index and not self.value[index - 1].isspace():
                while position < self.end and not raw[position].isspace():
                    position += 1
            places.append(position)
            position += 1
        if not places or start >= len(places):
            return self.span
        return self.source.span(places[start], places[-1] + 1)

    def _content_start(self) -> int:
        if self.style in "|>" and self.style:
            return self.source.text.find("\n", self.start) + 1
        return self.start + (1 if self.style in ("'", '"') else 0)


class MappingNode(dict[str, Any]):
    """A mapping: a dict of plain values that also keeps the nodes of its keys and values."""

    def __init__(self, source: SourceText, start: int) -> None:
        super().__init__()
        self.source, self.start, self.end = source, start, start
        self.keys_at: dict[str, Scalar] = {}
        self.nodes: dict[str, Node] = {}

    @property
    def span(self) -> Span:
        """Where the mapping begins: its first key."""
        first = next(iter(self.keys_at.values()), None)
        return first.span if first else self.source.span(self.start, self.start + 1)


class SequenceNode(list[Any]):
    """A list of plain values that also keeps the nodes of its items."""

    def __init__(self, source: SourceText, start: int) -> None:
        super().__init__()
        self.source, self.start, self.end = source, start, start
        self.nodes: list[Node] = []

    @property
    def span(self) -> Span:
        """Where the list begins."""
        return self.source.span(self.start, self.start + 1)


Node = Scalar | MappingNode | SequenceNode
Path = tuple[str | int, ...]


def node_at(node: Node, path: Path) -> Node:
    """Follow a path of keys and indices as far as it leads; return the last node reached."""
    for step in path:
        if isinstance(node, MappingNode) and step in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            break
    return node


def key_span(node: Node, path: Path) -> Span:
    """Where the key that ends a path is written; the enclosing node if it is not there."""
    parent = node_at(node, path[:-1])
    if isinstance(parent, MappingNode) and path and path[-1] in parent.keys_at:
        return parent.keys_at[str(path[-1])].span
    return parent.span


@dataclass
class _Builder:
    """Turns the event stream of one document into nodes, collecting every problem on the way."""

    source: SourceText
    problems: list[Diagnostic] = field(default_factory=list)
    stack: list[tuple[MappingNode | SequenceNode, Scalar | None]] = field(default_factory=list)
    root: Node | None = None
    skipped_depth: int = 0

    def report(
        self, code: str, name: str, start: int, end: int, message: str, hint: str, *notes: Note
    ) -> None:
        span = self.source.span(start, end)
        self.problems.append(Diagnostic(code, name, Severity.ERROR, span, message, hint, notes))

    def refuse_features(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.AliasEvent):
            message = f"the alias *{event.anchor} repeats a value that stands elsewhere"
            self.report("CA102", "yaml-feature", start, end, message, "write the value out")
            return
        for mark, what in (("anchor", "anchor"), ("tag", "tag")):
            value = getattr(event, mark, None)
            if value is not None and value != "!":
                message = f"the {what} {value!r} is a YAML feature that data files do not use"
                self.report("CA102", "yaml-feature", start, end, message, f"remove the {what}")

    def place(self, node: Node) -> None:
        """Hang a finished or just opened node where it belongs."""
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, SequenceNode):
            parent.nodes.append(node)
            parent.append(_plain(node))
        elif key is None:
            self.open_key(parent, node)
        else:
            self.stack[-1] = (parent, None)
            if key.value not in parent.nodes:
                parent.keys_at[key.value] = key
                parent.nodes[key.value] = node
                parent[key.value] = _plain(node)

    def open_key(self, parent: MappingNode, node: Node) -> None:
        if not isinstance(node, Scalar):
            node = Scalar(self.source, "?", node.start, node.start + 1, "")
            self.report(
                "CA102", "yaml-feature", node.start, node.end, "a key must be a word", "write a plain key"
            )
        elif node.value in parent.nodes:
            first = parent.keys_at[node.value].span
            message = f"the key {node.value!r} is given twice in the same mapping"
            note = Note(first, "first given here")
            self.report(
                "CA103", "duplicate-key", node.start, node.end, message, "remove one of the two", note
            )
        self.stack[-1] = (parent, node)

    def take(self, event: Any) -> None:
        self.refuse_features(event)
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            self.place(_scalar(self.source, event, start, end))
        elif isinstance(event, yaml.AliasEvent):
            self.place(Scalar(self.source, "", start, end, "", is_null=True))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            node = MappingNode(self.source, start) if is_mapping else SequenceNode(self.source, start)
            self.place(node)
            self.stack.append((node, None))
            if len(self.stack) > MAX_DEPTH:
                raise _TooDeepError(start)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            node, _ = self.stack.pop()
            node.end = end


class _TooDeepError(Exception):
    """Nesting passed MAX_DEPTH; the argument is the offset."""


def _scalar(source: SourceText, event: Any, start: int, end: int) -> Scalar:
    style = event.style or ""
    plain = not style or style == ":"
    is_null = plain and event.value in ("", "~", "null")
    text = source.text[start:end]
    end = start + max(len(text.rstrip()), 1)
    return Scalar(source, event.value, start, end, "" if plain else style, is_null)


def _plain(node: Node) -> Any:
    """What the model sees of a node: None for null, the string of any other scalar."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.value
    return node


def parse_yaml(source: SourceText) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read one document. Returns its root (None if there is none to speak of) and all problems."""
    builder = _Builder(source)
    try:
        for event in _events(source.text):
            if builder.root is not None and isinstance(event, yaml.DocumentStartEvent):
                start = _offset(event)
                message = "a second document begins here"
                builder.report(
                    "CA102", "yaml-feature", start, start + 3, message, "use one file per document"
                )
                break
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.problems, _syntax_problem(source, error))
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        span = source.span(position, position + 1)
        message = f"the character {error.character!r} is not allowed in YAML"
        problem = Diagnostic("CA101", "yaml-syntax", Severity.ERROR, span, message, "remove it")
        return None, (*builder.problems, problem)
    except _TooDeepError as error:
        offset = int(error.args[0])
        message = f"nested more than {MAX_DEPTH} levels deep"
        builder.report("CA102", "yaml-feature", offset, offset + 1, message, "flatten the data")
        return None, tuple(builder.problems)
    return builder.root, tuple(builder.problems)


def _offset(event: Any) -> int:
    """Where an event begins."""
    return int(event.start_mark.index)


def _events(text: str) -> Iterator[Any]:
    """The parser's events; untyped, because their marks are never absent here though the stubs allow it."""
    yield from yaml.parse(text, Loader=Loader)


def _syntax_problem(source: SourceText, error: yaml.MarkedYAMLError) -> Diagnostic:
    """The finding for a file that cannot be read: at the slip itself, where it is one of the usual ones."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    context = error.context_mark
    begun = min(context.line + 1 if context else line, line - 1)
    slip = find_slip(source, range(line, begun - 1, -1))
    if slip:
        message, hint = slip.message, slip.hint
        return Diagnostic("CA101", "yaml-syntax", Severity.ERROR, slip.span, message, hint, fix=slip.fix)
    span = Span(source.path, line, column, line, column + 1)
    message = f"this is not valid YAML: {error.problem or error.context}"
    notes: tuple[Note, ...] = ()
    if context and error.context:
        place = Span(source.path, context.line + 1, context.column + 1, context.line + 1, context.column + 2)
        notes = (Note(place, error.context),)
    hint = "check the indentation and quote texts that contain ': ' or begin with a sign"
    return Diagnostic("CA101", "yaml-syntax", Severity.ERROR, span, message, hint, notes)
