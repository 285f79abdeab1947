"""A made corpus, English and Chinese, the same for the same seed: `python -m tests.benchmarks.corpus DIR`."""

from __future__ import annotations

import argparse
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jieba
import numpy as np

from index.lexicon.cedict import read_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ARTICLES = 20_000
FOLDER = 500
"""Articles in a folder: one of 20,000 files is none that anybody has."""

PARAGRAPHS = (4, 10)
"""The fewest and the most paragraphs of an article; about two of them make a passage."""

_COPIED = 0.02  # share of articles that are an earlier one with another first line
_WORDS = 30_000
_NAMED = 0.3  # share of sentences that have one of the article's names
_SYLLABLES = "an ar ba be con cor da del el fer gra hal ing ko la len mar men mo nor par ro sa ser ter tion un ve wal"
_HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")
_HAN_NAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红玲芬燕彬"


class _Tongue(NamedTuple):
    """How a language is written: its words, the share of a text up to each, and what stands between and behind them.

    `names` are those of people and places, the one with the most articles first.
    """

    words: Sequence[str]
    shares: NDArray[np.float64]
    names: Sequence[str]
    space: str
    comma: str
    stop: str


def main() -> None:
    """Write the corpus into a folder."""
    parser = argparse.ArgumentParser(description="Write a made corpus, half English, half Chinese.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    write(options.folder, options.articles)


def write(folder: Path, articles: int = ARTICLES, paragraphs: tuple[int, int] = PARAGRAPHS, seed: int = 20) -> None:
    """Write so many articles below a folder; the same arguments give the same bytes."""
    for number, text in enumerate(texts(articles, paragraphs, seed)):
        path = folder / f"{number // FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def texts(articles: int, paragraphs: tuple[int, int] = PARAGRAPHS, seed: int = 20) -> Iterator[str]:
    """Give the texts one by one: a title, a date line and some paragraphs, in the two languages in turn."""
    random = np.random.default_rng(seed)
    tongues = (_english(random, articles // 4 + 20), _chinese(random, articles // 4 + 20))
    earlier: tuple[list[str], list[str]] = ([], [])
    for number in range(articles):
        tongue, own = tongues[number % 2], earlier[number % 2]
        if own and random.random() < _COPIED:
            yield _title(random, tongue, _names(random, tongue)) + "\n" + _body(own[int(random.integers(len(own)))])
            continue
        own.append(_article(random, tongue, int(random.integers(paragraphs[0], paragraphs[1] + 1))))
        del own[:-100]
        yield own[-1]


def _body(text: str) -> str:
    return text.partition("\n")[2]


def _english(random: np.random.Generator, names: int) -> _Tongue:
    """Return English of words that CC-CEDICT explains Chinese with: a question of them can cross languages."""
    common = "the of and to in a is was for on that with as by it from at be this are were or an which had has".split()
    words = dict.fromkeys([*common, *_glossed()])
    syllables = _SYLLABLES.split()
    sizes = random.integers(2, 5, (names, 2)).tolist()
    named = [" ".join("".join(random.choice(syllables, size)).capitalize() for size in pair) for pair in sizes]
    return _Tongue(list(words), _shares(1 / np.arange(2, len(words) + 2)), named, " ", ", ", ". ")


@cache
def _glossed() -> list[str]:
    glosses = (gloss for entry in read_entries() for gloss in entry.glosses)
    counts = Counter(word for gloss in glosses for word in re.findall(r"\b[a-z]{2,14}\b", gloss))
    return [word for word, _ in counts.most_common(_WORDS)]


def _chinese(random: np.random.Generator, names: int) -> _Tongue:
    counted = []
    for line in jieba.get_dict_file():
        word, count, *_ = line.decode("utf-8").split()
        if _HAN.fullmatch(word) and int(count) > 10:
            counted.append((word, int(count)))
    counts = np.array([count for _, count in counted], dtype=float)
    family, given = map(list, _HAN_NAMES)
    named = [str(random.choice(family)) + "".join(random.choice(given, 2)) for _ in range(names)]
    return _Tongue([word for word, _ in counted], _shares(counts), named, "", "，", "。")


def _shares(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.cumsum(odds) / odds.sum()
    return shares


def _article(random: np.random.Generator, tongue: _Tongue, paragraphs: int) -> str:
    names = _names(random, tongue)
    date = f"{random.integers(2010, 2026)}-{random.integers(1, 13):02}-{random.integers(1, 29):02}"
    sizes = random.integers(2, 6, size=paragraphs).tolist()
    written = ["".join(_sentence(random, tongue, names) for _ in range(size)).strip() for size in sizes]
    return "\n\n".join([f"{_title(random, tongue, names)}\n{date}", *written]) + "\n"


def _names(random: np.random.Generator, tongue: _Tongue) -> list[str]:
    """Return two to four names that an article is about; few of them are in many articles, most in few."""
    ranks = len(tongue.names) ** random.random(int(random.integers(2, 5)))
    return [tongue.names[int(rank) - 1] for rank in ranks.tolist()]


def _title(random: np.random.Generator, tongue: _Tongue, names: Sequence[str]) -> str:
    return _sentence(random, tongue, names)[:60].strip(" .。,，")


def _sentence(random: np.random.Generator, tongue: _Tongue, names: Sequence[str]) -> str:
    size = int(random.integers(8, 25))
    picked = [tongue.words[i] for i in np.searchsorted(tongue.shares, random.random(size)).tolist()]
    if random.random() < 0.3:
        picked[-1] = str(random.integers(2, 5000))
    if random.random() < _NAMED:
        picked[int(random.integers(size - 1))] = names[int(random.integers(len(names)))]
    cuts = [0, *sorted({int(random.integers(4, size)) for _ in range(size // 12)}), size]
    parts = [tongue.space.join(picked[start:end]) for start, end in pairwise(cuts)]
    text = tongue.comma.join(parts)
    return text[:1].upper() + text[1:] + tongue.stop


if __name__ == "__main__":
    main()
