"""What the bot does with an update: each file has related handlers, and they are registered here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.handlers import about, articles, ask, browse, groups, language, presses, privacy, trouble
from bot.handlers.inline import Inline
from bot.render import buttons

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable

    from telegram import CallbackQuery, Update
    from telegram.ext import Application, CallbackContext

    from bot.handlers.service import Service
    from bot.transport.chat_order import ChatOrder

    Pressed = Callable[[Service, presses.Press], Awaitable[None]]

_PRESSED: tuple[tuple[re.Pattern[str], Pressed], ...] = (
    (buttons.SNIPPET, browse.turn),
    (buttons.READ, browse.read),
    (buttons.VOTE, browse.vote),
    (buttons.AGAIN, browse.again),
    (buttons.MEANT, browse.meant),
    (buttons.EXAMPLE, browse.example),
    (buttons.NOTHING, browse.nothing),
    (buttons.LIST, articles.turn_list),
    (buttons.LISTED, articles.read_listed),
    (buttons.LANGUAGE, language.choose),
    (buttons.ANYTHING, browse.unknown),
)


_SHOWING: Final = frozenset(
    {browse.turn, browse.read, browse.again, browse.meant, articles.turn_list, articles.read_listed}
)
"""Handlers that change the message of their button. Of several such presses only the last one is visible."""


def register(application: Application[Any, Any, Any, Any, Any, Any], service: Service, order: ChatOrder) -> None:
    """Add all handlers. Only the first one that matches an update runs, so order matters."""
    new = filters.UpdateType.MESSAGE & groups.NAMED
    for names, does in (
        (("start",), about.start),
        (("help",), about.tell),
        (("latest",), articles.latest),
        (("sources",), articles.sources),
        (("lang",), language.ask),
        (("privacy",), privacy.tell),
        (("forget",), privacy.forget),
    ):
        application.add_handler(CommandHandler(names, partial(does, service), new))
    typed = filters.UpdateType.MESSAGES & ~filters.VIA_BOT  # a chosen inline result is no question
    alone = typed & filters.ChatType.PRIVATE
    first = filters.UpdateType.MESSAGE
    together = typed & filters.ChatType.GROUPS & groups.MEANT
    worded = filters.TEXT | filters.CAPTION
    application.add_handler(CommandHandler("ask", partial(ask.command, service), typed))
    application.add_handler(MessageHandler(typed & groups.CAPTIONED, partial(ask.command, service)))
    application.add_handler(MessageHandler(alone & first & filters.COMMAND, partial(about.tell, service)))
    application.add_handler(MessageHandler(alone & worded & ~filters.COMMAND, partial(ask.question, service)))
    application.add_handler(
        MessageHandler(alone & first & ~worded & ~filters.StatusUpdate.ALL, partial(ask.no_text, service))
    )
    application.add_handler(MessageHandler(together & worded & ~filters.COMMAND, partial(ask.question, service)))
    application.add_handler(ChatMemberHandler(partial(groups.joined, service), ChatMemberHandler.MY_CHAT_MEMBER))
    # An inline query waits for the next letter; the person's other updates must not wait with it.
    application.add_handler(InlineQueryHandler(Inline(service).answer, block=False))
    for pattern, pressed in _PRESSED:
        application.add_handler(CallbackQueryHandler(partial(_press, service, order, pressed), pattern))
    application.add_error_handler(partial(trouble.report, service))


async def _press(
    service: Service, order: ChatOrder, pressed: Pressed, update: Update, context: CallbackContext[Any, Any, Any, Any]
) -> None:
    if update.callback_query is None or context.match is None:
        return
    press = presses.read(service, update.callback_query, context.match)
    if pressed in _SHOWING and any(
        _shows_instead(later_update.callback_query, press) for later_update in order.behind(update)
    ):
        await presses.notify(press)
    else:
        await pressed(service, press)


def _shows_instead(later: CallbackQuery | None, press: presses.Press) -> bool:
    """Tell whether a waiting press will change the same message."""
    if later is None or later.message is None or press.message is None:
        return False
    same = later.message.message_id == press.message.message_id
    return same and any(does in _SHOWING and form.match(later.data or "") for form, does in _PRESSED)
