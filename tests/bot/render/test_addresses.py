"""Links that lead to what answers, within the article."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.emulator.entities import parse
from bot.render.addresses import address_of
from bot.render.sources import place_line
from bot.texts import TEXTS
from index.model import Snippet, SnippetKind, Source, Span

PAGE = "https://a.example/x?y=1&z=2"
LONG = (
    "The application has to arrive by 12 May 2022 at the latest, as it says, or it is not looked at by anybody at all."
)


def snippet(
    text: str, url: str | None = PAGE, kind: SnippetKind = "prose", page: int | None = None, focus: str = ""
) -> Snippet:
    """Return a snippet of an article that has an address."""
    source = Source("a", "Title", None, None, url, "a.md", "en")
    start = text.index(focus)
    span = Span(start, start + len(focus or text))
    return Snippet(1, 1.0, text, 0, len(text), (), None, None, (), source, span, (), kind, page)


@pytest.mark.parametrize(
    ("url", "page", "address"),
    [
        (None, None, None),
        ("", 3, None),
        (PAGE, 12, f"{PAGE}#page=12"),
        ("https://a.example/x.pdf#top", 12, "https://a.example/x.pdf#page=12"),
        ("https://a.example/x.PDF", None, "https://a.example/x.PDF"),
        (PAGE, None, f"{PAGE}#:~:text=It%20is%20so."),
        (f"{PAGE}#how", None, f"{PAGE}#how:~:text=It%20is%20so."),
        (f"{PAGE}#:~:text=a", None, f"{PAGE}#:~:text=a"),
    ],
)
def test_an_address_says_where(url: str | None, page: int | None, address: str | None) -> None:
    """The page of a PDF, the words of a web page; what is there already stays."""
    assert address_of(snippet("It is so.", url, page=page)) == address


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (LONG, "prose", ["The application has to arrive by 12", "is not looked at by anybody at all"]),
        ("It is so. " + LONG, "prose", None),
        ("wrapped\nat will", "prose", ["wrapped at will"]),
        ("时间\n内申请", "prose", ["时间内申请"]),
        ("1. Unpack it.\n2. Run it.", "list", ["Unpack it.", "Run it."]),
        ("A | B\nC d | 5", "table", ["A", "5"]),
        ("f(x)\n    g(x)", "code", ["f(x)", "g(x)"]),
        ("\x00\ud800", "prose", []),
    ],
)
def test_words_are_those_at_both_ends(text: str, kind: SnippetKind, words: list[str] | None) -> None:
    """As the page has them: without an item's mark, one cell of a row, and no break of the file's lines."""
    _, _, directive = (address_of(snippet(text, kind=kind)) or "").partition("#:~:text=")
    told = [unquote(part) for part in directive.split(",") if part]
    if words is None:
        assert told[0].startswith("It is so. The application")
    else:
        assert [one.rstrip(".") for one in told] == [one.rstrip(".") for one in words]


def test_words_are_whole_and_few() -> None:
    """Also in Chinese, where no space parts them; signs that mean something there are encoded."""
    address = address_of(snippet("申请须在2022年5月12日之前送达选举办公室，逾期不予受理，" * 3)) or ""
    assert len(address) < 500
    first, last = (unquote(part) for part in address.partition("text=")[2].split(","))
    assert first.startswith("申请须在2022年5月12日")
    assert last.endswith("逾期不予受理")
    encoded = (address_of(snippet("well-known, a&b #1")) or "").partition("text=")[2]
    assert encoded == "well%2Dknown%2C%20a%26b%20%231"


def test_only_what_answers_is_looked_for() -> None:
    """Not what is around it."""
    assert (address_of(snippet("Before. It is so. After.", focus="It is so.")) or "").endswith("#:~:text=It%20is%20so.")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "https://a.example/\n", "https://a b/"])
def test_no_link_is_made_of_what_is_no_web_address(url: str) -> None:
    """Whatever is put behind it."""
    assert parse(place_line(snippet("It is so.", url), TEXTS["en"])) == ("Title", [])


@pytest.mark.parametrize(("language", "told"), [("en", "p. 12"), ("zh-Hans", "第 12 页"), ("zh-Hant", "第 12 頁")])
def test_the_page_is_told_in_the_line(language: str, told: str) -> None:
    """In the bot's language."""
    line = place_line(snippet("It is so.", None, page=12), TEXTS[language])  # type: ignore[index]  # a test's table
    assert line == f"Title · {told}"
