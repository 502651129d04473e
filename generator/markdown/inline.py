"""Inline content: code, math, links, tags and comments within one run of text.

Each run is walked once from left to right. Searches for a closing delimiter are bounded by the run and
remembered, so that no input costs more than linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.markdown.elements import Anchor, Link, LinkKind, Math, MathKind, Piece

_TOKEN = re.compile(r"\\.|`+|\$|<|\[|\]|(?:https?://|www\.)|\{[:#.]", re.DOTALL)
_DOLLAR_BODY = re.compile(r"[^\\$]*+(?:\\.[^\\$]*+)*+\$", re.DOTALL)
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[KMBTkm%]\b|万|亿|million|billion)?")
_MATH_SIGN = re.compile(r"[\\^_={}+*/<>]")
_WORDS = re.compile(r"[A-Za-z]{2,}|[一-鿿，。；、]")
_SIMPLE_TARGET = re.compile(r"\([ \t]*([^()\s<\\]*)[ \t]*\)")
_TARGET_PART = re.compile(r"\\.|[()\s]", re.DOTALL)
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\))?\s*\)|\)")
_ANGLE_TARGET = re.compile(r"\([ \t]*<([^<>\n]*)>")
_SPACED_TARGET = re.compile(
    r"\(([^()\"\n]{1,200}(?:\([^()\"\n]{0,200}\)[^()\"\n]{0,200})?\.(?:md|html?|pdf|png|jpe?g|svg|ya?ml|json)(?:#[^()\s]*)?)\)"
)
_TAG = re.compile(r"</?([A-Za-z][\w\-]*)((?:\s[^<>]*)?)/?>")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*)>")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(href|src|id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_URL = re.compile(r"[!#$%&()*+,\-./0-9:;=?@A-Z\[\]^_a-z~]+")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.]?[\w:=\"'./\-]++[ \t]*+)++\}")
_EXPLICIT_ID = re.compile(r"#([\w:.\-]+)")
_DEEPEST_TARGET = 32


def has_marks(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] may hold inline elements at all."""
    return _TOKEN.search(text, start, end) is not None


@dataclass
class Inline:
    """Collects the inline elements of the runs given to `read`, in their order."""

    text: str
    definitions: dict[str, tuple[str, int, int]]
    links: list[Link] = field(default_factory=list)
    maths: list[Math] = field(default_factory=list)
    codes: list[Piece] = field(default_factory=list)
    comments: list[Piece] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    blanked: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._end = 0
        self._brackets: list[tuple[int, bool]] = []
        self._ticks: dict[int, list[int]] | None = None
        self._ticks_from = 0
        self._known: dict[str, int] = {}

    def read(self, start: int, end: int) -> None:
        """Find the inline elements of text[start:end]."""
        token = _TOKEN.search(self.text, start, end)
        if not token:
            return
        self._end = end
        self._ticks = None
        self._ticks_from = start
        self._brackets.clear()
        while token:
            position = _READERS[token[0][0]](self, token.start(), token.end())
            token = _TOKEN.search(self.text, position, end)

    def _find(self, needle: str, start: int) -> int:
        """Find a closing delimiter within the run, searching no stretch twice."""
        known = self._known.get(needle, 0)
        if known < start:
            known = self.text.find(needle, start)
            self._known[needle] = known = len(self.text) if known < 0 else known
        return known if known + len(needle) <= self._end else -1

    # ------------------------------------------------------------------ code and math

    def _code(self, start: int, end: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`+", self.text[self._ticks_from : self._end]):
                self._ticks.setdefault(len(run[0]), []).append(self._ticks_from + run.start())
        same = self._ticks.get(end - start, [])
        following = bisect_right(same, start)
        if following == len(same):
            return end
        closing = same[following] + end - start
        self.codes.append(Piece(start, closing))
        return closing

    def _backslash(self, start: int, end: int) -> int:
        closing = {"(": "\\)", "[": "\\]"}.get(self.text[start + 1])
        if closing is None:
            return end
        body_end = self._find(closing, end)
        if body_end < 0:
            return end
        kind = MathKind.INLINE if closing == "\\)" else MathKind.DISPLAY
        self.maths.append(Math(start, body_end + 2, kind, end, body_end))
        return body_end + 2

    def _dollar(self, start: int, end: int) -> int:
        if self.text.startswith("$", end):
            body_end = self._find("$$", start + 2)
            if body_end <= start + 2:
                return start + 2
            self.maths.append(Math(start, body_end + 2, MathKind.DISPLAY, start + 2, body_end))
            return body_end + 2
        if self.text.startswith("`", end):
            body_end = self._find("`$", end + 1)
            if body_end > 0:
                self.maths.append(Math(start, body_end + 2, MathKind.INLINE, end + 1, body_end))
                return body_end + 2
        found = _DOLLAR_BODY.match(self.text, end, self._end)
        if found and self._is_math(end, found.end() - 1):
            self.maths.append(Math(start, found.end(), MathKind.INLINE, end, found.end() - 1))
            return found.end()
        return end

    def _is_math(self, start: int, end: int) -> bool:
        """Whether the text between two dollar signs is a formula, and not what stands between two amounts."""
        body = self.text[start:end]
        if not body or body[0].isspace() or body[-1].isspace() or "`" in body:
            return False
        if self.text[end + 1 : end + 2].isdigit():
            return False
        amount = _AMOUNT.match(body)
        rest = body[amount.end() :] if amount else ""
        return not (amount and _WORDS.search(rest) and not _MATH_SIGN.search(body))

    # ------------------------------------------------------------------ links

    def _open_bracket(self, start: int, end: int) -> int:
        is_image = start > 0 and self.text[start - 1] == "!"
        self._brackets.append((start, is_image))
        return end

    def _close_bracket(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        opening, is_image = self._brackets.pop()
        if self.text.startswith("(", end) and end < self._end:
            return self._inline_link(opening, start, is_image)
        return self._reference(opening, start, is_image) if self.definitions else end

    def _inline_link(self, opening: int, closing: int, is_image: bool) -> int:
        found = _SIMPLE_TARGET.match(self.text, closing + 1, self._end)
        if found:
            return self._add_link(opening, closing, (found.start(1), found.end(1)), found.end(), is_image)
        angle = _ANGLE_TARGET.match(self.text, closing + 1, self._end)
        if angle:
            target, target_end = (angle.start(1), angle.end(1)), angle.end()
        else:
            blanks = self.text[closing + 2 : closing + 3] in (" ", "\t")
            target_end = self._target_end(closing + 2 + blanks)
            target = (closing + 2 + blanks, target_end)
        title = _TITLE.match(self.text, target_end, self._end) if target_end > 0 else None
        if title:
            return self._add_link(opening, closing, target, title.end(), is_image)
        spaced = _SPACED_TARGET.match(self.text, closing + 1, self._end)
        if spaced and " " in spaced[1]:
            where = (spaced.start(1), spaced.end(1))
            return self._add_link(opening, closing, where, spaced.end(), is_image, LinkKind.BROKEN)
        return closing + 1

    def _target_end(self, start: int) -> int:
        """Where a target with balanced parentheses ends; -1 if it does not within the run."""
        depth = 0
        for part in _TARGET_PART.finditer(self.text, start, self._end):
            if part[0] == "(":
                depth += 1
                if depth > _DEEPEST_TARGET:
                    return -1
            elif part[0] == ")":
                depth -= 1
                if depth < 0:
                    return part.start()
            elif part[0].isspace():
                return part.start() if depth == 0 else -1
        return -1

    def _add_link(
        self,
        opening: int,
        closing: int,
        target: tuple[int, int],
        end: int,
        is_image: bool,
        kind: LinkKind = LinkKind.INLINE,
    ) -> int:
        start = opening - is_image
        text = self.text[opening + 1 : closing]
        self.links.append(Link(start, end, kind, text, self.text[slice(*target)], *target, is_image))
        self.blanked.append(Piece(closing + 1, end))
        return end

    def _reference(self, opening: int, closing: int, is_image: bool) -> int:
        label_start, label_end, end = opening + 1, closing, closing + 1
        if self.text.startswith("[", closing + 1):
            bracket = self._find("]", closing + 2)
            if bracket > 0 and bracket - closing <= 1001:
                end = bracket + 1
                if bracket > closing + 2:
                    label_start, label_end = closing + 2, bracket
        if label_end - label_start > 999:
            return closing + 1
        label = " ".join(self.text[label_start:label_end].split()).casefold()
        found = self.definitions.get(label)
        if found is None:
            return closing + 1
        text = self.text[opening + 1 : closing]
        self.links.append(Link(opening - is_image, end, LinkKind.REFERENCE, text, *found, is_image))
        if end > closing + 1:
            self.blanked.append(Piece(closing + 1, end))
        return end

    def _url(self, start: int, end: int) -> int:
        if start > 0 and self.text[start - 1].isascii() and self.text[start - 1].isalnum():
            return end
        found = _URL.match(self.text, end, self._end)
        if not found:
            return end
        stop = end + len(found[0].rstrip(".,;:!?*_~)]" if "(" not in found[0] else ".,;:!?*_~]"))
        url = self.text[start:stop]
        self.links.append(Link(start, stop, LinkKind.AUTO, url, url, start, stop))
        self.blanked.append(Piece(start, stop))
        return stop

    # ------------------------------------------------------------------ HTML and attributes

    def _angle(self, start: int, end: int) -> int:
        if self.text.startswith("!--", end):
            closing = self._find("-->", end)
            if closing > 0:
                self.comments.append(Piece(start, closing + 3))
                return closing + 3
            return end
        tag = _TAG.match(self.text, start, self._end)
        if tag:
            self._tag(tag)
            return tag.end()
        link = _AUTOLINK.match(self.text, start, self._end)
        if link:
            self.links.append(
                Link(start, link.end(), LinkKind.AUTO, link[1], link[1], link.start(1), link.end(1))
            )
            self.blanked.append(Piece(start, link.end()))
            return link.end()
        return end

    def _tag(self, tag: re.Match[str]) -> None:
        self.blanked.append(Piece(tag.start(), tag.end()))
        for found in _ATTRIBUTE.finditer(tag[2]):
            group = next(number for number in (2, 3, 4) if found[number] is not None)
            start = tag.start(2) + found.start(group)
            end = tag.start(2) + found.end(group)
            value = found[group]
            if found[1].lower() in ("id", "name"):
                self.anchors.append(Anchor(start, end, value))
            else:
                is_image = found[1].lower() == "src"
                self.links.append(
                    Link(tag.start(), tag.end(), LinkKind.HTML, "", value, start, end, is_image)
                )

    def _attributes(self, start: int, end: int) -> int:
        found = _ATTRIBUTES.match(self.text, start, self._end)
        if not found:
            return end
        self.blanked.append(Piece(start, found.end()))
        named = _EXPLICIT_ID.search(found[0])
        if named:
            self.anchors.append(Anchor(start + named.start(1), start + named.end(1), named[1]))
        return found.end()


_READERS: dict[str, Callable[[Inline, int, int], int]] = {
    "\\": Inline._backslash,
    "`": Inline._code,
    "$": Inline._dollar,
    "<": Inline._angle,
    "[": Inline._open_bracket,
    "]": Inline._close_bracket,
    "h": Inline._url,
    "w": Inline._url,
    "{": Inline._attributes,
}
"""Who reads on from a token, by its first character; each returns where to go on."""
