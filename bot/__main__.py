"""`python -m bot`: answers in Telegram until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.app import build
from bot.desk import Desk
from bot.life import serve
from bot.logs import Redactor, configure, describe
from bot.ops import Ops
from bot.settings import load_settings
from index.errors import CitebotError
from index.opening import open_or_build
from index.settings import load_settings as load_index_settings

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from index.retriever import Retriever
    from index.settings import IndexSettings


ASKING = 2
"""Threads that ask the index; more of them answer no faster."""

SWITCH = 0.001
"""Seconds that a thread may run while another waits; Python's own 0.005 is a tenth of an answer's time."""


def main() -> int:
    """Run the bot and return its exit code: 0 after a stop signal, 1 after an error that was told."""
    redact = Redactor("")
    try:
        settings = load_settings()
        redact = Redactor(settings.token.get_secret_value(), settings.secret())
        configure(settings.log_level, settings.log_format, redact)
        index = load_index_settings()
        retriever = open_or_build(index, logging.getLogger("index").info)
        asyncio.run(_run(settings, index, retriever))
    except CitebotError as error:
        return _tell(redact(str(error)))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger(__name__).debug("The bot stopped.", exc_info=error)
        return _tell(redact(f"The bot stopped on an error of its own: {describe(error)}"))
    return 0


async def _run(settings: BotSettings, index: IndexSettings, retriever: Retriever) -> None:
    # Python lets one thread run at a time: questions that many threads ask would keep the one that talks to Telegram
    # waiting for milliseconds, again and again.
    sys.setswitchinterval(SWITCH)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(ASKING, thread_name_prefix="ask"))
    stop, rejected = asyncio.Event(), asyncio.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; there Ctrl+C ends the bot
            asyncio.get_running_loop().add_signal_handler(signalled, stop.set)
    ops = Ops.open(settings, retriever)
    try:
        await serve(build(settings, index, Desk(retriever), ops, rejected.set), settings, ops, stop, rejected)
    finally:
        ops.database.close()


def _tell(line: str) -> int:
    print(f"citebot: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
