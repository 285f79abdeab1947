"""Receives updates from Telegram and sends calls to it."""
