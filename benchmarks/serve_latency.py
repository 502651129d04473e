"""How long an editor waits: from saving a data file to the reloaded page, in a real browser.

    python benchmarks/serve_latency.py [--edits 20]

Served side by side, one after the other, on a copy of the project: this project's `mkdocs serve`, and plain
`mkdocs serve` (same theme, languages and Markdown, without our plugin), where the Markdown itself is edited.
A Chromium on the PATH is driven.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def serve(project: Path) -> Iterator[str]:
    """`mkdocs serve` on a folder; gives its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    settings = {"PYTHONPATH": str(ROOT), "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=project, env={**os.environ, **settings}, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for_port(port: int) -> None:
    """Return when the server accepts connections; give up after a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def measure(page: Page, address: str, file: Path, before: str, edits: int) -> list[float]:
    """Seconds from each save to the page that shows it; every save writes another word."""
    original = file.read_text(encoding="utf-8")
    assert original.count(before) == 1, f"{before!r} occurs {original.count(before)}× in {file}"
    page.goto(address)
    page.wait_for_load_state("load")
    time.sleep(2)
    waits = []
    for number in range(edits):
        word = f"edit{number}"
        started = time.perf_counter()
        file.write_text(original.replace(before, f"{before} {word}"), encoding="utf-8")
        page.wait_for_function(
            "word => document.readyState === 'complete' && document.body.innerText.includes(word)",
            arg=word, polling=20, timeout=60_000,
        )  # fmt: skip
        waits.append(time.perf_counter() - started)
        time.sleep(0.3 + 0.037 * number)  # not in step with the server's polling
    return waits


def make_plain(source: Path, target: Path) -> Path:
    """The same Markdown, theme and languages for plain MkDocs: without our plugin."""
    shutil.copytree(source / "docs", target / "docs")
    shutil.copytree(source / "overrides", target / "overrides")
    text = (source / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"  - generator:\n(?:      .*\n|    .*\n)*", "", text)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8")
    return target


def report(name: str, waits: Sequence[float]) -> None:
    ordered = sorted(waits)
    ninety_fifth = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    print(
        f"{name:<34} median {statistics.median(ordered):5.2f} s   p95 {ninety_fifth:5.2f} s   "
        f"fastest {ordered[0]:5.2f} s   ({len(ordered)} edits)",
        flush=True,
    )


def main() -> int:
    """Measure both; print a line each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    browser_path = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        print("no Chromium on the PATH", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        ours.mkdir(), plain.mkdir()
        for name in ("data", "templates", "docs", "overrides"):
            shutil.copytree(ROOT / name, ours / name)
        shutil.copy2(ROOT / "mkdocs.yml", ours)
        make_plain(ours, plain)
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        with serve(ours) as address:
            source = ours / "data" / "forces" / "market.yml"
            waits = measure(browser.new_page(), f"{address}en/forces/", source, "some leave", options.edits)
            report("ours, data/forces/market.yml", waits)
        with serve(plain) as address:
            source = plain / "docs" / "en" / "forces.md"
            words = re.search(
                r"^(Two .{20}|[A-Z][a-z]+ [a-z]+ [a-z]+ [^|\n#*\[]{20})", source.read_text(), re.M
            )
            assert words
            waits = measure(browser.new_page(), f"{address}en/forces/", source, words[1], options.edits)
            report("plain mkdocs, docs/en/forces.md", waits)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
