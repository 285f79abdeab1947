"""Inline mode: results while somebody types "@bot question" in any chat."""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from telegram import InlineKeyboardButton as Button
from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import render
from bot.handlers.replies import NO_PREVIEW
from bot.keys import article_payload, question_mark, question_payload

if TYPE_CHECKING:
    from telegram import InlineQuery, Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service
    from bot.index_client import FoundAnswer
    from bot.texts import Texts

MAX_RESULTS: Final = 10
CACHE_SECONDS: Final = 30
"""Seconds for which Telegram caches results; for so long they may be older than the index."""

_PAUSE_SECONDS: Final = 0.15  # without another letter before a question is looked up
_MAX_REMEMBERED: Final = 256  # questions whose answers are kept
_NO_QUESTION: Final = "hello"  # payload of the link to the private chat if the question is too long for one


class _Key(NamedTuple):
    version: str
    question: str


class Inline:
    """Answers inline queries; a letter typed within the pause cancels the query before it."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._newest: dict[int, str] = {}
        self._responses: OrderedDict[_Key, FoundAnswer] = OrderedDict()

    async def answer(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Offer up to ten snippets; for an empty query, example questions."""
        query = update.inline_query
        if query is None:
            return
        question = " ".join(query.query.split())
        version = await self._service.index.version()
        if _Key(version, question) not in self._responses and await self._superseded(query):
            return
        texts = self._service.texts(query.from_user, question)
        name = str(context.bot.username)
        if question:
            response = await self._find(version, question)
            results = [_result(response, position, name, texts) for position in range(len(response.answer.snippets))]
        else:
            results = await self._examples(version, name, texts)
        payload = question_payload(question) if question else None
        with contextlib.suppress(BadRequest):  # too late: the person typed on, or there was an outage
            await query.answer(
                results,
                cache_time=CACHE_SECONDS,
                is_personal=True,  # two people may ask the same question in two languages
                button=InlineQueryResultsButton(texts.ask_privately, start_parameter=payload or _NO_QUESTION),
            )

    async def _superseded(self, query: InlineQuery) -> bool:
        """Wait for the pause and tell whether the person typed on meanwhile."""
        person = query.from_user.id
        self._newest[person] = query.id
        await asyncio.sleep(_PAUSE_SECONDS)
        if self._newest.get(person) != query.id:
            return True
        del self._newest[person]
        return False

    async def _find(self, version: str, question: str) -> FoundAnswer:
        known = self._responses.get(_Key(version, question))
        response = known or await self._service.index.ask(question, top=MAX_RESULTS)
        key = _Key(response.commit.coverage().version, question)  # may be newer than the version that was looked up
        self._responses[key] = response
        self._responses.move_to_end(key)
        if len(self._responses) > _MAX_REMEMBERED:
            self._responses.popitem(last=False)
        return response

    async def _examples(self, version: str, name: str, texts: Texts) -> list[InlineQueryResultArticle]:
        examples = (await self._service.index.about()).examples
        responses = [await self._find(version, example) for example in examples]
        return [
            _result(response, 0, name, texts, question=response.answer.question)
            for response in responses
            if response.answer.snippets
        ]


def _result(
    response: FoundAnswer, position: int, name: str, texts: Texts, question: str | None = None
) -> InlineQueryResultArticle:
    card = render.card(response.answer.snippets[position], texts, question, answered=response.answer.answered)
    link = f"https://t.me/{name}?start={article_payload(response.keys[position])}"
    return InlineQueryResultArticle(
        f"{response.mark}:{position}:{question_mark(question or '')}",
        card.title,
        InputTextMessageContent(card.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=card.description,
        reply_markup=InlineKeyboardMarkup.from_button(Button(texts.read_article, url=link)),
    )
