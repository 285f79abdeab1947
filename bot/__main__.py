"""`python -m bot`: answers in Telegram, or on a page of this machine, until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app import build
from bot.index_client import IndexClient
from bot.lifecycle import serve
from bot.logs import Redactor, configure, describe
from bot.ops import inspection
from bot.ops.ops import Ops
from bot.playground import Playground
from bot.playground.playground import PORT
from bot.settings import load_settings, unknown_settings
from index.complaints import unknown
from index.encoding.opening import open_encoder
from index.errors import CitebotError
from index.opening import open_or_build
from index.settings import load_settings as load_index_settings
from index.settings import unknown_settings as unknown_index_settings

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from index.answer.retriever import Retriever
    from index.settings import IndexSettings


ASK_THREADS = 2
"""Threads that ask the index; more threads would not be faster."""

SWITCH_SECONDS = 0.001
"""Seconds that a thread may run while another one waits; Python's default of 0.005 is a tenth of an answer's time."""


def main() -> int:
    """Run the bot and return its exit code: 0 after a stop signal, 1 after an error, which was printed."""
    options = _options()
    redact = Redactor("")
    try:
        if options.playground:
            return _play(PORT if options.port is None else options.port, options.data)
        if options.check:
            return _check()
        settings = load_settings()
        redact = Redactor(*settings.secrets())
        configure(settings.log_level, settings.log_format, redact)
        index = load_index_settings()
        _tell_names()
        retriever = _open(index)
        logging.getLogger(__name__).info("%s", _described(settings, retriever))
        asyncio.run(_run(settings, index, retriever))
    except CitebotError as error:
        return _tell(redact(str(error)))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger(__name__).debug("The bot stopped.", exc_info=error)
        return _tell(redact(f"The bot stopped on an error of its own: {describe(error)}"))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Answers questions in Telegram.")
    parser.add_argument("--playground", action="store_true", help="answer on a page of this machine, without Telegram")
    parser.add_argument("--check", action="store_true", help="tell whether all is as it needs to be, and end")
    parser.add_argument("--port", type=_port, metavar="N", help=f"the page's port, 0 for any (default: {PORT})")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the page's votes are kept (default: nowhere)")
    options = parser.parse_args()
    if options.check and options.playground:
        parser.error("--check is for the bot in Telegram")
    if not options.playground and (options.port is not None or options.data is not None):
        parser.error("--port and --data are for --playground")
    return options


def _check() -> int:
    """Print a line for each thing that the bot needs; return 1 if one of them is wrong."""
    settings, index, findings = None, None, []
    try:
        settings, index = load_settings(), load_index_settings()
        findings.append(inspection.look_at_names([*unknown_settings(), *unknown_index_settings()]))
    except CitebotError as error:
        findings.append(inspection.Finding(inspection.WRONG, "settings", str(error)))
    if settings is not None:
        configure("ERROR", "text", Redactor(*settings.secrets()))
        findings += asyncio.run(inspection.look_at_telegram(settings))
        findings += inspection.look_at_database(settings)
    if index is not None:
        findings += [inspection.look_at_index(index), *inspection.look_at_rights(index, settings)]
    for finding in findings:
        print(finding)
    return int(any(finding.state == inspection.WRONG for finding in findings))


def _tell_names() -> None:
    if names := [*unknown_settings(), *unknown_index_settings()]:
        logging.getLogger(__name__).warning("%s", unknown(names))


def _described(settings: BotSettings, retriever: Retriever) -> str:
    """Return one line about what starts: version, articles, index, mode and health address."""
    covered = retriever.coverage()
    mode = f"webhook {settings.webhook_url}" if settings.webhook_url else "polling"
    doing = {"all": mode, "receive": f"{mode}, role receive", "answer": "role answer"}[settings.role]
    health = f"http://{settings.health_listen}:{settings.health_port}/healthz" if settings.health_port else "nowhere"
    return f"citebot {_version()}: {covered.articles} articles, index {covered.version}; {doing}; health at {health}."


def _version() -> str:
    try:
        return version("citebot")
    except PackageNotFoundError:  # run from its folder, and not installed
        return "(not installed)"


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: take a number from 0 to 65535")
    return int(text)


def _play(port: int, data: Path | None) -> int:
    """Run the bot on the playground; it shares only the index with the real bot."""
    playground = Playground()
    nobody: frozenset[int] = frozenset()
    apart = {
        "webhook_url": "",
        "database_url": "",
        "role": "all",
        "health_port": None,
        "allow": nobody,
        "block": nobody,
    }
    settings = load_settings(token=playground.token, **apart)
    configure(settings.log_level, settings.log_format, Redactor(playground.token))
    index = load_index_settings()
    retriever = _open(index)
    with tempfile.TemporaryDirectory(prefix="citebot-playground-") as folder:
        settings = settings.model_copy(update={"data": data or Path(folder)})
        asyncio.run(_run_on_page(settings, index, retriever, playground, port))
    return 0


def _open(index: IndexSettings) -> Retriever:
    """Open the index. The encoder loads in the background, and answers do not wait for it."""
    log = logging.getLogger("index")
    encoder = open_encoder(index.encoder, log.warning, waits=False)
    if encoder is not None:
        encoder.start()
    return open_or_build(index, log.info, encoder)


async def _run_on_page(
    settings: BotSettings, index: IndexSettings, retriever: Retriever, playground: Playground, port: int
) -> None:
    page, base_url = playground.open(port)
    try:
        _tell(f"The playground is at {page} (Ctrl+C ends it)")
        settings = settings.model_copy(update={"base_url": base_url})
        await _run(settings, index, retriever)
    finally:
        await playground.close()


async def _run(settings: BotSettings, index: IndexSettings, retriever: Retriever) -> None:
    # Python runs one thread at a time: with many threads that ask, the one that talks to Telegram would wait for
    # milliseconds, again and again.
    sys.setswitchinterval(SWITCH_SECONDS)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(ASK_THREADS, thread_name_prefix="ask"))
    stop = asyncio.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; there Ctrl+C ends the bot
            asyncio.get_running_loop().add_signal_handler(signalled, stop.set)
    ops = Ops.open(settings, retriever)
    try:
        client = IndexClient(retriever)
        await serve(build(settings, index, client, ops), client, settings, ops, stop)
    finally:
        ops.data.close()


def _tell(line: str) -> int:
    print(f"citebot: {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
