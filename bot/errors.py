"""Every error that `bot` reports, below the root that it shares with `index`.

CitebotError
├── BotError                 the bot cannot run
│   ├── DataError            the bot's stored data cannot be opened
│   │   └── DataAwayError        the database cannot be used right now
│   ├── BotSettingsError     a BOT_ setting cannot be used
│   │   └── TokenMissingError    there is no token
│   ├── DeafError            no more updates come
│   └── TokenRejectedError   the Bot API does not know the token
└── WaitedTooLongError       an answer is too late to be sent
"""

from __future__ import annotations

from index.errors import CitebotError


class BotError(CitebotError):
    """The bot cannot run."""


class DataError(BotError):
    """The bot's stored data cannot be opened."""


class DataAwayError(DataError):
    """The database cannot be used right now; it may be back in a moment."""


class BotSettingsError(BotError):
    """A BOT_ setting cannot be used."""


class TokenMissingError(BotSettingsError):
    """There is no token."""


class DeafError(BotError):
    """No more updates come: the task that fetches them has ended by itself."""


class TokenRejectedError(BotError):
    """The Bot API does not know the token, or there is no Bot API at that address."""


class WaitedTooLongError(CitebotError):
    """An answer has waited so long for Telegram's pause that it is too late to send it."""
