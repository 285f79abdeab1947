"""Decides who is answered, and how often, before any other handler sees an update."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from telegram import Chat
from telegram.ext import ApplicationHandlerStop

from bot import render
from bot.handlers import groups
from bot.handlers.replies import opening_command, question_in, reply, words

if TYPE_CHECKING:
    from telegram import Message, Update, User
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service
    from bot.settings import BotSettings
    from bot.transport.chat_order import ChatOrder
    from bot.transport.pace import Pace

MAX_WAITING_QUESTIONS: Final = 10
"""Waiting questions of one person in a chat; of more only the newest one is answered."""


class Admission:
    """Lets an update through or stops it: with one notice if a person waits for an answer, else silently."""

    def __init__(self, settings: BotSettings, order: ChatOrder, service: Service, pace: Pace) -> None:
        self._admins, self._allow, self._block = settings.admins, settings.allow, settings.block
        self._stale_after = settings.stale_after
        self._order = order
        self._service = service
        self._users = pace.buckets("person's questions", settings.user_per_minute, 60)
        self._chats = pace.buckets("chat's questions", settings.chat_per_minute, 60)
        self._skip_until: dict[tuple[int, int], int] = {}

    async def check(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        """Raise ApplicationHandlerStop for an update that is not to be answered."""
        if not self._is_invited(update):
            await self._turn_away(update)
            raise ApplicationHandlerStop
        message, person = update.message or update.edited_message, update.effective_user
        if message is None or person is None or not is_question(message):
            return
        if (refused := await self._refusal(update, message, person)) is not None:
            kind, notice = refused
            if notice and await self._service.notices[kind, message.chat_id, person.id].take():
                await reply(message, render.plain(notice))
            raise ApplicationHandlerStop

    def _is_invited(self, update: Update) -> bool:
        ids = {peer.id for peer in (update.effective_user, update.effective_chat) if peer is not None}
        return not ids & self._block and (not self._allow or bool(ids & (self._allow | self._admins)))

    async def _turn_away(self, update: Update) -> None:
        """Tell a person who is not on the list their ID; blocked people and groups get no reply."""
        person, message = update.effective_user, update.message
        if update.callback_query is not None:
            await update.callback_query.answer()
        if person is None or message is None or message.chat.type != Chat.PRIVATE or person.id in self._block:
            return
        if await self._service.notices["not_invited", person.id].take():
            texts = self._service.texts(person, question_in(message))
            await reply(message, render.plain(texts.not_invited.format(id=person.id)))

    async def _refusal(self, update: Update, message: Message, person: User) -> tuple[str, str | None] | None:
        """Return why a question is not answered, as a kind and a notice; None if it is answered."""
        texts = self._service.texts(person, question_in(message))
        age = (datetime.now(UTC) - (message.edit_date or message.date)).total_seconds()
        if age > self._stale_after:
            return "stale", texts.was_away
        if self._is_outrun(update, message, person):
            return "many", texts.only_newest
        if not await self._users[person.id].take() or not await self._chats[message.chat_id].take():
            return "limit", texts.slow_down
        return None

    def _is_outrun(self, update: Update, message: Message, person: User) -> bool:
        """Tell whether a newer question of the same person in the same chat is answered instead."""
        key = (message.chat_id, person.id)
        newer = [
            later_update for later_update in self._order.behind(update) if _is_question_of(later_update, person.id)
        ]
        if len(newer) >= MAX_WAITING_QUESTIONS:
            self._skip_until[key] = newer[-1].update_id
        if update.update_id < self._skip_until.get(key, 0):
            return True
        self._skip_until.pop(key, None)
        return False


def is_question(message: Message) -> bool:
    """Tell whether a message may be for the bot; what people say to each other in a group is not."""
    if opening_command(message):
        return groups.asks(message)
    return bool(words(message)) and (message.chat.type == Chat.PRIVATE or groups.MEANT.filter(message))


def _is_question_of(update: Update, person: int) -> bool:
    message, asker = update.message, update.effective_user
    return message is not None and asker is not None and asker.id == person and is_question(message)
