"""What a query looks for in candidates, as it is asked and crossed, and what is counted of it in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from index.build.worker import analyse_passages
from index.model import Article, Block, Passage, Source, Span
from index.query.query import Alternative, Query, QueryTerm
from index.ranking.channels import CHANNELS, channels_of, pair
from index.ranking.match_counts import MatchCounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.ranking.match_counts import Match


def term(word: str, start: int, *alternatives: Alternative, idf: float = 2.0) -> QueryTerm:
    """Return a word of a question that stands at a place."""
    return QueryTerm(word, word, "word", start, start + len(word), named=False, idf=idf, alternatives=alternatives)


def crossed(*terms: QueryTerm, text: str = "私钥银行") -> Query:
    """Return a crossed query."""
    return Query(text, terms, crossed=True)


class Seen(NamedTuple):
    """What one sentence holds of a query: in each channel how often which key, and where words match."""

    counts: dict[str, dict[str, float]]
    matches: Sequence[Match]


def seen(text: str, query: Query) -> list[Seen]:
    """Return what each sentence of a text, all of them one passage, holds of a query."""
    spans: list[Span] = []
    for sentence in text.split("|"):
        start = spans[-1].end if spans else 0
        spans.append(Span(start, start + len(sentence)))
    whole = text.replace("|", "")
    source = Source("a", "", None, None, None, "a.txt", "en")
    article = Article(source, whole, (Block("paragraph", Span(0, len(whole))),))
    candidates = list(analyse_passages(article, [Passage("a", 0, tuple(spans), (0,))]))
    channels = channels_of(query)
    found = MatchCounts(candidates, channels)
    return [
        Seen(
            {
                channel: {
                    key: count
                    for key, count in zip(channels.weights[channel], table[row].tolist(), strict=True)
                    if count
                }
                for channel, table in ((channel, found.of(channel)) for channel in CHANNELS)
            },
            found.matches(row),
        )
        for row in range(len(spans))
    ]


def forms(text: str, query: Query) -> dict[tuple[str, str], float]:
    """Return what a text of one word counts for: in which channel, as which key, and how much."""
    (found,) = seen(text, query)
    return {(channel, key): count for channel, counts in found.counts.items() for key, count in counts.items()}


KEY = Alternative(("privat", "key"), (1.0, 3.0), 1.0)
BANK = Alternative(("bank",), (2.0,), 1.0)
SHORE = Alternative(("shore",), (2.0,), 0.25)
LONG = Alternative(("lake",), (2.0,), 0.1)


def test_the_keys_of_a_crossed_query_are_the_question_s_words() -> None:
    """Each weighs its idf in every channel that the articles' script has, and neighbours make a pair."""
    found = channels_of(crossed(term("私钥", 0, KEY), term("银行", 2, BANK, idf=1.0)))
    assert found.crossed
    assert found.mass == 3.0
    for channel in ("words", "exact", "pieces"):
        assert found.weights[channel] == {"私钥": 2.0, "银行": 1.0}
    assert found.weights["bigrams"] == found.weights["chars"] == {}
    assert found.weights["pairs"] == {pair("私钥", "银行"): 1.5}
    assert found.core == "words"


def test_a_translation_counts_as_its_word() -> None:
    """By its weight, in a channel each; the words of a phrase by their rarity, for three fifths in all."""
    question = crossed(term("银行", 0, BANK, SHORE))
    assert forms("bank", question) == pytest.approx(
        {("words", "银行"): 1.0, ("exact", "银行"): 1.0, ("pieces", "银行"): 1.0}
    )
    assert forms("shore", question)["words", "银行"] == 0.25
    assert forms("lake", question) == {}
    question = crossed(term("私钥", 0, KEY))
    parts = {name: forms(name, question)["words", "私钥"] for name in ("private", "key")}
    assert parts == pytest.approx({"private": 0.15, "key": 0.45})


def test_pieces_of_a_translation_are_worth_it_together() -> None:
    """Banking has most of the pieces that bank has, a word that has one twice has it once."""
    question = crossed(term("银行", 0, BANK))
    assert forms("bank", question)["pieces", "银行"] == pytest.approx(1.0)
    assert 0 < forms("bankers", question)["pieces", "银行"] < 1
    assert forms("bankbank", question)["pieces", "银行"] == pytest.approx(1.0)
    assert forms("X 5 banks", crossed(term("五", 0, Alternative(("5",), (2.0,), 1.0))))["pieces", "五"] == 1.0


def test_to_chinese_articles_pairs_and_characters_count() -> None:
    """In the channels of Han; nothing has pieces."""
    question = crossed(term("bank", 0, Alternative(("银行",), (2.0,), 1.0)), text="bank")
    assert {channel for channel, _ in forms("银行", question)} == {"words", "bigrams", "chars"}
    found = channels_of(question)
    assert found.weights["exact"] == found.weights["pieces"] == {}
    assert found.core == "bigrams"


def test_a_title_says_outright_what_is_likely_meant() -> None:
    """Not what a word may mean besides: a title with 'lake' names no bank."""
    question = crossed(term("银行", 0, BANK, SHORE, LONG))
    for title, said in (("The bank of a house", {"银行"}), ("The shore", {"银行"}), ("A lake", set()), ("", set())):
        source = Source("a", title, None, None, None, "a.txt", "en")
        article = Article(source, "Text.", (Block("paragraph", Span(0, 5)),))
        candidates = list(analyse_passages(article, [Passage("a", 0, (Span(0, 5),), (0,))]))
        assert MatchCounts(candidates, channels_of(question)).titled == [said], title


def test_a_phrase_counts_more_together_than_apart() -> None:
    """Whole where its words stand near each other, three fifths where they are in one sentence, less where one is."""
    question = crossed(term("私钥", 0, KEY))
    (near,) = seen("The private, so called, key was lost.", question)
    (apart,) = seen("The private owner of the old house in town had lost it, says the key witness.", question)
    (part,) = seen("The key was lost.", question)
    counts = [one.counts["words"]["私钥"] for one in (near, apart, part)]
    assert counts == pytest.approx([1.0, 0.6, 0.45])
    assert {match.term for match in near.matches} == {"私钥"}
    assert {(match.span.start, match.span.end) for match in near.matches} == {(4, 11), (24, 27)}


def test_a_phrase_does_not_reach_over_sentences() -> None:
    """Each sentence has its own words."""
    first, second = seen("The owner is private. |The key was lost.", crossed(term("私钥", 0, KEY)))
    assert first.counts["words"]["私钥"] == pytest.approx(0.15)
    assert second.counts["words"]["私钥"] == pytest.approx(0.45)


def test_neighbours_count_where_they_stand_near_and_as_surely_as_they_are_meant() -> None:
    """A pair of doubtful translations is no sure pair."""
    question = crossed(term("关闭", 0, Alternative(("close",), (2.0,), 1.0)), term("银行", 2, BANK, SHORE))
    key = pair("关闭", "银行")
    (sure,) = seen("They closed the bank.", question)
    (doubtful,) = seen("They closed the shore.", question)
    (far,) = seen(
        "They closed early because of the great flood that came over the whole town, said the bank.", question
    )
    assert sure.counts["pairs"] == {key: pytest.approx(1.0)}
    assert doubtful.counts["pairs"] == {key: pytest.approx(0.25)}
    assert far.counts["pairs"] == {}


def test_what_is_hardly_meant_is_not_marked() -> None:
    """It counts a little, and no highlight shows it."""
    (found,) = seen("A bank, a shore and a lake.", crossed(term("银行", 0, BANK, SHORE, LONG)))
    assert [match.span for match in found.matches] == [(2, 6), (10, 15)]
    assert found.counts["words"]["银行"] == pytest.approx(1.35)


def test_what_holds_nothing_has_every_channel() -> None:
    """So that nobody need ask."""
    (found,) = seen("Nothing of it.", crossed(term("银行", 0, BANK)))
    assert found.counts == {channel: {} for channel in CHANNELS}
    assert found.matches == []
