"""How updates come from Telegram, and calls go to it."""
