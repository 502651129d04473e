"""A real `mkdocs serve` in a real browser: what an editor sees after each save, and how often it builds.

The builds are counted in the server's own log, the reloads in the browser.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from editor import PATIENCE, Editor
from playwright.sync_api import Error, Route, expect

FIGURES = "data/technologies/chainrings.yml"
BUSY_WHILE_RELOADING = """{
  const send = XMLHttpRequest.prototype.send;
  const work = () => {
    const end = Date.now() + 2000;
    while (Date.now() < end);
  };
  XMLHttpRequest.prototype.send = function () {
    this.addEventListener("load", () => setTimeout(work, 300));
    send.call(this);
  };
}"""
"""A page that hears of a change begins to reload, and is then for two seconds too busy to be replaced."""


def test_an_edit_is_one_build_and_one_reload_with_the_new_figure(editor: Editor) -> None:
    editor.replace(FIGURES, "120 g", "125 g")
    editor.expect_text("125 g")
    assert editor.settle() == (1, 1)


def test_a_save_without_a_change_builds_and_reloads_nothing(editor: Editor) -> None:
    editor.write(FIGURES, editor.read(FIGURES))
    assert editor.settle() == (0, 0)


def test_twenty_rapid_saves_end_in_the_last_state(editor: Editor) -> None:
    good = editor.read(FIGURES)
    for grams in range(121, 141):
        editor.write(FIGURES, good.replace("120 g", f"{grams} g"))
        time.sleep(0.02)
    editor.expect_text("140 g")
    builds, reloads = editor.settle()
    editor.expect_text("140 g")
    assert 1 <= reloads <= builds < 20


def test_several_files_changed_at_once_are_one_build(editor: Editor) -> None:
    editor.replace(FIGURES, "120 g", "126 g")
    editor.replace("data/forces/rough-roads.yml", "Surfaces differ", "Surfaces vary")
    shifting = "data/technologies/shifting.yml"
    editor.write(shifting, editor.read(shifting) + "\n# another revision\n")
    editor.expect_text("126 g")
    assert editor.settle() == (1, 1)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_another_revision_is_one_build(editor: Editor) -> None:
    """`git checkout` replaces, adds and deletes files, of the data and below docs/."""
    root = editor.served.root
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=first")
    git(root, "checkout", "--quiet", "-b", "second")
    editor.replace(FIGURES, "120 g", "128 g")
    editor.replace("data/forces/rough-roads.yml", "Surfaces differ", "Surfaces vary")
    add_technology(root)
    editor.expect_text("128 g")
    editor.settle()
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=second")
    for branch, figure, status in (("main", "120 g", 404), ("second", "128 g", 200), ("main", "120 g", 404)):
        builds, reloads = editor.settle()
        git(root, "checkout", "--quiet", branch)
        editor.expect_text(figure)
        built, reloaded = editor.settle()
        assert built == builds + 1
        assert reloads + 1 <= reloaded <= reloads + 2  # the figure at once, and the navigation with the rest
        editor.expect_no_panel()
        assert editor.page.request.get(f"{editor.served.address}technologies/saddles/").status == status
    shutil.rmtree(root / ".git")


def test_a_save_by_rename_is_one_build(editor: Editor) -> None:
    """Many editors write a new file and put it in the place of the old one."""
    draft = editor.file("data/technologies/.chainrings.yml.new")
    draft.write_text(editor.read(FIGURES).replace("120 g", "127 g"), encoding="utf-8")
    draft.replace(editor.file(FIGURES))
    editor.expect_text("127 g")
    assert editor.settle() == (1, 1)


def test_a_file_that_is_written_in_two_goes_ends_in_its_page(editor: Editor) -> None:
    """Whatever the half of it looks like, and however long the rest takes."""
    whole = editor.read(FIGURES).replace("120 g", "129 g")
    for pause in (0.03, 1.0):
        with editor.file(FIGURES).open("w", encoding="utf-8") as file:
            file.write(whole[: len(whole) // 2])
            file.flush()
            time.sleep(pause)
            file.write(whole[len(whole) // 2 :])
        editor.expect_text("129 g")
        editor.settle()
        editor.expect_no_panel()


def test_an_address_that_is_entered_while_the_page_reloads_is_gone_to(editor: Editor) -> None:
    """Both await the old page when it has time again: the reload that replaces it, then the address."""
    page, address = editor.page, f"{editor.served.address}en/glossary/"

    def answer_when_busy(route: Route) -> None:
        time.sleep(0.6)
        route.continue_()

    page.add_init_script(BUSY_WHILE_RELOADING)
    page.reload()
    editor.settle()
    page.route(page.url, answer_when_busy)
    with page.expect_response(page.url):
        editor.replace(FIGURES, "120 g", "124 g")
    page.wait_for_timeout(200)
    with suppress(Error):  # Playwright takes the reload, which comes first, for another navigation
        page.goto(address, timeout=5000)
    expect(page).to_have_url(address, timeout=PATIENCE * 1000)
    expect(page.locator("h1")).to_be_visible()


def test_a_new_technology_has_its_page_in_both_languages(editor: Editor) -> None:
    add_technology(editor.served.root)
    for path, words in (
        ("technologies/saddles/", "单盘与鞍座"),
        ("en/technologies/saddles/", "One saddle or two"),
    ):
        expect_page(editor, path, words)
    expect(editor.page.locator("nav", has_text="One saddle or two").first).to_be_attached()
    editor.expect_no_panel()


def test_the_page_of_a_deleted_technology_goes(editor: Editor) -> None:
    file = add_technology(editor.served.root)
    expect_page(editor, "en/technologies/saddles/", "One saddle or two")
    editor.settle()
    file.unlink()
    deadline = time.monotonic() + PATIENCE
    address = f"{editor.served.address}en/technologies/saddles/"
    while editor.page.request.get(address).status != 404:
        assert time.monotonic() < deadline, "the page is still there"
        time.sleep(0.1)
    editor.go("en/")
    expect(editor.page.locator("nav", has_text="One chainring or two").first).to_be_attached()
    expect(editor.page.locator("nav", has_text="One saddle or two")).to_have_count(0)


def git(root: Path, *arguments: str) -> None:
    """Run git as somebody, whoever runs the tests."""
    somebody = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(["git", *somebody, *arguments], cwd=root, check=True, timeout=30)


def add_technology(root: Path) -> Path:
    """A technology like that on the open page, under another name."""
    text = (root / FIGURES).read_text(encoding="utf-8")
    file = root / "data/technologies/saddles.yml"
    named = text.replace("单盘与双盘", "单盘与鞍座").replace("One chainring or two", "One saddle or two")
    file.write_text(named, encoding="utf-8")
    return file


def expect_page(editor: Editor, path: str, words: str) -> None:
    """A page appears at an address."""
    deadline = time.monotonic() + PATIENCE
    while not editor.page.request.get(editor.served.address + path).ok:
        assert time.monotonic() < deadline, f"there is no {path}"
        time.sleep(0.1)
    editor.go(path)
    expect(editor.page.locator("h1")).to_contain_text(words)
