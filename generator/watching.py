"""Tells a real edit from an editor's side files, for `mkdocs serve`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

EDITOR_FILES = (".*", "*~", "*.swp", "*.swx", "4913")
"""What editors write beside a file while it is saved; 4913 is Vim's probe for write access."""

State = frozenset[tuple[str, bytes]]


def read_state(watched: Sequence[Path]) -> State:
    """Return path and content's digest of every watched file; editors' side files do not count.

    The time would not do: to save without a change is no edit.
    """
    return frozenset(_entry(file) for folder in watched for file in _files(folder))


def _files(folder: Path) -> list[Path]:
    found = [folder] if folder.is_file() else list(folder.rglob("*"))
    return [file for file in found if file.is_file() and not _is_editor_file(file.name)]


def _is_editor_file(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in EDITOR_FILES)


def _entry(file: Path) -> tuple[str, bytes]:
    try:
        return str(file), hashlib.sha256(file.read_bytes()).digest()
    except OSError:  # gone between listing and asking
        return str(file), b""


def watch_closely(server: LiveReloadServer) -> None:
    """Look for changes ten times a second, not twice, and wait half as long for more of them.

    It stays with polling, as MkDocs does: notifications of the system do not reach into containers and
    network folders.
    """
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.1)
    for path in watched:
        server.watch(path)
    server.build_delay = 0.05


def keep_epoch(server: LiveReloadServer) -> None:
    """Let browsers stay as they are: the version that the server began to build is the one they show."""
    server._wanted_epoch = server._visible_epoch


def build_on_change(
    follow: Callable[[], Any],
    build: Callable[..., Any],
    data: Sequence[Path],
    rest: Sequence[Path],
    stay: Callable[[], Any] = lambda: None,
) -> Callable[..., Any]:
    """Return a builder that follows a change of the data, and builds in full after any other change.

    Without a difference to the last build it builds nothing, and `stay` says so to the server.
    """
    seen = read_state(data), read_state(rest)

    def build_if_changed(*args: Any, **kwargs: Any) -> Any:
        nonlocal seen
        now = read_state(data), read_state(rest)
        if now == seen:
            return stay()
        is_data_only = now[1] == seen[1]
        seen = now  # before the build: an edit made during it counts
        return follow() if is_data_only else build(*args, **kwargs)

    return build_if_changed
