"""Takes updates from Telegram to the handlers: stores them, parses them, runs them in their chat's order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from telegram import Update

from bot.ops.failed_updates import kind_of, number_of
from bot.transport.chat_order import chat_of

if TYPE_CHECKING:
    from bot.data.journal import Journal
    from bot.ops.failed_updates import FailedUpdates
    from bot.transport.application import App

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Types of updates that the bot asks Telegram for."""

_FLEETING: Final = ("inline_query", "chosen_inline_result")
"""Types that are useless after a restart: an inline query is outdated by then."""


class Intake:
    """Takes every update from Telegram; one that fails does not hold up the others."""

    def __init__(self, application: App, journal: Journal, failed_updates: FailedUpdates) -> None:
        self._application = application
        self._journal = journal
        self._failed_updates = failed_updates

    def take(self, raw: object) -> None:
        """Store an update and start to handle it, unless it came before; never raises, so that it can be confirmed."""
        number = number_of(raw)
        if number is None or self._is_new(number, raw):
            self._begin(number, raw)

    def resume(self) -> int:
        """Start to handle the updates that were not done when the bot last ended, and return how many they are."""
        waiting = self._journal.waiting()
        for number, body in waiting:
            self._begin(number, json.loads(body))
        return len(waiting)

    def _is_new(self, number: int, raw: object) -> bool:
        if isinstance(raw, dict) and any(kind in raw for kind in _FLEETING):
            return True
        try:
            return self._journal.add(number, raw)
        except Exception as error:  # noqa: BLE001 - such as a number that no database takes; it can still be answered
            self._failed_updates.tell("kept", number, kind_of(raw), error)
            return True

    def _begin(self, number: int | None, raw: object) -> None:
        try:
            update = _parsed(raw, self._application)
        except Exception as error:  # noqa: BLE001 - a field may be missing or of any type, as from an older server
            self._failed_updates.tell("parsed", number, kind_of(raw), error)
            self._cross_out(number)
        else:
            self._application.create_task(self._work(update))

    async def _work(self, update: Update) -> None:
        order = self._application.update_processor
        try:
            await order.process_update(update, self._application.process_update(update))
        except Exception as error:  # noqa: BLE001 - the library has told the error handler of all that handlers raise
            self._failed_updates.tell("handled", update.update_id, kind_of(update), error)
            self._cross_out(update.update_id)

    def _cross_out(self, number: int | None) -> None:
        if number is not None:
            self._journal.done(number)


def _parsed(raw: object, application: App) -> Update:
    if not isinstance(raw, dict):
        raise TypeError
    update = Update.de_json(raw, application.bot)
    hash(chat_of(update))  # if this fails, the update counts as one that cannot be parsed
    return update
