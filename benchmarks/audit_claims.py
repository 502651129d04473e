"""Precision and recall of the audit, kind by kind, on a folder of hand-checked claims.

    python benchmarks/audit_claims.py ../shared/benchmark ../shared/seeds [--misses] [--unmatched]

The folder holds `*-claims.jsonl`; the second one the documents. The scoring rules are those of its README: a
finding matches a claim of one of its kinds if it stands at most one line from the claim or from a line that
the claim names in the same file. A finding speaks for every line that its notes name. With --line-only a
finding speaks only for the line that it stands on, and must stand on the claim's own line.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from generator.audit.files import audit_paths
from generator.diagnostics import Diagnostic, Severity

KINDS = {
    "CA40": ("heading-number", "toc-entry", "internal-link", "anchor-link", "duplicate-heading"),
    "CA501": ("formula-chain", "ratio", "table-cumulative", "weights-sum"),
    "CA502": ("formula-chain", "weights-sum"),
    "CA503": (),
    "CA504": ("threshold", "formula-chain"),
    "CA505": ("formula-chain",),
    "CA506": ("weights-sum",),
    "CA507": ("weights-sum", "definition-conflict"),
    "CA508": ("ratio",),
    "CA509": ("definition-conflict", "cross-document", "mermaid-label", "level-headline"),
    "CA51": (
        "threshold",
        "level-headline",
        "definition-conflict",
        "cross-document",
        "formula-chain",
        "range",
    ),
    "CA512": ("definition-conflict", "cross-document", "mermaid-label", "level-headline"),
    "CA513": ("definition-conflict",),
    "CA514": ("formula-chain",),
    "CA515": ("level-headline", "mermaid-label"),
    "CA516": ("count",),
    "CA517": ("definition-conflict", "cross-document", "level-headline"),
    "CA518": ("threshold", "range"),
    "CA519": ("range", "threshold"),
    "CA520": ("threshold", "range"),
    "CA521": ("threshold",),
    "CA522": ("definition-conflict", "level-headline"),
    "CA523": ("level-headline", "mermaid-label", "cross-document"),
    "CA524": ("level-headline",),
    "CA525": ("definition-conflict", "cross-document", "mermaid-label", "level-headline", "count"),
    "CA53": ("table-sum", "table-share", "table-cumulative", "delta", "ratio"),
    "CA530": ("table-sum", "table-share", "weights-sum", "table-weighted"),
    "CA534": ("table-change", "table-difference", "table-factor", "table-cumulative", "delta", "ratio"),
    "CA535": (
        "table-mean",
        "table-product",
        "table-weighted",
        "table-sum",
        "table-share",
        "table-difference",
        "table-factor",
        "ratio",
    ),
    "CA536": ("table-mean", "table-weighted", "table-sum"),
    "CA537": ("table-sum", "weights-sum", "count"),
    "CA541": ("table-sum", "table-share", "weights-sum", "ratio"),
    "CA544": ("mermaid-label",),
    "CA545": ("ratio",),
    "CA547": ("table-sum", "table-mean", "weights-sum", "formula-chain", "ratio"),
    "CA546": ("table-sum", "formula-chain"),
    "CA548": ("formula-chain", "ratio"),
    "CA549": ("delta", "ratio"),
    "CA550": ("formula-chain", "table-product", "ratio", "count"),
    "CA552": ("formula-chain", "ratio", "delta", "table-sum", "table-mean", "table-product", "count"),
    "CA551": ("formula-chain", "ratio"),
    "CA554": ("table-product", "table-share", "table-sum"),
    "CA553": ("table-mean", "ratio", "delta", "table-factor"),
    "CA54": ("delta", "ratio", "timeline-chain", "mermaid-label", "table-sum"),
    "CA60": ("mermaid-syntax", "mermaid-label"),
}
"""The kinds of claim that a finding may be about, by the longest matching prefix of its code."""

Claim = dict[str, Any]


class Score(NamedTuple):
    """The claims that were hit, true findings by kind, and findings that match no defect."""

    hit: set[str]
    true: Counter[str]
    false: defaultdict[str, list[Diagnostic]]


def kinds_of(code: str) -> tuple[str, ...]:
    """The kinds for a code."""
    prefixes = [prefix for prefix in KINDS if code.startswith(prefix)]
    return KINDS[max(prefixes, key=len)] if prefixes else ()


def read_claims(folder: Path, names: Iterable[str]) -> list[Claim]:
    """The claims about the documents that are there."""
    known = set(names)
    claims = []
    for file in sorted(folder.glob("*-claims.jsonl")):
        claims += [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [claim for claim in claims if claim["file"] in known]


def lines_of(claim: Claim) -> list[int]:
    """The lines at which a finding may stand to match."""
    own = claim["file"]
    return [claim["line"], *(other["line"] for other in claim.get("related") or () if other["file"] == own)]


def places(found: Diagnostic) -> set[tuple[str, int]]:
    """The file names and lines that a finding speaks for."""
    spans = [found.span, *(note.span for note in found.notes)]
    return {(Path(span.path).name, span.line) for span in spans}


def matching(found: Diagnostic, claims: list[Claim], *, line_only: bool = False) -> list[Claim]:
    """The claims that a finding is about."""
    kinds = kinds_of(found.code)
    if line_only:
        here = (Path(found.span.path).name, found.span.line)
        return [
            claim for claim in claims if claim["kind"] in kinds and (claim["file"], claim["line"]) == here
        ]
    spots = places(found)
    return [
        claim
        for claim in claims
        if claim["kind"] in kinds
        and any(
            name == claim["file"] and abs(line - other) <= 1
            for name, line in spots
            for other in lines_of(claim)
        )
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("claims", type=Path, help="the folder with *-claims.jsonl")
    parser.add_argument("documents", type=Path, help="the folder with the documents")
    parser.add_argument("--misses", action="store_true", help="list the errors that were not found")
    parser.add_argument(
        "--unmatched", action="store_true", help="list findings that match only correct claims or none"
    )
    parser.add_argument("--line-only", action="store_true", help="match only on the claim's own line")
    options = parser.parse_args()
    report = audit_paths([options.documents])
    claims = read_claims(options.claims, (path.name for path in options.documents.glob("*.md")))
    score = match_findings(report.diagnostics, claims, line_only=options.line_only)
    print_table(claims, score)
    if options.misses:
        for claim in claims:
            if claim["verdict"] == "error" and claim["id"] not in score.hit:
                print(f"missed {claim['id']}: {claim['quote'][:90]} | {claim['why'][:120]}")
    if options.unmatched:
        for kind, finds in sorted(score.false.items()):
            for found in finds:
                print(f"unmatched {kind}: {found.span}: {found.severity} {found.code} {found.message}")


def match_findings(findings: Iterable[Diagnostic], claims: list[Claim], *, line_only: bool = False) -> Score:
    """The score of the findings; one that only tells something is none, nor is one about no kind of claim."""
    score = Score(set(), Counter(), defaultdict(list))
    for found in findings:
        if found.severity is Severity.INFO or not kinds_of(found.code):
            continue
        matched = matching(found, claims, line_only=line_only)
        errors = [claim for claim in matched if claim["verdict"] == "error"]
        score.hit.update(claim["id"] for claim in errors)
        if errors:
            score.true.update({claim["kind"] for claim in errors})
        elif not any(claim["verdict"] in ("warning", "not-checkable") for claim in matched):
            score.false[matched[0]["kind"] if matched else "(no claim)"].append(found)
    return score


def print_table(claims: list[Claim], score: Score) -> None:
    """One line for each kind with errors or false findings."""
    print(
        f"{'kind':22}{'errors':>8}{'found':>7}{'recall':>8}{'defects':>9}{'found':>7}{'true':>6}{'false':>7}{'prec.':>7}"
    )
    for kind in sorted({claim["kind"] for claim in claims} | set(score.false)):
        errors = [claim for claim in claims if claim["kind"] == kind and claim["verdict"] == "error"]
        found = [claim for claim in errors if claim["id"] in score.hit]
        groups = {claim.get("group") or claim["id"] for claim in errors}
        reached = {claim.get("group") or claim["id"] for claim in found}
        wrong = len(score.false.get(kind, ()))
        if errors or wrong:
            total = score.true[kind] + wrong
            print(
                f"{kind:22}{len(errors):8}{len(found):7}{_share(len(found), len(errors)):>8}{len(groups):9}"
                f"{len(reached):7}{score.true[kind]:6}{wrong:7}{_share(score.true[kind], total):>7}"
            )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "-"


if __name__ == "__main__":
    main()
