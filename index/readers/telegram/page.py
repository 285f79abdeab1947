"""Telegram's `messages.html`: the same chat as a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.files import missing
from index.readers.html.elements import BREAK, one_line, pieces
from index.readers.html.tree import decode_page, parsed
from index.readers.telegram.messages import Day, Message, days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_MARKS: Final = (b'class="page_wrap"', b'class="history"')
_HEAD: Final = 20_000  # bytes in which they stand
_DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})\b")


def is_chat(data: bytes) -> bool:
    """Tell whether a page is a chat that Telegram exported."""
    return all(mark in data[:_HEAD] for mark in _MARKS)


def page_days(data: bytes) -> Iterator[Day]:
    """Give the days of the chat on a page; raises ArticleError where the page cannot be read."""
    try:
        tree = parsed(decode_page(data))
    except ImportError as error:
        raise missing("a web page") from error
    chat = next(_of_class(tree, "page_header"), None)
    yield from days(one_line(chat) if chat is not None else "", _messages(tree))


def _messages(tree: HtmlElement) -> Iterator[Message]:
    """Give the messages; one that goes on from the one before has its author."""
    author = ""
    for message in _of_class(tree, "message"):
        if "service" in _classes(message):
            continue
        date = next(_of_class(message, "date"), None)
        day = _DAY.match(date.get("title", "")) if date is not None else None
        sender = next(
            (element for element in _of_class(message, "from_name") if not _is_forwarded(element, message)), None
        )
        author = one_line(sender) if sender is not None else author
        texts = ("".join(pieces(text)).replace(BREAK, "\n") for text in _of_class(message, "text"))
        if day:
            text = "\n".join(" ".join(line.split()) for part in texts for line in part.strip().split("\n"))
            yield Message(f"{day[3]}-{day[2]}-{day[1]}", author, text)


def _of_class(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    return (element for element in tree.iter("div") if name in _classes(element))


def _classes(element: HtmlElement) -> list[str]:
    return list(element.get("class", "").split())


def _is_forwarded(element: HtmlElement, message: HtmlElement) -> bool:
    for above in element.iterancestors():
        if above is message:
            break
        if "forwarded" in _classes(above):
            return True
    return False
