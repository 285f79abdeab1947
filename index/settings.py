"""The settings of the index, from the environment or `.env`; only entry points build them."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.complaints import complain, strangers
from index.errors import SettingsError

PREFIX = "INDEX_"


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
