"""A skeleton is findings until its places are filled, and none after."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_project import edit_file, make_project

from generator.cli import KINDS, main
from generator.diagnostics import has_errors
from generator.markup import PLACEHOLDER
from generator.new import FILES, RefusedError, begin, write
from generator.project import inspect, read_tree
from generator.source import SourceText
from generator.yaml_nodes import parse_yaml

FILLED = {
    "‹level›": "open",
    "‹for›": "for",
    "‹document:line›": "handbook:50",
    "‹year-Qn›": "2027-Q2",
    "‹year›": "2019",
    "‹year-month-day›": "2025-01-02",
    "‹number of lines›": "80",
}
"""What stands for places that are no free text; figures and texts are filled alike everywhere."""


def fill(text: str, figure: str) -> str:
    """The text with every place filled: Chinese with Chinese, figures with one figure."""

    def words(place: re.Match[str]) -> str:
        if re.fullmatch(r"‹0\.0+›", place[0]):
            return figure
        return FILLED.get(place[0], "齿轮" if re.search("[\u4e00-\u9fff]", place[0]) else "Gears")

    return PLACEHOLDER.sub(words, text)


def findings(root: Path) -> list[str]:
    """What `check` says of the data and the pages it renders to."""
    tree = read_tree(root)
    return [
        f"{each.span.path} {each.code} {each.message}"
        for each in inspect(tree, root / "templates").diagnostics
        if has_errors([each])
    ]


@pytest.fixture
def tiny_root(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.mark.parametrize("kind", FILES)
def test_every_place_is_a_finding_until_it_is_filled(kind: str, tiny_root: Path) -> None:
    """The engine lists each open place at its place, and nothing that follows from it in the same file."""
    beginning = begin(tiny_root, kind, "gears")
    write(tiny_root, beginning)
    open_places = len(PLACEHOLDER.findall(beginning.added))
    found = findings(tiny_root)
    assert sum(" CA119 " in each for each in found) == open_places > 3
    assert {each.split()[1] for each in found if each.startswith(beginning.path)} <= {"CA119", "CA117"}, found


@pytest.mark.parametrize("kind", FILES)
def test_a_filled_skeleton_passes(kind: str, tiny_root: Path) -> None:
    """With the places filled there is nothing to find; a reference has to be cited first, as is said."""
    beginning = begin(tiny_root, kind, "gears")
    write(tiny_root, beginning)
    file = tiny_root / beginning.path
    file.write_text(fill(file.read_text(encoding="utf-8"), "0.55"), encoding="utf-8")
    if kind == "reference":
        assert [each.split()[1] for each in findings(tiny_root)] == ["CA117"]
        axles = tiny_root / "data/technologies/axles.yml"
        text = axles.read_text(encoding="utf-8")
        assert "references:" not in text
        axles.write_text(text + "references: [gears]\n", encoding="utf-8")
    if kind == "technology":
        quarrel = "quarrel:\n    value: "
        edit_file(tiny_root, beginning.path, quarrel + "0.55", quarrel + "0.45")  # it enters as 1 − x
    assert findings(tiny_root) == []


@pytest.mark.parametrize("kind", FILES)
def test_what_stood_there_stays(kind: str, tiny_root: Path) -> None:
    """An entry is added to a file; everything else in it is as it was, and it is still YAML."""
    path = FILES[kind].format("gears")
    before = (tiny_root / path).read_text(encoding="utf-8") if (tiny_root / path).exists() else ""
    beginning = begin(tiny_root, kind, "gears")
    assert beginning.text.replace(beginning.added, "").split() == before.split()
    assert parse_yaml(SourceText(path, beginning.text))[1] == ()


def test_ids_are_used_once_and_are_plain(tiny_root: Path) -> None:
    """An id that is taken, and one that cannot be an address, are refused with the reason."""
    with pytest.raises(RefusedError, match="already"):
        begin(tiny_root, "technology", "axles")
    with pytest.raises(RefusedError, match="there is a technology 'axles' already"):
        begin(tiny_root, "technology", "Axles")
    with pytest.raises(RefusedError, match="is no id"):
        begin(tiny_root, "force", "../axles")


def test_the_command_knows_every_kind() -> None:
    """What can be begun is what the command offers."""
    assert set(KINDS) == set(FILES)


def test_the_lines_to_fill_are_those_that_were_added(tiny_root: Path) -> None:
    """Places left open by an earlier beginning are not counted again."""
    write(tiny_root, begin(tiny_root, "reference", "first"))
    second = begin(tiny_root, "reference", "second")
    first, last = map(int, re.findall(r"\d+", second.steps[0]))
    lines = second.text.splitlines()
    assert "second:" in lines[first - 4 : first]
    assert last == max(number for number, line in enumerate(lines, 1) if PLACEHOLDER.search(line))


def test_without_its_packages_it_says_how_to_install_them(tiny_root: Path) -> None:
    """A newcomer's own Python lacks what .venv/ has: that is said in words, not in a traceback."""
    command = [sys.executable, "-S", "-m", "generator", "check", "--root", str(tiny_root)]
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert "is not installed" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dry_run_writes_nothing(tiny_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It prints the skeleton and the steps instead."""
    before = read_tree(tiny_root)
    assert main(["new", "technology", "gears", "--dry-run", "--root", str(tiny_root)]) == 0
    printed = capsys.readouterr().out
    assert "‹0.00›" in printed
    assert "python -m generator check" in printed
    assert read_tree(tiny_root).data == before.data
