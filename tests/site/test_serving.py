"""`mkdocs serve` on the real project: an edit shows, an error keeps the last good pages and says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from publication import publish
from serve_latency import serve

PANEL = '<section class="atlas-findings'


@pytest.fixture
def served(project: Path) -> Iterator[Callable[[], str]]:
    """Fetches the home page of a temporary copy of the project that is being served."""
    with serve(project, project / "log") as server:

        def fetch() -> str:
            with urlopen(server.address, timeout=10) as answer:
                text: str = answer.read().decode()
                return text

        yield fetch


def wait_for(fetch: Callable[[], str], seen: Callable[[str], bool]) -> str:
    """The first answer that shows what is waited for."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if seen(html := fetch()):
                return html
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    pytest.fail("not seen within 60 s")


def test_an_error_shows_on_the_last_good_pages_until_it_is_mended(
    project: Path, served: Callable[[], str]
) -> None:
    file = project / "data" / "scale.yml"
    good = file.read_text(encoding="utf-8")
    before = wait_for(served, lambda html: "<h1" in html)
    assert PANEL not in before
    file.write_text(good + "\nnot: [yaml\n", encoding="utf-8")
    broken = wait_for(served, lambda html: PANEL in html)
    assert "data/scale.yml<" in broken
    assert "<h1" in broken
    file.write_text(good, encoding="utf-8")
    wait_for(served, lambda html: PANEL not in html)


def test_a_build_with_an_error_stops_and_names_the_line(project: Path, tmp_path: Path) -> None:
    file = project / "data" / "scale.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\nnot: [yaml\n", encoding="utf-8")
    done = publish(tmp_path / "out", project)
    assert done.returncode != 0
    assert "data/scale.yml:" in done.stderr + done.stdout
