"""What follows a save: the open pages first, the rest a moment later, a full build where it must be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from generator.crash import describe_failed_build, describe_failed_program
from generator.diagnostics import Diagnostic, LineReader, has_errors
from generator.load import read_file
from generator.plan import DOCS
from generator.project import cache_folder, inspect, read_tree
from generator.serving.browsers import Browsers
from generator.serving.incremental import FullBuildNeededError, Site
from generator.serving.recent import Recent
from generator.serving.watching import Digests, Watched
from generator.serving.worker import render_aside

log = get_plugin_logger("generator")

DATA, SETTINGS, PROGRAM = "data", "settings", "program"
"""The groups of files that people edit: data and templates; what MkDocs reads itself; our own code."""

ASSETS = "assets"
"""The folder of docs/ that people edit."""

MOST_OPEN = 4
"""Pages that are shown before the rest is built; who has more open waits for the rest."""

LOADING_TIME = 0.8
"""Seconds that browsers get to load what was shown, before the rest is built beside them."""

TRIAL = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(sys.argv[1], site_dir=sys.argv[2])
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""
"""Builds the site as the server would, with the program as it now stands. Data with errors may pass."""


class AbandonedError(BaseException):
    """The next edit is there already. Not an `Exception`: nobody who handles crashes is to handle this."""


class Publisher(Protocol):
    """What the plugin keeps between builds."""

    site: Site | None
    findings: tuple[Diagnostic, ...]
    line: LineReader

    def report(self, findings: Iterable[Diagnostic], line: LineReader) -> bool:
        """Show findings on every page and in the terminal from now on; say whether they are others."""

    def terms_changed(self) -> bool:
        """Whether the terms changed that the search must not cut."""


class Editing:
    """The builder that `mkdocs serve` calls after a change. It never raises: a mistake is a finding."""

    def __init__(
        self,
        config_file: Path,
        server: LiveReloadServer,
        watched: Watched,
        browsers: Browsers,
        publisher: Publisher,
    ) -> None:
        self._config_file = config_file
        self._root = config_file.parent
        self._server = server
        self._watched = watched
        self._browsers = browsers
        self._publisher = publisher
        self._build_in_full: Callable[..., None] = server.builder
        self._read = Recent(read_file)
        self._docs = Digests()
        self._built = self._read_docs()
        """Digests of the files of docs/ that the site was built from."""
        self._previewed: set[str] = set()
        """Files of docs/ that the site shows in a version that docs/ did not have."""
        self._warnings: tuple[Sequence[Diagnostic], LineReader] = (
            [found for found in publisher.findings if not has_errors([found])],
            publisher.line,
        )
        """What was found when all was well: most of it will be found again."""
        self._is_unfinished = False
        self._failures: dict[str, Diagnostic] = {}
        """What keeps the program or the settings, as they now stand, from being used; older ones are."""

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """Bring the site up to date with what changed since the last call."""
        changed = self._watched.changes()
        if PROGRAM in changed:
            self._restart()
        if SETTINGS in changed and self._build():
            self._finish()
        elif DATA in changed or self._is_unfinished:
            self._follow()
        elif not changed:
            self._browsers.stay()

    def _follow(self) -> None:
        """Show the open pages, then build the rest; in full if the change reaches further than pages."""
        self._is_unfinished = True
        self._read.next_round()
        started = time.perf_counter()
        try:
            if self._preview():
                log.info("open pages shown after %.2f s", time.perf_counter() - started)
                self._browsers.wait_until_loaded(LOADING_TIME)
            self._make_way()
            count = self._complete()
            log.info("%d pages built in %.2f s", count, time.perf_counter() - started)
        except AbandonedError:
            log.info("the next edit is there already")
            return
        except Exception as reason:
            if not isinstance(reason, FullBuildNeededError):
                log.exception("the pages that changed could not be built by themselves")
            log.info("building in full: %s", reason)
            self._build()
        self._finish()

    def _finish(self) -> None:
        """There is nothing left to do: every page can be had."""
        self._is_unfinished = False
        self._browsers.release()

    def _preview(self) -> bool:
        """Show the change, or the findings, on the pages that somebody has open. False: nothing to show."""
        site = self._site()
        wanted = site.find_sources(self._browsers.open_pages())
        if not 0 < len(wanted) <= MOST_OPEN:
            return False
        tree = read_tree(self._root)
        inspection = inspect(
            tree, self._root / "templates", cache_folder(self._root), only=set(wanted), read=self._read
        )
        if has_errors(inspection.diagnostics):
            self._report(inspection.diagnostics, inspection.line)
            self._browsers.show()
            return True
        changed = {
            path: text
            for path, text in inspection.pages.items()
            if path in self._previewed or path not in tree.docs or tree.docs[path].text != text
        }
        if not changed and not has_errors(self._publisher.findings):
            return False
        self._previewed |= changed.keys()
        site.preview(changed)
        self._report(*self._warnings)
        self._browsers.show(site.find_served(inspection.pages))
        return True

    def _complete(self) -> int:
        """Check and render everything, write docs/, build what changed; return how many pages that were."""
        site = self._site()
        outcome = render_aside(self._root, self._make_way)
        if self._report(outcome.diagnostics, outcome.line):
            self._browsers.reload_again()
        if not has_errors(outcome.diagnostics):
            self._warnings = outcome.diagnostics, outcome.line
        docs = self._read_docs()
        if gone := sorted(self._built.keys() - docs.keys()):
            raise FullBuildNeededError(f"{gone[0]} is gone")
        if not has_errors(outcome.diagnostics) and self._publisher.terms_changed():
            raise FullBuildNeededError("the terms of the search changed")
        written = {path for path, digest in docs.items() if digest != self._built.get(path)}
        count = site.follow(written | self._previewed)
        self._built = docs
        self._previewed.clear()
        return count

    def _site(self) -> Site:
        if self._publisher.site is None:
            raise FullBuildNeededError("there is no site yet")
        return self._publisher.site

    def _read_docs(self) -> dict[str, bytes]:
        """Digests of the files that rendering makes, by path below the project's root."""
        digests = self._docs.read(folder for folder in (self._root / DOCS).iterdir() if folder.name != ASSETS)
        return {path.relative_to(self._root).as_posix(): digest for path, digest in digests.items()}

    def _make_way(self) -> None:
        """Give up when something was saved in the meantime; what was begun is done again with it."""
        if self._server._want_rebuild:
            self._server._want_rebuild = False  # before looking: what is told from now on may not be seen
            if self._watched.has_changes():
                self._server._want_rebuild = True
                raise AbandonedError

    def _build(self) -> bool:
        """Build the whole site; if that fails, keep the last one and say why. Whether it went well."""
        folder, kept = Path(self._server.root), self._publisher.site
        self._browsers.reload_again()
        with tempfile.TemporaryDirectory(dir=folder.parent) as safe:
            last = Path(safe, "site")
            folder.rename(last)
            folder.mkdir()
            try:
                self._build_in_full()
            except (Exception, SystemExit) as error:  # whatever it is, the server goes on
                log.exception("keeping the last good pages: the site could not be built")
                shutil.rmtree(folder)
                last.rename(folder)
                self._publisher.site = kept
                self._note_failure(SETTINGS, describe_failed_build(error, self._config_file))
                return False
            self._note_failure(SETTINGS, None)
            self._built = self._read_docs()
            self._previewed.clear()
            return True

    def _restart(self) -> None:
        """Replace this process by one that runs the changed program; return if that cannot build the site."""
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-c", TRIAL, str(self._config_file), folder]
            trial = subprocess.run(command, cwd=self._root, capture_output=True, text=True, check=False)
        if trial.returncode != 0:
            log.error("keeping the program as it was:\n%s", trial.stderr)
            self._note_failure(PROGRAM, describe_failed_program(trial.stderr, self._root))
            return
        log.info("the program changed: starting again")
        shutil.rmtree(self._server.root, ignore_errors=True)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def _note_failure(self, group: str, failure: Diagnostic | None) -> None:
        """Show what keeps a group from being used, beside all else, until there is nothing of the kind."""
        others = [found for found in self._publisher.findings if found not in self._failures.values()]
        self._failures.pop(group, None)
        if failure is not None:
            self._failures[group] = failure
        self._report(others, self._publisher.line)

    def _report(self, findings: Iterable[Diagnostic], line: LineReader) -> bool:
        return self._publisher.report((*self._failures.values(), *findings), line)
