"""A link to another document of the run leads to it, and to a heading that it has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from generator.audit.coverage import Coverage, Skip
from generator.audit.headings.contents import fragments
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document, Link, LinkKind
from generator.rule import Example, Rule


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Each link between documents of the run; what lies outside of it is not judged."""
    known = {document.path: document for document in corpus}
    names: dict[str, frozenset[str]] = {}
    for document in corpus:
        for link in document.links:
            path, fragment = target_of(document, link)
            target = known.get(path)
            if target is None or not fragment:
                continue
            if path not in names:
                names[path] = fragments(target)
            if fragment not in names[path]:
                yield RULE.finding(
                    document.span(link.target_start, link.target_end),
                    f"{path} has no heading or id {fragment!r}",
                    "link to a heading that it has",
                    stated=link.target,
                )


def target_of(document: Document, link: Link) -> tuple[str, str]:
    """The path and the fragment of a relative link; empty for every other link."""
    if (
        link.kind in (LinkKind.AUTO, LinkKind.BROKEN)
        or link.target.startswith(("#", "/"))
        or ":" in link.target
    ):
        return "", ""
    path, _, fragment = link.target.partition("#")
    folder = posixpath.dirname(document.path)
    return posixpath.normpath(posixpath.join(folder, unquote(path))), unquote(fragment)


def coverage(document: Document) -> Coverage:
    """Links within the document are judged; links to other places need a run that knows those places."""
    skipped = []
    checked = 0
    for link in document.links:
        if link.target.startswith("#"):
            checked += 1
            continue
        reason = "link to another host" if ":" in link.target else "link target outside the checked files"
        skipped.append(Skip(document.span(link.target_start, link.target_end), reason, link.target))
    return Coverage("links", checked, tuple(skipped))


RULE: Rule[Sequence[Document]] = Rule(
    code="CA406",
    name="dead-link",
    severity=Severity.ERROR,
    title={
        "en": "a link leads to a heading that another document does not have",
        "zh": "链接指向另一文档中不存在的标题",
    },
    why={
        "en": "The reader arrives at the top of a long page and has to search.",
        "zh": "读者只会到达长页面的开头，只能自己寻找。",
    },
    check=check,
    bad=(),
    good=(
        Example(
            "[a](other.md) [b](other.md#x) [c](https://example.org/#y)\n", note="nothing is known of these"
        ),
    ),
)
"""Links between documents."""
