"""A project that a real `mkdocs serve` serves, and the browser of somebody who edits it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from publication import ROOT
from serve_latency import serve
from tiny_project import make_project

from generator.project import render

BUILDS = ("pages built in", "the next edit is there already", "Building documentation...")
"""What the log says once for each build: of single pages, of some until the next save, of all."""
PATIENCE = 60
"""Seconds within which a busy machine shows what an idle one shows within one."""
SETTLED = 1.0
"""Seconds without news after which no further build or reload is under way; polling takes a tenth."""
EDITED = ("data", "templates", "overrides", "mkdocs.yml")
"""What tests may edit."""
PANEL = ".atlas-findings"


@dataclass(frozen=True)
class Served:
    """A project that is being served: its folder, the server's log, where it answers."""

    root: Path
    log: Path
    address: str

    def snapshot(self) -> dict[Path, bytes]:
        """What can be edited, as it is now."""
        places = (self.root / name for name in EDITED)
        files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
        return {file: file.read_bytes() for file in files if file.is_file()}

    def restore(self, before: Mapping[Path, bytes]) -> None:
        """Make what can be edited what it was."""
        now = self.snapshot()
        for file in now.keys() - before.keys():
            file.unlink()
        for file, content in before.items():
            if now.get(file) != content:
                file.write_bytes(content)


@dataclass
class Editor:
    """A served project and the browser that looks at it; counts builds and reloads."""

    served: Served
    page: Page
    reloads: int = 0
    builds_before: int = 0

    def count_reload(self, _: Page) -> None:
        self.reloads += 1

    def count_builds(self) -> int:
        text = self.served.log.read_text(encoding="utf-8")
        return sum(text.count(sign) for sign in BUILDS) - self.builds_before

    def is_building(self) -> bool:
        """Whether the server has seen a change that it has not followed to the end."""
        text = self.served.log.read_text(encoding="utf-8")
        return text.rfind("Detected file changes") > text.rfind("Reloading browsers")

    def open(self, path: str, words: str) -> None:
        self.page.goto(self.served.address + path)
        expect(self.page.locator("body")).to_contain_text(words)
        self.page.wait_for_timeout(500)
        self.reloads, self.builds_before = 0, 0
        self.builds_before = self.count_builds()

    def go(self, path: str) -> None:
        """Go to another page, once the open one has been reloaded: Playwright cannot do both at once."""
        self.settle()
        self.page.goto(self.served.address + path)

    def file(self, path: str) -> Path:
        return self.served.root / path

    def read(self, path: str) -> str:
        return self.file(path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        self.file(path).write_text(text, encoding="utf-8")

    def replace(self, path: str, before: str, after: str) -> None:
        """Save a file with one stretch of it changed."""
        text = self.read(path)
        assert text.count(before) == 1, f"{before!r} occurs {text.count(before)}× in {path}"
        self.write(path, text.replace(before, after))

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

    @property
    def panel(self) -> Locator:
        return self.page.locator(PANEL)

    def expect_text(self, text: str) -> None:
        expect(self.page.locator("article")).to_contain_text(text, timeout=PATIENCE * 1000)

    def expect_finding(self, path: str, place: str, *words: str) -> None:
        """The panel lists a finding in a file, at a place there, that says all this."""
        file = self.panel.locator("ul > li", has=self.page.locator(f"code:text-is('{path}')"))
        finding = file.locator("li", has_text=place).first
        expect(finding).to_be_attached(timeout=PATIENCE * 1000)
        for each in words:
            expect(finding).to_contain_text(each)

    def expect_no_panel(self) -> None:
        expect(self.panel).to_have_count(0, timeout=PATIENCE * 1000)


@contextmanager
def serve_tiny(folder: Path, program: Path = ROOT) -> Iterator[Served]:
    """Serve the tiny atlas below a folder, with the generator below `program`; it has ended afterwards."""
    root = make_project(folder / "project")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copy2(ROOT / "mkdocs.yml", root)
    render(root)
    with serve(root, folder / "log", program) as server:
        yield Served(root, server.log, server.address)
