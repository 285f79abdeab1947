"""The tree of the bot's errors."""

from __future__ import annotations

import sys

from bot.errors import BotError
from index.errors import CitebotError


def test_the_errors_stand_in_their_tree() -> None:
    """Every error of the package is named in the tree that errors.py opens with, and is one of citebot's."""
    module = sys.modules[BotError.__module__]
    errors = [
        value for value in vars(module).values() if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert len(errors) == 8
    for error in errors:
        assert issubclass(error, CitebotError)
        assert error.__name__ in (module.__doc__ or "")
