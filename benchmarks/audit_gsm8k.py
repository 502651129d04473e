"""False alarms of the audit on 3,000 worked solutions: on their annotations, and on the text without them.

python benchmarks/audit_gsm8k.py ../shared/benchmark/gsm8k-train-3000.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from generator.formula import Step, judge, plain_chains

_ANNOTATION = re.compile(r"<<(.*?)>>")


def failing(text: str) -> tuple[int, list[str]]:
    """How many relations of a text were judged, and those that do not hold."""
    judged, wrong = 0, []
    for chain in plain_chains(text):
        for verdict in judge(chain):
            if isinstance(verdict, Step):
                judged += 1
                if not verdict.grade.holds:
                    wrong.append(f"{verdict.grade}: {' '.join(text[chain.start : chain.end].split())}")
    return judged, wrong


def main() -> None:
    """Print both rates, and every relation that does not hold."""
    answers = [
        json.loads(line)["answer"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    ]
    annotations = [each for answer in answers for each in _ANNOTATION.findall(answer)]
    for name, texts in (
        ("annotations", annotations),
        ("text", [_ANNOTATION.sub("", each) for each in answers]),
    ):
        results = [failing(text) for text in texts]
        total = sum(judged for judged, _ in results)
        wrong = [each for _, found in results for each in found]
        print(
            f"{name}: {total} relations judged, {len(wrong)} do not hold "
            f"({1000 * len(wrong) / total:.2f} in 1,000)"
        )
        print("".join(f"  {each}\n" for each in wrong), end="")


if __name__ == "__main__":
    main()
