"""Findings as a panel on every page that is served: what an editor sees beside the last good page.

The panel is one piece of HTML with its own style and script: nothing of it is in the built site.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from generator.diagnostics import Diagnostic, LineReader, Severity, Span, format_text, frame, has_errors

MOST_SHOWN = 20
"""Findings that are written out; the terminal has them all."""

_WORDS = {
    "zh": {
        "errors": "有错误：{count} 处。这里仍是上一次正确的页面。",
        "warnings": "有警告：{count} 处。",
        "more": "另有 {count} 处，见终端。",
        "close": "关闭",
    },
    "en": {
        "errors": "Errors: {count}. This is still the last good page.",
        "warnings": "Warnings: {count}.",
        "more": "{count} more in the terminal.",
        "close": "Close",
    },
}
"""The panel's own words, by language: those in data/ may be what is wrong. Findings are in English."""

_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([a-zA-Z]+)')
_BODY = re.compile(r"<body\b[^>]*>")
_STYLE = Path(__file__).with_name("panel.css").read_text(encoding="utf-8")
_SCRIPT = Path(__file__).with_name("panel.js").read_text(encoding="utf-8")


def show_findings(html: str, findings: Iterable[Diagnostic], read_line: LineReader) -> str:
    """Put errors and warnings onto a page, in the words of its language; without any it stays as it is."""
    listed = [found for found in findings if found.severity is not Severity.INFO]
    if not listed:
        return html
    language = _LANGUAGE.search(html)
    words = _WORDS.get(language[1].lower() if language else "", _WORDS["en"])
    panel = _errors(listed, words, read_line) if has_errors(listed) else _warnings(listed, words, read_line)
    return _BODY.sub(lambda body: body[0] + panel, html, count=1)


def _errors(findings: Sequence[Diagnostic], words: dict[str, str], read_line: LineReader) -> str:
    """A panel that stays until the errors are mended. It scrolls, so it takes the keyboard's focus."""
    count = sum(found.severity is Severity.ERROR for found in findings)
    title = f'<p id="atlas-findings" role="alert">{words["errors"].format(count=count)}</p>'
    return (
        '<section class="atlas-findings is-error" aria-labelledby="atlas-findings" tabindex="0">'
        f"<style>{_STYLE}</style>{title}{_listed(findings, words, read_line)}</section>"
    )


def _warnings(findings: Sequence[Diagnostic], words: dict[str, str], read_line: LineReader) -> str:
    """A small panel that can be folded, and with scripts closed; the script shows the button."""
    title = f'<summary id="atlas-findings">{words["warnings"].format(count=len(findings))}</summary>'
    listed = _listed(findings, words, read_line)
    digest = hashlib.sha256(format_text(findings).encode()).hexdigest()[:16]
    return (
        f'<section class="atlas-findings" aria-labelledby="atlas-findings" data-digest="{digest}">'
        f"<style>{_STYLE}</style><details open>{title}{listed}</details>"
        f'<button type="button" hidden aria-label="{words["close"]}" title="{words["close"]}">×</button>'
        f"<script>{_SCRIPT}</script></section>"
    )


def _listed(findings: Sequence[Diagnostic], words: dict[str, str], read_line: LineReader) -> str:
    """The findings by file, those with errors first."""
    broken = {found.span.path for found in findings if found.severity is Severity.ERROR}
    shown = sorted(findings, key=lambda found: (found.span.path not in broken, found.sort_key))[:MOST_SHOWN]
    files = groupby(shown, key=lambda found: found.span.path)
    items = "".join(
        f"<li><code>{escape(path)}</code><ul>"
        + "".join(_item(found, read_line) for found in group)
        + "</ul></li>"
        for path, group in files
    )
    left = len(findings) - len(shown)
    more = f"<p>{words['more'].format(count=left)}</p>" if left else ""
    return f'<ul lang="en">{items}</ul>{more}'


def _item(found: Diagnostic, read_line: LineReader) -> str:
    span = found.span
    parts = [
        f"<p><b>{span.line}:{span.column} {found.severity} {found.code}</b> {escape(found.message)}</p>",
        _excerpt(span, read_line),
    ]
    for note in found.notes:
        parts += [f"<p><b>{note.span}</b> {escape(note.message)}</p>", _excerpt(note.span, read_line)]
    if found.hint:
        parts.append(f"<p><i>hint:</i> {escape(found.hint)}</p>")
    return f'<li class="is-{found.severity}">{"".join(parts)}</li>'


def _excerpt(span: Span, read_line: LineReader) -> str:
    """The line with the place marked, as in the terminal."""
    found = frame(span, read_line)
    if found is None:
        return ""
    marked = f"<mark>{escape(found.marked) or ' '}</mark>"
    return f"<pre><b>{found.line}</b> {escape(found.before)}{marked}{escape(found.after)}</pre>"
