"""Which files of the seeds folder are articles, and what each is called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from index.errors import SeedsError
from index.readers.seeds import article_ids, find

if TYPE_CHECKING:
    from pathlib import Path


def test_articles_are_found_below_the_folder_in_order(tmp_path: Path) -> None:
    """Endings of any case count; what is of another kind is named, but for what is hidden and the operator's files."""
    for name in (
        "b.txt",
        "a/c.MD",
        "a/d.TXT",
        ".hidden.txt",
        ".git/e.txt",
        "sources.toml",
        "f.doc",
        "g.txt.bak",
        "a/sources.toml",
        "a/LICENSE",
        "h.PDF",
        "i.htm",
        "j.html",
        "k.jsonl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("One rose.")
    (tmp_path / "folder.txt").mkdir()
    found = find(tmp_path)
    assert [(where, reason.partition(":")[0]) for where, reason in found.skipped] == [
        ("a/LICENSE", "Files without an ending are not read"),
        ("a/sources.toml", "Files that end in .toml are not read"),
        ("f.doc", "Files that end in .doc are not read"),
        ("g.txt.bak", "Files that end in .bak are not read"),
    ]
    assert [
        path.relative_to(tmp_path).as_posix() for path in found.files
    ] == "a/c.MD a/d.TXT b.txt h.PDF i.htm j.html k.jsonl".split()


def test_links_out_of_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    """They are named; a link to a file in the folder is read, as a mounted folder may hold nothing else."""
    seeds = tmp_path / "seeds"
    (seeds / ".data").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("One.")
    (seeds / ".data" / "b.txt").write_text("One.")
    (seeds / "out.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "in.txt").symlink_to(seeds / ".data" / "b.txt")
    (seeds / "self.txt").symlink_to(seeds / "self.txt")
    (seeds / "loop").symlink_to(seeds, target_is_directory=True)
    (seeds / "gone.txt").symlink_to(seeds / "nothing")
    (seeds / "away").symlink_to(tmp_path, target_is_directory=True)
    (seeds / ".hidden").symlink_to(tmp_path, target_is_directory=True)
    found = find(seeds)
    assert [path.name for path in found.files] == ["in.txt"]
    assert [(where, reason.partition(":")[0]) for where, reason in found.skipped] == [
        ("away", "It is a link to a folder, and those are not followed"),
        ("gone.txt", "It is a link that leads nowhere"),
        ("loop", "It is a link to a folder, and those are not followed"),
        ("out.txt", "It is a link out of the seeds folder"),
        ("self.txt", "It is a link that leads nowhere"),
    ]


def test_a_pipe_is_no_article(tmp_path: Path) -> None:
    """It is named; reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert find(tmp_path) == ([], [("pipe.txt", "It is neither a file nor a folder: move it away.")])


@pytest.mark.parametrize("name", ["missing", "file.txt"])
def test_a_folder_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    """The message names the folder and the option to mend it with."""
    (tmp_path / "file.txt").write_text("One.")
    with pytest.raises(SeedsError, match=rf"{name}.*--seeds"):
        find(tmp_path / name)


def test_an_id_is_the_path_without_its_ending(tmp_path: Path) -> None:
    """A second file of that name keeps its ending, and no two are the same."""
    names = ["a.md", "a.txt", "a.txt.md", "b/a.txt", "c.d.txt"]
    ids = article_ids([tmp_path / name for name in names], tmp_path)
    assert list(ids.values()) == ["a", "a.txt", "a.txt.md", "b/a", "c.d"]


def test_an_id_can_be_written_where_the_name_cannot(tmp_path: Path) -> None:
    """Names that are not UTF-8 give ids that are, each its own."""
    names = [os.fsdecode(name) for name in (b"\xe7.txt", b"\xe8.txt", b"\xe9.txt")]
    ids = article_ids([tmp_path / name for name in names], tmp_path)
    assert list(ids.values()) == ["\ufffd", "\ufffd.txt", "\ufffd.txt~"]


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "\u202etxt.evil.txt", "e" * 251 + ".txt", "中" * 83 + ".txt", "' \".txt"]
)
def test_an_odd_name_is_a_name(tmp_path: Path, name: str) -> None:
    """Line feeds, marks that turn the writing and 255 bytes are no reason to leave a file out."""
    (tmp_path / name).write_text("One rose.")
    (path,) = find(tmp_path).files
    assert article_ids([path], tmp_path) == {path: name.removesuffix(".txt")}
