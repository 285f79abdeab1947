"""What is rendered is what Telegram takes: escaped, marked up, within the limits; the emulator is the judge."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import render
from bot.emulator.entities import parse, utf16
from bot.texts import TEXTS, texts_for
from index.model import Answer, Coverage, Lead, Snippet, Source, Span

EN = TEXTS["en"]


def source(**fields: str | None) -> Source:
    """Return an article's source with the fields that matter to a test."""
    known: dict[str, str | None] = {"title": "Title", "publisher": None, "date": None, "url": None, **fields}
    return Source(id="a", path="a.txt", language="en", **known)  # type: ignore[arg-type]  # a test gives title a text


def snippet(
    text: str,
    highlights: tuple[tuple[int, int], ...] = (),
    answer: tuple[int, int] | None = None,
    lead: str | None = None,
    article: Source | None = None,
) -> Snippet:
    """Return a snippet with the parts that matter to a test."""
    return Snippet(
        rank=1,
        score=1.0,
        text=text,
        start=0,
        end=len(text),
        highlights=tuple(Span(*span) for span in highlights),
        answer=Span(*answer) if answer else None,
        lead=Lead(lead, 0, len(lead)) if lead is not None else None,
        also_in=(),
        article=article or source(),
        focus=Span(0, len(text)),
    )


def rendered(*snippets: Snippet, answered: bool = True, did_you_mean: str | None = None, position: int = 0) -> str:
    """Return the HTML for one of some snippets."""
    found = Answer("q", answered, 0.5, None if answered else "unsure", did_you_mean, snippets)
    return render.answer(found, position, EN)


def shown(html: str) -> tuple[str, list[str]]:
    """Return what Telegram shows, and its bold parts."""
    text, entities = parse(html)
    units = text.encode("utf-16-le")
    cuts = [(entity["offset"], entity["length"]) for entity in entities if entity["type"] == "bold"]
    return text, [units[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length in cuts]


def test_matches_and_answer_are_bold() -> None:
    """Highlights and the answer are bold, neighbours as one, offsets counted in code points."""
    text = "\U0001f600 WeChat has 1.1 billion daily users in China."
    html = rendered(snippet(text, ((2, 8), (25, 30), (31, 36)), (13, 24)))
    assert shown(html)[1] == ["WeChat", "1.1 billion daily users"]


def test_article_text_cannot_mark_up_anything() -> None:
    """Tags, references and quotes in the text, title, publisher and lead are shown as they are written."""
    hostile = '<b>x</b> & &lt; </a> "q" <script>'
    article = source(title=hostile, publisher=hostile, date="2022-06", url="https://a.example/?a=1&b='\"<x>")
    text, bold = shown(rendered(snippet(hostile, ((3, 4),), lead=hostile, article=article), did_you_mean=hostile))
    assert text.count(hostile) == 5
    assert bold == ["x"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x?y=1&z=2", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("tg://user?id=1", False),
        ("https://", False),
        ("http://[", False),
        ("https://a.example/\ud800", False),
        ("https://a.example/\n", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: bool) -> None:
    """The title leads to the article where there is a usable http or https address, else it is plain."""
    _, entities = parse(rendered(snippet("Text.", article=source(url=url))))
    assert [entity["url"].partition("#")[0] for entity in entities] == ([url] if linked else [])


def test_source_line_names_what_is_known() -> None:
    """Title, publisher and date stand in that order; what is not known is left out; without a title the id stands."""
    assert rendered(snippet("T.", article=source(publisher="P", date="2017-09-18"))).endswith(
        "\n\nTitle · P · 18 September 2017"
    )
    assert rendered(snippet("T.", article=source(date="2022-06"))).endswith("\n\nTitle · June 2022")
    assert rendered(snippet("T.", article=source(title="\x00"))).endswith("\n\na")


def test_a_lead_stands_before_the_snippet() -> None:
    """The sentence that a snippet needs comes first, with an ellipsis between."""
    assert shown(rendered(snippet("The move came.", lead="WeChat banned it.")))[0].startswith(
        "WeChat banned it. … The move"
    )


def test_no_answer_says_so() -> None:
    """Without an answer the closest snippet is marked as such; without any, there is only the sentence."""
    assert rendered(snippet("Near."), answered=False).startswith(EN.no_answer + "\n\nNear.")
    assert rendered(answered=False) == EN.nothing_close
    assert rendered(answered=False, did_you_mean="WeChat").endswith("Did you mean: WeChat")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "one two"),
        ("one \n two", "one two"),
        ("一\n二", "一二"),
        ("一\ntwo", "一 two"),
        ("one.\n\n\nTwo.", "one.\nTwo."),
        ("one\n- two\n- three", "one\n- two\n- three"),
        ("one\n2. two", "one\n2. two"),
        ("one\r\ntwo", "one two"),
        ("a\tb\x00c\u202ed\u2066e\ud800f\u200dg", "a bcdef\u200dg"),
    ],
)
def test_line_breaks_and_harmful_characters(text: str, expected: str) -> None:
    """Wrapped lines are joined, paragraphs and list items stay; nothing reorders or breaks the message."""
    assert shown(rendered(snippet(text)))[0].split("\n\n")[0] == parse(expected)[0]


def test_spans_survive_what_is_left_out() -> None:
    """Characters that are dropped or joined do not shift what is bold."""
    text = "a\x00\u202e\n\nbold\nend"
    assert shown(rendered(snippet(text, ((5, 9),))))[1] == ["bold"]


def test_long_parts_are_shortened_at_a_word() -> None:
    """A text without end is cut before a word, with an ellipsis, and the source line is still there."""
    html = rendered(snippet("word " * 2000, article=source(title="title " * 500)), did_you_mean="q" * 9000)
    text = shown(html)[0]
    assert utf16(text) <= 4096
    assert "word…\n\ntitle " in text
    assert "title…" in text


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.text(st.characters(codec=None), max_size=40), min_size=6, max_size=6),
    repeat=st.sampled_from([1, 400]),
    spans=st.lists(st.tuples(st.integers(-3, 5000), st.integers(-3, 5000)), max_size=200),
)
def test_anything_can_be_sent(parts: list[str], repeat: int, spans: list[tuple[int, int]]) -> None:
    """Whatever the article says and wherever the spans lie, Telegram takes the message, and UTF-8 carries it."""
    body, lead, title, publisher, url, meant = (part * repeat for part in parts)
    article = source(title=title, publisher=publisher, url="https://a.example/" + url, date="2022")
    html = rendered(snippet(body, tuple(spans), lead=lead, article=article), answered=False, did_you_mean=meant)
    html.encode()
    text, entities = parse(html)
    assert 0 < utf16(text) <= 4096
    assert len(entities) <= 100


def test_ten_thousand_emoji_with_every_other_one_matched() -> None:
    """Many spans far apart stay within Telegram's hundred entities, many emoji within its units."""
    text = "\U0001f600 " * 10_000
    html = rendered(snippet(text, tuple((2 * n, 2 * n + 1) for n in range(0, 5_000, 2))))
    shown_text, entities = parse(html)
    assert utf16(shown_text) <= 4096
    assert 80 <= len(entities) <= 100


def test_about_says_what_is_covered() -> None:
    """Count and span of dates come from the index; one date is not a span; no examples, no heading for them."""
    coverage = Coverage(4, 31, "2017-09-18", "2022-06", ("en",), "v1")
    first, *rest = render.about(coverage, ("Who is <A>?", "B?"), EN).split("\n")
    assert first == EN.about
    assert rest == [
        "Articles I know: 4, from 18 September 2017 to June 2022.",
        "",
        EN.examples,
        "1. Who is &lt;A&gt;?",
        "2. B?",
    ]
    undated = Coverage(1, 1, None, None, ("en",), "v1")
    assert render.about(undated, (), EN).split("\n")[1:] == ["Articles I know: 1."]
    one = Coverage(1, 1, "2022", "2022", ("en",), "v1")
    assert "from 2022." in render.about(one, (), EN)


@pytest.mark.parametrize(
    ("question", "code", "language"),
    [
        ("when did it happen", "zh-hans", "en"),
        ("微信什么时候封号", "en", "zh-Hans"),
        ("微信什麼時候封號", "en", "zh-Hant"),
        ("NFT 是什麼", None, "zh-Hant"),
        ("Jake Smith 是谁？", "en", "zh-Hans"),
        ("blockchain services network 誰在做", "en", "zh-Hant"),
        ("What is 火币?", "zh-TW", "en"),
        ("when did 交易所 close", None, "en"),
        ("Jake Smith 火币", "zh-TW", "en"),
        ("Виталик Бутерин 是谁", "zh-TW", "zh-Hant"),
        ("火币", "zh-TW", "zh-Hans"),
        ("微信", "zh-TW", "zh-Hant"),
        ("微信", "en", "zh-Hans"),
        ("😀?", "zh-Hant-HK", "zh-Hant"),
        ("", "zh-CN", "zh-Hans"),
        ("", "en-GB", "en"),
        (None, None, "en"),
    ],
)
def test_the_bot_speaks_the_question_s_language(question: str | None, code: str | None, language: str) -> None:
    """The question's script decides; where it has none, Telegram's language does."""
    assert texts_for(question, code) is TEXTS[language]  # type: ignore[index]  # a test's table holds plain strings


def test_every_language_fills_in_the_same() -> None:
    """Each sentence has the same gaps in every language, and each command a line."""
    for name in EN.__slots__:
        sentences = [getattr(texts, name) for texts in TEXTS.values()]
        assert all(sentences), name
        if isinstance(sentences[0], dict):
            assert len({tuple(one) for one in sentences}) == 1, name
        else:
            assert len({tuple(sorted(_gaps(one))) for one in sentences}) == 1, name


def _gaps(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.split("{")[1:]]
