"""What every contestant of one size is given: passages as numbers of their terms, and questions about them.

The terms are those that citebot's own analyser made, so that no peer loses by its tokenizer.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import tantivy

from index.query.query import searched
from index.query.understanding import understand
from index.stores.codec import decode_passage
from index.stores.engines import open_store
from index.text.folding import has_han
from index.text.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from index.stores.base import AnalysedPassage

    Numbers = NDArray[np.int32]

ASKED: Final = 500
WARMING: Final = 100
"""Questions that are asked before the measured ones, of the same kind."""

_WITH_COMMON = 0.6  # share of questions with one or two very common words
_KNOWN_ITEM = 0.7  # share of questions whose words come from one passage
_COMMON = 60  # words of a language that are very common, those without meaning apart
_OPENINGS = {
    False: ("", "", "when did ", "who was ", "where is ", "how many "),
    True: ("", "", "什么时候", "谁", "哪里", "多少"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the numbers of the terms that citebot searches for it."""

    text: str
    terms: list[int]


class Prepared:
    """The passages and the questions of one size, as `prepare` left them in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a size."""
        self.folder = folder
        self._terms: Numbers = np.load(folder / "terms.npy", mmap_mode="r")
        self._ends = np.load(folder / "ends.npy")
        asked = json.loads((folder / "questions.json").read_text("utf-8"))
        self.questions = [Question(**one) for one in asked[WARMING:]]
        self.warming = [Question(**one) for one in asked[:WARMING]]

    def __len__(self) -> int:
        return len(self._ends)

    def passages(self, start: int = 0, stop: int | None = None) -> Iterator[list[int]]:
        """Give the numbers of the terms of each passage from `start` up to `stop`."""
        numbers = list(range(int(self._terms.max()) + 1))  # one object a number: a list is half a gigabyte else
        for begin, end in pairwise([0, *self._ends.tolist()][start : None if stop is None else stop + 1]):
            yield [numbers[n] for n in self._terms[begin:end].tolist()]


def prepare(folder: Path, index: Path, seed: int = 20) -> None:
    """Write what an index holds, and questions about it, into the folder of a size."""
    store = open_store(index)
    random = np.random.default_rng(seed)
    total = store.coverage.passages
    places = set(random.choice(total, min(total, 4 * (ASKED + WARMING)), replace=False).tolist())
    numbers: dict[str, int] = {}
    found, ends, sample, counts = [], [], [], Counter[str]()
    for place, document in enumerate(_documents(index)):
        terms = document["terms"][0].split()
        found.append(np.array([numbers.setdefault(term, len(numbers)) for term in terms], dtype=np.int32))
        ends.append(len(terms))
        counts.update(set(terms))
        if place in places:
            sample.append(decode_passage(document))
    np.save(folder / "terms.npy", np.concatenate(found))
    np.save(folder / "ends.npy", np.cumsum(ends))
    texts = _Asker(random, sample, counts).texts(ASKED + WARMING)
    asked = [Question(text, [numbers[term] for term in searched(understand(text, store), store)]) for text in texts]
    (folder / "questions.json").write_text(json.dumps([asdict(one) for one in asked], ensure_ascii=False), "utf-8")


def _documents(index: Path) -> Iterator[tantivy.Document]:
    (home,) = index.glob("tantivy-*")
    opened = tantivy.Index.open(str(home))
    searcher = opened.searcher()
    query = tantivy.Query.term_query(opened.schema, "kind", "passage", "basic")
    for _, address in searcher.search(query, searcher.num_docs, count=False).hits:
        yield searcher.doc(address)


class _Asker:
    """Makes questions of 4 to 8 words from a sample of passages."""

    def __init__(
        self, random: np.random.Generator, sample: Sequence[AnalysedPassage], counts: Mapping[str, int]
    ) -> None:
        self._random = random
        self._by_tongue = {
            han: [words for one in sample if has_han(one.text) == han and len(words := _words(one)) > 8]
            for han in (False, True)
        }
        self._common = {han: _most_common(passages, counts) for han, passages in self._by_tongue.items()}

    def texts(self, count: int) -> list[str]:
        return [self._text(han=bool(n % 2)) for n in range(count)]

    def _text(self, *, han: bool) -> str:
        random, passages = self._random, self._by_tongue[han]
        size = int(random.integers(4, 9))
        common = int(random.integers(1, 3)) if random.random() < _WITH_COMMON else 0
        words = [self._common[han][int(random.integers(_COMMON))] for _ in range(common)]
        if random.random() < _KNOWN_ITEM:
            words += random.choice(list(passages[int(random.integers(len(passages)))].values()), size - common).tolist()
        else:
            for _ in range(size - common):
                words.append(str(random.choice(list(passages[int(random.integers(len(passages)))].values()))))
        random.shuffle(words)
        return str(random.choice(_OPENINGS[han])) + ("" if han else " ").join(words)


def _most_common(passages: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> list[str]:
    found = {term: word for words in passages for term, word in words.items()}
    return [found[term] for term in sorted(found, key=lambda term: (-counts[term], term))[:_COMMON]]


def _words(passage: AnalysedPassage) -> dict[str, str]:
    """Return the words of a passage that mean something, each as it is written, by its term."""
    return {
        term: passage.text[start:end]
        for term, start, end in zip(passage.terms, passage.starts, passage.ends, strict=True)
        if not is_stopword(term) and (term.isascii() or len(term) > 1) and passage.text[start:end] not in ("", " ")
    }
