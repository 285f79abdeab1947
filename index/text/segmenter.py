"""The words of Han text as jieba's search mode sees them, in half of jieba's time: the only user of jieba."""

from __future__ import annotations

import re
from math import inf, log
from typing import TYPE_CHECKING, Final

import jieba

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HAN: Final = re.compile("[\u4e00-\u9fd5]+")  # what jieba takes for it; of anything else each character stands alone
_SAME_BEGIN: Final = re.compile(r"^(.).*\n?(?:\1.*\n?)*", re.MULTILINE)  # lines that begin with one character


class Segmenter:
    """Sees the words which jieba's `tokenize(…, mode="search", HMM=False)` does, only sooner.

    Of the dictionary it reads the lines that begin with the characters of its texts: to read all takes a second.
    """

    def __init__(self) -> None:
        # Not by jieba's own code, which would marshal it through the shared temp directory, where anybody may have put
        # a file of that name; and to read that takes no less time.
        with jieba.Tokenizer().get_dict_file() as file:
            text = file.read().decode("utf-8")
        self.total = sum(map(int, text.split()[1::3]))
        self.seen: dict[str, int] = {}  # how often each word is seen, 0 for what only begins words
        self._unread: dict[str, str] = {}
        for lines in _SAME_BEGIN.finditer(text):
            self._unread[lines[1]] = self._unread.get(lines[1], "") + lines[0]
        self._weights = _Weights(self.total)
        self._singles = _Singles(self.seen, self._weights)
        self.parts = _Parts(self.seen)

    def read(self, characters: Iterable[str]) -> None:
        """Read what of the dictionary begins with some characters."""
        for character in {character for character in characters if character in self._unread}:
            fields = self._unread.get(character, "").split()
            words = dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
            begun = {word[:-1] for word in words} - words.keys()
            while begun:
                words |= dict.fromkeys(begun, 0)
                begun = {word[:-1] for word in begun} - words.keys()
            words.pop("", None)
            self.seen |= words
            self._unread.pop(character, None)  # only now, as another thread may ask for the same character

    def read_all(self) -> None:
        """Read the whole dictionary."""
        self.read(list(self._unread))

    def ends(self, text: str, pairs: Sequence[str]) -> list[int]:
        """Return the ends of words: `ends[i]` is where the word that starts at i ends.

        `pairs` are the text's pairs of neighbouring characters. Only the words on the best path from the start of the
        text to its end count.
        """
        if _HAN.fullmatch(text):
            return self._ends(text, pairs)
        ends = list(range(1, len(text) + 1))
        for block in _HAN.finditer(text):
            first, last = block.span()
            ends[first:last] = [first + end for end in self._ends(block.group(), pairs[first : last - 1])]
        return ends

    def _ends(self, text: str, pairs: Sequence[str]) -> list[int]:
        """Return for each place of a text of Han where the best word ends that begins there.

        Weights are added in jieba's order, and of two ways of one weight the longer word's is taken: rounding decides
        between ways that differ by nothing else.
        """
        if not self._unread.keys().isdisjoint(text):
            self.read(text)
        get, weights, least, last = self.seen.get, self._weights, self._weights[1], len(text) - 1
        singles, counts = map(self._singles.__getitem__, text[-2::-1]), map(get, reversed(pairs))
        ends = list(range(1, last + 2))
        way = self._singles[text[last]]  # the weight of the best way from a place to the end of the text
        ways = [0.0] * last + [way, 0.0]
        text += "\0"  # begins and ends no word
        for start, single, pair in zip(range(last - 1, -1, -1), singles, counts, strict=True):
            way += single
            seen = pair
            if seen is not None:
                if single == least and not get(text[start]):
                    way = -inf  # a character that is no word stands alone only where no word begins with it
                end = start + 2
                while seen is not None:
                    if seen and (other := weights[seen] + ways[end]) >= way:
                        way, ends[start] = other, end
                    end += 1
                    seen = get(text[start:end])
                if way == -inf:
                    way = least + ways[start + 1]
            ways[start] = way
        return ends


class _Weights(dict[int, float]):
    """The weight of a word by how often it is seen."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self._total = log(total)

    def __missing__(self, seen: int) -> float:
        weight = self[seen] = log(seen) - self._total
        return weight


class _Singles(dict[str, float]):
    """The weight of a character."""

    def __init__(self, seen: dict[str, int], weights: _Weights) -> None:
        super().__init__()
        self._seen, self._weights = seen, weights

    def __missing__(self, character: str) -> float:
        weight = self[character] = self._weights[self._seen.get(character) or 1]
        return weight


class _Parts(dict[str, list[tuple[str, int, int]]]):
    """For each word the dictionary's words of two and three characters in it, with their spans, and then itself."""

    def __init__(self, seen: dict[str, int]) -> None:
        super().__init__()
        self._seen = seen

    def __missing__(self, word: str) -> list[tuple[str, int, int]]:
        sizes = [size for size in (2, 3) if size < len(word)]
        within = [(word[i : i + size], i, i + size) for size in sizes for i in range(len(word) - size + 1)]
        parts = self[word] = [part for part in within if self._seen.get(part[0])] + [(word, 0, len(word))]
        return parts
