"""What Telegram checks before it accepts a message: its text, its buttons, the message it replies to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.emulator.entities import parse, utf16
from bot.emulator.params import JSON, Params, RefusedError, bad_request

if TYPE_CHECKING:
    from bot.emulator.state import Chat, Message, State

MAX_TEXT_UNITS = 4096  # UTF-16 units, after parsing
MAX_ENTITIES = 100
MAX_CALLBACK_BYTES = 64  # bytes
MAX_NOTICE_UNITS = 200  # UTF-16 units of an answer to a pressed button
MAX_BUTTONS = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")


def formatted(params: Params) -> tuple[str, list[JSON]]:
    """Return the text that will be shown and its entities; refused where it is empty, too long or badly marked up."""
    raw = params.text("text")
    if not raw:
        raise bad_request("message text is empty")
    mode = params.text("parse_mode") or ""
    if mode.lower() not in {"", "html"}:
        raise bad_request(f"this emulator reads parse_mode HTML only, not {mode}")
    cleaned = _CONTROL.sub(" ", _DROPPED.sub("", raw))
    text, entities = parse(cleaned) if mode else (cleaned.strip(), [])
    if not text:
        raise bad_request("text must be non-empty")
    if utf16(text) > MAX_TEXT_UNITS:
        raise bad_request("message is too long")
    if len(entities) > MAX_ENTITIES:  # Telegram leaves out what is over: here it is told, as it is never meant
        raise bad_request("ENTITIES_TOO_LONG")
    return text, entities


def keyboard(params: Params) -> JSON | None:
    """Return the inline keyboard, None where there is none; refused where a button could not be drawn or pressed."""
    markup = params.structure("reply_markup", dict, "reply keyboard markup")
    return None if markup is None else checked_keyboard(markup)


def checked_keyboard(markup: JSON) -> JSON | None:
    """Return the same for an inline keyboard inside another object."""
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": rows} if buttons else None


def _check_button(button: object) -> None:
    what = "can't parse inline keyboard button"
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(f'{what}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request(f"{what}: Button text must be non-empty")
    data, url = button.get("callback_data"), button.get("url")
    if url:
        return _check_url(str(url))
    if not isinstance(data, str) or not data:
        raise bad_request(f"{what}: Text buttons are unallowed in the inline keyboard")
    if len(data.encode()) > MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return None


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https", "tg", "ton"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not parts.netloc or re.search(r"\s", url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def addressed(state: State, params: Params) -> Chat:
    """Return the chat that a call is about; refused where the bot has never met it."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = state.chats.get(params.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        raise RefusedError(400, upgraded, migrate_to_chat_id=chat.migrated_to)
    if chat.blocked:
        raise RefusedError(403, "Forbidden: bot was blocked by the user")
    return chat


def replied_to(state: State, params: Params, chat: Chat) -> Message | None:
    """Return the message that is replied to; refused where it is gone, unless the call allows for that."""
    reply = params.structure("reply_parameters", dict, "reply parameters")
    if reply is None:
        return None
    target = state.messages.get((chat.id, int(reply.get("message_id") or 0)))
    if target is None and reply.get("allow_sending_without_reply") is not True:
        raise bad_request("message to be replied not found")
    return target


def topic_of(params: Params, chat: Chat, reply: Message | None) -> int | None:
    """Return the topic that a message goes to: the one named, else that of the message replied to."""
    topic = params.integer("message_thread_id") or None
    if topic is not None and topic not in chat.topics:
        raise bad_request("message thread not found")
    return topic or (reply.topic if reply else None)
