"""While serving, only a real edit starts a build."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.watching import build_on_change as build_on_changes


def build_on_change(build: Callable[[], object], data: list[Path]) -> Callable[[], object]:
    """A builder that follows changes of the data; there is nothing else here that could change."""
    return build_on_changes(build, lambda: pytest.fail("nothing but data changed"), data, [])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("a: 1", encoding="utf-8")
    return tmp_path / "data"


def test_an_edit_builds_once(data: Path) -> None:
    builds: list[str] = []
    build = build_on_change(lambda: builds.append("built"), [data])
    build()
    (data / "a.yml").write_text("a: 22", encoding="utf-8")
    build()
    build()
    assert builds == ["built"]


def test_a_save_without_a_change_builds_nothing_and_lets_browsers_stay(data: Path) -> None:
    told: list[str] = []
    build = build_on_changes(
        lambda: told.append("followed"), lambda: told.append("full"), [data], [], lambda: told.append("stay")
    )
    (data / "a.yml").write_text("a: 1", encoding="utf-8")
    os.utime(data / "a.yml", (1, 1))
    build()
    assert told == ["stay"]


@pytest.mark.parametrize("name", [".a.yml.swp", "a.yml~", "4913"])
def test_an_editors_side_file_builds_nothing(data: Path, name: str) -> None:
    builds: list[str] = []
    build = build_on_change(lambda: builds.append("built"), [data])
    (data / name).write_text("x", encoding="utf-8")
    build()
    assert builds == []


def test_an_edit_during_a_build_is_not_lost(data: Path) -> None:
    builds: list[str] = []

    def build_slowly() -> None:
        builds.append("built")
        if len(builds) == 1:
            (data / "a.yml").write_text("a: 333", encoding="utf-8")

    build = build_on_change(build_slowly, [data])
    (data / "a.yml").write_text("a: 22", encoding="utf-8")
    build()
    build()
    assert builds == ["built", "built"]


def test_a_deleted_and_a_new_file_count(data: Path) -> None:
    builds: list[str] = []
    build = build_on_change(lambda: builds.append("built"), [data])
    (data / "b.yml").write_text("b: 1", encoding="utf-8")
    build()
    (data / "b.yml").unlink()
    build()
    assert len(builds) == 2


def test_a_change_beside_the_data_builds_in_full(data: Path) -> None:
    builds: list[str] = []
    theme = data.parent / "overrides"
    theme.mkdir()
    build = build_on_changes(
        lambda: builds.append("followed"), lambda: builds.append("full"), [data], [theme]
    )
    (theme / "main.html").write_text("{}", encoding="utf-8")
    build()
    (data / "a.yml").write_text("a: 22", encoding="utf-8")
    build()
    build()
    assert builds == ["full", "followed"]
