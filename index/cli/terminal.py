"""Answers as text for a terminal: what answers stands out, what is around it is dimmed, the source is one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.cli.excerpt import DIM, ITALIC, PLAIN, excerpt_lines
from index.cli.lines import safe, wrap
from index.cli.wording import wording_for
from index.text.dates import told, told_age, told_days
from index.text.headings import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.cli.wording import Wording
    from index.model import Answer, Snippet

_INDENT_CELLS: Final = 3  # cells: "1. "
_MIN_WIDTH_CELLS: Final = 20  # cells; on a narrower terminal the lines run over


def render(answer: Answer, width: int, *, colour: bool) -> str:
    """Return an answer as text of at most `width` cells a line; `colour` allows escape sequences.

    What is said around the snippets is in the question's language.
    """
    width = max(width, _MIN_WIDTH_CELLS)
    wording = wording_for(answer.question)
    remarks = [wording.declined[answer.declined]] if answer.declined else []
    if answer.did_you_mean:
        remarks.append(wording.did_you_mean.format(question=safe(answer.did_you_mean)))
    if (time := answer.time) and not time.fits and time.nearest and answer.snippets:
        asked, nearest = (told_days(days, wording.language) for days in (time.asked, time.nearest))
        remarks.append(wording.nothing_then.format(asked=asked, nearest=nearest))
    parts = ["\n".join(_plain_lines(remark, width)) for remark in remarks]
    parts += [_render_snippet(snippet, width, wording, colour=colour) for snippet in answer.snippets]
    return "\n\n".join(parts) + "\n"


def _render_snippet(snippet: Snippet, width: int, wording: Wording, *, colour: bool) -> str:
    """Return headings, lead, text, its date, older answers, copies and source, set in as far as the number takes."""
    marker = f"{snippet.rank}. ".ljust(_INDENT_CELLS)
    room = width - len(marker)
    lines = [_paint(line, ITALIC, colour=colour) for line in _plain_lines(safe(path_of(snippet.headings)), room)]
    if snippet.lead:
        lines += [_paint(line, DIM, colour=colour) for line in _plain_lines(safe(snippet.lead.text) + " …", room)]
    lines += excerpt_lines(snippet, room, colour=colour)
    for line, hang in (
        (_dated(snippet, wording), 0),
        *_earlier(snippet, wording),
        (_also(snippet, wording), 0),
        (_source_line(snippet, wording), 2),
    ):
        lines += [_paint(part, DIM, colour=colour) for part in _plain_lines(line, room, hang)]
    return "\n".join((marker if n == 0 else " " * len(marker)) + line for n, line in enumerate(lines))


def _source_line(snippet: Snippet, wording: Wording) -> str:
    """Return `— title · publisher · date · age · page · file`, those that are known; the headings stand above the text.

    The dash tells it from the last line of the text where nothing is dimmed.
    """
    source = snippet.article
    date = told(source.date, wording.language) if source.date else None
    age = told_age(source_age, wording.language) if (source_age := snippet.age) else None
    page = wording.page.format(page=snippet.page) if snippet.page is not None else None
    parts = (source.title, source.publisher, date, age, page, source.path)
    return "— " + safe(" · ".join(part for part in parts if part))


def _dated(snippet: Snippet, wording: Wording) -> str:
    """Return the words of a date and what they mean, where that is not the same."""
    if snippet.answer is None or snippet.answer_date is None:
        return ""
    words = " ".join(snippet.text[slice(*snippet.answer)].split())
    return safe(f"{words} → {told_days(snippet.answer_date, wording.language)}")


def _earlier(snippet: Snippet, wording: Wording) -> list[tuple[str, int]]:
    """Return a line for each older answer: its date and its words."""
    return [(safe(f"{told(one.date, wording.language)}: {one.value}"), 2) for one in snippet.earlier]


def _also(snippet: Snippet, wording: Wording) -> str:
    return safe(wording.also_in.format(articles=wording.comma.join(snippet.also_in))) if snippet.also_in else ""


def _plain_lines(text: str, width: int, hang: int = 0) -> Iterator[str]:
    lines = wrap(text, width, hang)
    return (" " * (hang if n else 0) + text[line.start : line.end] for n, line in enumerate(lines))


def _paint(text: str, style: str, *, colour: bool) -> str:
    return f"{style}{text}{PLAIN}" if colour else text
