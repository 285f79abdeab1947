"""The bot's parts on their own: the order of updates, what is logged, settings, buttons."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from telegram import Chat, Message, Update
from telegram.error import Forbidden

from bot.errors import BotError, BotSettingsError, TokenMissingError
from bot.logs import JsonFormatter, LineFormatter, Redactor, describe
from bot.settings import TELEGRAM, load_settings, unknown_settings
from bot.transport.chat_order import ChatOrder
from index.errors import CitebotError
from index.settings import unknown_settings as unknown_index_settings

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "123456:AAH-a_secret_half"  # noqa: S105 - opens nothing


def update(number: int, chat: int) -> Update:
    """Return an update with a message in a chat."""
    return Update(number, message=Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE)))


def crossed_out(_: Update) -> None:
    """Do nothing with an update that is dealt with."""


async def test_updates_of_a_chat_keep_their_order_while_chats_run_side_by_side() -> None:
    """The second update of a chat waits for the first, other chats' do not; silent chats leave nothing behind."""
    done: list[int] = []
    order = ChatOrder(lambda one: done.append(one.update_id))
    gates = {number: asyncio.Event() for number in range(4)}
    started: list[int] = []

    async def handle(number: int) -> None:
        started.append(number)
        await gates[number].wait()

    work = [
        asyncio.create_task(order.process_update(update(number, chat), handle(number)))
        for number, chat in enumerate([7, 7, 8, 9])
    ]
    await asyncio.sleep(0.01)
    assert started == [0, 2, 3], "chat 7's first, and the others"
    assert order.length == 4
    assert [one.update_id for one in order.behind(update(0, 7))] == [1]
    gates[0].set()
    await asyncio.wait({work[0]})
    await asyncio.sleep(0.01)
    assert started == [0, 2, 3, 1]
    assert done == [0]
    for gate in gates.values():
        gate.set()
    await asyncio.gather(*work)
    assert sorted(done) == [0, 1, 2, 3]
    assert order.length == 0
    del work
    gc.collect()
    assert len(order._queues) == 0


async def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    """However many chats are stuck with their answers, another one's update is worked on at once."""
    order = ChatOrder(crossed_out)
    gate, seen = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        await gate.wait()

    async def see() -> None:
        seen.set()

    work = [asyncio.create_task(order.process_update(update(number, number % 50), wait())) for number in range(200)]
    work.append(asyncio.create_task(order.process_update(update(999, 99), see())))
    async with asyncio.timeout(5):
        await seen.wait()
    gate.set()
    await asyncio.gather(*work)


async def test_a_failing_update_frees_its_chat() -> None:
    """The next update of a chat is worked on although the one before failed, which is not crossed out."""
    done: list[Update] = []
    order = ChatOrder(done.append)

    async def fail() -> None:
        raise RuntimeError

    async def work() -> None:
        pass

    with pytest.raises(RuntimeError):
        await order.process_update(update(1, 7), fail())
    async with asyncio.timeout(5):
        await order.process_update(update(2, 7), work())
        await order.process_update(object(), work())
    assert [one.update_id for one in done] == [2]


async def test_told_to_close_it_begins_nothing() -> None:
    """What is under way is finished and crossed out, what waits is neither begun nor crossed out."""
    done: list[int] = []
    order = ChatOrder(lambda one: done.append(one.update_id))
    gate, begun = asyncio.Event(), []

    async def handle(number: int) -> None:
        begun.append(number)
        await gate.wait()

    work = [asyncio.create_task(order.process_update(update(number, 7), handle(number))) for number in range(3)]
    await asyncio.sleep(0.01)
    order.close()
    gate.set()
    await asyncio.gather(*work)
    assert begun == done == [0]


def _record(message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("x", logging.ERROR, "x.py", 1, message, arguments, exc_info)


@pytest.mark.parametrize("tracebacks", [False, True])
def test_the_token_is_in_no_log_line(tracebacks: bool) -> None:
    """Message, arguments, exception text and traceback are all redacted, the secret half alone too."""
    try:
        raise ValueError(f"POST https://api.telegram.org/bot{TOKEN}/getMe")  # noqa: TRY301 - it is the error that matters
    except ValueError as raised:
        error = raised
    line = LineFormatter(Redactor(TOKEN), tracebacks=tracebacks).format(
        _record(f"{TOKEN} %s %r", "bot123456%3AAAH-a_secret_half", {"token": TOKEN}, error=error)
    )
    assert "secret_half" not in line
    assert line.count("[token]") >= 4
    assert ("Traceback" in line) == tracebacks


def test_a_json_line_is_an_object_without_secrets() -> None:
    """Its fields stand beside the message; an exception is told by type and text, and secrets are redacted in all."""
    formatter = JsonFormatter(Redactor(TOKEN, "webhook-secret"), tracebacks=False)
    record = _record("one\ntwo", error=ValueError(f"/bot{TOKEN}/ webhook-secret \ud800"))
    record.fields = {"question": "火幣?", "seconds": 0.5}
    line = formatter.format(record)
    row = json.loads(line)
    assert "\n" not in line
    assert "secret" not in line
    assert (row["message"], row["question"], row["seconds"], row["level"]) == ("one\ntwo", "火幣?", 0.5, "ERROR")
    assert row["error"].startswith("ValueError: /bot[token]/ [token]")
    assert row["time"].endswith("+00:00")


def test_a_record_is_one_line() -> None:
    """Line breaks in a message or an exception do not break the line; a message that does not fit is kept."""
    formatter = LineFormatter(Redactor(TOKEN), tracebacks=False)
    line = formatter.format(_record("one\ntwo %s", "three\nfour", error=ValueError("five\nsix")))
    assert line.endswith("ERROR x: one two three four (ValueError: five six)")
    assert formatter.format(_record("%d items", "no")).endswith("%d items")


def test_a_short_token_does_not_black_out_words() -> None:
    """A part of a token that might be a word is left alone."""
    assert Redactor("1:ask")("please ask") == "please ask"


def test_an_error_is_named_once() -> None:
    """Telegram says "Forbidden" itself."""
    assert describe(Forbidden("Forbidden: bot was blocked by the user")) == "Forbidden: bot was blocked by the user"
    assert describe(ValueError("bad")) == "ValueError: bad"
    assert describe(TimeoutError()) == "TimeoutError"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return an empty folder as the working directory, and no settings in the environment."""
    for name in ("TOKEN", "BASE_URL", "LOG_LEVEL"):
        monkeypatch.delenv(f"BOT_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_settings_come_from_the_environment_and_env_file(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment wins over .env; other people's lines there do no harm; blanks around are dropped."""
    (bare / ".env").write_text(f"BOT_TOKEN=' {TOKEN} '\nBOT_LOG_LEVEL=debug\nINDEX_DIR=x\nOTHER=1\n", encoding="utf-8")
    monkeypatch.setenv("BOT_BASE_URL", "http://127.0.0.1:8081/bot/")
    found = load_settings()
    assert found.token.get_secret_value() == TOKEN
    assert (found.base_url, found.log_level) == ("http://127.0.0.1:8081/bot", "DEBUG")
    assert "secret_half" not in repr(found)
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.delenv("BOT_BASE_URL")
    assert load_settings().token.get_secret_value() == TOKEN, "an empty variable is none"
    assert load_settings().base_url == TELEGRAM


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "secret_half with blanks"),
        ("BOT_TOKEN", f'"{TOKEN}/../x'),
        ("BOT_BASE_URL", "127.0.0.1:8081"),
        ("BOT_LOG_LEVEL", "LOUD"),
        ("BOT_LOG_FORMAT", "xml"),
        ("BOT_WEBHOOK_URL", "http://example.org/hook"),
        ("BOT_WEBHOOK_SECRET", "secret_half!"),
        ("BOT_ADMINS", TOKEN),
        ("BOT_POLL_TIMEOUT", "51"),
        ("BOT_KEEP_DAYS", "0"),
    ],
)
def test_a_bad_setting_is_named_and_not_shown(
    bare: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """What is wrong is told by the setting's name, in one line; its value, which may be a secret, is not."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(BotSettingsError, match=f"^{name} ") as told:
        load_settings()
    assert "secret_half" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BOT_ADMINS", "abc", "BOT_ADMINS holds 'abc'; it takes numbers separated by commas."),
        ("BOT_POLL_TIMEOUT", "51", "BOT_POLL_TIMEOUT holds '51'; it takes 50 or less."),
        ("BOT_KEEP_DAYS", "many", "BOT_KEEP_DAYS holds 'many'; it takes a whole number."),
        ("BOT_LOG_QUESTIONS", "perhaps", "BOT_LOG_QUESTIONS holds 'perhaps'; it takes true or false."),
        ("BOT_LOG_FORMAT", "xml", "BOT_LOG_FORMAT holds 'xml'; it takes text or json."),
        (
            "BOT_BASE_URL",
            "http://127.0.0.1:8081",
            "BOT_BASE_URL does not end in /bot, as https://api.telegram.org/bot does.",
        ),
    ],
)
def test_a_bad_setting_is_told_in_a_plain_sentence(
    bare: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """What it holds and what it takes, in no words of a library."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(BotSettingsError) as told:
        load_settings()
    assert str(told.value) == sentence


def test_names_that_are_no_settings_are_found(bare: Path) -> None:
    """In .env, each once; the other package's and other people's are none of its business."""
    lines = "BOT_TOKN=1\nexport bot_admin=2\nBOT_TOKN=3\n# BOT_NOTE=4\nINDEX_SEED=5\nOTHER=6\nbot_data=x\nBOT_ALLOW=\n"
    (bare / ".env").write_text(lines, "utf-8")
    assert unknown_settings() == ["BOT_TOKN", "bot_admin"]
    assert unknown_index_settings() == ["INDEX_SEED"]


def test_lists_and_the_webhook_secret_are_read(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers apart by commas or blanks; a secret that is not set is made from the token, the same each time."""
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_ALLOW", " 1, -1001234567890 2,")
    monkeypatch.setenv("BOT_WEBHOOK_URL", "https://example.org/hook")
    found = load_settings()
    assert found.allow == {1, -1001234567890, 2}
    assert found.block == found.admins == frozenset()
    assert found.secret() == load_settings().secret()
    assert "secret_half" not in found.secret()
    monkeypatch.setenv("BOT_WEBHOOK_SECRET", "chosen")
    assert load_settings().secret() == "chosen"
    monkeypatch.setenv("BOT_TOKEN", TOKEN + "x")
    monkeypatch.delenv("BOT_WEBHOOK_SECRET")
    assert load_settings().secret() != found.secret()


def test_no_token_and_an_unreadable_env_file_are_told(bare: Path) -> None:
    """Without a token the line says where to get one; a .env that is no text is named."""
    with pytest.raises(TokenMissingError, match="@BotFather"):
        load_settings()
    (bare / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe")
    with pytest.raises(BotSettingsError, match=r"\.env"):
        load_settings()


def test_the_errors_stand_in_their_tree() -> None:
    """Every error of the package is named in the tree that errors.py opens with, and is one of citebot's."""
    module = sys.modules[BotError.__module__]
    errors = [
        value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert len(errors) == 7
    for error in errors:
        assert issubclass(error, CitebotError)
        assert error.__name__ in (module.__doc__ or "")
