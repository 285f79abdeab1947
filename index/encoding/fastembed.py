"""The encoders of fastembed, which are fetched when they are first used: its only user."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from index.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastembed import TextEmbedding

    from index.encoding.encoder import Vectors

log = logging.getLogger(__name__)

_MAX_TEXT_CHARS: Final = 2000
"""Characters of a text that are read; the models themselves cut after 128 to 8,192 tokens."""

_FILES: Final = ("model.onnx", "onnx/model.onnx")


class FastEmbedEncoder:
    """Encodes with a model by its name at the hub, or from a folder that has its files."""

    def __init__(self, model: TextEmbedding, name: str) -> None:
        self.name = f"fastembed:{name}"
        self._model = model
        self._size = 0
        # The E5 family was trained with these before each text.
        self._question, self._passage = ("query: ", "passage: ") if _is_e5(name) else ("", "")

    @classmethod
    def load(cls, name: str) -> FastEmbedEncoder:
        """Return the encoder of a model, fetched into fastembed's cache where it is not there yet.

        Raises EncoderError where the extra is not installed, and where the model cannot be fetched or read.
        """
        try:
            import fastembed  # noqa: PLC0415 - an extra, and 1 s
            from loguru import logger  # noqa: PLC0415 - comes with it
        except ImportError as error:
            raise EncoderError(
                f"INDEX_ENCODER is fastembed:{name} and needs pip install -c constraints.txt -e '.[semantic-large]'."
            ) from error
        logger.disable("fastembed")  # it would tell each of its tries to reach the hub on stderr
        try:
            encoder = cls(_open(fastembed.TextEmbedding, name), name)
            encoder._size = len(encoder.encode_question(""))
        except Exception as error:  # from a hub's refusal to a broken file, each library below has errors of its own
            log.debug("fastembed failed.", exc_info=error)
            reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
            raise EncoderError(f"The model {name} of INDEX_ENCODER cannot be fetched or read ({reason}).") from error
        return encoder

    def encode_question(self, question: str) -> Vectors:
        """Return its vector."""
        vector: Vectors = self._encode([self._question + question])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return their vectors; of each text the first 2,000 characters are read, or less as the model has it."""
        return self._encode([self._passage + text for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._size), dtype=np.float32)
        # A lone surrogate is no text to the tokenizer.
        plain = [text[:_MAX_TEXT_CHARS].encode("utf-8", "replace").decode() for text in texts]
        rows = np.array(list(self._model.embed(plain)), dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _open(library: type[TextEmbedding], name: str) -> TextEmbedding:
    folder = Path(name)
    if folder.is_dir():
        file = next((file_name for file_name in _FILES if (folder / file_name).is_file()), _FILES[0])
        _make_known(library, name, file)
        return library(name, specific_model_path=name)
    if _is_e5(name):
        _make_known(library, name, _FILES[1])
    return library(name)


def _make_known(library: type[TextEmbedding], name: str, file: str) -> None:
    """Tell fastembed of a model that is not in its list: one whose vectors are the mean over a text's tokens."""
    from fastembed.common.model_description import ModelSource, PoolingType  # noqa: PLC0415 - an extra

    if any(name.lower() == str(model["model"]).lower() for model in library.list_supported_models()):
        return
    library.add_custom_model(name, PoolingType.MEAN, True, ModelSource(hf=name), dim=0, model_file=file)


def _is_e5(name: str) -> bool:
    return "e5" in Path(name).name.lower().split("-")
