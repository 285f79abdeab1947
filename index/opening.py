"""Opening the index for those who ask, and making it first where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import IndexFormatError, IndexMissingError
from index.retriever import Retriever

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.settings import IndexSettings


def open_or_build(settings: IndexSettings, say: Callable[[str], None]) -> Retriever:
    """Return a retriever on the index; where none of today's format is, build it from the seeds first and say so.

    Raises IndexUnusableError where the index is damaged and SeedsError where there is nothing to build it from.
    """
    try:
        return Retriever.open(settings.dir, settings.threshold)
    except (IndexMissingError, IndexFormatError) as error:
        say(f"{str(error).partition(' Run ')[0]} Building it from {settings.seeds} first.")
    from index.build import build, summary  # noqa: PLC0415 - readers of files have no place in a question's start

    for line in summary(build(settings.seeds, settings.dir, cache=settings.cache), settings.dir):
        say(line)
    return Retriever.open(settings.dir, settings.threshold)
