"""The bot's settings: where they come from, and what is said of wrong ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import BotSettingsError, TokenMissingError
from bot.settings import TELEGRAM, load_settings, unknown_settings
from index.settings import unknown_settings as unknown_index_settings

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "123456:AAH-a_secret_half"  # noqa: S105 - opens nothing


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
            "BOT_ROLE",
            "Answer",
            "BOT_ROLE answer needs BOT_DATABASE_URL: without it no other process gets or answers the updates.",
        ),
        ("BOT_ROLE", "both", "BOT_ROLE holds 'both'; it takes all, receive or answer."),
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
