"""The MkDocs plugin: renders before every build, finishes pages after. Thin on purpose."""

from __future__ import annotations

import time
from collections.abc import Callable
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

from generator.diagnostics import Diagnostic, format_text, has_errors
from generator.diagrams import failures_shown
from generator.finish import add_security_policy, finish_page, show_findings
from generator.frontend import copy_mathjax
from generator.incremental import FullBuildNeededError, Site
from generator.navigation import expand_navigation
from generator.project import Rendering, render
from generator.search import find_terms, split_index, teach_terms, write_dictionary
from generator.watching import build_on_change, keep_epoch, watch_closely

log = get_plugin_logger("generator")


class Options(base.Config):
    """What mkdocs.yml may set."""

    watch = config_options.ListOfItems(config_options.Type(str), default=["data", "templates"])
    nav = config_options.Type(list, default=["index.md", "*.md"])


class AtlasPlugin(BasePlugin[Options]):
    """Renders once per build; while serving, errors keep the last good pages and show on them."""

    def __init__(self) -> None:
        self.serving = False
        self.findings: tuple[Diagnostic, ...] = ()
        self.rendered_for: object = None
        self.knows_terms = False
        self.default_language = ""
        self.shared: list[File] = []
        self.prepared: Rendering | None = None
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
        root = Path(config.config_file_path).parent
        self.site = Site(Path(config.site_dir), self.default_language) if self.serving else None
        rendering, self.prepared = self.prepared or render(root), None
        self.findings = rendering.diagnostics if has_errors(rendering.diagnostics) else ()
        report = format_text(self.findings, rendering.tree.line)
        if self.findings and not self.serving:
            raise PluginError(report)
        if self.findings:
            log.error("keeping the last good pages:\n%s", report)
        config.nav = expand_navigation(self.config.nav, Path(config.docs_dir, self.default_language)) or None
        terms = root / ".cache" / "terms.txt"
        if write_dictionary(find_terms(root / "data"), terms) or not self.knows_terms:
            teach_terms(terms)
            self.knows_terms = True
        return config

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
        return show_findings(html, self.findings) if self.serving else add_security_policy(html)

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
        """Watch what people edit, not what rendering writes; rebuild only on a real change."""
        root = Path(config.config_file_path).parent
        folders = [root / name for name in self.config.watch]
        folders += [Path(config.docs_dir, "assets"), root / "overrides"]
        server.unwatch(config.docs_dir)
        watch_closely(server)
        for folder in folders:
            server.watch(str(folder))
        data = [root / name for name in self.config.watch]
        rest = [folder for folder in folders if folder not in data] + [Path(config.config_file_path)]
        full = server.builder
        server.builder = build_on_change(
            lambda: self._rebuild(root, full), full, data, rest, lambda: keep_epoch(server)
        )
        return server

    def _rebuild(self, root: Path, build_in_full: Callable[[], Any]) -> None:
        """Render; build the pages that changed, or all of them if the change reaches further."""
        started = time.perf_counter()
        rendering = render(root)
        try:
            count = self._follow(root, rendering)
        except Exception as reason:
            if not isinstance(reason, FullBuildNeededError):
                log.exception("The pages that changed could not be built by themselves")
            log.info("Building in full: %s", reason)
            self.prepared = rendering
            build_in_full()
        else:
            log.info("%d pages built in %.2f s", count, time.perf_counter() - started)

    def _follow(self, root: Path, rendering: Rendering) -> int:
        if self.site is None:
            raise FullBuildNeededError("there is no site yet")
        if rendering.deleted:
            raise FullBuildNeededError(f"{rendering.deleted[0]} is gone")
        findings = rendering.diagnostics if has_errors(rendering.diagnostics) else ()
        if not findings and write_dictionary(find_terms(root / "data"), root / ".cache" / "terms.txt"):
            self.knows_terms = False
            raise FullBuildNeededError("the terms of the search changed")
        before, self.findings = self.findings, findings
        if findings:
            log.error("keeping the last good pages:\n%s", format_text(findings, rendering.tree.line))
        count = 0 if findings else self.site.follow(rendering.written)
        if findings != before:
            self.site.show(findings)
        return count


def _read_text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
