"""A server on loopback that answers as an OpenSearch node in trouble does, which a real one cannot be asked for."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator


class Request(NamedTuple):
    """What was asked."""

    method: str
    path: str
    body: bytes


if TYPE_CHECKING:
    Answer = Callable[[Request], tuple[int, Any]]


def node(number: str = "3.6.0", distribution: str = "opensearch") -> dict[str, Any]:
    """Return what a node says of itself."""
    return {"name": "n0", "version": {"number": number, "distribution": distribution}}


def error(kind: str, status: int) -> dict[str, Any]:
    """Return the body of an error."""
    return {"error": {"type": kind, "reason": "as told", "root_cause": []}, "status": status}


@contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve, by TLS where a context is given, and give the address.

    Each answer is a status and what its JSON holds, or a plain text.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            status, body = answer(Request(self.command, self.path.partition("?")[0], self.rfile.read(length)))
            data = (body if isinstance(body, str) else json.dumps(body)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _serve  # noqa: N815 - http.server's names

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def black_hole() -> Iterator[str]:
    """Listen, and never answer."""
    with socket.socket() as hole:
        hole.bind(("127.0.0.1", 0))
        hole.listen(64)
        yield f"http://127.0.0.1:{hole.getsockname()[1]}"
