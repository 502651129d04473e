"""The sample atlas of the tests (tests/atlases/tiny), and what is found in it after some edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks import DATA_RULES, PAGE_RULES, RenderedAtlas, run_rules
from generator.diagnostics import Diagnostic, ordered
from generator.exports import render_exports
from generator.load import load
from generator.render import render_language
from generator.rule import MARK_CLOSE, MARK_OPEN, Edit
from generator.scores import ScoredAtlas, compute_scores
from generator.source import SourceText, decode

TESTS = Path(__file__).parent
TINY, PAGES = TESTS / "atlases" / "tiny", TESTS / "atlases" / "pages"
DISK = "disk:"
"""Before a path in an edit: the file on disk changes, and what its page renders to does not."""
HAND_WRITTEN = frozenset({"docs/zh/notes.md"})
ASSETS = frozenset({"docs/zh/figures/belt.svg", "docs/en/figures/belt.svg"})


@cache
def read_texts(root: Path) -> dict[str, str]:
    """The files below a folder, by path; for the tiny atlas with the project's own languages."""
    texts = {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(root.rglob("*"))
        if file.suffix in (".yml", ".md")
    }
    if root == TINY:
        folder = TESTS.parent / "data" / "languages"
        for file in sorted(folder.glob("*.yml")):
            texts[f"data/languages/{file.name}"] = file.read_text(encoding="utf-8")
    return texts


def apply_edits(texts: Mapping[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """Apply edits in order, marks included. An empty `before` replaces the file; by nothing, removes it."""
    edited = dict(texts)
    for edit in edits:
        if edit.before:
            text = edited[edit.file]
            assert text.count(edit.before) == 1, (
                f"{edit.before!r} occurs {text.count(edit.before)}× in {edit.file}"
            )
            edited[edit.file] = text.replace(edit.before, edit.after)
        elif edit.after:
            edited[edit.file] = edit.after
        else:
            del edited[edit.file]
    return edited


@dataclass(frozen=True)
class Marked:
    """Texts without their marks, and the place that the marks enclosed, if any."""

    sources: dict[str, SourceText]
    problems: tuple[Diagnostic, ...]
    place: str | None


def take_marks(texts: Mapping[str, str], edited: Iterable[str] = ()) -> Marked:
    """Decode texts (a lone surrogate is a bad byte) and find the one marked stretch in the edited ones."""
    may_be_marked = set(edited)
    sources: dict[str, SourceText] = {}
    problems: list[Diagnostic] = []
    place = None
    for path, text in texts.items():
        start = text.find(MARK_OPEN) if path in may_be_marked else -1
        if start >= 0 and place is None:
            end = text.index(MARK_CLOSE) - 1
            text = text.replace(MARK_OPEN, "", 1).replace(MARK_CLOSE, "", 1)
            span = SourceText(path, text).span(start, end)
            place = f"{span}-{span.end_line}:{span.end_column}"
        data = text.encode("utf-8", errors="surrogateescape")
        sources[path], found = decode(path, data)
        problems += found
    return Marked(sources, tuple(problems), place)


def find_in_data(sources: Mapping[str, SourceText]) -> tuple[tuple[Diagnostic, ...], ScoredAtlas | None]:
    """Load, score, and run every rule about data."""
    loaded = load(sources)
    if loaded.atlas is None:
        return loaded.diagnostics, None
    scored = compute_scores(loaded.atlas)
    return ordered((*loaded.diagnostics, *run_rules(DATA_RULES, scored))), scored


@cache
def tiny() -> ScoredAtlas:
    """The tiny atlas as it is."""
    found, scored = find_in_data(take_marks(read_texts(TINY)).sources)
    assert scored is not None, found
    return scored


@cache
def inspect(edits: tuple[Edit, ...]) -> tuple[tuple[Diagnostic, ...], str | None]:
    """What is found in the sample after the edits, and the marked place."""
    if any(edit.file.removeprefix(DISK).startswith("docs/") for edit in edits):
        return _inspect_pages(edits)
    marked = take_marks(apply_edits(read_texts(TINY), edits), _marked_files(edits))
    found, _ = find_in_data(marked.sources)
    return ordered((*marked.problems, *found)), marked.place


def _inspect_pages(edits: tuple[Edit, ...]) -> tuple[tuple[Diagnostic, ...], str | None]:
    """Edits of pages change what is rendered and the file on disk; those of `disk:` files only the latter."""
    rendered = apply_edits(read_texts(PAGES), (edit for edit in edits if not edit.file.startswith(DISK)))
    on_disk = [
        edit._replace(file=edit.file.removeprefix(DISK)) for edit in edits if edit.file.startswith(DISK)
    ]
    marked_pages = take_marks(rendered, _marked_files(edits))
    pages = {path: source.text for path, source in marked_pages.sources.items()}
    marked = take_marks(apply_edits(pages, on_disk), _marked_files(on_disk))
    subject = RenderedAtlas(tiny(), pages, marked.sources, hand_written=HAND_WRITTEN, assets=ASSETS)
    return run_rules(PAGE_RULES, subject), marked.place or marked_pages.place


def _marked_files(edits: Iterable[Edit]) -> list[str]:
    return [edit.file for edit in edits if MARK_OPEN in edit.after]


def show(found: Iterable[Any]) -> str:
    """Findings in short, for the message of a failed test."""
    return "\n".join(
        f"{each.span}-{each.span.end_line}:{each.span.end_column} {each.code} {each.message}"
        for each in found
    )


def render_pages(scored: ScoredAtlas, templates: Path) -> dict[str, str]:
    """Render everything: the pages and figures of every language, and the files for machines."""
    languages = scored.atlas.languages.values()
    parts = [render_language(scored, language, templates) for language in languages]
    return {path: text for part in (*parts, render_exports(scored)) for path, text in part.items()}
