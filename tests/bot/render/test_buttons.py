"""The buttons below messages: what they carry is read again, and fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from bot.index_client import FoundAnswer
from bot.keys import answer_mark, article_key
from bot.render import buttons
from bot.texts import TEXTS
from index.model import Answer, Snippet, Source, Span

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

    from index.answer.retriever import Retriever

EN = TEXTS["en"]
KEY = article_key("a")
PATTERNS = (
    buttons.SNIPPET,
    buttons.READ,
    buttons.VOTE,
    buttons.AGAIN,
    buttons.EXAMPLE,
    buttons.MEANT,
    buttons.LIST,
    buttons.LISTED,
    buttons.LANGUAGE,
    buttons.NOTHING,
)


def snippet(text: str = "t", start: int = 0) -> Snippet:
    """Return a snippet with what matters to a mark."""
    article = Source("a", "t", None, None, None, "a.txt", "en")
    return Snippet(1, 1.0, text, start, start + len(text), (), None, None, (), article, Span(0, len(text)))


def found(count: int, *, meant: str | None = None, within: str | None = None) -> FoundAnswer:
    """Return an answer of so many snippets."""
    snippets = (snippet(),) * count
    nowhere = cast("Retriever", None)
    answer = Answer("q", True, 1.0, None, meant, snippets)
    return FoundAnswer(answer, answer_mark(snippets), nowhere, (KEY,) * count, within)


def data(markup: InlineKeyboardMarkup | None) -> list[str]:
    """Return what a keyboard's buttons carry."""
    return [str(button.callback_data) for row in (markup.inline_keyboard if markup else ()) for button in row]


def all_keyboards() -> list[InlineKeyboardMarkup | None]:
    """Return one keyboard of each kind, with the longest that it may carry."""
    place = buttons.Place(999, "0123abcd", KEY)
    listed = buttons.Listed(buttons.NEWEST, 999_999)
    return [
        buttons.of_answer(found(5, meant="m", within=KEY), 4, EN, ("one?", "two?")),
        buttons.of_answer(found(5), 0, EN, context=True),
        buttons.of_page(place, KEY, 99_998, 99_999, EN),
        buttons.of_listed_page(KEY, 99_998, 99_999, listed, EN),
        buttons.of_listed_page(KEY, 0, 1, buttons.Listed(buttons.LINKED, 0), EN),
        buttons.of_list([KEY] * 10, 1, listed, 999_999),
        buttons.of_examples(["one?", "two?"]),
        buttons.of_languages(EN),
        buttons.again(KEY, EN),
        buttons.again(None, EN),
    ]


def test_what_any_button_carries_fits_and_is_read_by_one_pattern() -> None:
    """Within Telegram's 64 bytes."""
    carried = [one for keyboard in all_keyboards() for one in data(keyboard)]
    assert len(carried) > 40
    for one in carried:
        assert len(one.encode()) <= 64
        assert len([pattern for pattern in PATTERNS if pattern.match(one)]) == 1, one


@pytest.mark.parametrize(
    "strange", ["", "s", "s:0:0123abcd", "s:0:0123abcd:\n", "x:0:0123abcd:", "s:-1:0123abcd:", "g:de"]
)
def test_strange_data_is_nobody_s(strange: str) -> None:
    """But for the pattern that takes anything, so that every waiting is ended."""
    assert not any(pattern.match(strange) for pattern in PATTERNS)
    assert buttons.ANYTHING.match(strange)


def test_arrows_go_round() -> None:
    """From the last snippet to the first and back; a single one has none, and none no buttons at all."""
    turned = [data(buttons.of_answer(found(3), at, EN)) for at in range(3)]
    targets = [
        [buttons.place_in(match).position for one in (row[0], row[2]) if (match := buttons.SNIPPET.match(one))]
        for row in turned
    ]
    assert targets == [[2, 1], [0, 2], [1, 0]]
    assert not any(buttons.NOTHING.match(one) for one in data(buttons.of_answer(found(1), 0, EN)))
    assert buttons.of_answer(found(0), 0, EN) is None


def test_the_article_shown_is_read_off_the_buttons() -> None:
    """Of an answer, of a page of an article; not of a list."""
    shown = [buttons.article_in(keyboard) for keyboard in all_keyboards()]
    assert shown == [KEY, KEY, KEY, KEY, KEY, KEY, None, None, None, None]
    two = buttons.of_list([KEY, article_key("b")], 1, buttons.Listed(buttons.ALL, 0), 1)
    assert buttons.article_in(two) is buttons.article_in(None) is None


def test_a_mark_tells_answers_apart() -> None:
    """By the article, place and text of each snippet, and by their order."""
    one, two, other = snippet("a"), snippet("b"), snippet("a", start=1)
    marks = {answer_mark(snippets) for snippets in ([], [one], [two], [other], [one, two], [two, one])}
    assert len(marks) == 6
    assert answer_mark([one, two]) == answer_mark((one, two))
