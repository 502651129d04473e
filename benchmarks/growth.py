"""How the audit's time grows with its input: seconds for 1, 2, 4 and 8 MB of each kind of text.

    python benchmarks/growth.py [--megabytes 1] [--only NAME]

Each kind repeats one thing that people or machines write, with figures that differ; some are hostile. Time
that grows linearly doubles from column to column.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator
from functools import lru_cache

from generator.audit import audit_text

Line = Callable[[int, int, int], str]
"""Makes one piece of a text from three figures."""

_CACHED = type(lru_cache(maxsize=1)(int))
KINDS: dict[str, tuple[str, Line]] = {
    "line of sums": ("", lambda a, b, c: f"{a} + {b} = {a + b}, "),
    "line of wrong sums": ("", lambda a, b, c: f"{a} + {b} = {a + b + c}, "),
    "line without a break": ("", lambda a, b, c: f"{a} + {b} = {a + b} "),
    "one chain": ("", lambda a, b, c: f"= {a} + {b} "),
    "wrong formulas": ("", lambda a, b, c: f"$0.3 \\times 0.{a} + 0.7 \\times 0.{b} = 0.{c}$\n\n"),
    "wrong weighted sums": (
        "",
        lambda a, b, c: f"0.3 × 0.{a} + 0.2 × 0.{b} + 0.1 × 0.4 + 0.2 × 0.7 + 0.2 × 0.9 = 0.{c}\n\n",
    ),
    "changes": ("", lambda a, b, c: f"吞吐量从 {a} 提升到 {b}，增长 {c}%。用户增长 {c} 倍。\n\n"),
    "comparisons": (
        "",
        lambda a, b, c: f"It took {a} s before, {b} s now, {c}% less; 较上月的 {a} 件增加 {b} 件，",
    ),
    "parts of wholes": ("", lambda a, b, c: f"Of {a + b} cases {a} were skipped ({c} %), "),
    "limits": ("", lambda a, b, c: f"要求不低于 {a} 个，实测 {b} 个，达标，超过 {c} 个，"),
    "enumerations": ("", lambda a, b, c: f"电力 {a} 万元、算力 {b} 万元，合计 {c} 万元、"),
    "factors in words": ("", lambda a, b, c: f"翻倍，从 {a} 万增至 {b} 万，降低三成，"),
    "shares of counts": ("", lambda a, b, c: f"{min(a, b)} of {max(a, b)} ({c}%), "),
    "one table": ("| 名称 | 数量 | 合计 |\n|---|---|---|\n", lambda a, b, c: f"| x{a} | {b} | {b + c} |\n"),
    "many tables": (
        "",
        lambda a, b, c: f"| 项 | 数量 | 占比 |\n|---|---|---|\n| a{a} | {b} | {c}% |\n| b | {a} | 9% |\n\n",
    ),
    "table and sentences": (
        "| 名称 | 延迟 |\n|---|---|\n| alpha | 20 |\n| beta | 30 |\n\n",
        lambda a, b, c: f"所有名称的延迟均低于 {a}。alpha 的延迟为 {b}。\n\n",
    ),
    "tables of states": (
        "",
        lambda a, b, c: (
            f"| 指标 | 优化前 | 优化后 | 提升 |\n|---|---|---|---|\n| x | {a}ms | {b} s | {c}% |\n\n"
        ),
    ),
    "tables of values": (
        "",
        lambda a, b, c: f"| 指标 | 数值 |\n|---|---|\n| 总数 | {a} |\n| 成功数 | {b} |\n| 失败数 | {c} |\n\n",
    ),
    "shares beside a whole": (
        "",
        lambda a, b, c: (
            f"预算为 {a + b} 元。\n\n| 项 | 金额 | 占比 |\n|---|---|---|\n"
            f"| x | {a} | {c}% |\n| y | {b} | 9% |\n\n"
        ),
    ),
    "digits in groups with blanks": (
        "",
        lambda a, b, c: f"Tab. 4.1: {a},5, {b},5.\n\n| a | b |\n|---|---|\n| x | 1 {c % 900 + 100},5 |\n\n",
    ),
    "tables told again": (
        "",
        lambda a, b, c: (
            f"| 名 | 值 |\n|---|---|\n| a{a % 50} | {b} |\n| b{b % 50} | {c} |\n\n"
            f"- a{a % 50}: {b}\n- c: {c}\n\n"
        ),
    ),
    "summaries": (
        "# T\n\n",
        lambda a, b, c: (
            f"**Files {a}**: {b} files. The score of {c}.\n\n## Summary {a}\n\n- **Tests {b}**: {c}\n\n"
        ),
    ),
    "common wholes": (
        "",
        lambda a, b, c: f"甲 {a} 份（{c}%）、乙 {b} 份（{c}.5%）、丙 {a + b} 份（3%）共 {a * 7} 份。\n\n",
    ),
    "ladders": (
        "| 层级 | 程度 |\n|---|---|\n| L2: 高 | 90% |\n| L1: 中 | 60% |\n| L0: 低 | 30% |\n\n",
        lambda a, b, c: f"甲{a} 属于 L{c % 4}（中），程度 {c}%。\n\n",
    ),
    "plain blocks": (
        "",
        lambda a, b, c: f"```\n甲: {a} × {b} = {a * b + c}\n乙: {b} 元\n合计: {c} 元\n```\n\n",
    ),
    "units": ("", lambda a, b, c: f"{a} ms = {b} s, ${a}/month = ${b}/year, {c} GB × {a} = {b} TB. "),
    "movements": (
        "",
        lambda a, b, c: (
            f"由 {a} 件降到 {b} 件，约为原来的 {c}%。It rose by {a} to {b} ({c}%), {c}% more than (9). "
        ),
    ),
    "rates": ("", lambda a, b, c: f"每批 {a} 小时，共 {b} 批，共需 {c} 小时，{a} GB in {b} h, {c} GB per h,"),
    "rates by the sentence": ("", lambda a, b, c: f"We sold {a} books in {b} weeks, {c} a week on average. "),
    "conversions": ("", lambda a, b, c: f"{a} hours (about {b} minutes), {c} 公顷（约 {a} 平方米），"),
    "figures of sentences": ("", lambda a, b, c: f"Of ${a} we spent ${b}, a share of {c}%. In all {a} m. "),
    "shares in clauses": ("", lambda a, b, c: f"{a} of {b} nodes is {c}%, {b} issues, {a} of them ({c}%), "),
    "changes and pairs": (
        "",
        lambda a, b, c: f"{c}% less memory: {b} → {a}, {a} more (was {b}, now {c}), leaving a gap of ${a} ",
    ),
    "named bands": ("", lambda a, b, c: f"a score of {a} falls in band L{c} ({b}–{c}), 达到 {a} 的目标，"),
    "verdicts": (
        "",
        lambda a, b, c: (
            f"at least {c}%\n\n| n | v | met |\n|---|---|---|\n| x | {a}% | yes |\n| y | {b}% | no |\n\n"
        ),
    ),
    "remarks": (
        "",
        lambda a, b, c: (
            f"| N{a}a | Sum {a}x{b} |\n|---|---|\n| x | {a} |\n| y | {b} |\n\n"
            f"The mean is {c} more; they sum to {b}.\n\n"
        ),
    ),
    "bold figures": ("", lambda a, b, c: f"of **{a}** we lost **{b}**, "),
    "bold figures and fixes": ("", lambda a, b, c: f"15 of 200 (7.1%) and **{a}** more\n\n"),
    "levels behind formulas": ("", lambda a, b, c: f"$$S = {a} = {a}$$\n\nThis is level {b}.\n\n"),
    "dotted headings": ("", lambda a, b, c: f"## {a}.{b} A\n\n## {a}.{c} B\n\n"),
    "code with signs": ("", lambda a, b, c: f"`{a} × {b} = {c}` "),
    "lists with totals": (
        "",
        lambda a, b, c: f"- 甲: {a} 元\n- 乙: {b} 元\n- 合计: {c} 元\n\n### 文件 ({c} 个)\n\n",
    ),
    "scales": ("", lambda a, b, c: f"- 甲{a}级：{b}–{b + c} 分\n- 乙{c}级：{b + c}–{b + 2 * c} 分\n\n文\n\n"),
    "counts and lists": ("", lambda a, b, c: f"分为以下三类：\n\n1. 甲{a}\n   - 乙\n2. 丙\n\n"),
    "quoted counts": ("", lambda a, b, c: f"> 分为三类：甲{a}、乙、丙。占比 {c}%。\n\n文字 {c}%。\n\n"),
    "sections": ("", lambda a, b, c: f"## {a}. 方案{b}\n\n方案{b}的收敛度为 {c}%。\n\n"),
    "links and headings": ("", lambda a, b, c: f"# Part {a}\n\n[t](#part-{b}) [r][{c}]\n\n[{a}]: x.md#{b}\n"),
    "diagrams": ("", lambda a, b, c: f"```mermaid\ngraph TD\nA[收敛度 {c}%] --> B({a} + {b} = {c})\n```\n\n"),
    "one diagram": ("```mermaid\ngraph TD\n", lambda a, b, c: f"A{a}[甲{b}] --> B{b}[收敛度 {c}%]\n"),
    "weights": ("", lambda a, b, c: f"权重分别为 {c}%、30%、30%。$w_1 = 0.{a}, w_2 = 0.{b}$ "),
    "waivers": ("", lambda a, b, c: f"<!-- audit: ignore CA501 why -->\n{a} + {b} = {c}\n\n"),
    "brackets": ("", lambda a, b, c: "("),
    "braces in a formula": ("$", lambda a, b, c: "{"),
    "equals signs": ("", lambda a, b, c: "="),
    "figures and equals signs": ("", lambda a, b, c: f"{a}="),
    "dollar signs": ("", lambda a, b, c: f"${a}="),
    "ticks": ("", lambda a, b, c: "`" * (c % 7 + 1) + "a"),
    "tags": ("", lambda a, b, c: f'<a id="{a}" <b>'),
    "open tables": ("", lambda a, b, c: f"<table><tr><td>{a}"),
    "decimal commas": ("", lambda a, b, c: f"{a},5 und ${b}{{,}}5$ "),
    "comments": ("", lambda a, b, c: f"<!-- {a} "),
    "blanks": ("1 =", lambda a, b, c: " "),
    "nesting": ("", lambda a, b, c: "> " * (c % 9) + "- " * (a % 9) + f"{b} = {a}\n"),
    "power tower": ("", lambda a, b, c: f"{a}^"),
    "digits": ("", lambda a, b, c: f"{a}"),
}  # fmt: skip


def make(kind: str, size: int) -> str:
    """A text of a kind, of about so many bytes; the same on every run."""
    source = random.Random(kind)
    head, line = KINDS[kind]

    def pieces() -> Iterator[str]:
        written = 0
        while written < size:
            piece = line(source.randint(2, 9999), source.randint(2, 9999), source.randint(1, 99))
            written += len(piece.encode())
            yield piece

    return head + "".join(pieces())


def seconds(text: str) -> float:
    """Seconds of processor time that the audit of an unknown text takes, the collector left out of it."""
    _forget()
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        audit_text(text)
        return time.process_time() - start
    finally:
        gc.enable()


def _forget() -> None:
    """Empty the program's caches: what was read in another text must not make this one cheap."""
    for each in gc.get_objects():
        if isinstance(each, _CACHED) and each.__module__.startswith("generator."):
            each.cache_clear()


def main() -> None:
    """Print a table: a row for each kind, a column for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=1, help="the smallest size")
    parser.add_argument("--only", choices=KINDS, help="one kind")
    options = parser.parse_args()
    sizes = [int(options.megabytes * 1e6 * factor) for factor in (1, 2, 4, 8)]
    print(f"{'MB':26}" + "".join(f"{size / 1e6:9.2f}" for size in sizes) + "   last / first")
    for kind in [options.only] if options.only else KINDS:
        spent = [seconds(make(kind, size)) for size in sizes]
        print(
            f"{kind:26}" + "".join(f"{each:9.2f}" for each in spent) + f"{spent[-1] / spent[0]:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
