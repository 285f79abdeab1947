"""Opening the index to answer questions, and building it first if there is none."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Final

from index.answer.retriever import Retriever
from index.errors import IndexFormatError, IndexMissingError
from index.stores.engines import home_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.encoding.lazy import LazyEncoder
    from index.settings import IndexSettings


_GARBAGE_THRESHOLD: Final = 200_000
"""New objects after which Python looks for circles of garbage.

An answer makes tens of thousands of objects and leaves no circle behind; by Python's own 700 the search for one took
a third of the time, and now and then a tenth of a second through the lexicon and jieba's dictionary.
"""

_SWITCH_SECONDS: Final = 0.001
"""Seconds after which a thread must let another one work where several answer.

By Python's own 0.005 a thread that comes back from the store waits as long as half an answer takes.
"""


def open_or_build(settings: IndexSettings, say: Callable[[str], None], encoder: LazyEncoder | None = None) -> Retriever:
    """Return a retriever on the index; where none of today's format is, build it from the seeds first and say so.

    The retriever judges with the encoder, if one is given. Raises IndexUnusableError where the index is damaged and
    SeedsError where there is nothing to build it from.
    """
    gc.set_threshold(_GARBAGE_THRESHOLD)
    sys.setswitchinterval(_SWITCH_SECONDS)
    home = home_of(settings)
    try:
        return Retriever.open(home, settings.threshold, encoder=encoder, today=settings.today)
    except (IndexMissingError, IndexFormatError) as error:
        say(f"{str(error).partition(' Run ')[0]} Building it from {settings.seeds} first.")
    from index.build.build import build  # noqa: PLC0415 - readers of files have no place in a question's start
    from index.build.options import Options  # noqa: PLC0415
    from index.build.report import summary  # noqa: PLC0415

    report = build(settings.seeds, home, cache=settings.cache, options=Options(waiting=say))
    for line in summary(report, home):
        say(line)
    return Retriever.open(home, settings.threshold, encoder=encoder, today=settings.today)
