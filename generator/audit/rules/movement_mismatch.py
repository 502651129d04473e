"""What is said of two figures fits both: the direction between them, the share, the change, the factor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.audit.bounds import Bounds, Fit, judge_exactly
from generator.audit.changes.change_words import AGAINST_EN, BASE_ZH, CHANGE_NOUN_EN
from generator.audit.figures import PERCENT
from generator.audit.skeletons import SLOT, Skeleton, skeleton
from generator.audit.statements import Mention, sentences
from generator.audit.vocabulary import FALLS_EN, FALLS_ZH, FROM_ZH, MOVES_EN, RISES_EN, RISES_ZH, TO_ZH
from generator.audit.wording import restated
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.patterns import cased_words, lazy, small, words
from generator.rule import Example, Rule

_GAP = rf"[^{SLOT}，。；,;]"
_OTHERWISE = (
    rf"(?:(?!\b(?:when|as|while|after|by|going|moving|scaling|switching|if|once|with|{MOVES_EN})\b)"
    rf"[^{SLOT}，。；,;.])"
)
"""What stands between a verb and its figures, but for what begins to speak of something else."""


def _moved(zh: str, en: str) -> re.Pattern[str]:
    return lazy(
        rf"{FROM_ZH}\s?(?P<a>{SLOT}){_GAP}{{0,8}}?{zh}了?{TO_ZH}\s?(?P<b>{SLOT})"
        rf"|\b{en}\b{_OTHERWISE}{{0,30}}? from (?P<c>{SLOT}){_GAP}{{0,16}}? to (?P<d>{SLOT})"
    )


_FALLS, _RISES = _moved(FALLS_ZH, FALLS_EN), _moved(RISES_ZH, RISES_EN)
_LEFT = lazy(
    rf"{FROM_ZH}\s?(?P<a>{SLOT}){_GAP}{{0,10}}?{TO_ZH}\s?(?P<b>{SLOT}){_GAP}{{0,4}}[，,（(]?\s?"
    rf"(?:仅|只|约)?(?:变?为|是|有|相当于|等于|达到?)?\s?(?:约为?)?\s?(?:{BASE_ZH}|原)的\s?(?P<of>{SLOT})"
)
_BY_AND_TO = lazy(
    rf"\b(?:(?P<falls>{FALLS_EN}|down)|{RISES_EN}|up),? by (?P<by>{SLOT}){_GAP}{{0,16}}? to (?P<to>{SLOT})"
    rf"{_GAP}{{0,12}}?"
    rf"[,，(（]\s?(?P<share>{SLOT})"
)
_THAN = lazy(
    rf"(?P<now>{SLOT}){_GAP}{{0,60}}?[,，]\s?(?P<share>{SLOT}) (?P<word>more|higher|less|fewer|lower) than"
    rf"{_GAP}{{0,60}}?[(（]\s?(?P<then>{SLOT})\s?[)）]"
)
_VERSUS = lazy(
    rf"(?P<factor>{SLOT})\s?(?:{CHANGE_NOUN_EN}|提升|加速|"
    rf"(?P<as>as (?:fast|many|much|high|large|long)))?\s?[(（]\s?(?P<one>{SLOT})(?: [a-z]+)?\s?"
    rf"(?:/|{AGAINST_EN}|对比?|比|(?(as)(?:→|->|to)|(?!)))\s?"
    rf"(?P<other>{SLOT})(?: [a-z]+)?\s?[)），,]"
)
_TIMES = (
    lazy(
        rf"(?P<one>{SLOT})[^{SLOT}.;]{{0,30}}? (?:is|was|are|were|takes?|took|ha[sd])\b[^{SLOT}.;]{{0,16}}?"
        rf"(?P<factor>{SLOT}) (?:as|the|that|faster|slower|larger|smaller|higher|longer|more)\b"
        rf"[^{SLOT}.;]{{0,50}}?(?P<other>{SLOT})"
    ),
    lazy(
        rf"(?P<one>{SLOT})[^{SLOT}。；]{{0,20}}?[，,][^{SLOT}。；]{{0,20}}?(?P<other>{SLOT})[^{SLOT}。；]{{0,10}}?[，,]"
        rf"[^{SLOT}。；，]{{0,16}}?(?:是|为|达|相当于|等于)[^{SLOT}。；，]{{0,14}}?的\s?(?P<factor>{SLOT})"
    ),
)
"""`437 ms is 12.5 times slower than the 35 ms …`, `这次 470 万人，上次 180 万人，规模是上次的 2.6 倍`."""
_ALONE = 3
_NO_AMOUNT = words(r"排名|名次|位次|第|负|温度|\brank|\bplace|position|\bloss\b|°|℃|temperature")
_TRIGGER = cased_words(
    r"[从由自倍]| times |\dx | from | by | than |vs|versus|→|->|[对比](?:(?<=\d.)|(?<=\d\s.))(?=\s?\d)"
)
"""One of these stands in every such sentence."""
_LESS = lazy(rf"\d{{3}}(?:\.\d{{1,12}})?\s?{PERCENT}")
"""Only a percentage of three digits can be too large."""
_LESS_BY = lazy(
    r"(?:\b(?:saves?|saved|saving|savings of|reduc(?:es|ed|ing|tion of)|cut(?:s|ting)?|"
    r"decrease[sd]?|lower(?:s|ed)?)"
    r"(?: (?:the |our )?[a-z]+(?: [a-z]+)?)??(?: by| of)?(?: about| up to)?|"
    rf"(?:降低|减少|下降|节省|节约|缩短|压缩)[了约达近]*)\s?(?P<by>{SLOT})|"
    rf"(?P<of>{SLOT}) (?:savings?|reduction|decrease|cheaper|less|fewer|lower|smaller|shorter)\b",
    re.IGNORECASE,
)
_CAN_BE_NEGATIVE = lazy(
    r"利润|收益|净|盈|亏|现金流|增速|profit|income|earnings|growth|margin|return|cash|surplus|deficit|net\b",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Diagnostic]:
    """Directions that the figures do not have, then shares, changes and factors that they do not make."""
    for told in sentences(document, _TRIGGER):
        words = skeleton(told.text)
        words = words._replace(text=small(words.text))
        if len(words.figures) > 1 and not _NO_AMOUNT.search(words.text):
            yield from _directions(document, told.start, words)
            yield from _amounts(document, told.start, words)
    for told in sentences(document, _LESS):
        yield from _impossible(document, told.start, skeleton(told.text))


def _impossible(document: Document, offset: int, words: Skeleton) -> Iterator[Diagnostic]:
    """Decreases by more than all there was."""
    if _CAN_BE_NEGATIVE.search(words.text):
        return
    for match in _LESS_BY.finditer(words.text):
        stated = words.figures[words.slot(match, "by" if match["by"] else "of")]
        figure = stated.figure
        if figure.measure == "percent" and figure.is_plain and figure.value > 1:
            yield RULE.finding(
                document.span(offset + stated.start, offset + stated.end),
                f"a decrease of {figure.text} is more than there was",
                "write a share of at most 100%, or how many times less it is",
                stated=figure.text,
                expected="at most 100%",
            )


def _directions(document: Document, offset: int, words: Skeleton) -> Iterator[Diagnostic]:
    """What is said to fall and rises, or the reverse."""
    for form, is_fall in ((_FALLS, True), (_RISES, False)):
        for match in form.finditer(words.text):
            before, after = ("a", "b") if match["a"] else ("c", "d")
            first, second = (words.slot(match, group) for group in (before, after))
            one, other = words.figures[first], words.figures[second]
            if (
                not one.figure.unit
                and one.figure.measure == "number"
                and one.figure.digit != other.figure.digit
            ):
                continue  # versions: from 3.9 to 3.11
            turned = (
                other.figure.value > one.figure.value if is_fall else other.figure.value < one.figure.value
            )
            if turned and words.are_alike(first, second) and one.figure.value > 0:
                yield RULE.finding(
                    document.span(offset + one.start, offset + other.end),
                    f"said to {'fall' if is_fall else 'rise'}: from {one.figure.text} to {other.figure.text}",
                    "correct a figure or the word",
                    stated=other.figure.text,
                    expected=f"{'less' if is_fall else 'more'} than {one.figure.text}",
                )


def _amounts(document: Document, offset: int, words: Skeleton) -> Iterator[Diagnostic]:
    """Shares, changes and factors that a sentence states together with both of their figures."""
    if len(words.figures) < 3:
        return
    for stated, values, formula in _computed(words):
        if all(judge_exactly(stated.figure, Bounds.point(value)) is Fit.WRONG for value in values):
            expected = restated(stated.figure, values[0])
            yield RULE.finding(
                document.span(offset + stated.start, offset + stated.end),
                f"states {stated.figure.text}, but {formula} is {expected}",
                f"write {expected}, or correct a figure",
                stated=stated.figure.text,
                expected=expected,
            )


def _computed(words: Skeleton) -> Iterator[tuple[Mention, list[Fraction], str]]:
    """Each stated figure with the values that it may have, and how the first of them is computed."""
    for match in _LEFT.finditer(words.text):
        one, other, share = _figures(words, match, "a", "b", "of")
        if _are_usable(words, match, "a", "b") and share.figure.measure == "percent":
            yield share, [other.figure.value / one.figure.value], f"{other.figure.text} / {one.figure.text}"
    for match in _BY_AND_TO.finditer(words.text):
        by, to, share = _figures(words, match, "by", "to", "share")
        falls = match["falls"] is not None
        before = to.figure.value + (by.figure.value if falls else -by.figure.value)
        if _are_usable(words, match, "by", "to") and share.figure.measure == "percent" and before > 0:
            value = by.figure.value / before * (-1 if share.figure.value < 0 else 1)
            yield share, [value], f"{by.figure.text} of the value before"
    for match in _THAN.finditer(words.text):
        now, share, then = _figures(words, match, "now", "share", "then")
        if _are_usable(words, match, "then", "now") and share.figure.measure == "percent":
            change = abs(now.figure.value - then.figure.value) / then.figure.value
            yield share, [change], f"the change from {then.figure.text} to {now.figure.text}"
    yield from _factors(words)


def _factors(words: Skeleton) -> Iterator[tuple[Mention, list[Fraction], str]]:
    """Factors beside the two figures that they are of; `A is 2.4 times B` only if no other figure is told."""
    told = _TIMES if len(words.figures) == _ALONE else ()
    for form in (_VERSUS, *told):
        for match in form.finditer(words.text):
            factor, one, other = _figures(words, match, "factor", "one", "other")
            is_named = form is _VERSUS or _are_of_one_kind(words, match)
            if (
                _are_usable(words, match, "one", "other")
                and is_named
                and factor.figure.measure == "factor"
                and other.figure.value
            ):
                ratio = one.figure.value / other.figure.value
                values = [max(ratio, 1 / ratio), max(ratio, 1 / ratio) - 1]
                yield factor, values, f"the quotient of {one.figure.text} and {other.figure.text}"


def _are_of_one_kind(words: Skeleton, match: re.Match[str]) -> bool:
    """Whether the two figures name what they count or measure, and it is the same."""
    one, other = (words.nouns[words.slot(match, name)] for name in ("one", "other"))
    return bool(one) and one == other


def _figures(words: Skeleton, match: re.Match[str], *groups: str) -> list[Mention]:
    return [words.figures[words.slot(match, group)] for group in groups]


def _are_usable(words: Skeleton, match: re.Match[str], first: str, second: str) -> bool:
    """Whether two figures are alike, and the first can be divided by."""
    one, other = words.slot(match, first), words.slot(match, second)
    return words.are_alike(one, other) and words.figures[one].figure.value > 0


RULE: Rule[Document] = Rule(
    code="CA549",
    name="movement-mismatch",
    severity=Severity.WARNING,
    title={
        "en": "the words about a movement do not fit its figures",
        "zh": "升降方向或剩余比例与前后数值不符",
    },
    why={
        "en": "A figure was mistyped, or the sentence was copied from the year before.",
        "zh": "数字写错了，或者句子是从去年抄来的。",
    },
    check=check,
    bad=(
        Example("Spending crept up from ⟦$48k to $41k⟧ over the year.\n"),
        Example("缺陷密度从 ⟦0.45 降到 3.60⟧，下降明显。\n"),
        Example("The error rate fell from ⟦2.1% to 3.4%⟧ within a month.\n"),
        Example("镜像从 148 MB 缩小到 96 MB，约为原来的 ⟦85%⟧。\n"),
        Example("The package grew by 21 kB to 280 kB (⟦+18.1%⟧).\n"),
        Example("We counted 427,000 trips, ⟦81.3%⟧ more than in the same months of 2023 (352,000).\n"),
        Example("Bulk restore saves ⟦300%⟧ against the standard tier.\n", note="more than all of it"),
        Example("Inference on the phone (437 ms) is ⟦15.2 times⟧ slower than on the server (35 ms).\n"),
        Example("这次活动触达 470 万人，上次 180 万人，触达规模是上次的 ⟦2.9 倍⟧。\n"),
        Example("Throughput shows a ⟦3.7x⟧ speedup (4,300 vs 2,150).\n"),
    ),
    good=(
        Example(
            "Accuracy falls slightly when going from 8 to 16 experts; the increase in load cut "
            "hits from 90 to 80.\n",
            note="the nearest verb counts",
        ),
        Example("缺陷密度从 0.45 降到 0.36，镜像从 148 MB 缩小到 96 MB，约为原来的 65%。\n"),
        Example("排名从 2 降到 5。The team fell from rank 2 to rank 5.\n", note="a rank falls upwards"),
        Example("Python 从 3.9 升到 3.11。\n", note="a version"),
        Example("净利润下降 150%。 Net income decreased by 120%; it saves 75%, and is 300% faster.\n"),
        Example("Inference on the phone (437 ms) is 12.5 times slower than on the server (35 ms).\n"),
        Example("这次活动触达 470 万人，上次 180 万人，触达规模是上次的 2.6 倍。\n"),
        Example("With 10 GPUs it is 3 times as fast as with 2 CPUs.\n", note="not in proportion"),
        Example("The price fell from $2 to 180 cents.\n", note="other units"),
        Example(
            "It grew by 21 kB to 280 kB (+8.1%). We counted 427,000 trips, 21.3% more than in 2023 (352,000)."
            " A 2x speedup (4,300 vs 2,150) followed.\n"
        ),
        Example("Costs rose from 40 to 55 in May, and the rate fell from 5% in 2023 to 3%.\n"),
    ),
)
"""Movements."""
