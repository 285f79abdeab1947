"""What all handlers work with."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.texts import texts_for
from bot.transport.limiters import Bucket, Keyed

if TYPE_CHECKING:
    from telegram import User

    from bot.data.votes import Records
    from bot.index_client import IndexClient
    from bot.ops.failed_updates import FailedUpdates
    from bot.render.about import Kept
    from bot.texts import Texts

_MAX_REMEMBERED: Final = 10_000  # questions; some hundred kilobytes


class AnswerMessages:
    """Which message of the bot answers which question: the last ten thousand, in memory only."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()

    def remember(self, chat: int, question: int, answer: int) -> None:
        """Remember which message answers a question."""
        self._answers[chat, question] = answer
        self._answers.move_to_end((chat, question))
        if len(self._answers) > _MAX_REMEMBERED:
            self._answers.popitem(last=False)

    def answer_to(self, chat: int, question: int) -> int | None:
        """Return the message that answers a question, None if it is not known."""
        return self._answers.get((chat, question))


@dataclass
class Service:
    """The index, the records of people, and what the bot said recently."""

    index: IndexClient
    records: Records
    kept: Kept
    failed_updates: FailedUpdates
    answers: AnswerMessages = field(default_factory=AnswerMessages)
    warned: set[int] = field(default_factory=set)
    notices: Keyed[Bucket] = field(default_factory=lambda: Keyed(lambda: Bucket(1, 60)))
    """One notice of a kind in a minute; more would be a flood in answer to a flood."""

    def texts(self, person: User | None, question: str | None = None) -> Texts:
        """Return the texts in the language for a person and their question."""
        chosen = self.records.language(person.id) if person else None
        return texts_for(question, person.language_code if person else None, chosen)
