"""The shell around the pure core: read the tree, load → score → check → render, write what changed.

Nothing is half-written: pages reach the disk only when the data has no errors, each by a rename.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from generator.alongside import Alongside
from generator.audit.engine import conclude
from generator.catalogue import EVERY_RULE
from generator.checks import DATA_RULES, PAGE_RULES, RenderedAtlas, run_rules
from generator.crash import describe_crash
from generator.diagnostics import Diagnostic, Severity, Span, has_errors, ordered
from generator.exports import EXPORTS, render_exports
from generator.load import FileReading, load, read_file
from generator.plan import DOCS
from generator.recall import Page, recall_data, recall_pages, recall_schemas
from generator.render import render_language
from generator.schema_files import find_drift, read_languages
from generator.scores import ScoredAtlas, compute_scores
from generator.source import SourceText, read_line, read_source

GENERATED_SUFFIXES = (".md", ".svg")
"""What rendering makes below docs/LANGUAGE/; below docs/data/ every file is generated."""


@dataclass(frozen=True)
class Tree:
    """What is on disk: data files and generated files by path, and what could not be read."""

    root: Path
    data: Mapping[str, SourceText]
    docs: Mapping[str, SourceText]
    problems: tuple[Diagnostic, ...]

    def line(self, path: str, number: int) -> str:
        """One line of a file, for code frames; of other files, such as templates, as it is by now."""
        source = self.data.get(path) or self.docs.get(path)
        return source.line(number) if source else read_line(self.root, path, number)


@dataclass(frozen=True)
class Look:
    """What was found in the project, and the pages that its data gives: none when the data has errors."""

    diagnostics: tuple[Diagnostic, ...]
    tree: Tree
    pages: Mapping[str, str] = field(default_factory=dict)

    def line(self, path: str, number: int) -> str:
        """One line of a file, for code frames; of a page, as it was rendered."""
        page = self.pages.get(path)
        return SourceText(path, page).line(number) if page is not None else self.tree.line(path, number)


@dataclass(frozen=True)
class Inspection(Look):
    """A look at the project that changed nothing."""

    scored: ScoredAtlas | None = None


@dataclass(frozen=True)
class Rendering(Look):
    """A look at the project that rendered it: with the files it wrote and deleted."""

    written: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


def read_tree(root: Path) -> Tree:
    """Read data/ and the generated files below docs/: those of every language, and those for machines."""
    problems: list[Diagnostic] = []

    def read(files: Iterable[Path]) -> dict[str, SourceText]:
        sources = {}
        for file in sorted(files):
            path = file.relative_to(root).as_posix()
            sources[path], found = read_source(file, path)
            problems.extend(found)
        return sources

    data = read(file for file in (root / "data").rglob("*") if _is_visible_file(file, root))
    languages = {Path(path).stem for path in data if path.startswith("data/languages/")}
    folders = [
        *((root / DOCS / language, GENERATED_SUFFIXES) for language in sorted(languages)),
        (root / EXPORTS, ()),
    ]
    docs = read(
        file
        for folder, suffixes in folders
        for file in folder.rglob("*")
        if _is_visible_file(file, root) and (not suffixes or file.suffix in suffixes)
    )
    return Tree(root, data, docs, tuple(problems))


def _is_visible_file(file: Path, root: Path) -> bool:
    """Editors' side files (`.x.swp`, `x~`) are nobody's data."""
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    return file.is_file() and not hidden and not file.name.endswith("~")


def inspect(
    tree: Tree,
    templates: Path,
    cache: Path | None = None,
    *,
    compare_docs: bool = False,
    only: Container[str] | None = None,
    read: Callable[[SourceText], FileReading] = read_file,
) -> Inspection:
    """Load, score, check, render in memory, check the pages, and audit what they say. Writes nothing.

    With `compare_docs`, pages on disk that differ from what the data gives are findings. With `only`,
    just these pages (by path) are rendered and audited, and not compared with each other. `read` may
    remember data files.
    """
    loaded = load(tree.data, read)
    found = [*tree.problems, *loaded.diagnostics]
    if loaded.atlas is None:
        return Inspection(ordered(found), tree)
    scored = compute_scores(loaded.atlas)
    rendering = _begin_rendering(scored, templates, cache, only)
    found += run_rules(DATA_RULES, scored)
    pages: dict[str, str] = {}
    if has_errors(found):
        for part in rendering:
            part.discard()
        found += [_drift_unknown()] if compare_docs else []
        return Inspection(ordered(found), tree, scored=scored)
    try:
        pages = {path: text for part in rendering for path, text in part.result().items()}
    except Exception as error:  # a template may fail in any way while somebody is editing it
        found.append(describe_crash(error, templates))
        for part in rendering:
            part.discard()
        return Inspection(ordered(found), tree, scored=scored)
    sources = as_sources(pages)
    read_back = _read_back(sources, cache if only is None else None)
    scanned = {page.document.path: page.document for page in read_back}
    rendered = RenderedAtlas(scored, pages, tree.docs if compare_docs else sources, scanned)
    comparison = Alongside(partial(run_rules, PAGE_RULES if only is None else (), rendered))
    reports = [page.report for page in read_back]
    found += conclude([page.document for page in read_back], reports, own_pages=True).diagnostics
    found += comparison.result()
    return Inspection(ordered(found), tree, pages, scored)


def _begin_rendering(
    scored: ScoredAtlas,
    templates: Path,
    cache: Path | None,
    only: Container[str] | None,
) -> list[Alongside[dict[str, str]]]:
    """Start rendering beside the checks, which leave this process time for the last language.

    Data with errors may fail there; nobody asks then.
    """
    render_one = partial(render_language, rules=EVERY_RULE, cache=cache, only=only)
    *others, last = scored.atlas.languages.values()
    begun = [Alongside(partial(render_one, scored, language, templates)) for language in others]
    here = [partial(render_one, scored, last, templates)]
    here += [partial(render_exports, scored)] if only is None else []
    return [*(Alongside(task, here=True) for task in here), *begun]


def _read_back(sources: Mapping[str, SourceText], cache: Path | None) -> list[Page]:
    """Read every rendered chapter, by path, and recompute its numbers."""
    return recall_pages([sources[path] for path in sorted(sources) if path.endswith(".md")], cache)


def as_sources(pages: Mapping[str, str]) -> dict[str, SourceText]:
    """Rendered pages as if they had been read from disk."""
    return {path: SourceText(path, text) for path, text in pages.items()}


def _drift_unknown() -> Diagnostic:
    """Silence would mean "checked": say that the pages were not compared."""
    message = "the pages below docs/ were not checked, because the data has errors"
    return Diagnostic(
        "CA005", "pages-not-checked", Severity.INFO, Span.of_file(DOCS), message, "mend the data first"
    )


def cache_folder(root: Path) -> Path | None:
    """Where compiled templates and what was read are kept between runs; None where nothing can be."""
    folder = root / ".cache" / "check"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def check(root: Path) -> Inspection:
    """Every rule over data and pages, and the drift of docs/ and schemas/. Writes nothing."""
    tree, cache = read_tree(root), cache_folder(root)
    read = recall_data(tree.data.values(), cache)
    inspection = inspect(tree, root / "templates", cache, compare_docs=True, read=read)
    drift = find_drift(root, recall_schemas(read_languages(tree.data), cache))
    return replace(inspection, diagnostics=ordered([*inspection.diagnostics, *drift]))


def render(root: Path) -> Rendering:
    """Render docs/ from data/: write what changed, delete what is stale; nothing if the data has errors."""
    tree, cache = read_tree(root), cache_folder(root)
    inspection = inspect(tree, root / "templates", cache, read=recall_data(tree.data.values(), cache))
    pages = inspection.pages
    if has_errors(inspection.diagnostics):
        return Rendering(inspection.diagnostics, tree, pages)
    changed = {
        path: text.encode("utf-8")
        for path, text in pages.items()
        if path not in tree.docs or tree.docs[path].text != text
    }
    deleted = [path for path in tree.docs if path not in pages]
    for path, content in changed.items():
        replace_file(root / path, content)
    for path in deleted:
        (root / path).unlink()
    return Rendering(inspection.diagnostics, tree, pages, tuple(changed), tuple(deleted))


def replace_file(file: Path, content: bytes) -> None:
    """Replace a file in one step, so that no reader ever sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.new")
    draft.write_bytes(content)
    os.replace(draft, file)


@dataclass(frozen=True)
class Build:
    """What a build did. `status` is that of MkDocs; its findings are already printed."""

    rendering: Rendering
    diagnostics: tuple[Diagnostic, ...]
    status: int


def build(root: Path) -> Build:
    """Render, run `mkdocs build --strict`, and check the pages it made."""
    from generator.pages import check_site

    rendering = render(root)
    if has_errors(rendering.diagnostics):
        return Build(rendering, rendering.diagnostics, 1)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    status = subprocess.run(command, cwd=root, env=environment, check=False).returncode
    found = check_site(root / "site") if status == 0 else ()
    return Build(rendering, ordered([*rendering.diagnostics, *found]), status)
