"""A bot's profile: commands for each scope and language, descriptions for each language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.emulator.entities import utf16
from bot.emulator.params import JSON, Params, bad_request

if TYPE_CHECKING:
    from bot.emulator.state import Chat, State

MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION_UNITS = 256
MAX_DESCRIPTION_UNITS = 512
MAX_SHORT_DESCRIPTION_UNITS = 120
COMMANDS = frozenset({"scope", "language_code"})


def set_my_commands(state: State, params: Params) -> bool:
    """Show these commands in a scope to people of a language."""
    commands = params.structure("commands", list, "bot commands")
    if commands is None or len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH" if commands else "can't parse commands JSON object")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16(str(command.get("description", ""))) <= MAX_COMMAND_DESCRIPTION_UNITS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    state.commands[_scope(state, params), _language(params)] = commands
    return True


def get_my_commands(state: State, params: Params) -> list[JSON]:
    """Return the commands of exactly this scope and language."""
    return state.commands.get((_scope(state, params), _language(params)), [])


def delete_my_commands(state: State, params: Params) -> bool:
    """Delete them, so that those of a wider scope show again."""
    state.commands.pop((_scope(state, params), _language(params)), None)
    return True


def set_my_description(state: State, params: Params) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set(state, params, "description", MAX_DESCRIPTION_UNITS)


def get_my_description(state: State, params: Params) -> JSON:
    """Return it."""
    return {"description": state.descriptions.get(("description", _language(params)), "")}


def set_my_short_description(state: State, params: Params) -> bool:
    """Set what the bot's profile shows."""
    return _set(state, params, "short_description", MAX_SHORT_DESCRIPTION_UNITS)


def get_my_short_description(state: State, params: Params) -> JSON:
    """Return it."""
    return {"short_description": state.descriptions.get(("short_description", _language(params)), "")}


def commands_shown(state: State, chat: Chat, language_code: str | None) -> list[JSON]:
    """Return the commands that a person of a language sees in a chat: those of the narrowest scope that has some."""
    scopes = ({"type": "chat", "chat_id": chat.id}, {"type": "default"})
    keys = ((_named(scope), code) for scope in scopes for code in (_two_letters(language_code), ""))
    return next((state.commands[key] for key in keys if state.commands.get(key)), [])


def description_shown(state: State, language_code: str | None) -> str:
    """Return what a person of a language sees in an empty chat with the bot."""
    codes = (_two_letters(language_code), "")
    return next(filter(None, (state.descriptions.get(("description", code)) for code in codes)), "")


def _two_letters(language_code: str | None) -> str:
    return (language_code or "")[:2]


def _named(scope: JSON) -> str:
    return json.dumps(scope, sort_keys=True)


def _set(state: State, params: Params, name: str, longest: int) -> bool:
    text = params.text(name) or ""
    if utf16(text) > longest:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    state.descriptions[name, _language(params)] = text
    return True


def _language(params: Params) -> str:
    code = params.text("language_code") or ""
    if not re.fullmatch(r"(?:[a-z]{2})?", code):  # two letters: there is no zh-hant here
        raise bad_request("invalid language code specified")
    return code


def _scope(state: State, params: Params) -> str:
    scope = params.structure("scope", dict, "bot command scope") or {"type": "default"}
    if scope.get("type") == "chat" and int(scope.get("chat_id") or 0) not in state.chats:
        raise bad_request("chat not found")
    return _named(scope)
