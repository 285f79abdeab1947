"""What the bot is and what it covers: /start with its links, /help, and any command that it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot import keys, render
from bot.handlers import articles, ask
from bot.handlers.replies import payload_in, reply
from bot.render import buttons

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service


async def start(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Open the article or repeat the question that a link carries; without a link, say what the bot is."""
    if (message := update.message) is None:
        return
    payload = payload_in(message)
    if question := keys.question_of_payload(payload):
        await ask.answer(service, message, question, quoted=True)
    elif key := keys.article_of_payload(payload):
        await articles.open_linked(service, message, key)
    else:
        await _tell(service, message)


async def tell(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say what the bot is, what it covers, its commands, and example questions."""
    if update.message is not None:
        await _tell(service, update.message, commands=True)


async def _tell(service: Service, message: Message, *, commands: bool = False) -> None:
    known = await service.index.about()
    texts = service.texts(message.from_user)
    more = [render.guide(texts)] if commands else []
    html = render.about(known.coverage, known.examples, texts, *more)
    await reply(message, html, buttons.of_examples(known.examples))
