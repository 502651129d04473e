"""Fragments: the names under which a heading can be linked to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NOT_WORD = re.compile(r"[^\w\- ]|[^\x00-\x7f一-鿿]")
_INLINE_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"\*+|~~|(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_HEADING = 2000
"""Looking for pairs of ticks takes quadratic time, which a longer line could abuse."""
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def rendered(text: str) -> str:
    """What a reader sees of a line of Markdown: no emphasis, ticks, tags, link targets or escapes."""
    if "`" in text and len(text) <= _LONGEST_HEADING:
        return "".join(_outside_code(text)).strip()
    return _without_marks(text).strip()


def _outside_code(text: str) -> Iterator[str]:
    position = 0
    for code in _CODE.finditer(text):
        yield _without_marks(text[position : code.start()])
        yield code[2].strip()
        position = code.end()
    yield _without_marks(text[position:])


def _without_marks(text: str) -> str:
    if "[" in text:
        text = _INLINE_LINK.sub(r"\1", _INLINE_LINK.sub(r"\1", text))
    if "<" in text:
        text = _TAG.sub("", text)
    text = _EMPHASIS.sub("", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def slug(plain: str) -> str:
    """The fragment GitHub gives to a heading that reads `plain`, before repetitions are numbered."""
    return _NOT_WORD.sub(_kept, plain.strip().lower()).replace(" ", "-")


def _kept(char: re.Match[str]) -> str:
    """A character if it is a letter, mark, decimal digit or connector of any script, else nothing."""
    category = unicodedata.category(char[0])
    return char[0] if category[0] in "LM" or category in ("Nd", "Pc", "Nl") else ""


def toc_slug(plain: str, *, ascii_only: bool) -> str:
    """The fragment that Python-Markdown's `toc` gives to a heading (`slugify`, `slugify_unicode`)."""
    form = unicodedata.normalize("NFKD" if ascii_only else "NFKC", plain)
    if ascii_only:
        form = form.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", form).strip().lower())
