"""The changes since the last update of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.emulator.params import JSON
    from bot.emulator.state import Message
    from bot.playground.stage import Stage


class Feed:
    """One page's view of the chats; the first update has everything."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._surroundings: JSON = {}
        self._edit_counts: dict[tuple[int, int], int] = {}
        """How often each message had been edited at the last update."""

    def news(self) -> JSON:
        """Return what the page does not know yet: `stage`, `messages`, `gone`; empty if it knows everything."""
        messages = self._stage.state.messages
        changed = [(key, message) for key, message in messages.items() if self._edit_counts.get(key) != message.edits]
        gone = [key for key in self._edit_counts if key not in messages]
        around = self._stage.to_json()
        news: JSON = {}
        if around != self._surroundings:
            news["stage"] = self._surroundings = around
        if changed:
            news["messages"] = [_message(message) for _, message in changed]
        if gone:
            news["gone"] = gone
        self._edit_counts = {key: message.edits for key, message in messages.items()}
        return news


def _message(message: Message) -> JSON:
    """Return it as the Bot API has it, and whether the bot was shown it."""
    return {**message.to_json(), "unseen": message.unseen}
