"""Shares enumerated in a list or a sentence make 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.audit.figures import PERCENT
from generator.audit.lists import first_line, line_before, lists
from generator.audit.skeletons import SLOT, skeleton
from generator.audit.statements import Mention, mentions, sentences, stretches
from generator.audit.wholes.partitions import REST, judge_parts, shares_finding
from generator.audit.wholes.splits import Split, splits
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Item
from generator.patterns import lazy
from generator.rule import Example, Rule

_INTRODUCED = lazy(
    r"占比|份额|分布|构成|组成|比例|分配|配比|\bshares?\b|breakdown|distribution|composition|\bsplit\b|"
    r"allocation|权重|\bweights?\b|consists of|made up",
    re.IGNORECASE,
)
_NO_PARTITION = lazy(
    r"多选|可重复|multiple|overlap|增|grow|变化|change|各占|以上|以下|目标|target", re.IGNORECASE
)
_LABELLED = lazy(r"\W*([^:：()（）\d]{1,40}?)\W*(?:[:：]|[（(]|[-–—]\s|(?P<weight>权重)为?)\W*")
_REST_OF_ITEM = lazy(r"\s*(?:$|[)）,，。;；、(（]|的|of\b)", re.IGNORECASE)
_OF_WHAT = lazy(r"\s*(?:的|of (?:all |the )?)([一-龥]{2}|\w+)")
_ACCOUNTS = lazy(r"占(?:比|据|了|到|全部|总量?|整体)?(?:约|近|为)?\s*$")
_TRIGGER = lazy(r"占[^。\n]{0,12}\d[^。\n]*占")
_LABEL = rf"[^{SLOT},，、;；:：.。()（）]{{1,24}}"
_IN_LINE = lazy(
    rf"(?:^|(?P<intro>[^:：]{{0,40}})[:：])\s?(?P<parts>(?:{_LABEL}{SLOT}\s?[,，、;；]\s?(?:and\s)?){{2,9}}"
    rf"(?:and\s|和)?(?P<last>{_LABEL}){SLOT})\s?\.?$"
)
"""`By region: Europe 41 %, Asia 33 %, elsewhere 26 %`."""
_REST_IN_LINE = lazy(
    r"\s*(?:其[他它余]|剩[余下]|(?:the )?(?:others?|rest|remaining|remainder)|elsewhere)\w*\s*", re.IGNORECASE
)
_THREE = lazy(rf"{PERCENT}[^。\n]*{PERCENT}[^。\n]*{PERCENT}")
_LONGEST_LABEL = 80
_MOST_PARTS = 40


def check(document: Document) -> Iterator[Diagnostic]:
    """Lists whose items each state a share, then sentences that say what each part accounts for."""
    for group in lists(document):
        yield from _list(document, group)
    for stretch in stretches(document, _TRIGGER):
        for sentence in re.finditer(r"[^。；;\n]+", stretch.text):
            yield from _sentence(document, stretch.start + sentence.start(), sentence[0][:800])
    for told in sentences(document, _THREE):
        yield from _in_line(document, told.start, told.text)
    for split in splits(document):
        whole = sum(split.shares)
        if whole != 100:
            yield _of_split(document, split, whole)


def _of_split(document: Document, split: Split, whole: Fraction | int) -> Diagnostic:
    shares = " + ".join(f"{float(each):g}%" for each in split.shares)
    return RULE.finding(
        document.span(split.start, split.end),
        f"the parts of the split add up to {float(whole):g}%, not to 100%: {shares}",
        "correct a part",
        stated=f"{float(whole):g}%",
        expected="100%",
    )


def _in_line(document: Document, start: int, text: str) -> Iterator[Diagnostic]:
    """A sentence that is a list of shares: it names a rest, or is introduced as a whole."""
    words = skeleton(text)
    found = _IN_LINE.search(words.text)
    if found is None or _NO_PARTITION.search(text):
        return
    first = words.slot(found, "parts")
    parts = words.figures[first : first + found["parts"].count(SLOT)]
    has_rest = bool(_REST_IN_LINE.fullmatch(found["last"]))
    if has_rest or _INTRODUCED.search(found["intro"] or ""):
        severity = judge_parts([each.figure for each in parts], is_complete=has_rest)
        if severity:
            yield _finding(document, start, parts, severity)


def _list(document: Document, items: Sequence[Item]) -> Iterator[Diagnostic]:
    if not 2 <= len(items) <= _MOST_PARTS:
        return
    shares = [_share(first_line(document, item)) for item in items]
    found = [share for share in shares if share]
    if len(found) < 2 or len(found) < len(items) - 1:
        return
    before = line_before(document, items)
    wholes = {whole for _, _, whole in found}
    is_one_whole = len(wholes) == 1 and "" not in wholes
    is_introduced = bool(_INTRODUCED.search(before)) and len(found) == len(items)
    if not (is_one_whole or is_introduced) or _NO_PARTITION.search(before):
        return
    has_rest = any(REST.fullmatch(label) for _, label, _ in found)
    severity = judge_parts([mention.figure for mention, _, _ in found], is_complete=has_rest)
    if severity:
        item = items[max(index for index, share in enumerate(shares) if share)]
        yield _finding(document, item.text_start, [mention for mention, _, _ in found], severity)


def _share(text: str) -> tuple[Mention, str, str] | None:
    """The one share that an item states, its label, and what it is a share of."""
    if "%" not in text and "％" not in text:
        return None
    bare = text.replace("*", " ")
    figures = mentions(bare)
    if not figures or sum(each.figure.measure == "percent" for each in figures) != 1:
        return None
    first = figures[0]
    if first.start > _LONGEST_LABEL or first.figure.measure != "percent":
        return None
    if not _REST_OF_ITEM.match(bare, first.end):
        return None
    label = _LABELLED.fullmatch(bare[: first.start])
    if label is None and bare[: first.start].strip():
        return None
    whole = _OF_WHAT.match(bare, first.end)
    if whole is None and label and label["weight"]:
        return first, label[1].strip(), label["weight"]
    return first, label[1].strip() if label else "", whole[1] if whole else ""


def _sentence(document: Document, start: int, text: str) -> Iterator[Diagnostic]:
    if _NO_PARTITION.search(text):
        return
    parts = [each for each in mentions(text) if _ACCOUNTS.search(text[max(0, each.start - 6) : each.start])]
    figures = [each.figure for each in parts]
    if len(parts) < 3 or sum((each.value for each in figures), Fraction(0)) < 1:
        return
    severity = judge_parts(figures, is_complete=False)
    if severity:
        yield _finding(document, start, parts, severity)


def _finding(document: Document, start: int, parts: Sequence[Mention], severity: Severity) -> Diagnostic:
    span = document.span(start + parts[-1].start, start + parts[-1].end)
    return shares_finding(RULE, span, [each.figure for each in parts], severity)


RULE: Rule[Document] = Rule(
    code="CA541",
    name="listed-shares",
    severity=Severity.ERROR,
    title={
        "en": "enumerated shares of one whole do not make 100 %",
        "zh": "列举的各部分占比之和不等于 100%",
    },
    why={
        "en": "Readers add up lists in their heads; the parts of one whole cannot make more than all of it.",
        "zh": "读者会在心里相加；同一整体的各部分之和不可能超过全部。",
    },
    check=check,
    bad=(
        Example("The corpus has an ⟦80/15/15⟧ split.\n"),
        Example("We used 70% of the data for training, 10% for validation and ⟦30%⟧ for testing.\n"),
        Example("按路段随机抽样，70% 训练集、15% 验证集、⟦150%⟧ 测试集。\n"),
        Example("市场份额分布：\n\n- 甲：45%\n- 乙：35%\n- 其他：⟦30%⟧\n"),
        Example("- **A**：60%的研究聚焦于甲\n- **B**：⟦50%⟧的研究聚焦于乙\n- **C**：混合方案\n"),
        Example("其中甲占 50%，乙占 30%，丙占 ⟦25%⟧。\n"),
        Example("By region: Europe 41%, Asia 33%, North America 19%, elsewhere ⟦12%⟧.\n"),
        Example("收入构成：广告 50%、会员 30%、其他 ⟦26%⟧。\n"),
        Example("- **采用率**权重 40%\n- **争议度**权重 35%\n- **成熟度**权重 ⟦30%⟧\n"),
    ),
    good=(
        Example(
            "An 80/10/10 split: 80% for training, 10% for validation and 10% for testing. "
            "Training accuracy was 99%, test accuracy 93%.\n"
        ),
        Example("训练集占 70%，验证集占 10%，测试集占 20%；训练准确率 98%，测试准确率 91%。\n"),
        Example("市场份额分布：\n\n- 甲：45%\n- 乙：35%\n- 其他：20%\n"),
        Example("- **采用率**权重 40%\n- **争议度**权重 35%\n- **成熟度**权重 25%\n"),
        Example("- **A**：60%的研究聚焦于甲\n- **B**：40%的研究聚焦于乙\n- **C**：混合方案\n"),
        Example("Adoption:\n\n- Tool A: 60%\n- Tool B: 55%\n", note="people use several tools"),
        Example("其中甲占 50%，乙占 30%，丙占 15%。\n", note="the rest is not mentioned"),
        Example("By region: Europe 41%, Asia 33%, North America 19%, elsewhere 7%.\n"),
        Example(
            "准确率：甲 50%、乙 30%、丙 26%。Adoption: A 60%, B 55%, C 20%.\n", note="no parts of one whole"
        ),
        Example("研究占比：\n\n- 甲：< 1%\n- 乙：99%\n", note="bounds"),
    ),
)
"""Shares in lists."""
