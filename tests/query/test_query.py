"""What a question is taken to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Coverage
from index.query.query import MIN_COMMON_PASSAGES, Query, QueryTerm, searched
from index.query.understanding import MAX_QUERY_TERMS, MAX_QUESTION_CHARS, understand
from index.stores.engines import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from index.stores.base import Store
    from tests.conftest import MakeIndex


@pytest.fixture(scope="module")
def store(seeds_index: Path) -> Store:
    """Return the store of the real seeds."""
    return open_store(seeds_index)


def terms(query: Query) -> set[str]:
    """Return what is searched for."""
    return {one.term for one in query.terms}


@pytest.mark.parametrize(
    ("polite", "bare"),
    [
        ("hey, could you please tell me when WeChat banned NFT accounts?", "WeChat banned NFT accounts"),
        ("Do you know who the spokeswoman of Tencent is, please?", "spokeswoman Tencent"),
        ("I was wondering whether OKCoin has left", "OKCoin left"),
        ("请问，微信什么时候禁止了交易？谢谢", "微信禁止交易"),
        ("請告訴我微信什麼時候禁止了交易", "微信禁止交易"),
    ],
)
def test_stopwords_and_filler_weigh_nothing(store: Store, polite: str, bare: str) -> None:
    """A question asked politely is searched as the bare one."""
    asked, meant = understand(polite, store), understand(bare, store)
    wanted = {one.term for one in meant.terms if one.kind == "word" or len(one.term) == 1}
    assert wanted <= terms(asked)
    assert {one.term for one in asked.terms if one.kind != "bigram"} == wanted
    assert asked.declined is None


@pytest.mark.parametrize(("question", "kept"), [("The Who", {"the", "who"}), ("What is it?", {"what", "is", "it"})])
def test_a_question_of_stopwords_is_searched_as_it_stands(store: Store, question: str, kept: set[str]) -> None:
    """It may be after a name."""
    query = understand(question, store)
    assert terms(query) == kept
    assert query.declined is None


@pytest.mark.parametrize("question", ["", " \n\t\u3000", "???", "？！", "😀🎉", "…", "\ud800", "\u200b", "_", "\0"])
def test_a_question_without_a_letter_is_empty(store: Store, question: str) -> None:
    """There is nothing to search for, and nothing goes wrong."""
    query = understand(question, store)
    assert (query.declined, query.terms, query.weights()) == ("empty", (), {})


@pytest.mark.parametrize(
    "question",
    [
        *(
            "hi",
            "Hello!",
            "HELLO there",
            "Good morning",
            "thanks a lot :)",
            "ok",
            "help",
            "who are you?",
            "bye",
            "ｈｉ",
        ),
        *("你好", "您好！", "谢谢", "謝謝你", "多謝", "早上好", "大家好", "再见", "再見", "你是誰", "哈哈哈"),
    ],
)
def test_greetings_and_thanks_are_small_talk(store: Store, question: str) -> None:
    """In English and in Chinese of either script."""
    query = understand(question, store)
    assert (query.declined, query.terms) == ("small_talk", ())


@pytest.mark.parametrize(
    "question",
    [
        *(
            "hi, who signed the convention?",
            "Hello Kitty",
            "thanks to whom",
            "what can you do with OKCoin",
            "Ok Corral",
        ),
        *(
            "hit",
            "Nome",
            "byelaws",
            "no man's land",
            "你好，微信禁止了什么",
            "谢谢惠顾是谁写的",
            "好莱坞",
            "早安电视台",
        ),
    ],
)
def test_a_question_with_a_greeting_is_no_small_talk(store: Store, question: str) -> None:
    """Neither is a name that begins with one."""
    assert understand(question, store).declined is None


def test_a_long_question_is_bounded(store: Store) -> None:
    """Of thousands of words those that stand first are searched."""
    query = understand(" ".join(f"word{n}" for n in range(4000)), store)
    assert len(query.terms) == MAX_QUERY_TERMS
    assert "word0" in terms(query)
    assert len(query.text) == MAX_QUESTION_CHARS
    assert len(understand("天地玄黄宇宙洪荒" * 1000, store).terms) <= MAX_QUERY_TERMS


def test_a_word_said_often_counts_once(store: Store) -> None:
    """Two hundred repetitions are one term."""
    assert understand("wechat " * 200, store).weights() == understand("wechat", store).weights()


def test_a_stopword_gives_no_part_of_itself_but_leaves_other_words_whole(make_index: MakeIndex) -> None:
    """什么时候 is gone with its characters; 时 is kept in 时间, where it says something."""
    store = open_store(make_index({"a.txt": "会议的时间是上午。会议在北京举行。"}))
    asked = understand("会议什么时候举行", store)
    assert not terms(asked) & set("什么时候")
    assert {"会议", "举行"} <= terms(asked)
    assert {"时间", "时", "间"} <= terms(understand("会议的时间", store))
    assert not terms(understand("会议是不是在北京", store)) & {"是不是", "不是", "不"}


@pytest.mark.parametrize(
    ("mistyped", "meant"), [("criptocurrency", "cryptocurrency"), ("Tencnet", "Tencent"), ("bitconi", "bitcoin")]
)
def test_a_mistyped_word_is_searched_as_the_near_one(store: Store, mistyped: str, meant: str) -> None:
    """A letter too many, too few, another or swapped; the near word counts less than if it had been typed."""
    (found,) = understand(mistyped, store).terms
    (right,) = understand(meant, store).terms
    assert found.corrected
    assert (found.term, found.known) == (right.term, True)
    assert 0 < found.idf < right.idf
    assert (found.start, found.end) == (0, len(mistyped))


@pytest.mark.parametrize("question", ["NFTX", "hubi", "x9", "20177", "Rasumovsky", "币行情"])
def test_short_words_numbers_and_names_are_left_alone(store: Store, question: str) -> None:
    """Too many short words are near to each other, and no other number will do."""
    query = understand(question, store)
    assert not any(one.corrected for one in query.terms)


def test_a_question_of_another_field_is_not_corrected(store: Store) -> None:
    """Many unknown words are no typing errors, though each is near to some word."""
    asked = "telegran bitcoyn criptocurrency tencant"
    assert all(one.corrected for one in understand(asked.rpartition(" ")[0], store).terms)
    assert not any(one.corrected for one in understand(asked, store).terms)


@pytest.mark.parametrize(
    "question",
    r"""
    wechat AND NOT ban
    "wechat ban"
    wechat*
    wech?t~2
    title:wechat^9
    +wechat -ban
    [a TO z]
    (wechat
    wechat\
    /wechat.*/
    *:* x
    wechat || ban && x
    {wechat}
    ' OR 1=1 --
    """.strip().splitlines(),
)
def test_query_syntax_is_text_like_any_other(store: Store, question: str) -> None:
    """Nothing of it reaches an engine's parser."""
    query = understand(question, store)
    found = {hit.analysed.passage.ordinal for hit in store.search(query.weights(), 5)}
    assert bool(found) == any(one.known for one in query.terms)
    assert all(one.term == "".join(filter(str.isalnum, one.term)) for one in query.terms)


def test_an_unknown_word_is_not_searched_but_weighs(store: Store) -> None:
    """It speaks against an answer, so it is worth as much as the rarest word."""
    query = understand("zorblatt wechat", store)
    idf = {one.term: one.idf for one in query.terms}
    assert set(query.weights()) == {"wechat"}
    assert idf["zorblatt"] > idf["wechat"] > 0


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_text_can_be_a_question(seeds_index: Path, text: str) -> None:
    """Terms are within the question, and what is declined has none."""
    query = understand(text, open_store(seeds_index))
    assert all(0 <= one.start < one.end <= len(text) for one in query.terms)
    assert query.declined is None or not query.terms
    assert all(weight > 0 for weight in query.weights().values())


class Counting:
    """What a query asks of a store: in how many of a million passages each term is."""

    coverage = Coverage(1, 1_000_000, None, None, ("zh-Hans",), "")

    def __init__(self, **counts: int) -> None:
        self.counts = counts

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        return self.counts[term]


def weighed(**idf: float) -> Query:
    """Return a query of words of some idf."""
    return Query("", tuple(QueryTerm(word, word, "word", 0, 1, named=False, idf=one) for word, one in idf.items()))


def test_common_terms_that_add_little_are_not_searched() -> None:
    """Only where postings are long: on smaller collections everything is."""
    query = Query(
        "",
        (
            *weighed(rare=11.0, common=3.0).terms,
            QueryTerm("char", "char", "unigram", 0, 1, named=False, idf=3.0),
            QueryTerm("odd", "odd", "unigram", 0, 1, named=False, idf=4.6),
        ),
    )
    store: Any = Counting(rare=20, common=50_000, char=50_000, odd=MIN_COMMON_PASSAGES)
    assert searched(query, store) == {"rare": 1.0, "common": 1.0, "odd": 0.2}
    store = Counting(rare=20, common=MIN_COMMON_PASSAGES, char=MIN_COMMON_PASSAGES, odd=MIN_COMMON_PASSAGES)
    assert searched(query, store) == query.weights()


def test_a_query_of_common_terms_alone_is_searched() -> None:
    """As there is nothing better."""
    store: Any = Counting(the=900_000, one=800_000)
    assert searched(weighed(the=0.1, one=0.2), store) == {"the": 1.0, "one": 1.0}
    assert searched(Query("", ()), store) == {}
