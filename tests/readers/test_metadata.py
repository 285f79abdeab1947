"""What an operator says of the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.readers.metadata import SourceFields, load_sources

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str | bytes) -> tuple[dict[str, SourceFields], list[str]]:
    """Write a sources.toml and load it."""
    (folder / "sources.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load_sources(folder)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    """The file is optional."""
    assert load_sources(tmp_path) == ({}, [])


def test_every_field_is_read(tmp_path: Path) -> None:
    """Dates may be TOML dates, texts or a year's number; a byte order mark does no harm."""
    entries, problems = load(
        tmp_path,
        '\ufeff["a/b"]\ntitle = " A\\n b "\npublisher = "P"\nauthor = "Q"\ndate = 2021-11-01\nurl = "https://e.org/x"\n'
        '[c]\ndate = "2022-06"\n[d]\ndate = 2022\n[e]\ndate = 2021-11-01T10:00:00Z\n',
    )
    assert problems == []
    assert entries["a/b"] == SourceFields("A b", "P", "Q", "2021-11-01", "https://e.org/x")
    assert [entries[article].date for article in "cde"] == ["2022-06", "2022", "2021-11-01"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('titel = "x"', "titel"),
        ("title = 3", "title"),
        ('title = " "', "title"),
        ("author = ['a']", "author"),
        ('date = "soon"', "date"),
        ('date = "2021-02-30"', "date"),
        ("date = true", "date"),
        ('url = "javascript:alert(1)"', "url"),
        ('url = "ftp://e.org"', "url"),
        ('url = "https://"', "url"),
        ('url = "https://e.org/a b"', "url"),
        ('url = "http://[::1"', "url"),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_is_used(tmp_path: Path, line: str, says: str) -> None:
    """The problem names the article and the field."""
    entries, problems = load(tmp_path, f'[a]\npublisher = "P"\n{line}\n[b]\ntitle = "B"\n')
    assert entries == {"a": SourceFields(publisher="P"), "b": SourceFields(title="B")}
    (problem,) = problems
    assert '["a"]' in problem
    assert says in problem


@pytest.mark.parametrize("data", [b"[a\n", b"\xff\xfe\0", b"a = " + b"[" * 5_000])
def test_a_broken_file_is_named_and_says_nothing(tmp_path: Path, data: bytes) -> None:
    """It never stops the build."""
    entries, problems = load(tmp_path, data)
    assert entries == {}
    assert len(problems) == 1


def test_a_line_outside_a_table_is_named(tmp_path: Path) -> None:
    """The problem shows how to write it."""
    assert 'folder/article"]' in load(tmp_path, 'title = "x"')[1][0]
