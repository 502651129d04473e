"""Tells a real edit from an editor's side files and from a save without a change."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

EDITOR_FILES = (".*", "*~", "*.swp", "*.swx", "4913")
"""What editors write beside a file while it is saved; 4913 is Vim's probe for write access."""

SETTLING = 0.02
"""Seconds without a change after which nobody is still writing."""

NO_EDITS = frozenset({"__pycache__"})


class Digests:
    """Digests of the content of files. The time tells only which of them need to be read again."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int], bytes]] = {}

    def read(self, folders: Iterable[Path]) -> dict[Path, bytes]:
        """The digest of every file in the folders, and of those among them that are files themselves."""
        return {file: self._digest(file) for folder in folders for file in _files(folder)}

    def _digest(self, file: Path) -> bytes:
        try:
            state = file.stat()
            mark = (state.st_mtime_ns, state.st_size)
            known = self._known.get(file)
            if known is None or known[0] != mark:
                known = self._known[file] = (mark, hashlib.sha256(file.read_bytes()).digest())
            return known[1]
        except OSError:  # gone between listing and asking
            return b""


class Watched:
    """Groups of files and folders that people edit. A group has changed when the content of a file has."""

    def __init__(self, groups: Mapping[str, Sequence[Path]]) -> None:
        self._groups = groups
        self._digests = Digests()
        self._seen = self._read()

    def changes(self) -> frozenset[str]:
        """The names of the groups that changed since the last call (or since the beginning).

        Whoever writes many files at once, as a change of branch does, is waited for.
        """
        before, now = self._seen, self._read()
        while now != (later := self._read_later()):
            now = later
        self._seen = now
        return frozenset(name for name, state in now.items() if state != before[name])

    def has_changes(self) -> bool:
        """Whether `changes` would tell any."""
        return self._read() != self._seen

    def _read_later(self) -> dict[str, dict[Path, bytes]]:
        time.sleep(SETTLING)
        return self._read()

    def _read(self) -> dict[str, dict[Path, bytes]]:
        return {name: self._digests.read(folders) for name, folders in self._groups.items()}


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder, or the one that it is. A folder that goes while it is listed has none."""
    if folder.is_file() and not _is_editor_file(folder.name):
        yield folder
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NO_EDITS]
        files = (Path(parent, name) for name in names if not _is_editor_file(name))
        yield from (file for file in files if file.is_file())


def _is_editor_file(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in EDITOR_FILES)


def watch_closely(server: LiveReloadServer) -> None:
    """Look for changes twenty times a second, not twice; `Watched.changes` waits for more of them.

    It stays with polling, as MkDocs does: notifications of the system do not reach into containers and
    network folders.
    """
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=0.05)
    for path in watched:
        server.watch(path)
    server.build_delay = 0.01
