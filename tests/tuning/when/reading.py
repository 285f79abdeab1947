"""Judges how mentions of time in sentences are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.time.mentions import mentions
from index.time.periods import read_iso

if TYPE_CHECKING:
    from index.model import Period
    from tests.tuning.when.sets import Mention, Trap


class Reading(NamedTuple):
    """What the words of a mention were read as; None for a time that was left open."""

    mention: Mention
    found: tuple[Period | None, ...]

    @property
    def right(self) -> bool:
        """Whether one of the right periods was found, or, where it cannot be told, none was made up."""
        if not self.mention.right:
            return not any(self.found)
        return bool(set(self.mention.right) & set(self.found))


def read(mention: Mention) -> Reading:
    """Read the sentence of a mention, written on the date of its article."""
    written = read_iso(mention.date) if mention.date else None
    found = mentions(mention.text, written)
    return Reading(
        mention,
        tuple(one.period for one in found if one.span.start < mention.end and mention.start < one.span.end),
    )


def false_alarms(trap: Trap, written: str) -> list[str]:
    """Return the words of a trap that are taken for a time, in an article written on a day (`YYYY-MM-DD`)."""
    return [trap.text[one.span.start : one.span.end] for one in mentions(trap.text, read_iso(written))]
