"""Encoders for tests: a stub that counts letters, and a tiny model in the files that fastembed reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.encoding.encoder import Vectors

WORDS = ["[PAD]", "[UNK]", "query", "passage", ":", "cat", "dog"]


class Letters:
    """How often a text has `a` and `b`, as a vector; keeps what it was given to encode."""

    name = "letters"

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode_question(self, question: str) -> Vectors:
        """Return its vector."""
        vector: Vectors = self.encode_passages([question])[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return their vectors."""
        self.batches.append(list(texts))
        rows = np.array([[1 + text.count("a"), 1 + text.count("b")] for text in texts], np.float32).reshape(-1, 2)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def make_model(folder: Path) -> Path:
    """Write a model whose vector for a word is 1 in the word's place of WORDS and 0 elsewhere; return the folder."""
    folder.mkdir(parents=True)
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 64, "pad_token": "[PAD]"}), "utf-8")
    onnx.save(_look_up(), str(folder / "model.onnx"))
    return folder


def _look_up() -> onnx.ModelProto:
    taken = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "tokens"])
    given = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", "tokens", len(WORDS)])
    weights = numpy_helper.from_array(np.eye(len(WORDS), dtype=np.float32), "weights")
    node = helper.make_node("Gather", ["weights", "input_ids"], ["vectors"])
    graph = helper.make_graph([node], "look up", [taken], [given], [weights])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
