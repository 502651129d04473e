"""What a browser fetches for a page: bytes over the wire by kind, on the first and on the second visit.

    python -m generator build && python benchmarks/page_weight.py [--page levels/L4/]

The home page and the heaviest page of each language, in a real Chromium on a phone's screen; texts are
compressed, as a host sends them. "Read to the end" adds what scrolling through the page fetches: MathJax
and its fonts come only then.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright
from published_site import SITE, Sent, compress_file, serve_site

KINDS = {
    "HTML": (".html",),
    "CSS": (".css",),
    "JS": (".js",),
    "fonts": (".woff", ".woff2"),
    "search index": (".json",),
    "other": (".svg", ".png", ".atom", ".xml", ".csv"),
}
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 600) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 60));
  }
}"""


def main() -> int:
    """Print one row per page and visit, in kilobytes of 1000 bytes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--page", action="append", help="a path inside the site instead of the usual four")
    pages = parser.parse_args().page or ["", "en/", find_heaviest(""), find_heaviest("en/")]
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    print(f"| page | visit | {' | '.join(KINDS)} | sum |")
    print("| --- | --- " + "| --: " * (len(KINDS) + 1) + "|")
    sent: Sent = []
    with serve_site(SITE, sent) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for page in pages:
            weigh_page(browser, address, page, sent)
        browser.close()
    return 0


def find_heaviest(language: str) -> str:
    """Return the page of a language whose compressed HTML is the largest."""
    files = [file.relative_to(SITE) for file in SITE.rglob("index.html")]
    own = [file for file in files if (file.parts[0] == "en") == bool(language)]
    heaviest: Path = max(own, key=lambda file: len(compress_file(SITE / file)))
    return f"{heaviest.parent.as_posix()}/"


def weigh_page(browser: Browser, address: str, page: str, sent: Sent) -> None:
    """Print what visits to a page fetch; the second has what the first has kept."""
    with browser.new_context(viewport={"width": 412, "height": 823}) as context:
        print_row(page, "first", measure_visit(context, address + page, sent, scroll=False))
    with browser.new_context(viewport={"width": 412, "height": 823}) as context:
        print_row(page, "first, read to the end", measure_visit(context, address + page, sent, scroll=True))
        print_row(page, "second", measure_visit(context, address + page, sent, scroll=True))


def measure_visit(context: BrowserContext, url: str, sent: Sent, scroll: bool) -> Counter[str]:
    """Return the bytes that the server sent for one visit, by kind."""
    sent.clear()
    tab = context.new_page()
    tab.goto(url, wait_until="networkidle")
    if scroll:
        tab.evaluate(SCROLL)
        tab.wait_for_load_state("networkidle")
        tab.wait_for_timeout(500)
    tab.close()
    weight: Counter[str] = Counter()
    for suffix, size in sent:
        weight[next(kind for kind, suffixes in KINDS.items() if suffix in suffixes)] += size
    return weight


def print_row(page: str, visit: str, weight: Counter[str]) -> None:
    """Print one row."""
    cells = [f"{weight[kind] / 1000:.1f}" for kind in KINDS] + [f"{weight.total() / 1000:.1f}"]
    print(f"| /{page} | {visit} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
