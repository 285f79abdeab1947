"""The contract of an encoder of texts, and the similarity of a question and passages by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors of one length that point the same way where the texts mean the same, in any language.

    Questions and passages are told apart, as some models were trained with a mark before each. Any text is taken, the
    empty one too; of a long one only the beginning counts, and one that a model knows nothing of may give a vector of
    length 0. The same text gives the same vector, whatever stands beside it (to some 1e-6), and takes the longer the
    longer it is: cut before what need not be judged. Safe to share among threads.
    """

    @property
    def name(self) -> str:
        """Return what tells its vectors from those of any other encoder."""

    def encode_question(self, question: str) -> Vectors:
        """Return the vector of a question, of length 1."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length 1 for each text, in order; the shape is (number of texts, size of a vector)."""


def similarities(encoder: Encoder, question: str, texts: Sequence[str]) -> list[float]:
    """Return the cosine (-1 to 1) of a question and each text."""
    if not texts:
        return []
    cosines: list[float] = (encoder.encode_passages(texts) @ encoder.encode_question(question)).tolist()
    return cosines
