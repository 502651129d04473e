"""One Chromium and one server for all browser tests."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from editor import Editor, Served, serve_tiny
from inspection import Inspection, inspect_page
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from publication import SUB_PATH

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files; answers what is missing with the site's own 404 page, as hosts of static sites do."""

    def log_message(self, *args: Any) -> None:
        """Keep test output clean."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, SUB_PATH, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def host(published: Path) -> Iterator[str]:
    """The address of a server for the published site's root, on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(published)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site(host: str) -> str:
    """The address of the published site, below its sub-path."""
    return f"{host}{SUB_PATH}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser. Under CI its absence is a failure."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on PATH: CI must run the browser tests")
        pytest.skip("no Chromium on PATH")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000})
    yield fresh
    fresh.close()


@pytest.fixture(scope="session")
def paths(published: Path) -> list[str]:
    """The addresses of all pages, relative to the site's root."""
    root = published / SUB_PATH
    return sorted(file.parent.relative_to(root).as_posix() for file in root.rglob("index.html"))


@pytest.fixture(scope="session")
def inspections(browser: Browser, site: str, paths: list[str]) -> dict[str, Inspection]:
    """Every page, looked at once in both schemes and at three widths."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    pages = {path: inspect_page(context, site, "" if path == "." else f"{path}/") for path in paths}
    context.close()
    return pages


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The tiny atlas, served for all tests of a module; each leaves it as it found it."""
    with serve_tiny(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture
def editor(served: Served, browser: Browser) -> Iterator[Editor]:
    """An open page; afterwards the files are as before, and the server at rest."""
    before = served.snapshot()
    page = browser.new_page()
    editor = Editor(served, page)
    editor.open("en/technologies/chainrings/", "120 g")
    page.on("load", editor.count_reload)
    yield editor
    served.restore(before)
    editor.settle()
    page.close()
