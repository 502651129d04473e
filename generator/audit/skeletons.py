"""The words of a sentence with a slot for each figure, so that patterns can speak of words alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.audit.statements import Mention, comparable, mentions
from generator.patterns import lazy

SLOT = "\ue000"
"""Stands for a figure with its unit. Numbers that are no figures (dates, names) remain as they are."""
_YEAR = lazy(r"(?:19|20)\d\d")
_DATED = lazy(r"(?:\b(?:in|by|since|until|of|from|to|for|and)|[,(（/–-])\s?$", re.IGNORECASE)
_POINT_NUMBER = lazy(r"\d{1,2}\.\d{1,2}")
_NOUN = lazy(
    r"\s?[*_]*(?P<zh>[个件人名位家台张次项条份篇款种元吨度天年月周小分秒])|\s?[*_]*(?P<en>[A-Za-z]{2,})"
)
_NO_NOUN = lazy(
    r"an?|and|as|at|ago|after|again|against|all|also|are|before|but|by|compared|down|during|each|earlier|every|"
    r"faster|fewer|for|from|had|has|have|higher|in|initially|is|its?|last|later|less|longer|lower|more|now|of|on|"
    r"one|only|or|originally|over|per|previously|so|slower|still|than|that|the|then|this|to|today|under|until|up|"
    r"versus|vs|was|we|were|when|where|which|while|with|within|would|year|month|week"
)
_PEOPLE = "人名位"
"""Measure words for people."""
_BOUND = lazy(r"不足|低于|小于|超过|高于|大于|至少|(?:over|under|at least|up to) ", re.IGNORECASE)
"""Words that a figure begins with remain in front of its slot; signs do not."""
_BLANKS = lazy(r"[\s*](?:[\s*]+|(?<! ))")
"""Blanks and emphasis, if they are more than the one blank that shall take their place."""


class Skeleton(NamedTuple):
    """A sentence with slots, and what stands in them."""

    text: str
    figures: tuple[Mention, ...]
    nouns: tuple[str, ...]
    """What each figure counts, as far as the word behind it tells; "" if nothing does."""

    def number(self, position: int) -> int:
        """Which slot stands at a place: the first is 0."""
        return self.text.count(SLOT, 0, position)

    def slot(self, match: re.Match[str], group: str) -> int:
        """The number of the slot that a group of a match begins with."""
        return self.number(match.start(group))

    def with_exact(self, number: int) -> Skeleton:
        """The same with one figure read without its bound: `超过 50%` as 50 %."""
        mention = self.figures[number]
        exact = mention._replace(figure=mention.figure._replace(kind="exact"))
        return self._replace(figures=(*self.figures[:number], exact, *self.figures[number + 1 :]))

    def are_alike(self, first: int, second: int) -> bool:
        """Whether two figures count or measure the same, as far as the words beside them tell."""
        one, other = self.figures[first].figure, self.figures[second].figure
        if comparable(one, other) is None or not (one.is_plain and other.is_plain):
            return False
        if one.measure == other.measure == "percent":
            return True
        nouns = self.nouns[first], self.nouns[second]
        return not all(nouns) or nouns[0] == nouns[1]


@lru_cache(maxsize=4096)
def skeleton(text: str) -> Skeleton:
    """The skeleton of a sentence."""
    pieces: list[str] = []
    figures: list[Mention] = []
    end = 0
    for each in mentions(text):
        if not _is_name(text, each):
            bound = None if each.figure.is_plain else _BOUND.match(text, each.start, each.end)
            pieces += (text[end : bound.end() if bound else each.start], SLOT)
            figures.append(each)
            end = each.end
    pieces.append(text[end:])
    nouns = tuple(_noun(text, each) for each in figures)
    return Skeleton(_BLANKS.sub(" ", "".join(pieces)), tuple(figures), nouns)


def _is_name(text: str, mention: Mention) -> bool:
    """A year or a release (`in 2024`, `from 3.1`), which says when and not how much."""
    before = text[max(0, mention.start - 10) : mention.start]
    if mention.figure.unit or mention.figure.measure != "number":
        return False
    if _YEAR.fullmatch(mention.figure.text):
        return bool(_DATED.search(before)) or not before
    return bool(_POINT_NUMBER.fullmatch(mention.figure.text) and re.search(r"\bin\s$", before))


def _noun(text: str, mention: Mention) -> str:
    if mention.figure.is_money:
        return "money"
    if mention.figure.unit:
        return mention.figure.unit.casefold().removesuffix("s")
    found = _NOUN.match(text, mention.end)
    if found is None:
        return ""
    word = (found["zh"] or found["en"]).casefold()
    if word in _PEOPLE:
        return "人"
    return "" if _NO_NOUN.fullmatch(word) else word.removesuffix("s")
