"""The bot's settings: environment variables beginning with BOT_, or the same lines in a file .env."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import BotSettingsError, TokenMissingError

TELEGRAM = "https://api.telegram.org/bot"
_MISSING = (
    "BOT_TOKEN is not set. Get a token from @BotFather in Telegram, then set BOT_TOKEN in the environment or in .env."
)


class BotSettings(BaseSettings):
    """What the bot needs to know; built by entry points only."""

    model_config = SettingsConfigDict(
        env_prefix="BOT_", env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    token: SecretStr = SecretStr("")
    """What BotFather gave."""
    base_url: str = TELEGRAM
    """The address of the Bot API up to and with `/bot`; the token follows it."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """What is logged to stderr."""
    data: Path = Path(".citebot-bot")
    """The folder of what the bot remembers."""

    @field_validator("token")
    @classmethod
    def _usable_token(cls, token: SecretStr) -> SecretStr:
        plain = token.get_secret_value().strip()
        # It becomes part of a path: a stray quote, slash or line break would send it somewhere else.
        if plain and not re.fullmatch(r"\d+:[\w-]+", plain, re.ASCII):
            raise ValueError("is not as BotFather writes it: digits, a colon, then letters, digits, - and _")
        return SecretStr(plain)

    @field_validator("base_url")
    @classmethod
    def _usable_address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url.strip()):
            raise ValueError(f"is no http or https address, such as {TELEGRAM}")
        return url.strip().rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def load_settings() -> BotSettings:
    """Read the settings; raises BotSettingsError for the first one that cannot be used, without showing its value."""
    try:
        settings = BotSettings()
    except ValidationError as invalid:
        error = invalid.errors(include_input=False, include_url=False)[0]
        name = f"BOT_{error['loc'][0]}".upper()
        raise BotSettingsError(f"{name} {error['msg'].removeprefix('Value error, ')}.") from None
    except (OSError, UnicodeDecodeError) as unreadable:
        raise BotSettingsError(f"The file .env cannot be read: {unreadable}.") from None
    if not settings.token.get_secret_value():
        raise TokenMissingError(_MISSING)
    return settings
