"""What several folders of tests need: the project's own site, built once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from publication import ROOT, publish


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` rewrites golden files; the change is then looked at in the diff."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite golden files (not under CI)")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to renew golden files where nobody would look at them."""
    if os.environ.get("CI") == "true" and config.getoption("--update-goldens"):
        raise pytest.UsageError(
            "--update-goldens is refused under CI: renew golden files where you can look at them"
        )


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


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Copies everything that a build reads into a folder."""

    def copy(target: Path) -> Path:
        for name in ("data", "templates", "docs", "overrides"):
            shutil.copytree(ROOT / name, target / name)
        shutil.copy2(ROOT / "mkdocs.yml", target / "mkdocs.yml")
        return target

    return copy


@pytest.fixture
def project(tmp_path: Path, copy_project: Callable[[Path], Path]) -> Path:
    """A temporary copy of everything a build reads."""
    return copy_project(tmp_path)
