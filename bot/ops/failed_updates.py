"""Updates that failed, logged by number and type only: their text is private."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Literal

from telegram import Update
from telegram.error import TelegramError

from bot.logs import describe, place

if TYPE_CHECKING:
    from collections.abc import Callable

    Stage = Literal["parsed", "kept", "handled"]
    """The stage in which an update failed."""

log = logging.getLogger(__name__)

_TYPES: Final = frozenset(Update.ALL_TYPES)


class FailedUpdates:
    """Logs and counts failed updates; the next update is handled as usual."""

    def __init__(self, count: Callable[[str], None]) -> None:
        """`count` is called with the stage of each."""
        self._count = count

    def tell(self, stage: Stage, number: int | None, kind: str, error: Exception) -> None:
        """Log an update of a number and type that could not be parsed, kept or handled."""
        self._count(stage)
        # An error's text may hold what a person wrote: a KeyError names the key. Telegram's own errors do not.
        why = describe(error) if isinstance(error, TelegramError) else place(error)
        log.error("Update %s (%s) could not be %s: %s", number, kind, stage, why)
        log.debug("Update %s was:", number, exc_info=error)


def number_of(raw: object) -> int | None:
    """Return the number of a raw update, None if it has none."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None


def kind_of(update: object) -> str:
    """Return the type of an update, raw or parsed; "unknown" for one that the library does not know."""
    if isinstance(update, Update):
        return next((kind for kind in sorted(_TYPES) if getattr(update, kind, None) is not None), "unknown")
    names = update.keys() if isinstance(update, dict) else ()
    return next((str(name) for name in names if name in _TYPES), "unknown")
