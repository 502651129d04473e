"""What holds for every published page, read from its HTML."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from publication import SUB_PATH

WEIGHT_OF_A_PAGE = 1_000_000
"""Bytes of HTML, drawings included: what a slow line still carries."""


def pages(published: Path) -> dict[str, str]:
    root = published / SUB_PATH
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in root.rglob("*.html")
    }


def test_code_for_formulas_loads_only_where_there_are_formulas(published: Path) -> None:
    for path, html in pages(published).items():
        assert ('class="arithmatex"' in html) == ("/formulas.js" in html), path


def test_code_for_diagrams_loads_nowhere(published: Path) -> None:
    for path, html in pages(published).items():
        assert 'class="mermaid"' not in html, path


def test_every_page_forbids_what_it_does_not_need(published: Path) -> None:
    for path, html in pages(published).items():
        assert html.count('http-equiv="Content-Security-Policy"') == 1, path
        assert "unsafe-eval" not in html, path


def test_every_page_says_the_language_of_its_folder(published: Path) -> None:
    for path, html in pages(published).items():
        language = "en" if path.startswith("en/") else "zh"
        assert f'<html lang="{language}"' in html, path


def test_the_switcher_of_every_page_leads_to_the_same_page_in_each_language(published: Path) -> None:
    link = re.compile(r'<a href="([^"]*)" hreflang="([^"]*)" lang="\2" class="md-select__link"')
    for path, html in pages(published).items():
        if path == "404.html":
            continue
        plain = path.removeprefix("en/").removesuffix("index.html")
        here = f"https://host/{path.removesuffix('index.html')}"
        found = {language: urljoin(here, address) for address, language in link.findall(html)}
        assert found == {"zh": f"https://host/{plain}", "en": f"https://host/en/{plain}"}, path


def test_no_page_is_too_heavy(published: Path) -> None:
    for path, html in pages(published).items():
        assert len(html.encode()) < WEIGHT_OF_A_PAGE, path


def test_the_sitemap_lists_every_page_of_every_language(published: Path) -> None:
    root = published / SUB_PATH
    sitemap = (root / "sitemap.xml").read_text(encoding="utf-8")
    for file in root.rglob("index.html"):
        folder = file.parent.relative_to(root).as_posix()
        address = f"https://atlas.example/{SUB_PATH}/" + ("" if folder == "." else f"{folder}/")
        assert f"<loc>{address}</loc>" in sitemap
