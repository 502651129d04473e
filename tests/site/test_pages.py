"""The checks of built pages: their examples are true, and they agree with a second opinion."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publication import SUB_PATH

from generator.pages import SITE_RULES, check_site
from generator.pages.built_site import Page, Site
from generator.rule import MARK_CLOSE, MARK_OPEN, Example, Rule
from generator.source import SourceText

HEAD = (
    '<!doctype html>\n<html lang="en"><head><title>t</title><meta name="description" content="d">'
    '<link rel="canonical" href="https://example.org/atlas/{path}">{alternates}</head><body>'
)
TAIL = "</body></html>"
ALTERNATES = (
    '<link rel="alternate" href="https://example.org/atlas/zh/" hreflang="zh">'
    '<link rel="alternate" href="https://example.org/atlas/" hreflang="en">'
)


def site_around(text: str, *, linked: bool) -> Site:
    """A small site whose home page holds an example; the page beside it is in zh if that is named."""
    link = '<a href="other/">other</a>' if linked else ""
    home = text if text.startswith("<html") else HEAD.format(path="", alternates="") + text + link + TAIL
    path, alternates = ("zh/", ALTERNATES) if "/zh/" in text else ("other/", "")
    beside = HEAD.format(path=path, alternates=alternates) + '<h2 id="there">there</h2>' + TAIL
    pages = {
        name: Page(name, SourceText(f"site/{name}", html))
        for name, html in (("index.html", home), (f"{path}index.html", beside))
    }
    return Site(pages, frozenset([*pages, "assets/figure.svg", "assets/site.js", "other/index.html"]))


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in SITE_RULES
        for number, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_a_bad_example_gives_one_finding_at_its_mark(rule: Rule[Site], example: Example) -> None:
    text = example.text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
    site = site_around(text, linked=rule.code != "CA429")
    everything = list(rule.check(site))
    found = [finding for finding in everything if finding.span.path == "site/index.html"] or everything
    assert [finding.code for finding in found] == [rule.code]
    if MARK_OPEN in example.text:
        marked = example.text[example.text.index(MARK_OPEN) + 1 : example.text.index(MARK_CLOSE)]
        source = site.pages["index.html"].source
        start = source.line_starts[found[0].span.line - 1] + found[0].span.column - 1
        assert source.text[start:].startswith(marked.split("</script>")[0])


@pytest.mark.parametrize(("rule", "example"), cases("good"))
def test_a_good_example_is_silent(rule: Rule[Site], example: Example) -> None:
    assert list(rule.check(site_around(example.text, linked=rule.code != "CA429"))) == []


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in SITE_RULES]
    assert codes == sorted(set(codes))


def test_every_rule_speaks_both_languages() -> None:
    for rule in SITE_RULES:
        assert rule.title.keys() == rule.why.keys() == {"zh", "en"}


def test_the_published_site_has_no_finding_and_is_checked_in_two_seconds(published: Path) -> None:
    start = time.perf_counter()
    assert check_site(published / SUB_PATH) == ()
    assert time.perf_counter() - start < 2


DEFECTS = {
    "CA421": ('<a href="../no-such-page/">x</a>', "dead link"),
    "CA422": ('<a href="#no-such-place">x</a>', "dead fragment"),
    "CA423": ('<img src="no-such-figure.svg" alt="x">', "missing image"),
    "CA424": ('<p id="twice">x</p><p id="twice">y</p>', "duplicate id"),
    "CA426": ('<svg role="img"></svg>', "image without text"),
    "CA427": ('<script src="https://cdn.example.org/x.js"></script>', "script of another host"),
}


@pytest.fixture
def copied(published: Path, tmp_path: Path) -> Path:
    """A copy of the published site that a test may spoil."""
    return Path(shutil.copytree(published / SUB_PATH, tmp_path / "site"))


@pytest.mark.parametrize("code", DEFECTS)
def test_a_defect_planted_in_the_published_site_is_found(copied: Path, code: str) -> None:
    page = copied / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</article>", DEFECTS[code][0] + "</article>", 1)
    )
    assert {finding.code for finding in check_site(copied)} == {code}


def test_a_deleted_translation_is_found(copied: Path) -> None:
    chapter = next((copied / "en" / "levels").glob("*/index.html"))
    chapter.unlink()
    assert "CA425" in {finding.code for finding in check_site(copied)}


def lychee(site: Path) -> tuple[int, str]:
    """What lychee says of a site served at the root of a host."""
    folders = [str(Path(sys.executable).parent), os.environ["PATH"]]
    program = shutil.which("lychee", path=os.pathsep.join(folders))
    if program is None:
        pytest.skip("lychee is not installed: `make test` installs it")
    options = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress"]
    done = subprocess.run(
        [program, *options, "--root-dir", str(site), str(site)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_lychee_agrees_that_the_published_links_hold(published: Path) -> None:
    """The 404 page is left out: its addresses are absolute below the sub-path, which lychee cannot know."""
    (site := published / SUB_PATH).joinpath("404.html").replace(published / "404.html")
    try:
        code, report = lychee(site)
    finally:
        (published / "404.html").replace(site / "404.html")
    assert code == 0, report


@pytest.mark.parametrize("code", ["CA421", "CA422", "CA423"])
def test_lychee_sees_the_same_planted_defects(copied: Path, code: str) -> None:
    (copied / "404.html").unlink()
    page = copied / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</article>", DEFECTS[code][0] + "</article>", 1)
    )
    assert lychee(copied)[0] != 0
