"""Which encoder the setting INDEX_ENCODER names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index.encoding.cache import CachedEncoder
from index.encoding.lazy import LazyEncoder
from index.encoding.universal import UniversalEncoder, installed
from index.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.encoding.encoder import Encoder


def open_encoder(setting: str, say: Callable[[str], None], *, waits: bool) -> LazyEncoder | None:
    """Return the encoder that a setting names, not loaded yet; None where it names none.

    The setting is `auto` (the universal encoder, where its extra is installed), `none`, `universal` or
    `fastembed:MODEL`; raises SettingsError for any other. `say` is told where it cannot be loaded; `waits` is
    LazyEncoder's.
    """
    if setting == "none" or (setting in {"", "auto"} and not installed()):
        return None
    load = _loader(setting)
    return LazyEncoder(lambda: CachedEncoder(load()), say, waits=waits)


def _loader(setting: str) -> Callable[[], Encoder]:
    if setting in {"", "auto", "universal"}:
        return UniversalEncoder.load
    library, _, model = setting.partition(":")
    if library == "fastembed" and model:
        from index.encoding.fastembed import FastEmbedEncoder  # noqa: PLC0415 - for those who name it

        return partial(FastEmbedEncoder.load, model)
    raise SettingsError(
        f"INDEX_ENCODER cannot be used: {setting!r} is none of auto, none, universal and fastembed:MODEL. "
        "Change it in the environment or in .env."
    )
