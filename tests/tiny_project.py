"""The tiny atlas as a project on disk, for tests of commands."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from sample_atlas import TESTS, TINY, apply_edits, read_texts

from generator.rule import Edit


def make_project(root: Path, edits: Iterable[Edit] = ()) -> Path:
    """Write the tiny atlas, edited, with the project's templates and skeletons."""
    for path, text in apply_edits(read_texts(TINY), list(edits)).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name in ("templates", "skeletons"):
        shutil.copytree(TESTS.parent / name, root / name)
    return root


def edit_file(root: Path, path: str, before: str, after: str) -> None:
    """Replace what occurs exactly once in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} occurs {text.count(before)}× in {path}"
    (root / path).write_text(text.replace(before, after), encoding="utf-8")
