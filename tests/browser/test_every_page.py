"""Every page, in both languages, both colour schemes and at three widths, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from inspection import Inspection, inspect_page
from playwright.sync_api import Browser

Inspect = Callable[[str], Inspection]

KINDS = (
    "console",
    "foreign request",
    "failed request",
    "formula",
    "diagram",
    "image",
    "accessibility",
    "overflow",
)


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_gives_a_complaint(inspections: dict[str, Inspection], kind: str) -> None:
    found = [f"/{path}: {text}" for path, one in inspections.items() for text in one.complaints.get(kind, ())]
    assert not found, "\n".join(found)


def test_pages_of_both_languages_were_looked_at(inspections: dict[str, Inspection]) -> None:
    english = {path for path in inspections if path.split("/")[0] == "en"}
    assert len(english) * 2 == len(inspections) > 2


SOUND = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>'
    '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
    "</head><body><main><h1>Planted</h1>{}</main></body></html>"
)
DIAGRAM = '<figure class="diagram" role="img" aria-label="d">{}</figure>'
DRAWING = '<svg width="99" height="99" viewBox="0 0 99 99"><text y="50">x</text></svg>'

PLANTED = {
    "console": '<script>console.error("planted")</script>',
    "foreign request": '<script src="http://127.0.0.2:9/x.js"></script>',
    "failed request": '<script src="no-such-file.js"></script>',
    "formula": '<p class="arithmatex">\\(x\\)</p>',
    "diagram": DIAGRAM.format(DRAWING * 2),
    "image": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=" " role="presentation">',
    "accessibility": '<p style="color:#bbb;background:#fff">hardly readable</p>',
    "overflow": '<p style="width:1500px">wide</p>',
}
GOOD = "<p>text</p>" + DIAGRAM.format(DRAWING) + '<p class="arithmatex"><mjx-container>x</mjx-container></p>'


@pytest.fixture
def inspect_planted(browser: Browser, host: str, published: Path) -> Inspect:
    """Inspect a page that is written for the purpose, by the same function as all others."""

    def inspect(body: str) -> Inspection:
        (published / "planted.html").write_text(SOUND.format(body), encoding="utf-8")
        context = browser.new_context()
        found = inspect_page(context, host, "planted.html")
        context.close()
        (published / "planted.html").unlink()
        return found

    return inspect


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_defect_is_complained_about(inspect_planted: Inspect, kind: str) -> None:
    assert kind in inspect_planted(PLANTED[kind]).complaints


def test_contrast_is_judged_in_the_dark_scheme_too(inspect_planted: Inspect) -> None:
    style = "<style>@media(prefers-color-scheme:dark){p{color:#555;background:#000}}</style>"
    complaints = inspect_planted(f"{style}<p>hardly readable</p>").complaints["accessibility"]
    assert [text.split(":")[0] for text in complaints] == ["dark"]


def test_a_sound_page_gives_no_complaint(inspect_planted: Inspect) -> None:
    assert inspect_planted(GOOD).complaints == {}
