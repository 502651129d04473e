"""As many things as a text announces are there: in the list, the table or the enumeration that follows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.audit.figures import bare
from generator.audit.lists import first_line, lists
from generator.audit.tables.grid import TOTAL_LABEL
from generator.audit.wholes.count_phrases import Count, announced, counts, enumerations, titled
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Item, Run, Table
from generator.patterns import lazy, small, words
from generator.rule import Example, Rule

_LEADS = lazy(r"[:：][\s*_]*$")
_TABLE_BELOW = words(
    r"下表|如下表|表\s?\d|(?:following|below) table|table (?:below|lists|shows)|"
    r"\btable \d"
)
_SENTENCE = lazy(r"(?:[^。！!？?\n.]++|\.(?!\s))++[。！!？?.]?")
_REST = lazy(r"…|\.\.\.|\betc\b|等等|其[他它余]|\bothers?\b|\bmore\b", re.IGNORECASE)
_LONGEST = 400


class _Blocks:
    """The lists and tables of a document, to ask which one stands directly behind a place."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._lists = sorted((group for group in lists(document) if len(group) > 1), key=_list_start)
        self._tables = sorted(document.tables, key=_table_start)

    def items_behind(self, end: int) -> Sequence[Item]:
        """The items of a list; nothing if none follows."""
        at = bisect_left(self._lists, end, key=_list_start)
        found = self._lists[at] if at < len(self._lists) else []
        return found if found and self._is_next(end, found[0].start) else []

    def table_behind(self, end: int) -> Table | None:
        """A table; nothing if none follows."""
        at = bisect_left(self._tables, end, key=_table_start)
        found = self._tables[at] if at < len(self._tables) else None
        return found if found and self._is_next(end, found.start) else None

    def _is_next(self, end: int, start: int) -> bool:
        return not self._text[end:start].strip(" \t\n>#")


def _list_start(items: Sequence[Item]) -> int:
    return items[0].start


def _table_start(table: Table) -> int:
    return table.start


def check(document: Document) -> Iterator[Diagnostic]:
    """Counts before lists and tables, then counts with the things beside them."""
    blocks = _Blocks(document)
    for run in document.runs:
        text = document.plain[run.start : run.end]
        title = titled(text) if len(text) <= _LONGEST and "\n" not in text.strip() else None
        if title is not None:
            yield from _below(document, title, run, blocks)
        elif run.kind in ("paragraph", "item") and not document.is_quoted(run.start):
            last = _last_sentence(text)
            leads = bool(_LEADS.search(text))
            is_asked = len(last) <= _LONGEST and (leads or bool(_TABLE_BELOW.search(small(last))))
            count = announced(last) if is_asked else None
            if count is not None:
                offset = run.start + text.rindex(last)
                if leads:
                    yield from _before_list(document, count, offset, blocks.items_behind(run.end))
                yield from _before_table(document, count, offset, blocks.table_behind(run.end))
        for sentence in _SENTENCE.finditer(document.flat, run.start, run.end):
            if len(sentence.group()) <= _LONGEST:
                yield from _beside(document, sentence.group(), sentence.start())


def _last_sentence(text: str) -> str:
    """What leads to the block behind a paragraph: its last sentence, without the full stop."""
    pieces = re.split(r"[。！!？?\n]|\.\s", text.rstrip(" \n。"))
    return pieces[-1].strip()


def _before_list(
    document: Document, count: Count, offset: int, items: Sequence[Item]
) -> Iterator[Diagnostic]:
    """The list directly behind a paragraph or an item."""
    if items and len(items) != count.number and not _goes_on(document, items):
        yield _finding(document, count, offset, len(items), "items follow")


def _below(document: Document, count: Count, run: Run, blocks: _Blocks) -> Iterator[Diagnostic]:
    """The list or the table directly below a title with a number of things in brackets."""
    items = blocks.items_behind(run.end)
    is_whole = bool(items) and not _REST.search(document.plain, items[-1].text_start, items[-1].text_end)
    is_whole = is_whole and not any(_counts_like(count, first_line(document, item)) for item in items)
    if is_whole and 0 < abs(len(items) - count.number) <= max(3, count.number // 2):
        yield _finding(document, count, run.start, len(items), "items follow")
    yield from _before_table(document, count, run.start, blocks.table_behind(run.end))


def _counts_like(title: Count, line: str) -> bool:
    """Whether an item counts the same things itself, so that it is several of them."""
    unit = title.text.lstrip("0123456789 ")
    return any(each.text.lstrip("0123456789 ").startswith(unit) for each in counts(line))


def _goes_on(document: Document, items: Sequence[Item]) -> bool:
    """Whether the list is only a part: its numbering does not begin with 1, or continues further down."""
    if not items[0].is_ordered:
        return False
    first, last = _ordinal(items[0]), _ordinal(items[-1])
    behind = bisect_right(document.items, items[-1])
    later = next((item for item in islice(document.items, behind, None) if item.is_ordered), None)
    return first > 1 or (later is not None and _ordinal(later) > max(last, 1))


def _ordinal(item: Item) -> int:
    return int(item.marker.rstrip(".)")) if item.is_ordered else 0


def _before_table(document: Document, count: Count, offset: int, table: Table | None) -> Iterator[Diagnostic]:
    """The table directly behind a paragraph; the things may be its rows, its columns or its total."""
    if table is None:
        return
    labels = [bare(row.cells[0].text) for row in table.rows if row.cells]
    rows = [label for label in labels if not TOTAL_LABEL.fullmatch(label)]
    possible = {len(labels), len(rows), len(set(rows) - {""}), table.width, table.width - 1}
    totals = (
        cell for row in table.rows if TOTAL_LABEL.fullmatch(bare(row.cells[0].text)) for cell in row.cells
    )
    possible.update(int(text) for cell in totals if (text := bare(cell.text)).isdecimal())
    nearest = min(abs(each - count.number) for each in possible)
    if len(rows) > 1 and 0 < nearest <= max(2, count.number // 3):
        yield _finding(document, count, offset, len(rows), "rows follow")


def _beside(document: Document, sentence: str, offset: int) -> Iterator[Diagnostic]:
    for each in enumerations(sentence):
        if not each.fewest <= each.count.number <= each.most:
            yield _finding(document, each.count, offset, each.fewest, "are named")


def _finding(document: Document, count: Count, offset: int, found: int, words: str) -> Diagnostic:
    return RULE.finding(
        document.span(offset + count.start, offset + count.end),
        f"announces {count.text}, but {found} {words}",
        "correct the number, or what it counts",
        stated=str(count.number),
        expected=str(found),
    )


RULE: Rule[Document] = Rule(
    code="CA516",
    name="count-mismatch",
    severity=Severity.WARNING,
    title={
        "en": "a text announces another number of things than follow",
        "zh": "所说的个数与实际列出的个数不符",
    },
    why={
        "en": "A fourth reason was added and the sentence still says three.",
        "zh": "加了第四条理由，前面那句话还写着三条。",
    },
    check=check,
    bad=(
        Example(
            "### Low priority (⟦8 files⟧, 18 calls)\n\n7. `a` – 2 calls\n8. `b`\n9. `c`\n10. `d`\n11. `e`\n"
        ),
        Example(
            "### 文档 (⟦12个⟧)\n\n| 类别 | 文件数 |\n| --- | --- |\n| 指南 | 4 |\n| 总结 | 6 |\n"
            "| **总计** | **10** |\n"
        ),
        Example("训练流程分为以下⟦三个⟧阶段：\n\n1. 预训练\n2. 监督微调\n3. 对齐\n4. 部署\n"),
        Example("There are ⟦four steps⟧:\n\n- collect\n- clean\n- train\n"),
        Example("从数学、架构、能力⟦四个⟧维度构建分类体系。\n"),
        Example("We distinguish ⟦three phases⟧: design, build, test, and release.\n"),
        Example(
            "下表列出了 ⟦5 个⟧模型：\n\n| 模型 | 参数 |\n| --- | --- |\n| 甲 | 7B |\n| 乙 | 13B |\n| 丙 | "
            "70B |\n| 丁 | 3B |\n"
        ),
    ),
    good=(
        Example(
            "**Python 代码**（6 个）：\n\n- `lib/`：2 个文件\n- `examples/`：3 个文件\n- `setup.py`\n",
            note="items that stand for several",
        ),
        Example("New tier 3 targets:\n\n- a\n- b\n", note="of the third tier"),
        Example(
            "### 文档 (10个)\n\n| 类别 | 文件数 |\n| --- | --- |\n| 指南 | 4 |\n| 总结 | 6 |\n"
            "| **总计** | **10** |\n\n"
            "### Tests (120 tests)\n\n- unit\n- browser\n\n### Files (5 files)\n\n- a\n- b\n- and more\n",
            note="the total of the table; kinds of tests; a list that is cut",
        ),
        Example("训练流程分为以下三个阶段：\n\n1. 预训练\n   - 数据\n   - 算力\n2. 监督微调\n3. 对齐\n"),
        Example(
            "The two models differ in these ways:\n\n- size\n- speed\n- price\n",
            note="the models are counted",
        ),
        Example("两个模型的差异如下：\n\n- 规模\n- 速度\n- 价格\n"),
        Example("至少有两个原因：\n\n- 甲\n- 乙\n- 丙\n", note="a bound"),
        Example("从数学、架构、能力、市场四个维度，用三种方法（甲、乙与丙）构建。\n"),
        Example("We use two modes: fast and safe. It took three days: hard, long, cold, and wet.\n"),
        Example(
            "我们比较三种方法：\n\n| 指标 | 甲 | 乙 | 丙 |\n| --- | --- | --- | --- |\n| 精度 | 1 | 2 | 3 "
            "|\n| 速度 | 1 | 2 | 3 |\n",
            note="the columns are counted",
        ),
    ),
)
"""Numbers of things."""
