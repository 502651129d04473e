"""Changes stated beside a figure and its base: `46, up 15 % from 40`, `46 件，较上月的 40 件增加 15%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.changes.change_phrases import Change
from generator.audit.changes.change_words import OTHER_BASE, OTHER_KIND, is_other_period
from generator.audit.changes.comparison_forms import (
    AGAIN,
    CHANGE_BEHIND,
    CHANGES,
    GAP,
    PAIRS,
    RATIOS,
    SAYS_CHANGE,
    STATED_BEHIND,
)
from generator.audit.skeletons import SLOT, Skeleton
from generator.patterns import lazy, small, words

COMPARED = words(
    r"较|比|占|基[线准期]|[是为](?=[^，。]{0,20}的)|上[个一]?[月周年季期]|去年|同期|前|原[来先本]|[最期年月]初|距|离|"
    r"[从由自]|→|->|领先|落后|高[于出]|低于|超[过出]|差|(?:19|20)\d\d|"
    r"\b(?:ago|last|previous(?:ly)?|prior|before|earlier|originally|initially|first|was|were|now|than|over|on|"
    r"from|against|compared|versus|vs|relative to|short of|below|above|under|ahead of|behind|gap|differ\w*|"
    r"lead|baseline|instead of|of the)\b"
)
"""Some of these words stand in every comparison."""
_REACH = 60
"""So far in front of a figure words may say that it is compared with another period."""
_OF_OTHERS = lazy(r"\s?的")
_BOTH = lazy(
    r"[两二]者(?:之间)?的?|[前后]者|仍|还|已|相|\b(?:an?|the|they|it|so|is|are|which)\b", re.IGNORECASE
)


def comparisons(words: Skeleton) -> Iterator[Change]:
    """Each change that a sentence states beside a figure and its base, with figures of one kind only."""
    text = small(words.text)
    for form in CHANGES:
        for match in form.finditer(text):
            for change in _change(words, match, match):
                yield change
                yield from again(words, change, match.end())
    for form in RATIOS:
        for match in form.finditer(text):
            for change in _change(words, match, match):
                yield change._replace(is_ratio=True)
    yield from _behind_pairs(words, text)
    yield from _gaps(words)


def _behind_pairs(words: Skeleton, text: str) -> Iterator[Change]:
    """What is called a change right behind a pair."""
    for form in PAIRS:
        for match in form.finditer(text):
            stated = STATED_BEHIND.match(words.text, match.end())
            if stated and is_called_change(words, stated):
                for change in _change(words, match, stated):
                    yield change
                    yield from again(words, change, stated.end("stated"))


def as_change(words: Skeleton, before: int, afters: tuple[int, ...], stated: int, said: str) -> Change:
    """The change between the figures in these slots; it may lead to any of `afters`."""
    ends = tuple(words.figures[each] for each in afters)
    return Change(words.figures[before], ends[0], words.figures[stated], said, ends=ends[1:])


def fits(words: Skeleton, stated: int, base: int) -> bool:
    """Whether a figure can be the change of another: a percentage, points, a factor, or in the same unit."""
    if words.figures[stated].figure.measure != "number":
        return True
    if words.nouns[stated] == "point":
        return words.figures[base].figure.measure == "percent" or words.nouns[base] in ("", "point")
    return words.are_alike(base, stated)


def is_called_change(words: Skeleton, match: re.Match[str]) -> bool:
    """Whether a figure behind a pair is called a change, in front of it or behind it, or has a sign."""
    number = words.slot(match, "stated")
    figure = words.figures[number].figure
    if OTHER_KIND.search(match.group()) or OTHER_BASE.match(match["behind"]):
        return False
    is_share = figure.measure in ("percent", "points") or words.nouns[number] == "point"
    is_signed = figure.direction != 0 and is_share
    return is_signed or bool(SAYS_CHANGE.search(match["words"]) or CHANGE_BEHIND.match(match["behind"]))


def again(words: Skeleton, change: Change, position: int) -> Iterator[Change]:
    """The difference behind the percentage, or the reverse: `增长 10%，增加 820 万元`."""
    found = AGAIN.match(words.text, position)
    if found and change.before.figure.measure == "number" and not is_other_period(_around(words, found)):
        stated = words.figures[words.slot(found, "stated")]
        if {stated.figure.measure, change.stated.figure.measure} == {"percent", "number"}:
            yield change._replace(stated=stated, words=found["words"] or "")


def _around(words: Skeleton, found: re.Match[str]) -> str:
    return words.text[max(0, found.start() - _REACH) : found.end()]


def _change(words: Skeleton, pair: re.Match[str], said: re.Match[str]) -> Iterator[Change]:
    """The change that the words say of the pair; nothing if it can be something else."""
    before, after, stated = words.slot(pair, "before"), words.slot(pair, "after"), words.slot(said, "stated")
    is_other = OTHER_KIND.search(pair.group()) or is_other_period(pair.group())
    if is_other or _OF_OTHERS.match(words.text, said.end()):
        return
    if words.are_alike(before, after) and fits(words, stated, before):
        wording = said["words"] + (said.groupdict().get("behind") or "")
        yield as_change(words, before, (after,), stated, wording)


def _gaps(words: Skeleton) -> Iterator[Change]:
    """A gap in points behind the only two percentages of a sentence."""
    shares = [number for number, each in enumerate(words.figures) if each.figure.measure == "percent"]
    if len(shares) != 2 or not all(words.figures[each].figure.is_plain for each in shares):
        return
    place = -1
    for _ in range(shares[1] + 1):
        place = words.text.index(SLOT, place + 1)
    found = GAP.match(words.text, place + 1)
    is_between = found and _BOTH.sub("", found["who"]).strip() in words.text[:place]
    if found and is_between and fits(words, shares[1] + 1, shares[0]):
        yield as_change(words, shares[0], (shares[1],), shares[1] + 1, found["words"])
