"""Lighthouse on the built site, as a host would serve it: home, one level, one technology, both languages.

    python -m generator build && python benchmarks/lighthouse.py [--only performance] [--details]

npm installs Lighthouse into a temporary folder (or `--tool` names a folder that has it). The pages come from
a local server that compresses and lets files be kept, as any host of static sites does. Chromium must be on
the PATH. The exit status is 1 when a figure is below its aim.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from published_site import SITE, serve_site

LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 20
PAGES = ("", "levels/L2/", "technologies/moe-vs-dense/")
LANGUAGES = ("", "en/")
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Print a row of figures per page and profile, and below it what keeps a figure from 100."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tool", type=Path, help="a folder with node_modules/lighthouse")
    parser.add_argument("--only", action="append", choices=tuple(AIMS), help="this category only")
    parser.add_argument("--profile", action="append", choices=("mobile", "desktop"))
    parser.add_argument("--page", action="append", help="a path inside the site instead of the usual six")
    parser.add_argument("--details", action="store_true", help="also print what the failed audits point at")
    options = parser.parse_args()
    pages = options.page or [language + page for page in PAGES for language in LANGUAGES]
    categories = options.only or list(AIMS)
    met = True
    with tempfile.TemporaryDirectory() as folder, serve_site(SITE) as address:
        tool = options.tool or install_tool(Path(folder))
        print(
            "| page | profile | "
            + " | ".join(categories)
            + " |\n| --- " * 1
            + "| --- " * (len(categories) + 1)
            + "|"
        )
        for page in pages:
            for profile in options.profile or ("mobile", "desktop"):
                report = run_lighthouse(tool, address + page, profile, categories)
                met &= print_report(f"/{page}", profile, report, options.details)
    return 0 if met else 1


def install_tool(folder: Path) -> Path:
    """Install Lighthouse below the folder, and return it."""
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), LIGHTHOUSE], check=True)
    return folder


def run_lighthouse(tool: Path, url: str, profile: str, categories: list[str]) -> dict[str, Any]:
    """Return the report on one page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("No Chromium on PATH.")
    command = [str(tool / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json"]
    command += [
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        f"--only-categories={','.join(categories)}",
    ]
    if profile == "desktop":
        command.append("--preset=desktop")
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": browser}
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def print_report(page: str, profile: str, report: dict[str, Any], details: bool) -> bool:
    """Print one page's row and what keeps it from 100; say whether every aim is met."""
    scores = {name: round(100 * (found["score"] or 0)) for name, found in report["categories"].items()}
    print(f"| {page} | {profile} | " + " | ".join(str(score) for score in scores.values()) + " |", flush=True)
    for line in find_losses(report, details):
        print(f"  - {line}", flush=True)
    return all(score >= AIMS[name] for name, score in scores.items())


def find_losses(report: dict[str, Any], details: bool) -> Iterator[str]:
    """Give the weighted audits that are below 1, with their figure and, on demand, what they point at."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.995:
                yield f"{audit['id']} {audit.get('displayValue', '')} (score {audit['score']:.2f})"
                if details:
                    for item in audit.get("details", {}).get("items", [])[:5]:
                        yield "  " + json.dumps(item, ensure_ascii=False)[:400]


if __name__ == "__main__":
    sys.exit(main())
