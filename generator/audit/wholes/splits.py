"""How a text says that data were split: `70% 训练集、15% 验证集、15% 测试集`, `an 80/10/10 split`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from generator.audit.statements import sentences
from generator.markdown import Document
from generator.patterns import lazy, words


class Split(NamedTuple):
    """The percentages of a split in their order, as numbers, with the place of the last one."""

    shares: tuple[Fraction, ...]
    start: int
    end: int


_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?P<sign>\s?(?:[%％]|per\s?cent\b))"
_PART = r"(?P<part>训练|验证|测试|开发集|校准|train\w*|valid\w*|dev(?:elopment)?\b|test\w*|hold-?out)"
_FORMS = (
    lazy(
        rf"{_NUMBER}\s?(?:的?(?:数据|样本)?(?:用于|用作|作为|划为|为)?|(?:of the (?:data|samples) )?"
        rf"(?:is |are |was |were )?(?:used )?(?:for |as )?(?:the )?)\s?{_PART}",
        re.IGNORECASE,
    ),
    lazy(
        rf"{_PART}(?:集|数据)?(?: (?:set|split|data))?\s?(?:各?占|为|约|[:：(（]|of|is|=)?\s?{_NUMBER}",
        re.IGNORECASE,
    ),
)
_SHARE = lazy(r"\d\s?(?:[%％]|per\s?cent\b)")
_SLASHED = lazy(
    r"(?<![\d./-])(?P<shares>\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{1,2})?)\s?[%％]?\s?"
    r"(?:(?:的?比例)?(?:划分|拆分|切分)|(?:train\S*\s)?split\b|(?:into |for )?(?:the )?train)",
    re.IGNORECASE,
)
_TRIGGER = words(r"训练|划分|拆分|切分|\b(?:train\w*|split)\b")
_KINDS = (("训练", "train"), ("测试", "test", "验证", "valid", "dev", "hold"))
"""A split has something to learn from and something to test with."""
_MEASURED = lazy(
    r"率|精度|得分|耗时|accura|precision|recall|score|loss|error|\bF1\b|AUC|time|pass", re.IGNORECASE
)
"""What the percentages of such parts measure, if they are no shares."""
_LEAST, _MOST = 50, 300
"""What makes less or more is no split in percent."""


def splits(document: Document) -> Iterator[Split]:
    """Every split of data whose parts are all told in percent, whatever they make."""
    for told in sentences(document, _TRIGGER):
        is_told = _SHARE.search(told.text) and not _MEASURED.search(told.text)
        for form in _FORMS if is_told else ():
            found = list(form.finditer(told.text))
            names = [each["part"].lower() for each in found]
            if 1 < len(found) == len(set(names)) and all(
                any(name.startswith(kind) for name in names) for kind in _KINDS
            ):
                shares = tuple(Fraction(each["number"]) for each in found)
                start = told.start + found[-1].start("number")
                yield from _split(shares, start, told.start + found[-1].end("sign"))
        for each in _SLASHED.finditer(told.text) if "/" in told.text else ():
            shares = tuple(Fraction(part) for part in each["shares"].split("/"))
            yield from _split(shares, told.start + each.start("shares"), told.start + each.end("shares"))


def _split(shares: tuple[Fraction, ...], start: int, end: int) -> Iterator[Split]:
    if _LEAST <= sum(shares) <= _MOST:
        yield Split(shares, start, end)
