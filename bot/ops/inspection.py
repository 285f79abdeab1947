"""`--check`: looks at everything that the bot needs and prints a line for each thing."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Final, NamedTuple

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.data import opening
from bot.errors import DataError
from bot.logs import describe
from index.answer.retriever import Retriever
from index.complaints import unknown
from index.errors import IndexFormatError, IndexMissingError, IndexUnusableError
from index.stores.engines import home_of
from index.stores.home import Cluster

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from telegram import User, WebhookInfo

    from bot.settings import BotSettings
    from index.settings import IndexSettings

OK: Final = "ok"
NOTE: Final = "note"
"""It works, and may be on purpose."""
WRONG: Final = "wrong"


class Finding(NamedTuple):
    """The result for one thing: OK, NOTE or WRONG, and a sentence."""

    state: str
    thing: str
    says: str

    def __str__(self) -> str:
        """Return the line."""
        return f"{self.state:5} {self.thing}: {self.says}"


def look_at_names(names: Sequence[str]) -> Finding:
    """Report names in .env that are no settings."""
    return Finding(NOTE, "settings", unknown(names)) if names else Finding(OK, "settings", "all can be used.")


async def look_at_telegram(settings: BotSettings) -> list[Finding]:
    """Ask the Bot API who the bot is, where updates go, and what is turned on at BotFather."""
    try:
        async with Bot(settings.token.get_secret_value(), settings.base_url) as bot:
            info = await bot.get_webhook_info()
            return [_token(bot), _webhook(settings, info), _inline(bot.bot), _privacy(bot.bot)]
    except InvalidToken:
        says = f"the Bot API at {settings.base_url} does not accept BOT_TOKEN; compare it with @BotFather's /mybots."
    except TelegramError as error:
        says = f"the Bot API at {settings.base_url} cannot be reached: {describe(error)}."
    return [Finding(WRONG, "token", says)]


def _token(bot: Bot) -> Finding:
    return Finding(OK, "token", f"it is @{bot.username}'s.")


def _webhook(settings: BotSettings, info: WebhookInfo) -> Finding:
    if not settings.webhook_url:
        others = f", and takes the webhook {info.url} away" if info.url else ""
        return Finding(NOTE if others else OK, "webhook", f"none is set: the bot polls{others}.")
    if info.url == settings.webhook_url and info.pending_update_count and info.last_error_message:
        return Finding(WRONG, "webhook", f"Telegram cannot deliver to {info.url}: {info.last_error_message}.")
    known = "Telegram has it" if info.url == settings.webhook_url else "Telegram is told of it at the start"
    return Finding(OK, "webhook", f"{settings.webhook_url}; {known}.")


def _inline(me: User) -> Finding:
    if me.supports_inline_queries:
        return Finding(OK, "inline mode", "on.")
    return Finding(NOTE, "inline mode", "off: @BotFather, /setinline turns it on.")


def _privacy(me: User) -> Finding:
    off, on = "off: in groups all messages reach the bot", "on: in groups /ask and replies to the bot reach it"
    return Finding(OK, "privacy mode", f"{off if me.can_read_all_group_messages else on} (@BotFather, /setprivacy).")


def look_at_database(settings: BotSettings) -> list[Finding]:
    """Connect to the database that processes share, if one is set; nothing is changed there."""
    if not settings.database_url.get_secret_value():
        return []
    try:
        return [
            Finding(OK, "database", f"{opening.look_at_database(settings)}; this process's role is {settings.role}.")
        ]
    except DataError as error:
        return [Finding(WRONG, "database", str(error))]


def look_at_index(settings: IndexSettings) -> Finding:
    """Open the index; where there is none, the bot would build it from the seeds."""
    try:
        covered = Retriever.open(home_of(settings)).coverage()
    except (IndexMissingError, IndexFormatError) as error:
        why = str(error).partition(" Run ")[0]
        if settings.seeds.is_dir():
            return Finding(NOTE, "index", f"{why} The first start builds it from {settings.seeds}.")
        return Finding(WRONG, "index", f"{why} INDEX_SEEDS names {settings.seeds}, which is no folder.")
    except IndexUnusableError as error:
        return Finding(WRONG, "index", str(error))
    return Finding(OK, "index", f"{covered.articles} articles, {covered.passages} passages, version {covered.version}.")


def look_at_rights(index: IndexSettings, settings: BotSettings | None) -> Iterator[Finding]:
    """Try to write in the data folder, if it is used, and in the index folder, which only /reload needs."""
    if settings is not None and not settings.database_url.get_secret_value():
        state = OK if _is_writable(settings.data) else WRONG
        yield Finding(state, "rights", f"BOT_DATA {settings.data} can{'' if state == OK else 'not'} be written.")
    if isinstance(home := home_of(index), Cluster):
        yield Finding(OK, "rights", f"{home} tells by itself who may write.")
    elif _is_writable(index.dir):
        yield Finding(OK, "rights", f"INDEX_DIR {index.dir} can be written.")
    else:
        yield Finding(NOTE, "rights", f"INDEX_DIR {index.dir} cannot be written: /reload will fail.")


def _is_writable(folder: Path) -> bool:
    while not os.path.lexists(folder) and folder != folder.parent:  # it is made at the start
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
