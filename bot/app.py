"""The bot's parts, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import httpx
from telegram import Update
from telegram.ext import TypeHandler
from telegram.request import HTTPXRequest

from bot.handlers import admin, register
from bot.handlers.admission import Admission
from bot.handlers.service import Service
from bot.render.about import Kept
from bot.transport.application import App
from bot.transport.chat_order import ChatOrder
from bot.transport.outgoing import Outgoing
from bot.transport.pace import OwnPace, SharedPace

if TYPE_CHECKING:
    from bot.index_client import IndexClient
    from bot.ops.ops import Ops
    from bot.settings import BotSettings
    from index.settings import IndexSettings

MAX_CALLS = 16
"""Calls to Telegram at the same time; more would slow each one down, as every request searches the connection pool."""

MAX_BUTTON_CALLS = 4
"""More calls at the same time, only for pressed buttons and inline queries."""

MAX_CONNECTIONS = MAX_CALLS + MAX_BUTTON_CALLS
KEEPALIVE_SECONDS = 60.0  # seconds; httpx's own 5 would mean a new TLS handshake for nearly every answer


def build(settings: BotSettings, index: IndexSettings, client: IndexClient, ops: Ops) -> App:
    """Return the application; an Intake hands updates to it."""
    order = ChatOrder(lambda update: ops.data.queue.done(update.update_id), [ops.asked], ops.data.queue.holds)
    ops.health.waiting = lambda: order.length
    pace = OwnPace() if ops.data.limits is None else SharedPace(ops.data.limits)
    outgoing = Outgoing(MAX_CALLS, MAX_BUTTON_CALLS, ops.failed, settings.stale_after, pace)
    order.busy = lambda: order.chats - outgoing.held
    application = cast(
        "App",
        App.builder()
        .application_class(App)
        .token(settings.token.get_secret_value())
        .base_url(settings.base_url)
        .request(_request(MAX_CONNECTIONS))
        .get_updates_request(_request(1))
        .updater(None)
        .rate_limiter(outgoing)
        .concurrent_updates(order)
        .build(),
    )
    questions_kept = ops.log_questions or settings.log_level == "DEBUG"  # which may show what people wrote
    kept, notices = Kept(ops.keep_days, questions_kept), pace.buckets("notice", 1, 60)
    service = Service(client, ops.records, kept, ops.failed_updates, ops.data.answers, notices=notices)
    # Whoever may not ask must reach no handler, so this is a group of its own, before all others.
    application.add_handler(TypeHandler(Update, Admission(settings, order, service, pace).check), group=-1)
    # Before the rest, because there an unknown command gets /help.
    admin.register(application, service, ops, settings.admins, index)
    register(application, service, order)
    return application


def _request(connections: int) -> HTTPXRequest:
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEEPALIVE_SECONDS
    )
    return HTTPXRequest(connection_pool_size=connections, httpx_kwargs={"limits": limits})
