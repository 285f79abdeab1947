"""A made corpus, English and Chinese, the same for the same seed: `python -m tests.benchmarks.corpus DIR`."""

from __future__ import annotations

import argparse
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jieba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

ARTICLES = 20_000
FOLDER = 500
"""Articles in a folder: one of 20,000 files is none that anybody has."""

_COPIED = 0.02  # share of articles that are an earlier one with another first line
_SYLLABLES = (
    "an ar ba be con cor da de dom el en fer gra hal in ing ish ko "
    "la len lo mar men mo nor or par pre ro sa ser st ter tion tra un ve wal"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")


class _Tongue(NamedTuple):
    """How a language is written: its words, the share of a text up to each, and what stands between and behind them."""

    words: Sequence[str]
    shares: NDArray[np.float64]
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


def write(folder: Path, articles: int = ARTICLES, seed: int = 20) -> None:
    """Write so many articles below a folder, of some 3 kB each; the same seed gives the same bytes."""
    for number, text in enumerate(texts(articles, seed)):
        path = folder / f"{number // FOLDER:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def texts(articles: int, seed: int = 20) -> Iterator[str]:
    """Give the texts one by one: a title, a date line and some paragraphs, in the two languages in turn."""
    random = np.random.default_rng(seed)
    tongues = (_english(random), _chinese())
    earlier: tuple[list[str], list[str]] = ([], [])
    for number in range(articles):
        tongue, own = tongues[number % 2], earlier[number % 2]
        if own and random.random() < _COPIED:
            yield _title(random, tongue) + "\n" + own[int(random.integers(len(own)))].partition("\n")[2]
            continue
        own.append(_article(random, tongue))
        del own[:-100]
        yield own[-1]


def _english(random: np.random.Generator) -> _Tongue:
    syllables = _SYLLABLES.split()
    words = {"".join(random.choice(syllables, size)) for size in random.integers(1, 5, 30_000).tolist()}
    common = "the of and to in a is was for on that with as by it from at be this are were or an which had has".split()
    made = [*common, *sorted(words - set(common), key=len)]
    return _Tongue(made, _shares(1 / np.arange(2, len(made) + 2)), " ", ", ", ". ")


def _chinese() -> _Tongue:
    counted = []
    for line in jieba.get_dict_file():
        word, count, *_ = line.decode("utf-8").split()
        if _HAN.fullmatch(word) and int(count) > 10:
            counted.append((word, int(count)))
    counts = np.array([count for _, count in counted], dtype=float)
    return _Tongue([word for word, _ in counted], _shares(counts), "", "，", "。")


def _shares(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.cumsum(odds) / odds.sum()
    return shares


def _article(random: np.random.Generator, tongue: _Tongue) -> str:
    date = f"{random.integers(2010, 2026)}-{random.integers(1, 13):02}-{random.integers(1, 29):02}"
    sizes = random.integers(2, 6, size=random.integers(4, 11)).tolist()
    paragraphs = ["".join(_sentence(random, tongue) for _ in range(size)).strip() for size in sizes]
    return "\n\n".join([f"{_title(random, tongue)}\n{date}", *paragraphs]) + "\n"


def _title(random: np.random.Generator, tongue: _Tongue) -> str:
    return _sentence(random, tongue)[:60].strip(" .。,，")


def _sentence(random: np.random.Generator, tongue: _Tongue) -> str:
    size = int(random.integers(8, 25))
    picked = [tongue.words[i] for i in np.searchsorted(tongue.shares, random.random(size)).tolist()]
    if random.random() < 0.3:
        picked[-1] = str(random.integers(2, 5000))
    cuts = [0, *sorted({int(random.integers(4, size)) for _ in range(size // 12)}), size]
    parts = [tongue.space.join(picked[start:end]) for start, end in pairwise(cuts)]
    text = tongue.comma.join(parts)
    return text[:1].upper() + text[1:] + tongue.stop


if __name__ == "__main__":
    main()
