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
    return cast(re.Pattern[str], _Words(_beginning_plainly(pattern), 0))


def cased_words(pattern: str) -> re.Pattern[str]:
    """The same for words and signs that are looked for as they are written."""
    return lazy(_beginning_plainly(pattern))


def is_small(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern is looked for in small letters."""
    return isinstance(pattern, _Words)


def small(text: str) -> str:
    """The text in small letters, every offset kept: `İ` is the one letter that would become two."""
    return text.replace("\u0130", "i").lower()


_TOKEN = re.compile(r"\\.|\[[^\]]*\]|\(|\)|\|")


def _beginning_plainly(pattern: str) -> str:
    r"""The pattern with plain characters first: `[年月]初|\bup|\bus` as `年初|月初|u(?<=\bu)(?:p|s)`."""
    rests: dict[str, list[str]] = {}
    for beginning, rest in _beginnings(pattern):
        rests.setdefault(beginning, []).append(rest)
    return "|".join(
        beginning + (each[0] if len(each) == 1 else f"(?:{'|'.join(each)})")
        for beginning, each in rests.items()
    )


def _beginnings(pattern: str) -> Iterator[tuple[str, str]]:
    """How each alternative begins, and how it goes on."""
    for alternative in _alternatives(pattern):
        boundary = r"\b" if alternative.startswith(r"\b") else ""
        rest = alternative.removeprefix(boundary)
        is_group = rest.startswith(("(?:", "["))
        first = _first(rest) if is_group else rest[: 2 if rest[0] == "\\" else 1]
        behind = rest[len(first) :]
        is_odd = re.match(r"\[.*[\\^-]", first) or (boundary and not is_group and not first.isalnum())
        if is_odd or behind.startswith(("?", "*", "+", "{")):
            raise ValueError(f"does not begin with one of some characters: {alternative}")
        if is_group:
            for each in map(re.escape, first[1:-1]) if first[0] == "[" else _alternatives(first[3:-1]):
                yield from _beginnings(boundary + each + behind)
        else:
            yield (f"{first}(?<={boundary}{first})" if boundary else first), behind


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
