"""What a rule finds in a paragraph it finds wherever the paragraph stands, and however its figures are set.

The examples of all rules are put into other places: a list, a quotation, a table, among other sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.audit import audit_text
from generator.audit.rules import RULES
from generator.rule import MARK_CLOSE, MARK_OPEN

_NO_PARAGRAPH = re.compile(r"[#>|\-*`$~\d⟦]")
_FIGURE = re.compile(r"(?<![\w.,/$¥￥€£⟦-])\d[\d,]*(?:\.\d+)?(?:\s?[%％])?(?![\w.,/⟧])")
_CHINESE = re.compile("[一-龥]")


def _paragraphs() -> list[tuple[str, str]]:
    """Every example of a finding about figures that is one paragraph, with the code of its rule."""
    examples = [(rule.code, each.text.strip("\n")) for rule in RULES for each in rule.bad if not each.edits]
    return [
        (code, text)
        for code, text in examples
        if code.startswith("CA5") and "\n" not in text and not _NO_PARAGRAPH.match(text)
    ]


PARAGRAPHS = _paragraphs()


def _is_chinese(text: str) -> bool:
    return bool(_CHINESE.search(text))


def _bold(text: str) -> str:
    if any(mark in text for mark in "*`$"):
        return text
    return _FIGURE.sub(lambda found: f"**{found[0]}**", text)


def _bold_mark(text: str) -> str:
    if "*" in text or "$" in text:
        return text
    return text.replace(MARK_OPEN, "**" + MARK_OPEN).replace(MARK_CLOSE, MARK_CLOSE + "**")


CONTEXTS: dict[str, Callable[[str], str]] = {
    "an item": lambda text: f"- {text}",
    "a numbered item": lambda text: f"1. {text}",
    "a labelled item": lambda text: ("- **结果**：" if _is_chinese(text) else "- **Result**: ") + text,
    "a quotation": lambda text: f"> {text}",
    "an admonition": lambda text: f"!!! note\n    {text}",
    "a cell": lambda text: text if "|" in text else f"| A | B |\n| --- | --- |\n| a | {text} |\n| b | – |\n",
    "a plain block": lambda text: text if "$" in text or "`" in text else f"```\n{text}\n```\n",
    "behind a sentence": lambda text: (
        f"项目共有 7 个团队参与。{text}" if _is_chinese(text) else f"There were 7 teams. {text}"
    ),
    "before a sentence": lambda text: (
        f"{text}另有 3 家机构参与评审。" if _is_chinese(text) else f"{text} Another 3 institutes took part."
    ),
    "wrapped": lambda text: text if _is_chinese(text) else re.sub(r"(.{20,}?) ", r"\1\n", text),
    "firm blanks": lambda text: re.sub(r"(?<=\d) (?=[A-Za-z%万亿])", "\u00a0", text),
    "wide signs": lambda text: (
        text.replace("(", "（").replace(")", "）").replace("%", "％") if _is_chinese(text) else text
    ),
    "narrow signs": lambda text: text.replace("（", " (").replace("）", ")").replace("，", ", "),
    "bold figures": _bold,
    "the bold figure": _bold_mark,
}
ELSEWHERE = {
    "a cell": ("CA506", "CA510", "CA516", "CA521"),
    "a plain block": ("CA510",),
    "a quotation": ("CA501",),
    "behind a sentence": ("CA552",),
    "the bold figure": ("CA504", "CA516"),
    "wrapped": ("CA501",),
}
"""Rules with an example or two that ask for a paragraph: scales, counts before lists, code of our own."""


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_finding_does_not_depend_on_where_its_sentence_stands(context: str) -> None:
    """At most two examples of the rules named above are missed."""
    missed: dict[str, list[str]] = {}
    for code, paragraph in PARAGRAPHS:
        text = CONTEXTS[context](paragraph).replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
        if not any(each.code.startswith("CA5") for each in audit_text(text).diagnostics):
            missed.setdefault(code, []).append(text)
    assert set(missed) <= set(ELSEWHERE.get(context, ()))
    assert all(len(texts) <= 2 for texts in missed.values()), missed


def _in_cells(text: str, change: Callable[[str], str]) -> str:
    """A text with its cells changed, headers and delimiters left alone."""
    lines: list[str] = []
    row = -1
    for line in text.split("\n"):
        row = row + 1 if line.startswith("|") else -1
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        lines.append("| " + " | ".join(map(change, cells)) + " |" if row > 1 else line)
    return "\n".join(lines)


def _with_column(text: str, *, first: bool) -> str:
    """A text with another column in its tables: row numbers in front, or remarks behind."""
    lines: list[str] = []
    row = -1
    for line in text.split("\n"):
        row = row + 1 if line.startswith("|") else -1
        more = (
            (("#", "---") if first else ("Remark", "---"))[row] if row < 2 else str(row - 1) if first else "–"
        )
        lines.append(line if row < 0 else f"| {more} {line}" if first else f"{line} {more} |")
    return "\n".join(lines)


def _bold_cell(cell: str) -> str:
    is_figure = any(map(str.isdigit, cell)) and "*" not in cell
    return f"**{cell}**" if is_figure else cell


TABLES = [
    (rule.code, each.text)
    for rule in RULES
    for each in rule.bad
    if not each.edits and "| --- |" in each.text and rule.code.startswith("CA5")
]
TABLE_CONTEXTS: dict[str, Callable[[str], str]] = {
    "numbered rows": lambda text: _with_column(text, first=True),
    "a remark on each row": lambda text: _with_column(text, first=False),
    "bold figures": lambda text: _in_cells(text, _bold_cell),
    "italic figures": lambda text: _in_cells(text, _bold_cell).replace("**", "*"),
    "in an item": lambda text: "- item\n\n" + re.sub("^(?=.)", "  ", text, flags=re.MULTILINE),
    "centred": lambda text: text.replace("| ---", "| :---:"),
    "no outer pipes": lambda text: re.sub(r"^\|\s?(.*?)\s?\|$", r"\1", text, flags=re.MULTILINE),
    "footnotes": lambda text: _in_cells(text, lambda cell: f"{cell}[^1]" if cell[-1:].isdigit() else cell),
}


@pytest.mark.parametrize("context", TABLE_CONTEXTS)
def test_a_finding_does_not_depend_on_how_its_table_is_set(context: str) -> None:
    """At most three examples of all are missed: cells that are formulas, names of levels in italics."""
    missed: list[str] = []
    for _, table in TABLES:
        text = TABLE_CONTEXTS[context](table).replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
        if not any(each.code.startswith("CA5") for each in audit_text(text).diagnostics):
            missed.append(text)
    assert len(missed) <= 3, missed


def test_there_are_examples_to_put_elsewhere() -> None:
    """The examples of the rules are long enough a list to mean something."""
    assert len(PARAGRAPHS) > 100
    assert len(TABLES) > 100
