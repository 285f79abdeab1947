"""Telegram's `result.json`: one chat, or all chats of an account."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from index.errors import ArticleError
from index.readers.encodings import decode
from index.readers.telegram.messages import Day, Message, days

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_OTHER: Final = "It is JSON, but no chat that Telegram exported: save it as .jsonl, an article a line, or move it away."


def export_days(data: bytes) -> Iterator[Day]:
    """Give the days of the chats in an export. Raises ArticleError where it is none."""
    try:
        root = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"It is not JSON ({error!s:.80}): export the chat again.") from error
    chats = _chats(root)
    if not chats:
        raise ArticleError(_OTHER)
    for nth, chat in enumerate(chats):
        prefix = f"{chat.get('id', nth)}/" if len(chats) > 1 else ""
        yield from days(_text(chat.get("name")).strip(), _messages(chat["messages"]), prefix)


def _chats(root: object) -> list[dict[str, Any]]:
    if not isinstance(root, dict):
        return []
    groups = [root.get("chats"), root.get("left_chats")]
    listed = [group.get("list") for group in groups if isinstance(group, dict)]
    tables = [root, *(table for several in listed if isinstance(several, list) for table in several)]
    return [table for table in tables if isinstance(table, dict) and isinstance(table.get("messages"), list)]


def _messages(rows: list[object]) -> Iterator[Message]:
    """Give what people wrote; that somebody came or pinned something is no message."""
    for row in rows:
        if not isinstance(row, dict) or row.get("type") != "message":
            continue
        day = _DAY.match(_text(row.get("date")))
        if day:
            yield Message(day[0], " ".join(_text(row.get("from")).split()), _said(row))


def _said(row: dict[str, Any]) -> str:
    poll = row.get("poll")
    asked = [poll.get("question"), *_answers(poll)] if isinstance(poll, dict) else []
    return "\n".join(filter(None, map(str.strip, map(_text, [row.get("text"), *asked]))))


def _answers(poll: dict[str, Any]) -> list[object]:
    answers = poll.get("answers")
    return [answer.get("text") for answer in answers if isinstance(answer, dict)] if isinstance(answers, list) else []


def _text(value: object) -> str:
    """Return a text that may be in pieces: links and bold words are objects with a "text"."""
    if isinstance(value, list):
        return "".join(map(_text, value))
    if isinstance(value, dict):
        return _text(value.get("text"))
    return _SURROGATE.sub("\ufffd", value).replace("\0", "") if isinstance(value, str) else ""
