"""Takes updates from Telegram to the handlers: stores them, parses them, runs them in their chat's order.

With a database that several processes share, what is taken here may be answered elsewhere: see `claims.py`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from telegram import Update

from bot.errors import DataAwayError
from bot.ops.failed_updates import kind_of, number_of
from bot.transport.chat_order import chat_of

if TYPE_CHECKING:
    from bot.data.base import UpdateQueue
    from bot.ops.failed_updates import FailedUpdates
    from bot.transport.application import App

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Types of updates that the bot asks Telegram for."""

_FLEETING: Final = ("inline_query", "chosen_inline_result")
"""Types that are useless after a restart: an inline query is outdated by then."""


class Intake:
    """Takes every update from Telegram; one that fails does not hold up the others."""

    def __init__(self, application: App, journal: UpdateQueue, failed_updates: FailedUpdates) -> None:
        self._application = application
        self._journal = journal
        self._failed_updates = failed_updates

    def take(self, raw: object) -> None:
        """Store an update and start to handle it, unless it came before or another process answers it.

        Raises DataAwayError if it must not be confirmed, so that Telegram sends it again; nothing else.
        """
        number = number_of(raw)
        update = self._parsed(number, raw)
        if update is not None and (number is None or self._is_ours(number, raw, update)):
            self._begin(update)

    async def resume(self, chats: int) -> int:
        """Start to handle what waits in up to so many chats that no process has in work; return how many updates.

        A bot that is alone takes all.
        """
        waiting = await self._journal.claim(chats)
        for number, body in waiting:
            update = self._parsed(number, json.loads(body))
            if update is not None:
                self._begin(update)
        return len(waiting)

    def _parsed(self, number: int | None, raw: object) -> Update | None:
        try:
            return _parsed(raw, self._application)
        except Exception as error:  # noqa: BLE001 - a field may be missing or of any type, as from an older server
            self._failed_updates.tell("parsed", number, kind_of(raw), error)
            if number is not None:
                self._journal.done(number)
            return None

    def _is_ours(self, number: int, raw: object, update: Update) -> bool:
        fleeting = isinstance(raw, dict) and any(kind in raw for kind in _FLEETING)
        try:
            return self._journal.add(number, chat_of(update), raw, fleeting=fleeting)
        except DataAwayError:
            raise
        except Exception as error:  # noqa: BLE001 - such as a number that no database takes; it can still be answered
            self._failed_updates.tell("kept", number, kind_of(raw), error)
            return True

    def _begin(self, update: Update) -> None:
        self._application.create_task(self._work(update))

    async def _work(self, update: Update) -> None:
        order = self._application.update_processor
        try:
            await order.process_update(update, self._application.process_update(update))
        except Exception as error:  # noqa: BLE001 - the library has told the error handler of all that handlers raise
            self._failed_updates.tell("handled", update.update_id, kind_of(update), error)
            self._journal.done(update.update_id)


def _parsed(raw: object, application: App) -> Update:
    if not isinstance(raw, dict):
        raise TypeError
    update = Update.de_json(raw, application.bot)
    hash(chat_of(update))  # if this fails, the update counts as one that cannot be parsed
    return update
