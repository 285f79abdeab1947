"""Faults of a call: refused, cut off before or after it took effect, or never answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from bot.emulator.params import RefusedError

_PHRASES = {
    400: "Bad Request: bad webhook: IP address 127.0.0.1 is reserved",
    429: "Too Many Requests: retry after {}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class LostError(Exception):
    """The connection ends without an answer."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The fault of one call.

    `refuse` answers with the HTTP status `code`, 429 with `retry_after` seconds; `lose` cuts the connection before the
    call took effect, `forget` after; `hang` never answers.
    """

    kind: Literal["refuse", "lose", "forget", "hang"]
    code: int = 500
    retry_after: int = 0

    async def before(self) -> None:
        """Do what happens before the call takes effect."""
        if self.kind == "refuse":
            parameters = {"retry_after": self.retry_after} if self.retry_after else {}
            raise RefusedError(self.code, _PHRASES[self.code].format(self.retry_after), **parameters)
        if self.kind == "lose":
            raise LostError
        if self.kind == "hang":
            await asyncio.Event().wait()

    def after(self) -> None:
        """Do what happens after it took effect."""
        if self.kind == "forget":
            raise LostError
