"""Articles to read: /latest, /sources, and the whole text a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot import render
from bot.handlers.presses import Press, notify, show
from bot.handlers.replies import question_in, reply
from bot.handlers.views import View
from bot.keys import article_key
from bot.render import buttons
from bot.render.markup import bare

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service
    from bot.texts import Texts

LISTED_PER_PAGE: Final = 10  # articles a page
MAX_WORDS_UNITS: Final = 100  # UTF-16 units of what a list is about


async def latest(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """List the newest articles or, with words after the command, the newest that speak of these."""
    words = question_in(update.message) if update.message is not None else ""
    if update.message is None or not words:
        await _list(service, update, buttons.NEWEST)
        return
    texts = service.texts(update.message.from_user, words)
    await reply(update.message, *await _about(service, words, texts))


async def sources(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """List all articles by title."""
    await _list(service, update, buttons.ALL)


async def turn_list(service: Service, press: Press) -> None:
    """Show another page of a list, or go back to it."""
    await notify(press)
    listed = buttons.Listed(press.match["order"], int(press.match["page"]))
    await show(press, *await _listed(service, listed, press.texts))


async def read_listed(service: Service, press: Press) -> None:
    """Show a page of an article that was opened from a list or by a link."""
    back = buttons.Listed(press.match["order"], int(press.match["back"]))
    view = await _page(service, press.match["key"], int(press.match["page"]), back, press.texts)
    await notify(press, "" if view else press.notices.article_gone)
    if view is not None:
        await show(press, *view)


async def open_linked(service: Service, message: Message, key: str) -> None:
    """Show the first page of the article that a link names."""
    texts = service.texts(message.from_user)
    view = await _page(service, key, 0, buttons.Listed(buttons.LINKED, 0), texts)
    await reply(message, *(view or View(render.plain(texts.article_gone), None)))


async def _list(service: Service, update: Update, order: str) -> None:
    if update.message is not None:
        texts = service.texts(update.message.from_user)
        await reply(update.message, *await _listed(service, buttons.Listed(order, 0), texts))


async def _about(service: Service, words: str, texts: Texts) -> View:
    """Return the newest articles that speak of something, as one page: a button has no room for the words."""
    found = await service.index.newest_about(words)
    told = bare(words, MAX_WORDS_UNITS)
    if not found:
        return View(render.plain(texts.none_about.format(words=told)), None)
    shown = found[:LISTED_PER_PAGE]
    keyboard = buttons.of_list([article_key(one.id) for one in shown], 1, buttons.Listed(buttons.LINKED, 0), 1)
    return View(render.listing(texts.latest_about.format(words=told, count=len(found)), shown, 1, texts), keyboard)


async def _listed(service: Service, listed: buttons.Listed, texts: Texts) -> View:
    catalogue = await service.index.catalogue()
    newest = listed.order == buttons.NEWEST
    articles = catalogue.newest if newest else catalogue.by_title
    if not articles:
        return View(render.plain(texts.no_articles), None)
    pages = -(-len(articles) // LISTED_PER_PAGE)
    page = min(listed.page, pages - 1)  # there may be fewer articles now
    first = page * LISTED_PER_PAGE
    part = articles[first : first + LISTED_PER_PAGE]
    form = texts.latest if newest else texts.sources
    heading = form.format(first=first + 1, last=first + len(part), count=len(articles))
    keyboard = buttons.of_list(
        [article_key(article.id) for article in part], first + 1, listed._replace(page=page), pages
    )
    return View(render.listing(heading, part, first + 1, texts), keyboard)


async def _page(service: Service, key: str, page: int, back: buttons.Listed, texts: Texts) -> View | None:
    article = await service.index.article(key)
    if article is None:
        return None
    page = min(page, len(article.pages) - 1)
    keyboard = buttons.of_listed_page(key, page, len(article.pages), back, texts)
    return View(render.page(article.source, article.text, article.pages[page], texts), keyboard)
