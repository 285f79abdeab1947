"""A chat page for one operator, with the emulator and the bot's real handlers: everything but Telegram itself."""

from bot.playground.playground import Playground

__all__ = ["Playground"]
