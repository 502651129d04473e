"""How long an editor waits: from saving a file to the reloaded page, in a real browser.

    python benchmarks/serve_latency.py [--technologies 12 100 500] [--edits 20]

Served one after the other, for each size of the atlas: this project's `mkdocs serve`, where the data are
edited, and plain `mkdocs serve` (same Markdown, theme and languages, without our plugin), where the
Markdown is. Below each, where the time goes: the times that the server itself logs. A Chromium on the PATH
is driven.
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
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from scaled_atlas import ROOT, make_atlas

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGE = "en/technologies/rlhf/"
DATA, MARKDOWN = "data/technologies/rlhf.yml", "docs/en/technologies/rlhf.md"
WORDS = "the standard method of alignment"
"""What is edited, and the page that shows it: a sentence of a technology."""
TO_BUILD, TO_RELOAD, TO_END = 600.0, 120.0, 10.0
"""Seconds after which to give up: on a first build, on an edit, on a server that was told to end."""

_TIME = re.compile(r"(?:INFO *-? *)(?:\[[\d:]+\] )?(?P<what>.*?)(?P<seconds>\d+\.\d+) (?:s|seconds)\b")


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`: its address, and where it logs."""

    address: str
    log: Path

    def times(self, start: int) -> Mapping[str, list[float]]:
        """The times logged since the log was `start` bytes long, by what took them."""
        found: dict[str, list[float]] = defaultdict(list)
        for line in self.log.read_bytes()[start:].decode().splitlines():
            if match := _TIME.search(line):
                found[re.sub(r"\d+", "N", match["what"]).strip()].append(float(match["seconds"]))
        return found


@contextmanager
def serve(project: Path, log: Path, program: Path = ROOT) -> Iterator[Server]:
    """`mkdocs serve` on a folder, by the generator below `program`, once it answers.

    The process has ended afterwards; its own files stand beside its log.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}/", log)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    settings = {
        "PYTHONPATH": str(program),
        "SITE_URL": server.address,
        "TMPDIR": str(log.parent),
        "NO_MKDOCS_2_WARNING": "1",
    }
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=project, env={**os.environ, **settings}, stdout=output, stderr=output
        )
        try:
            wait_for_server(process, port, log)
            yield server
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and end it if it does not."""
    process.terminate()
    try:
        process.wait(TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for_server(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when the server accepts connections, which is after its first build."""
    deadline = time.monotonic() + TO_BUILD
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"the server does not answer:\n{log.read_text(encoding='utf-8')}")


def measure(browser: Browser, address: str, file: Path, edits: int) -> list[float]:
    """Seconds from each save to the page that shows it; every save writes another word."""
    original = file.read_text(encoding="utf-8")
    assert original.count(WORDS) == 1, f"{WORDS!r} occurs {original.count(WORDS)}× in {file}"
    page = browser.new_page()
    page.goto(address, wait_until="load")
    time.sleep(2)
    waits = []
    for number in range(edits):
        word = f"edit{number}"
        started = time.perf_counter()
        file.write_text(original.replace(WORDS, f"{WORDS} {word}"), encoding="utf-8")
        page.wait_for_function(
            "word => document.readyState === 'complete' && document.body.innerText.includes(word)",
            arg=word, polling=20, timeout=TO_RELOAD * 1000,
        )  # fmt: skip
        waits.append(time.perf_counter() - started)
        time.sleep(1 + 0.037 * number)  # not in step with the server's polling
    page.close()
    return waits


def make_plain(source: Path, target: Path) -> Path:
    """The same Markdown, theme and languages for plain MkDocs: without our plugin."""
    shutil.copytree(source / "docs", target / "docs")
    shutil.copytree(source / "overrides", target / "overrides")
    text = (source / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"  - generator:\n(?:      .*\n|    .*\n)*", "", text)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8")
    return target


def report(name: str, waits: Sequence[float], times: Mapping[str, Sequence[float]]) -> None:
    """One line for the edits, and one for each kind of time that the server logged."""
    print(f"{name:<44} {describe(waits)}   ({len(waits)} edits)", flush=True)
    for what, seconds in times.items():
        print(f"    {what:<40} {describe(seconds)}   ({len(seconds)}×)", flush=True)


def describe(seconds: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(seconds)
    ninety_fifth = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    return f"median {statistics.median(ordered):6.2f} s   p95 {ninety_fifth:6.2f} s"


def compare(browser: Browser, folder: Path, technologies: int, edits: int) -> None:
    """Measure both servers on an atlas of one size."""
    ours = make_atlas(folder / "ours", technologies)
    command = [sys.executable, "-m", "generator", "render"]
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ours, env=settings, check=True, timeout=TO_BUILD, stderr=subprocess.DEVNULL)
    plain = make_plain(ours, folder / "plain")
    pages = len(list((ours / "docs").rglob("*.md")))
    for name, project, file in (("ours", ours, DATA), ("plain", plain, MARKDOWN)):
        with serve(project, project / "serve.log") as server:
            start = server.log.stat().st_size
            waits = measure(browser, server.address + PAGE, project / file, edits)
            report(f"{technologies} technologies, {pages} pages, {name}", waits, server.times(start))


def main() -> int:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--technologies", type=int, nargs="+", default=[12, 100])
    parser.add_argument("--edits", type=int, default=20)
    options = parser.parse_args()
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium on the PATH", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for technologies in options.technologies:
            with tempfile.TemporaryDirectory() as folder:
                compare(browser, Path(folder), technologies, options.edits)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
