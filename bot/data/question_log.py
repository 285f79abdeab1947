"""Statistics of questions for the operator: how many, how fast, and which were not answered."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.data.base import Storage
    from bot.observation import Asked

MAX_UNANSWERED: Final = 5
"""Unanswered questions that are listed."""


@dataclass(frozen=True, slots=True)
class Period:
    """Statistics since a moment: questions, how many were answered, and the seconds within which 50 % and 95 % were.

    `unanswered` are the questions that were declined most often, and how often; empty if texts are not stored.
    """

    questions: int
    answered: int
    p50: float
    p95: float
    unanswered: tuple[tuple[str, int], ...]


class Questions:
    """The log of questions in the database, never with who asked, and with texts only if the operator wants them."""

    def __init__(self, database: Storage, *, texts: bool) -> None:
        self._database = database
        self._texts = texts

    def add(self, asked: Asked) -> None:
        """Store the result of a question."""
        text = asked.text if self._texts else None
        row = (time.time(), asked.seconds, int(asked.answered), asked.confidence, text)
        self._database.write("INSERT INTO questions VALUES (?, ?, ?, ?, ?)", *row)

    def since(self, moment: float) -> Period:
        """Return the statistics since a moment, in seconds since 1970."""
        rows = self._database.read("SELECT seconds, answered FROM questions WHERE asked >= ? ORDER BY seconds", moment)
        unanswered = self._database.read(
            "SELECT text, COUNT(*) AS times FROM questions WHERE asked >= ? AND answered = 0 AND text IS NOT NULL"
            " GROUP BY text ORDER BY times DESC, text LIMIT ?",
            moment,
            MAX_UNANSWERED,
        )
        times = [seconds for seconds, _ in rows]
        return Period(
            len(rows),
            sum(answered for _, answered in rows),
            _quantile(times, 0.5),
            _quantile(times, 0.95),
            tuple((text, count) for text, count in unanswered),
        )

    def drop_before(self, moment: float) -> None:
        """Delete the questions from before a moment, in seconds since 1970."""
        self._database.write("DELETE FROM questions WHERE asked < ?", moment)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return the quantile of the values at a share, 0 to 1; 0 if there are none."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
