"""Rebuilds, while serving, only the pages whose Markdown or figures changed; all else stays as it is.

After a full build the state that pages are built from is kept, one view per language. What can change more
than single pages (titles, the set of files, the theme, the terms of the search) leads to a full build.
The site is byte for byte that of a full build; tests/site/test_incremental.py compares the two.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.search import write_index

DOCS = "docs/"


class FullBuildNeededError(Exception):
    """The change reaches further than single pages; the message says why."""


@dataclass(frozen=True)
class View:
    """What the pages of one language were built from."""

    config: MkDocsConfig
    nav: Navigation
    files: Files
    env: Any
    shown_elsewhere: dict[str, list[object]] = field(default_factory=dict)
    """What other pages show of each page, by its path, as it was when all were built."""

    def pages(self) -> list[Page]:
        """The pages of this language, in the order in which they are built."""
        return [file.page for file in self.files.documentation_pages() if file.page is not None]


@dataclass
class Site:
    """A site that was built in full and can follow changes of single pages."""

    folder: Path
    default_language: str
    views: dict[str, View] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Texts of pages that are not in docs/ yet, by path below it: they are built instead of the files."""

    def keep(self, language: str, config: MkDocsConfig, nav: Navigation, files: Files, env: Any) -> None:
        """Keep what a language is built from: the configuration changes for the next one."""
        kept = copy.copy(config)
        kept["theme"] = copy.deepcopy(config.theme)
        kept["extra"] = copy.deepcopy(config.extra)
        view = View(kept, nav, files, env)
        view.shown_elsewhere.update({page.file.src_uri: _shown_elsewhere(page) for page in view.pages()})
        self.views[language] = view

    def find_sources(self, served: Iterable[str]) -> list[str]:
        """The Markdown files (`docs/…`) that the given files of the site are built from."""
        sources = {
            file.dest_uri: f"{DOCS}{file.src_uri}"
            for view in self.views.values()
            for file in view.files.documentation_pages()
        }
        return [sources[path] for path in served if path in sources]

    def find_served(self, sources: Iterable[str]) -> list[str]:
        """The files of the site that the given files of docs/ become."""
        found = (self._find(path.removeprefix(DOCS)) for path in sources)
        return [file.dest_uri for file in found if file is not None]

    def preview(self, texts: Mapping[str, str]) -> None:
        """Build pages from texts that docs/ does not have yet, and those among them that show a new figure.

        Nothing but these pages and figures changes; `follow` does the rest.
        """
        new = {path.removeprefix(DOCS): text for path, text in texts.items()}
        for path, text in new.items():
            if not path.endswith(".md"):
                Path(self._need(path).abs_dest_path).write_text(text, encoding="utf-8", newline="")
        self.texts = new
        try:
            for language, view in self.views.items():
                self._build_pages(language, view, find_pages(language, view, set(new)))
        finally:
            self.texts = {}

    def follow(self, written: Iterable[str]) -> int:
        """Build again what depends on the given files of docs/; return how many pages that were."""
        changed = {path.removeprefix(DOCS) for path in written}
        if not self.views:
            raise FullBuildNeededError("nothing was built yet")
        for path in sorted(changed):
            if not path.endswith(".md"):
                self._need(path).copy_file()
        count = 0
        for language, view in self.views.items():
            pages = find_pages(language, view, changed)
            if pages:
                entries = self._build_pages(language, view, pages)
                self._replace_entries("" if language == self.default_language else f"{language}/", entries)
                count += len(pages)
        return count

    def _find(self, path: str) -> File | None:
        found = (view.files.get_file_from_path(path) for view in self.views.values())
        return next((file for file in found if file is not None), None)

    def _need(self, path: str) -> File:
        """The file at a path below docs/, a figure or a file for machines."""
        file = self._find(path)
        if file is None:
            raise FullBuildNeededError(f"{path} is new")
        return file

    def _build_pages(
        self, language: str, view: View, pages: Sequence[Page]
    ) -> dict[str, list[dict[str, Any]]]:
        """Build pages; return their entries for the search, by address."""
        plugins: Mapping[str, Any] = view.config.plugins
        plugins["i18n"].current_language = language
        index = plugins["material/search"].search_index
        for page in pages:
            mkdocs_build._populate_page(page, view.config, view.files)
            if _shown_elsewhere(page) != view.shown_elsewhere.get(page.file.src_uri):
                raise FullBuildNeededError(f"{page.file.src_uri} has another title or place")
        documents = view.files.documentation_pages()
        entries: dict[str, list[dict[str, Any]]] = {}
        for page in pages:
            index.entries = []
            mkdocs_build._build_page(page, view.config, documents, view.nav, view.env)
            entries[page.url] = index.entries
        for file in documents:
            if file.page is not None:
                file.page.validate_anchor_links(
                    files=view.files, log_level=view.config.validation.links.anchors
                )
        return entries

    def _replace_entries(self, prefix: str, entries: Mapping[str, list[dict[str, Any]]]) -> None:
        """Put the new entries of pages in the place of the old ones, in the index of their language."""
        file = self.folder / prefix / "search" / "search_index.json"
        index = json.loads(file.read_text(encoding="utf-8"))
        for url, added in entries.items():
            own = url.removeprefix(prefix)
            new = {
                entry["location"].removeprefix(prefix): {
                    **entry,
                    "location": entry["location"].removeprefix(prefix),
                }
                for entry in added
            }
            index["docs"] = replace_run(index["docs"], own, list(new.values()))
        write_index(file, index)


def _shown_elsewhere(page: Page) -> list[object]:
    """What other pages show of a page: its title, and its place and looks in the navigation."""
    return [page.title, *(page.meta.get(name) for name in ("order", "icon", "status", "subtitle"))]


def find_pages(language: str, view: View, changed: set[str]) -> list[Page]:
    """The pages of a language that changed themselves or show a figure that did."""
    figures = {
        re.sub(r".*/figures/", "figures/", path)
        for path in changed
        if path.startswith(f"{language}/") and path.endswith(".svg")
    }
    pages = [
        page
        for page in view.pages()
        if page.file.src_uri in changed or any(figure in (page.markdown or "") for figure in figures)
    ]
    known = {file.src_uri for file in view.files.documentation_pages()}
    own = {path for path in changed if path.startswith(f"{language}/") and path.endswith(".md")}
    if own - known:
        raise FullBuildNeededError(f"{', '.join(sorted(own - known))} is new")
    return pages


def replace_run(docs: list[dict[str, Any]], url: str, new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries with those of one page replaced, where they stand; they stand together."""
    places = [
        place
        for place, entry in enumerate(docs)
        if entry["location"] == url or entry["location"].startswith(f"{url}#")
    ]
    if not places and not new:
        return docs
    if not places or places != list(range(places[0], places[-1] + 1)):
        raise FullBuildNeededError(f"the search entries of {url!r} do not stand together")
    return [*docs[: places[0]], *new, *docs[places[-1] + 1 :]]
