"""The last touches to a page after the theme has made it. Pure: text in, text out.

Each function mends one thing that Material or a plugin leaves open; `anchors` of the measurements
are in the docstrings.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from posixpath import dirname, join, normpath
from urllib.parse import urljoin

ReadFigure = Callable[[str], str | None]
"""Gives the text of an SVG file by its path inside the site, or None if there is none."""


def finish_page(html: str, path: str, canonical: str, language_root: str, read_figure: ReadFigure) -> str:
    """Return the page with every touch applied; `path` is the page's file inside the site."""
    html = inline_figures(html, path, read_figure)
    html = wrap_tables(html)
    html = name_search_dialog(html)
    html = set_alternates(html, canonical)
    html = defer_theme_script(html)
    return scope_search(html, path, language_root)


_FIGURE = re.compile(r'<img\b(?=[^>]*\bsrc="([^"]*?([^"/]+)\.svg)")(?=[^>]*\balt="([^"]*)")[^>]*>')
_SVG = re.compile(r"<svg\b.*</svg>", re.DOTALL)
_SVG_ID = re.compile(r'(\sid="|\burl\(#|\bhref="#)')
_SVG_IDREFS = re.compile(r'\b(aria-labelledby|aria-describedby)="([^"]*)"')


def inline_figures(html: str, path: str, read_figure: ReadFigure) -> str:
    """Replace images of the site's own figures by the SVG itself, so that the page's colours reach it.

    Ids inside get the figure's name and number as a prefix: two figures cannot collide.
    """
    number = 0

    def inline(match: re.Match[str]) -> str:
        nonlocal number
        source, name, alt = match.groups()
        text = read_figure(normpath(join(dirname(path), source))) if "figures/" in source else None
        drawing = _SVG.search(text or "")
        if drawing is None:
            return match[0]
        number += 1
        return _inline_svg(drawing[0], f"{name}-{number}-", alt)

    return _FIGURE.sub(inline, html)


def _inline_svg(svg: str, prefix: str, alt: str) -> str:
    svg = _SVG_ID.sub(lambda found: found[1] + prefix, svg)
    svg = _SVG_IDREFS.sub(
        lambda found: f'{found[1]}="{" ".join(prefix + one for one in found[2].split())}"', svg
    )
    start = svg.index(">")
    head = re.sub(r'\s(?:role|aria-label|aria-labelledby)="[^"]*"', "", svg[:start])
    return f'<span class="figure" tabindex="0">{head} role="img" aria-label="{alt}"{svg[start:]}</span>'


_TABLE_PART = re.compile(r'<h[1-6]\b[^>]*?\bid="([^"]+)"|<table\b([^>]*)>|</table>')


def wrap_tables(html: str) -> str:
    """Put every table into a box that scrolls, takes the keyboard's focus and is named by its heading.

    Material does so by script only, and without focus.
    """
    heading = ""

    def wrap(match: re.Match[str]) -> str:
        nonlocal heading
        if match[1]:
            heading = match[1]
            return match[0]
        if match[0] == "</table>":
            return "</table></div>"
        named = f' aria-labelledby="{heading}"' if heading else ""
        attributes = match[2] if "class=" in match[2] else match[2] + ' class="atlas-table"'
        return f'<div class="table-scroll" tabindex="0" role="group"{named}><table{attributes}>'

    return _TABLE_PART.sub(wrap, html)


_SEARCH_DIALOG = re.compile(
    r'(<div class="md-search"[^>]*role="dialog")(>.*?aria-label="([^"]*)")', re.DOTALL
)


def name_search_dialog(html: str) -> str:
    """Give the search dialog the name of its own field; Material leaves it without one."""
    return _SEARCH_DIALOG.sub(r'\1 aria-label="\3"\2', html, count=1)


_ALTERNATE = re.compile(r'<link rel="alternate" href="([^"]*)" hreflang="([^"]*)">')
_SWITCH = re.compile(r'(<a href="[^"]*" hreflang="([^"]*)")( class="md-select__link")')


def set_alternates(html: str, canonical: str) -> str:
    """Make alternates absolute, as search engines demand, and mark the language of each switcher link.

    The blank in `rel` hides them from Material, which would fetch a sitemap from each address and
    take over the switcher's clicks; to a browser it changes nothing.
    """
    html = _ALTERNATE.sub(
        lambda found: f'<link rel="alternate " href="{urljoin(canonical, found[1])}" hreflang="{found[2]}">',
        html,
    )
    return _SWITCH.sub(r'\1 lang="\2"\3', html)


_THEME_SCRIPT = re.compile(r'<script (?=src="[^"]*/bundle\.[0-9a-f]+\.min\.js")')


def defer_theme_script(html: str) -> str:
    """Let the page be shown before the theme's script is there; Material blocks on it."""
    return _THEME_SCRIPT.sub("<script defer ", html)


_BASE = re.compile(r'(<script id="__config" type="application/json">\{[^<]*?"base": ?)"([^"]*)"')


def scope_search(html: str, path: str, language_root: str) -> str:
    """Point the page's search at the index of its own language, which lies under `language_root`."""
    if not language_root:
        return html
    depth = path.removeprefix(language_root).count("/")
    base = "/".join([".."] * depth) or "."
    return _BASE.sub(lambda found: f'{found[1]}"{base}"', html, count=1)


_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def add_security_policy(html: str) -> str:
    """Forbid everything but the site's own files, and of inline scripts only the ones now on the page.

    Styles may be inline: MathJax and the drawings set them. Nothing may be evaluated from text.
    """
    hashes = dict.fromkeys(_script_hash(script) for script in _INLINE_SCRIPT.findall(html))
    scripts = " ".join(["'self'", *hashes])
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1)


def _script_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
