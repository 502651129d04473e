"""Figures and tables as readers meet them: sortable by mouse and keyboard, legible, with files to take."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

SCORES = ".sortable tbody tr td:nth-child(3)"


def scores(page: Page) -> list[float]:
    """The scores of the table of all technologies, from the top."""
    return [float(words) for words in page.locator(SCORES).all_text_contents()]


def test_a_heading_sorts_its_column_both_ways(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}en/compare/")
    assert scores(page) == sorted(scores(page), reverse=True), "as published: from the highest down"
    heading = page.locator(".sortable th").nth(2)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    heading.get_by_role("button").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert scores(page) == sorted(scores(page))


def test_names_sort_as_words_and_unknown_cells_stand_at_one_end(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}en/compare/")
    page.locator(".sortable th").first.get_by_role("button").press("Space")
    names = page.locator(".sortable tbody tr td:first-child").all_text_contents()
    assert names == sorted(names, key=str.casefold, reverse=True)
    theory = page.locator(".sortable th").filter(has_text="theor").first
    theory.get_by_role("button").click()
    column = theory.evaluate("cell => cell.cellIndex") + 1
    cells = page.locator(f".sortable tbody tr td:nth-child({column})").all_text_contents()
    assert cells[0] != "–"
    assert set(cells[1:]) == {"–"}


def test_without_scripts_the_table_stands_in_order_and_promises_no_button(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}compare/")
    assert scores(page) == sorted(scores(page), reverse=True)
    assert page.locator(".sortable button").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_figures_stand_out_from_what_is_behind_them(
    browser: Browser, site: str, scheme: str
) -> None:
    """Numbers that stand on a bar have a contrast of 4.5 with it, as WCAG AA asks."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site}technologies/reasoning/")
    ratios = page.evaluate(
        """() => {
          const rgb = (words) => {
            const numbers = words.match(/[\\d.]+/g).map(Number);
            return words.startsWith("color(") ? numbers.slice(0, 3) : numbers.slice(0, 3).map((n) => n / 255);
          };
          const linear = (n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4);
          const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
          return [...document.querySelectorAll(".share-number")].map((text) => {
            const shade = [...text.classList].find((name) => name.startsWith("on-share-")).slice(3);
            const bar = text.closest("svg").querySelector(`.${shade}`);
            const [a, b] = [text, bar].map((each) => light(rgb(getComputedStyle(each).fill)));
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          });
        }"""
    )
    assert len(ratios) >= 2
    assert min(ratios) >= 4.5, ratios
    context.close()


def test_every_file_of_the_downloads_page_can_be_fetched(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}en/downloads/")
    links = page.locator("#files ~ .table-scroll").first.locator("a")
    addresses = links.evaluate_all("all => all.map((link) => link.href)")
    assert len(addresses) == 5
    for address in addresses:
        answer = page.request.get(address)
        assert answer.ok, address
        if address.endswith(".json"):
            assert json.loads(answer.text())
