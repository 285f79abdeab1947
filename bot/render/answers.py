"""An answer: one snippet, its source, and what helps to judge it or to ask more."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.paging import units
from bot.render.excerpts import excerpt, focus_alone, laid_out
from bot.render.markup import MAX_QUOTED_UNITS, bare, italic, plain, quote, room_left
from bot.render.sources import place_line, source_line
from index.answer.context import focus_in_article
from index.text.dates import told, told_days
from index.text.headings import path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from index.answer.context import Sentence
    from index.model import Answer, Snippet, Source

# These limits add up to less than a message may hold, so no mixture of long parts can exceed it: a title may be a
# page long, and a file without a full stop is one sentence.
MAX_LEAD_UNITS: Final = 300  # UTF-16 units; an excerpt takes 1,600
MAX_PATH_UNITS: Final = 200
MAX_QUESTION_UNITS: Final = 250
MAX_ALSO_UNITS: Final = 100
MAX_DATED_UNITS: Final = 100
MAX_CONTEXT_UNITS: Final = 2500
MAX_ALSO_TITLES: Final = 5
_MIN_CONTEXT_UNITS: Final = 40  # less is not worth showing


class Extras(NamedTuple):
    """What an answer may have besides a snippet and its source.

    The question quoted at the top, if the message does not reply to it; a note before the snippet; the sentences
    around the snippet; the articles that say the same; example questions.
    """

    question: str | None = None
    note: str | None = None
    context: Sequence[Sentence] = ()
    also_in: Sequence[Source] = ()
    examples: Sequence[str] = ()


NONE: Final = Extras()


def answer(answer: Answer, position: int, texts: Texts, extras: Extras = NONE) -> str:
    """Return HTML for the snippet at `position` (0 is the best), or for an answer without snippets."""
    parts = [quote(plain(extras.question, MAX_QUOTED_UNITS))] if extras.question else []
    if not answer.answered:
        parts.append(plain(texts.no_answer if answer.snippets else texts.nothing_close))
    elif extras.note:
        parts.append(plain(extras.note))
    if answer.snippets and (nothing := nothing_then(answer, texts)):
        parts.append(plain(nothing))
    if answer.snippets:
        parts += snippet_parts(answer.snippets[position], texts, answered=answer.answered, alone=bool(extras.context))
    if extras.also_in:
        parts.append(_also_in(extras.also_in, texts))
    if answer.did_you_mean:
        parts.append(plain(texts.did_you_mean.format(question=bare(answer.did_you_mean, MAX_QUESTION_UNITS))))
    if extras.examples:
        parts.append(plain(texts.answerable) + "\n" + numbered(extras.examples))
    if extras.context and answer.snippets:
        around = _context(answer.snippets[position], extras.context, min(room_left(parts), MAX_CONTEXT_UNITS))
        parts[-1 if extras.also_in else len(parts) :] = [around, *parts[-1:]] if extras.also_in else [around]
    return "\n\n".join(part for part in parts if part)


def snippet_parts(snippet: Snippet, texts: Texts, *, answered: bool, alone: bool = False) -> list[str]:
    """Return HTML for a snippet and for its source; the focus is marked only if the answer is likely right.

    With `alone` only the focus is shown, as the rest is shown elsewhere.
    """
    text = focus_alone(snippet, answered=answered) if alone else excerpt(snippet, answered=answered)
    if snippet.lead is not None:
        text = f"{plain(snippet.lead.text, MAX_LEAD_UNITS)} … {text}"
    path = italic(plain(path_of(snippet.headings), MAX_PATH_UNITS))
    also = plain(texts.also_in.format(count=len(snippet.also_in))) if snippet.also_in else ""
    days = plain(_dated(snippet, texts), MAX_DATED_UNITS)
    earlier = [plain(f"{told(one.date, texts.language)}: {one.value}", MAX_DATED_UNITS) for one in snippet.earlier]
    return ["\n".join(filter(None, (path, text, days, *earlier))), place_line(snippet, texts, also)]


def nothing_then(answer: Answer, texts: Texts) -> str:
    """Return that nothing is of the time asked for, and of when the nearest is; empty where something is."""
    if (time := answer.time) is None or time.fits or time.nearest is None:
        return ""
    asked, nearest = (told_days(days, texts.language) for days in (time.asked, time.nearest))
    return texts.nothing_then.format(asked=asked, nearest=nearest)


def _dated(snippet: Snippet, texts: Texts) -> str:
    """Return the words of a date and what they mean, where that is not the same."""
    if snippet.answer is None or snippet.answer_date is None:
        return ""
    return f"{snippet.text[slice(*snippet.answer)]} → {told_days(snippet.answer_date, texts.language)}"


def numbered(questions: Sequence[str]) -> str:
    """Return HTML for questions, one a line, numbered as their buttons are."""
    return "\n".join(f"{n}. {plain(question, MAX_QUESTION_UNITS)}" for n, question in enumerate(questions, start=1))


def _also_in(sources: Sequence[Source], texts: Texts) -> str:
    lines = [
        f"• {source_line(source, texts, longest=MAX_ALSO_UNITS, publisher=False)}"
        for source in sources[:MAX_ALSO_TITLES]
    ]
    if len(sources) > MAX_ALSO_TITLES:
        lines.append(plain(texts.and_more.format(count=len(sources) - MAX_ALSO_TITLES)))
    return "\n".join([plain(texts.also_in_these), *lines])


def _context(snippet: Snippet, sentences: Sequence[Sentence], room: int) -> str:
    """Return HTML for the sentences around a snippet, the focus bold; the farthest are left out if there is no room."""
    kept, focus = list(sentences), focus_in_article(snippet)
    while kept and units(_together(kept)[0]) > room:
        before = [sentence for sentence in kept if sentence.end <= focus.start]
        after = [sentence for sentence in kept if sentence.start >= focus.end]
        if not before and not after:
            break
        del kept[0 if len(before) > len(after) else -1]
    text, starts = _together(kept)
    if room < _MIN_CONTEXT_UNITS or not text.strip():
        return ""
    bold = [
        (start, start + len(sentence.text))
        for start, sentence in zip(starts, kept, strict=True)
        if sentence.start < focus.end and focus.start < sentence.end
    ]
    return quote(laid_out(text, snippet.kind, bold, room, between="\n\n"), expandable=True)


def _together(sentences: Sequence[Sentence]) -> tuple[str, list[int]]:
    """Return sentences as one text, and the start of each in it."""
    text, starts = "", []
    for sentence in sentences:
        text += _gap(text, sentence)
        starts.append(len(text))
        text += sentence.text
    return text, starts


def _gap(text: str, following: Sentence) -> str:
    if not text:
        return ""
    if following.opens:
        return "\n\n" + following.gap.rpartition("\n")[2]
    return following.gap or ("" if unicodedata.east_asian_width(text[-1]) in "WF" else " ")
