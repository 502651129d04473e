"""While serving, a change of the data rebuilds single pages; the site is that of a full build."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from tiny_project import edit_file

from generator.serving.incremental import FullBuildNeededError, replace_run

DATED = {"sitemap.xml.gz"}
"""Compressed files carry the time at which they were made."""


class Server:
    """What `mkdocs serve` does, without its sockets and threads: a save is a call of `save`."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self.builds = 0
        config = self._load()
        config.plugins.on_startup(command="serve", dirty=False)
        self.plugin: Any = config.plugins["generator"]
        self.build(config)
        self.live = LiveReloadServer(self.build, "127.0.0.1", 0, str(site))
        self.live.watch(config.docs_dir)
        self.plugin.on_serve(self.live, config=config, builder=self.build)

    def _load(self) -> MkDocsConfig:
        return load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))

    def build(self, config: MkDocsConfig | None = None) -> None:
        build(config or self._load(), serve_url="http://127.0.0.1/")
        self.builds += 1

    def open(self, path: str) -> str:
        """What a browser is sent that opens a page, and then waits for changes."""
        environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
        answer = self.live.get_app()(environ, lambda status, headers: None)
        return b"".join(answer).decode("utf-8")

    def save(self) -> int:
        """Do what follows a save; return how many full builds that took."""
        before = self.builds
        self.live._want_rebuild = False
        self.live._wanted_epoch += 1
        self.live.builder()
        self.live._visible_epoch = self.live._wanted_epoch
        return self.builds - before


def build_in_full(root: Path, site: Path) -> Path:
    """The same build in a process of its own: MkDocs keeps plugins for as long as a process lives."""
    tests = Path(__file__).resolve().parents[1]
    code = (
        "import sys; from pathlib import Path; from test_incremental import Server; "
        "Server(Path(sys.argv[1]), Path(sys.argv[2]))"
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


def read_files(root: Path) -> dict[str, bytes]:
    """What tests edit, by path."""
    edited = [*(root / "data").rglob("*.yml"), *(root / "templates").iterdir(), root / "mkdocs.yml"]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in edited}


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def started(
    copy_project: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One server for all tests of this module: its first build takes as long as everything that follows."""
    with pytest.MonkeyPatch.context() as settings:
        project = copy_project(tmp_path_factory.mktemp("project"))
        settings.chdir(project)
        settings.setitem(os.environ, "SITE_URL", "https://atlas.example/")
        server = Server(project, tmp_path_factory.mktemp("site"))
        yield server
        server.live.server_close()


@pytest.fixture
def serving(started: Server) -> Iterator[Server]:
    """The server without open pages. Once its files are as before, so is every byte of the site."""
    files, site = read_files(started.root), read_site(started.site)
    yield started
    started.live.builder._browsers._asked.clear()
    for path, content in files.items():
        file = started.root / path
        if file.read_bytes() != content:
            file.write_bytes(content)
    started.save()
    assert differences(read_site(started.site), site) == []


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
    """Edits of different reach, with and without open pages: the two sites have the same bytes."""
    edits = EDITS.copy()
    random.Random(6).shuffle(edits)
    for number, edit in enumerate(edits):
        for path in ("/en/forces/", "/technologies/rlhf/") if number % 2 else ():
            serving.open(path)
        edit(serving.root)
        assert serving.save() == 0, edit.__name__
        if number % 2:
            full = build_in_full(serving.root, tmp_path_factory.mktemp("full"))
            assert differences(read_site(serving.site), read_site(full)) == [], edit.__name__


def test_an_open_page_is_shown_before_the_rest_is_built(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When browsers reload, their page has the change; docs/ and all other pages follow."""
    seen: list[tuple[bool, bool]] = []

    def look(at_most: float) -> None:
        html = serving.open("/en/forces/")
        docs = (serving.root / "docs/en/forces.md").read_text(encoding="utf-8")
        seen.append(("some go, and those" in html, "some go, and those" in docs))

    serving.open("/en/forces/")
    monkeypatch.setattr(serving.live.builder._browsers, "wait_until_loaded", look)
    change_text(serving.root)
    serving.save()
    assert seen == [(True, False)]
    assert "some go, and those" in (serving.root / "docs/en/forces.md").read_text(encoding="utf-8")


def test_an_edit_during_the_build_is_followed_with_the_one_before(
    serving: Server, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is given up for the next edit, and done with it; undoing the first leaves no trace of it."""
    file = serving.root / "data/forces/market.yml"
    original = file.read_text(encoding="utf-8")

    def save_again(at_most: float) -> None:
        file.write_text(original + "\n", encoding="utf-8")
        serving.live._want_rebuild = True

    serving.open("/en/forces/")
    with monkeypatch.context() as interrupted:
        interrupted.setattr(serving.live.builder._browsers, "wait_until_loaded", save_again)
        change_text(serving.root)
        serving.save()
    assert "some leave" in (serving.root / "docs/en/forces.md").read_text(encoding="utf-8")
    file.write_text(original, encoding="utf-8")
    assert serving.save() == 0
    full = build_in_full(serving.root, tmp_path_factory.mktemp("full"))
    assert differences(read_site(serving.site), read_site(full)) == []


def test_settings_saved_during_a_build_are_followed_and_nobody_waits_for_what_was_given_up(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The full build has the edit before it as well, and every page can be had."""
    settings = serving.root / "mkdocs.yml"

    def save_settings(at_most: float) -> None:
        settings.write_text(settings.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        serving.live._want_rebuild = True

    serving.open("/en/forces/")
    with monkeypatch.context() as interrupted:
        interrupted.setattr(serving.live.builder._browsers, "wait_until_loaded", save_settings)
        change_text(serving.root)
        serving.save()
    assert serving.save() == 1
    monkeypatch.setattr(serving.live.builder._browsers._changed, "wait_for", lambda *_: pytest.fail("waits"))
    assert "some go, and those" in serving.open("/en/forces/")
    assert "<h1" in serving.open("/glossary/")


def test_data_saved_with_settings_that_cannot_be_used_are_followed(serving: Server) -> None:
    """A change of branch brings both; the old settings go on with the new data."""
    edit_file(serving.root, "mkdocs.yml", "name: material", "name: no-such-theme")
    change_text(serving.root)
    serving.save()
    html = serving.open("/en/forces/")
    assert "CA008" in html
    assert "some go, and those" in html


def test_a_save_while_the_last_one_is_looked_at_is_not_lost(
    serving: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told while the files are read may have been written after its file was."""
    editing = serving.live.builder

    def look_while_another_saves() -> bool:
        serving.live._want_rebuild = True
        return False

    serving.live._want_rebuild = True
    monkeypatch.setattr(editing._watched, "has_changes", look_while_another_saves)
    editing._make_way()
    assert serving.live._want_rebuild


def test_a_mistake_shows_on_every_page_and_leaves_the_site_as_it_is(serving: Server) -> None:
    """The findings stand on the last good pages; mended, they are gone."""
    file = serving.root / "data/scale.yml"
    good, before = file.read_text(encoding="utf-8"), read_site(serving.site)
    file.write_text(good + "\nnot: [yaml\n", encoding="utf-8")
    for opened in ("/", "/en/forces/"):
        serving.save()
        assert "data/scale.yml" in serving.open(opened)
        assert differences(read_site(serving.site), before) == []
    file.write_text(good, encoding="utf-8")
    assert serving.save() == 0
    assert "atlas-findings" not in serving.open("/")
    assert differences(read_site(serving.site), before) == []


def test_a_mistake_that_only_other_pages_show_takes_the_open_page_back(serving: Server) -> None:
    """The open page was shown already when it is found."""
    before = read_site(serving.site)
    serving.open("/en/forces/")
    change_text(serving.root)
    template = serving.root / "templates/glossary.md.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n0.4 + 0.5 = 0.8\n", encoding="utf-8")
    serving.save()
    assert "docs/zh/glossary.md" in serving.open("/en/forces/")
    assert differences(read_site(serving.site), before) == []


def test_a_change_that_reaches_further_is_built_in_full(serving: Server) -> None:
    """A title stands in the navigation of every page."""
    edit_file(serving.root, "data/chapters/timeline.yml", "en: Timeline and predictions", "en: Timeline")
    assert serving.save() == 1
    assert "Timeline and predictions" not in serving.open("/en/forces/")


def test_what_cannot_be_followed_for_any_reason_is_built_in_full(
    serving: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake in the builder of single pages costs time, and is logged; the edit still shows."""

    def fail(written: object) -> int:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(serving.plugin.site, "follow", fail)
    change_text(serving.root)
    assert serving.save() == 1
    assert "planted" in caplog.text
    assert "some go, and those who stay" in serving.open("/en/forces/")


def test_a_site_that_cannot_be_built_at_all_keeps_its_last_pages(serving: Server) -> None:
    """A setting with a mistake is a finding on the last good pages, and mended it is gone."""
    settings = serving.root / "mkdocs.yml"
    good, before = settings.read_text(encoding="utf-8"), read_site(serving.site)
    settings.write_text(good.replace("name: material", "name: no-such-theme", 1), encoding="utf-8")
    serving.save()
    assert "CA008" in serving.open("/")
    assert differences(read_site(serving.site), before) == []
    settings.write_text(good, encoding="utf-8")
    assert serving.save() == 1
    assert "CA008" not in serving.open("/")


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
