"""Question sets whose gold are quotes of files: `{"path", "quote"}`, found again in what was read of the file."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.answer.excerpt import focus_of
from index.evaluation.judgements import Verdict, holds, judge_window
from index.evaluation.question_sets import Gold, Question

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.ranking.ranker import Window
    from index.stores.base import Store

NEAR: Final = 900
"""Characters from a quote within which a window is at the right place."""

_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^()\s]*\)")
_PIECE: Final = 30  # letters by which a quote is found where markup stands in it


def read_quoted(path: Path, store: Store) -> Sequence[Question]:
    """Return the questions of a file, their gold as spans of the store's texts; a quote that is not read has none."""
    articles: dict[str, list[str]] = {}
    for source in store.sources():
        articles.setdefault(source.path, []).append(source.id)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Question(
            str(row["id"]),
            row["question"],
            tuple(
                Gold(article, *span)
                for one in row["gold"]
                for article in articles.get(one["path"], ())
                for span in _find(store.text(article), one["quote"])
            ),
            tuple(row["answers"]),
        )
        for row in rows
    ]


def judge_quoted(question: Question, window: Window) -> Verdict:
    """Return whether a window is near gold, and whether its headings and its focus hold an answer besides."""
    passage, text = window.analysed.passage, window.analysed.text
    golds = [one for one in question.gold if one.article == passage.article]
    if not golds:
        return Verdict(hits=False, says=False)
    focus = focus_of(window)
    start, end = passage.span.start + focus.start, passage.span.start + focus.end
    hits = any(start < one.end + NEAR and one.start < end + NEAR for one in golds)
    shown = "\n".join([*passage.headings, text[focus.start : focus.end]])
    return Verdict(hits, hits and any(holds(shown, answer) for answer in question.answers))


def judge_by(question: Question, window: Window, *, quoted: bool) -> Verdict:
    """Return what a window is worth, by quotes or by spans."""
    return judge_quoted(question, window) if quoted else judge_window(question, window)


def _find(text: str, quote: str) -> list[tuple[int, int]]:
    letters, places = _letters(text)
    sought = _letters(_LINK.sub(r"\1", quote))[0]
    pieces = [sought, *(sought[n : n + _PIECE] for n in range(0, max(1, len(sought) - _PIECE), 10))]
    for piece in pieces:
        if piece and (found := [match.start() for match in re.finditer(re.escape(piece), letters)]):
            return [(places[at], places[at + len(piece) - 1] + 1) for at in found]
    return []


@lru_cache(maxsize=64)
def _letters(text: str) -> tuple[str, Sequence[int]]:
    """Return the letters and digits of a text, folded, and where each stands."""
    letters, places = [], []
    for place, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character).casefold():
            if folded.isalnum():
                letters.append(folded)
                places.append(place)
    return "".join(letters), places
