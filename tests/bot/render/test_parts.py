"""Context, whole articles, lists and inline results: what is rendered is what Telegram takes, and nothing is lost."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot import paging, render
from bot.emulator.entities import parse, utf16
from bot.render.about import Kept
from bot.render.markup import bare, marked
from bot.texts import TEXTS
from index.answer.context import Sentence
from index.model import Answer, Lead, Snippet, Source, Span

EN = TEXTS["en"]
ANY = st.text(st.characters(codec=None), max_size=60)
REPEAT = st.sampled_from([1, 1, 40, 400])


def source(title: str = "Title", publisher: str | None = None, url: str | None = None) -> Source:
    """Return an article's source."""
    return Source("a", title, publisher, "2022", url, "a.txt", "en")


def snippet(text: str, start: int = 0, **fields: object) -> Snippet:
    """Return a snippet that stands somewhere in an article."""
    known = {
        "highlights": (),
        "answer": None,
        "lead": None,
        "also_in": (),
        "article": source(),
        "focus": Span(0, len(text)),
        **fields,
    }
    return Snippet(rank=1, score=1.0, text=text, start=start, end=start + len(text), **known)  # type: ignore[arg-type]  # a test's own fields


def sentences(*texts: str) -> tuple[Sentence, ...]:
    """Return sentences that follow each other, the first of a paragraph each."""
    found, at = [], 0
    for text in texts:
        found.append(Sentence(text, at, at + len(text), opens=True))
        at += len(text) + 1
    return tuple(found)


def sent(html: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return what Telegram shows of a message, once it is sure to take it."""
    html.encode()
    text, entities = parse(html)
    assert 0 < utf16(text) <= 4096
    assert len(entities) <= 100
    return text, [(one["type"], one["offset"], one["length"]) for one in entities]


@settings(max_examples=80)
@given(
    parts=st.lists(ANY, min_size=8, max_size=8),
    repeat=REPEAT,
    spans=st.lists(st.tuples(st.integers(-3, 3000), st.integers(-3, 3000)), max_size=150),
    at=st.integers(0, 6),
)
def test_anything_can_be_shown_with_all_extras(
    parts: list[str], repeat: int, spans: list[tuple[int, int]], at: int
) -> None:
    """Whatever articles say, however long: within the limits, with markup that Telegram takes."""
    parts = [part * repeat for part in parts]
    around = sentences(*parts[:7])
    one = snippet(
        around[at].text,
        around[at].start,
        highlights=tuple(Span(*span) for span in spans),
        answer=Span(3, 9),
        lead=Lead(parts[1], 0, len(parts[1])),
        also_in=("b",) * 9,
        article=source(parts[2], parts[3], "https://a.example/"),
    )
    also = [source(part, part, "https://b.example/") for part in parts]
    extras = render.Extras(parts[4] or None, EN.not_in_that_article, around, also, parts[6:])
    for answered in (True, False):
        found = Answer("q", answered, 0.5, None, parts[7] or None, (one,))
        sent(render.answer(found, 0, EN, extras))
    card = render.card(one, EN, parts[4] or None)
    sent(card.html)
    assert utf16(card.title) <= 100
    assert utf16(card.description) <= 500
    sent(render.listing("All", also[:10], 1, EN))


@settings(max_examples=80)
@given(parts=st.lists(st.one_of(ANY, st.sampled_from(["\n\n", "\n", " ", "。", ". "])), max_size=12), repeat=REPEAT)
def test_the_pages_of_an_article_hold_all_of_it(parts: list[str], repeat: int) -> None:
    """In order, each within Telegram's limits, but for white space around them."""
    text = "".join(parts) * repeat
    pages = paging.pages(text)
    assert "".join("".join(text[start:end].split()) for start, end in pages) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(pages))
    for part in pages[:3]:
        sent(render.page(source("t" * 900), text, part, EN, snippet=Span(10, 90), quoted="q" * 900))


def test_context_gives_way_from_its_ends_and_keeps_the_snippet() -> None:
    """Where there is no room for all sentences, those farthest from the snippet are left out."""
    around = sentences(*(f"Sentence {n} " + "x" * 900 for n in range(7)))
    one = snippet(around[2].text, around[2].start)
    html = render.answer(Answer("q", True, 1.0, None, None, (one,)), 0, EN, render.Extras(context=around))
    text, entities = sent(html)
    (quoted,) = [(offset, length) for kind, offset, length in entities if kind == "expandable_blockquote"]
    inside = text[quoted[0] : quoted[0] + quoted[1]]
    assert re.findall(r"Sentence (\d)", inside) in (["1", "2"], ["2", "3"])
    assert len([1 for kind, offset, _ in entities if kind == "bold" and offset >= quoted[0]]) == 1


def test_chinese_sentences_are_joined_without_a_gap() -> None:
    """English ones with a space, paragraphs with a line between."""
    pieces = [("一。", False), ("二。", False), ("Three.", False), ("Four.", False), ("五。", True)]
    around, at = [], 0
    for text, opens in pieces:
        around.append(Sentence(text, at, at + len(text), opens))
        at += len(text) + 1
    one = snippet("二。", around[1].start)
    html = render.answer(Answer("q", True, 1.0, None, None, (one,)), 0, EN, render.Extras(context=around))
    # Less than forty units of context are room enough, as there is plenty.
    assert "<blockquote expandable>一。<b>二。</b>Three. Four.\n\n五。</blockquote>" in html


def test_the_answer_is_underlined_within_the_matches_around_it() -> None:
    """Also where both touch or overlap."""
    assert marked("on June 20 in China", [(3, 7), (14, 19)], underlined=(3, 10)) == (
        "on <b><u>June 20</u></b> in <b>China</b>"
    )
    assert marked("on June 20, 2022", [(3, 16)], underlined=(8, 10)) == "on <b>June <u>20</u>, 2022</b>"
    assert marked("on June 20", [(0, 2)], limit=6, underlined=(3, 10)) == "<b>on</b>…"


def test_also_in_names_five_and_counts_the_rest() -> None:
    """With links where the articles have addresses."""
    also = [source(f"T{n}", "P", "https://a.example/") for n in range(7)]
    found = Answer("q", True, 1.0, None, None, (snippet("x", also_in=("b",) * 7),))
    text, entities = sent(render.answer(found, 0, EN, render.Extras(also_in=also)))
    assert text.endswith("• T3 · 2022\n• T4 · 2022\n… and 2 more")
    assert [kind for kind, _, _ in entities] == ["text_link"] * 5


def test_privacy_tells_what_is_so() -> None:
    """The words of questions only where they are kept, and for how long."""
    for texts in TEXTS.values():
        without, with_words = (render.privacy(Kept(30, words), texts) for words in (False, True))
        assert parse(texts.privacy_counted.format(days=30))[0] in parse(without)[0]
        assert parse(texts.privacy_questions.format(days=30))[0] in parse(with_words)[0]
        assert texts.privacy_counted.format(days=30) not in with_words
        assert "30" in without


def test_a_description_has_no_markup() -> None:
    """It is shown as it is, so references would be seen."""
    assert bare("a <b> & \x00\u202ec\n\nd", 99) == "a <b> & c\nd"
    card = render.card(snippet("x < y", article=source("R&D")), EN)
    assert (card.title, card.description) == ("R&D", "2022 · x < y")
