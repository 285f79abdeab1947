"""The buttons below an answer: the other snippets, the context, the article, votes, and what to ask instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import render
from bot.handlers.presses import Press, notify, show
from bot.handlers.replies import outcome, question_quoted, reply
from bot.handlers.views import ViewOptions, view
from bot.keys import article_key, question_mark
from bot.render import buttons
from index.answer.context import focus_in_article

if TYPE_CHECKING:
    from bot.handlers.service import Service
    from bot.index_client import FoundAnswer
    from index.model import Span

_NUMBERED = re.compile(r"^\d\. (.+)$", re.MULTILINE)


async def turn(service: Service, press: Press) -> None:
    """Show another snippet, or open or close the context of one."""
    place = buttons.place_in(press.match)
    response = await _still_applies(service, press, place)
    if response is not None:
        await notify(press)
        context = press.match["kind"] == "c"
        await _show(service, press, response, place.position, context=context)


async def read(service: Service, press: Press) -> None:
    """Show a page of a snippet's article, by default the page with the snippet."""
    place, key = buttons.place_in(press.match), press.match["key"]
    article = await service.index.article(key)
    if article is None:
        await notify(press, press.notices.article_gone)
        return
    await notify(press)
    span = await _span(service, press, place, key)
    page = press.match["page"]
    at = _page_of(article.pages, span) if page == "s" else min(int(page), len(article.pages) - 1)
    keyboard = buttons.of_page(place, key, at, len(article.pages), press.texts)
    quoted = press.question if _quotes(press) else None
    html = render.page(article.source, article.text, article.pages[at], press.texts, snippet=span, quoted=quoted)
    await show(press, html, keyboard)


async def vote(service: Service, press: Press) -> None:
    """Store a vote on a snippet."""
    place = buttons.place_in(press.match)
    response = await _still_applies(service, press, place)
    if response is None:
        return
    snippet = response.answer.snippets[place.position]
    version, up = response.commit.coverage().version, press.match["up"] == "u"
    service.records.vote(
        press.query.from_user.id, press.question, snippet.article.id, snippet.start, snippet.end, version, up=up
    )
    await notify(press, press.notices.thanks)


async def again(service: Service, press: Press) -> None:
    """Ask the question again."""
    if not press.question:
        await notify(press, press.notices.question_gone)
        return
    await notify(press)
    await _show(service, press, await service.index.ask(press.question, press.match["within"]), 0)


async def meant(service: Service, press: Press) -> None:
    """Ask the suggested question instead of the original one."""
    response = await service.index.ask(press.question) if press.question else None
    meant = response.answer.did_you_mean if response else None
    if meant is None or question_mark(meant) != press.match["mark"]:
        await _stale(press, None)
        return
    await notify(press)
    answer_view = await view(service, await service.index.ask(meant), press.texts, ViewOptions(quoted=meant))
    await show(press, *answer_view)


async def example(service: Service, press: Press) -> None:
    """Answer one of the questions that a message lists."""
    listed = _NUMBERED.findall(press.message.text or "") if press.message else []
    asked = next((question for question in listed if question_mark(question) == press.match["mark"]), None)
    if asked is None or press.message is None:
        await notify(press, press.notices.question_gone)
        return
    await notify(press)
    texts = service.texts(press.query.from_user, asked)
    await reply(press.message, *await view(service, await service.index.ask(asked), texts, ViewOptions(quoted=asked)))


async def nothing(_: Service, press: Press) -> None:
    """Answer a press of a button that is only a label."""
    await notify(press)


async def unknown(_: Service, press: Press) -> None:
    """Say that a button from another version of the bot no longer works."""
    await _stale(press, None)


async def _still_applies(service: Service, press: Press, place: buttons.Place) -> FoundAnswer | None:
    """Return the answer that a button belongs to; if it has changed since, say so and offer to ask again."""
    response = await service.index.ask(press.question, place.within) if press.question else None
    if response is not None and response.mark == place.mark and place.position < len(response.answer.snippets):
        return response
    await _stale(press, place.within)
    return None


async def _stale(press: Press, within: str | None) -> None:
    """Say that a button no longer works; replace it by "Ask again" if the question is still there."""
    if not press.question or press.message is None:
        await notify(press, press.notices.question_gone)
        return
    await notify(press, press.notices.articles_changed)
    again = buttons.again(within, press.texts)
    if press.message.reply_markup != again:
        await outcome(press.message.edit_reply_markup(again))


async def _show(service: Service, press: Press, response: FoundAnswer, position: int, *, context: bool = False) -> None:
    quoted = press.question if _quotes(press) else None
    await show(press, *await view(service, response, press.texts, ViewOptions(position, quoted, context)))


def _quotes(press: Press) -> bool:
    """Tell whether a message quotes its question, so that its next text must quote it too."""
    return press.message is not None and question_quoted(press.message) is not None


async def _span(service: Service, press: Press, place: buttons.Place, key: str) -> Span | None:
    """Return the span of the focus in its article, None if it is no longer known."""
    response = await service.index.ask(press.question, place.within) if press.question else None
    if response is None or response.mark != place.mark or place.position >= len(response.answer.snippets):
        return None
    snippet = response.answer.snippets[place.position]
    return focus_in_article(snippet) if article_key(snippet.article.id) == key else None


def _page_of(pages: list[Span], span: Span | None) -> int:
    return next((n for n, page in enumerate(pages) if span and span.start < page.end), 0)
