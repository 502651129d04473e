"""A real `mkdocs serve` in a real browser: what an editor sees after each save, and how often it builds.

The builds are counted in the server's own log, the reloads in the browser. One server for all tests; each
leaves the project as it found it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from publication import ROOT
from tiny_project import make_project

from generator.project import render

BUILDS = ("pages built in", "the next edit is there already", "Building documentation...")
"""What the log says once for each build: of single pages, of some until the next save, of all."""
PATIENCE = 15
PANEL = ".atlas-findings"
FIGURES = "data/technologies/chainrings.yml"
SETTLED = 1.0
"""Seconds without news after which no further build or reload is under way; polling takes a tenth."""


@dataclass
class Editor:
    """A served project and the browser that looks at it; counts builds and reloads."""

    root: Path
    log: Path
    page: Page
    reloads: int = 0
    builds_before: int = 0

    def count_reload(self, _: Page) -> None:
        self.reloads += 1

    def count_builds(self) -> int:
        text = self.log.read_text(encoding="utf-8")
        return sum(text.count(sign) for sign in BUILDS) - self.builds_before

    def is_building(self) -> bool:
        """Whether the open pages were shown and the rest is not built yet."""
        text = self.log.read_text(encoding="utf-8")
        return text.count("open pages shown") > sum(text.count(sign) for sign in BUILDS)

    def open(self, address: str) -> None:
        self.page.goto(address)
        expect(self.page.locator("body")).to_contain_text("120 g")
        self.page.wait_for_timeout(500)
        self.reloads, self.builds_before = 0, 0
        self.builds_before = self.count_builds()

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def settle(self) -> tuple[int, int]:
        """Builds and reloads so far, once neither has grown for a while."""
        deadline = time.monotonic() + PATIENCE
        seen = (self.count_builds(), self.reloads)
        while time.monotonic() < deadline:
            self.page.wait_for_timeout(SETTLED * 1000)
            now = (self.count_builds(), self.reloads)
            if now == seen and not self.is_building():
                return now
            seen = now
        pytest.fail("the server does not come to rest")

    def expect_text(self, text: str) -> None:
        expect(self.page.locator("article")).to_contain_text(text, timeout=PATIENCE * 1000)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, str]]:
    """The tiny atlas being served: its folder, the server's log, the page of a technology."""
    root = make_project(tmp_path_factory.mktemp("served") / "project")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    render(root)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    settings = {"PYTHONPATH": str(ROOT), "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
    log = root.parent / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=root, env={**os.environ, **settings}, stdout=output, stderr=output
        )
        try:
            wait_for_server(log, process)
            yield root, log, f"{address}en/technologies/chainrings/"
        finally:
            process.terminate()
            process.wait(10)


def wait_for_server(log: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if "Serving on" in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture
def editor(served: tuple[Path, Path, str], browser: Browser) -> Iterator[Editor]:
    """An open page; afterwards the data are as before, and the server at rest."""
    root, log, address = served
    before = {
        file: file.read_bytes() for name in ("data", "templates") for file in (root / name).rglob("*.*")
    }
    page = browser.new_page()
    editor = Editor(root, log, page)
    editor.open(address)
    page.on("load", editor.count_reload)
    yield editor
    for file, content in before.items():
        if file.read_bytes() != content:
            file.write_bytes(content)
    editor.settle()
    page.close()


def test_an_edit_is_one_build_and_one_reload_with_the_new_figure(editor: Editor) -> None:
    editor.write(FIGURES, editor.read(FIGURES).replace("120 g", "125 g"))
    editor.expect_text("125 g")
    assert editor.settle() == (1, 1)


def test_a_save_without_a_change_builds_and_reloads_nothing(editor: Editor) -> None:
    editor.write(FIGURES, editor.read(FIGURES))
    assert editor.settle() == (0, 0)


def test_a_mistake_is_shown_with_its_line_over_the_last_good_page_until_it_is_mended(editor: Editor) -> None:
    good = editor.read(FIGURES)
    line = next(number for number, text in enumerate(good.splitlines(), 1) if text.startswith("score:"))
    editor.write(FIGURES, good.replace("score: 0.655", "score: 0.755"))
    panel = editor.page.locator(PANEL)
    expect(panel).to_contain_text(f"{FIGURES}:{line}:", timeout=PATIENCE * 1000)
    expect(panel).to_contain_text("CA203")
    editor.expect_text("120 g")
    assert editor.settle() == (1, 1)
    editor.write(FIGURES, good)
    expect(panel).to_have_count(0, timeout=PATIENCE * 1000)
    editor.expect_text("120 g")
    assert editor.settle() == (2, 2)


def test_a_half_written_template_is_shown_with_its_line_and_goes_when_it_is_whole(editor: Editor) -> None:
    path = "templates/glossary.md.j2"
    good = editor.read(path)
    editor.write(path, good + "\n{% if half")
    panel = editor.page.locator(PANEL)
    line = len((good + "\n{% if half").splitlines())
    expect(panel).to_contain_text(f"{path}:{line}:", timeout=PATIENCE * 1000)
    editor.expect_text("120 g")
    editor.write(path, good)
    expect(panel).to_have_count(0, timeout=PATIENCE * 1000)
    assert editor.settle() == (2, 2)


def test_twenty_rapid_saves_end_in_the_last_state(editor: Editor) -> None:
    good = editor.read(FIGURES)
    for grams in range(121, 141):
        editor.write(FIGURES, good.replace("120 g", f"{grams} g"))
        time.sleep(0.02)
    editor.expect_text("140 g")
    builds, reloads = editor.settle()
    editor.expect_text("140 g")
    assert 1 <= reloads <= builds < 20


def test_several_files_changed_at_once_are_one_build(editor: Editor) -> None:
    """As after switching to another revision."""
    editor.write(FIGURES, editor.read(FIGURES).replace("120 g", "126 g"))
    force = "data/forces/rough-roads.yml"
    editor.write(force, editor.read(force).replace("Surfaces differ", "Surfaces vary"))
    shifting = "data/technologies/shifting.yml"
    editor.write(shifting, editor.read(shifting) + "\n# another revision\n")
    editor.expect_text("126 g")
    assert editor.settle() == (1, 1)


def test_a_save_by_rename_is_one_build(editor: Editor) -> None:
    """Many editors write a new file and put it in the place of the old one."""
    draft = editor.root / "data" / "technologies" / ".chainrings.yml.new"
    draft.write_text(editor.read(FIGURES).replace("120 g", "127 g"), encoding="utf-8")
    draft.replace(editor.root / FIGURES)
    editor.expect_text("127 g")
    assert editor.settle() == (1, 1)
