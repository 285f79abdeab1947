"""The operator's commands: /reload, /stats, /broken."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from telegram.ext import CommandHandler, filters

from bot import render
from bot.handlers.replies import reply
from bot.render import operator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Message, Update
    from telegram.ext import Application, CallbackContext

    from bot.handlers.service import Service
    from bot.ops.ops import Ops
    from bot.texts import Texts
    from index.settings import IndexSettings

MAX_LISTED_QUESTIONS: Final = 200  # of /broken
_MAX_LINE_CHARS: Final = 120  # of a question that /stats shows


def register(
    application: Application[Any, Any, Any, Any, Any, Any],
    service: Service,
    ops: Ops,
    admins: Iterable[int],
    index: IndexSettings,
) -> None:
    """Add the commands for the admins only; for all others they are unknown commands."""
    only = filters.UpdateType.MESSAGE & filters.User(list(admins))
    application.add_handler(CommandHandler("stats", partial(stats, service, ops), only))
    application.add_handler(CommandHandler("broken", partial(broken, service, ops), only))
    application.add_handler(CommandHandler("reload", partial(reload, service, index), only))


async def stats(service: Service, ops: Ops, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say how many questions came since midnight, and how they went."""
    if update.message is None:
        return
    texts = service.texts(update.effective_user)
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    day = ops.questions.since(midnight.timestamp())
    share = f"{day.answered / day.questions:.0%}" if day.questions else "–"
    times = {"p50": f"{day.p50:.2f}", "p95": f"{day.p95:.2f}"}
    lines = [texts.stats.format(questions=day.questions, share=share, **times)]
    if day.unanswered:
        lines += ["", texts.unanswered, *(f"{times} × {_short(text)}" for text, times in day.unanswered)]
    await _tell(update.message, lines, texts)


async def broken(service: Service, ops: Ops, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """List the questions whose answers were voted down, and the article that was shown."""
    if update.message is None:
        return
    texts = service.texts(update.effective_user)
    titles = await _titles(service)
    await _tell(update.message, operator.voted_down(ops.records.broken(MAX_LISTED_QUESTIONS), titles, texts), texts)


async def reload(
    service: Service, index: IndexSettings, update: Update, _: CallbackContext[Any, Any, Any, Any]
) -> None:
    """Build the index from the seeds and report the result; the next question is answered from the new index.

    The build runs in its own process, so that it takes no memory and no time from the bot.
    """
    if update.message is None:
        return
    texts = service.texts(update.effective_user)
    await reply(update.message, render.plain(texts.reloading))
    before = await _titles(service)
    done, output, errors = await _built(index)
    lines = [texts.not_built, *(errors.splitlines() or [f"exit {done}"])]
    if done == 0:
        lines = operator.built(json.loads(output), before, await _titles(service), texts)
    await _tell(update.message, lines, texts)


async def _built(index: IndexSettings) -> tuple[int | None, str, str]:
    """Run a build, and return its exit code and what it wrote to stdout and stderr."""
    command = (sys.executable, "-m", "index", "build", "--json", "--seeds", str(index.seeds), "--index", str(index.dir))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    try:
        output, errors = await process.communicate()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()  # if the bot is stopped first; the old index is still whole
    return process.returncode, output.decode(), errors.decode("utf-8", "replace")


async def _titles(service: Service) -> dict[str, str]:
    return {source.id: source.title for source in (await service.index.catalogue()).by_title}


async def _tell(message: Message, lines: Iterable[str], texts: Texts) -> None:
    for html in operator.messages(lines, texts):
        await reply(message, html)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MAX_LINE_CHARS else line[: _MAX_LINE_CHARS - 1] + "…"
