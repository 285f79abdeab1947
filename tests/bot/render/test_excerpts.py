"""What is shown of a snippet in Telegram: what answers, the headings above it, and what is around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import render
from bot.emulator.entities import parse, utf16
from bot.texts import TEXTS
from index.answer.context import Sentence
from index.model import Answer, Lead, Snippet, SnippetKind, Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

EN = TEXTS["en"]
FOCUS = "It has to arrive by 12 May."
LONG = "The office sends the papers again to whoever asks for them. " * 9
HOSTILE = '<b>x</b> & </blockquote><pre> "q"'


def snippet(text: str, focus: str = FOCUS, **fields: object) -> Snippet:
    """Return a snippet of a text in which a part answers."""
    known = {"highlights": (), "answer": None, "lead": None, "also_in": (), "focus": part(text, focus), **fields}
    source = Source("a", "Title", None, None, None, "a.md", "en")
    return Snippet(rank=1, score=1.0, text=text, start=100, end=100 + len(text), article=source, **known)  # type: ignore[arg-type]  # a test's own fields


def part(text: str, of: str) -> Span:
    """Return where a part of a text stands."""
    return Span(text.index(of), text.index(of) + len(of))


def html(one: Snippet, context: Sequence[Sentence] = (), question: str | None = None) -> str:
    """Return the HTML of an answer, once it is sure that Telegram takes it."""
    extras = render.Extras(question=question, context=context)
    made = render.answer(Answer("q", True, 1.0, None, None, (one,)), 0, EN, extras)
    text, entities = parse(made)
    assert 0 < utf16(text) <= 4096
    assert len(entities) <= 100
    return made


def test_the_headings_stand_above_in_italics() -> None:
    """Before the lead, too."""
    one = snippet(FOCUS, headings=("Voting", "Postal votes"), lead=Lead("The application is a form.", 0, 26), page=12)
    above = "<i>Voting › Postal votes</i>\nThe application is a form. … "
    assert html(one) == f"{above}{FOCUS}\n\nTitle · p. 12"


def test_a_short_text_is_shown_as_it_stands() -> None:
    """Words that match are bold in what answers only, and what was asked for is underlined."""
    text = f"Papers are free.\n\n{FOCUS} Papers are blue."
    one = snippet(text, answer=part(text, "12 May"), highlights=(part(text, "Papers"), part(text, "arrive")))
    assert html(one).startswith(
        "Papers are free.\nIt has to <b>arrive</b> by <b><u>12 May</u></b>. Papers are blue.\n\n"
    )


def test_what_follows_is_quoted_where_it_is_long() -> None:
    """What is short before the answer leads to it."""
    shown = html(snippet(f"Papers are free. {FOCUS} {LONG}."))
    assert shown.startswith(f"Papers are free. {FOCUS}\n<blockquote expandable>The office sends")
    assert shown.endswith(".</blockquote>\n\nTitle")


def test_an_answer_is_never_below_a_long_text() -> None:
    """All of it is quoted below then, so that it reads in order, with what answers bold."""
    shown = html(snippet(f"{LONG}{FOCUS} It may be blue."))
    assert shown.startswith(f"{FOCUS}\n<blockquote expandable>The office sends")
    assert f"<b>{FOCUS}</b> It may be blue.</blockquote>" in shown


def test_lists_and_tables_keep_their_lines() -> None:
    """An item within an item is set in."""
    listed = "Do this\nin order:\n\n1. Download it.\n2. Unpack it.\n   - With 7-Zip."
    assert html(snippet(listed, "2. Unpack it.", kind="list")).startswith(
        "Do this in order:\n1. Download it.\n2. Unpack it.\n   - With 7-Zip.\n\n"
    )
    table = "Prices\nof 2022.\n\nModel | Price\n\nA | 5\nB | 6"
    assert html(snippet(table, "B | 6", kind="table")).startswith("Prices of 2022.\nModel | Price\nA | 5\nB | 6\n\n")


def test_code_is_shown_as_code() -> None:
    """As one block with its indentation, apart from the sentence before it, and escaped."""
    text = "Write this into\nthe file:\n\n[Unit]\n\tName=<b>&\n\n  Run=1\n\nThen start it again."
    one = snippet(text, "Name=<b>&", kind="code", highlights=(part(text, "Name"),))
    code = "<pre>[Unit]\n    Name=&lt;b&gt;&amp;\n\n  Run=1</pre>"
    assert html(one).startswith(f"Write this into the file:\n{code}\nThen start it again.\n\n")


def test_the_quotation_on_top_is_the_question_s() -> None:
    """It is read off there: one of what is around the answer is none."""
    shown = html(snippet(f"{LONG}{FOCUS}"), question="until when?")
    _, entities = parse(shown)
    assert shown.startswith("<blockquote>until when?</blockquote>\n\n")
    assert [one["type"] for one in entities if "quote" in one["type"]] == ["blockquote", "expandable_blockquote"]


def test_context_takes_the_place_of_what_is_around() -> None:
    """It has more of it, what answers bold; the message says nothing twice but that."""
    text = f"{LONG}{FOCUS} It may be blue."
    before, own, after = Sentence("Before it.", 10, 20, opens=True), part(text, FOCUS), part(text, "It may be blue.")
    said = [before, Sentence(LONG.strip(), 100, 99 + len(LONG), opens=True)]
    said += [Sentence(text[slice(*span)], 100 + span.start, 100 + span.end, opens=False) for span in (own, after)]
    shown = html(snippet(text), said)
    assert shown.startswith(f"{FOCUS}\n\nTitle\n\n<blockquote expandable>Before it.\n\nThe office")
    assert shown.endswith(f"them. <b>{FOCUS}</b> It may be blue.</blockquote>")
    assert shown.count("blockquote") == 2


def test_context_of_code_keeps_its_lines() -> None:
    """The white space between sentences is the article's."""
    gaps = ["", "\n    ", "\n"]
    said = [Sentence(line, 100 + n, 101 + n, n == 0, gaps[n]) for n, line in enumerate(["if x:", "go()", "end"])]
    shown = html(snippet("if x:\n    go()\nend", "if x:", kind="code"), said)
    assert shown.endswith("<blockquote expandable><pre>if x:\n    go()\nend</pre></blockquote>")


def test_one_line_places_show_what_answers() -> None:
    """What an inline result posts shows the rest as well."""
    card = render.card(snippet(f"{LONG}{FOCUS} It may be blue.", headings=("Voting",)), EN)
    assert card.description == FOCUS
    assert card.html.startswith(f"<i>Voting</i>\n{FOCUS}\n<blockquote expandable>The office")


@pytest.mark.parametrize("kind", get_args(SnippetKind))
@pytest.mark.parametrize("around", ["", LONG])
def test_nothing_in_an_article_marks_up_anything(kind: SnippetKind, around: str) -> None:
    """Neither in what answers nor around it nor above it."""
    text = f"{HOSTILE} {around} {HOSTILE}\n\n{HOSTILE}."
    shown, entities = parse(html(snippet(text, text[-len(HOSTILE) :], kind=kind, headings=(HOSTILE, HOSTILE))))
    assert shown.count(HOSTILE) >= 5
    assert [one["type"] for one in entities].count("pre") <= 1


@settings(max_examples=80)
@given(
    parts=st.lists(
        st.text(st.one_of(st.sampled_from("a \n\t-1.|<😀"), st.characters(codec=None)), max_size=40), min_size=4
    ),
    repeat=st.sampled_from([1, 20, 300]),
    kind=st.sampled_from(get_args(SnippetKind)),
    cuts=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    spans=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), max_size=150),
)
def test_anything_can_be_shown(
    parts: list[str], repeat: int, kind: SnippetKind, cuts: tuple[int, int], spans: list[tuple[int, int]]
) -> None:
    """However long, whatever answers in it, with its context and without."""
    text = "".join(parts[:3]) * repeat + "x"
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    found = tuple(Span(*span) for span in spans)
    fields = {"kind": kind, "highlights": found, "answer": Span(start, end), "page": 10**9}
    lead = Lead(parts[3] * repeat, 0, 1)
    one = replace(snippet(text, "x", **fields), headings=tuple(parts * repeat), lead=lead, focus=Span(start, end))
    said = [
        Sentence(text, 100, 100 + len(text), opens=True, gap=parts[0]),
        Sentence(parts[1] * repeat, 0, 9, opens=False),
    ]
    html(one)
    html(one, said, question="q" * 900)
    card = render.card(one, EN, "q")
    assert 0 < utf16(parse(card.html)[0]) <= 4096
