"""The emulator's HTTP side: reads a call, holds it if a test wants that, and answers as the Bot API does."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPFile, parse_body_arguments
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.emulator import methods
from bot.emulator.faults import Fault, LostError
from bot.emulator.params import JSON, Params, RefusedError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.emulator.state import State

_T = TypeVar("_T")
_HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_REPLACED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Call(NamedTuple):
    """One call that was answered: the method, what was given, the HTTP status and the refusal's description."""

    method: str
    given: JSON
    code: int
    description: str | None


class Gate:
    """Holds the calls of one method until it is opened, and counts them."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()
        self.arrived = 0


class Server:
    """Answers calls for one token; lives in one event loop."""

    def __init__(self, state: State, token: str) -> None:
        self.state = state
        self.token = token
        self.calls: deque[Call] = deque(maxlen=10_000)
        self.gates: dict[str, Gate] = {}
        self.faults: dict[str, deque[Fault]] = {}
        self.delay = 0.0
        self.changed = asyncio.Condition()
        self.polls = 0
        calls = [(r"/bot([^/]+)/(\w+)", _Handler, {"server": self})]
        # Tornado would log each call's address, with the token in it; the transcript has it all.
        self._http = HTTPServer(Application(calls, default_handler_class=_Lost, log_function=lambda _: None))

    def listen(self, port: int) -> int:
        """Open 127.0.0.1 at `port` (0: any that is free) and return the port."""
        sockets = bind_sockets(port, "127.0.0.1")
        self._http.add_sockets(sockets)
        return int(sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        self._http.stop()
        await self._http.close_all_connections()

    def withdraw_token(self) -> None:
        """Accept no token from now on."""
        self.token = ""

    def open(self, method: str) -> None:
        """Lets the calls of a method through that its gate kept waiting."""
        self.gates.pop(method).opened.set()

    async def announce(self) -> None:
        """Wakes everything that waits for the state to change."""
        async with self.changed:
            self.changed.notify_all()

    async def seen(self, look: Callable[[], _T | None]) -> _T:
        """Return the result of `look` once it is true; it is called again after every change."""
        async with self.changed:
            while not (result := look()):
                await self.changed.wait()
        return result

    async def answer(self, token: str, name: str, given: JSON) -> tuple[int, JSON]:
        """Return the status and the body for one call; raises LostError where a fault cuts the connection."""
        waiting = self.faults.get(name.lower())
        fault = waiting.popleft() if waiting else None
        try:
            if fault is not None:
                await fault.before()
            result = await self._result(token, name, given)
            if fault is not None:
                fault.after()
        except LostError:
            self.calls.append(Call(name, given, 0, "the connection was cut"))
            await self.announce()
            raise
        except RefusedError as refused:
            self.calls.append(Call(name, given, refused.code, refused.description))
            await self.announce()
            return refused.code, refused.body()
        self.calls.append(Call(name, given, 200, None))
        await self.announce()
        return 200, {"ok": True, "result": result}

    async def _result(self, token: str, name: str, given: JSON) -> JSON | bool | list[JSON]:
        if token != self.token:
            known = re.fullmatch(r"\d+:[\w-]+", token)
            raise RefusedError(401, "Unauthorized") if known else RefusedError(404, "Not Found")
        if (gate := self.gates.get(name.lower())) is not None:
            gate.arrived += 1
            await self.announce()
            await gate.opened.wait()
        params = Params(given)
        if self.delay and name.lower() != "getupdates":
            await asyncio.sleep(self.delay)
        if name.lower() == "getupdates":
            return await self._poll(params)
        return methods.call(self.state, name, params)

    async def _poll(self, params: Params) -> list[JSON]:
        """Return the updates from `offset` on, waited for up to `timeout` seconds; a later poll ends this one."""
        methods.check_names("getUpdates", params.names(), methods.POLLING)
        if self.state.webhook is not None:
            raise RefusedError(409, _HOOKED)
        allowed = params.structure("allowed_updates", list, "allowed updates")
        if allowed is not None:
            self.state.allowed = frozenset(allowed) or None
        self.state.confirm(params.integer("offset"))
        self.polls += 1
        mine = self.polls
        await self.announce()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(params.integer("timeout")), self.changed:
                await self.changed.wait_for(lambda: self.state.updates or mine != self.polls)
        if mine != self.polls:
            raise RefusedError(409, _REPLACED)
        return self.state.updates[: min(max(params.integer("limit", 100), 1), 100)]


class _Handler(RequestHandler):
    """One call over HTTP: JSON, form-encoded and multipart bodies and query strings, GET and POST."""

    def initialize(self, server: Server) -> None:
        self._server = server

    async def get(self, token: str, name: str) -> None:
        await self._call(token, name)

    async def post(self, token: str, name: str) -> None:
        await self._call(token, name)

    async def _call(self, token: str, name: str) -> None:
        try:
            code, body = await self._server.answer(token, name, self._given())
        except RefusedError as refused:
            code, body = refused.code, refused.body()
        except LostError:
            return self.detach().close()
        self.set_status(code)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(body))
        return None

    def _given(self) -> JSON:
        kind = self.request.headers.get("Content-Type", "")
        try:
            if kind.startswith("application/json"):
                given = json.loads(self.request.body or b"{}")
                if not isinstance(given, dict):
                    raise bad_request("can't parse the request's JSON object")
                return given
            arguments: dict[str, list[bytes]] = dict(self.request.query_arguments)
            files: dict[str, list[HTTPFile]] = {}
            parse_body_arguments(kind, self.request.body, arguments, files)
            return {name: values[-1].decode() for name, values in arguments.items()}
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        except ValueError:
            raise bad_request("can't parse the request's JSON object") from None


class _Lost(RequestHandler):
    """Any other address."""

    def prepare(self) -> None:
        self.set_status(404)
        self.finish(json.dumps({"ok": False, "error_code": 404, "description": "Not Found"}))
