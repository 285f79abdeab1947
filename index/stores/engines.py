"""Which engine keeps an index: the only place that names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.stores.tantivy.damage import find_damage
from index.stores.tantivy.store import TantivyStore
from index.stores.tantivy.writer import TantivyWriter

if TYPE_CHECKING:
    from pathlib import Path

    from index.stores.base import Store, Writer

__all__ = ["find_damage", "open_store", "open_writer"]


def open_store(folder: Path, *, stale: bool = False) -> Store:
    """Open the newest commit of the index in a folder; with `stale` also where another version of the analyser made it.

    Raises IndexMissingError, IndexFormatError, or IndexUnusableError where the index is damaged.
    """
    return TantivyStore.open(folder, stale=stale)


def open_writer(folder: Path, *, anew: bool = False) -> Writer:
    """Take the lock of the index in a folder and begin its next commit, making the folder where there is none.

    With `anew` whatever stands there is dropped first, which repairs a damaged index. Raises IndexLockedError, or
    IndexUnusableError where the folder cannot be written.
    """
    return TantivyWriter.open(folder, anew=anew)
