"""While serving, only a real edit counts as a change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.serving.recent import Recent
from generator.serving.watching import Watched


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x", encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def watched(data: Path) -> Watched:
    return Watched({"data": [data], "settings": [data.parent / "mkdocs.yml"]})


def test_an_edit_is_told_once_with_its_group(data: Path, watched: Watched) -> None:
    (data / "a.yml").write_text("a: 22", encoding="utf-8")
    assert watched.changes() == {"data"}
    assert watched.changes() == set()
    (data.parent / "mkdocs.yml").write_text("site_name: y", encoding="utf-8")
    (data / "a.yml").unlink()
    assert watched.changes() == {"data", "settings"}


def test_a_save_without_a_change_is_none(data: Path, watched: Watched) -> None:
    (data / "a.yml").write_text("a: 1", encoding="utf-8")
    os.utime(data / "a.yml", (1, 1))
    assert watched.changes() == set()


def test_a_folder_that_goes_while_it_is_listed_has_no_files(
    data: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of branch takes folders away at any moment."""
    gone = data / "levels"
    gone.mkdir()
    scan = os.scandir

    def take_away_first(folder: str | Path) -> object:
        if Path(folder) == gone:
            gone.rmdir()
        return scan(folder)

    monkeypatch.setattr(os, "scandir", take_away_first)
    assert watched.changes() == set()
    assert not gone.exists()


@pytest.mark.parametrize("name", [".a.yml.swp", "a.yml~", "4913", "__pycache__/a.pyc"])
def test_what_programs_write_beside_a_file_is_none(data: Path, watched: Watched, name: str) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text("x", encoding="utf-8")
    assert watched.changes() == set()


def test_a_memory_answers_the_same_question_once_and_forgets_what_nobody_asks() -> None:
    asked: list[int] = []

    def double(number: int) -> int:
        asked.append(number)
        return 2 * number

    recent = Recent(double)
    assert [recent(2), recent(2), recent(3)] == [4, 4, 6]
    recent.next_round()
    assert recent(2) == 4
    recent.next_round()
    assert [recent(2), recent(3)] == [4, 6]
    assert asked == [2, 3, 3]
