"""An article's line: title, publisher, date and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.addresses import address_of
from bot.render.markup import bare, link, plain
from index.text.dates import told, told_age

if TYPE_CHECKING:
    from bot.texts import Texts
    from index.model import Snippet, Source

MAX_TITLE_UNITS = 250  # UTF-16, as all units here
MAX_PUBLISHER_UNITS = 100


def source_line(
    source: Source, texts: Texts, *more: str, longest: int = MAX_TITLE_UNITS, publisher: bool = True
) -> str:
    """Return HTML for `title · publisher · date`, the title a link where the article has a web address."""
    return _line(source, source.url, texts, *more, longest=longest, publisher=publisher)


def place_line(snippet: Snippet, texts: Texts, *more: str) -> str:
    """Return HTML for `title · publisher · date · age · page`; the link leads to the snippet where that is possible."""
    page = plain(texts.page.format(page=snippet.page)) if snippet.page is not None else ""
    age = told_age(snippet.age, texts.language) if snippet.age else ""
    return _line(snippet.article, address_of(snippet), texts, age, page, *more)


def _line(
    source: Source,
    url: str | None,
    texts: Texts,
    *more: str,
    longest: int = MAX_TITLE_UNITS,
    publisher: bool = True,
) -> str:
    by = plain(source.publisher, MAX_PUBLISHER_UNITS) if source.publisher and publisher else ""
    title = link(url, plain(title_of(source), longest))
    return " · ".join(part for part in (title, by, date_of(source, texts), *more) if part)


def date_of(source: Source, texts: Texts) -> str:
    """Return an article's date as it is written in the bot's language; empty where it is not known."""
    return told(source.date, texts.language) if source.date else ""


def title_of(source: Source) -> str:
    """Return an article's title, its id where nothing of the title can be shown."""
    return source.title if bare(source.title, MAX_TITLE_UNITS) else source.id
