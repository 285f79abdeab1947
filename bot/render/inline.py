"""A snippet as an inline result, offered while somebody types a question in any chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.render.answers import snippet_parts
from bot.render.markup import MAX_QUOTED_UNITS, bare, plain, quote
from bot.render.sources import date_of, title_of

if TYPE_CHECKING:
    from bot.texts import Texts
    from index.model import Snippet

MAX_TITLE_UNITS = 100  # UTF-16 units: a line or two above the composer
MAX_DESCRIPTION_UNITS = 250


class Card(NamedTuple):
    """An inline result: its title and description without markup, and the HTML of the message that it posts."""

    title: str
    description: str
    html: str


def card(snippet: Snippet, texts: Texts, question: str | None = None, *, answered: bool = True) -> Card:
    """Return a snippet's card; with a question, that is its title and stands above the snippet when it is posted."""
    focus = bare(snippet.text[snippet.focus.start : snippet.focus.end], MAX_DESCRIPTION_UNITS)
    date = date_of(snippet.article, texts)
    parts = snippet_parts(snippet, texts, answered=answered)
    if question is None:
        return Card(
            bare(title_of(snippet.article), MAX_TITLE_UNITS),
            " · ".join(filter(None, (date, focus))),
            "\n\n".join(parts),
        )
    title = bare(title_of(snippet.article), MAX_TITLE_UNITS)
    asked = quote(plain(question, MAX_QUOTED_UNITS))
    return Card(bare(question, MAX_TITLE_UNITS), f"{title} · {focus}", "\n\n".join([asked, *parts]))
