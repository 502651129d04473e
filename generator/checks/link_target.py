"""CA313: every link and image of a page leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from generator.checks.pages import DOCS, RenderedAtlas, template_of
from generator.diagnostics import Diagnostic, Severity
from generator.load import did_you_mean
from generator.markdown import Document, Link, LinkKind, scan
from generator.rule import Edit, Example, Rule

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def check(subject: RenderedAtlas) -> Iterator[Diagnostic]:
    """Follow the relative links of each page; links to other sites are left alone."""
    fragments: dict[str, frozenset[str]] = {}
    find = partial(_fragments, subject, fragments)
    known = {*subject.pages, *(subject.hand_written & subject.existing.keys()), *subject.assets}
    for document in subject.documents.values():
        for link in document.links:
            if link.kind is LinkKind.BROKEN:
                yield _dead(link, document, "a blank in the target keeps this from being a link", "write %20")
            elif link.target and link.kind is not LinkKind.AUTO and not _OUTSIDE.match(link.target):
                yield from _follow(link, document, known, find)


def _follow(
    link: Link, document: Document, known: set[str], find: partial[frozenset[str]]
) -> Iterator[Diagnostic]:
    target, _, fragment = unquote(link.target).partition("#")
    folder = posixpath.dirname(document.path)
    path = posixpath.normpath(posixpath.join(folder, target)) if target else document.path
    if path not in known:
        near = [posixpath.relpath(each, folder) for each in known if each.startswith(DOCS)]
        yield _dead(link, document, f"there is no page or file {link.target!r}", did_you_mean(target, near))
    elif fragment and path.endswith(".md") and fragment not in find(path):
        there = "this page" if path == document.path else target
        yield _dead(link, document, f"{there} has no anchor {fragment!r}", did_you_mean(fragment, find(path)))


def _fragments(subject: RenderedAtlas, cache: dict[str, frozenset[str]], path: str) -> frozenset[str]:
    """The anchors of a page."""
    if path not in cache:
        document = subject.documents.get(path) or scan(subject.existing[path])
        headings = {heading.anchor for heading in document.headings}
        cache[path] = frozenset(headings | {anchor.name for anchor in document.anchors})
    return cache[path]


def _dead(link: Link, document: Document, message: str, hint: str) -> Diagnostic:
    mend = f"mend {template_of(document)}, or the text in data/ that the link stands in"
    return RULE.finding(document.span(link.target_start, link.target_end), message, hint or mend)


RULE = Rule(
    code="CA313",
    name="link-target",
    severity=Severity.ERROR,
    title={"zh": "链接没有去处", "en": "a link leads nowhere"},
    why={
        "zh": "断掉的链接只有读者会发现。页面之间的链接、页内锚点和图片都要真实存在。",
        "en": "Broken links are found by readers only. Pages, anchors and images that a page points to "
        "must exist.",
    },
    check=check,
    bad=(
        Example(
            edits=(
                Edit(
                    "docs/en/index.md",
                    "[the other page](parts/other.md#belts)",
                    "[the other page](⟦parts/othr.md#belts⟧)",
                ),
            ),
            note="a page that does not exist",
        ),
        Example(
            edits=(Edit("docs/en/parts/other.md", "(../index.md#prices)", "(⟦../index.md#price⟧)"),),
            note="an anchor that the page does not have",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "docs/en/index.md",
                    "A look at prices.",
                    "A look at [prices](#prices), [elsewhere](https://example.org/a#b).",
                ),
            ),
            note="within the page, and to another site",
        ),
        Example(
            edits=(Edit("docs/en/index.md", "A look at prices.", "A `[look](nowhere.md)` at prices."),),
            note="code is no link",
        ),
    ),
)
