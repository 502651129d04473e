"""Mistakes while a real `mkdocs serve` runs: where the browser shows them, how, and how they go."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import PANEL, PATIENCE, Editor
from inspection import AXE
from playwright.sync_api import Browser, expect

FIGURES = "data/technologies/chainrings.yml"
LEVEL = "data/levels/open.yml"
VIOLATIONS = """async part => (await axe.run(part, { resultTypes: ["violations"] })).violations
  .map(found => `${found.id}: ${found.nodes[0].html.slice(0, 160)}`)"""
SCREENS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]


def find_line(text: str, start: str) -> int:
    """The number of the line that begins so."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_a_mistake_is_shown_over_the_last_good_page_until_it_is_mended(editor: Editor) -> None:
    """File, line, column, excerpt with the place marked, and hint; the page itself stays as it was."""
    good = editor.read(FIGURES)
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    place = f"{find_line(good, 'score:')}:8"
    editor.expect_finding(FIGURES, place, "CA203", "states 0.755", "score: 0.755", "hint: write 0.655")
    expect(editor.panel.locator("mark")).to_have_text("0.755")
    expect(editor.panel).to_contain_text("last good page")
    editor.expect_text("120 g")
    assert editor.settle() == (1, 1)
    editor.write(FIGURES, good)
    editor.expect_no_panel()
    editor.expect_text("120 g")
    assert editor.settle() == (2, 2)


def test_the_pages_of_both_languages_show_it(editor: Editor) -> None:
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    editor.go("technologies/chain-drive/")
    editor.expect_finding(FIGURES, "4:8", "CA203", "states 0.755")
    expect(editor.panel).to_contain_text("有错误：1 处。这里仍是上一次正确的页面。")


def test_the_terminal_shows_the_same(editor: Editor) -> None:
    before = len(editor.served.log.read_text(encoding="utf-8"))
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    said = editor.served.log.read_text(encoding="utf-8")[before:]
    assert f"{FIGURES}:4:8: error CA203" in said
    assert "4 | score: 0.755" in said


def test_one_mistake_after_the_other_shows_the_later_one(editor: Editor) -> None:
    good = editor.read(FIGURES)
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    editor.write(FIGURES, good + "not: [yaml\n")
    editor.expect_finding(FIGURES, f"{len(good.splitlines()) + 2}:1", "CA1")
    expect(editor.panel).not_to_contain_text("CA203")
    assert editor.settle() == (2, 2)
    editor.write(FIGURES, good.replace("120 g", "121 g"))
    editor.expect_text("121 g")
    editor.expect_no_panel()


def test_a_half_written_template_is_shown_with_its_line(editor: Editor) -> None:
    path = "templates/glossary.md.j2"
    good = editor.read(path)
    editor.write(path, good + "\n{% if half")
    last = len((good + "\n{% if half").splitlines())
    editor.expect_finding(path, f"{last}:1", "CA009", "{% if half")
    editor.expect_text("120 g")
    editor.write(path, good)
    editor.expect_no_panel()
    assert editor.settle() == (2, 2)


def test_a_deleted_file_that_others_need_is_a_finding_at_those(editor: Editor) -> None:
    path = "data/technologies/shifting.yml"
    whole = editor.read(path)
    editor.file(path).unlink()
    editor.expect_finding("data/forces/rough-roads.yml", ":", "shifting")
    editor.expect_text("120 g")
    editor.write(path, whole)
    editor.expect_no_panel()


@pytest.mark.parametrize(
    ("path", "before", "after", "excerpt"),
    [
        ("mkdocs.yml", "\ndocs_dir: docs", "\ndocs_dir: [docs", "site_dir: site"),
        ("mkdocs.yml", "name: material", "name: no-such-theme", ""),
        ("overrides/main.html", "{% block extrahead %}", "{% block extrahead %}{{ (1 }}", "{{ (1 }}"),
    ],
)
def test_a_build_of_everything_that_fails_keeps_the_last_site(
    editor: Editor, path: str, before: str, after: str, excerpt: str
) -> None:
    """Whatever MkDocs stumbles over: the site is still there, follows the data, and says what is wrong."""
    good = editor.read(path)
    editor.replace(path, before, after)
    editor.expect_finding(path, ":1 error CA008", excerpt)
    editor.expect_text("120 g")
    editor.replace(FIGURES, "120 g", "122 g")
    editor.expect_text("122 g")
    editor.expect_finding(path, ":1 error CA008")
    editor.go("glossary/")
    expect(editor.page.locator("h1")).to_be_visible()
    editor.expect_finding(path, ":1 error CA008")
    editor.write(path, good)
    editor.expect_no_panel()


def test_errors_stay_in_sight_and_leave_the_focus_alone(editor: Editor) -> None:
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    assert editor.page.evaluate("document.activeElement === document.body")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        editor.page.evaluate(f"scrollTo(0, {place})")
        expect(editor.panel).to_be_in_viewport(ratio=0.99)
    expect(editor.panel.get_by_role("button")).to_have_count(0)
    editor.page.keyboard.press("Escape")
    expect(editor.panel).to_be_visible()


def warn(editor: Editor, low: str = "0.60") -> None:
    """Make the input on the open page one that its level does not expect."""
    editor.replace(LEVEL, "low: 0.50", f"low: {low}")
    editor.expect_finding(FIGURES, ":", "warning CA218", f"{low} to 0.80")


def test_a_warning_leaves_the_pages_current_and_can_be_closed(editor: Editor) -> None:
    """Closed, it stays closed on every page and after every edit, until the warnings are others."""
    warn(editor)
    editor.replace(FIGURES, "120 g", "123 g")
    editor.expect_text("123 g")
    expect(editor.panel).to_be_visible()
    expect(editor.panel.locator("mark").first).to_have_text("0.55")
    editor.panel.get_by_role("button", name="Close").click()
    expect(editor.panel).to_be_hidden()
    editor.go("technologies/chain-drive/")
    expect(editor.panel).to_be_attached()
    expect(editor.panel).to_be_hidden()
    editor.replace(FIGURES, "123 g", "124 g")
    editor.settle()
    expect(editor.panel).to_be_hidden()
    editor.replace(LEVEL, "low: 0.60", "low: 0.58")
    expect(editor.panel).to_be_visible(timeout=PATIENCE * 1000)
    expect(editor.panel).to_contain_text("0.58 to 0.80")


def test_warnings_can_be_closed_and_folded_by_keyboard(editor: Editor) -> None:
    warn(editor)
    editor.panel.locator("summary").focus()
    editor.page.keyboard.press("Enter")
    expect(editor.panel.locator("li").first).to_be_hidden()
    editor.page.keyboard.press("Escape")
    expect(editor.panel).to_be_hidden()


def test_errors_are_shown_although_the_warnings_before_them_were_closed(editor: Editor) -> None:
    warn(editor)
    editor.panel.get_by_role("button", name="Close").click()
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    expect(editor.panel).to_be_visible()


def test_without_scripts_both_panels_can_be_read(editor: Editor, browser: Browser) -> None:
    warn(editor)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(editor.page.url)
    expect(page.locator(f"{PANEL} mark").first).to_be_visible()
    expect(page.locator(f"{PANEL} button")).to_be_hidden()
    editor.replace(FIGURES, "score: 0.655", "score: 0.755")
    editor.expect_finding(FIGURES, "4:8", "CA203")
    page.goto(editor.page.url)
    expect(page.locator(f"{PANEL}.is-error")).to_contain_text("states 0.755")
    context.close()


@pytest.mark.parametrize("kind", ["errors", "warnings"])
def test_the_panel_fits_every_screen_and_can_be_used_by_all(
    editor: Editor, browser: Browser, kind: str
) -> None:
    """No violation of axe in either scheme, nothing sideways, and most of the window is left to the page."""
    if kind == "errors":
        editor.replace(FIGURES, "score: 0.655", "score: 0.755")
        editor.expect_finding(FIGURES, "4:8", "CA203")
    else:
        warn(editor)
    for width, scheme in SCREENS:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.goto(editor.page.url)
        box = page.locator(PANEL).bounding_box()
        assert box is not None
        assert box["height"] < 400
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE)
        assert page.evaluate(VIOLATIONS, PANEL) == [], f"{width} {scheme}"
        context.close()


def test_nothing_of_it_is_in_the_built_site(published: Path) -> None:
    files = [file for file in published.rglob("*") if file.suffix in (".html", ".css", ".js")]
    assert files
    assert [file for file in files if PANEL[1:].encode() in file.read_bytes()] == []
