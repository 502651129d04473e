"""The report on an atlas with many mistakes is complete, in order, and worded as its golden file says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from sample_atlas import TESTS, TINY, apply_edits, find_in_data, read_texts, take_marks

from generator.diagnostics import format_text
from generator.rule import Edit

BROKEN = TESTS / "atlases" / "broken"
GOLDEN = BROKEN / "report.txt"


def _edits() -> list[Edit]:
    return [Edit(**entry) for entry in yaml.safe_load((BROKEN / "edits.yml").read_text(encoding="utf-8"))]


def _report(edits: list[Edit]) -> str:
    sources = take_marks(apply_edits(read_texts(TINY), edits)).sources
    found, _ = find_in_data(sources)
    return format_text(found, lambda path, line: sources[path].line(line))


def test_the_broken_atlas_gives_its_whole_report(request: pytest.FixtureRequest) -> None:
    """Every mistake is found at its line, with its hint, in one run; nothing follows from another."""
    report = _report(_edits())
    if request.config.getoption("--update-goldens"):
        GOLDEN.write_text(report, encoding="utf-8")
    assert report == GOLDEN.read_text(encoding="utf-8")


def test_goldens_are_not_renewed_where_nobody_looks(pytestconfig: pytest.Config) -> None:
    """Under CI the option to renew golden files is refused, so that they cannot pass by themselves."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--update-goldens", __file__]
    done = subprocess.run(
        command,
        cwd=pytestconfig.rootpath,
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refused under CI" in done.stderr


def test_the_sample_itself_is_left_alone() -> None:
    """Edits change copies: the files of the tiny atlas are the same before and after."""
    before = {
        path: Path(TINY / path).stat().st_mtime_ns for path in read_texts(TINY) if (TINY / path).exists()
    }
    _report(_edits())
    assert before == {path: Path(TINY / path).stat().st_mtime_ns for path in before}
