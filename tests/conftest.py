"""What several folders of tests need: the project's own site, built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from publication import ROOT, publish


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, built strictly in a folder of its own; returns the server root above `SUB_PATH`."""
    if not (ROOT / "docs" / "zh" / "index.md").is_file():
        pytest.skip("docs/ has not been rendered yet: run `python -m generator render`")
    root = tmp_path_factory.mktemp("published")
    done = publish(root)
    if done.returncode:
        pytest.fail(f"`mkdocs build --strict` failed:\n{done.stdout}{done.stderr}")
    return root


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A temporary copy of everything a build reads."""
    for name in ("data", "templates", "docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy2(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    return tmp_path
