"""`check --fix` mends what has one safe mend, and nothing else; the second run changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import make_project

from generator.cli import main
from generator.diagnostics import has_errors
from generator.mending import find_mends, write
from generator.project import inspect, read_tree
from generator.rule import Edit

SCORE = Edit("data/technologies/chain-drive.yml", "score: 0.92", "score: 0.93")


def test_a_wrong_score_is_computed_again(tmp_path: Path) -> None:
    """The stated score becomes the computed one; the file is otherwise byte for byte as it was."""
    root = make_project(tmp_path, [SCORE])
    (mend,) = find_mends(root)
    assert mend.path == SCORE.file
    assert "-score: 0.93\n+score: 0.92\n" in mend.diff
    write(mend, root)
    assert (root / SCORE.file).read_bytes() == (make_project(tmp_path / "good") / SCORE.file).read_bytes()


def test_mending_twice_is_mending_once(tmp_path: Path) -> None:
    """After one run there is nothing left to mend."""
    root = make_project(tmp_path, [SCORE, Edit("data/technologies/axles.yml", "score: 0.31", "score: 0.3")])
    mends = find_mends(root)
    assert len(mends) == 2
    for mend in mends:
        write(mend, root)
    assert find_mends(root) == ()


def test_a_sound_atlas_is_left_alone(tmp_path: Path) -> None:
    """Nothing wrong, nothing touched."""
    assert find_mends(make_project(tmp_path)) == ()


def test_what_has_no_single_mend_is_left_to_a_person(tmp_path: Path) -> None:
    """Weights that do not sum to 1 can be mended in many ways: the finding stays."""
    edit = Edit("data/scale.yml", "weights: {spread: 0.5, fit: 0.3", "weights: {spread: 0.5, fit: 0.29")
    root = make_project(tmp_path, [edit])
    assert all(mend.path != "data/scale.yml" for mend in find_mends(root))


def test_a_dry_run_shows_the_change_and_makes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The diff is printed, the file is as before, and the finding is still reported."""
    root = make_project(tmp_path, [SCORE])
    before = read_tree(root).data
    assert main(["check", "--fix", "--dry-run", "--root", str(root)]) == 1
    printed = capsys.readouterr().out
    assert "+score: 0.92" in printed
    assert "CA203" in printed
    assert read_tree(root).data == before
    assert main(["check", "--dry-run", "--root", str(root)]) == 2


TYPED = {
    "data/technologies/chain-drive.yml": ("score: 0.92", "score：0.９２"),
    "data/levels/split.yml": ("{zh: 各行其是, en", "{zh: 各行其是，en"),
}


def test_full_width_signs_and_layout_are_mended(tmp_path: Path) -> None:
    """What an input method leaves behind keeps files from being read; one run of `--fix` mends all of it."""
    root = make_project(tmp_path / "typed", [Edit(path, *words) for path, words in TYPED.items()])
    windows = root / "data/references.yml"
    windows.write_bytes(b"\xef\xbb\xbf" + windows.read_bytes().replace(b"\n", b"\r\n"))
    assert has_errors(inspect(read_tree(root), root / "templates", compare_docs=False).diagnostics)
    mends = find_mends(root)
    for mend in mends:
        assert mend.diff
        write(mend, root)
    good = make_project(tmp_path / "good")
    for path in (*TYPED, "data/references.yml"):
        assert (root / path).read_bytes() == (good / path).read_bytes()
    assert find_mends(root) == ()


def test_a_file_that_is_not_utf_8_is_left_alone(tmp_path: Path) -> None:
    """Writing it would lose what could not be read."""
    root = make_project(tmp_path, [SCORE])
    file = root / SCORE.file
    file.write_bytes(file.read_bytes() + b"# caf\xe9  \n")
    assert find_mends(root) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[rough-roads]", "[rough-roads, smooth-roads]"),
        ("[rough-roads] # so far", "[rough-roads, smooth-roads] # so far"),
        ("\n  - rough-roads # as ever", "\n  - rough-roads # as ever\n  - smooth-roads"),
    ],
)
def test_a_missing_link_back_is_added_as_the_list_is_written(tmp_path: Path, before: str, after: str) -> None:
    """Behind the last entry: in brackets, or on a line of its own."""
    rough, shifting = "data/forces/rough-roads.yml", "data/technologies/shifting.yml"
    root = make_project(tmp_path, [Edit(shifting, "forces: [rough-roads]\n", f"forces: {before}\n")])
    (root / rough).with_stem("smooth-roads").write_bytes((root / rough).read_bytes())
    for mend in find_mends(root):
        write(mend, root)
    assert f"forces: {after}\n".replace(": \n", ":\n") in (root / shifting).read_text(encoding="utf-8")


COMPUTED = (
    Edit("data/timeline.yml", "progress: done", "progress: active"),
    Edit("data/findings.yml", "points: 20", "points: 21"),
)


@pytest.mark.parametrize("edit", COMPUTED, ids=lambda edit: edit.file)
def test_figures_that_follow_from_others_are_computed_again(tmp_path: Path, edit: Edit) -> None:
    """A state of progress follows from dates, the points of a change from its degrees."""
    root = make_project(tmp_path, [edit])
    (mend,) = find_mends(root)
    write(mend, root)
    assert edit.before in (root / edit.file).read_text(encoding="utf-8")


def test_a_first_link_back_stands_behind_the_source(tmp_path: Path) -> None:
    """Where the other files have it: among the fields before the text, and comments stay with their lines."""
    rough, axles = "data/forces/rough-roads.yml", "data/technologies/axles.yml"
    source = next(
        line
        for line in read_tree(make_project(tmp_path / "good")).data[axles].text.splitlines()
        if line.startswith("source:")
    )
    edits = (
        Edit(rough, "technologies: [shifting]", "technologies: [shifting, axles]"),
        Edit(axles, f"\n{source}\n", f"\n{source} # the page\n"),
    )
    root = make_project(tmp_path / "edited", edits)
    (mend,) = find_mends(root)
    assert f"\n{source} # the page\nforces: [rough-roads]\n" in mend.after
