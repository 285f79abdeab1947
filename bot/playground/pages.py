"""The playground's web server: the page, its events, and a person's actions.

Anybody who can reach the server can act, so it accepts only its own page, not another site open in the same browser:
the host must be a loopback address (a site can let its own name point there), and actions must come from the page.
"""

from __future__ import annotations

import contextlib
import json
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.emulator.params import Params, RefusedError, bad_request
from bot.errors import BotSettingsError
from bot.playground.actions import ACTIONS
from bot.playground.feed import Feed

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.playground.stage import Stage

LOCAL: Final = "127.0.0.1"
MAX_ORDER_BYTES: Final = 65_536  # bytes; 4,096 characters written as JSON escapes take 24,576

_KINDS: Final = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Pages:
    """Serves one stage, on this machine only."""

    def __init__(self, stage: Stage) -> None:
        folder = files("bot.playground") / "page"
        assets = {file.name: file.read_bytes() for file in folder.iterdir() if file.name.rpartition(".")[2] in _KINDS}
        self._hosts: set[str] = set()
        about = {"stage": stage, "hosts": self._hosts}
        rules: list[Any] = [
            (r"/events", _Events, about),
            (r"/do/(\w+)", _Act, about),
            (r"/([\w.-]*)", _Asset, about | {"assets": assets}),
        ]
        lost: dict[str, Any] = {"default_handler_class": _Page, "default_handler_args": about}
        application = Application(rules, log_function=lambda _: None, **lost)
        self._http = HTTPServer(application, max_body_size=MAX_ORDER_BYTES)

    def open(self, port: int) -> str:
        """Listen at `port` (0: any free one) and return the address; raises BotSettingsError if it is taken."""
        try:
            sockets = bind_sockets(port, LOCAL)
        except OSError as error:
            raise BotSettingsError(f"Port {port} cannot be used: {error}. Choose another one with --port.") from error
        self._http.add_sockets(sockets)
        port = sockets[0].getsockname()[1]
        self._hosts |= {f"{LOCAL}:{port}", f"localhost:{port}"}
        return f"http://{LOCAL}:{port}/"

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        self._http.stop()
        await self._http.close_all_connections()


class _Page(RequestHandler):
    """Any address: refused unless the host is this machine; Not Found if nothing is there."""

    def initialize(self, stage: Stage, hosts: set[str]) -> None:
        self._stage = stage
        self._hosts = hosts

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> Awaitable[None] | None:
        if self.request.host not in self._hosts:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif type(self) is _Page:
            self.send_error(HTTPStatus.NOT_FOUND)
        return None

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish({"error": HTTPStatus(status_code).phrase})


class _Asset(_Page):
    def initialize(self, stage: Stage, hosts: set[str], assets: dict[str, bytes]) -> None:  # type: ignore[override]  # tornado's way to hand over more
        super().initialize(stage, hosts)
        self._assets = assets

    def get(self, name: str) -> None:
        name = name or "index.html"
        if name not in self._assets:
            return self.send_error(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", f"{_KINDS[name.rpartition('.')[2]]}; charset=utf-8")
        self.finish(self._assets[name])
        return None


class _Events(_Page):
    """Server-sent events: everything first, then changes, until the page is closed."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        feed = Feed(self._stage)
        with contextlib.suppress(StreamClosedError):
            while True:
                news = await self._stage.server.seen(feed.news)
                self.write(f"data: {json.dumps(news)}\n\n")
                await self.flush()


class _Act(_Page):
    """One action of a person, as JSON; the response is its result, or why it was refused."""

    async def post(self, name: str) -> None:
        if self.request.headers.get("Origin", "").removeprefix("http://") not in self._hosts:
            return self.send_error(HTTPStatus.FORBIDDEN)
        if name not in ACTIONS:
            return self.send_error(HTTPStatus.NOT_FOUND)
        try:
            done = await ACTIONS[name](self._stage, self._params())
            await self._stage.server.announce()
        except RefusedError as refused:
            self.set_status(refused.code)
            done = {"error": refused.description.removeprefix("Bad Request: ")}
        with contextlib.suppress(StreamClosedError):  # who typed on does not wait for the results any more
            await self.finish(done)
        return None

    def _params(self) -> Params:
        try:
            given = json.loads(self.request.body)
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise bad_request("a JSON object is expected")
        return Params(given)
