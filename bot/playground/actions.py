"""What a person does on the page: writes, corrects, presses, types after "@bot"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.emulator.checks import MAX_TEXT_UNITS
from bot.emulator.entities import utf16
from bot.emulator.params import JSON, Params, bad_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.emulator.state import Chat, Message
    from bot.playground.stage import Stage

PATIENCE_SECONDS: Final = 15.0
"""Seconds to wait for the bot after a pressed button or a typed word, about as long as an app waits."""


async def say(stage: Stage, params: Params) -> JSON:
    """Write a message, in reply to another one where `reply_to` names it."""
    by, chat = _where(stage, params)
    reply = params.integer("reply_to")
    above = stage.message(chat, reply) if reply else None
    sent = stage.state.hear(chat, by, _text(params), reply_to=above, topic=_topic(params, chat))
    return {"message_id": sent.id}


async def rewrite(stage: Stage, params: Params) -> JSON:
    """Correct a message of one's own."""
    message, text = _own(stage, params), _text(params)
    if text != message.text:
        stage.state.rewrite(message, text)
    return {}


async def delete(stage: Stage, params: Params) -> JSON:
    """Delete a message of one's own."""
    stage.state.delete(_own(stage, params))
    return {}


async def press(stage: Stage, params: Params) -> JSON:
    """Press a button, and return the notice that the bot answers with; null where it does not answer."""
    by, chat = _where(stage, params)
    message, data = stage.message(chat, params.integer("message")), params.text("data") or ""
    if data not in {button.get("callback_data") for button in message.buttons()}:
        raise bad_request("there is no such button any more")
    query = stage.state.press(message, data, by, expired=False, old=False)
    return {"answer": await _within(stage, lambda: query.answer)}


async def type_inline(stage: Stage, params: Params) -> JSON:
    """Type after "@bot", and return the results that the bot offers; null where it waits for the next letter."""
    query = stage.state.type(stage.person(params.integer("by")), params.text("text") or "")
    offered = await _within(stage, lambda: query.results is not None) is not None
    results = [_card(result) for result in query.results or []] if offered else None
    return {"query": query.id, "results": results, "button": query.button}


async def choose(stage: Stage, params: Params) -> JSON:
    """Post one of the results that were offered."""
    by, chat = _where(stage, params)
    query, position = stage.state.inline_queries.get(params.text("query") or ""), params.integer("position")
    if query is None or query.person is not by or not 0 <= position < len(query.results or []):
        raise bad_request("there is no such result any more")
    sent = stage.state.choose(query, position, chat, _topic(params, chat))
    return {"message_id": sent.id}


async def keep_private(stage: Stage, params: Params) -> JSON:
    """Turn privacy mode on or off; the bot goes on as it was told when it joined the groups."""
    stage.state.privacy = params.flag("on")
    return {}


ACTIONS: Final[Mapping[str, Callable[[Stage, Params], Awaitable[JSON]]]] = {
    "say": say,
    "rewrite": rewrite,
    "delete": delete,
    "press": press,
    "type": type_inline,
    "choose": choose,
    "privacy": keep_private,
}


def _where(stage: Stage, params: Params) -> tuple[Chat, Chat]:
    by = stage.person(params.integer("by"))
    return by, stage.chat(params.integer("chat"), by)


def _topic(params: Params, chat: Chat) -> int | None:
    topic = params.integer("topic") or None
    if topic is not None and topic not in chat.topics:
        raise bad_request("there is no such topic")
    return topic


def _text(params: Params) -> str:
    text = (params.text("text") or "").strip()
    if not text:
        raise bad_request("there is nothing to send")
    if utf16(text) > MAX_TEXT_UNITS:
        raise bad_request(f"a message takes up to {MAX_TEXT_UNITS} characters")
    return text


def _own(stage: Stage, params: Params) -> Message:
    by, chat = _where(stage, params)
    message = stage.message(chat, params.integer("message"))
    if message.sender.get("id") != by.id or "via_bot" in message.content:
        raise bad_request("only one's own words can be changed")
    return message


def _card(result: JSON) -> JSON:
    return {"title": result["title"], "description": result.get("description", "")}


async def _within(stage: Stage, look: Callable[[], object]) -> object:
    await stage.server.announce()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await stage.server.seen(look)
    except TimeoutError:
        return None
