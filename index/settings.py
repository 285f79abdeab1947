"""The settings of the index, from the environment or `.env`; only entry points build them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.complaints import complain, strangers
from index.errors import SettingsError

PREFIX = "INDEX_"
_NO_ZONE = "is no time zone of this machine, such as UTC, Europe/Berlin or Asia/Taipei"

_SECRETS = ("opensearch_password",)


class IndexSettings(BaseSettings):
    """`INDEX_…` settings; see `.env.example` for what each is for."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    seeds: Path = Path("seeds")
    dir: Path = Path(".citebot")
    cache: Path | None = None
    threshold: float | None = Field(default=None, ge=0, le=1)
    encoder: str = "auto"
    zone: str = "UTC"
    now: dt.date | None = None
    store: Literal["tantivy", "opensearch"] = "tantivy"
    opensearch_urls: str = "http://127.0.0.1:9200"
    opensearch_user: str = ""
    opensearch_password: SecretStr = SecretStr("")
    opensearch_ca: Path | None = None
    opensearch_certificate: Path | None = None
    opensearch_key: Path | None = None
    opensearch_prefix: str = "citebot"
    opensearch_shards: int = Field(default=1, ge=1, le=1024)
    opensearch_replicas: int = Field(default=1, ge=0, le=10)
    opensearch_timeout: float = Field(default=2.0, gt=0, le=600)
    opensearch_build_timeout: float = Field(default=60.0, gt=0, le=3600)

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:  # not found; no name of a zone; the name of a folder
            raise ValueError(_NO_ZONE) from error
        return name

    @field_validator("opensearch_urls")
    @classmethod
    def _usable_addresses(cls, urls: str) -> str:
        addresses = [url.strip() for url in urls.split(",") if url.strip()]
        # A password in an address would stand in every message that names the cluster.
        if not addresses or not all(re.fullmatch(r"https?://[^\s/?#@]+/?", url) for url in addresses):
            raise ValueError("takes http or https addresses of nodes, separated by commas, without names in them")
        return ",".join(addresses)

    @field_validator("opensearch_prefix")
    @classmethod
    def _usable_prefix(cls, prefix: str) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,60}", prefix):
            raise ValueError("takes up to 61 small letters, digits, - and _, a letter first")
        return prefix

    def today(self) -> dt.date:
        """Return the day on which a question is asked: the one that is set, else today's of the time zone."""
        return self.now or dt.datetime.now(ZoneInfo(self.zone)).date()


def load_settings() -> IndexSettings:
    """Return the settings in force; raises SettingsError, naming the setting that cannot be used."""
    try:
        return IndexSettings()
    except ValidationError as error:
        raise SettingsError(f"{complain(PREFIX, error, _SECRETS)} Change it in the environment or in .env.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read ({error}). Make it a readable UTF-8 file.") from error


def unknown_settings() -> list[str]:
    """Return the names in .env that look like settings of the index and are none."""
    return strangers(PREFIX, IndexSettings.model_fields)
