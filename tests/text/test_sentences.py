"""Where sentences begin and end."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import MAX_SENTENCE_CHARS, sentences

ALPHABET = (
    "aAbZ.。！？!?…“”\"'’()（）《》「」[]12，；,: \n\t\u3000\x85中国他说😀🏽\u200d\u0301\ufe0f\u200b\u202eאد．।#-"
)


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. He met Dr. Li. | JD.com rose on Sept. 7. | No. 5 fell.",
        "The U.S. market is big. | J. K. Rowling wrote it. | He left the U.S. | The end.",
        "See the Guardian, e.g. The Guardian of May. | It went on.",
        "Tencent Holdings Ltd’s (騰訊) US$400 billion valuation fell. | There are 1.1 billion users.",
        "Alibaba Inc. said so. | It is Alibaba Inc. | The firm left. | Alibaba Inc. CEO Zhang spoke.",
        "See https://a.b/c.d?e=f.g! | It grew on bitcoin.com. | Next one. | Version 1.1.2 came.",
        'He said “we will go.” | She left. | He said "go." | She left.',
        "'It is over!' he cried. | (He left.) | Well… | Then it went on ... and on. | Who?! | “Go”! | He went.",
        "“Is it?” she asked. | “Yes.” | “No,” he said.",
        "1. Open an account. | 2. Close it. | It was 1990. | It rained.",
        "It happened at 5 p.m. on Monday. | It closed at 5 p.m. | The next day it opened.",
        "iPhone sales rose. | eBay fell. | 2nd place went to her. | $5 was paid. | 🎉 It is here.",
        "hello there. | this is it. | i went home, e.g. today.",
        "He left.[12] | She stayed.[citation needed] | So it is.",
        "He said no. | Then he left. | Prof. X et al. found it.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    """Abbreviations, initials, decimals, addresses and titles end none; closing quotes belong to theirs."""
    assert split(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "他說：「我不去。」王先生說。 | 真的！ | 我们走。 | “真的吗？”他问。 | “我们走吧……”",
        "《你好吗？》是一本书。 | 他（真的！）走了。 | 他……走了……。 | （他走了。） | 然后呢？",
        '他走了。 | "我知道。" | 她哭了；他也是：没有，来。 | 价格是３．５元。 | 拉．安卓美达来了。',
        "真的吗? | 他走了! | 他在 U.S. 工作。 | “他說：‘去。’” | “好！”，他说。 | 完",
        "北京（Beijing）是首都。 | It is big！ | 上海也是。",
    ],
)
def test_chinese_sentences_end_without_a_space(text: str) -> None:
    """Full stops end them with the quotes that close behind; speech tags, titles, ellipses and dots in names do not."""
    assert split(text.replace(" | ", "")) == text.split(" | ")


def test_a_line_break_ends_no_sentence_and_a_blank_line_does() -> None:
    """Hand-wrapped text stays whole; paragraphs do not run together."""
    assert split("Mr.\nSmith went\nhome. He\nslept") == ["Mr.\nSmith went\nhome.", "He\nslept"]
    assert split("no stop\n \t\nnext, Mr.\n\nSmith") == ["no stop", "next, Mr.", "Smith"]


def test_only_the_asked_stretch_is_read() -> None:
    """What stands before and behind the stretch is not looked at."""
    text = "One. Two. Three."
    assert sentences(text, 5, 9) == [(5, 9)]
    assert sentences(text, 4, 5) == []


@pytest.mark.parametrize("text", ["😀" * 10_000, "word " * 2_000, "中，" * 5_000, "a\u0301" * 5_000, "(" * 9_000])
def test_a_sentence_without_an_end_is_cut(text: str) -> None:
    """Nothing is longer than the limit, words stay whole, marks stay with their letter, and nothing is lost."""
    parts = split(text)
    assert max(map(len, parts)) <= MAX_SENTENCE_CHARS
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert not any(unicodedata.combining(part[0]) for part in parts)
    assert all(part.startswith("word") and part.endswith("word") for part in parts if "w" in part)


@given(st.text(st.sampled_from(ALPHABET), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_sentences_tile_the_text(text: str, start: int, end: int) -> None:
    """Each non-space character lies in one sentence; none is empty or has white space at its ends."""
    start, end = min(start, len(text)), min(end, len(text))
    place = start
    for begin, stop in sentences(text, start, end):
        assert place <= begin < stop <= max(start, end)
        assert not text[place:begin].strip()
        assert text[begin:stop] == text[begin:stop].strip()
        place = stop
    assert not text[place:end].strip()


@pytest.mark.parametrize("unit", ["a.", "(", ".", ". ", ".)", "\n ", "。”a", '。"，', "Mr. ", "A. ", ".[a", "!\u200d"])
def test_a_hostile_line_is_read_in_one_pass(unit: str) -> None:
    """A rule that looked at all that is behind or ahead of each full stop would not come back from this."""
    found = sentences(unit * 200_000, 0, len(unit) * 200_000)
    assert all(end - start <= MAX_SENTENCE_CHARS for start, end in found)
