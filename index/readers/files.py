"""The bytes of a file, whole and from one moment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from index.errors import ArticleError

if TYPE_CHECKING:
    from pathlib import Path

_MB: Final = 1_000_000
_LARGEST: Final = {
    **dict.fromkeys((".html", ".htm", ".docx"), 20 * _MB),
    **dict.fromkeys((".mhtml", ".mht", ".json"), 50 * _MB),
    **dict.fromkeys((".pdf", ".epub", ".jsonl"), 100 * _MB),
}
_LARGEST_TEXT: Final = 5 * _MB  # of one article: a long novel has 3, and 5 of Chinese take 500 MB of memory to analyse
_ATTEMPTS: Final = 2


def largest(suffix: str) -> int:
    """Return how many bytes a file with this ending may have."""
    return _LARGEST.get(suffix.lower(), _LARGEST_TEXT)


def read_bytes(path: Path) -> bytes:
    """Return what is in a file.

    A file that changes meanwhile is read once more. Raises ArticleError where it cannot be read, is larger than its
    kind may be, or does not stop changing.
    """
    try:
        for _ in range(_ATTEMPTS):
            before = os.stat(path)  # noqa: PTH116 - beside os.fstat below
            if before.st_size > largest(path.suffix):
                raise ArticleError(_too_large(before.st_size, path.suffix))
            with path.open("rb") as file:
                data = file.read(before.st_size + 1)
                after = os.fstat(file.fileno())
            if _state(before) == _state(after) and len(data) == before.st_size:
                return data
    except OSError as error:
        raise ArticleError(f"It cannot be read ({error.strerror}): make it readable or move it away.") from error
    raise ArticleError("It changed while it was read: build again when it is whole.")


def _state(stat: os.stat_result) -> tuple[int, ...]:
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns


def _too_large(size: int, suffix: str) -> str:
    limit = largest(suffix) // _MB
    return f"It has {size / _MB:.1f} MB, and a {suffix.lower()} file may have {limit}: split it into several files."


def missing(what: str) -> ArticleError:
    """Return the error for a file whose reader is not installed; `what` is the kind of file."""
    return ArticleError(f"To read {what}, install the extra ingest: pip install 'citebot[ingest]'.")
