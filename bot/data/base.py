"""The contract of what the bot stores: SQLite keeps it for one process, PostgreSQL for several on one token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable

FLEETING_SECONDS: Final = 10.0
"""Seconds after which a fleeting update, such as an inline query, is not answered any more."""

LATE_SECONDS: Final = 0.1
"""Seconds by which a process may send later than the moment it reserved; shared windows are longer by it."""


class Claimed(NamedTuple):
    """A stored update that the caller is to answer: its number and its JSON."""

    number: int
    body: str


class Storage(Protocol):
    """Tables with rows; each statement is a transaction of its own, in SQL that both databases read.

    Values stand as `?`. A statement that fails changes nothing and finds nothing: the person still gets the answer, and
    the log gets a line now and then. Half a surrogate pair is stored as a question mark, and so is what the database
    does not take.
    """

    @property
    def trouble(self) -> str:
        """Why it cannot be used right now; empty if it can."""

    def write(self, statement: str, *values: object) -> int | None:
        """Run a statement and return how many rows it changed, None if it failed."""

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds, none if it failed."""

    def close(self) -> None:
        """Close it."""


class UpdateQueue(Protocol):
    """The updates that have come from Telegram and are not answered yet, in the order they came.

    An update is answered by one process at a time, and so is a chat: none of its updates is given to a second process
    while an earlier one is in work. What a process has not done when it dies is given to another one, or to its next
    start. The text of an update that is done is deleted; its number stays, so that it is known if it comes again.
    """

    def add(self, number: int, chat: int, raw: object, *, fleeting: bool = False) -> bool:
        """Store an update, unless it came before, and return whether the caller is to answer it at once.

        A `fleeting` one is worth nothing later. Raises DataAwayError if Telegram must send it again, and any other
        error if it can never be stored.
        """

    def claim(self, chats: int) -> Awaitable[list[Claimed]]:
        """Return all that waits in up to so many chats whose turn it is; those that have waited longest come first.

        Finds nothing if the database cannot be used right now.
        """

    def holds(self, number: int) -> bool:
        """Tell whether a claimed update is still the caller's to begin."""

    def done(self, number: int) -> None:
        """Mark an update as done; if that cannot be stored right now, it is stored later."""

    def waiting(self) -> int | None:
        """Return how many updates are not done, in all processes; None if that cannot be told right now."""

    def drop_before(self, moment: float) -> None:
        """Delete updates that are done and older than a moment, in seconds since 1970."""

    def close(self) -> None:
        """Give back what was claimed and is not done, so that another process can answer it at once."""


class Limits(Protocol):
    """Limits that several processes share. Times are seconds; None: the database cannot be used right now."""

    def take(self, key: str, count: float, seconds: float) -> bool | None:
        """Take a token from a bucket of `count` that fills up within `seconds`; False if it is empty."""

    def reserve(self, key: str, count: int, seconds: float) -> float | None:
        """Reserve the next moment for one more of at most `count` things in any `seconds`; return the wait until it."""

    def hold(self, key: str, seconds: float, *, chat: bool) -> bool | None:
        """Let a key pause; tell whether all chats pause now, as a second chat was refused and none got through."""

    def passed(self) -> None:
        """Note that a message has got through to a chat."""

    def left(self, key: str) -> float | None:
        """Return for how long a key still has to pause, together with everybody; 0 if it need not."""

    def drop_idle(self) -> None:
        """Delete what says nothing any more."""


class Turn(Protocol):
    """Whose turn it is to fetch updates: one process at a time."""

    def mine(self) -> Awaitable[bool]:
        """Tell whether it is this process's turn now; it stays until the process ends or loses the database."""

    def close(self) -> None:
        """Give it up."""
