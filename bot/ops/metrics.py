"""Metrics for Prometheus; needs the extra `metrics` and is imported only if it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

if TYPE_CHECKING:
    from bot.observation import Asked
    from bot.ops.health import Health

_ANSWER_TIMES: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # seconds
_STAGE_TIMES: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)  # seconds


class Metrics:
    """The bot's counters, in a registry of their own."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self, health: Health) -> None:
        self._health = health
        self._registry = registry = CollectorRegistry()
        self._questions = Counter(
            "citebot_questions", "Questions that were dealt with.", ["answered"], registry=registry
        )
        self._seconds = Histogram(
            "citebot_answer_seconds",
            "From a question's arrival to its answer's.",
            buckets=_ANSWER_TIMES,
            registry=registry,
        )
        self._candidates = Histogram(
            "citebot_candidates_seconds", "Finding passages.", buckets=_STAGE_TIMES, registry=registry
        )
        self._evidence = Histogram(
            "citebot_evidence_seconds", "Ranking their sentences.", buckets=_STAGE_TIMES, registry=registry
        )
        self._errors = Counter(
            "citebot_telegram_errors", "Calls that Telegram refused or that failed.", ["type"], registry=registry
        )
        self._failed = Counter(
            "citebot_updates_failed",
            "Updates that could not be parsed, kept or handled.",
            ["stage"],
            registry=registry,
        )
        self._waiting = Gauge("citebot_updates_waiting", "Updates that wait or are worked on.", registry=registry)
        self._waiting_in_all = Gauge(
            "citebot_updates_waiting_in_all", "Updates that are not done, in all processes.", registry=registry
        )
        self._database = Gauge("citebot_database_up", "1 if the database can be used, else 0.", registry=registry)
        self._silence = Gauge("citebot_seconds_since_telegram", "Since Telegram was last heard of.", registry=registry)
        self._index = Gauge("citebot_index_info", "The index that answers.", ["version"], registry=registry)

    def asked(self, asked: Asked) -> None:
        """Count a question."""
        self._questions.labels(str(asked.answered).lower()).inc()
        self._seconds.observe(asked.seconds)
        self._candidates.observe(asked.candidates)
        self._evidence.observe(asked.evidence)

    def failed(self, error: Exception) -> None:
        """Count a call to Telegram that failed."""
        self._errors.labels(type(error).__name__).inc()

    def update_failed(self, stage: str) -> None:
        """Count an update that failed."""
        self._failed.labels(stage).inc()

    def text(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        _, state = self._health.state()
        self._waiting.set(float(str(state["waiting"])))
        if state["waiting_in_all"] is not None:
            self._waiting_in_all.set(float(str(state["waiting_in_all"])))
        self._database.set(0 if state["database_trouble"] else 1)
        self._silence.set(float(str(state["seconds_since_telegram"])))
        self._index.clear()
        self._index.labels(str(state["index_version"] or "")).set(1)
        return generate_latest(self._registry)
