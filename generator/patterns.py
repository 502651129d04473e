"""Regular expressions that are compiled when first used: a short text needs few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern; what was asked for once is as fast as the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be compiled by its first use."""
    return cast(re.Pattern[str], _Lazy(pattern, flags))


class _Words(_Lazy):
    """A pattern that is looked for in small letters."""


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of words, written in small letters, to be looked for in what `small` returns.

    The engine goes straight to the places where one of the words can begin, if each alternative begins with
    a plain character: ten times as fast as trying each place without regard to case. Groups, classes and
    boundaries at the beginning are rewritten so.
    """
    return cast(re.Pattern[str], _Words("|".join(_beginning_plainly(pattern)), 0))


def is_small(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is looked for in small letters."""
    return isinstance(pattern, _Words)


def small(text: str) -> str:
    """The text in small letters, every offset kept: `İ` is the one letter that would become two."""
    return text.replace("\u0130", "i").lower()


_QUANTIFIERS = ("?", "*", "+", "{")
_TOKEN = re.compile(r"\\.|\[[^\]]*\]|\(|\)|\|")


def _beginning_plainly(pattern: str) -> Iterator[str]:
    r"""The alternatives, with plain characters first: `[年月]初|\bup` as `年初`, `月初`, `u(?<=\bu)p`."""
    for alternative in _alternatives(pattern):
        boundary = r"\b" if alternative.startswith(r"\b") else ""
        rest = alternative.removeprefix(boundary)
        if rest.startswith(("(?:", "[")):
            group = _first(rest)
            behind = rest[len(group) :]
            if behind.startswith(_QUANTIFIERS) or re.match(r"\[.*[\\^-]", group):
                raise ValueError(f"does not begin with one of some characters: {alternative}")
            for each in map(re.escape, group[1:-1]) if rest[0] == "[" else _alternatives(group[3:-1]):
                yield from _beginning_plainly(boundary + each + behind)
        elif boundary:
            if not rest[0].isalnum() or rest[1:].startswith(_QUANTIFIERS):
                raise ValueError(f"does not begin with a character: {alternative}")
            yield f"{rest[0]}(?<={boundary}{rest[0]}){rest[1:]}"
        else:
            yield rest


def _alternatives(pattern: str) -> Iterator[str]:
    """What stands between the bars of a pattern that are in no group."""
    start = depth = 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            yield pattern[start : token.start()]
            start = token.end()
    yield pattern[start:]


def _first(pattern: str) -> str:
    """The group or class that a pattern begins with."""
    depth = 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if not depth:
            return pattern[: token.end()]
    raise ValueError(f"unclosed: {pattern}")
