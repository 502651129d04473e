"""A local server that does what a host of static sites does: compresses texts, and lets files be kept."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SITE = Path(__file__).resolve().parent.parent / "site"
Sent = list[tuple[str, int]]
"""What went over the wire: the kind of each file, by its ending, and the bytes of its body."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".csv")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; texts go out compressed, and with the headers of a usual host."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".woff": "font/woff",
    }

    def __init__(self, *args: Any, sent: Sent, **options: Any) -> None:
        self.sent = sent
        super().__init__(*args, **options)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        """Answer with the file, compressed when it is text, or with the site's own 404 page."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        file = file if file.is_file() else Path(self.directory) / "404.html"
        body = compress_file(file)
        self.sent.append((file.suffix, len(body)))
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if file.suffix == ".html" else "max-age=31536000")
        self.end_headers()
        return io.BytesIO(body)


@functools.cache
def compress_file(file: Path) -> bytes:
    """Return the bytes that go over the wire."""
    body = file.read_bytes()
    return gzip.compress(body, 6, mtime=0) if file.suffix in COMPRESSED else body


@contextlib.contextmanager
def serve_site(site: Path, sent: Sent | None = None) -> Iterator[str]:
    """Serve a built site on a free port, and note what is sent; gives its address, ending in a slash."""
    if not (site / "index.html").is_file():
        raise SystemExit("Nothing is built yet: python -m generator build")
    handler = functools.partial(Handler, directory=str(site), sent=[] if sent is None else sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
