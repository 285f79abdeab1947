"""What an operator says that words mean in other languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.lexicon.glossary import Glossary, key, load_glossary
from index.readers.seeds import find
from index.text.folding import has_han

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str | bytes) -> Glossary:
    """Write a glossary.toml and load it."""
    (folder / "glossary.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load_glossary(folder)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    """The file is optional."""
    assert load_glossary(tmp_path) == ({}, [])


def test_a_pair_leads_both_ways(tmp_path: Path) -> None:
    """From the term to each equivalent and from each to the term, but not from one equivalent to another."""
    entries, problems = load(tmp_path, '\ufeff"數字藏品" = ["Digital  Collectible", "NFT"]\n')
    assert problems == []
    assert entries == {
        "数字藏品": ("Digital Collectible", "NFT"),
        "digital collectible": ("數字藏品",),
        "nft": ("數字藏品",),
    }
    assert {key("数字藏品"), key("DIGITAL\ncollectible"), key("ＮＦＴ")} == set(entries)


def test_a_text_alone_is_a_list_of_one(tmp_path: Path) -> None:
    """So the brackets may be left out."""
    assert load(tmp_path, 'mining = "挖矿"').entries["mining"] == ("挖矿",)


def test_a_cycle_is_two_entries_that_say_the_same(tmp_path: Path) -> None:
    """Nothing is listed twice, in whatever case or script, and the order is the file's."""
    entries, problems = load(tmp_path, 'a = ["b", "B", "c"]\nb = ["d", "a"]\nC = ["a"]\n')
    assert problems == []
    assert entries == {"a": ("b", "c"), "b": ("a", "d"), "c": ("a",), "d": ("b",)}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("bad = []", "no equivalents"),
        ('bad = ""', "empty"),
        ('bad = [" \\t"]', "empty"),
        ("bad = 3", "3 is not a text"),
        ("bad = true", "True is not a text"),
        ("bad = 2021-11-01", "not a text"),
        ('bad = [["x"]]', "not a text"),
        ('bad = ["ＢＡＤ"]', "the term itself"),
        ('bad = ["100 %"]', "no letter"),
        (f'bad = ["{"x" * 101}"]', "longer than 100"),
        ('bad.0 = "x"', "is a table"),
        ('" " = "bad"', "is empty"),
        ('"2017" = "bad"', "has no letter"),
        (f'{"x" * 101} = "bad"', "longer than 100"),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_is_used(tmp_path: Path, line: str, says: str) -> None:
    """One problem for each fault; it says what is wrong."""
    entries, (problem,) = load(tmp_path, f'good = ["bon"]\n{line}\n')
    assert entries == {"good": ("bon",), "bon": ("good",)}
    assert says in problem
    assert len(problem) < 300


def test_of_a_list_the_good_ones_are_used(tmp_path: Path) -> None:
    """And the others named."""
    entries, problems = load(tmp_path, 'a = ["b", 3, "", "c"]')
    assert entries["a"] == ("b", "c")
    assert len(problems) == 2


@pytest.mark.parametrize("data", [b"[a\n", b"\xff\xfe\0", b"a = " + b"[" * 5_000, b"a = 1\na = 2", b"\x00"])
def test_a_broken_file_is_named_and_says_nothing(tmp_path: Path, data: bytes) -> None:
    """It never stops the build."""
    entries, problems = load(tmp_path, data)
    assert entries == {}
    assert len(problems) == 1


def test_a_folder_of_that_name_is_named(tmp_path: Path) -> None:
    """As is any file that cannot be read."""
    (tmp_path / "glossary.toml").mkdir()
    assert len(load_glossary(tmp_path).problems) == 1


def test_fifty_thousand_entries_are_all_read(tmp_path: Path) -> None:
    """A whole industry's dictionary is an ordinary glossary."""
    lines = (f"{json.dumps(f'詞條{n}', ensure_ascii=False)} = [{json.dumps(f'entry {n}')}]" for n in range(50_000))
    entries, problems = load(tmp_path, "\n".join(lines))
    assert problems == []
    assert len(entries) == 100_000
    assert entries["词条49999"] == ("entry 49999",)


def test_the_repositorys_own_is_without_fault(seeds: Path) -> None:
    """Every term crosses to the other script, and the file is taken for no article."""
    entries, problems = load_glossary(seeds)
    assert problems == []
    assert len(entries) > 60
    for one, others in entries.items():
        assert any(has_han(one) != has_han(other) for other in others), one
    assert not any(path.suffix == ".toml" for path in find(seeds).files)
