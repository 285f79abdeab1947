"""How a build works, and whom it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DELETED_SHARE: Final = 0.05
"""Share of deleted documents above which the whole index is written again, which takes no analysis."""


def _silent(done: int, total: int) -> None:
    """Tell nobody how far a build is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a build works and whom it tells; nothing of it changes what the index answers.

    `workers` are the processes that read (None: as many as help); above a share of `most_deleted` deleted documents
    the whole index is written again. `progress` is told how many files of how many are read. If another build is at
    work, `waiting` is told which, and this one waits for it; without `waiting` IndexLockedError is raised.
    """

    workers: int | None = None
    most_deleted: float = MAX_DELETED_SHARE
    progress: Callable[[int, int], None] = _silent
    waiting: Callable[[str], None] | None = None


DEFAULTS: Final = Options()
