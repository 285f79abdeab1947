"""The pages for monitoring: /healthz as JSON, /metrics for Prometheus."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import BotSettingsError

if TYPE_CHECKING:
    from bot.ops.health import Health
    from bot.ops.metrics import Metrics

NO_METRICS: Final = "Metrics need the extra: pip install 'citebot[metrics]'\n"


def listen(server: HTTPServer, address: str, port: int, name: str) -> None:
    """Let a server listen at BOT_`name`_LISTEN and BOT_`name`_PORT; raises BotSettingsError if that is not possible."""
    try:
        server.listen(port, address)
    except OSError as error:
        raise BotSettingsError(
            f"BOT_{name}_LISTEN {address} with BOT_{name}_PORT {port} cannot be used: {error.strerror}."
        ) from error


class StatusPages:
    """The small web server for both pages."""

    def __init__(self, health: Health, metrics: Metrics | None) -> None:
        pages: list[Any] = [(r"/healthz", _Healthz, {"health": health}), (r"/metrics", _Metrics, {"metrics": metrics})]
        self._http = HTTPServer(Application(pages, log_function=lambda _: None))

    def open(self, address: str, port: int) -> None:
        """Listen; raises BotSettingsError where that is not possible."""
        listen(self._http, address, port, "HEALTH")

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
