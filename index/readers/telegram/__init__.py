"""Chats that Telegram's desktop program exported."""
