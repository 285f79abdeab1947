"""What of the dictionary is parsed for a few articles makes the same lexicon as all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from index.lexicon.cedict import raw_entries
from index.lexicon.dictionary import Dictionary, kept_sounds, learn_sounds, load_dictionary
from index.lexicon.entries import write_lexicon
from index.lexicon.selection import begins_of, may_have, select
from index.lexicon.vocabulary import Vocabulary
from index.stores.base import passages_of
from index.stores.engines import open_store
from index.text.stemming import stem

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeIndex

CHINESE = {
    "bank.txt": "央行\n\n中国人民银行封禁加密货币。腾讯的首席执行官在北京大学演讲，谈到了微信和比特币。",
    "bridge.txt": "大桥\n\n这座大桥长三公里，二〇〇七年建成通车。猫在桥上睡觉，狗在河边喝水。",
}


@pytest.fixture(scope="module")
def whole(shared_cache: Path) -> Dictionary:
    """Return all of the dictionary."""
    return load_dictionary(shared_cache)


def vocabulary_of(folder: Path) -> Vocabulary:
    """Return the vocabulary of an index."""
    store, vocabulary = open_store(folder), Vocabulary()
    for source in store.sources():
        vocabulary.see(list(passages_of(store, source.id)))
    return vocabulary


def records(vocabulary: Vocabulary, dictionary: Dictionary) -> dict[str, Any]:
    """Return the records of a lexicon."""
    found: dict[str, Any] = {}

    class Records:
        def put(self, _: str, key: str, record: object) -> None:
            found[key] = record

    write_lexicon(Records(), None, vocabulary, dictionary)  # type: ignore[arg-type]  # it only puts
    return found


def test_the_records_are_the_same(seeds_index: Path, make_index: MakeIndex, whole: Dictionary) -> None:
    """For English articles and for Chinese ones, with entries by thousands and by hundreds."""
    for folder in (seeds_index, make_index(CHINESE)):
        vocabulary = vocabulary_of(folder)
        part = select(vocabulary.terms, alone=True)
        assert len(part.meanings) < len(whole.meanings) / 4
        assert records(vocabulary, part) == records(vocabulary, Dictionary(whole.meanings, whole.sounds))


def test_a_second_lexicon_is_what_a_first_one_is(seeds_index: Path, make_index: MakeIndex, whole: Dictionary) -> None:
    """Though only the headwords are looked at that have one of the articles' terms."""
    used = Dictionary(whole.meanings, whole.sounds)
    for folder in (seeds_index, make_index(CHINESE)):
        vocabulary = vocabulary_of(folder)
        first = records(vocabulary, Dictionary(whole.meanings, whole.sounds))
        records(vocabulary, used)
        assert list(records(vocabulary, used).items()) == list(first.items())


def test_what_new_terms_need_others_for_is_there(whole: Dictionary) -> None:
    """Where an index has other terms already, a meaning with one new term among old ones may be said now."""
    part = select({"cryptocurr", "学府"}, alone=False)
    assert part.meanings["加密货币"] == whole.meanings["加密货币"]
    assert part.meanings["学府"] == whole.meanings["学府"]
    assert len(part.meanings) < 200


def test_no_word_is_passed_over_that_has_a_term_of_the_articles() -> None:
    """Whatever word of the dictionary has the only term that is asked for: it is not given up by how it begins."""
    words = set(re.findall(r"[A-Za-z]+", " ".join(one.glosses for one in raw_entries())))
    lost = [word for word in words if (term := stem(word.lower())) and not may_have(word, begins_of([term]))]
    assert len(words) > 10_000
    assert not lost


def test_the_sounds_are_those_of_the_dictionary() -> None:
    """They come with citebot, as to learn them takes a second: a new edition of the dictionary wants them anew."""
    assert kept_sounds() == learn_sounds(raw_entries())
