"""The buttons below messages; their data is all that is needed to work after a restart or a rebuild.

Telegram allows 64 bytes, so an answer is named by its mark and an article by its key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.keys import question_mark
from bot.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.index_client import FoundAnswer
    from bot.texts import Texts


def _whole(pattern: str) -> re.Pattern[str]:
    """Return a pattern that matches a button's data as a whole: the library matches only its beginning."""
    return re.compile(rf"(?:{pattern})\Z", re.ASCII)


_PLACE = r"(?P<position>\d{1,3}):(?P<mark>[0-9a-f]{8}):(?P<within>[\w-]{11})?"
SNIPPET = _whole(rf"(?P<kind>[sc]):{_PLACE}")
READ = _whole(rf"a:{_PLACE}:(?P<key>[\w-]{{11}}):(?P<page>\d{{1,5}}|s)")
VOTE = _whole(rf"v:{_PLACE}:(?P<up>[ud])")
AGAIN = _whole(r"r:(?P<within>[\w-]{11})?")
EXAMPLE = _whole(r"e:(?P<mark>[0-9a-f]{8})")
MEANT = _whole(r"m:(?P<mark>[0-9a-f]{8})")
LIST = _whole(r"l:(?P<order>[ns]):(?P<page>\d{1,6})")
LISTED = _whole(r"b:(?P<key>[\w-]{11}):(?P<page>\d{1,5}):(?P<order>[ns-]):(?P<back>\d{1,6})")
LANGUAGE = _whole(rf"g:(?P<language>{'|'.join(TEXTS)}|)")
NOTHING = _whole(r"n:(?P<key>[\w-]{11})?")
ANYTHING = re.compile("")


class Place(NamedTuple):
    """A snippet of an answer: its position, the answer's mark, and the key of the article searched first, or None."""

    position: int
    mark: str
    within: str | None

    def data(self, kind: str, *more: object) -> str:
        """Return the data of a button of a kind."""
        return ":".join(map(str, (kind, self.position, self.mark, self.within or "", *more)))


NEWEST, ALL, LINKED = "n", "s", "-"


class Listed(NamedTuple):
    """A page of a list, of the NEWEST articles or of ALL; LINKED: a link opened the article, there is no list."""

    order: str
    page: int


def place_in(match: re.Match[str]) -> Place:
    """Return the place that a button's data names."""
    return Place(int(match["position"]), match["mark"], match["within"])


def of_answer(
    response: FoundAnswer, position: int, texts: Texts, examples: Sequence[str] = (), *, context: bool = False
) -> InlineKeyboardMarkup | None:
    """Return the buttons of an answer: the other snippets, context, article, votes, and what to ask instead."""
    here = Place(position, response.mark, response.within_key)
    count = len(response.answer.snippets)
    rows = [_round(count, position, [here._replace(position=n).data("s") for n in _beside(position, count)])]
    if count:
        opened = _button(texts.hide_context if context else texts.context, here.data("s" if context else "c"))
        rows.append([opened, _button(texts.article, here.data("a", response.keys[position], "s"))])
        rows[-1] += [_button("👍", here.data("v", "u")), _button("👎", here.data("v", "d"))]
    if response.answer.did_you_mean:
        rows.append([_button(texts.ask_that, f"m:{question_mark(response.answer.did_you_mean)}")])
    rows.append(_numbers(examples))
    return _markup(rows)


def of_page(place: Place, key: str, page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup | None:
    """Return the buttons of a page of an article that was opened from an answer."""
    turns = [place.data("a", key, n) for n in _beside(page, pages)]
    return _markup([_pages(key, page, pages, turns), [_button(f"« {texts.back}", place.data("s"))]])


def of_listed_page(key: str, page: int, pages: int, back: Listed, texts: Texts) -> InlineKeyboardMarkup | None:
    """Return the buttons of a page of an article that was opened from a list or by a link."""
    turns = [f"b:{key}:{n}:{back.order}:{back.page}" for n in _beside(page, pages)]
    to_list = [] if back.order == LINKED else [_button(f"« {texts.back}", f"l:{back.order}:{back.page}")]
    return _markup([_pages(key, page, pages, turns), to_list])


def of_list(keys: Sequence[str], first: int, listed: Listed, pages: int) -> InlineKeyboardMarkup | None:
    """Return the buttons of a list of articles: a number each, numbered from `first` on, and the list's other pages."""
    order, page = listed
    numbers = [_button(str(n), f"b:{key}:0:{order}:{page}") for n, key in enumerate(keys, start=first)]
    turns = [f"l:{order}:{n}" for n in _beside(page, pages)]
    return _markup([numbers[:5], numbers[5:], _round(pages, page, turns)])


def of_examples(examples: Sequence[str]) -> InlineKeyboardMarkup | None:
    """Return a button for each example question, numbered as in the message."""
    return _markup([_numbers(examples)])


def of_languages(texts: Texts) -> InlineKeyboardMarkup | None:
    """Return the languages to choose from, each by its own name."""
    choices = [_button(choice.own_name, f"g:{language}") for language, choice in TEXTS.items()]
    return _markup([choices, [_button(texts.by_question, "g:")]])


def again(within: str | None, texts: Texts) -> InlineKeyboardMarkup | None:
    """Return the button that asks again, for an answer that has changed."""
    return _markup([[_button(f"↻ {texts.ask_again}", f"r:{within or ''}")]])


def article_in(markup: InlineKeyboardMarkup | None) -> str | None:
    """Return the key of the article that a message shows, read from its buttons; None if it shows none."""
    buttons = [button for row in (markup.inline_keyboard if markup else ()) for button in row]
    matches = (
        pattern.fullmatch(str(button.callback_data or "")) for button in buttons for pattern in (READ, LISTED, NOTHING)
    )
    # A list has a button for each of its articles, but shows none of them.
    keys = {match["key"] for match in matches if match and match["key"]}
    return keys.pop() if len(keys) == 1 else None


def _pages(key: str, page: int, pages: int, turns: Sequence[str]) -> list[InlineKeyboardButton]:
    # A reply to the page is a question to its article, so the middle button has its key even if there is one page.
    before, after = ([_button("◀", turns[0])], [_button("▶", turns[1])]) if pages > 1 else ([], [])
    return [*before, _button(f"{page + 1}/{pages}", f"n:{key}"), *after]


def _beside(at: int, count: int) -> tuple[int, int]:
    """Return the positions before and after one; the last is followed by the first."""
    return (at - 1) % max(count, 1), (at + 1) % max(count, 1)


def _round(count: int, at: int, turns: Sequence[str]) -> list[InlineKeyboardButton]:
    """Return ◀ 2/5 ▶, where the last is followed by the first; nothing if there is only one."""
    if count < 2:
        return []
    return [_button("◀", turns[0]), _button(f"{at + 1}/{count}", "n:"), _button("▶", turns[1])]


def _numbers(questions: Sequence[str]) -> list[InlineKeyboardButton]:
    return [_button(f"❓ {n}", f"e:{question_mark(question)}") for n, question in enumerate(questions, start=1)]


def _button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


def _markup(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None
