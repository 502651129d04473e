"""`diff` tells what a change of the data does to the published numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tiny_project import edit_file, make_project

from generator.cli import main
from generator.difference import Change, RevisionError, compare_with, describe
from generator.project import render

AXLES = "data/technologies/axles.yml"


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    """The tiny atlas, rendered and committed."""
    root = make_project(tmp_path)
    render(root)
    git(root, "init", "--quiet")
    git(root, "add", "data", "docs")
    git(root, "commit", "--quiet", "--message", "as it is")
    return root


def raise_axles(root: Path) -> None:
    """Move axles from the lowest level to the next one, inputs, score and level."""
    edit_file(root, AXLES, "fit: {value: 0.30", "fit: {value: 1.0")
    edit_file(root, AXLES, "score: 0.31", "score: 0.52")
    edit_file(root, AXLES, "level: split", "level: open")


def test_nothing_changed_says_so(committed: Path) -> None:
    """Without an edit there is no difference, and it is said."""
    difference = compare_with(committed, "HEAD")
    assert difference.is_empty
    assert "Nothing that is published changes." in describe(difference, "text")


def test_a_wording_changes_pages_only(committed: Path) -> None:
    """A sentence changes its pages; no number moves."""
    edit_file(committed, "data/levels/split.yml", "en: No agreement.", "en: No agreement at all.")
    difference = compare_with(committed, "HEAD")
    assert not any(difference.sections.values())
    assert difference.pages
    assert all(
        each.subject.startswith("docs/en/") for each in difference.pages if "atlas.json" not in each.subject
    )


def test_an_input_moves_score_level_and_means(committed: Path) -> None:
    """A new input shows with everything that follows from it."""
    raise_axles(committed)
    sections = compare_with(committed, "HEAD").sections
    assert sections["Inputs"] == (Change("axles.fit", "0.3", "1"),)
    assert sections["Scores"] == (Change("axles", "0.31", "0.52"),)
    assert sections["Levels"] == (Change("axles", "split", "open"),)
    assert {"mean:open"} <= {each.subject for each in sections["Level means and ranges"]}
    assert not sections["Bands"]
    assert not sections["Weights"]


def test_a_level_that_moves_without_a_record_is_a_finding(
    committed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The finding stands at the level; a dated record that names the technology settles it."""
    raise_axles(committed)
    (found,) = compare_with(committed, "HEAD").unrecorded
    assert (found.code, found.span.path) == ("CA232", AXLES)
    assert main(["diff", "--root", str(committed)]) == 1
    assert "from split to open" in capsys.readouterr().out
    (committed / "data/changes.yml").write_text(
        "axles-2026:\n  date: 2026-01-01\n  kind: world\n  technology: axles\n"
        "  before: {score: 0.31, level: split}\n  after: {score: 0.52, level: open}\n"
        "  text: {zh: 变了。, en: It moved.}\n",
        encoding="utf-8",
    )
    assert compare_with(committed, "HEAD").unrecorded == ()


def test_markdown_is_a_table_per_section(committed: Path) -> None:
    """A comment on a pull request shows before and after side by side."""
    raise_axles(committed)
    text = describe(compare_with(committed, "HEAD"), "markdown")
    assert "#### Scores\n\n| | before | after |\n| :-- | :-- | :-- |\n| axles | 0.31 | 0.52 |" in text
    assert "**the level moves from split to open" in text


def test_an_unknown_revision_is_refused(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """git's own words are passed on, and no option can be smuggled in."""
    with pytest.raises(RevisionError):
        compare_with(committed, "no-such-branch")
    with pytest.raises(RevisionError, match="no revision"):
        compare_with(committed, "--output=elsewhere")
    assert main(["diff", "no-such-branch", "--root", str(committed)]) == 2
    assert "no-such-branch" in capsys.readouterr().err
