"""While serving, a change of the data rebuilds single pages; the site is that of a full build."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tiny_project import edit_file

from generator.incremental import FullBuildNeededError, replace_run
from generator.project import render

DATED = {"sitemap.xml.gz"}
"""Compressed files carry the time at which they were made."""


class Server:
    """What `mkdocs serve` keeps between builds, without its server."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self.config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        self.config.plugins.on_startup(command="serve", dirty=False)
        self.plugin: Any = self.config.plugins["generator"]

    def build(self) -> None:
        build(self.config, serve_url="http://127.0.0.1/")

    def follow(self) -> int:
        count: int = self.plugin._follow(self.root, render(self.root))
        return count


def build_in_full(root: Path, site: Path) -> Path:
    """The same build in a process of its own: MkDocs keeps plugins for as long as a process lives."""
    tests = Path(__file__).resolve().parents[1]
    code = (
        "import sys; from pathlib import Path; from test_incremental import Server; "
        "Server(Path(sys.argv[1]), Path(sys.argv[2])).build()"
    )
    paths = os.pathsep.join([str(tests), str(tests / "site"), *sys.path])
    command = [sys.executable, "-c", code, str(root), str(site)]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site


def read_site(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file() and file.name not in DATED)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.fixture
def serving(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Server:
    monkeypatch.chdir(project)
    monkeypatch.setitem(os.environ, "SITE_URL", "https://atlas.example/")
    server = Server(project, tmp_path_factory.mktemp("site"))
    server.build()
    return server


def change_score(root: Path) -> None:
    path = "data/technologies/rlhf.yml"
    text = (root / path).read_text(encoding="utf-8")
    assert "score: 0.8675" in text
    before = "  maturity:\n    value: 0.85"
    assert before in text
    edit_file(root, path, before, "  maturity:\n    value: 0.86")
    edit_file(root, path, "score: 0.8675", "score: 0.8685")
    file = root / "data/changes.yml"
    recorded = file.read_text(encoding="utf-8").replace(
        "{score: 0.8675, level: L3}", "{score: 0.8685, level: L3}"
    )
    file.write_text(recorded, encoding="utf-8")


def change_text(root: Path) -> None:
    edit_file(root, "data/forces/market.yml", "some leave, and those who stay", "some go, and those who stay")


def change_interface(root: Path) -> None:
    edit_file(root, "data/languages/en.yml", 'where: "Where:"', 'where: "With:"')


def change_template(root: Path) -> None:
    file = root / "templates/glossary.md.j2"
    file.write_text(file.read_text(encoding="utf-8") + "\n---\n", encoding="utf-8")


EDITS: list[Callable[[Path], None]] = [change_score, change_text, change_interface, change_template]


def test_a_series_of_edits_gives_the_site_of_a_full_build(
    serving: Server, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Edits of different reach, in a random order; after each the two sites have the same bytes."""
    edits = EDITS.copy()
    random.Random(6).shuffle(edits)
    for edit in edits:
        edit(serving.root)
        assert 0 < serving.follow() < 60, edit.__name__
        full = build_in_full(serving.root, tmp_path_factory.mktemp("full"))
        assert differences(read_site(serving.site), read_site(full)) == [], edit.__name__


def test_a_mistake_shows_on_every_page_and_goes_without_a_trace(serving: Server) -> None:
    """The findings stand on the last good pages; mended, the site has its old bytes."""
    file = serving.root / "data/scale.yml"
    good, before = file.read_text(encoding="utf-8"), read_site(serving.site)
    file.write_text(good + "\nnot: [yaml\n", encoding="utf-8")
    serving.follow()
    pages = [content for path, content in read_site(serving.site).items() if path.endswith(".html")]
    assert all(b'class="atlas-findings"' in page for page in pages)
    file.write_text(good, encoding="utf-8")
    assert serving.follow() == 0
    assert differences(read_site(serving.site), before) == []


def test_a_change_that_reaches_further_is_built_in_full(serving: Server) -> None:
    """A title stands in the navigation of every page."""
    edit_file(serving.root, "data/chapters/timeline.yml", "en: Timeline and predictions", "en: Timeline")
    with pytest.raises(FullBuildNeededError):
        serving.follow()


def test_what_cannot_be_followed_for_any_reason_is_built_in_full(
    serving: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in the builder of single pages costs time, and is logged; the edit still shows."""

    def fail(written: object) -> int:
        raise ZeroDivisionError("planted")

    def build_again() -> None:
        serving.config = load_config(str(serving.root / "mkdocs.yml"), site_dir=str(serving.site))
        serving.build()

    monkeypatch.setattr(serving.plugin.site, "follow", fail)
    change_text(serving.root)
    serving.plugin._rebuild(serving.root, build_again)
    assert "planted" in caplog.text
    assert "some go, and those who stay" in (serving.site / "en/forces/index.html").read_text(
        encoding="utf-8"
    )


def test_search_entries_are_replaced_where_they_stand() -> None:
    """The order of an index is that of a full build; entries that are scattered are left to one."""
    docs: list[dict[str, Any]] = [{"location": name} for name in ("a/", "b/", "b/#one", "bc/", "c/")]
    new: list[dict[str, Any]] = [{"location": "b/"}, {"location": "b/#two"}]
    locations = [entry["location"] for entry in replace_run(docs, "b/", new)]
    assert locations == ["a/", "b/", "b/#two", "bc/", "c/"]
    assert replace_run(docs, "d/", []) == docs
    with pytest.raises(FullBuildNeededError):
        replace_run([*docs, {"location": "b/#late"}], "b/", new)
    with pytest.raises(FullBuildNeededError):
        replace_run(docs, "d/", [{"location": "d/"}])
