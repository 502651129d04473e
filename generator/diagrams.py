"""Mermaid diagrams drawn at build time: one light and one dark SVG, no script in the reader's browser.

This is the only module that knows which renderer draws them.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache
from html import escape
from typing import Any

import mermaid_render
from pymdownx.superfences import SuperFencesException

THEMES = ("default", "dark")

failures_shown: ContextVar[bool] = ContextVar("failures_shown", default=False)
"""Whether a broken diagram becomes a box on the page (while editing) or stops the build."""

_STATED_SIZE = re.compile(r'<svg\b[^>]*?\swidth="([\d.]+)"')
_OWN_NAMES = re.compile(r'<(title|desc) id="[^"]*">.*?</\1>|\s(?:role|aria-\w+)="[^"]*"(?=[^<]*>)', re.DOTALL)
_LABEL = re.compile(r"^\s*(?:accTitle\s*:|title\s*:?)\s*(\S.*?)\s*$", re.MULTILINE)


def problem(source: str) -> str | None:
    """Say in one line why a diagram cannot be drawn; None when it can."""
    try:
        _draw(source)
    except Exception as error:  # the renderer documents no exception types
        return " ".join(str(error).split()) or type(error).__name__
    return None


def fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **_others: Any
) -> str:
    """Format a ```` ```mermaid ```` block as a figure that holds both drawings.

    Superfences turns any exception but its own into a plain code block and says nothing, so a
    diagram that cannot be drawn raises that one and stops the build.
    """
    reason = problem(source)
    if reason is None:
        return _figure(source, css_class)
    if failures_shown.get():
        text = f"<p>{escape(reason)}</p><pre>{escape(source)}</pre>"
        return f'<div class="diagram-failure" role="alert">{text}</div>'
    raise SuperFencesException(f"diagram: {reason}\n{source}")


@lru_cache(maxsize=512)
def _draw(source: str) -> tuple[str, ...]:
    """The drawings, without names of their own: the figure around them has one, and ids would collide."""
    drawings = (mermaid_render.convert(source, theme=theme, background="transparent") for theme in THEMES)
    return tuple(_OWN_NAMES.sub("", drawing.decode()) for drawing in drawings)


def _figure(source: str, css_class: str) -> str:
    """The drawings keep their natural width in `--width`: a wide one scrolls instead of shrinking.

    `data-search-exclude` keeps the labels from entering the search index, once per drawing.
    """
    light, dark = _draw(source)
    size = _STATED_SIZE.search(light)
    style = f' style="--width:{size[1]}px"' if size else ""
    label = _LABEL.search(source)
    name = label[1].strip('"') if label else "diagram"
    return (
        f'<figure class="{css_class}"{style} data-search-exclude tabindex="0" '
        f'role="img" aria-label="{escape(name)}">'
        f'<div class="diagram-light">{light}</div><div class="diagram-dark">{dark}</div></figure>'
    )
