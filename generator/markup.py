"""The inline markup of texts: `[[kind:id]]`, a link to a part of the atlas or a computed figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

LINK_KINDS = ("technology", "level", "term", "cite", "erratum", "force")
"""Kinds of reference that become a link; every other kind is the address of a figure."""

_REFERENCE = re.compile(r"\[\[([^\[\]\n]*)\]\]")

PLACEHOLDER = re.compile(r"‹[^‹›\n]*›")
"""A place that `python -m generator new` leaves to fill."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a text, with its offsets in it."""

    kind: str
    target: str
    start: int
    end: int

    @property
    def address(self) -> str:
        """The whole address, `kind:id`."""
        return f"{self.kind}:{self.target}"

    @property
    def is_link(self) -> bool:
        """Whether it becomes a link rather than a figure."""
        return self.kind in LINK_KINDS


def find_references(text: str) -> Iterator[Reference]:
    """Every `[[kind:id]]` of a text, in order."""
    for match in _REFERENCE.finditer(text):
        kind, _, target = match[1].partition(":")
        yield Reference(kind.strip(), target.strip(), match.start(), match.end())


def hide_references(text: str) -> str:
    """The text with blanks in the place of its references, every offset kept."""
    return _REFERENCE.sub(lambda match: " " * len(match[0]), text) if "[[" in text else text


_CJK = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef"
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_JOIN = re.compile(f"(?<=[{_CJK}])\x00|\x00(?=[{_CJK}])")


def join_lines(text: str) -> str:
    """Join the lines of each paragraph, as a reader would: no space next to a Chinese character.

    Paragraphs (separated by empty lines) stay apart; lines of a list or table are left alone.
    """
    text = text.strip()
    if "\n" not in text:
        return text
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return "\n\n".join(_join_paragraph(paragraph) for paragraph in paragraphs)


def _join_paragraph(paragraph: str) -> str:
    if re.search(r"^\s*([-*|>]|\d+\.)\s", paragraph, re.MULTILINE):
        return paragraph
    return _JOIN.sub("", _LINE_BREAK.sub("\x00", paragraph)).replace("\x00", " ")


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def join_words(left: str, right: str) -> str:
    """Join text to a resolved reference (or the other way round) with the spacing that scripts ask for.

    One space between a Chinese character and a Latin letter or digit, none between two Chinese
    ones, whatever the author wrote around the reference; a link is judged by its words.
    """
    before, after = left.rstrip(" "), right.lstrip(" ").removeprefix("[")
    if before.endswith(")"):
        before = re.sub(r"\]\([^()]*\)\Z", "", before)
    if not before or not after or before.endswith("\n") or after.startswith("\n"):
        return left + right
    chinese = _is_ideograph(before[-1]), _is_ideograph(after[0])
    if all(chinese):
        return left.rstrip(" ") + right.lstrip(" ")
    if any(chinese) and (
        (before[-1].isascii() and before[-1].isalnum()) or (after[0].isascii() and after[0].isalnum())
    ):
        return f"{left.rstrip(' ')} {right.lstrip(' ')}"
    return left + right


def fill(template: str, figures: Mapping[str, object]) -> str:
    """Fill the placeholders of an interface string; words are spaced as their scripts ask for."""
    if "{" not in template:
        return template
    result = ""
    for literal, name, form, _ in Formatter().parse(template):
        result = join_words(result, literal)
        if name is not None:
            result = join_words(result, format(figures[name], form or ""))
    return result


def capital(words: str) -> str:
    """The words with a capital first letter, also inside a link or emphasis."""
    return re.sub(r"[^\W\d_]", lambda letter: letter[0].upper(), words, count=1)
