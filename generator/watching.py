"""Tells a real edit from an editor's side files, for `mkdocs serve`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

EDITOR_FILES = (".*", "*~", "*.swp", "*.swx", "4913")
"""What editors write beside a file while it is saved; 4913 is Vim's probe for write access."""

State = frozenset[tuple[str, int, int]]


def read_state(watched: Sequence[Path]) -> State:
    """Return path, time and size of every watched file; editors' side files do not count."""
    return frozenset(_entry(file) for folder in watched for file in _files(folder))


def _files(folder: Path) -> list[Path]:
    found = [folder] if folder.is_file() else list(folder.rglob("*"))
    return [file for file in found if file.is_file() and not _is_editor_file(file.name)]


def _is_editor_file(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in EDITOR_FILES)


def _entry(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:  # gone between listing and asking
        return str(file), 0, 0
    return str(file), status.st_mtime_ns, status.st_size


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


def build_on_change(
    follow: Callable[[], Any], build: Callable[..., Any], data: Sequence[Path], rest: Sequence[Path]
) -> Callable[..., Any]:
    """Return a builder that follows a change of the data, and builds in full after any other change.

    Without a difference to the last build it does nothing.
    """
    seen = read_state(data), read_state(rest)

    def build_if_changed(*args: Any, **kwargs: Any) -> Any:
        nonlocal seen
        now = read_state(data), read_state(rest)
        if now == seen:
            return None
        is_data_only = now[1] == seen[1]
        seen = now  # before the build: an edit made during it counts
        return follow() if is_data_only else build(*args, **kwargs)

    return build_if_changed
