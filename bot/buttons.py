"""The button below an answer; what it carries is all that is needed to go on after a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

if TYPE_CHECKING:
    from bot.desk import Found
    from bot.texts import Texts

MORE = re.compile(r"more:(\d{1,3}):([0-9a-f]{8})")


class More(NamedTuple):
    """What a pressed button asks for: the snippet at `position`, of the index with that mark."""

    position: int
    mark: str


def more(found: Found, position: int, texts: Texts) -> InlineKeyboardMarkup | None:
    """Return the button that leads from one snippet to the next, after the last to the first; None for a single one."""
    count = len(found.answer.snippets)
    if count < 2:
        return None
    data = f"more:{(position + 1) % count}:{found.mark}"
    return InlineKeyboardMarkup.from_button(
        InlineKeyboardButton(f"{texts.more} · {position + 1}/{count}", callback_data=data)
    )


def read(data: str | None) -> More | None:
    """Return what a button carries, None where it is none of ours."""
    match = MORE.fullmatch(data or "")
    return More(int(match.group(1)), match.group(2)) if match else None
