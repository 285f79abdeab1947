"""Every error that `bot` tells, below the root that it shares with `index`.

CitebotError
├── BotError                 the bot cannot run
│   ├── DataError            what the bot remembers cannot be opened
│   ├── BotSettingsError     a BOT_ setting cannot be used
│   │   └── TokenMissingError    there is no token
│   ├── DeafError            updates do not come any more
│   └── TokenRejectedError   the Bot API does not know the token
└── WaitedTooLongError       an answer is too late to be sent
"""

from __future__ import annotations

from index.errors import CitebotError


class BotError(CitebotError):
    """The bot cannot run."""


class DataError(BotError):
    """What the bot remembers cannot be opened."""


class BotSettingsError(BotError):
    """A BOT_ setting cannot be used."""


class TokenMissingError(BotSettingsError):
    """There is no token."""


class DeafError(BotError):
    """Updates do not come any more: what asks for them has ended by itself."""


class TokenRejectedError(BotError):
    """The Bot API does not know the token, or there is no Bot API at that address."""


class WaitedTooLongError(CitebotError):
    """An answer has waited for a pause that Telegram asked for until it is too late to be sent."""
