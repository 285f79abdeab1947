"""Which lines of a text are lines for its reader, and headings as one line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import SnippetKind
from index.text.headings import path_of
from index.text.layout import stretches
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence


def lines(text: str, kind: SnippetKind = "prose") -> list[tuple[str, str]]:
    """Return the form and the text of each stretch."""
    return [(one.form, text[slice(*one.span)]) for one in stretches(text, kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("one:\n- two\n  and more\n- three", ["one:", "- two\n  and more", "- three"]),
        ("It cost\n3.5 million\n12) twelve", ["It cost\n3.5 million", "12) twelve"]),
        ("如下：\n一、甲\n（二）乙\n3、丙", ["如下：", "一、甲", "（二）乙", "3、丙"]),
        ("A | B\n1 | 2\nafter", ["A | B", "1 | 2", "after"]),
    ],
)
def test_breaks_that_mean_something_are_kept(text: str, found: list[str]) -> None:
    """Those before items and beside rows; others are where a file happened to be wrapped."""
    assert [line for _, line in lines(text)] == found


def test_code_is_told_from_the_sentences_around_it() -> None:
    """Only where the text is known to hold code; an empty line parts neither from itself."""
    text = "Then restart\nthe service:\n\nrestart:\n    now\n\nf(x)\n\nIt takes a minute."
    assert lines(text, "code") == [
        ("prose", "Then restart\nthe service:"),
        ("code", "restart:"),
        ("code", "now"),
        ("code", "f(x)"),
        ("prose", "It takes a minute."),
    ]
    assert {form for form, _ in lines(text)} == {"prose"}
    assert [one.indent for one in stretches("a\n  b\n\tc", "code")] == [0, 2, 4]


def test_an_answer_begins_a_line() -> None:
    """Below its question, or after "A:"."""
    assert [line for _, line in lines("May I?\nYes, you\nmay.", "qa")] == ["May I?", "Yes, you\nmay."]
    assert [line for _, line in lines("Q: May I\nA: Yes.", "qa")] == ["Q: May I", "A: Yes."]


@given(
    st.text(st.one_of(st.sampled_from("ab \n\t-1.|:"), st.characters(codec="utf-8"))),
    st.sampled_from(get_args(SnippetKind)),
)
def test_stretches_hold_all_of_a_text(text: str, kind: SnippetKind) -> None:
    """In order, without the white space around each."""
    found = stretches(text, kind)
    assert all(before.span.end < after.span.start for before, after in pairwise(found))
    parts = [text[slice(*one.span)] for one in found]
    assert all(part == part.strip() != "" for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("headings", "path"),
    [
        ((), ""),
        (("A",), "A"),
        (("A", " \n", "B\n b"), "A › B b"),
        (("A" * 70, "B" * 70, "C c"), f"{'A' * 70} › {'B' * 70} › C c"),
        (("A" * 70, "B" * 70, "C" * 70), f"… › {'B' * 70} › {'C' * 70}"),
        (("word " * 40,), "word " * 15 + "word…"),
    ],
)
def test_a_path_of_headings_is_short(headings: Sequence[str], path: str) -> None:
    """The outermost give way; a single one is cut at a word."""
    assert path_of(headings) == path


@pytest.mark.parametrize("heading", ["x" * 1_000_000, "题目" * 500_000])
def test_a_heading_of_a_megabyte_is_cut(heading: str) -> None:
    """In no time."""
    assert 40 < columns(path_of([heading] * 3)) <= 170
