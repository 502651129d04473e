"""The last touches to pages: what each changes, and what it leaves alone."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from generator.finish import (
    add_security_policy,
    defer_theme_script,
    inline_figures,
    name_search_dialog,
    scope_search,
    set_alternates,
    wrap_tables,
)

DRAWING = (
    '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1" role="img" aria-labelledby="t d"><title id="t">a</title>'
    '<desc id="d">b</desc><use href="#t"/><rect fill="url(#t)" data-id="t"/></svg>\n'
)


def read_drawing(path: str) -> str | None:
    return DRAWING if path == "en/figures/ladder.svg" else None


def test_a_figure_becomes_part_of_its_page_and_keeps_its_text() -> None:
    html = inline_figures(
        '<img alt="all scores" src="../figures/ladder.svg">', "en/levels/index.html", read_drawing
    )
    assert "<img" not in html
    assert 'role="img" aria-label="all scores"' in html
    assert "<?xml" not in html


def test_the_same_figure_twice_on_a_page_repeats_no_id() -> None:
    image = '<img alt="a" src="figures/ladder.svg">'
    html = inline_figures(image * 2, "en/index.html", read_drawing)
    assert html.count('<title id="ladder-1-t">') == html.count('<title id="ladder-2-t">') == 1
    assert html.count('href="#ladder-2-t"') == html.count("url(#ladder-2-t)") == 1
    assert html.count('data-id="t"') == 2


def test_an_image_that_is_no_figure_of_ours_stays() -> None:
    for image in (
        '<img alt="a" src="photo.png">',
        '<img alt="a" src="figures/none.svg">',
        '<img src="figures/ladder.svg">',
    ):
        assert inline_figures(image, "en/index.html", read_drawing) == image


def test_a_table_gets_a_box_that_scrolls_and_is_named_by_its_heading() -> None:
    html = wrap_tables('<h2 class="x" id="scores">S</h2><table><tr><td>1</td></tr></table>')
    box = '<div class="table-scroll" tabindex="0" role="group" aria-labelledby="scores">'
    assert f'{box}<table class="atlas-table">' in html
    assert html.endswith("</table></div>")


def test_a_table_with_a_class_of_its_own_keeps_it() -> None:
    assert '<table class="wide">' in wrap_tables('<table class="wide"></table>')


def test_the_search_dialog_takes_the_name_of_its_field() -> None:
    html = '<div class="md-search" data-md-component="search" role="dialog"><input aria-label="搜索"></div>'
    assert 'role="dialog" aria-label="搜索">' in name_search_dialog(html)


def test_alternates_are_absolute_and_invisible_to_the_theme() -> None:
    html = set_alternates(
        '<link rel="alternate" href="../../en/a/" hreflang="en">', "https://example.org/atlas/x/a/"
    )
    assert html == '<link rel="alternate " href="https://example.org/atlas/en/a/" hreflang="en">'


def test_a_switcher_link_says_its_language() -> None:
    html = '<a href="en/" hreflang="en" class="md-select__link">'
    assert set_alternates(html, "") == '<a href="en/" hreflang="en" lang="en" class="md-select__link">'


def test_the_page_is_shown_before_the_script_of_the_theme_is_there() -> None:
    html = '<script src="../bundle.a5f9d56c.min.js"></script><script src="own.js" defer></script>'
    assert defer_theme_script(html) == html.replace('<script src="..', '<script defer src="..')


def test_search_looks_in_the_index_of_its_language() -> None:
    html = '<script id="__config" type="application/json">{"base": "../../..", "features": []}</script>'
    assert '"base": "../.."' in scope_search(html, "en/levels/l2/index.html", "en/")
    assert '"base": "."' in scope_search(html, "en/index.html", "en/")
    assert scope_search(html, "levels/l2/index.html", "") == html


def test_only_the_inline_scripts_of_the_page_may_run() -> None:
    html = add_security_policy('<head><meta charset="utf-8"><script>let a = 1</script></head>')
    digest = b64encode(hashlib.sha256(b"let a = 1").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in html
    assert "unsafe-eval" not in html
