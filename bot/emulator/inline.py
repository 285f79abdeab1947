"""Inline mode: what a person types after "@bot" in any chat, and the results that the bot offers for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.emulator.checks import checked_keyboard, formatted
from bot.emulator.params import JSON, Params, bad_request

if TYPE_CHECKING:
    from bot.emulator.state import State

MAX_RESULTS = 50
MAX_ID_BYTES = 64  # bytes
_START = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FIELDS = {"type", "id", "title", "description", "input_message_content", "reply_markup", "url", "thumbnail_url"}
TAKES = frozenset({"inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"})


def answer_inline_query(state: State, params: Params) -> bool:
    """Offer results to who is typing."""
    query = state.inline_queries.get(params.text("inline_query_id") or "")
    if query is None or query.results is not None or query.expired:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = params.structure("results", list, "inline query results")
    if results is None or len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH" if results else "can't parse inline query results JSON object")
    checked = [_result(result) for result in results]
    if len({result["id"] for result in checked}) < len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    query.button = _button(params)
    query.cache_time, query.personal = params.integer("cache_time", 300), params.flag("is_personal")
    query.results = checked
    return True


def _result(result: object) -> JSON:
    what = "can't parse inline query result"
    if not isinstance(result, dict) or result.get("type") != "article":
        raise bad_request(f"{what}: this emulator knows articles only")
    if unknown := sorted(set(result) - _FIELDS):
        raise bad_request(f"{what}: this emulator's article takes no {', '.join(unknown)}")
    if not 1 <= len(str(result.get("id", "")).encode()) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request(f'{what}: Can\'t find field "input_message_content"')
    text, entities = formatted(Params({"text": content["message_text"], "parse_mode": content.get("parse_mode")}))
    markup = result.get("reply_markup")
    return {**result, "text": text, "entities": entities, "keyboard": checked_keyboard(markup) if markup else None}


def _button(params: Params) -> JSON | None:
    button = params.structure("button", dict, "inline query results button")
    if button is None:
        return None
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline query results button: Button text must be non-empty")
    if not _START.fullmatch(str(button.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    return button
