"""A small web server for tests, on this machine."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Page(NamedTuple):
    """What the server answers; `slowly` is called before each byte of the body."""

    body: bytes = b""
    kind: str | None = "text/html"
    status: int = 200
    location: str | None = None
    slowly: Callable[[], object] | None = None


class Web(NamedTuple):
    """A running server: its pages by their paths, its port, and what was asked of it."""

    pages: dict[str, Page]
    port: int
    asked: list[Mapping[str, str]]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a page."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def web() -> Iterator[Web]:
    """Run a server while it is needed."""
    pages: dict[str, Page] = {}
    asked: list[Mapping[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(dict(self.headers.items()))
            page = pages.get(self.path, Page(b"Not here.", status=404))
            self.send_response(page.status)
            if page.kind is not None:
                self.send_header("Content-Type", page.kind)
            if page.location is not None:
                self.send_header("Location", page.location)
            self.end_headers()
            try:
                if page.slowly is None:
                    self.wfile.write(page.body)
                    return
                for byte in page.body:
                    page.slowly()
                    self.wfile.write(bytes([byte]))
            except OSError:
                return  # the client has had enough

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Web(pages, server.server_port, asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
