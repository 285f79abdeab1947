"""The messages of a chat, an article a day.

A whole chat as one article would have no date, and of a lively group no end; an article a message would part an answer
from its question. Of a day both are there, and the day is the date of what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.readers.content import Content
from index.readers.metadata import SourceFields
from index.readers.plain.blocks import plain_blocks
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Message(NamedTuple):
    """What somebody wrote in a chat; `day` is its date as YYYY-MM-DD, `author` may be empty."""

    day: str
    author: str
    text: str


class Day(NamedTuple):
    """What was written in a chat on one day, and its id within the file."""

    id: str
    content: Content


def days(chat: str, messages: Iterable[Message], prefix: str = "") -> Iterator[Day]:
    """Give the days of a chat in order; messages without words are left out, as are those of pictures alone.

    The author stands before each message, but for a channel's own posts. `prefix` tells the ids of one chat of several.
    """
    posts: dict[str, list[Message]] = {}
    for message in messages:
        if any(map(str.isalnum, message.text)):
            posts.setdefault(message.day, []).append(message)
    for day in sorted(posts):
        draft = Draft()
        for message in posts[day]:
            _add(message, draft, named=message.author not in ("", chat))
        text, blocks = draft.finished()
        yield Day(prefix + day, Content(text, blocks, SourceFields(title=chat or None, date=day)))


def _add(message: Message, draft: Draft, *, named: bool) -> None:
    text = f"{message.author}: {message.text}" if named else message.text
    for block in plain_blocks(text, 0):
        draft.add(block.kind, text[slice(*block.span)], level=block.level, marker="- " if block.kind == "item" else "")
