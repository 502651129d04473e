"""Random and mutated inputs for the audit: no crash, none over 100 ms of processor time.

    python benchmarks/fuzz_audit.py [COUNT] [FIRST]

Each number stands for one input, the same on every run: a run over a million can be done in slices, and a
fault is repeated with its number and a count of 1.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.audit import audit_text
from generator.audit.rules import ALL_RULES
from generator.rule import MARK_CLOSE, MARK_OPEN

_PIECES = (
    "0.3 \\times 0.60", "9 × 8 = 72", "$", "$$", "=", "≈", "<", "≥", "\\frac{1}{3}", "\\sqrt{2}", "{", "}",
    "(", ")", "^", "_", "12%", "1,200", "万", "个百分点", "\\text{收敛度}", "|", "| --- |", "\n", "\n\n",
    "```math\n", "```\n", "**", "`", "<!--", "-->", "audit: ignore CA501", "w_1 = 0.4", "权重",
    "\\begin{cases}", "\\\\", "&", "x", "e^", "9^9^9", "1e999", "\ufffd", "\x00", "↑", "50-70%",
    "从 40% 提升到 70%", "rose from 40 to 70", "15 of 200 (7.5%)", "200 人中有 15 人（7.5%）", "占 30%",
    "sum to", "0.60 < C ≤ 0.80", "\\geq", "\\to", "log_2 8", "√", "²", "π", "1 1/2", "2024-01-31", "3:4",
    "５０％", "＝", "https://example.org/a_(b)", "[text](a.md#b)",
    "[^1]", "&lt;", "<br>", "<table><tr><th>a</th>",
    "<tr><td>1,5</td>", "</tr></table>", "\u3000",
    "\u00a0", "\u200b", "🔺",
)  # fmt: skip
_LINES = (
    "# 1. Title", "## 2.1 标题", "### 第三章 结果", "- a: 40%", "* b: 60%", "1. one", "3) three",
    "| a | b | 合计 |", "| --- | ---: | --- |", "| 1 | 2 | 3 |", "| 10% | 20% | 30% |",
    "| 总计 | 12 | 24 |", "---", "===", "```mermaid", "pie title Shares", '  "A" : 40', "graph TD",
    "A[收敛度 60%] --> B(90%)", "```", "```math", "$$", "x &= 3 + 4 = 7 \\\\", "\\begin{aligned}",
    "\\end{aligned}", "---\ntitle: x\n---", '<div id="a">', "</div>", "<!-- audit: ignore CA5 -->",
    "[a]: b.md", '!!! note "T"', "    code 1 = 2", "权重分别为 40%、30%、30%。", "The total is 3 + 4 = 8.",
    "", "", "由 100 到 120，增长 20%。", "Of 200 users, 15%", "L4 完全收敛：95%",
    "0.3×0.4 + 0.7×0.5 = 0.47", "共有三类：甲、乙。",
)  # fmt: skip
_PREFIXES = ("", "", "", "> ", "> > ", "- ", "  ", "    ", "\t", "1. ", "| ", ">")
_NESTS = (
    "(", "[", "{", "\\frac{", "\\sqrt{", "\\text{", "**", "`", "$", "> ", "- ", "<", "<a ", "|", "^{", "=",
    "1=", "=>", "1+", "((", "（", "\\begin{cases}", "&", "_", "9^", "-", "~", "1/", "1,", "0.", " ", "\n",
    "→", "%",
)  # fmt: skip
_EXAMPLES = tuple(
    example.text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
    for rule in ALL_RULES
    for example in (*rule.bad, *rule.good)
)
LIMIT = 0.1
"""Seconds of processor time for one short input."""


def _soup(source: random.Random) -> str:
    """Pieces of arithmetic in any order."""
    count = source.randint(1, 25)
    return "".join(source.choice(_PIECES) + source.choice(("", " ")) for _ in range(count))


def _blocks(source: random.Random) -> str:
    """Lines of Markdown in any order and nesting, a few with pieces of arithmetic behind."""
    return "\n".join(
        source.choice(_PREFIXES)
        + source.choice(_LINES)
        + (" " + _soup(source) if not source.randrange(8) else "")
        for _ in range(source.randint(1, 20))
    )


def _nested(source: random.Random) -> str:
    """One or two openers many times over, with something inside and perhaps what closes them."""
    opening = source.choice(_NESTS) * source.randint(2, 200) + source.choice(_NESTS) * source.randint(0, 50)
    closing = source.choice(("", ")", "]", "}", "**", "`", "$", ">", "|")) * source.randint(0, 200)
    return source.choice(("", "$", "x = ")) + opening + source.choice(_PIECES) + closing


def _example(source: random.Random) -> str:
    """The examples of the rules, which reach deeper than chance does; sometimes two of them."""
    return "\n\n".join(source.choices(_EXAMPLES, k=source.choice((1, 1, 2))))


_KINDS: Sequence[Callable[[random.Random], str]] = (_soup, _blocks, _nested, _example, _example)


def make_input(number: int) -> bytes:
    """The input of a number: a text of some kind with a few changes, now and then bytes that are no text."""
    source = random.Random(number)
    text = list(source.choice(_KINDS)(source))
    for _ in range(source.choice((0, 1, 3, 8))):
        _change(text, source)
    data = bytearray("".join(text).encode())
    if not source.randrange(20):
        for _ in range(source.randint(1, 10)):
            data.insert(source.randrange(len(data) + 1), source.randrange(256))
    return bytes(data)


def _change(text: list[str], source: random.Random) -> None:
    """Replace, drop, repeat or move a stretch, or change a figure."""
    start = source.randrange(len(text) + 1)
    end = min(len(text), start + source.choice((1, 1, 2, 10, 40)))
    match source.randrange(5):
        case 0:
            text[start:end] = [
                chr(source.choice((source.randrange(32, 127), source.randrange(0x4E00, 0x9FFF))))
            ]
        case 1:
            del text[start:end]
        case 2:
            text[start:start] = text[start:end] * source.randint(1, 4)
        case 3:
            text[start:start] = source.choice(_PIECES)
        case _:
            text[:] = [
                str(source.randrange(10)) if each.isdigit() and not source.randrange(4) else each
                for each in text
            ]


class Outcome(NamedTuple):
    """The inputs with a fault, and the slowest input that has none: what is said of it, and its seconds."""

    faults: list[str]
    slowest: str
    seconds: float


def run(count: int, first: int) -> Outcome:
    """Audit so many inputs from a number on. What is slow is measured again: the machine does other work."""
    audit_text("1 + 1 = 2")  # compiles the patterns
    faults: list[str] = []
    slowest, most = "", 0.0
    for number in range(first, first + count):
        data = make_input(number)
        spent, crashes = _measured(data)
        if spent > max(most, LIMIT / 4):
            spent = min(spent, *(_measured(data)[0] for _ in range(3)))
        faults += [f"input {number}: {each}: {data!r}" for each in crashes]
        if spent > LIMIT:
            faults.append(f"input {number}: {spent:.3f} s: {data!r}")
        if spent > most:
            slowest, most = f"input {number}, {len(data)} bytes: {data[:120]!r}", spent
    return Outcome(faults, slowest, most)


def _measured(data: bytes) -> tuple[float, list[str]]:
    """The seconds of processor time that an audit takes, and the rules that crashed."""
    start = time.process_time()
    report = audit_text(data)
    spent = time.process_time() - start
    return spent, [each.message for each in report.diagnostics if each.code == "CA001"]


def main() -> None:
    """Print the faults of a run and the slowest input; the exit status says whether there were faults."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    gc.freeze()
    outcome = run(count, first)
    print("\n".join(outcome.faults[:20]))
    most = f"{outcome.seconds * 1000:.0f} ms"
    print(f"{count} inputs from {first}: {len(outcome.faults)} faults; the slowest took {most}")
    print(outcome.slowest)
    sys.exit(bool(outcome.faults))


if __name__ == "__main__":
    main()
