"""Every part and every wording of an atlas, found by walking the models' fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics import Span
from generator.model.parts import Label, Part, Text
from generator.yaml_nodes import Path, Scalar


class Wording(NamedTuple):
    """A text or label with the part that it belongs to and the path at which it stands there."""

    owner: Part
    path: Path
    text: Text

    @property
    def field(self) -> str:
        """The name under which the text stands, such as `lead` or `tex`."""
        return str(self.path[0])

    @property
    def key_span(self) -> Span:
        """Where the key stands that the text is given under."""
        return self.owner.key_span(*self.path)

    @property
    def is_neutral(self) -> bool:
        """Whether one wording serves all languages."""
        return isinstance(self.text, Label) and self.text.is_neutral

    def span(self, language: str) -> Span:
        """Where the wording in a language stands."""
        return self.owner.span(*self.path) if self.is_neutral else self.text.span(language)

    def span_within(self, language: str, start: int, end: int) -> Span:
        """Where wording[start:end] in a language stands."""
        if not self.is_neutral:
            return self.text.span_within(language, start, end)
        node = self.owner.node(*self.path)
        return node.span_within(start, end) if isinstance(node, Scalar) else self.span(language)


@dataclass(frozen=True)
class Walk:
    """All parts and wordings below some roots, in the order in which they are written."""

    parts: tuple[Part, ...]
    wordings: tuple[Wording, ...]


def walk(roots: Iterable[Part]) -> Walk:
    """Collect every part below the roots (with them) and every wording in them."""
    walks = [_walk_root(root) for root in roots]
    return Walk(
        tuple(part for each in walks for part in each.parts),
        tuple(wording for each in walks for wording in each.wordings),
    )


def _walk_root(root: Part) -> Walk:
    """Walk one root, once: parts are frozen, and many ask for the same ones."""
    if root._walk is None:
        parts: list[Part] = []
        wordings: list[Wording] = []
        _walk_part(root, parts, wordings)
        root._walk = Walk(tuple(parts), tuple(wordings))
    walked: Walk = root._walk
    return walked


def _walk_part(part: Part, parts: list[Part], wordings: list[Wording]) -> None:
    parts.append(part)
    for name, value in part.__dict__.items():
        _walk_value(value, part, (name,), parts, wordings)


def _walk_value(value: object, owner: Part, path: Path, parts: list[Part], wordings: list[Wording]) -> None:
    if isinstance(value, Text):
        wordings.append(Wording(owner, path, value))
    elif isinstance(value, Part):
        _walk_part(value, parts, wordings)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            _walk_value(entry, owner, (*path, index), parts, wordings)
    elif isinstance(value, dict):
        for key, entry in value.items():
            _walk_value(entry, owner, (*path, key), parts, wordings)
