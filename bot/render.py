"""What the index found → a Telegram message: the one place where text is escaped and marked up."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.texts import Texts
    from index.model import Answer, Coverage, Snippet

# Telegram takes 4096 UTF-16 units and 100 entities a message. The parts' shares add up to less, so that no mixture of
# long parts can go over: a title may be a page long, and a file without a full stop is one sentence.
LONGEST_SNIPPET = 1800
LONGEST_LEAD = 800
LONGEST_TITLE = 250
LONGEST_PUBLISHER = 100
LONGEST_QUESTION = 250
MOST_BOLD = 90

_LIST_MARK = re.compile(r"[-*•·]\s|\d{1,3}[.)、]")
_LINES = re.compile(r"[^\S\n]*\n\s*")
# Characters that reorder what follows them, beyond the message's own text: embeddings, overrides and isolates.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def answer(found: Answer, position: int, texts: Texts) -> str:
    """Return HTML for the snippet at `position` (0 is the best), or for there being none."""
    parts = [] if found.answered else [plain(texts.no_answer if found.snippets else texts.nothing_close)]
    if found.snippets:
        snippet = found.snippets[position]
        parts += [_body(snippet), _source(snippet, texts)]
    if found.did_you_mean:
        parts.append(plain(texts.did_you_mean.format(question=_shortened(found.did_you_mean, LONGEST_QUESTION))))
    return "\n\n".join(parts)


def about(coverage: Coverage, examples: Sequence[str], texts: Texts) -> str:
    """Return HTML for what the bot is, what it covers and what one may ask it."""
    parts = [f"{plain(texts.about)}\n{plain(_covers(coverage, texts))}"]
    if examples:
        asked = "\n".join(f"• {plain(_shortened(example, LONGEST_QUESTION))}" for example in examples)
        parts.append(f"{plain(texts.examples)}\n{asked}")
    return "\n\n".join(parts)


def plain(text: str) -> str:
    """Return HTML that shows a text as it is, without what Telegram would refuse or what would disorder it."""
    return "".join(_cells(text))


def _covers(coverage: Coverage, texts: Texts) -> str:
    if coverage.earliest is None or coverage.latest is None:
        form = texts.covers_undated
    else:
        form = texts.covers_one_date if coverage.earliest == coverage.latest else texts.covers
    return form.format(count=coverage.articles, earliest=coverage.earliest, latest=coverage.latest)


def _body(snippet: Snippet) -> str:
    spans = [*snippet.highlights, *([snippet.answer] if snippet.answer else [])]
    text = _marked(snippet.text, spans, LONGEST_SNIPPET)
    return text if snippet.lead is None else f"{_marked(snippet.lead.text, [], LONGEST_LEAD)} … {text}"


def _source(snippet: Snippet, texts: Texts) -> str:
    source = snippet.article
    title = plain(_shortened(source.title, LONGEST_TITLE)) or plain(_shortened(source.id, LONGEST_TITLE))
    if source.url and _leads_somewhere(source.url):
        title = f'<a href="{html.escape(source.url)}">{title}</a>'
    publisher = plain(_shortened(source.publisher, LONGEST_PUBLISHER)) if source.publisher else ""
    also = plain(texts.also_in.format(count=len(snippet.also_in))) if snippet.also_in else ""
    return " · ".join(part for part in (title, publisher, plain(source.date or ""), also) if part)


def _leads_somewhere(url: str) -> bool:
    """Tell whether a link may be shown: an article's metadata may name anything (javascript:, tg://)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme.lower() in {"http", "https"}
        and bool(parts.netloc)
        and "".join(_cells(url)) == html.escape(url)
        and " " not in url
    )


def _marked(text: str, spans: Iterable[tuple[int, int]], limit: int) -> str:
    """Return HTML for a text with the spans bold, shortened to `limit` UTF-16 units."""
    cells = _cells(text)
    end = _fitting(text, limit)
    shown, at = [], 0
    for start, stop in _joined(text, spans, end)[:MOST_BOLD]:
        shown += [*cells[at:start], "<b>", *cells[start:stop], "</b>"]
        at = stop
    return "".join([*shown, *cells[at:end], "" if end == len(text) else "…"]).strip()


def _shortened(text: str, limit: int) -> str:
    end = _fitting(text, limit)
    return text if end == len(text) else text[:end] + "…"


def _fitting(text: str, limit: int) -> int:
    """Return how much of a text fits into `limit` UTF-16 units with "…" after it; cut at a space where one is near."""
    if _units(text) <= limit:
        return len(text)
    end, left = 0, limit - 1
    while (left := left - (2 if text[end] > "\uffff" else 1)) >= 0:
        end += 1
    space = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end))
    return space if space > end - 40 else end


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _joined(text: str, spans: Iterable[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Return the spans in order and within the text, those with nothing but space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted((max(start, 0), min(stop, end)) for start, stop in spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        elif start < stop:
            joined.append((start, stop))
    return joined


def _cells(text: str) -> list[str]:
    """Return what is shown for each character, so that spans in the text stay spans in what is shown."""
    cells = [_cell(character) for character in text]
    for lines in _LINES.finditer(text):
        cells[lines.start() : lines.end()] = [_line_break(text, lines), *[""] * (len(lines.group()) - 1)]
    return cells


def _line_break(text: str, lines: re.Match[str]) -> str:
    """Return what stands for a run of line breaks: one where a paragraph or list item begins, else a space."""
    if lines.group().count("\n") > 1 or _LIST_MARK.match(text, lines.end()):
        return "\n"
    around = text[max(lines.start() - 1, 0)], text[min(lines.end(), len(text) - 1)]
    return "" if all(unicodedata.east_asian_width(character) in "WF" for character in around) else " "


def _cell(character: str) -> str:
    if character.isspace():
        return " "
    dropped = unicodedata.category(character) in {"Cc", "Cs"} or character in _REORDERING
    return "" if dropped else html.escape(character)
