"""A link to another Markdown file of an audited folder leads to a file that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.audit.rules.dead_link import target_of
from generator.diagnostics import Diagnostic, Severity
from generator.markdown import Document
from generator.rule import Example, Rule

_SUFFIXES = (".md", ".markdown")


def check(corpus: Sequence[Document]) -> Iterator[Diagnostic]:
    """Nothing: documents alone do not tell which folders the run has read completely."""
    yield from missing_files(corpus, ())


def missing_files(corpus: Sequence[Document], folders: Sequence[str]) -> Iterator[Diagnostic]:
    """Each link to a Markdown file that is not in the corpus, below a folder whose files all are."""
    if not folders:
        return
    known = {document.path for document in corpus}
    for document in corpus:
        for link in document.links:
            path, _ = target_of(document, link)
            is_inside = any(path.startswith(f"{folder}/") for folder in folders)
            if is_inside and path.endswith(_SUFFIXES) and path not in known and not _is_hidden(path):
                yield RULE.finding(
                    document.span(link.target_start, link.target_end),
                    f"there is no file {path}",
                    "correct the name, or add the file",
                    stated=link.target,
                )


def _is_hidden(path: str) -> bool:
    """Whether a path leads through a folder that audits leave out."""
    return any(part.startswith(".") or part == "node_modules" for part in path.split("/"))


RULE: Rule[Sequence[Document]] = Rule(
    code="CA407",
    name="missing-file",
    severity=Severity.ERROR,
    title={
        "en": "a link leads to a Markdown file that is not there",
        "zh": "链接指向不存在的 Markdown 文件",
    },
    why={
        "en": "Files are renamed, and the links to them stay.",
        "zh": "文件改了名，指向它的链接却没有改。",
    },
    check=check,
    bad=(),
    good=(Example("[另一章](other.md)\n", note="a single file does not tell which others there are"),),
)
"""Links to files that are missing in an audited folder."""
