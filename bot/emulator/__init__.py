"""A strict Bot API on loopback: real HTTP, real polling, and it refuses what Telegram refuses, in Telegram's words."""

from bot.emulator.emulator import Emulator
from bot.emulator.faults import Fault
from bot.emulator.state import Chat, InlineQuery, Message, Query

__all__ = ["Chat", "Emulator", "Fault", "InlineQuery", "Message", "Query"]
