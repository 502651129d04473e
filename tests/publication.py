"""Builds the project's own site for the tests that read it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SUB_PATH = "atlas/zh-first"
"""The built site is served under this path: nothing may depend on standing at a host's root."""


def publish(target: Path, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Build the site of a project strictly, under `target`/`SUB_PATH`."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        str(target / SUB_PATH),
    ]
    settings = {"SITE_URL": f"https://atlas.example/{SUB_PATH}/", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=project, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
