"""Judges answers to questions about time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.evaluation.judgements import holds
from index.time.mentions import mentions
from index.time.periods import read_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Answer, Period, Snippet
    from tests.tuning.when.sets import Asked

SHOWN: Final = 3
"""Snippets of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth."""

    asked: Asked
    answer: Answer

    @property
    def says(self) -> bool:
        """Whether one of the snippets is of an article that answers, and holds an answer."""
        return any(self._says(snippet) for snippet in self.answer.snippets[:SHOWN])

    @property
    def timely(self) -> bool:
        """Whether the first snippet tells of the time that is wanted, or was published in it."""
        return any(one.overlaps(self.asked.wanted) for snippet in self.answer.snippets[:1] for one in times(snippet))

    @property
    def warned(self) -> bool:
        """Whether it was declined, or says that there is nothing of that time."""
        note = self.answer.time
        return not self.answer.answered or (note is not None and not note.fits)

    def _says(self, snippet: Snippet) -> bool:
        shown = "\n".join([snippet.article.title, *snippet.headings, snippet.text])
        return snippet.article.path in {path for path, _ in self.asked.gold} and any(
            holds(shown, answer) for answer in self.asked.answers
        )


def times(snippet: Snippet) -> Iterator[Period]:
    """Return the times of a snippet: of its article's publication, and those told in its focus and its headings."""
    article = snippet.article
    written = read_iso(article.date) if article.date else None
    if written is not None:
        yield written
    for text in (snippet.text[slice(*snippet.focus)], *snippet.headings, article.title):
        yield from (one.period for one in mentions(text, written) if one.period is not None)
