"""The bot's settings: environment variables that begin with BOT_, or the same lines in a file .env."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.address import Address, is_address
from bot.errors import BotSettingsError, TokenMissingError
from index.complaints import complain, strangers

PREFIX = "BOT_"
TELEGRAM = "https://api.telegram.org/bot"
_MISSING = (
    "BOT_TOKEN is not set. Get a token from @BotFather in Telegram, then set BOT_TOKEN in the environment or in .env."
)


_SECRETS = ("token", "webhook_secret", "database_url")
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


def _ids(value: object) -> object:
    return value.replace(",", " ").split() if isinstance(value, str) else value


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
"""Numbers of people (above 0) and groups (below 0), separated by commas or blanks."""


class BotSettings(BaseSettings):
    """The settings of the bot; only entry points build them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    token: SecretStr = SecretStr("")
    """The token from BotFather."""
    base_url: str = TELEGRAM
    """The address of the Bot API up to and with `/bot`; the token follows it."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """What is logged to stderr."""
    log_format: Literal["text", "json"] = "text"
    """How a log line is written."""
    log_questions: bool = False
    """Whether the text of questions may be logged, and kept for /stats."""
    data: Path = Path(".citebot-bot")
    """The folder of the bot's data."""
    database_url: SecretStr = SecretStr("")
    """The PostgreSQL database that several processes on one token share; empty: the folder's own file."""
    role: Literal["all", "receive", "answer"] = "all"
    """What this process does: receive updates, answer them, or both."""
    keep_days: int = Field(default=90, ge=1)
    """Days after which votes and statistics of questions are deleted."""
    poll_timeout: int = Field(default=30, ge=1, le=50)
    """Seconds that a poll waits for updates."""
    webhook_url: str = ""
    """Where Telegram sends updates; empty: the bot polls for them."""
    webhook_secret: SecretStr = SecretStr("")
    """The secret by which Telegram proves itself; empty: made from the token."""
    webhook_listen: str = "127.0.0.1"
    """The address that the webhook is served at."""
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    """The port that the webhook is served at."""
    health_listen: str = "127.0.0.1"
    """The address that /healthz and /metrics are served at."""
    health_port: int | None = Field(default=None, ge=1, le=65535)
    """The port that they are served at; none: they are not."""
    admins: Ids = frozenset()
    """People who may use /reload, /stats and /broken."""
    allow: Ids = frozenset()
    """People and chats who may ask; none: everybody may."""
    block: Ids = frozenset()
    """People and chats who may not."""
    user_per_minute: int = Field(default=20, ge=1)
    """Questions that a person may ask a minute."""
    chat_per_minute: int = Field(default=60, ge=1)
    """Questions that may be asked in a chat a minute."""
    stale_after: int = Field(default=600, ge=1)
    """Seconds after which a question that has waited is not answered any more."""

    @field_validator("token")
    @classmethod
    def _usable_token(cls, token: SecretStr) -> SecretStr:
        plain = token.get_secret_value().strip()
        # It becomes part of a path: a stray quote, slash or line break would lead somewhere else.
        if plain and not re.fullmatch(r"\d+:[\w-]+", plain, re.ASCII):
            raise ValueError("is not as BotFather writes it: digits, a colon, then letters, digits, - and _")
        return SecretStr(plain)

    @field_validator("base_url")
    @classmethod
    def _usable_address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", url.strip()):
            raise ValueError(f"is no http or https address, such as {TELEGRAM}")
        if not url.strip().rstrip("/").endswith("/bot"):
            # Without it the server would answer every call with 404, for ever.
            raise ValueError(f"does not end in /bot, as {TELEGRAM} does")
        return url.strip().rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _usable_webhook(cls, url: str) -> str:
        parts = urlsplit(url.strip())
        local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
        if url.strip() and not (parts.hostname and (parts.scheme == "https" or local)):
            raise ValueError("is no https address, such as https://example.org/citebot")
        return url.strip()

    @field_validator("webhook_secret")
    @classmethod
    def _usable_secret(cls, secret: SecretStr) -> SecretStr:
        if not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("may hold up to 256 letters, digits, - and _")
        return secret

    @field_validator("database_url")
    @classmethod
    def _usable_database(cls, url: SecretStr) -> SecretStr:
        plain = url.get_secret_value().strip()
        if plain and not is_address(plain):
            raise ValueError(
                "is no address such as postgresql://user:password@host:5432/name; of a password, all but letters and"
                " digits is written as %XX"
            )
        return SecretStr(plain)

    @field_validator("log_format", "role", mode="before")
    @classmethod
    def _lower(cls, name: object) -> object:
        return name.lower() if isinstance(name, str) else name

    @field_validator("role")
    @classmethod
    def _usable_role(cls, role: str, others: ValidationInfo) -> str:
        if role != "all" and not others.data.get("database_url", SecretStr("")).get_secret_value():
            raise ValueError(f"{role} needs BOT_DATABASE_URL: without it no other process gets or answers the updates")
        return role

    @property
    def receives(self) -> bool:
        """True if this process takes updates from Telegram."""
        return self.role != "answer"

    @property
    def answers(self) -> bool:
        """True if this process answers updates."""
        return self.role != "receive"

    def secrets(self) -> tuple[str, ...]:
        """Return what no log may hold."""
        return (self.token.get_secret_value(), self.secret(), *Address(self.database_url.get_secret_value()).secrets())

    def secret(self) -> str:
        """Return the webhook's secret: as set, else derived from the token."""
        token = self.token.get_secret_value().encode()
        return self.webhook_secret.get_secret_value() or hashlib.blake2b(b"webhook", key=token[:64]).hexdigest()

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level


def load_settings(**given: object) -> BotSettings:
    """Read the settings; `given` values take precedence over the environment.

    Raises BotSettingsError for the first invalid one, without showing a secret.
    """
    try:
        settings = BotSettings(**given)  # type: ignore[arg-type]  # pydantic looks at each
    except ValidationError as invalid:
        raise BotSettingsError(complain(PREFIX, invalid, _SECRETS)) from None
    except (OSError, UnicodeDecodeError) as unreadable:
        raise BotSettingsError(f"The file .env cannot be read: {unreadable}.") from None
    if not settings.token.get_secret_value():
        raise TokenMissingError(_MISSING)
    return settings


def unknown_settings() -> list[str]:
    """Return names in .env that look like settings of the bot but are none."""
    return strangers(PREFIX, BotSettings.model_fields)
