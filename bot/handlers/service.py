"""What all handlers work with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.data.answers import AnswerMessages
from bot.texts import texts_for
from bot.transport.pace import OwnPace

if TYPE_CHECKING:
    from telegram import User

    from bot.data.votes import Records
    from bot.index_client import IndexClient
    from bot.ops.failed_updates import FailedUpdates
    from bot.render.about import Kept
    from bot.texts import Texts
    from bot.transport.pace import Buckets


@dataclass
class Service:
    """The index, the records of people, and what the bot said recently."""

    index: IndexClient
    records: Records
    kept: Kept
    failed_updates: FailedUpdates
    answers: AnswerMessages = field(default_factory=AnswerMessages)
    warned: set[int] = field(default_factory=set)
    notices: Buckets = field(default_factory=lambda: OwnPace().buckets("notice", 1, 60))
    """One notice of a kind in a minute; more would be a flood in answer to a flood."""

    def texts(self, person: User | None, question: str | None = None) -> Texts:
        """Return the texts in the language for a person and their question."""
        chosen = self.records.language(person.id) if person else None
        return texts_for(question, person.language_code if person else None, chosen)
