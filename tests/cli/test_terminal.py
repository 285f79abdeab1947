"""Answers as text for a terminal."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cli.lines import cells, safe, wrap
from index.cli.terminal import render
from index.cli.wording import WORDINGS
from index.model import Answer, Lead, Snippet, Source, Span
from index.text.language import asked_in

if TYPE_CHECKING:
    from index.model import Declined

URL = "https://example.org/" + "very-long-path/" * 12
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LINES = st.text(st.one_of(st.sampled_from("ab  ，中é\u0301😀\u200d"), st.characters(codec="utf-8")), max_size=120)


def snippet(text: str, *highlights: tuple[int, int], rank: int = 1, **fields: object) -> Snippet:
    """Return a snippet of a text."""
    source = Source("a", "A title", "Publisher", "2022-06", "https://e.org", "a.txt", "en")
    known = {"answer": None, "lead": None, "also_in": (), "article": source, "focus": Span(0, len(text))} | fields
    spans = tuple(Span(*one) for one in highlights)
    return Snippet(rank, 1.0, text, 0, len(text), spans, **known)  # type: ignore[arg-type]  # the tests' own fields


def shown(*snippets: Snippet, question: str = "q", width: int = 80, colour: bool = False, **fields: object) -> str:
    """Return an answer as it is shown."""
    known = {"answered": True, "confidence": 1.0, "declined": None, "did_you_mean": None} | fields
    return render(Answer(question, snippets=snippets, **known), width, colour=colour)  # type: ignore[arg-type]


def bold(text: str) -> list[str]:
    """Return what is bold."""
    return re.findall(r"\x1b\[1m(.*?)\x1b\[0m", text, re.DOTALL)


def test_a_snippet_is_shown_above_its_source() -> None:
    """Title, publisher, date and file in one line; what is not known is left out."""
    assert shown(snippet("WeChat bans it.")) == "1. WeChat bans it.\n   — A title · Publisher · June 2022 · a.txt\n"
    bare = Source("a", "A title", None, None, None, "a.txt", "en")
    assert shown(snippet("It.", article=bare)) == "1. It.\n   — A title · a.txt\n"


def part(text: str, of: str) -> Span:
    """Return where a part of a text stands."""
    return Span(text.index(of), text.index(of) + len(of))


def dimmed(text: str) -> list[str]:
    """Return what is dimmed."""
    return re.findall(r"\x1b\[2m(.*?)\x1b\[0m", text, re.DOTALL)


def test_the_headings_stand_above_the_text_and_the_page_in_the_source_line() -> None:
    """In the question's language; a text without headings has no line for them."""
    one = snippet("It may be sent by fax.", headings=("Voting", "Postal\n votes"), page=12)
    lines = [
        "1. Voting › Postal votes",
        "   It may be sent by fax.",
        "   — A title · Publisher · June 2022 · p. 12 · a.txt",
    ]
    assert shown(one).splitlines() == lines
    assert " · 第 12 页 · " in shown(one, question="邮寄投票")
    assert " · 第 12 頁 · " in shown(one, question="郵寄投票")
    assert shown(one, colour=True).startswith("1. \x1b[3mVoting › Postal votes\x1b[0m\n")


def test_what_answers_stands_out_of_what_is_around_it() -> None:
    """The rest is dimmed, and words that match are bold only in what answers."""
    text = "Papers are free. Papers arrive by 12 May. Papers are blue."
    focus = part(text, "Papers arrive by 12 May.")
    one = snippet(text, (0, 6), (17, 23), (42, 48), focus=focus, answer=part(text, "12 May"))
    assert dimmed(shown(one, colour=True).splitlines()[0]) == ["Papers are free. ", " Papers are blue."]
    assert bold(shown(one, colour=True)) == ["Papers", "12 May"]
    assert ESCAPE.sub("", shown(one, colour=True)) == shown(one)


def test_a_list_keeps_its_lines() -> None:
    """An item that is longer than a line goes on below its first word; prose is wrapped anew."""
    text = "Do this\nin order:\n\n1. Download the archive from the page of releases.\n2. Unpack it.\n   - With 7-Zip."
    one = snippet(text, kind="list", focus=part(text, "2. Unpack it."))
    assert shown(one, width=40).splitlines()[:-2] == [
        "1. Do this in order:",
        "   1. Download the archive from the page",
        "      of releases.",
        "   2. Unpack it.",
        "      - With 7-Zip.",
    ]


def test_a_table_keeps_its_rows_and_code_its_indentation() -> None:
    """Whatever is too long for a line is set in below it."""
    table = "Prices.\n\nModel | Price\nA 100 | 5 EUR, and 6 EUR with the long cable"
    lines = shown(snippet(table, kind="table"), width=40).splitlines()[:4]
    assert lines[1:] == ["   Model | Price", "   A 100 | 5 EUR, and 6 EUR with the", "     long cable"]
    code = "Write this into the\nfile:\n\ndef f(x):\n\tif x:\n        return 1"
    lines = shown(snippet(code, kind="code")).splitlines()[:4]
    assert lines == ["1. Write this into the file:", "   def f(x):", "       if x:", "           return 1"]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    """A file that is wrapped by hand has breaks inside of words."""
    assert shown(snippet("邮寄投票须在规定\n时间内申请。")).startswith("1. 邮寄投票须在规定时间内申请。\n")


@given(LINES, st.integers(20, 60), st.sampled_from(["prose", "list", "table", "code", "qa"]))
def test_no_layout_loses_a_character(text: str, width: int, kind: str) -> None:
    """Or makes a line too wide."""
    text = f"x{text}x".replace("\u0085", " ")
    lines = shown(snippet(text, kind=kind), width=width).splitlines()
    assert max(map(cells, lines)) <= width
    told = "".join("".join(lines).split()).removeprefix("1.")
    assert told.startswith("".join(safe(text).split()))


def test_a_lead_comes_first_and_copies_last() -> None:
    """The lead ends with "…"; articles that say the same are named."""
    text = shown(snippet("It fell.", lead=Lead("The coin rose.", 0, 14), also_in=("b", "c/d")))
    assert text.splitlines()[:3] == ["1. The coin rose. …", "   It fell.", "   Also in: b, c/d"]


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize(
    "text",
    [
        "word " * 60,
        "中文，" * 50,
        "- item " * 30 + "\n- end",
        f"See {URL} for more",
        "e\u0301" * 200,
        "a中" * 80,
        "😀" * 90,
        "x" * 500,
    ],
)
def test_no_line_is_wider_than_the_terminal(width: int, text: str) -> None:
    """Chinese counts two cells a character, a combining mark none; a long address is broken, nothing is lost."""
    lines = shown(snippet(text.strip(), rank=10), width=width).splitlines()
    assert max(map(cells, lines)) <= width
    told = "".join("".join(line.split()) for line in lines)
    assert "".join(text.split()) in told.removeprefix("10.")


@pytest.mark.parametrize(
    ("question", "date", "also"),
    [
        ("who bans it", "20 June 2022", "Also in: b, c/d"),
        ("微信", "2022年6月20日", "也见于：b、c/d"),
        ("誰禁止了它", "2022年6月20日", "也見於：b、c/d"),
    ],
)
@pytest.mark.parametrize("text", ["WeChat bans it.", "微信禁止它。", "微信禁止它，說明。"])
def test_what_stands_around_a_snippet_is_in_the_questions_language(
    question: str, date: str, also: str, text: str
) -> None:
    """Whatever the article's language is; the snippet and its title stay as they are."""
    source = Source("a", "A title 微信", "Publisher", "2022-06-20", None, "a.txt", "zh-Hans")
    lines = shown(snippet(text, article=source, also_in=("b", "c/d")), question=question).splitlines()
    assert lines == [f"1. {text}", f"   {also}", f"   — A title 微信 · Publisher · {date} · a.txt"]


@pytest.mark.parametrize("question", ["who bans it", "谁禁止了它", "誰禁止了它"])
@pytest.mark.parametrize("declined", ["empty", "small_talk", "collection", "no_match", "unsure"])
@pytest.mark.parametrize("width", [24, 60])
def test_what_is_said_instead_of_an_answer_is_wrapped(question: str, declined: Declined, width: int) -> None:
    """In the question's language, and so is the question as it was understood."""
    wording = WORDINGS[asked_in(question)]
    meant = f"{question} {{0}} {{articles}}"  # braces are nothing to fill in
    text = shown(question=question, answered=False, declined=declined, did_you_mean=meant, width=width)
    assert max(map(cells, text.splitlines())) <= width
    said, understood = ("".join(part.split()) for part in text.split("\n\n"))
    assert said == "".join(wording.declined[declined].split())
    assert understood == "".join(wording.did_you_mean.replace("{question}", meant).split())


@pytest.mark.parametrize("rank", [1, 9, 10, 100])
def test_a_number_stands_apart_from_its_text(rank: int) -> None:
    """Lines below are indented as far as the first."""
    first, *rest = shown(snippet("word " * 30 + "end", rank=rank), width=40).splitlines()
    assert first.startswith(f"{rank}. word")
    assert all(line.index("word") == first.index("word") for line in rest[:-1] if "word" in line)


def test_a_terminal_narrower_than_a_word_is_no_trouble() -> None:
    """Lines then run over."""
    assert "word" in shown(snippet("word 中"), width=1)


@given(LINES, st.integers(2, 40))
def test_lines_lose_no_character_but_white_space(text: str, width: int) -> None:
    """They are in order, none is empty, and none is wider than asked."""
    lines = list(wrap(text, width))
    assert all(before.end <= after.start for before, after in pairwise(lines))
    assert "".join("".join(text[line.start : line.end] for line in lines).split()) == "".join(text.split())
    assert all(text[line.start : line.end].strip() for line in lines)
    assert all(cells(text[line.start : line.end]) <= width for line in lines)


@given(st.text("ab é", max_size=100), st.integers(8, 40))
def test_words_are_not_broken_where_they_fit(text: str, width: int) -> None:
    """Latin text is broken at spaces only."""
    lines = [text[line.start : line.end] for line in wrap(text, width)]
    if all(len(word) <= width for word in text.split()):
        assert " ".join(lines).split() == text.split()


@pytest.mark.parametrize("width", range(12, 40))
@pytest.mark.parametrize(
    "text",
    [
        "“微信”（WeChat）說：「禁止！」《規定》、NFT……。" * 4,
        "文章里没有答案：问题里的词，一个也没有。" * 4,
        "OKCoin (幣行), Huobi (火幣). " * 4,
    ],
)
def test_marks_stay_with_their_words(text: str, width: int) -> None:
    """No line begins with what closes or ends with what opens."""
    lines = [text[line.start : line.end] for line in wrap(text, width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line[0] in "，。、：！）」》…),." or line[-1] in "“（「《(" for line in lines)
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("中文", 4), ("，", 2), ("e\u0301", 1), ("ＡＢ", 4), ("😀", 2), ("a\u200db", 2)]
)
def test_cells_are_counted_as_terminals_do(text: str, size: int) -> None:
    """Two a wide character, none a mark that joins the one before."""
    assert cells(text) == size


def test_matches_and_the_answer_are_bold() -> None:
    """Each once, also where they overlap; without colour there is no escape sequence."""
    one = snippet("WeChat bans it on June 20 at once.", (0, 6), (18, 22), answer=Span(18, 25))
    assert bold(shown(one, colour=True)) == ["WeChat", "June 20"]
    assert "\x1b" not in shown(one)
    assert ESCAPE.sub("", shown(one, colour=True)) == shown(one)


def test_a_match_across_a_line_break_is_bold_on_both_lines() -> None:
    """And what is around it is not."""
    text = "aaaa " * 5 + "bbbb bbbb"
    lines = shown(snippet(text, (25, 34)), width=33, colour=True).splitlines()
    assert [bold(line) for line in lines[:2]] == [["bbbb"], ["bbbb"]]


def test_bold_marks_stay_right_in_wide_text() -> None:
    """Spans count characters, not cells."""
    text = "微信" * 20 + "禁止" + "交易" * 20
    assert "".join(bold(shown(snippet(text, (40, 42)), width=30, colour=True))) == "禁止"


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[2J\x1b[1;31m", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\u2066\u2069", "\x00\x08\r", "\x7f", "\ud800"],
)
def test_nothing_in_an_article_commands_the_terminal(hostile: str) -> None:
    """Neither from its text nor from its title, its file's name, its lead, its copies or the question."""
    source = Source("a", f"T{hostile}", f"P{hostile}", "2022", None, f"a{hostile}.txt", "en")
    text = shown(
        snippet(f"A{hostile}B", article=source, lead=Lead(f"L{hostile}", 0, 1), also_in=(f"b{hostile}",)),
        did_you_mean=f"q{hostile}",
    )
    assert all(char.isprintable() or char == "\n" for char in text)


def test_what_is_unsafe_shifts_no_bold() -> None:
    """A character is replaced by one, so that spans hold."""
    assert bold(shown(snippet("a\x1b[0mb\u202ec ban d", (9, 12)), colour=True)) == ["ban"]
