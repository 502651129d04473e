"""The what-if page computes in the browser what Python computes, to the last digit shown."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from publication import ROOT

from generator.quantity import half_up

SETTINGS = 1_000
ASSET = ROOT / "docs" / "assets" / "explore.js"

SET = """queries => queries.map(query => {
  history.replaceState(null, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate"));
  return [...document.querySelectorAll("#explore-results tbody tr")]
    .map(row => [...row.cells].map(cell => cell.textContent));
})"""

Row = list[str]


def open_page(context: BrowserContext, address: str) -> Page:
    """The page, once its script has run."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#explore")).to_be_visible()
    return page


def model_of(page: Page) -> dict[str, Any]:
    """The formula that the page carries."""
    model: dict[str, Any] = json.loads(page.locator("#explore-model").text_content() or "")
    return model


def random_setting(
    model: dict[str, Any], choose: random.Random
) -> tuple[str, Callable[[dict[str, Any]], Any]]:
    """An address, and what it asks for: per technology its weights and values."""
    unit, technologies = model["unit"], model["technologies"]
    chosen = choose.choice(technologies)
    inputs = [None if value is None else choose.randint(0, unit) for value in chosen["values"]]
    parts = [f"technology={chosen['id']}", "inputs=" + ",".join("" if x is None else str(x) for x in inputs)]
    kind = choose.choice(("own", "profile", "custom", "custom"))
    profiles = {profile["id"]: profile["weights"] for profile in model["profiles"]}
    weights: list[int] | None = None
    if kind == "profile":
        identifier = choose.choice(list(profiles))
        weights = profiles[identifier]
        parts.append(f"profile={identifier}")
    elif kind == "custom":
        weights = [choose.choice((0, choose.randint(1, unit))) for _ in model["components"]]
        weights[choose.randrange(len(weights))] = choose.randint(1, unit)
        parts.append("weights=" + ",".join(map(str, weights)))

    def asked(technology: dict[str, Any]) -> tuple[list[int], list[int | None]]:
        own = profiles[technology["profile"]] if weights is None else weights
        values = inputs if technology is chosen else technology["values"]
        return [weight or 0 for weight in own], values

    return "?" + "&".join(parts), asked


def score(model: dict[str, Any], weights: list[int], values: list[int | None]) -> Fraction | None:
    """Σ wᵢ·xᵢ / Σ wᵢ, or nothing if a weighted value is unknown."""
    pairs = [(weight, value) for weight, value in zip(weights, values, strict=True) if weight]
    if any(value is None for _, value in pairs):
        return None
    total = sum(weight * value for weight, value in pairs if value is not None)
    return Fraction(total, sum(weights) * model["unit"])


def level(model: dict[str, Any], total: Fraction) -> str:
    """The level of the half-open band that holds a score."""
    for band in model["bands"]:
        above = band["above"]
        is_above = above is None or total > Fraction(above, model["unit"])
        if is_above and total <= Fraction(band["upTo"], model["unit"]):
            return str(band["level"])
    raise AssertionError(f"no band for {total}")


def signed(change: Fraction) -> str:
    """A difference as the page prints it."""
    shown = half_up(change, 4)
    mark = "+" if change > 0 else "−" if shown < 0 else ""
    return f"{mark}{abs(shown):f}"


def expected_rows(model: dict[str, Any], asked: Callable[[dict[str, Any]], Any]) -> dict[str, Row]:
    """Rank, level, score and difference of each technology, by its name."""
    published = {
        profile["id"]: [weight or 0 for weight in profile["weights"]] for profile in model["profiles"]
    }
    totals = {each["id"]: score(model, *asked(each)) for each in model["technologies"]}
    rows = {}
    for each in model["technologies"]:
        total = totals[each["id"]]
        before = score(model, published[each["profile"]], each["values"])
        assert before is not None
        if total is None:
            rows[each["name"]] = ["–", "–", model["strings"]["unknown"]]
            continue
        rank = 1 + sum(other is not None and other > total for other in totals.values())
        change = signed(total - before)
        rows[each["name"]] = [str(rank), level(model, total), f"{half_up(total, 4):f}", change]
    return rows


@pytest.mark.parametrize("language", ["", "en/"])
def test_browser_and_python_agree_on_random_settings(
    context: BrowserContext, site: str, language: str
) -> None:
    """Every rank, level, score and difference, over a thousand settings in both languages."""
    page = open_page(context, f"{site}{language}explore/")
    model = model_of(page)
    choose = random.Random(f"settings {language}")
    settings = [random_setting(model, choose) for _ in range(SETTINGS // 2)]
    shown = page.evaluate(SET, [query for query, _ in settings])
    for (query, asked), rows in zip(settings, shown, strict=True):
        wanted = expected_rows(model, asked)
        assert len(rows) == len(wanted)
        for rank, name, shown_level, now, _, change in rows:
            found = [rank, shown_level, now, change]
            assert found[: len(wanted[name])] == wanted[name], f"{query}: {name}"


def test_the_model_of_the_page_gives_the_published_scores(context: BrowserContext, site: str) -> None:
    """With nothing changed the page shows what was built without a script."""
    page = open_page(context, f"{site}explore/")
    for row in page.locator("#explore-results tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        assert cells[4] == f"{cells[3]} {cells[2]}"
        assert cells[5] == "0.0000"
    expect(page.locator("#explore-summary li")).to_have_count(1)


def test_a_slider_changes_scores_address_and_words(context: BrowserContext, site: str) -> None:
    """By keyboard: a change of level is said with its reason, and the address opens the same state."""
    page = open_page(context, f"{site}en/explore/")
    page.get_by_label("Technology", exact=True).select_option("moe-vs-dense")
    slider = page.locator("#input-adoption")
    slider.focus()
    for _ in range(60):
        slider.press("ArrowLeft")
    said = "MoE vs dense models: L2 → L1 (0.6800 → 0.5000)"
    expect(page.locator("#explore-summary")).to_contain_text(said)
    expect(page.locator("#explore-summary")).to_contain_text("adoption changed by −0.1800")
    expect(page.locator("#explore-spoken")).to_contain_text(said)
    expect(page.locator("#explore-results tr.changed")).to_have_count(1)
    assert "technology=moe-vs-dense&inputs=0,70,70,75," in page.url
    other = open_page(context, page.url)
    expect(other.locator("#explore-summary")).to_contain_text(said)
    other.locator(".md-select__link[hreflang=zh]").dispatch_event("click")
    other.wait_for_url("**/explore/?technology=moe-vs-dense&inputs=0,70,70,75,")
    expect(other.locator("#explore-results tr.changed")).to_have_count(1)
    page.get_by_role("button", name="Reset").click()
    assert page.url == f"{site}en/explore/"
    expect(page.locator("#explore-results tr.changed")).to_have_count(0)


def test_weights_of_nothing_are_refused(context: BrowserContext, site: str) -> None:
    """The last weight cannot be taken away: without weights there is no score."""
    page = open_page(context, f"{site}explore/?weights=1,0,0,0,0")
    page.locator("#weight-adoption").press("ArrowLeft")
    expect(page.locator("#weight-adoption")).to_have_value("1")
    assert "weights=1,0,0,0,0" in page.url


@pytest.mark.parametrize(
    "query", ["?weights=a,b", "?weights=0,0,0,0,0", "?profile=none", "?technology=none&inputs=x"]
)
def test_a_broken_address_opens_the_published_state(context: BrowserContext, site: str, query: str) -> None:
    """What cannot be read in a shared address is ignored."""
    page = open_page(context, f"{site}explore/{query}")
    expect(page.locator("#explore-results tr.changed")).to_have_count(0)
    changes = page.locator("#explore-results tbody td:last-child").all_inner_texts()
    assert set(changes) == {"0.0000"}


def test_a_finger_can_move_the_sliders(browser: Browser, site: str) -> None:
    """At 390 px with touch: a tap on a slider's track sets the weight, and nothing runs off the page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    page = open_page(context, f"{site}explore/")
    slider = page.locator("#weight-maturity")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert box["height"] >= 32
    page.touchscreen.tap(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    expect(page.locator("#explore-profile")).to_have_value("custom")
    assert int(slider.input_value()) > 60
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_a_script_the_preset_profiles_stand_in(browser: Browser, site: str) -> None:
    """No dead sliders; the tables are there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}en/explore/")
    expect(page.locator("#explore")).to_be_hidden()
    expect(page.locator("#explore-results tbody tr")).not_to_have_count(0)
    expect(page.locator("#presets ~ div table")).to_be_visible()
    context.close()


def test_the_script_is_small() -> None:
    """Under 30 kB, and no third-party code."""
    assert Path(ASSET).stat().st_size < 30_000
