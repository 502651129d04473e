"""Findings as a panel at the top of every page that is served."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from generator.diagnostics import Diagnostic

_BODY = re.compile(r"<body\b[^>]*>")


def show_findings(html: str, findings: Iterable[Diagnostic], line: Callable[[str, int], str]) -> str:
    """Put the findings that keep the pages from being rendered at the top of the page.

    `line` gives one line of a file, by path and 1-based number.
    """
    items = "".join(
        f"<li><code>{escape(str(found.span))}</code> <b>{found.code}</b> {escape(found.message)}"
        + (f"<br><em>{escape(found.hint)}</em>" if found.hint else "")
        + "</li>"
        for found in findings
    )
    if not items:
        return html
    panel = (
        '<section class="atlas-findings" role="alert"><p>数据有误，显示的是上一次正确的页面。 '
        f"The data has errors; these are the last good pages.</p><ol>{items}</ol></section>"
    )
    return _BODY.sub(lambda found: found[0] + panel, html, count=1)
