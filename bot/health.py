"""Whether the bot is well, for whoever watches it: /healthz as JSON, /metrics as Prometheus reads it."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import BotSettingsError
from index.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.metrics import Metrics
    from index.answer.retriever import Retriever

NO_METRICS = "Metrics need the extra: pip install 'citebot[metrics]'\n"


class Health:
    """Knows when Telegram was last heard of, and which index answers."""

    def __init__(self, retriever: Retriever, stale_after: float) -> None:
        """After `stale_after` seconds without a word from Telegram the bot counts as cut off."""
        self._retriever = retriever
        self._stale_after = stale_after
        self._heard = time.monotonic()
        self.deaf = ""
        """Why no updates can come, empty where they can."""
        self.waiting: Callable[[], int] = lambda: 0
        """Tells how many updates wait."""

    def heard(self) -> None:
        """Note that Telegram has just answered a poll, or sent an update."""
        self._heard = time.monotonic()

    def version(self) -> str | None:
        """Return the version of the index that answers, None where none does."""
        try:
            return self._retriever.coverage().version
        except IndexUnusableError:
            return None

    def state(self) -> tuple[bool, dict[str, object]]:
        """Return whether all is well, and what /healthz says."""
        silence, version = time.monotonic() - self._heard, self.version()
        stale = silence > self._stale_after
        troubles = {"deaf": self.deaf, "stale": stale, "index": version is None or self._retriever.trouble}
        state: dict[str, object] = {
            "status": next((name for name, there in troubles.items() if there), "ok"),
            "updates_trouble": self.deaf or None,
            "seconds_since_telegram": round(silence, 1),
            "index_version": version,
            "index_trouble": self._retriever.trouble or None,
            "waiting": self.waiting(),
        }
        return state["status"] == "ok", state


class Pages:
    """The small web server for both pages."""

    def __init__(self, health: Health, metrics: Metrics | None) -> None:
        pages: list[Any] = [(r"/healthz", _Healthz, {"health": health}), (r"/metrics", _Metrics, {"metrics": metrics})]
        self._http = HTTPServer(Application(pages, log_function=lambda _: None))

    def open(self, address: str, port: int) -> None:
        """Listen; raises BotSettingsError where that is not possible."""
        try:
            self._http.listen(port, address)
        except OSError as error:
            raise BotSettingsError(
                f"BOT_HEALTH_LISTEN {address} with BOT_HEALTH_PORT {port} cannot be used: {error.strerror}."
            ) from error

    async def close(self) -> None:
        """Stop listening."""
        self._http.stop()
        await self._http.close_all_connections()


class _Healthz(RequestHandler):
    def initialize(self, health: Health) -> None:
        self._health = health

    def get(self) -> None:
        well, state = self._health.state()
        self.set_status(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish(state)


class _Metrics(RequestHandler):
    def initialize(self, metrics: Metrics | None) -> None:
        self._metrics = metrics

    def get(self) -> None:
        if self._metrics is None:
            self.set_status(HTTPStatus.NOT_IMPLEMENTED)
            self.set_header("Content-Type", "text/plain")
            self.finish(NO_METRICS)
            return
        self.set_header("Content-Type", self._metrics.content_type)
        self.finish(self._metrics.text())
