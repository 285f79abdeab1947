"""Everything for the operator in one place: stored data, health, metrics."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.data.opening import Data, open_data
from bot.data.question_log import Questions
from bot.data.votes import Records
from bot.ops.failed_updates import FailedUpdates
from bot.ops.health import Health

if TYPE_CHECKING:
    from telegram.error import TelegramError

    from bot.observation import Asked
    from bot.ops.metrics import Metrics
    from bot.settings import BotSettings
    from index.answer.retriever import Retriever

DAY_SECONDS: Final = 86_400.0
REPEAT_SECONDS: Final = 2 * DAY_SECONDS
"""Seconds for which a done update is remembered, as Telegram may send it again for a day."""
SILENCE_SECONDS: Final = 60.0
"""Seconds after a full poll from which on Telegram counts as unreachable."""

log = logging.getLogger("bot.questions")


@dataclass(frozen=True, slots=True)
class Ops:
    """The bot's stored data and its meters."""

    data: Data
    records: Records
    questions: Questions
    health: Health
    metrics: Metrics | None
    failed_updates: FailedUpdates
    keep_days: int
    log_questions: bool

    @classmethod
    def open(cls, settings: BotSettings, retriever: Retriever) -> Ops:
        """Return all parts as set; raises DataError if the bot's data cannot be opened."""
        data = open_data(settings)
        health = Health(retriever, settings.poll_timeout + SILENCE_SECONDS, settings.role, data)
        metrics = _metrics(health)
        return cls(
            data=data,
            records=Records(data.storage, data.key),
            questions=Questions(data.storage, texts=settings.log_questions),
            health=health,
            metrics=metrics,
            failed_updates=FailedUpdates(metrics.update_failed if metrics else lambda _: None),
            keep_days=settings.keep_days,
            log_questions=settings.log_questions,
        )

    def asked(self, asked: Asked) -> None:
        """Log, store and count a question that was answered or declined."""
        fields = {
            "seconds": round(asked.seconds, 4),
            "answered": asked.answered,
            "confidence": round(asked.confidence, 3),
        } | ({"question": asked.text} if self.log_questions else {})
        log.info("question", extra={"fields": fields})
        self.questions.add(asked)
        if self.metrics is not None:
            self.metrics.asked(asked)

    def failed(self, error: TelegramError) -> None:
        """Count a call to Telegram that failed."""
        if self.metrics is not None:
            self.metrics.failed(error)

    async def keep_tidy(self) -> None:
        """Delete old data once an hour."""
        while True:
            moment = time.time() - self.keep_days * DAY_SECONDS
            self.records.drop_before(moment)
            self.questions.drop_before(moment)
            recent = time.time() - REPEAT_SECONDS
            self.data.queue.drop_before(recent)
            self.data.answers.drop_before(recent)
            if self.data.limits is not None:
                self.data.limits.drop_idle()
            await asyncio.sleep(3600)


def _metrics(health: Health) -> Metrics | None:
    if importlib.util.find_spec("prometheus_client") is None:
        return None
    from bot.ops.metrics import Metrics  # noqa: PLC0415 - an extra, which need not be installed

    return Metrics(health)
