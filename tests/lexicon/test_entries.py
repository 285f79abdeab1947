"""The lexicon as records of a store, and how it grows with the articles."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build.build import build
from index.build.options import Options
from index.build.worker import analyse_passages
from index.lexicon.dictionary import Dictionary
from index.lexicon.entries import HEAD_KEY, LEXICON_KIND, SOUND, shard_of, terms_asked, write_lexicon
from index.lexicon.lexicon import Lexicon
from index.lexicon.vocabulary import Vocabulary
from index.model import Article, Block, Coverage, Passage, Source, Span
from index.stores.codec import encode_article
from index.stores.engines import open_store, open_writer
from index.text.analysis import analyse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.stores.base import Store
    from tests.conftest import MakeIndex

DICTIONARY = Dictionary(
    {
        "银行": ["bank", "lake shore"],
        "私钥": ["privat key"],
        "港口": ["harbour", "port"],
        "面包师": ["baker"],
        "贝克": ["^baker"],
        "港": ["harbour"],
    },
    {"图": "Ta", "拉": "La", "比": "Pa", "贝": "Pa", "克": "Ka"},
)
WORDS = "Turabi turabi Baker baker private key bank shore lake harbour 银行 私钥 港口 港 面包师".split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda words: f"It was, {', '.join(words)}.")


def add(folder: Path, texts: Sequence[str], dictionary: Dictionary = DICTIONARY) -> Store:
    """Commit texts as articles, beside those that are there, with the lexicon that they call for."""
    previous = open_store(folder) if list(folder.glob("tantivy-*")) else None
    there = previous.coverage.articles if previous else 0
    writer, vocabulary = open_writer(folder), Vocabulary()
    for n, text in enumerate(texts, there):
        span = Span(0, len(text))
        article = Article(Source(f"a{n}", "", None, None, None, f"a{n}.txt", "en"), text, (Block("paragraph", span),))
        passages = list(analyse_passages(article, [Passage(f"a{n}", 0, (span,), (0,))]))
        writer.add(encode_article(article, passages))
        vocabulary.see(passages)
    write_lexicon(writer, previous, vocabulary, dictionary)
    total = there + len(texts)
    writer.commit(Coverage(total, total, None, None, ("en",), "x"))
    writer.close()
    return open_store(folder)


def entries(store: Store) -> dict[str, list[Any]]:
    """Return all that a lexicon has, by key; each key is in its own shard."""
    found: dict[str, list[Any]] = {}
    shards = store.record(LEXICON_KIND, HEAD_KEY)["shards"]  # type: ignore[index]
    for number in range(shards):
        for key, own in (store.record(LEXICON_KIND, str(number)) or {}).items():
            assert shard_of(key, shards) == str(number)
            assert key not in found
            found[key] = own
    return found


@settings(max_examples=25)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=2, max_size=4))
def test_a_lexicon_that_has_grown_has_what_a_fresh_one_has(builds: list[list[str]]) -> None:
    """Whatever came when: words of one meaning in different builds, a name whose word was there before."""
    with TemporaryDirectory() as grown, TemporaryDirectory() as fresh:
        for texts in builds:
            store = add(Path(grown), texts)
        own = entries(store)
        assert store.record(LEXICON_KIND, HEAD_KEY)["entries"] == len(own)  # type: ignore[index]
        for key, right in entries(add(Path(fresh), [text for texts in builds for text in texts])).items():
            assert all(one in own.get(key, []) for one in right), key
        assert all(len({repr(one) for one in found}) == len(found) for found in own.values())


def test_only_what_the_articles_can_use_is_kept(tmp_path: Path) -> None:
    """All words of a meaning must be there, in whichever article; from Latin the meaning counts, from Han the word."""
    assert entries(add(tmp_path, ["A private bank."])) == {"银行": ["bank"]}
    assert entries(add(tmp_path, ["The key is here."])) == {"银行": ["bank"], "私钥": ["privat key"]}
    found = entries(add(tmp_path, ["港口的银行"]))
    assert found["harbour"] == [["港口", 2], ["港", 1]]
    assert found["bank"] == [["银行", 2]]
    assert found["port"] == [["港口", 2]]


class _Records(dict[str, Any]):
    """Records that are put, by key."""

    def put(self, _kind: str, key: str, record: object) -> None:
        """Take one."""
        self[key] = record


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_terms_that_no_dictionary_has_are_not_missed(texts: list[str]) -> None:
    """A vocabulary that keeps what is asked for, once it has more, makes the lexicon that all terms would make."""
    told, whole, few = Vocabulary(asked=frozenset), Vocabulary(), Vocabulary(asked=lambda: terms_asked(DICTIONARY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.lexicon.vocabulary._MAX_TERMS", 3)
        for text in texts:
            own = Vocabulary()
            own.terms = {token.term for token in analyse(text)}
            whole.add(own)
            few.add(told.add(own))
            assert len(told.terms) <= 3
    lexicons = _Records(), _Records()
    for records, vocabulary in zip(lexicons, (few, whole), strict=True):
        write_lexicon(records, None, vocabulary, DICTIONARY)  # type: ignore[arg-type]  # it only puts
    assert lexicons[0] == lexicons[1]


def test_names_are_filed_by_their_sound(tmp_path: Path) -> None:
    """A word that is a name in one article and none in another is a name."""
    store = add(tmp_path, ["It came, said a baker."])
    assert not any(key.startswith(SOUND) for key in entries(store))
    store = add(tmp_path, ["It came, said Ms Baker."])
    assert Lexicon(store).sounding("PaKa") == {"baker": "PaKaL"}


def test_a_lexicon_is_laid_out_anew_as_it_grows(tmp_path: Path) -> None:
    """So that every shard stays quick to read; nothing is lost on the way."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b + c for a in "bdfgk" for b in "aeiou" for c in letters if c not in "sey"]
    many = Dictionary({chr(0x4E00 + n): [word] for n, word in enumerate(words)}, {})
    first = add(tmp_path, ["bab"], many)
    shards = first.record(LEXICON_KIND, HEAD_KEY)["shards"]  # type: ignore[index]
    for n in range(0, len(words), 115):
        store = add(tmp_path, [" ".join(words[n : n + 115])], many)
    head = store.record(LEXICON_KIND, HEAD_KEY)
    assert head is not None
    assert head["shards"] > shards
    assert len(words) - 3 <= len(entries(store)) == head["entries"]  # "fed" is a form of "feed", and two more
    assert max(len(store.record(LEXICON_KIND, str(n)) or {}) for n in range(head["shards"])) < len(words)


def test_an_article_that_comes_later_finds_what_it_would_have(make_index: MakeIndex, shared_cache: Path) -> None:
    """With the real dictionary, also where its only news is that a word can be a name."""
    folder = make_index({"a.txt": "A baker lost his umbrella."})
    texts = {"b.txt": "In Brimfield, Baker found it.", "c.txt": "In Oldport the spokesman met a lighthouse keeper."}
    for name, text in texts.items():
        (folder / "seeds" / name).write_text(text)
        build(folder / "seeds", folder, cache=shared_cache, options=Options(most_deleted=1.0))
    grown, fresh = open_store(folder), folder / "fresh"
    build(folder / "seeds", fresh, cache=shared_cache)
    for key in ("雨伞", "灯塔", "发言人", "面包师", "看守人"):
        assert Lexicon(grown).translations(key) == Lexicon(open_store(fresh)).translations(key), key
    assert Lexicon(grown).translations("灯塔")
    sound = Lexicon(grown).sound("贝克")
    assert "baker" in Lexicon(grown).sounding(sound)
    assert Lexicon(grown).sounding(sound) == Lexicon(open_store(fresh)).sounding(sound)
