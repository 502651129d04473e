"""Which files an audit reads, and the audit of them: the part of the audit that touches the disk."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.audit.engine import EVERYTHING, Selection, conclude, inspect
from generator.audit.report import AuditReport
from generator.audit.rules.missing_file import missing_files
from generator.diagnostics import Diagnostic, Severity, Span, ordered
from generator.markdown import Document, scan
from generator.source import read_source

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_SKIPPED_FOLDERS = {"node_modules", "__pycache__"}
_FEW = 24
"""Up to this many files one process is faster than several."""
_SHARES = 50
"""So many shares of the work has each process, so that all of them end at about the same time."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and the number of all."""

_Part = tuple[Document, AuditReport, tuple[Diagnostic, ...]]


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Diagnostic]]:
    """The Markdown files under the paths, sorted, each once; loops of links and closed folders are findings.

    A path that is a file is taken whatever its suffix. Hidden folders are left out.
    """
    files: dict[Path, None] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(_walk(path, problems)))
        else:
            files[path] = None
    return sorted(files, key=lambda path: path.as_posix()), problems


def folders_of(paths: Iterable[Path]) -> tuple[str, ...]:
    """The paths that are folders: all their Markdown files are in the run."""
    return tuple(path.as_posix().rstrip("/") for path in paths if path.is_dir() and path.as_posix() != ".")


def _walk(top: Path, problems: list[Diagnostic]) -> Iterator[Path]:
    """Depth first, with a stack: the depth of folders exhausts nothing."""
    stack = [(top, frozenset({os.path.realpath(top)}))]
    while stack:
        folder, above = stack.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(
                _problem("CA004", "unreadable-file", folder, f"cannot read the folder: {error.strerror}")
            )
            continue
        for entry in entries:
            path = folder / entry.name
            if not entry.is_dir():
                if entry.name.lower().endswith(SUFFIXES):
                    yield path
            elif not entry.name.startswith(".") and entry.name not in _SKIPPED_FOLDERS:
                real = os.path.realpath(path)
                if real in above:
                    problems.append(
                        _problem("CA007", "symlink-loop", path, "the link leads back to a folder above it")
                    )
                else:
                    stack.append((path, above | {real}))


def _problem(code: str, name: str, path: Path, message: str) -> Diagnostic:
    return Diagnostic(
        code, name, Severity.ERROR, Span.of_file(path.as_posix()), message, "repair or exclude it"
    )


def audit_paths(
    paths: Iterable[Path],
    *,
    own_pages: bool = False,
    selection: Selection = EVERYTHING,
    jobs: int = 1,
    progress: Progress | None = None,
) -> AuditReport:
    """Audit files and folders as one corpus."""
    paths = list(paths)
    files, problems = find_files(paths)
    documents: list[Document] = []
    parts: list[AuditReport] = []
    for number, (document, part, unreadable) in enumerate(_parts(files, selection, jobs), 1):
        documents.append(document)
        parts.append(part)
        problems += unreadable
        if progress is not None:
            progress(number, len(files))
    missing = missing_files(documents, folders_of(paths))
    report = conclude(documents, parts, own_pages=own_pages, selection=selection, more=missing)
    found = [each for each in problems if selection.admits(each.code)]
    return replace(report, diagnostics=ordered((*found, *report.diagnostics)))


def _parts(files: Sequence[Path], selection: Selection, jobs: int) -> Iterator[_Part]:
    """What each file holds and what was found in it, in order."""
    if jobs <= 1 or len(files) <= _FEW:
        yield from (_read(path, selection) for path in files)
        return
    from concurrent.futures import (
        ProcessPoolExecutor,
    )  # costs a tenth of a second that one small file need not pay

    with ProcessPoolExecutor(jobs, initializer=_collect_rarely) as pool:
        yield from pool.map(
            _read, files, [selection] * len(files), chunksize=max(1, len(files) // (jobs * _SHARES))
        )


def _collect_rarely() -> None:
    """A worker makes many small objects and no cycles: looking for those would take a tenth of its time."""
    gc.set_threshold(100_000, 50, 100)


def _read(path: Path, selection: Selection) -> _Part:
    source, problems = read_source(path, path.as_posix())
    document = scan(source)
    return document, inspect(document, selection), problems
