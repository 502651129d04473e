"""The MkDocs plugin: renders before every build, finishes pages after. Thin on purpose."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.diagnostics import Diagnostic, LineReader, Severity, format_text, has_errors, no_lines
from generator.diagrams import failures_shown
from generator.finish import add_security_policy, finish_page
from generator.frontend import copy_mathjax
from generator.navigation import expand_navigation
from generator.project import render
from generator.search import find_terms, split_index, teach_terms, write_dictionary
from generator.serving.browsers import Browsers
from generator.serving.editing import DATA, PROGRAM, SETTINGS, Editing
from generator.serving.incremental import Site
from generator.serving.panel import show_findings
from generator.serving.watching import Watched, watch_closely

log = get_plugin_logger("generator")

TERMS = ".cache/terms.txt"
"""The dictionary of the search, below the project's root."""


class Options(base.Config):
    """What mkdocs.yml may set."""

    watch = config_options.ListOfItems(config_options.Type(str), default=["data", "templates"])
    nav = config_options.Type(list, default=["index.md", "*.md"])


class AtlasPlugin(BasePlugin[Options]):
    """Renders once per build; while serving, errors keep the last good pages and show on them."""

    def __init__(self) -> None:
        self.serving = False
        self.root = Path()
        self.findings: tuple[Diagnostic, ...] = ()
        self.line: LineReader = no_lines
        self.rendered_for: object = None
        self.knows_terms = False
        self.default_language = ""
        self.shared: list[File] = []
        self.site: Site | None = None
        self.nav: Navigation | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event is also what keeps the instance alive between rebuilds."""
        self.serving = command == "serve"
        failures_shown.set(self.serving)

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Render, unless static-i18n has re-entered the build for the next language."""
        if self.rendered_for is config.plugins:
            return config
        self.rendered_for = config.plugins
        self.default_language = str(config.theme["language"])
        self.root = root = Path(config.config_file_path).parent
        self.site = Site(Path(config.site_dir), self.default_language) if self.serving else None
        rendering = render(root)
        if self.serving:
            self.report(rendering.diagnostics, rendering.line)
        elif has_errors(rendering.diagnostics):
            raise PluginError(format_text(rendering.diagnostics, rendering.line))
        config.nav = expand_navigation(self.config.nav, Path(config.docs_dir, self.default_language)) or None
        if self.terms_changed() or not self.knows_terms:
            teach_terms(root / TERMS)
            self.knows_terms = True
        return config

    def report(self, findings: Iterable[Diagnostic], line: LineReader) -> bool:
        """While serving: show findings on every page and in the terminal; say whether they are others."""
        shown = tuple(found for found in findings if found.severity is not Severity.INFO)
        before, self.findings, self.line = self.findings, shown, line
        if shown and shown != before:
            kept = "keeping the last good pages" if has_errors(shown) else "these are only warnings"
            log.log(
                logging.ERROR if has_errors(shown) else logging.WARNING,
                "%s:\n%s",
                kept,
                format_text(shown, line),
            )
        return shown != before

    def terms_changed(self) -> bool:
        """Whether the terms changed that the search must not cut; a full build teaches it the new ones."""
        changed = write_dictionary(find_terms(self.root / "data"), self.root / TERMS)
        self.knows_terms = self.knows_terms and not changed
        return changed

    @event_priority(100)
    def _remember_shared(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Files outside every language's folder: downloads, styles."""
        languages = {self.default_language, *self._other_languages(config)}
        self.shared = [file for file in files if file.src_uri.split("/")[0] not in languages]
        return files

    @event_priority(-200)
    def _restore_shared(self, files: Files, *, config: MkDocsConfig) -> Files:
        """static-i18n knows them only while it builds the default language; links need them in all."""
        for file in self.shared:
            if file.src_uri not in files.src_uris:
                files.append(file)
        return files

    on_files = CombinedEvent(_remember_shared, _restore_shared)

    @event_priority(-200)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation as static-i18n leaves it."""
        self.nav = nav
        return nav

    @event_priority(-200)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Everything that the pages of this language are built from is now there."""
        if self.site is not None and self.nav is not None:
            self.site.keep(str(config.theme["language"]), config, self.nav, files, env)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Make the home pages' switcher links relative like all others: a sub-path cannot break them."""
        # static-i18n sets an attribute beside the key of the same name; templates see the attribute.
        for alternate in getattr(config.extra, "alternate", ()):
            if alternate["link"].startswith("/"):
                is_default = alternate["lang"] == self.default_language
                alternate["link"] = "." if is_default else f"{alternate['lang']}/"
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Finish a page; see `generator.finish` for what that is."""
        return self._finish(output, page.file.dest_uri, page.canonical_url or "", config)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Finish the 404 page like any other. There is one for all; the first, default language's stays."""
        if not template_name.endswith(".html"):
            return output_content
        if config.theme["language"] != self.default_language:
            return ""
        return self._finish(output_content, template_name, config.site_url or "", config)

    def _finish(self, html: str, path: str, canonical: str, config: MkDocsConfig) -> str:
        site = Path(config.site_dir)
        folder = path.split("/")[0]
        language_root = f"{folder}/" if folder in self._other_languages(config) else ""
        html = finish_page(html, path, canonical, language_root, lambda name: _read_text(site / name))
        # While serving, the policy would forbid the server's own reload script.
        return html if self.serving else add_security_policy(html)

    def _other_languages(self, config: MkDocsConfig) -> list[str]:
        """The languages that have a folder of their own in the site."""
        languages = getattr(config.plugins.get("i18n"), "build_languages", [])
        return [language for language in languages if language != self.default_language]

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After static-i18n, which writes one index for all languages."""
        site = Path(config.site_dir)
        split_index(site, self._other_languages(config))
        copy_mathjax(site / "assets" / "mathjax")

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch what people edit, not what rendering writes, and follow it page by page."""
        watched = {
            DATA: [self.root / name for name in self.config.watch],
            SETTINGS: [
                Path(config.docs_dir, "assets"),
                self.root / "overrides",
                Path(config.config_file_path),
            ],
            PROGRAM: [Path(__file__).parent],
        }
        server.unwatch(config.docs_dir)
        watch_closely(server)
        for path in (path for paths in watched.values() for path in paths):
            server.watch(str(path))
        browsers = Browsers(server, lambda html: show_findings(html, self.findings, self.line))
        server.builder = Editing(Path(config.config_file_path), server, Watched(watched), browsers, self)
        return server

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """While serving, open pages are built before docs/ is written."""
        return self.site.texts.get(page.file.src_uri) if self.site is not None else None


def _read_text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
