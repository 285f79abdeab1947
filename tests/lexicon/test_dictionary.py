"""The dictionary in the form that builds use, and where it is kept."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from index.build.build import build
from index.errors import IndexUnusableError
from index.lexicon import dictionary
from index.lexicon.cedict import Entry, parsed, raw_entries
from index.lexicon.dictionary import load_dictionary, parse

if TYPE_CHECKING:
    from pathlib import Path


def entry(head: str, pinyin: str = "", *meanings: str, references: tuple[str, ...] = ()) -> Entry:
    """Return an entry whose glosses are its meanings as names are written."""
    return Entry(head, tuple(pinyin.split()), tuple(one.strip("^").title() for one in meanings), meanings, references)


def test_readings_of_a_headword_are_one_and_references_lead_on() -> None:
    """In the order of the file; a reference to nothing adds nothing, nor does a word without a meaning stay."""
    found = parse(
        [
            entry("大学", "Da4 xue2", "^great learn"),
            entry("大学", "da4 xue2", "universiti", "colleg"),
            entry("学府", "xue2 fu3", "academi", references=("大学", "没有")),
            entry("校", "xiao4", references=("没有",)),
        ]
    )
    assert found.meanings == {
        "大学": ["^great learn", "universiti", "colleg"],
        "学府": ["academi", "^great learn", "universiti", "colleg"],
    }


def test_headwords_are_folded_as_questions_are() -> None:
    """What is looked up is folded: a headword that folds to another shares its entry."""
    found = parse([entry("臺灣", "Tai2 wan1", "^taiwan"), entry("ＡＢ股", "A B gu3", "share")])
    assert found.meanings == {"台湾": ["^taiwan"], "AB股": ["share"]}


def test_the_characters_that_write_foreign_names_are_learnt_from_five_names() -> None:
    """Each with the sound of its commonest reading; Chinese names and words teach none."""
    names = [("拉比", "la1 bi3", "labi"), ("拉图", "la1 tu2", "latu"), ("拉马", "la1 ma3", "lama")]
    names += [("拉诺", "la1 nuo4", "lano"), ("拉丁", "la1 ding1", "ladin")]
    entries = [entry(head, pinyin.title(), f"^{name}") for head, pinyin, name in names]
    assert parse(entries[:4]).sounds == {}
    assert parse(entries).sounds == {}, "Labi is what pinyin says anyhow: it may be a Chinese name"
    foreign = [
        entry(head, pinyin.title(), f"^{name}")
        for head, pinyin, name in [
            ("图拉比", "tu2 la1 bi3", "turabi"),
            ("拉斐尔", "la1 fei3 er3", "raphael"),
            ("拉文纳", "la1 wen2 na4", "ravenna"),
            ("特斯拉", "te4 si1 la1", "tesla"),
            ("萨拉", "sa4 la1", "sarah"),
        ]
    ]
    assert parse(foreign).sounds == {"拉": "La"}
    assert parse(foreign[:4]).sounds == {}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the dictionary have few entries: to parse and write all of them takes seconds each time."""
    entries = list(parsed(raw for raw in raw_entries() if raw.head in {"加密货币", "猫"}))
    monkeypatch.setattr(dictionary, "_parsed", lambda: parse(entries))


def test_a_second_lexicon_is_made_of_few_headwords() -> None:
    """Of those whose meanings or pairs have one of the terms; the first looks at all of them, as that is quicker."""
    found = parse([entry("大学", "", "^great learn", "colleg"), entry("学府", "", "academi"), entry("猫", "", "cat")])
    assert list(found.heads_with({"learn", "猫"})) == ["大学", "学府", "猫"]
    assert found.heads_with({"learn", "猫"}) == ["大学", "猫"]
    assert found.heads_with({"academi"}) == found.heads_with({"学府"}) == ["学府"]
    assert found.heads_with({"dog", "^great"}) == []


def test_the_kept_dictionary_is_used_again(shared_cache: Path, tmp_path: Path) -> None:
    """It is read from the file, not parsed."""
    (made,) = shared_cache.iterdir()
    shutil.copy(made, tmp_path)
    whole = load_dictionary(tmp_path)
    (kept,) = tmp_path.iterdir()
    assert made.stat().st_mode & 0o444 == 0o444, "several may share it"
    assert len(whole.meanings) > 100_000
    assert {"图", "拉", "比"} <= set(whole.sounds)
    kept.write_text(json.dumps({"meanings": {"猫": ["cat"]}, "sounds": {}}))
    assert load_dictionary(tmp_path).meanings == {"猫": ["cat"]}


@pytest.mark.parametrize("data", [b"", b"{", b'{"meanings": {}', b"[]", b'{"other": 1}', b"\xff\x00"])
def test_a_damaged_one_is_made_again(few: None, tmp_path: Path, data: bytes) -> None:
    """One whole file is left, and none of an older edition."""
    load_dictionary(tmp_path)
    (kept,) = tmp_path.iterdir()
    right = kept.read_bytes()
    kept.write_bytes(data)
    (tmp_path / "dictionary-0.0-0.json").write_text("{}")
    (tmp_path / "other.json").write_text("mine")
    assert load_dictionary(tmp_path).meanings["加密货币"] == ["cryptocurr"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([kept.name, "other.json"])
    assert kept.read_bytes() == right


def test_a_file_is_whole_or_not_there(few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves the old one as it was, no scrap, and a plain word."""
    load_dictionary(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"damaged")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(IndexUnusableError, match=r"No space left.*INDEX_CACHE"):
        load_dictionary(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [kept.name]
    assert kept.read_bytes() == b"damaged"


def test_a_cache_that_is_no_folder_is_told(few: None, tmp_path: Path) -> None:
    """By the build as by the loader, and there is no half of an index."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A cat sat on the mat.")
    with pytest.raises(IndexUnusableError, match=r"file.*INDEX_CACHE"):
        build(tmp_path / "seeds", tmp_path / "index", cache=tmp_path / "file")
    build(tmp_path / "seeds", tmp_path / "index", cache=None)
