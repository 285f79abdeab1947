"""The settings of the index, from the environment or `.env`; only entry points build them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.complaints import complain, strangers
from index.errors import SettingsError

PREFIX = "INDEX_"
_NO_ZONE = "is no time zone of this machine, such as UTC, Europe/Berlin or Asia/Taipei"


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

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:  # not found; no name of a zone; the name of a folder
            raise ValueError(_NO_ZONE) from error
        return name

    def today(self) -> dt.date:
        """Return the day on which a question is asked: the one that is set, else today's of the time zone."""
        return self.now or dt.datetime.now(ZoneInfo(self.zone)).date()


def load_settings() -> IndexSettings:
    """Return the settings in force; raises SettingsError, naming the setting that cannot be used."""
    try:
        return IndexSettings()
    except ValidationError as error:
        raise SettingsError(f"{complain(PREFIX, error)} Change it in the environment or in .env.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file .env cannot be read ({error}). Make it a readable UTF-8 file.") from error


def unknown_settings() -> list[str]:
    """Return the names in .env that look like settings of the index and are none."""
    return strangers(PREFIX, IndexSettings.model_fields)
