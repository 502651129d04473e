"""No error of the sources is passed over: each has an erratum, or is counted among the defects of form."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from fact_coverage import ROOT

from generator.model.sources import StructuralDefect

BENCHMARK = ROOT.parent / "shared" / "benchmark"
FORM = {defect.value for defect in StructuralDefect}


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    """Every claim of the sources with its verdict; they are not part of the project."""
    files = sorted(BENCHMARK.glob("*-claims.jsonl"))
    if not files:
        pytest.skip("../shared/benchmark is missing: errata cannot be compared with the claims")
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))
    return data


def _defect(claim: dict[str, Any]) -> str:
    """The kind of a claim; a table row that falls apart is a defect of form and not a wrong count."""
    return "table-row" if claim.get("subkind") == "table-columns" else str(claim["kind"])


def _settled() -> set[str]:
    return {claim for erratum in _data("errata.yml").values() for claim in erratum.get("claims", ())}


def test_every_error_is_settled(claims: list[dict[str, Any]]) -> None:
    """A claim judged an error stands in an erratum, unless it is one of form."""
    errors = [claim for claim in claims if claim["verdict"] == "error" and _defect(claim) not in FORM]
    open_ones = {claim["id"]: claim["why"] for claim in errors if claim["id"] not in _settled()}
    print(f"{len(errors) - len(open_ones)} of {len(errors)} errors of substance have an erratum")
    assert not open_ones


def test_errata_accuse_nothing_that_holds(claims: list[dict[str, Any]]) -> None:
    """An erratum names claims that exist and that were not judged right."""
    verdicts = {claim["id"]: claim["verdict"] for claim in claims}
    wrong = {claim: verdicts.get(claim) for claim in _settled() if verdicts.get(claim) in (None, "ok")}
    assert not wrong


def test_no_claim_has_two_errata() -> None:
    """A claim belongs to one erratum, so that nothing is told twice."""
    listed = Counter(claim for erratum in _data("errata.yml").values() for claim in erratum.get("claims", ()))
    assert [claim for claim, times in listed.items() if times > 1] == []


def test_defects_of_form_are_counted_by_document(claims: list[dict[str, Any]]) -> None:
    """The counts in data/documents.yml are those of the claims, by document and kind."""
    found: dict[str, Counter[str]] = {}
    for claim in claims:
        if claim["verdict"] == "error" and _defect(claim) in FORM:
            found.setdefault(Path(claim["file"]).stem, Counter())[_defect(claim)] += 1
    stated = {name: document.get("structural", {}) for name, document in _data("documents.yml").items()}
    assert {name: counts for name, counts in stated.items() if counts} == found
    total = sum(counts.total() for counts in found.values())
    print(f"{total} defects of form in {len(found)} documents")


def test_each_kind_of_defect_has_its_words() -> None:
    """Every kind has a name and says what the atlas does instead, in every language."""
    for file in sorted((ROOT / "data" / "languages").glob("*.yml")):
        strings = yaml.safe_load(file.read_text(encoding="utf-8"))["strings"]
        for kind in FORM:
            assert strings[f"defect-{kind}"]
            assert strings[f"defect-{kind}-instead"]
