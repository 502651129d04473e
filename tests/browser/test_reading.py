"""What readers do: switch the language, read without scripts, print, get lost."""

from __future__ import annotations

from pathlib import Path

from inspection import Inspection, listen
from playwright.sync_api import Browser, BrowserContext, expect
from publication import SUB_PATH

FIRST_SECTION = "article h2[id], article h1[id]"


def test_the_switcher_keeps_page_and_fragment(context: BrowserContext, site: str, paths: list[str]) -> None:
    """On one page of each folder; that every page has the right link is tested without a browser."""
    page = context.new_page()
    page.route("**/mathjax/**", lambda route: route.abort())  # nothing of this test, and most of its time
    for path in {path.rpartition("/")[0]: path for path in paths}.values():
        parts = [part for part in path.split("/") if part != "."]
        other = parts[1:] if parts[:1] == ["en"] else ["en", *parts]
        language = "en" if other[:1] == ["en"] else "zh"
        page.goto(site + "".join(f"{part}/" for part in parts), wait_until="domcontentloaded")
        fragment = page.locator(FIRST_SECTION).first.get_attribute("id")
        page.evaluate("id => { location.hash = id }", fragment)
        page.locator(f".md-select__link[hreflang={language}]").dispatch_event("click")
        address = site + "".join(f"{part}/" for part in other) + f"#{fragment}"
        page.wait_for_url(address, wait_until="domcontentloaded")
        assert page.locator(f'[id="{fragment}"]').count() == 1
        assert page.evaluate("document.documentElement.lang") == language


def test_without_scripts_everything_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("article table").first).to_be_visible()
    expect(page.locator("article svg[role=img]").first).to_be_visible()
    expect(page.locator(".md-tabs a").first).to_be_visible()
    page.locator(".md-header .md-select").hover()
    expect(page.locator(".md-select__link[hreflang=en]")).to_be_visible()
    context.close()


def test_a_lost_reader_gets_a_whole_page_in_two_languages(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    found = Inspection()
    listen(page, site, found)
    answer = page.goto(f"{site}en/no/such/page/")
    assert answer is not None
    assert answer.status == 404
    assert found.complaints == {"failed request": [f"404 {site}en/no/such/page/"]}
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("article [lang=en]")).to_be_visible()


def test_on_paper_there_is_no_navigation_and_nothing_is_folded(
    context: BrowserContext, site: str, paths: list[str]
) -> None:
    page = context.new_page()
    for path in paths[:8]:
        page.goto(f"{site}{path}/")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for hidden in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
            expect(page.locator(hidden)).to_be_hidden()
        assert page.locator("article details:not([open])").count() == 0
        page.emulate_media(media="screen")


def test_a_link_to_a_folded_part_unfolds_it(context: BrowserContext, host: str, published: Path) -> None:
    """Formulas and long tables may be folded; links into them must not end at a closed box."""
    script = f"/{SUB_PATH}/assets/atlas.js"
    html = f'<body><details><p id="inside">x</p></details><script src="{script}"></script></body>'
    (published / "folded.html").write_text(html, encoding="utf-8")
    page = context.new_page()
    page.goto(f"{host}folded.html#inside")
    expect(page.locator("#inside")).to_be_visible()
    (published / "folded.html").unlink()


def test_formulas_are_fetched_and_drawn_when_the_reader_comes_to_them(browser: Browser, site: str) -> None:
    """Nothing of MathJax on arrival at a page that begins without formulas; it works on the way down."""
    context = browser.new_context(viewport={"width": 390, "height": 600})
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/mathjax/" in request.url else None)
    page.goto(f"{site}technologies/moe-vs-dense/", wait_until="networkidle")
    assert fetched == []
    last = page.locator("div.arithmatex:visible").last
    expect(last.locator("mjx-container")).to_have_count(0)
    page.mouse.wheel(0, 100)
    last.scroll_into_view_if_needed()
    expect(last.locator("mjx-container")).to_be_visible()
    assert fetched
    context.close()
