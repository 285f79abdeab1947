"""The pauses that Telegram asks for: of one chat, of one method that belongs to no chat, or of the whole bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable

_SLACK_SECONDS: Final = 0.1  # seconds on top of what Telegram asks for, as its clock is not ours


class Pauses:
    """Knows which chats must wait, and until when.

    Telegram's refusal is the same whether a bot writes too much to one chat or too much at all. The next chat tells
    them apart: if its message gets through, the pause is for one chat only.
    """

    def __init__(self) -> None:
        self._until: dict[Hashable, float] = {}
        self._all_until = 0.0
        self._refused: set[Hashable] = set()

    def hold(self, key: Hashable, seconds: float, *, chat: bool) -> bool:
        """Let the calls of a key, a `chat` or a method, wait; tell whether that is for all chats now."""
        until = _now() + seconds + _SLACK_SECONDS
        # Forget pauses that are over.
        self._until = {other_key: end for other_key, end in self._until.items() if end > _now()}
        self._until[key] = max(until, self._until.get(key, 0.0))
        if not chat:
            return False
        self._refused = {other_key for other_key in self._refused if other_key in self._until} | {key}
        everybody = len(self._refused) > 1
        if everybody:
            self._all_until = max(self._all_until, until)
        return everybody

    def passed(self) -> None:
        """Note that a message has got through to a chat: whatever was refused before was refused on its own."""
        self._refused.clear()

    def left(self, key: Hashable = None) -> float:
        """Return for how many seconds a key has to wait, without one the whole bot; 0 or less where it need not."""
        return max(self._all_until, 0.0 if key is None else self._until.get(key, 0.0)) - _now()

    async def over(self, key: Hashable = None) -> float:
        """Wait until a key, without one the whole bot, may go on; return how many seconds that took."""
        began = _now()
        while True:
            left = self.left(key)
            if left <= 0:
                return _now() - began
            await asyncio.sleep(left)


def _now() -> float:
    return asyncio.get_running_loop().time()
