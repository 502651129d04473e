"""Numbers that stand before titles: `3.`, `2.1`, `十一、`, `第三章`, `Step 2`, `IV.`, `Appendix B`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.audit.number_words import chinese_numeral, read_number_word, read_roman, roman_numeral
from generator.markdown import Heading
from generator.patterns import lazy

_CHINESE_ORDINAL = r"[一二三四五六七八九十百]{1,5}"
_LISTED = lazy(rf"({_CHINESE_ORDINAL})[、．.，]\s*|[（(]({_CHINESE_ORDINAL})[）)]\s*")
_COUNTED = lazy(rf"第\s*({_CHINESE_ORDINAL}|\d{{1,3}})\s*(章|节|部分|步|篇|讲|课|阶段|条)(?![\d一-龥]*季)")
_LABELS = (
    "chapter|section|part|step|phase|stage|lesson|lecture|module|unit|pillar|principle|milestone|sprint|dimension|"
    "exercise|question|example|scenario|experiment|recommendation|"
    "步骤|阶段|部分|章节|模块|支柱|原则|里程碑|维度|练习|习题|示例|场景|实验|案例|任务|方案"
)
"""Words for things that a text numbers without gaps; tasks and findings may be numbered elsewhere."""
_LABELLED = lazy(
    rf"({_LABELS})\s*(\d{{1,3}}|{_CHINESE_ORDINAL})(?=\s*(?:[:：.、—)）]|[-–](?!\d))|\s*$|\s+\D)",
    re.IGNORECASE,
)
_DOTTED = lazy(r"(\d{1,3}(?:\.\d{1,3}){1,5})(?:[.、．:：](?!\d)\s*|\s+)(?=\S)")
_SINGLE = lazy(r"(\d{1,3})(?:[.、．)）](?!\d)\s*)(?=\S)|[（(](\d{1,3})[）)]\s*(?=\S)")
_BARE = lazy(r"(\d{1,2})\s+(?=[^\W\d_])")
_LETTERED = lazy(
    r"(?:(appendix|annex|附录)\s?([A-Z])(?=\s*[:：.、\-—–]|\s*$|\s)|([A-Z])[.、)）]\s+(?=\S))", re.IGNORECASE
)
_ROMAN = lazy(r"((?=[IVXL])(?:X{0,3}(?:IX|IV|V?I{0,3})|XL))[.、)）:：]\s+(?=\S)")
_ONE_LETTER = (1, 5, 10)
_NO_TITLE = lazy(
    r"[(（\[]?\d{4}([-/.年]|$)|[-–—+%‰×*/=]|x(?=\s*\d)|(?:billion|million|percent|倍|版|版本|release|stable|beta|alpha)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a heading. `style` tells apart what is counted separately; `title` is the rest."""

    style: str
    parts: tuple[int, ...]
    written: str
    title: str

    @property
    def last(self) -> int:
        """The part that counts on within the section."""
        return self.parts[-1]


def like(number: Number, parts: Sequence[int]) -> str:
    """Write other parts in the way this number is written: `三、` becomes `五、`."""
    if len(parts) > 1 or number.style in ("dotted", "single", "bare"):
        return ".".join(str(part) for part in parts)
    if number.style == "roman":
        return number.written.rstrip().replace(roman_numeral(number.last), roman_numeral(parts[0]), 1)
    if number.style in ("letter", "appendix", "annex", "附录"):
        letter = chr(ord("A") + parts[0] - 1)
        return re.sub(r"\b[A-Z](?![A-Za-z])", letter, number.written.rstrip(), count=1)
    core = re.search(rf"\d+|{_CHINESE_ORDINAL}", number.written)
    if core is None:
        return str(parts[0])
    new = str(parts[0]) if core[0].isdigit() else chinese_numeral(parts[0])
    return number.written[: core.start()] + new + number.written[core.end() :].rstrip()


def read_number(title: str) -> Number | None:
    """The number before a title; nothing if the digits belong to the title itself (`2025 年`, `5G`)."""
    return _labelled(title) or _chinese(title) or _arabic(title) or _roman(title) or _lettered(title)


def _labelled(title: str) -> Number | None:
    counted = _COUNTED.match(title)
    if counted:
        return _number("第" + counted[2], counted, read_number_word(counted[1]), title)
    found = _LABELLED.match(title)
    return _number(found[1].lower(), found, read_number_word(found[2]), title) if found else None


def _chinese(title: str) -> Number | None:
    found = _LISTED.match(title)
    if not found:
        return None
    style = "listed" if found[1] else "bracketed"
    return _number(style, found, read_number_word(found[1] or found[2]), title)


def _number(style: str, found: re.Match[str], value: int, title: str) -> Number | None:
    return Number(style, (value,), found[0], title[found.end() :].strip()) if value else None


def _roman(title: str) -> Number | None:
    """A Roman numeral; one letter alone may as well be that of a list (`C.`)."""
    found = _ROMAN.match(title)
    return _number("roman", found, read_roman(found[1]), title) if found else None


def _lettered(title: str) -> Number | None:
    found = _LETTERED.match(title)
    if found is None:
        return None
    letter = found[2] or found[3]
    if not letter.isupper():
        return None
    return _number((found[1] or "letter").lower(), found, ord(letter) - ord("A") + 1, title)


def _arabic(title: str) -> Number | None:
    for style, pattern in (("dotted", _DOTTED), ("single", _SINGLE), ("bare", _BARE)):
        found = pattern.match(title)
        if found:
            rest = title[found.end() :]
            if _NO_TITLE.match(rest):
                return None
            digits = next(group for group in found.groups() if group)
            return Number(style, tuple(int(part) for part in digits.split(".")), found[0], rest.strip())
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its number and the index of the section it stands in (-1: none)."""

    heading: Heading
    number: Number | None
    parent: int


def read_sections(headings: Sequence[Heading]) -> list[Section]:
    """The headings with what counts as their number; a number must be part of a numbering to count."""
    sections: list[Section] = []
    open_sections: list[int] = []
    for index, heading in enumerate(headings):
        while open_sections and headings[open_sections[-1]].level >= heading.level:
            open_sections.pop()
        parent = open_sections[-1] if open_sections else -1
        sections.append(Section(heading, read_number(heading.plain), parent))
        open_sections.append(index)
    return _without_chance(_with_letters(sections))


def _with_letters(sections: list[Section]) -> list[Section]:
    """Read `I.` as a letter where a level counts with letters, and none of its numerals has two."""
    numbers = [(section.heading.level, section.number) for section in sections if section.number]
    lettered = {level for level, number in numbers if number.style == "letter"}
    lettered -= {
        level for level, number in numbers if number.style == "roman" and number.last not in _ONE_LETTER
    }
    return [
        Section(section.heading, _as_letter(number), section.parent)
        if (number := section.number) and number.style == "roman" and section.heading.level in lettered
        else section
        for section in sections
    ]


def _as_letter(number: Number) -> Number:
    return replace(number, style="letter", parts=(ord(roman_numeral(number.last)) - ord("A") + 1,))


def _without_chance(sections: list[Section]) -> list[Section]:
    """Drop numbers that no numbering of the document supports: `5 tips`, `3.5 Turbo`, release notes."""
    groups: dict[tuple[int, str, int], list[int]] = {}
    for index, section in enumerate(sections):
        if section.number:
            key = (section.heading.level, section.number.style, len(section.number.parts))
            groups.setdefault(key, []).append(index)
    dropped = {
        index
        for key, members in groups.items()
        if not _is_numbering(sections, key[1], members)
        for index in members
    }
    return [
        Section(section.heading, None, section.parent) if index in dropped else section
        for index, section in enumerate(sections)
    ]


def _is_numbering(sections: list[Section], style: str, members: list[int]) -> bool:
    numbers = [number for index in members if (number := sections[index].number)]
    if style == "dotted" and any(_is_in_section(sections, index) for index in members):
        return True
    steps = [(b.parts > a.parts) - (b.parts < a.parts) for a, b in itertools.pairwise(numbers)]
    if steps.count(-1) > steps.count(1) and all(
        sections[index].parent == sections[members[0]].parent for index in members
    ):
        return False
    if style == "bare":
        ones = sum(b.last == a.last + 1 for a, b in itertools.pairwise(numbers))
        return ones >= 2 and ones * 2 > len(steps)
    if style in ("roman", "letter"):
        ones = sum(b.last == a.last + 1 for a, b in itertools.pairwise(numbers))
        return len(numbers) > 2 and numbers[0].last == 1 and -1 not in steps and ones * 2 >= len(steps)
    if style == "dotted":
        return len(numbers) > 1 or _opens_section(sections, members[0])
    return True


def _is_in_section(sections: list[Section], index: int) -> bool:
    """Whether a dotted number begins with the number of the section that it stands in."""
    number, parent = sections[index].number, _parent_number(sections, index)
    return number is not None and parent is not None and number.parts[:-1] == parent.parts


def _opens_section(sections: list[Section], index: int) -> bool:
    """Whether a lone dotted number is one all the same: the first in a section of another number."""
    number, parent = sections[index].number, _parent_number(sections, index)
    if number is None or parent is None:
        return False
    return len(number.parts) == len(parent.parts) + 1 and number.last == 1


def _parent_number(sections: list[Section], index: int) -> Number | None:
    parent = sections[index].parent
    return sections[parent].number if parent >= 0 else None
