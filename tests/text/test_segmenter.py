"""That the words of Han text are jieba's own."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import jieba
from hypothesis import given
from hypothesis import strategies as st

from index.text.segmenter import Segmenter

SENTENCES = (
    "研究生命的起源",
    "南京市长江大桥",
    "乒乓球拍卖完了",
    "中国人民银行等七部委发布关于防范代币发行融资风险的公告",
    "结婚的和尚未结婚的",
    "中华人民共和国香港特别行政区基本法委员会",
    "工信处女干事每月经过下属科室都要亲口交代二十四口交换机等技术性器件的安装工作",
)
# Outside of what jieba takes for Han: kana, 〇 and 々, compatibility forms, the rarer planes.
STRANGERS = "ァア々〇\u3400\u9fd6\uf900\U00020000"


@cache
def jiebas() -> jieba.Tokenizer:
    """Return a tokenizer of jieba with its own dictionary, read by jieba's own code."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@cache
def ours() -> Segmenter:
    """Return the segmenter."""
    return Segmenter()


@cache
def dictionary() -> list[str]:
    """Return the entries of jieba's dictionary, words and beginnings of words, that are all Han."""
    return sorted(entry for entry in jiebas().FREQ if all("\u4e00" <= character <= "\u9fd5" for character in entry))


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of two characters and more that the segmenter sees in a text, with their spans."""
    ends, found, place = ours().ends(text, list(map("".join, pairwise(text)))), [], 0
    while place < len(text):
        if ends[place] > place + 1:
            parts = ours().parts[text[place : ends[place]]]
            found += [(part, place + start, place + end) for part, start, end in parts]
        place = ends[place]
    return found


def expected(text: str) -> list[tuple[str, int, int]]:
    """Return what jieba sees."""
    return [one for one in jiebas().tokenize(text, mode="search", HMM=False) if one[2] - one[1] > 1]


@cache
def texts() -> st.SearchStrategy[str]:
    """Return texts of words, their beginnings and their ends, with characters between that jieba passes over."""
    entries = st.integers(0, len(dictionary()) - 1).map(dictionary().__getitem__)  # to sample from a list reads it all
    cut = st.builds(lambda entry, at: entry[at:] or entry, entries, st.integers(0, 3))
    one = st.one_of(entries, cut, st.sampled_from(SENTENCES), st.sampled_from(STRANGERS))
    return st.lists(one, min_size=1, max_size=12).map("".join)


@given(st.data())
def test_words_are_those_that_jieba_sees(data: st.DataObject) -> None:
    """In any order of words."""
    text = data.draw(texts())
    assert words(text) == expected(text)


def test_words_of_one_weight_are_told_apart_as_jieba_does() -> None:
    """The longer first word wins, and every pair of a dictionary's rarest words is such a case."""
    rare = [entry for entry in dictionary() if jiebas().FREQ[entry] == 3 and len(entry) == 2][:4000:2]
    for text in map("".join, pairwise(rare)):
        assert words(text) == expected(text)


def test_a_character_that_is_no_word_stands_alone_only_where_no_word_begins_with_it() -> None:
    """However common a word begins with the next character."""
    seen = jiebas().FREQ
    likeliest = {entry[0]: entry for entry in sorted(dictionary(), key=lambda entry: seen[entry]) if len(entry) == 2}
    texts = {entry[:-1] + likeliest.get(entry[-1], entry[-1]) for entry in dictionary() if not seen[entry[0]]}
    assert len(texts) > 9
    for text in texts:
        assert words(text) == expected(text)


def test_the_dictionary_is_what_jieba_reads() -> None:
    """The beginnings of words too, and the sum of all counts; what no text has asked for yet, it has not."""
    asked = Segmenter()
    asked.read("桥")
    assert asked.seen == {entry: seen for entry, seen in jiebas().FREQ.items() if entry.startswith("桥")}
    ours().read_all()
    assert ours().seen == jiebas().FREQ
    assert ours().total == jiebas().total
