"""Random and mutated inputs for the audit: no crash, none over 100 ms of processor time.

python benchmarks/fuzz_audit.py [COUNT] [SEED]
"""

from __future__ import annotations

import random
import sys
import time

from generator.audit import audit_text

_PIECES = (
    "0.3 \\times 0.60", "9 × 8 = 72", "$", "$$", "=", "≈", "<", "≥", "\\frac{1}{3}", "\\sqrt{2}",
    "{", "}", "(", ")", "^", "_",
    "12%", "1,200", "万", "个百分点", "\\text{收敛度}", "|", "| --- |", "\n", "\n\n", "```math\n", "```\n",
    "**", "`", "<!--", "-->",
    "audit: ignore CA501", "w_1 = 0.4", "权重", "\\begin{cases}", "\\\\", "&",
    "x", "e^", "9^9^9", "1e999", "\ufffd", "\x00", "↑", "50-70%",
)  # fmt: skip
LIMIT = 0.1
"""Seconds of processor time for one short input."""


def make_text(source: random.Random) -> str:
    """A short text out of the pieces that the audit knows, some characters of it changed."""
    text = list(
        "".join(source.choice(_PIECES) + source.choice(("", " ")) for _ in range(source.randint(1, 25)))
    )
    for _ in range(source.randint(0, 3)):
        text[source.randrange(len(text))] = chr(
            source.choice((source.randrange(32, 127), source.randrange(0x4E00, 0x9FFF)))
        )
    return "".join(text)


def faults(count: int, seed: int) -> list[str]:
    """What went wrong in so many inputs: crashed rules and slow ones, with the input."""
    source = random.Random(seed)
    found = []
    for _ in range(count):
        text = make_text(source)
        start = time.process_time()
        report = audit_text(text)
        spent = time.process_time() - start
        found += [f"{each.message}: {text!r}" for each in report.diagnostics if each.code == "CA001"]
        if spent > LIMIT:
            found.append(f"{spent:.3f} s: {text!r}")
    return found


def main() -> None:
    """Print the faults of a run; the exit status says whether there were any."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = faults(count, seed)
    print("\n".join([*found[:20], f"{count} inputs, {len(found)} faults"]))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
