"""Judges replies to questions about time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from index.evaluation.judgements import holds
from index.model import Period
from index.time.periods import read_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tuning.when.asking import Reply
    from tests.tuning.when.sets import Asked

SHOWN: Final = 3
"""Snippets of a reply that are read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reply is worth."""

    asked: Asked
    reply: Reply

    @property
    def says(self) -> bool:
        """Whether one of the snippets is of an article that answers, and holds an answer."""
        return any(self._says(snippet) for snippet in self.reply["snippets"][:SHOWN])

    @property
    def timely(self) -> bool:
        """Whether the first snippet tells of the time that is wanted, or was published in it."""
        return any(one.overlaps(self.asked.wanted) for snippet in self.reply["snippets"][:1] for one in times(snippet))

    @property
    def warned(self) -> bool:
        """Whether the reply was declined, or says that there is nothing of that time."""
        return not self.reply["answered"] or self.reply.get("nothing_in_time") is not None

    def _says(self, snippet: dict[str, Any]) -> bool:
        shown = "\n".join([snippet["article"]["title"] or "", *snippet["headings"], snippet["text"]])
        return snippet["article"]["path"] in {path for path, _ in self.asked.gold} and any(
            holds(shown, answer) for answer in self.asked.answers
        )


def times(snippet: dict[str, Any]) -> Iterator[Period]:
    """Return the times of a snippet: of what it tells, and of its article's publication."""
    for written in [*snippet.get("times", ()), snippet["article"]["date"]]:
        if written is not None and (period := _read(written)) is not None:
            yield period


def _read(written: str) -> Period | None:
    """Return the days of a date, or from one date to another ("2017-09/2017-10")."""
    first, *last = (read_iso(part) for part in written.split("/"))
    end = last[0] if last else first
    return Period(first.first, end.last) if first and end else None
