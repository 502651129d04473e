"""The browsers that look at the served site: which pages are open, and when they see a change.

MkDocs' server has one version of the site, and shows it when all of it is built. Here the pages that are
open are shown as soon as they are current; whoever asks for another one waits until that is current too.
"""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.livereload import LiveReloadServer, _timestamp

LOADING = 10.0
"""Seconds for which a page counts as open that was asked for and does not ask for changes yet."""

PATIENCE = 30.0
"""Seconds after which a request is answered with what there is."""

NEVER_OLD = (".css", ".js", ".map", ".woff", ".woff2", ".png", ".ico", ".jpg", ".webp")
"""Kinds of files that no edit of data or templates changes."""

_POLL = "/livereload/"
_HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(?:js|css)$")
_RELOAD = b"location.reload();"
_LISTEN_NO_MORE = b'window.removeEventListener("beforeunload", stop); '


class Browsers:
    """Stands between MkDocs' server and the browsers. `dress` is applied to every page that is sent."""

    def __init__(self, server: LiveReloadServer, dress: Callable[[str], str]) -> None:
        self._server = server
        self._changed = threading.Condition()  # held when any of the following is used
        self._polls: Counter[str] = Counter()
        self._asked: dict[str, float] = {}
        self._current: Collection[str] | None = None
        self._was_asked = False
        inject = server._inject_js_into_html

        def inject_all(content: bytes, epoch: int) -> bytes:
            dressed = dress(content.decode("utf-8")).encode("utf-8")
            return _reload_at_once(inject(dressed, epoch))  # type: ignore[no-untyped-call]

        server._inject_js_into_html = inject_all  # type: ignore[method-assign]
        server.set_app(self.answer)

    def open_pages(self) -> tuple[str, ...]:
        """The paths below the site of the pages that somebody looks at, the latest first."""
        with self._changed:
            soon = time.monotonic() - LOADING
            self._asked = {path: at for path, at in self._asked.items() if at > soon or self._polls[path]}
            latest = sorted(self._asked, key=lambda path: -self._asked[path])
            return tuple(dict.fromkeys([*latest, *(path for path, count in self._polls.items() if count)]))

    def show(self, current: Iterable[str] | None = None) -> None:
        """Reload the browsers, although only these files are current; the others wait for `release`.

        Without an argument, all files are current.
        """
        with self._changed:
            self._current = frozenset(current) if current is not None else None
            self._was_asked = False
            self._changed.notify_all()
        with self._server._epoch_cond:
            self._server._visible_epoch = self._server._wanted_epoch
            self._server._epoch_cond.notify_all()

    def release(self) -> None:
        """All files are current."""
        with self._changed:
            self._current = None
            self._changed.notify_all()

    def reload_again(self) -> None:
        """Let the end of this build reload the browsers, although they were shown something before."""
        self._server._wanted_epoch = max(_timestamp(), self._server._wanted_epoch + 1)

    def stay(self) -> None:
        """Let browsers keep what they show: they have the version that the server began to build."""
        self._server._wanted_epoch = self._server._visible_epoch

    def wait_until_loaded(self, at_most: float) -> None:
        """Return when a page was loaded since `show`, or somebody waits for another, or time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._was_asked, at_most)

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, as soon as what it asks for is current."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(_POLL):
            return self._answer_poll(environ, start_response)
        file = self._file(path)
        self._wait_until_current(file)

        def start(status: str, headers: list[tuple[str, str]]) -> Any:
            fixed = [("Cache-Control", "max-age=3600")] if _HASHED.search(file) else []
            return start_response(status, headers + fixed)

        return self._server.serve_request(environ, start)

    def _answer_poll(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = self._file(unquote(urlsplit(environ.get("HTTP_REFERER", "")).path))
        with self._changed:
            self._polls[page] += 1
            self._was_asked = True
            self._changed.notify_all()
        try:
            return self._server.serve_request(environ, start_response)
        finally:
            with self._changed:
                self._polls[page] -= 1

    def _wait_until_current(self, file: str) -> None:
        with self._changed:
            if file.endswith(".html"):
                self._asked[file] = time.monotonic()
            if not self._is_current(file):
                self._was_asked = True
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._is_current(file), PATIENCE)

    def _is_current(self, file: str) -> bool:
        return self._current is None or file in self._current or file.endswith(NEVER_OLD)

    def _file(self, path: str) -> str:
        """The file below the site that an address leads to."""
        file = path.removeprefix(self._server.mount_path).lstrip("/")
        return f"{file}index.html" if not file or file.endswith("/") else file


def _reload_at_once(html: bytes) -> bytes:
    """Have MkDocs' script, the last of the page, stop listening for the page being left before it reloads.

    A browser asks a page that listens before it goes elsewhere. One that its reload is just replacing never
    answers, and the address that was entered at this moment would be lost.
    """
    page, tag, script = html.rpartition(b"<script>")
    return page + tag + script.replace(_RELOAD, _LISTEN_NO_MORE + _RELOAD)
