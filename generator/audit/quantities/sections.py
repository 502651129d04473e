"""The sections of a document and their subjects: what a heading is about, and which one a place is under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator.audit.figures import bare
from generator.markdown import Document
from generator.patterns import lazy

_NUMBERING = lazy(
    r"^(?:\d+(?:\.\d+)*[.、]?\s+|\d+(?:\.\d+)+[-–—]\s?|[一二三四五六七八九十]+、\s*|"
    r"第[一二三四五六七八九十\d]+[章节]\s*)"
)
_CHAPTER = 2
"""Headings of this level and above begin a chapter."""


class Sections:
    """The headings of a document, to ask which one a place is under."""

    def __init__(self, document: Document) -> None:
        self._starts = [heading.start for heading in document.headings]
        self._levels = [heading.level for heading in document.headings]
        self._subjects = [subject(heading.plain) for heading in document.headings]
        self._counts = Counter(self._subjects)
        self._chapters = [heading.start for heading in document.headings if heading.level <= _CHAPTER]

    def at(self, position: int) -> int:
        """The number of the heading over a place; -1 before the first."""
        return bisect_right(self._starts, position) - 1

    def is_unique(self, name: str) -> bool:
        """Whether exactly one heading has this name."""
        return self._counts[name] == 1

    def chain(self, section: int) -> Iterator[str]:
        """The subjects of a section and of those that it is part of, the innermost first; not the topic."""
        level = 7
        for index in range(section, -1, -1):
            if self._levels[index] < level:
                level = self._levels[index]
                if level == 1:
                    return
                yield self._subjects[index]

    @property
    def topic(self) -> str:
        """What the whole document is about: its title, without what stands in brackets or behind a colon."""
        if not self._levels or self._levels[0] > 1 or self._levels.count(1) > 1:
            return ""
        return re.split(r"[（(：:]", self._subjects[0])[0]

    def chapter(self, position: int) -> int:
        """The number of the chapter that a place belongs to: by the last heading of level one or two."""
        return bisect_right(self._chapters, position)

    def title(self, section: int) -> str:
        """The subject of a section; "" before the first heading."""
        return self._subjects[section] if section >= 0 else ""


@lru_cache(maxsize=4096)
def subject(text: str) -> str:
    """A title or label as the name of a subject: without numbering, blanks and case."""
    name = "".join(_NUMBERING.sub("", bare(text)).split())
    return name.replace("*", "").replace("_", "").replace("`", "").casefold()
