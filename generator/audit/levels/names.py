"""The names of levels (`L4`, `完全收敛`, `A`), found where a text can only mean the level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from generator.audit.figures import bare
from generator.patterns import lazy

LEVEL_HEADER = lazy(r"等级|级别|层级|档|level|grade|tier|class|stage|阶段", re.IGNORECASE)
"""What a column of levels is called."""
RATING = lazy(r"★+☆*|☆+")
"""Stars, as levels wear them."""
_NEGATIONS = "未非不无"
_BEFORE_SHORT = lazy(
    r"(?:等级|级别|评级|评为|评定为|判定?为|定为|属于?|对应|corresponds to|earns?|"
    r"grade[sd]?|rated|level|tier|class|band)(?:\s?(?:为|"
    r"是|of|as|an?))*[\s:：“\"*]*$",
    re.IGNORECASE,
)
_AFTER_SHORT = lazy(r"[\s”\"*]*(?:级|档|等|-?(?:grade|level|tier|rating|rated))", re.IGNORECASE)
_SHORT = 2
"""A Latin name of so few letters also stands for other things."""


_GRADE = lazy(
    r"[A-Z]{1,3}[+-]?|[A-Z]\d{1,2}|优[秀异良]?|良好?|中等?|一般|合格|及格|达标|较?差|不合格|不及格|"
    r"极?高|较?[高低]|极低|轻|重|"
    r"(?:very )?(?:good|high|low|poor|bad|weak|strong)|excellent|outstanding|satisfactory|sufficient|"
    r"adequate|fair|"
    r"moderate|medium|mediocre|acceptable|pass|fail|critical|severe|green|yellow|amber|orange|red",
    re.IGNORECASE,
)
_SPECIFIC = lazy(r"[A-Za-z]{3,}[ -][A-Za-z][A-Za-z -]{2,}|(?![高中低优良差极不较很非])[㐀-鿿]{3,}")


def is_specific(name: str) -> bool:
    """Whether a name belongs to one scale; `A`, `L2`, `good` and `高风险` mean something everywhere."""
    return bool(_SPECIFIC.fullmatch(name))


def is_grade(name: str) -> bool:
    """Whether a name says nothing but how good or how grave something is."""
    return bool(_GRADE.fullmatch(name))


class Named(Protocol):
    """Something with names."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called: code and word."""


Level = TypeVar("Level", bound=Named)


class Names(Generic[Level]):
    """The names of levels, to find them in texts."""

    def __init__(self, known: Sequence[Level], text: str) -> None:
        self.by_name: dict[str, Level] = {}
        for level in known:
            for name in level.names:
                if name in text:
                    self.by_name.setdefault(name, level)
        self._longest_first = sorted(self.by_name, key=len, reverse=True)

    def within(self, text: str) -> dict[int, Level]:
        """The levels that a text names, by place; a name inside a longer one, or negated, does not count."""
        found: dict[int, Level] = {}
        rest = text
        for name in self._longest_first:
            if name not in rest:
                continue
            for match in re.finditer(_pattern(name), rest):
                if len(name) > (_SHORT if name.isascii() else 1) or _is_marked(rest, match):
                    found.setdefault(match.start(), self.by_name[name])
            rest = rest.replace(name, "\ufffc" * len(name))
        return found

    def one(self, text: str) -> Level | None:
        """The level that a text names, if it names one only."""
        found = {id(level): level for level in self.within(text).values()}
        return next(iter(found.values())) if len(found) == 1 else None

    def cell(self, text: str) -> Level | None:
        """The level that a cell names; a cell may consist of a name alone, however short (`A-` is an `A`)."""
        plain = bare(text)
        graded = re.sub(r"(?<=[A-Z])[-+−]$|\s?[级档]$", "", plain)
        return self.by_name.get(plain) or self.by_name.get(graded) or self.one(plain)


def _pattern(name: str) -> str:
    return (
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
        if name.isascii()
        else rf"(?<![{_NEGATIONS}]){re.escape(name)}"
    )


def _is_marked(text: str, match: re.Match[str]) -> bool:
    """Whether a short name (`A`, `高`) stands where only a level can be meant."""
    if re.fullmatch(r"[A-Z]\d", match.group()):
        return True
    return bool(_BEFORE_SHORT.search(text[: match.start()]) or _AFTER_SHORT.match(text, match.end()))
