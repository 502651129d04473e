"""The larger atlases that the benchmarks measure are valid ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from publication import ROOT

from generator.project import render

PROGRAM = ROOT / "benchmarks" / "scaled_atlas.py"


def test_a_larger_atlas_has_no_findings(tmp_path: Path) -> None:
    """Two copies of each technology and one more: its pages are rendered, and all rules hold."""
    target = tmp_path / "atlas"
    subprocess.run([sys.executable, PROGRAM, target, "--technologies", "37"], check=True)
    assert len(list((target / "data" / "technologies").iterdir())) == 37
    rendering = render(target)
    assert rendering.diagnostics == ()
    assert "docs/en/technologies/adamw-4.md" in rendering.written
    assert "moe-vs-dense-3.md" in (target / "docs" / "zh" / "compare.md").read_text(encoding="utf-8")
