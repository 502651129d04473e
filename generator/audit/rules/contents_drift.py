"""A table of contents lists the headings as they are, in their order, with none left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from generator.audit.headings.contents import Contents, Entry, find_contents, fragments, heading_of
from generator.audit.headings.numbering import read_number
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document, Heading
from generator.rule import Example, Rule

_FEWEST_TITLES = 3
_NO_LETTER = re.compile(r"[\W_]+")


def check(document: Document) -> Iterator[Diagnostic]:
    """Every entry against its heading, then every heading that should be listed."""
    contents = find_contents(document)
    if contents is None:
        return
    ids, names = fragments(document), _by_name(document)
    pairs = [(entry, _heading(document, entry, ids, names)) for entry in contents.entries]
    is_strict = _are_titles(pairs)
    for entry, heading in pairs:
        if heading is not None and not _says_the_same(entry.text, heading.plain, is_strict=is_strict):
            yield _differs(document, entry, heading)
        elif heading is None and not entry.fragment:
            yield _unknown(document, entry)
    yield from _disorder(document, pairs)
    yield from _missing(document, contents, [heading for _, heading in pairs if heading])


def _by_name(document: Document) -> dict[str, Heading]:
    names: dict[str, Heading] = {}
    for heading in document.headings:
        names.setdefault(_key(heading.plain), heading)
    for heading in document.headings:
        number = read_number(heading.plain)
        if number:
            names.setdefault(_key(number.title), heading)
    return names


def _heading(
    document: Document, entry: Entry, ids: frozenset[str], names: dict[str, Heading]
) -> Heading | None:
    """The heading that an entry is about: where its link leads, else the one of that name."""
    if entry.fragment:
        found = heading_of(document, entry.fragment)
        if found or entry.fragment in ids:
            return found
    return names.get(_key(entry.text))


def _key(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _are_titles(pairs: Sequence[tuple[Entry, Heading | None]]) -> bool:
    """Whether the contents repeat the headings word for word, nearly all of them."""
    known = [_key(entry.text) == _key(heading.plain) for entry, heading in pairs if heading]
    return sum(known) >= _FEWEST_TITLES and sum(known) * 4 >= len(known) * 3


def _says_the_same(entry: str, heading: str, *, is_strict: bool) -> bool:
    """Whether an entry names a heading: equal, or shortened without changing a number.

    In contents that repeat the headings (`is_strict`), no entry says more than its heading.
    """
    if _key(entry) == _key(heading):
        return True
    listed, actual = read_number(entry), read_number(heading)
    if listed and actual and listed.parts != actual.parts:
        return False
    short, full = _key(listed.title if listed else entry), _key(actual.title if actual else heading)
    return bool(short) and (short in full or (full in short and not is_strict))


def _differs(document: Document, entry: Entry, heading: Heading) -> Diagnostic:
    likeness = SequenceMatcher(None, entry.text, heading.plain, autojunk=False).ratio()
    return RULE.finding(
        document.span(entry.start, entry.end),
        f"the contents say {entry.text!r}, the heading says {heading.plain!r}",
        f"write {heading.plain}",
        severity=Severity.ERROR if likeness >= 0.5 else Severity.WARNING,
        notes=(Note(document.span(heading.text_start, heading.text_end), "the heading"),),
        stated=entry.text,
        expected=heading.plain,
    )


def _unknown(document: Document, entry: Entry) -> Diagnostic:
    return RULE.finding(
        document.span(entry.start, entry.end),
        f"the contents list {entry.text!r}, which is no heading of the document",
        "remove the entry, or add the section",
        stated=entry.text,
    )


def _disorder(document: Document, pairs: list[tuple[Entry, Heading | None]]) -> Iterator[Diagnostic]:
    """As few entries as would have to move: those outside of the longest run that is in order."""
    listed = [(entry, heading) for entry, heading in pairs if heading is not None]
    kept = _longest_rising([heading.start for _, heading in listed])
    for index, (entry, _) in enumerate(listed):
        if index not in kept:
            yield RULE.finding(
                document.span(entry.start, entry.end),
                f"the contents list {entry.text!r} in another place than its section has",
                "move the entry",
                stated=entry.text,
            )


def _longest_rising(places: list[int]) -> set[int]:
    """The indices of a longest part of the list that does not fall; of two neighbours the later one moves."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [index]
        before.append(last[at - 1] if at else -1)
    kept = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def _missing(document: Document, contents: Contents, listed: list[Heading]) -> Iterator[Diagnostic]:
    """Headings of a depth that the contents list, which they leave out.

    Contents may break down a few sections only: where most listed sections with headings of a depth have none
    of them listed, only the others are expected to list all of theirs.
    """
    if not listed:
        return
    depths = {heading.level for heading in listed}
    first = contents.entries[0].start
    known = {heading.start for heading in listed}
    names = {_key(entry.text) for entry in contents.entries}
    parents = _parents(document)
    broken_down = {(parents.get(heading.start), heading.level) for heading in listed}
    closed = {
        (parent, heading.level)
        for heading in document.headings
        if heading.level in depths and heading.level > min(depths)
        for parent in [parents.get(heading.start)]
        if parent in known and (parent, heading.level) not in broken_down
    }
    few = {depth for depth in depths if _count(closed, depth) > _count(broken_down, depth)}
    for heading in document.headings:
        is_expected = heading.level in depths and heading.start > first and heading is not contents.heading
        is_closed = heading.level in few and (parents.get(heading.start), heading.level) in closed
        if not is_expected or is_closed or not heading.plain:
            continue
        if heading.start not in known and _key(heading.plain) not in names:
            yield RULE.finding(
                document.span(heading.text_start, heading.text_end),
                f"the contents do not list {heading.plain!r}, although they list headings of this depth",
                "add it to the contents",
                notes=(Note(document.span(first, contents.entries[-1].end), "the contents"),),
                expected=heading.plain,
            )


def _count(places: Iterable[tuple[int | None, int]], depth: int) -> int:
    return sum(level == depth for _, level in places)


def _parents(document: Document) -> dict[int, int]:
    """For each heading by its place the place of the heading that it stands under."""
    found: dict[int, int] = {}
    above: list[Heading] = []
    for heading in document.headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        if above:
            found[heading.start] = above[-1].start
        above.append(heading)
    return found


_LISTING = "# T\n\n## Contents\n\n- [A](#a)\n- [B](#b)\n- [C](#c)\n\n"

RULE: Rule[Document] = Rule(
    code="CA402",
    name="contents-drift",
    severity=Severity.ERROR,
    title={
        "en": "the table of contents differs from the headings",
        "zh": "目录与标题不一致",
    },
    why={
        "en": "Contents kept by hand drift: a section that is not listed is not found.",
        "zh": "手写目录容易与正文脱节：没有列出的章节，读者找不到。",
    },
    check=check,
    bad=(
        Example(
            "# T\n\n## Contents\n\n- [Why](#why)\n- ⟦[Levels overview](#levels)⟧\n- [Cases](#cases)\n"
            "- [Outlook](#outlook)\n\n## Why\n\n## Levels\n\n## Cases\n\n## Outlook\n",
            note="the heading was shortened",
        ),
        Example(_LISTING + "## A\n\n## B\n\n## C\n\n## ⟦D⟧\n", note="a section is not listed"),
        Example(
            "## 目录\n\n- [一、甲](#一甲)\n- ⟦[三、乙](#二乙)⟧\n- [三、丙](#三丙)\n\n"
            "## 一、甲\n\n## 二、乙\n\n## 三、丙\n",
            note="the number in the contents is not that of the heading",
        ),
        Example(
            "## Contents\n\n- [A](#a)\n- ⟦[D](#d)⟧\n- [B](#b)\n- [C](#c)\n\n## A\n\n## B\n\n## C\n\n## D\n",
            note="another order",
        ),
    ),
    good=(
        Example(
            "# T\n\n## Contents\n\n- [A](#a)\n  - [One](#one)\n  - [Two](#two)\n- [B](#b)\n- [C](#c)\n\n"
            "## A\n\n### One\n\n### Two\n\n## B\n\n### Three\n\n## C\n\n### Four\n",
            note="only one section of three is broken down",
        ),
        Example(_LISTING + "## A\n\n### deeper\n\n## B\n\n## C\n", note="contents may stop at a depth"),
        Example(
            "# T\n\n## Contents\n\n- [Install](#how-to-install)\n- [B](#b)\n- [C](#c)\n\n"
            "## How to install\n\n## B\n\n## C\n"
        ),
        Example("## 目录\n\n- [说明](other.md)\n- [附录](more.md)\n- [甲](third.md)\n\n## 甲\n\n## 乙\n"),
        Example(
            "# T\n\n## Before\n\n" + _LISTING[5:] + "## A\n\n## B\n\n## C\n",
            note="what precedes the contents",
        ),
    ),
)
"""Tables of contents."""
