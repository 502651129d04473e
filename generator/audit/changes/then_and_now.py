"""Changes told clause by clause: `22 minutes at first, 9 now, 13 less`, `上月 8 秒，本月 6 秒，缩短 25%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.audit.changes.change_phrases import Change
from generator.audit.changes.change_words import MORE_EN, NOW, PAST, is_other_period
from generator.audit.changes.comparison_forms import STATED_CLAUSE
from generator.audit.changes.comparisons import again, as_change, fits, is_called_change
from generator.audit.skeletons import SLOT, Skeleton
from generator.markdown import Piece
from generator.patterns import lazy

_CLAUSE_END = lazy(
    r"[，,；;—（()）]|(?<![减少增加多升降幅差])[：:]|[.。](?=\s|$)|\b(?:and|but|while)\b|而", re.IGNORECASE
)
_ARRIVES = lazy(rf"(?:\bto|到|至)\s?{SLOT}", re.IGNORECASE)
"""What was going somewhere is told with what it came to: `it was down to 240`."""
_IS_STEP = lazy(rf"{SLOT}(?: [a-z]+)? {MORE_EN} than", re.IGNORECASE)
"""`60 kWh less than last year` says how much it changed, not what it was."""
_MOST_MEANT = 2
_BEGINNING = 24
_YEARS = lazy(r"(?<!\d)(?:19|20)\d\d(?![\d.,])")


def goes_on(text: str) -> bool:
    """Whether a sentence goes on from the one in front of it: it begins with what was, or what is."""
    return bool(PAST.search(text, 0, _BEGINNING) or NOW.search(text, 0, _BEGINNING))


def then_and_now(words: Skeleton) -> Iterator[Change]:
    """Each clause that begins with a change, behind clauses that say what was and what is."""
    cuts = [0, *(each.end() for each in _CLAUSE_END.finditer(words.text)), len(words.text)]
    clauses = [Piece(*each) for each in pairwise(cuts) if words.text[each[0] : each[1] - 1].strip()]
    for at in range(1, len(clauses)):
        said = STATED_CLAUSE.match(words.text, clauses[at].start)
        if said is None or said.end("stated") > clauses[at].end or not is_called_change(words, said):
            continue
        pair = _pair(words, clauses[:at])
        stated = words.slot(said, "stated")
        whole = words.text[clauses[max(at - 2, 0)].start : said.end()]
        if pair and fits(words, stated, pair[0]) and not is_other_period(whole):
            change = as_change(words, *pair, stated, said["words"] + said["behind"])
            yield change
            yield from again(words, change, said.end("stated"))


def _pair(words: Skeleton, clauses: Sequence[Piece]) -> tuple[int, tuple[int, ...]] | None:
    """The slots of what was and of what is, told by the words or the years beside them.

    Beside a figure that was, without one that is called present, any figure in front of it may be meant.
    """
    last, rest = clauses[-1], clauses[:-1]
    if not rest or _count(words, last) != 1:
        return None
    number = words.number(last.start)
    is_beside = _count(words, rest[-1]) == 1 and words.are_alike(number - 1, number)
    years = _year(words, rest[-1]), _year(words, last)
    if years[0] and years[1] and years[0] != years[1]:
        pair = (number - 1, (number,)) if years[0] < years[1] else (number, (number - 1,))
        return pair if is_beside else None
    if _is_past(words, last):
        afters = tuple(each for each in reversed(range(number)) if words.are_alike(number, each))
        if len(afters) > _MOST_MEANT:
            return None
        is_told_twice = any(_is_past(words, clause) and _count(words, clause) for clause in rest)
        return (number, afters) if afters and not is_told_twice else None
    is_present = NOW.search(words.text, last.start, last.end)
    return (number - 1, (number,)) if is_present and is_beside and _is_past(words, rest[-1]) else None


def _count(words: Skeleton, clause: Piece) -> int:
    return words.text.count(SLOT, clause.start, clause.end)


def _is_past(words: Skeleton, clause: Piece) -> bool:
    is_past = PAST.search(words.text, clause.start, clause.end)
    if _ARRIVES.search(words.text, clause.start, clause.end) or _IS_STEP.search(
        words.text, clause.start, clause.end
    ):
        return False
    return bool(is_past) and not NOW.search(words.text, clause.start, clause.end)


def _year(words: Skeleton, clause: Piece) -> int | None:
    """The one year that a clause speaks of."""
    years = _YEARS.findall(words.text, clause.start, clause.end)
    return int(years[0]) if len(years) == 1 else None
