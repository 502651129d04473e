"""Changes told line by line: `当前：20%`, `目标：50%`, `提升幅度：+30%`; `Recall: 70% → 78%`, `Gain: +8%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.audit.changes.change_phrases import Change, is_pair
from generator.audit.statements import Mention, mentions
from generator.markdown import Document
from generator.patterns import lazy, words

_TRIGGER = words(
    r"幅度?\W{0,4}[：:]|[升高长少低加善差化距]\W{0,4}[：:]|"
    r"(?:improvement|change|increase|decrease|reduction|gain|difference|gap|growth|delta|saving)s?\W{0,4}:"
)
_LINE = lazy(r"[^\n]+")
_LABELLED = lazy(r"[\s*_>]*(?P<label>[^：:\d*\n]{1,24}?)[\s*_]*[：:][\s*_]*(?=\S)")
_NOTE = lazy(r"[\s*_]*(?:[（(][^()（）\n]*[)）])?[\s*_。.;；]*")
_BEFORE = lazy(
    r"当前\w{0,4}|现状\w{0,2}|现有\w{0,2}|目前|之前|以前|此前|\w{0,4}前|原[来值有]\w{0,2}|基[线准]\w{0,2}|起点|旧\w{0,3}|"
    r"(?:current|baseline|before|old|previous|today|now|start)(?: (?:state|value|level|status))?",
    re.IGNORECASE,
)
_AFTER = lazy(
    r"目标\w{0,4}|预期\w{0,3}|之后|以后|\w{0,4}后|新\w{0,3}|"
    r"(?:target|goal|after|new|expected)(?: (?:state|value|level|status))?",
    re.IGNORECASE,
)
_CHANGE = lazy(
    r"\w{0,4}(?:提升|提高|增长|增加|上升|下降|降低|减少|缩短|改善|节省|变化|差距|差值|差异|增幅|降幅|涨幅|跌幅)(?:幅度|值|量|率|空间)?|"
    r"(?:\w+ )?(?:improvement|change|increase|decrease|reduction|gain|difference|gap|growth|delta|saving)s?",
    re.IGNORECASE,
)
_BETWEEN = lazy(r"[\s>*+-]*(?:\d{1,3}[.)]\s)?\s*")


class _Line(NamedTuple):
    """A line with a label and the figures behind it, all of them with their places in the document."""

    label: str
    figures: tuple[Mention, ...]
    is_pair: bool


def labelled_changes(document: Document) -> Iterator[Change]:
    """Each line that states a change, with the pair or the two figures in the lines above it."""
    if not _TRIGGER.search(document.small):
        return
    above: list[_Line] = []
    end = 0
    for start, text in _lines(document):
        if not _BETWEEN.fullmatch(document.plain, end, start):
            above.clear()
        end = start + len(text)
        line = _read(text, start)
        if line is None:
            above.clear()
            continue
        if len(line.figures) == 1 and _CHANGE.fullmatch(line.label):
            yield from _change(line, above)
        above = [*above[-2:], line]


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    for run in document.runs:
        if run.kind not in ("heading", "title"):
            for found in _LINE.finditer(document.plain, run.start, run.end):
                yield found.start(), found.group()


def _read(text: str, start: int) -> _Line | None:
    """The label and the figures of a line: one, or two with an arrow between them, and nothing else."""
    labelled = _LABELLED.match(text)
    if labelled is None:
        return None
    figures = [each for each in mentions(text) if each.start >= labelled.end()]
    if not figures or figures[0].start != labelled.end():
        return None
    is_course = len(figures) > 1 and is_pair(text, figures[0], figures[1])
    last = figures[1] if is_course else figures[0]
    if not _NOTE.fullmatch(text, last.end):
        return None
    kept = figures[: 2 if is_course else 1]
    moved = tuple(each._replace(start=start + each.start, end=start + each.end) for each in kept)
    return _Line(labelled["label"].strip(), moved, is_course)


def _change(line: _Line, above: list[_Line]) -> Iterator[Change]:
    stated = line.figures[0]
    if above and above[-1].is_pair and not (len(above) > 1 and above[-2].is_pair):
        before, after = above[-1].figures
        yield Change(before, after, stated, line.label)
    elif len(above) > 1 and _BEFORE.fullmatch(above[-2].label) and _AFTER.fullmatch(above[-1].label):
        yield Change(above[-2].figures[0], above[-1].figures[0], stated, line.label)
