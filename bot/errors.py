"""Every error that `bot` tells, below the root that it shares with `index`.

CitebotError
└── BotError                 the bot cannot run
    ├── DataError            what the bot remembers cannot be opened
    ├── BotSettingsError     a BOT_ setting cannot be used
    │   └── TokenMissingError    there is no token
    └── TokenRejectedError   the Bot API does not know the token
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


class TokenRejectedError(BotError):
    """The Bot API does not know the token, or there is no Bot API at that address."""
