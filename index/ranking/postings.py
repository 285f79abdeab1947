"""Where terms, and parts of words, occur in candidate passages."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from index.model import Span
from index.ranking.hashing import Hashed, Words, find

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from index.ranking.hashing import Places
    from index.stores.base import AnalysedPassage


class Postings:
    """The tokens of candidates that are one of some terms, in the order of the text.

    Their sentences are rows, counted on from candidate to candidate. `terms` are the terms looked for, each with its
    number; token `n` is of the term `numbers[n]`, stands in row `rows[n]`, and in its passage's text from `starts[n]`
    to `ends[n]`. `titled` are pairs of a candidate and the number of a term that its title has, `headed` of those that
    the headings above have.
    """

    def __init__(self, candidates: Sequence[AnalysedPassage], terms: Sequence[str]) -> None:
        """Take the passages to look at, at least one, and the different terms to look for."""
        self.terms = {term: n for n, term in enumerate(terms)}
        fields = ("terms", "titled", "headed")
        self._words = Words(chain(*([getattr(candidate, field) for candidate in candidates] for field in fields)))
        *befores, total = accumulate((len(candidate.starts) for candidate in candidates), initial=0)
        self._ends = np.array(
            [n + end for candidate, n in zip(candidates, befores, strict=True) for end in candidate.bounds[1:]]
        )
        words, matches = find(self._words.whole(), Words([terms]).whole())
        tokens, numbers = words[words < total], matches[words < total]
        titles, heads = (
            np.repeat(np.arange(len(candidates)), [len(getattr(candidate, field)) for candidate in candidates])
            for field in ("titled", "headed")
        )
        above = words >= total
        pairs = list(zip(np.append(titles, heads)[words[above] - total].tolist(), matches[above].tolist(), strict=True))
        split = int((words[above] - total < len(titles)).sum())
        self.titled: list[tuple[int, int]] = pairs[:split]
        self.headed: list[tuple[int, int]] = pairs[split:]
        rows = self._rows_of(tokens)
        self.numbers: list[int] = numbers.tolist()
        self.rows: list[int] = rows.tolist()
        self.starts: list[int] = np.concatenate([candidate.starts for candidate in candidates])[tokens].tolist()
        self.ends: list[int] = np.concatenate([candidate.ends for candidate in candidates])[tokens].tolist()
        self._edges: list[int] = np.searchsorted(rows, np.arange(len(self) + 1)).tolist()
        self._there = np.zeros((len(self), len(terms)), dtype=bool)
        self._there[rows, numbers] = True

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._ends)

    def of(self, row: int) -> range:
        """Return which tokens are a row's."""
        return range(self._edges[row], self._edges[row + 1])

    def span(self, token: int) -> Span:
        """Return where a token stands in its passage's text."""
        return Span(self.starts[token], self.ends[token])

    def spans(self, row: int, numbers: Collection[int]) -> list[Span]:
        """Return where in a row tokens of some terms stand."""
        return [self.span(token) for token in self.of(row) if self.numbers[token] in numbers]

    def with_any(self, numbers: Sequence[int]) -> NDArray[np.bool_]:
        """Tell for each row whether it has one of some terms."""
        mask: NDArray[np.bool_] = np.any(self._there[:, numbers], axis=1)
        return mask

    def with_all(self, numbers: Sequence[int]) -> list[int]:
        """Return the rows that have all of some terms."""
        rows: list[int] = np.flatnonzero(self._there[:, numbers].all(axis=1)).tolist()
        return rows

    def pieces(self, pieces: Sequence[str]) -> list[tuple[int, int]]:
        """Return in which rows words have some pieces (see `channels.pieces_of`), and which, once for each word."""
        pairs = []
        for size in {len(piece) for piece in pieces}:
            numbers = np.array([n for n, piece in enumerate(pieces) if len(piece) == size])
            places, which = find(self._words.every(size), Hashed("".join(pieces[n] for n in numbers)).every(size, size))
            # A word may have a piece twice: "nana".
            held = np.sort(self._words.word_numbers(places) * len(pieces) + numbers[which])
            once = held[np.flatnonzero(np.diff(held, prepend=-1))]  # np.unique would import 15 ms of other things
            tokens, held = np.divmod(once, len(pieces))
            rows = self._rows_of(tokens)
            inside = rows < len(self)  # not in a title
            pairs += list(zip(rows[inside].tolist(), held[inside].tolist(), strict=True))
        return pairs

    def _rows_of(self, tokens: Places) -> Places:
        rows: Places = np.searchsorted(self._ends, tokens, side="right")
        return rows
