"""The query that asks in another language for what the words of a question are called there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer.retriever import Retriever
from index.build.build import build
from index.query.translation import cross
from index.query.understanding import MAX_QUESTION_CHARS, understand
from index.stores.engines import open_store
from index.stores.idf import lucene_idf
from index.text.language import crosses

if TYPE_CHECKING:
    from index.query.query import Query, QueryTerm
    from index.stores.base import Store
    from tests.conftest import MakeIndex

ENGLISH = (
    "The revolt was led by Hassan Turabi in Sudan.\n\n"
    "The windmill of Brimfield closed on 20 September 2017. Some 110 million people saw it, said Ms Quince.\n\n"
    "The bank sold Tencent (騰訊) shares and digital collectibles.\n\nThe mill was the third largest. A shore, a lake."
)
CHINESE = (
    "布里姆菲尔德的风车于2017年9月关闭。腾讯（Tencent）说，1.1亿人看到了。\n\n"
    "人民银行发行数字藏品，是第三大银行。\n\n岸边的港口关闭了。"
)
GLOSSARY = '"数字藏品" = ["digital collectible"]\n'
HOSTILE = [
    "关" * MAX_QUESTION_CHARS,
    "".join(chr(0x4E00 + n) for n in range(MAX_QUESTION_CHARS)),
    "图拉比" * (MAX_QUESTION_CHARS // 3),
    "第三大" * 1_365,
    "1亿" * 2_048,
    "一" * MAX_QUESTION_CHARS,
    "九千九百" * 1_024,
    "bank " * 819,
    "twenty " * 585,
    "😀" * 10_000,
    "😀银行😀" * 3_000,
    "\ud800银行\udfff bank",
    "银\u200b行\u202e关闭",
    "第" * 100 + "大" * 100,
    "%" * 100 + "百分之",
    "\0银行\0",
    "ア行ｶﾞ銀行",
]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of an English article."""
    return made(tmp_path_factory, ENGLISH)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of a Chinese article."""
    return made(tmp_path_factory, CHINESE)


def made(folders: pytest.TempPathFactory, text: str) -> Store:
    """Return the store of an article and the glossary."""
    folder = folders.mktemp("crossing")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(text)
    (folder / "seeds" / "glossary.toml").write_text(GLOSSARY)
    build(folder / "seeds", folder)
    return open_store(folder)


def crossed(question: str, store: Store) -> Query:
    """Return the crossed query of a question that crosses."""
    found = cross(understand(question, store), store)
    assert found is not None
    return found


def terms(question: str, store: Store) -> dict[str, QueryTerm]:
    """Return the terms of a crossed query."""
    return {one.term: one for one in crossed(question, store).terms}


def said(question: str, store: Store) -> dict[str, list[tuple[str, ...]]]:
    """Return what stands for each word of a question."""
    return {name: [said.terms for said in one.alternatives] for name, one in terms(question, store).items()}


@pytest.mark.parametrize("question", ["2017年9月20日哪座风车关闭了", "2017年9月20日哪座風車關閉了"])
def test_dates_and_words_cross_to_english(english: Store, question: str) -> None:
    """Months by name, years and days as figures; Traditional as Simplified."""
    found = said(question, english)
    assert found["2017年"] == [("2017",)]
    assert found["9月"] == [("septemb",)]
    assert found["20日"] == [("20",)]
    assert found["风车"] == [("windmil",)]
    assert found["关闭"] == [("close",)]


def test_numbers_cross_as_values(english: Store, chinese: Store) -> None:
    """1.1亿 is 110 million, in either direction; 第三大 is third largest; 11亿 is something else."""
    assert said("1.1亿人看见了吗", english)["1.1亿"] == [("110", "million")]
    assert said("第三大磨坊", english)["第三大"] == [("third", "largest")]
    assert "11亿" not in said("11亿人看见了银行吗", english)
    assert said("did 110 million people see it", chinese)["110 million"] == [("1.1", "亿")]
    assert said("third largest bank", chinese)["third largest"] == [("第三", "三大")]
    assert said("closed in September 2017", chinese)["September"] == [("9", "月")]


def test_names_cross_by_their_sound(english: Store) -> None:
    """As names, for which no other word will do; words in the same characters count less."""
    found = terms("图拉比在哪里", english)
    assert [one.terms for one in found["图拉比"].alternatives] == [("turabi",)]
    assert found["图拉比"].named
    assert all(one.idf < found["图拉比"].idf for name, one in found.items() if name != "图拉比")


def test_phrases_and_glossary_cross(english: Store, chinese: Store) -> None:
    """Several words are one term, found by all of them; those within it count less."""
    assert said("数字藏品", english)["数字藏品"] == [("digit", "collect")]
    found = terms("who sold digital collectibles", chinese)
    assert [one.terms for one in found["digit collect"].alternatives] == [("数字", "字藏", "藏品")]
    assert found["digit"].idf < found["digit collect"].idf


def test_latin_words_and_the_question_s_own_stand_beside(english: Store, chinese: Store) -> None:
    """An English article may hold 騰訊, a Chinese one Tencent; what no article says is missed and counts half."""
    assert said("腾讯", english)["腾讯"] == [("tencent",), ("腾讯",)]
    assert set(said("Tencent bank", chinese)["tencent"]) == {("腾讯",), ("tencent",)}
    assert said("Tencent的银行", english)["tencent"] == [("tencent",)]
    lost = terms("腾讯银行的灯塔", english)["灯塔"]
    assert (lost.alternatives, lost.known) == ((), False)
    assert lost.idf == pytest.approx(lucene_idf(english.coverage.passages, 0) / 2)


@pytest.mark.parametrize("question", ["did Tencent close the bank at the shore of the port", "third largest windmill"])
def test_alternatives_share_the_weight_of_their_word(chinese: Store, question: str) -> None:
    """Each counts with the geometric mean of its share and of what it is beside the likeliest; the shares make 1.

    So the first weight is the root of its share, and times the sum of all it is 1.
    """
    for one in crossed(question, chinese).terms:
        weights = [said.weight for said in one.alternatives]
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)
        assert not weights or weights[0] * sum(weights) == pytest.approx(1)


def test_a_word_is_as_rare_as_what_it_may_mean_together(chinese: Store) -> None:
    """Its idf is that of the mean of its translations' counts; each alternative has the idf of its own terms."""
    for one in crossed("close the bank", chinese).terms:
        shares = [said.weight * one.alternatives[0].weight for said in one.alternatives]
        counts = [min(map(chinese.doc_freq, said.terms)) for said in one.alternatives]
        mean = sum(share * count for share, count in zip(shares, counts, strict=True))
        assert one.idf == pytest.approx(lucene_idf(chinese.coverage.passages, mean))
        for alternative in one.alternatives:
            expected = [lucene_idf(chinese.coverage.passages, chinese.doc_freq(term)) for term in alternative.terms]
            assert list(alternative.idf) == pytest.approx(expected)


def test_a_term_weighs_what_it_is_worth_beside_its_idf(english: Store) -> None:
    """The search weighs by idf itself: weight times idf is the worth, and a phrase's worth is parted by the root."""
    query = crossed("数字藏品在银行", english)
    worth = query.worth()
    idf = {term: one for said in query.terms for alt in said.alternatives for term, one in zip(*alt[:2], strict=True)}
    assert {term: weight * idf[term] for term, weight in query.weights().items()} == pytest.approx(worth)
    phrase = next(one for one in query.terms if one.term == "数字藏品")
    assert worth["digit"] == pytest.approx(phrase.idf / math.sqrt(2))


def test_nothing_crosses_in_articles_of_one_language(english: Store, chinese: Store) -> None:
    """Nor a question of which no word has a translation, nor one that is none."""
    assert crosses("银行", english.coverage.languages)
    assert not crosses("bank", english.coverage.languages)
    assert crosses("bank", chinese.coverage.languages)
    assert not crosses("银行", chinese.coverage.languages)
    for question, store in (("the bank closed", english), ("银行关闭了", chinese), ("红烧肉怎么做", english)):
        assert cross(understand(question, store), store) is None
    for question in ("", "?", "你好", "的", "谢谢"):
        assert cross(understand(question, english), english) is None


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_is_too_hostile(english: Store, chinese: Store, question: str) -> None:
    """Each is crossed or not, and answered or declined."""
    for store in (english, chinese):
        query = cross(understand(question, store), store)
        for one in query.terms if query else ():
            assert 0 <= one.start < one.end <= MAX_QUESTION_CHARS
            assert math.isfinite(one.idf)
        found = Retriever(store).ask(question)
        assert 0 <= found.confidence <= 1


@settings(max_examples=60)
@given(
    st.text(
        st.sampled_from("银行关闭图拉比第三大1.亿9月年百分之腾讯 Tencentbank%第\ud800😀") | st.characters(codec=None),
        max_size=40,
    )
)
def test_whatever_is_asked_is_no_error(english: Store, chinese: Store, question: str) -> None:
    """Every alternative is of terms that the articles have."""
    for store in (english, chinese):
        query = cross(understand(question, store), store)
        for one in query.terms if query else ():
            assert all(store.doc_freq(term) for said in one.alternatives for term in said.terms)
        Retriever(store).ask(question)


def test_a_word_of_both_languages_is_found_in_both(make_index: MakeIndex) -> None:
    """Windows of either language come in one order."""
    folder = make_index({"a.txt": "The windmill of Brimfield closed.", "b.txt": "布里姆菲尔德的风车关闭了。"})
    for question in ("风车关闭了吗", "did the windmill close"):
        assert {one.article.id for one in Retriever.open(folder).ask(question).snippets} == {"a", "b"}
