"""The library's application, as this bot uses it."""

from __future__ import annotations

from typing import Any

from telegram.ext import Application

from bot.transport.chat_order import ChatOrder


class App(Application[Any, Any, Any, Any, Any, Any]):
    """The library's application with this bot's order of updates."""

    __slots__ = ()

    @property
    def update_processor(self) -> ChatOrder:
        """The order in which updates are worked on."""
        order = super().update_processor
        assert isinstance(order, ChatOrder)  # noqa: S101 - `build` gives it
        return order
