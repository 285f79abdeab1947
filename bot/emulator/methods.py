"""The Bot API's methods that citebot calls, each a function of the state and the parameters."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.emulator import inline, profile
from bot.emulator.checks import MAX_NOTICE_UNITS, addressed, formatted, keyboard, replied_to, topic_of
from bot.emulator.entities import utf16
from bot.emulator.params import JSON, Params, RefusedError, bad_request
from bot.emulator.state import BOT, Message, State, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable


ACTIONS = frozenset({"typing", "upload_photo", "upload_document", "find_location"})  # some of Telegram's
Result = JSON | bool | list[JSON]


class Method(NamedTuple):
    """What a method does, and the names of the parameters it takes."""

    call: Callable[[State, Params], Result]
    takes: frozenset[str]


def get_me(state: State, _: Params) -> Result:
    """Return the bot itself."""
    abilities = {"can_join_groups": True, "supports_inline_queries": state.inline, "can_connect_to_business": False}
    return {**BOT, **abilities, "can_read_all_group_messages": not state.privacy, "has_main_web_app": False}


def set_webhook(state: State, params: Params) -> Result:
    """Send updates to an address from now on; unlike Telegram, also by plain http to this machine."""
    url, secret = params.text("url") or "", params.text("secret_token") or ""
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    allowed = params.structure("allowed_updates", list, "allowed updates")
    if allowed is not None:
        state.allowed = frozenset(allowed) or None
    state.webhook = Webhook(url, secret) if url else None
    return True


def delete_webhook(state: State, params: Params) -> Result:
    """Return to polling."""
    state.webhook = None
    if params.flag("drop_pending_updates"):
        state.updates.clear()
    return True


def get_webhook_info(state: State, _: Params) -> Result:
    """Return where updates are sent, and the last trouble with it."""
    hook = state.webhook
    info: JSON = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates),
    }
    if hook and hook.last_error:
        info |= {"last_error_date": int(time.time()), "last_error_message": hook.last_error}
    return info


def send_message(state: State, params: Params) -> Result:
    """Send a message of the bot's."""
    chat = addressed(state, params)
    text, entities = formatted(params)
    markup = keyboard(params)
    preview = params.structure("link_preview_options", dict, "link preview options")
    reply = replied_to(state, params, chat)
    topic = topic_of(params, chat, reply)
    sent = state.add(
        chat, BOT, text=text, entities=entities, keyboard=markup, preview=preview, reply_to=reply, topic=topic
    )
    return sent.to_json()


def send_chat_action(state: State, params: Params) -> Result:
    """Show for some seconds that the bot is doing something."""
    chat = addressed(state, params)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    topic_of(params, chat, None)
    return True


def edit_message_text(state: State, params: Params) -> Result:
    """Change the text and the buttons of a message of the bot."""
    message = _editable(state, params)
    text, entities = formatted(params)
    markup = keyboard(params)
    _check_modified((text, entities, markup) != (message.text, message.entities, message.keyboard))
    message.text, message.entities, message.keyboard = text, entities, markup
    message.preview = params.structure("link_preview_options", dict, "link preview options")
    message.edits += 1
    return message.to_json()


def edit_message_reply_markup(state: State, params: Params) -> Result:
    """Change the buttons of a message of the bot."""
    message = _editable(state, params)
    markup = keyboard(params)
    _check_modified(markup != message.keyboard)
    message.keyboard = markup
    message.edits += 1
    return message.to_json()


def answer_callback_query(state: State, params: Params) -> Result:
    """Answer a pressed button, with `text` as a notice."""
    query = state.queries.get(params.text("callback_query_id") or "")
    if query is None or query.answer is not None or query.expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    notice = params.text("text") or ""
    if utf16(notice) > MAX_NOTICE_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {"text": notice, "show_alert": params.flag("show_alert")}
    return True


def _editable(state: State, params: Params) -> Message:
    chat = addressed(state, params)
    message = state.messages.get((chat.id, params.integer("message_id")))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.frozen:
        raise bad_request("message can't be edited")
    return message


def _check_modified(modified: bool) -> None:
    if not modified:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )


_SHOWN = {"chat_id", "text", "parse_mode", "link_preview_options", "reply_markup"}
METHODS = {
    "getme": Method(get_me, frozenset()),
    "setwebhook": Method(
        set_webhook,
        frozenset({"url", "secret_token", "allowed_updates", "drop_pending_updates", "max_connections", "ip_address"}),
    ),
    "getwebhookinfo": Method(get_webhook_info, frozenset()),
    "deletewebhook": Method(delete_webhook, frozenset({"drop_pending_updates"})),
    "sendmessage": Method(send_message, frozenset(_SHOWN | {"reply_parameters", "message_thread_id"})),
    "sendchataction": Method(send_chat_action, frozenset({"chat_id", "action", "message_thread_id"})),
    "editmessagetext": Method(edit_message_text, frozenset(_SHOWN | {"message_id"})),
    "editmessagereplymarkup": Method(edit_message_reply_markup, frozenset({"chat_id", "message_id", "reply_markup"})),
    "answercallbackquery": Method(answer_callback_query, frozenset({"callback_query_id", "text", "show_alert"})),
    "answerinlinequery": Method(inline.answer_inline_query, inline.TAKES),
    "setmycommands": Method(profile.set_my_commands, profile.COMMANDS | {"commands"}),
    "getmycommands": Method(profile.get_my_commands, profile.COMMANDS),
    "deletemycommands": Method(profile.delete_my_commands, profile.COMMANDS),
    "setmydescription": Method(profile.set_my_description, frozenset({"description", "language_code"})),
    "getmydescription": Method(profile.get_my_description, frozenset({"language_code"})),
    "setmyshortdescription": Method(
        profile.set_my_short_description, frozenset({"short_description", "language_code"})
    ),
    "getmyshortdescription": Method(profile.get_my_short_description, frozenset({"language_code"})),
}
POLLING = frozenset({"offset", "limit", "timeout", "allowed_updates"})


def check_names(name: str, given: set[str], taken: frozenset[str]) -> None:
    """Refuse a parameter that the method does not have: Telegram would ignore it, but a test should see our mistake."""
    if unknown := sorted(given - taken):
        raise bad_request(f"this emulator's {name} takes no {', '.join(unknown)}")


def call(state: State, name: str, params: Params) -> Result:
    """Return the result of a method, its name in any case; refused as Not Found where there is no such method."""
    method = METHODS.get(name.lower())
    if method is None:
        raise RefusedError(404, "Not Found")
    check_names(name, params.names(), method.takes)
    return method.call(state, params)
