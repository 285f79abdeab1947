"""What a reader needs to place an answer in time: the days that it means, and how old its article is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.time.mentions import mentions
from index.time.periods import published, to_iso

if TYPE_CHECKING:
    import datetime as dt

    from index.model import Snippet, Span
    from index.stores.base import AnalysedPassage


def resolved(analysed: AnalysedPassage, answer: Span) -> str | None:
    """Return the days that an answer in a passage means, as `YYYY[-MM[-DD]]` or two of them and a slash.

    None where its words alone tell them ("20 June 2022"), or nothing does.
    """
    for mention in analysed.mentions:
        if mention.period and mention.span.start < answer.end and answer.start < mention.span.end:
            alone = mentions(analysed.text[slice(*mention.span)])
            return None if [one.period for one in alone] == [mention.period] else to_iso(mention.period)
    return None


def dated(snippet: Snippet, now: dt.date | None) -> Snippet:
    """Return a snippet with the age of its article in whole years on a day, where that is one or more."""
    written = published(snippet.article)
    if written is None or now is None:
        return snippet
    day = written.last
    age = now.year - day.year - ((now.month, now.day) < (day.month, day.day))
    return replace(snippet, age=age) if age > 0 else snippet
