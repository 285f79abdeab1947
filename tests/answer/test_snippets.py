"""From windows to what is shown."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from index.answer.excerpt import MAX_TEXT_COLUMNS
from index.answer.retriever import Retriever
from index.answer.snippets import merge
from index.model import Span
from index.stores.engines import open_store
from index.text.width import MAX_FOCUS_COLUMNS, columns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeIndex

WIRE = "Tallow Press closed the last windmill of Brimfield on June 20, after a ban on barley."
QUESTIONS = [
    "when did WeChat ban NFT accounts",
    "who signed the convention",
    "how many users has WeChat",
    "what did China ban",
    "微信禁止了什么",
    "比特幣",
    "crypto",
    "the of and",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_snippets_are_verbatim_apart_and_short(retriever: Retriever, seeds_index: Path, question: str) -> None:
    """Ranks count from 1, spans are within the text, and no two show the same stretch."""
    store = open_store(seeds_index)
    snippets = retriever.ask(question, 20).snippets
    assert [one.rank for one in snippets] == list(range(1, len(snippets) + 1))
    for one in snippets:
        assert one.text == store.text(one.article.id)[one.start : one.end] == one.text.strip() != ""
        assert columns(one.text) <= MAX_TEXT_COLUMNS
        assert 0 <= one.focus.start < one.focus.end <= len(one.text)
        assert columns(one.text[one.focus.start : one.focus.end]) <= MAX_FOCUS_COLUMNS
        marked = [*one.highlights, *([one.answer] if one.answer else [])]
        assert all(0 <= span.start < span.end <= len(one.text) for span in marked)
        assert list(one.highlights) == sorted(one.highlights)
        assert all(left.end < right.start for left, right in pairwise(one.highlights))
        assert one.article == store.source(one.article.id)
    for left, right in combinations(snippets, 2):
        assert left.article.id != right.article.id or left.end <= right.start or right.end <= left.start


def test_as_many_as_asked_for(retriever: Retriever) -> None:
    """More only add to the end."""
    many = retriever.ask(QUESTIONS[0], 10).snippets
    assert len(many) == 10
    assert [(one.start, one.article.id) for one in retriever.ask(QUESTIONS[0], 2).snippets] == [
        (one.start, one.article.id) for one in many[:2]
    ]


def test_matched_words_are_highlighted(make_index: MakeIndex) -> None:
    """Inflected ones too, and only those; an amount is marked whole."""
    retriever = Retriever.open(make_index({"a.txt": "The banning of windmills cost US$400 million, Quince said."}))
    (one,) = retriever.ask("windmill ban of $400 million").snippets
    assert [one.text[start:end] for start, end in one.highlights] == ["banning", "windmills", "400 million"]


def test_wire_copies_collapse(make_index: MakeIndex) -> None:
    """The better one names the others, and what is next says something else."""
    copy = WIRE.replace("barley", "wheat")
    folder = make_index(
        {
            "a.txt": WIRE,
            "b.txt": f"Brimfield news\n\n{copy}\n",
            "sub/c.txt": WIRE,
            "d.txt": "A windmill in Oldport was painted green by its owner.",
        }
    )
    first, second = Retriever.open(folder).ask("which windmill closed in Brimfield", 3).snippets
    assert {first.article.id, *first.also_in} == {"a", "b", "sub/c"}
    assert len(first.also_in) == 2
    assert (second.article.id, second.also_in) == ("d", ())


def test_near_duplicates_share_one_place(make_index: MakeIndex) -> None:
    """Also where their sentences are parted otherwise, so that what is shown of one says more than of the other."""
    days = ["Monday", "Tuesday", "Friday"]
    rest = " ".join(f"On {day} the council of Oldport spoke of barley, wheat and the price of bread." for day in days)
    joined = WIRE.removesuffix(".") + "; the keeper, who had lived in it since he was a boy, wept for an hour"
    folder = make_index({"a.txt": f"{WIRE} {rest}\n", "b.txt": f"{joined}.\n\n{rest}\n"})
    assert open_store(folder).copies("a") == {"b"}
    snippets = Retriever.open(folder).ask("which windmill closed in Brimfield", 5).snippets
    (one,) = (snippet for snippet in snippets if "windmill" in snippet.text)
    assert {one.article.id, *one.also_in} == {"a", "b"}


def test_what_differs_in_a_number_or_a_word_asked_for_is_no_copy(make_index: MakeIndex) -> None:
    """Else a source would be named for what it does not say, and the right answer hidden behind a like one."""
    said = "Acme of Oldport said that its revenue in the third quarter of {} rose to {} million on pumps and valves."
    folder = make_index({f"{year}.txt": said.format(year, million) for year, million in ((2020, 31), (2021, 45))})
    first, second = Retriever.open(folder).ask("what was the revenue of Acme in 2021", 3).snippets
    assert (first.article.id, second.article.id) == ("2021", "2020")
    assert first.also_in == second.also_in == ()


def test_a_teaser_and_the_sentence_it_repeats_collapse(make_index: MakeIndex) -> None:
    """Within one article there is no other source to name."""
    text = f"{WIRE}\n\nBarley is dear this year, said Mabel Quince of Oldport.\n\n{WIRE} It was the last.\n"
    snippets = Retriever.open(make_index({"a.txt": text})).ask("when was the windmill of Brimfield closed", 5).snippets
    assert sum("windmill" in one.text for one in snippets) == 1
    assert all(one.also_in == () for one in snippets)


@pytest.mark.parametrize(
    ("text", "spans", "merged"),
    [
        ("a b c", [(0, 1), (2, 3), (4, 5)], [(0, 5)]),
        ("US$400", [(0, 2), (3, 6)], [(0, 6)]),
        ("a and b", [(6, 7), (0, 1)], [(0, 1), (6, 7)]),
        ("微信禁止", [(0, 2), (0, 1), (1, 2), (2, 4)], [(0, 4)]),
        ("abcdef", [(0, 6), (1, 2)], [(0, 6)]),
        ("", [], []),
    ],
)
def test_neighbouring_highlights_are_one(
    text: str, spans: list[tuple[int, int]], merged: list[tuple[int, int]]
) -> None:
    """What a space or a sign of currency parts is read as one."""
    assert merge([Span(*one) for one in spans], text) == tuple(Span(*one) for one in merged)
