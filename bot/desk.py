"""The desk where questions are put to the index without holding up the event loop."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from bot.observation import note
from index.examples import example_questions

if TYPE_CHECKING:
    from index.model import Answer, Coverage
    from index.retriever import Retriever

SNIPPETS = 5
"""Snippets that one can go through for a question."""


class Found(NamedTuple):
    """An answer, and a short mark of the index that it came from."""

    answer: Answer
    mark: str


class About(NamedTuple):
    """What an index covers, and questions that it answers."""

    coverage: Coverage
    examples: tuple[str, ...]


class Desk:
    """Asks one retriever on behalf of all chats."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._about: About | None = None

    async def ask(self, question: str) -> Found:
        """Return the answer to a question with up to five snippets."""
        return await asyncio.to_thread(self._ask, question)

    async def about(self) -> About:
        """Return what the index covers; the examples are looked for once an index version."""
        return await asyncio.to_thread(self._look)

    def _ask(self, question: str) -> Found:
        trip = self._retriever.trip(question, SNIPPETS)
        note(trip)
        return Found(trip.answer, _mark(self._retriever.coverage().version))

    def _look(self) -> About:
        coverage = self._retriever.coverage()
        if self._about is None or self._about.coverage.version != coverage.version:
            self._about = About(coverage, example_questions(self._retriever))
        return self._about


def _mark(version: str) -> str:
    return hashlib.blake2s(version.encode(), digest_size=4).hexdigest()
