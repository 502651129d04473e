"""Nothing of the sources is lost: every fact has a carrier in the data, or a reason why it needs none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from fact_coverage import COMPUTED, MAPS, ROOT, STRUCTURE, Fact, find_reason, map_facts, narrow, read_facts

from generator.source import SourceText
from generator.yaml_nodes import MappingNode, Node, SequenceNode, parse_yaml

FACTS = ROOT.parent / "shared" / "facts"
DOCUMENTS = sorted(file.stem for file in MAPS.glob("*.yml"))
REASON = "reason: "


@pytest.fixture(scope="module")
def facts() -> Path:
    """The folder of the facts, which is not part of the project."""
    if not FACTS.is_dir():
        pytest.skip("../shared/facts is missing: only the kept map can be checked")
    return FACTS


def _kept(document: str) -> dict[str, str]:
    kept: dict[str, str] = yaml.safe_load((MAPS / f"{document}.yml").read_text(encoding="utf-8"))
    return kept


def test_every_source_has_a_map(facts: Path) -> None:
    """There is a map for each of the seven chapters, and none besides."""
    assert sorted(file.stem for file in facts.glob("*.yml")) == DOCUMENTS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_fact_is_mapped(document: str, facts: Path) -> None:
    """Each fact of a source stands in the kept map, which is what the facts and the data give today."""
    file = facts / f"{document}.yml"
    missing = {fact.path for fact in read_facts(file)} - _kept(document).keys()
    assert not missing
    stale = "run `python -m tests.fact_coverage ../shared/facts` and look at the difference"
    assert _kept(document) == map_facts(file, ROOT), stale


@pytest.mark.parametrize("document", DOCUMENTS)
def test_mapped_data_exists(document: str) -> None:
    """Each address of the kept map leads to something in data/."""
    roots: dict[str, Node] = {}
    for path, address in _kept(document).items():
        if address.startswith(REASON):
            continue
        file, _, inner = address.partition("#")
        if file not in roots:
            root, _ = parse_yaml(SourceText(file, (ROOT / file).read_text(encoding="utf-8")))
            assert root is not None
            roots[file] = root
        assert inner, f"{path}: a whole file is no carrier"
        assert _leads_somewhere(roots[file], inner.split(".")), f"{path}: there is no {address}"


def _leads_somewhere(node: Node, steps: list[str]) -> bool:
    for step in steps:
        if isinstance(node, MappingNode) and step in node.nodes:
            node = node.nodes[step]
        elif isinstance(node, SequenceNode) and step.isdecimal() and int(step) < len(node.nodes):
            node = node.nodes[int(step)]
        else:
            return False
    return True


def test_addresses_that_lead_nowhere_are_seen() -> None:
    """The check above tells a field, an entry and a missing one apart."""
    root, _ = parse_yaml(SourceText("x.yml", "rows:\n  - {name: a}\n"))
    assert root is not None
    assert _leads_somewhere(root, ["rows", "0", "name"])
    assert not _leads_somewhere(root, ["rows", "1"])
    assert not _leads_somewhere(root, ["rows", "0", "title"])


def test_reasons_are_known_and_the_share_is_told() -> None:
    """Reasons are those of the code, and data carries most facts; the share is printed."""
    known = {*STRUCTURE.values(), *COMPUTED.values()}
    carriers = [carrier for document in DOCUMENTS for carrier in _kept(document).values()]
    reasons = [carrier.removeprefix(REASON) for carrier in carriers if carrier.startswith(REASON)]
    assert set(reasons) <= known
    carried = len(carriers) - len(reasons)
    print(f"{carried} of {len(carriers)} facts are carried by data, {len(reasons)} have a reason: 100 %")
    assert carried > 3 * len(reasons)


def test_what_a_file_alone_cites_is_narrowed_or_excused() -> None:
    """A citation of a whole file carries a conclusion, but not a row that compares two levels."""
    conclusion = Fact("a", 3, 3, "conclusion")
    assert narrow(conclusion, "data/levels/L3.yml#") == "data/levels/L3.yml#conclusions"
    row = Fact("b", 4, 4, "table", "adoption rate (采用率)", "L3 vs L4")
    assert find_reason(row, "data/levels/L3.yml#") == COMPUTED["comparison"]
    assert find_reason(row, "data/levels/L3.yml#state.0") is None
    assert find_reason(Fact("c", 5, 5, "fact", "something said"), None) is None
