"""Judging the snippets of an answer by the known answers of the question."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from index.answer.context import focus_in_article
from index.answer.excerpt import focus_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.evaluation.question_sets import Gold, Question
    from index.model import Answer
    from index.ranking.ranker import Window

JUDGED_SNIPPETS: Final = 10
"""Snippets of each answer that are judged."""

_QUOTES: Final = str.maketrans("‘’“”", "''\"\"")


class Verdict(NamedTuple):
    """What a stretch of an article is worth: it lies at least half in gold; it holds an answer besides."""

    hits: bool
    says: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the verdicts on the snippets of its answer, best first, and whether it was answered at all."""

    question: Question
    verdicts: tuple[Verdict, ...]
    answered: bool
    confidence: float

    @property
    def right(self) -> bool:
        """Whether all was done well: told on top, or, where the articles hold no answer, declined."""
        if not self.question.gold:
            return not self.answered
        return self.answered and (self.says(1) if self.question.answers else self.hits(1))

    def hits(self, top: int) -> bool:
        """Tell whether one of the first snippets lies in gold."""
        return any(verdict.hits for verdict in self.verdicts[:top])

    def says(self, top: int) -> bool:
        """Tell whether one of the first snippets holds an answer."""
        return any(verdict.says for verdict in self.verdicts[:top])

    @property
    def reciprocal_rank(self) -> float:
        """1 / rank of the first snippet in gold, 0 where there is none."""
        return next((1 / rank for rank, verdict in enumerate(self.verdicts, start=1) if verdict.hits), 0.0)


def judge(question: Question, answer: Answer) -> Judged:
    """Return what the first ten snippets of an answer are worth."""
    verdicts = [
        verdict(
            question,
            snippet.article.id,
            focus_in_article(snippet).start,
            snippet.text[snippet.focus.start : snippet.focus.end],
        )
        for snippet in answer.snippets[:JUDGED_SNIPPETS]
    ]
    return Judged(question, tuple(verdicts), answer.answered, answer.confidence)


def judge_window(question: Question, window: Window) -> Verdict:
    """Return what a window is worth as it would be shown."""
    passage = window.analysed.passage
    if not any(gold.article == passage.article for gold in question.gold):
        return Verdict(hits=False, says=False)  # most are of other articles, and to cut a long one takes time
    focus = focus_of(window)
    text = window.analysed.text[focus.start : focus.end]
    return verdict(question, passage.article, passage.in_article(focus).start, text)


def verdict(question: Question, article: str, start: int, text: str) -> Verdict:
    """Return what a stretch of an article, `text` from `start`, is worth as an answer to a question."""
    hits = 2 * _covered(question.gold, article, start, start + len(text)) >= len(text) > 0
    return Verdict(hits, hits and any(holds(text, answer) for answer in question.answers))


def _covered(gold: Iterable[Gold], article: str, start: int, end: int) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in gold if span.article == article)


def holds(text: str, answer: str) -> bool:
    """Tell whether a text holds an answer, whatever the case, width, quotes and spaces; "art" is not in "party"."""
    sought = re.escape(_plain(answer))
    if sought.isascii():
        sought = f"(?<![0-9a-z]){sought}(?![0-9a-z])"
    return bool(answer.strip()) and re.search(sought, _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES).split())
